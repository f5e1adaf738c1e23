"""The numbers Word prints by itself before a paragraph: 一、 （一） 1. They are not in the text, yet readers
see them.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from xml.etree.ElementTree import Element

from .parts import W
from .styles import Styles, value, whole

_PLACE = re.compile(r"%([1-9])")
_HAN = "零一二三四五六七八九"
_HAN_COUNTING = ("chineseCounting", "chineseCountingThousand", "japaneseCounting", "taiwaneseCountingThousand")
_ROMAN = (
    *((1000, "M"), (900, "CM"), (500, "D"), (400, "CD"), (100, "C"), (90, "XC"), (50, "L"), (40, "XL")),
    *((10, "X"), (9, "IX"), (5, "V"), (4, "IV"), (1, "I")),
)


@dataclass(frozen=True, slots=True)
class Level:
    """One level of a list: kind of number, text around it ("%1、"), first number, what follows it."""

    kind: str = "decimal"
    text: str = ""
    start: int = 1
    follows: str = "tab"


@dataclass(slots=True)
class Numbering:
    """The lists of one document, and how far each has counted."""

    levels: Mapping[str, Mapping[int, Level]] = field(default_factory=dict)
    counts: dict[str, dict[int, int]] = field(default_factory=dict)

    def label(self, properties: list[Element]) -> tuple[str, bool]:
        """The number before a paragraph with its blank, "" for none; and whether it is a bullet. Counts on."""
        found = next((n for p in properties if (n := p.find(W + "numPr")) is not None), None)
        identity = value(found, "numId") or ""
        depth = whole(value(found, "ilvl"), 0)
        level = self.levels.get(identity, {}).get(depth)
        if level is None:
            return "", False
        if level.kind == "bullet":
            return "", True
        count = self.counts.setdefault(identity, {})
        count[depth] = count.get(depth, level.start - 1) + 1
        for deeper in [d for d in count if d > depth]:
            del count[deeper]
        if level.kind == "none":
            return level.text, False
        text = _PLACE.sub(lambda place: self._number(identity, int(place[1]) - 1), level.text)
        blank = "" if level.follows == "nothing" or text.endswith(("、", "）", "．", "：")) else " "
        return text + blank, False

    def _number(self, identity: str, depth: int) -> str:
        level = self.levels[identity].get(depth, Level())
        return written(self.counts[identity].get(depth, level.start), level.kind)


def read_numbering(root: Element | None, styles: Styles) -> Numbering:
    """From word/numbering.xml."""
    if root is None:
        return Numbering()
    drawn = {a.get(W + "abstractNumId", ""): _levels(a) for a in root.findall(W + "abstractNum")}
    levels: dict[str, dict[int, Level]] = {}
    for num in root.findall(W + "num"):
        own = dict(drawn.get(value(num, "abstractNumId") or "", {}))
        for change in num.findall(W + "lvlOverride"):
            depth = whole(change.get(W + "ilvl"), 0)
            own |= {d: lvl for d, lvl in _levels(change).items() if d == depth}
            if start := value(change, "startOverride"):
                base = own.get(depth, Level())
                own[depth] = Level(base.kind, base.text, whole(start, 1), base.follows)
        levels[num.get(W + "numId", "")] = own
    return Numbering(levels)


def _levels(parent: Element) -> dict[int, Level]:
    return {
        whole(lvl.get(W + "ilvl"), 0): Level(
            value(lvl, "numFmt") or "decimal",
            value(lvl, "lvlText") or "",
            whole(value(lvl, "start"), 1),
            value(lvl, "suff") or "tab",
        )
        for lvl in parent.findall(W + "lvl")
    }


def written(number: int, kind: str) -> str:
    """A number as Word writes it in one of its kinds (ST_NumberFormat); in digits where the kind is rare."""
    if kind in _HAN_COUNTING:
        return in_han(number)
    if kind in ("upperRoman", "lowerRoman"):
        roman = ""
        for worth, letters in _ROMAN:
            roman += letters * (number // worth)
            number %= worth
        return roman if kind == "upperRoman" else roman.lower()
    if kind in ("upperLetter", "lowerLetter") and number > 0:
        letter = chr(ord("A") + (number - 1) % 26) * ((number - 1) // 26 + 1)
        return letter if kind == "upperLetter" else letter.lower()
    if kind == "decimalEnclosedCircle" and 1 <= number <= 20:
        return chr(0x2460 + number - 1)
    return str(number)


def in_han(number: int) -> str:
    """1–99 as 一, 十, 十二, 二十, 九十九; digits beyond."""
    tens, ones = divmod(number, 10)
    if not 0 < number < 100:
        return str(number)
    return (_HAN[tens] if tens > 1 else "") + ("十" if tens else "") + (_HAN[ones] if ones else "")
