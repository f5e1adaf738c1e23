"""A line break between Chinese characters is none: 自强不息，厚⏎德载物 is one word, also across emphasis."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache
from unicodedata import east_asian_width
from xml.etree.ElementTree import Element

from ..block import Block
from ..harmless.allowed import INLINE

_BREAK = re.compile("[ \u3000\u00a0]*\n[ \u3000\u00a0\n]*")
_BLANKS = " \u3000\u00a0\n"
# Marks that Chinese shares with Latin script; Unicode calls their width ambiguous.
_SHARED = frozenset("“”‘’—…·")
_HANGUL = (range(0x1100, 0x1200), range(0x3130, 0x3190), range(0xA960, 0xA980), range(0xAC00, 0xD800))
_RUNNING = INLINE - {"br"}


@cache
def joins(letter: str) -> bool:
    """Whether a line break beside this letter goes: it fills a square, and is not Korean, which parts words."""
    if letter in _SHARED:
        return True
    return east_asian_width(letter) in "WF" and not any(ord(letter) in block for block in _HANGUL)


def join_lines(text: str, before: str = "", after: str = "") -> str:
    """Text without the breaks between letters that join; other breaks stay, without the blanks around them.

    before, after: the letters beside the text, "" where it ends.
    """

    def kept(found: re.Match[str]) -> str:
        left = text[found.start() - 1] if found.start() else before
        right = text[found.end()] if found.end() < len(text) else after
        return "" if left and right and joins(left) and joins(right) else "\n"

    return _BREAK.sub(kept, text)


class CjkLines(Block):
    """Joins the lines of every block."""

    def run(self, root: Element) -> None:
        if not any(map(_breaks, root.iter())):
            return
        for texts in _runs(root):
            for number, (element, name, text) in enumerate(texts):
                if name and "\n" in text:
                    before = next((left for *_, left in reversed(texts[:number]) if left.strip(_BLANKS)), "")
                    after = next((right for *_, right in texts[number + 1 :] if right.strip(_BLANKS)), "")
                    joined = join_lines(text, before.rstrip(_BLANKS)[-1:], after.lstrip(_BLANKS)[:1])
                    setattr(element, name, joined)


def _breaks(element: Element) -> bool:
    """Whether a line breaks in or behind an element; the one line end that lays blocks out in the source is none."""
    text, tail = element.text or "", element.tail or ""
    laid_out = element.tag not in _RUNNING
    return ("\n" in text and not (laid_out and text == "\n")) or ("\n" in tail and not (laid_out and tail == "\n"))


def _runs(root: Element) -> Iterator[list[tuple[Element, str, str]]]:
    """The tree's texts in reading order, (element, "text" or "tail", text), cut at blocks and hard breaks.

    What stands in code and in marks is not to be touched: its name is "".
    """
    run: list[tuple[Element, str, str]] = []
    waiting: list[tuple[Element, str]] = [(root, "text")]
    while waiting:
        element, name = waiting.pop()
        if element.tag not in _RUNNING and run:
            yield run
            run = []
        if name == "tail":
            if element.tail:
                run.append((element, name, element.tail))
            continue
        waiting.append((element, "tail"))
        if element.tag in ("code", "pre", None):
            run.append((element, "", "".join(element.itertext())))
            continue
        if element.text:
            run.append((element, name, element.text))
        waiting.extend((child, "text") for child in reversed(element))
    yield run
