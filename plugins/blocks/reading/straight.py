"""A story of prose, section heads and photographs is written straight: it is not parsed into a tree that some twenty
walks then change and write out again.

Most copy is of that kind. Every block has to stand on one line and to be by one of the expressions below what it seems
to be, without any mark that could be something else; a story with any other block is turned by Python-Markdown as a
whole. So is every story where another extension has a hand in the reading, unless all that it does is to `proofread`
the words. What comes out is the same to the byte (tests/blocks/test_straight.py).
"""

from __future__ import annotations

import inspect
import re
from functools import cache, cached_property
from typing import Any
from xml.etree.ElementTree import Element

from markdown import Markdown
from markdown.extensions import Extension
from markdown.serializers import to_html_string

from ...newsroom.body import Heading, Part, Sheet
from ..links.reference import ending
from ..pictures.figure import figure, read_shot
from ..pictures.lift import Pictures
from ..pictures.video import FILMS
from ..prose.lead_in import leads_in
from ..prose.two_part import halves
from .indents import Indents
from .limit import convert_in_time
from .paragraphs import OPENING
from .walks import to_html

_LETTER = r"[^\x00-\x1f\x7f-\xa0*_`\\\[\]<>&{}]"
_WORDS = rf"(?!\s){_LETTER}+(?<!\s)"
_PARAGRAPH = re.compile(rf"(?={OPENING}){_WORDS}")
_LED = re.compile(rf"\*\*(?P<bold>{_WORDS})\*\*(?P<rest>{_WORDS})")
_HEAD = re.compile(r"(?P<marks>##{1,3}) *" + rf"(?P<words>(?!\s)(?:(?!#){_LETTER})+(?<!\s))")
_PHOTO = re.compile(
    rf"!\[(?P<alt>{_WORDS})\]"
    r"\((?P<source>[^\s\x00-\x20\x7f-\xa0()<>\"'“”‘’\\`\[\]&{}]+)"
    rf"(?: \"(?P<title>(?!\s)(?:(?![()\"']){_LETTER})+(?<!\s))\")?\)"
)
_SHAPES = {"*": _LED, "#": _HEAD, "!": _PHOTO}
_APART = re.compile(r"\n(?: *\n)+")


class Straight:
    """Stands before a Markdown reader's own `convert`. blocks: the extension that the expressions know."""

    def __init__(self, md: Markdown, blocks: type[Extension]) -> None:
        self.md, self.blocks, self.turn, self.pictures = md, blocks, md.convert, Pictures(md)
        self.first = "convert" not in vars(md)  # else another extension stands there, and reads every story

    def convert(self, source: str) -> str:
        """The HTML of a story as the reader gives it; the story's sheet is filled."""
        found = self._blocks(source) if self.open else None
        return self._write(found) if found else convert_in_time(self.md, self.turn, source)

    @cached_property
    def open(self) -> bool:
        """Whether nothing but the blocks has a hand in the reading."""
        html = self.md.serializer in (to_html, to_html_string)
        own = _own(self.blocks)  # type: ignore[arg-type]  # a class can be hashed
        return self.first and html and self.md.stripTopLevelTags and _steps(self.md, self.proofreaders) == own

    @cached_property
    def proofreaders(self) -> list[Any]:
        """The steps of other extensions that need no tree where there is nothing but words."""
        return [step for step in self.md.treeprocessors if hasattr(step, "proofread")]

    def _blocks(self, text: str) -> list[re.Match[str]] | None:
        """Every block as what it is; None where one is anything else."""
        if "://" in text or "www." in text:
            return None
        if "\u3000" in text or "\xa0" in text:
            text = "\n".join(Indents(self.md).run(text.split("\n")))
        if "~~" in text or "\ue0f0" in text:
            return None
        found = []
        above = 1
        for block in _APART.split(text.strip("\n")):
            one = _SHAPES.get(block[:1], _PARAGRAPH).fullmatch(block)
            if one is None or (one.re is _PHOTO and ending(one["source"]) in FILMS):
                return None
            if one.re is _HEAD:
                if len(one["marks"]) > above + 1:
                    return None
                above = len(one["marks"])
            found.append(one)
        return found

    def _write(self, blocks: list[re.Match[str]]) -> str:
        sheet: Sheet = self.pictures.sheet
        html: list[str] = []
        said: list[str] = []
        for one in blocks:
            if one.re is _PHOTO:
                html.append(f"\n{self._photo(one, sheet)}\n")
                said += [""] if said[-1:] != [""] else []  # to a proofreader, pictures are no words between others
            elif one.re is _HEAD:
                html.append(self._head(one["words"], len(one["marks"]), sheet))
                said.append(" ".join(halves(one["words"]) or (one["words"],)))
            elif one.re is _LED:
                mark = ' class="lead-in"' if leads_in(one["bold"]) else ""
                html.append(f"<p><strong{mark}>{one['bold']}</strong>{one['rest']}</p>")
                said.append(one["bold"] + one["rest"])
            else:
                html.append(f"<p>{one[0]}</p>")
                said.append(one[0])
        first = next((number for number, one in enumerate(blocks) if one.re is not _PHOTO), -1)
        if any(head.level == 2 for head in sheet.headings) and html[first].startswith("<p>"):
            html[first] = html[first].replace("<p>", '<p class="lede">', 1)
        for step in self.proofreaders:
            step.proofread(said)
        return "\n".join(html).strip()

    def _photo(self, one: re.Match[str], sheet: Sheet) -> str:
        image = Element("img", {"src": one["source"], "alt": one["alt"]})
        if one["title"]:
            image.set("title", one["title"])
        shot = read_shot(image, self.pictures)
        return sheet.mark(Part("photo", photos=(figure(shot, self.pictures),)))

    def _head(self, words: str, level: int, sheet: Sheet) -> str:
        text = " ".join(words.split())
        name = self.pictures.notes.name(text)
        sheet.headings.append(Heading(text, name, level))
        if two := halves(words):
            return f'<h{level} class="two-part" id="{name}"><span>{two[0]}</span> <span>{two[1]}</span></h{level}>'
        return f'<h{level} id="{name}">{words}</h{level}>'


def _steps(md: Markdown, without: list[Any]) -> list[tuple[Any, ...]]:
    """What has a hand in the reading, in order, and what of it has been changed where it stands."""
    registries: Any = (md.preprocessors, md.parser.blockprocessors, md.inlinePatterns, md.treeprocessors)
    return [
        tuple((type(step), getattr(step, "pattern", ""), _changed(step)) for step in registry if step not in without)
        for registry in (*registries, md.postprocessors, [md.parser])
    ]


def _changed(step: Any) -> tuple[Any, ...]:
    """The methods that one object has for itself, and who made them."""
    own = getattr(step, "__dict__", {})
    return tuple((name, own[name].__module__) for name in sorted(own) if inspect.isroutine(own[name]))


@cache
def _own(blocks: type[Extension]) -> list[tuple[Any, ...]]:
    return _steps(Markdown(extensions=[blocks()]), [])
