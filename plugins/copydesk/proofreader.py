"""The proofreader: a Markdown extension that reads a story while it is turned, so that what is found is kept with the
copy and costs a build nothing as long as the story stays.

The words are those of the parsed tree, block by block, without code, addresses and marks of Markdown; then the captions
and the lines of the head that readers see; then the file as it was typed. What one check finds in a story is told as
one Problem, with how often and where. `<!-- 不查 直引号、N01：原文如此 -->` anywhere in a story passes over these
checks there, named in words or by number; a reason may stand behind a colon.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from html import unescape
from xml.etree.ElementTree import Element

from markdown import Markdown
from markdown.extensions import Extension
from markdown.treeprocessors import Treeprocessor

from ..newsroom.body import Sheet
from ..newsroom.keys import KEYS
from .checks import CHECKS, SOURCE_CHECKS, Check, Finding, Screen

_SCREEN = Screen(CHECKS)
_ESCAPED = re.compile("\x02(\\d+)\x03")
_PLACEHOLDER = re.compile("\x02[^\x02\x03]*\x03")
_PASSED = re.compile(r"<!--\s*不查\s+([^:：>]{1,200})(?:[:：].*?)?-->", re.DOTALL)
_BETWEEN = re.compile("[、,，\\s]+")
_SHOWN = 3  # places of what was found more than once
_BLOCKS = frozenset({"p", "h1", "h2", "h3", "h4", "h5", "h6", "blockquote", "aside", "div", "section", "details"})
_BLOCKS |= {"summary", "figure", "figcaption", "ul", "ol", "li", "dl", "dt", "dd"}
_BLOCKS |= {"table", "caption", "thead", "tbody", "tr", "th", "td"}
_NO_WORDS = frozenset({"code", "pre", "kbd", "samp", "script", "style", "del", "s"})
_KEYS = [
    word
    for key in KEYS
    if key.name in ("Title", "Kicker", "Dek", "Short", "Summary")
    for word in (key.name, *key.aliases)
]
_SPOKEN = re.compile(f" {{0,3}}(?:{'|'.join(_KEYS)})\\s*[:：]\\s*(?P<words>.*)", re.IGNORECASE)


class Proofreader(Treeprocessor):
    """Reads one story after another."""

    md: Markdown

    def run(self, root: Element) -> None:
        """Note what is found on the story's sheet."""
        self.proofread(_said(root))

    def proofread(self, said: list[str]) -> None:
        """The same, from the words of each block in reading order; "" stands where pictures do."""
        sheet: Sheet = self.md.sheet  # type: ignore[attr-defined]  # set by the blocks, or by who reads the copy
        passed = _passed(sheet)
        screen = Screen([check for check in CHECKS if not _names(check) & passed]) if passed else _SCREEN
        spoken = [(photo.caption.text, photo.line) for photo in sheet.photos] + list(_head(sheet))
        checks = screen.concerned(said)
        told: dict[str, list[tuple[Check, Finding, int]]] = {}
        place = 0  # in the file: what was found last stands here
        for words, after in zip(said, [*said, ""][1:], strict=True) if checks else ():
            findings = [(check, found) for check in checks for found in check.find(words, after)]
            if findings:
                place = max(place, sheet.text.find(words[:8], place))
            for check, found in findings:
                line = _line(sheet, words, found.start, found.end, place)
                told.setdefault(check.id, []).append((check, found, line))
            place += bool(findings)  # the same words once more are another place
        # The head is asked for itself: an ellipsis in the summary is no reason to search the whole body for one.
        checks = screen.concerned([words for words, _ in spoken])
        for words, line in spoken if checks else ():
            for check in checks:
                for found in check.find(words, ""):
                    told.setdefault(check.id, []).append((check, found, line))
        for check in SOURCE_CHECKS:
            if not _names(check) & passed and (not check.hints or any(hint in sheet.text for hint in check.hints)):
                for found in check.find(sheet.text, ""):
                    line = sheet.text.count("\n", 0, found.start) + 1
                    told.setdefault(check.id, []).append((check, found, line))
        for rows in told.values():
            _tell(sheet, rows)


def _passed(sheet: Sheet) -> set[str]:
    """What the story's comments name."""
    if "不查" not in sheet.text:
        return set()
    return {word for found in _PASSED.finditer(sheet.text) for word in _BETWEEN.split(found[1].strip())}


def _names(check: Check) -> set[str]:
    return {check.id, check.name}


def _head(sheet: Sheet) -> Iterator[tuple[str, int]]:
    """The lines of a story's head that readers see, and their numbers."""
    for number, line in enumerate(sheet.text.split("\n", sheet.start)[: sheet.start - 1], 1):
        found = _SPOKEN.match(line)
        if found:
            yield found["words"], number


def _tell(sheet: Sheet, rows: list[tuple[Check, Finding, int]]) -> None:
    """One Problem of what a check found in the story, where it stands first, and where else."""
    rows = sorted(rows, key=lambda row: row[2])
    check, found, line = rows[0]
    places = list(dict.fromkeys(number for _, _, number in rows))
    more = ""
    if len(rows) > 1:
        shown = "、".join(map(str, places[:_SHOWN])) + ("行等" if len(places) > _SHOWN else "行")
        more = f"；这样的共{len(rows)}处，在第{shown}"
    sheet.fault(line, f"{found.message}{more}（{check.name} {check.id}）", found.remedy, check.level)


def _line(sheet: Sheet, words: str, start: int, end: int, place: int) -> int:
    """The line on which these words stand in the copy, looked for from `place` on with what is around them, and with
    less where emphasis or a line break comes between."""
    for around in (6, 3, 1, 0):
        where = sheet.text.find(words[max(0, start - around) : end + around], place)
        if where >= 0:
            return sheet.text.count("\n", 0, where) + 1
    return sheet.text.count("\n", 0, place) + 1 if place else sheet.start


def _said(root: Element) -> list[str]:
    """The words of each block, in reading order."""
    said: list[str] = []
    _say(root, said)
    return said


def _say(element: Element, said: list[str]) -> None:
    words = element.text or ""
    for child in element:
        if child.tag in _BLOCKS:
            _put(words, said)
            _say(child, said)
            words = ""
        else:
            words += _inline(child)
        words += child.tail or ""
    _put(words, said)


def _put(words: str, said: list[str]) -> None:
    """Add the words of one block, as a reader sees them."""
    if words and not words.isspace():
        if "\x02" in words:
            words = _ESCAPED.sub(lambda found: chr(int(found[1])), words.replace("\x02amp\x03", "&"))
            words = _PLACEHOLDER.sub("", words)
        # An entity is the one character that it stands for.
        said.append((unescape(words) if "&" in words else words).strip())


def _inline(element: Element) -> str:
    if element.tag in _NO_WORDS or element.tag == "sup" and element.get("id", "").startswith("fnref"):
        return "\ufffc"
    if element.tag == "br":
        return "\n"
    return (element.text or "") + "".join(_inline(child) + (child.tail or "") for child in element)


class Proofreading(Extension):
    """Adds the proofreader behind the blocks, when line breaks are joined and pictures are noted."""

    def extendMarkdown(self, md: Markdown) -> None:
        md.treeprocessors.register(Proofreader(md), "proofreader", -2)
