"""`*[GDP]: 国内生产总值`: an abbreviation says what it stands for wherever it is used."""

from __future__ import annotations

import re
from xml.etree.ElementTree import Element

from ..block import Block
from ..tree import Piece, literal, put, take

_SILENT = frozenset({"code", "pre", "abbr", "kbd", "samp"})


class Abbreviations(Block):
    """Marks every use. One in letters is not found inside a longer word; Chinese characters beside it part no word."""

    def run(self, root: Element) -> None:
        short = {word: means for word, means in self.notes.short.items() if word and means}
        if not short:
            return
        known = "|".join(re.escape(literal(word)) for word in sorted(short, key=len, reverse=True))
        used = re.compile(f"(?<![A-Za-z0-9])({known})(?![A-Za-z0-9])")
        waiting = [root]
        while waiting:
            element = waiting.pop()
            if element.tag is None or element.tag in _SILENT:
                continue
            waiting.extend(element)
            pieces = take(element)
            for piece in pieces:
                put(element, [piece] if not isinstance(piece, str) else self._marked(piece, used, short))

    def _marked(self, text: str, used: re.Pattern[str], short: dict[str, str]) -> list[Piece]:
        found: list[Piece] = []
        for place, part in enumerate(used.split(text)):
            if place % 2:
                abbreviation = Element("abbr", {"title": literal(short[part.replace("&amp;", "&")])})
                abbreviation.text = part
                found.append(abbreviation)
            elif part:
                found.append(part)
        return found
