"""A line break between Chinese characters is none: 自强不息，厚⏎德载物 is one word, also across emphasis."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache
from unicodedata import east_asian_width
from xml.etree.ElementTree import Element

from .block import Block

_BREAK = re.compile("[ \u3000\u00a0]*\n[ \u3000\u00a0]*")
_STASHED = re.compile("\x02[^\x02\x03]*\x03")
# Marks that Chinese shares with Latin script; Unicode calls their width ambiguous.
_SHARED = frozenset("“”‘’—…·")
_HANGUL = (range(0x1100, 0x1200), range(0x3130, 0x3190), range(0xA960, 0xA980), range(0xAC00, 0xD800))
_SOLID = frozenset({"code", "pre"})


@cache
def joins(letter: str) -> bool:
    """Whether a line break beside this letter disappears: it takes a full square, and is not Korean, which has spaces."""
    if letter in _SHARED:
        return True
    return east_asian_width(letter) in "WF" and not any(ord(letter) in block for block in _HANGUL)


class Run:
    """The texts of one block in reading order, each with the place it came from."""

    def __init__(self) -> None:
        self.places: list[tuple[Element, str] | None] = []
        self.texts: list[str] = []

    def add(self, place: tuple[Element, str] | None, text: str | None) -> None:
        if text:
            self.places.append(place)
            self.texts.append(text)

    def join(self) -> None:
        """Delete the breaks between letters that join; others stay, without the blanks around them."""
        for number, place in enumerate(self.places):
            text = self.texts[number]
            if not place or "\n" not in text:
                continue
            before, after = self._before(number), self._after(number)
            whole = f"{before}{text}{after}"
            joined = _BREAK.sub(lambda found, whole=whole: self._kept(found, whole), whole)  # type: ignore[misc]
            self.texts[number] = joined[len(before) : len(joined) - len(after)]
            setattr(*place, self.texts[number])

    @staticmethod
    def _kept(found: re.Match[str], whole: str) -> str:
        left, right = whole[found.start() - 1 : found.start()], whole[found.end() : found.end() + 1]
        return "" if left and right and joins(left) and joins(right) else "\n"

    def _before(self, number: int) -> str:
        return next((text[-1] for text in reversed(self.texts[:number]) if text.strip("\n ")), "")[-1:]

    def _after(self, number: int) -> str:
        return next((text[0] for text in self.texts[number + 1 :] if text.strip("\n ")), "")[:1]


class CjkLines(Block):
    """Joins the lines of every block."""

    def run(self, root: Element) -> None:
        for run in self._runs(root):
            run.join()

    def _runs(self, root: Element) -> Iterator[Run]:
        """Cut the tree's text where blocks and hard breaks cut it."""
        run = Run()
        waiting: list[tuple[Element, bool]] = [(root, True)]
        while waiting:
            element, entering = waiting.pop()
            cuts = element.tag in (None, "br") or self.md.is_block_level(element.tag)
            if cuts:
                yield run
                run = Run()
            if entering:
                solid = element.tag in _SOLID
                run.add(None if solid or element.tag is None else (element, "text"), element.text)
                waiting.append((element, False))
                waiting.extend((child, True) for child in reversed(element))
            else:
                run.add((element, "tail"), element.tail)
        yield run
