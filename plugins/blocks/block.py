"""What every block has: the sheet to note things down on, ids that are not taken, and the lines of the copy."""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from markdown import Markdown
from markdown.treeprocessors import Treeprocessor

from ..newsroom.body import Sheet

# Ids of the page's own frame.
FRAME = frozenset({"main", "ridge", "through", "attachments", "villages"})
_BETWEEN = re.compile("[ \u3000_-]")
_DROPPED = re.compile(r"[^\w ]")


@dataclass(frozen=True, slots=True)
class Fence:
    """A fenced block: its text, and the lines as they were written."""

    text: str
    source: str


@dataclass(slots=True)
class Notes:
    """What the blocks remember while one story is turned.

    ids: those given; counted: the last number given to the same words; sought: where which words were last found;
    fences: each fenced block; indented: the text of each that an indent made code; short: abbreviations and what they
    stand for.
    """

    ids: set[str] = field(default_factory=lambda: set(FRAME))
    counted: dict[str, int] = field(default_factory=dict)
    sought: dict[str, int] = field(default_factory=dict)
    fences: list[Fence] = field(default_factory=list)
    indented: list[str] = field(default_factory=list)
    short: dict[str, str] = field(default_factory=dict)

    def name(self, words: str) -> str:
        """An id made of the words, no other's: "抓班子 促发展" → "抓班子-促发展", the second time "抓班子-促发展-2"."""
        kept = _DROPPED.sub("", _BETWEEN.sub(" ", words.lower()))
        name = wanted = "-".join(kept.split()) or "小节"
        number = self.counted.get(wanted, 1)
        while name in self.ids:
            number += 1
            name = f"{wanted}-{number}"
        self.counted[wanted] = number
        self.ids.add(name)
        return name


class Step:
    """A step of the reading that knows the story it is reading."""

    md: Markdown

    @property
    def sheet(self) -> Sheet:
        sheet: Sheet = self.md.sheet  # type: ignore[attr-defined]  # set by the extension, or by who reads the copy
        return sheet

    @property
    def notes(self) -> Notes:
        notes: Notes = self.md.notes  # type: ignore[attr-defined]  # set by the extension
        return notes

    def line(self, *written: str) -> int:
        """The line of the first of these wordings that the copy has.

        Things are looked for in reading order, so the second search for the same words means their second place.
        """
        first = ""
        for words in filter(None, written):
            place = self.sheet.find(words, self.notes.sought.get(words, -1) + 1)
            if place >= 0:
                self.notes.sought[words] = place
                return self.sheet.line_at(place)
            first = first or (words if words in self.notes.sought else "")
        return self.sheet.line_of(first) if first else self.sheet.start


class Block(Step, Treeprocessor):
    """A kind of block: finds what it was written as in the parsed tree and puts in its place what the page carries."""
