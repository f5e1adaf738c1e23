"""How a paragraph of a .docx looks, once its styles have been asked: its own word first, then its style, then the
style that is based on.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from xml.etree.ElementTree import Element

from .parts import W

OFF = ("0", "false", "off", "none")
_HEADING = re.compile(r"(?:heading|标题) ?(?P<level>[1-9])", re.I)
_ALIGN = {"center": "centre", "centerGroup": "centre", "right": "right", "end": "right"}


def value(element: Element | None, name: str, attribute: str = "val") -> str | None:
    """An attribute of a child, or None where the child or the attribute is not there."""
    child = None if element is None else element.find(W + name)
    return None if child is None else child.get(W + attribute)


def whole(text: str | None, otherwise: int, most: int = 1 << 20) -> int:
    """A whole number as an attribute holds it; `otherwise` for what is none, and for more than anybody means."""
    return int(text) if text and re.fullmatch(r"\d{1,9}", text, re.ASCII) and int(text) <= most else otherwise


def switched(element: Element | None, name: str) -> bool | None:
    """A property that is on, off, or (None) not spoken of."""
    child = None if element is None else element.find(W + name)
    return None if child is None else child.get(W + "val", "1") not in OFF


@dataclass(frozen=True, slots=True)
class Styles:
    """The styles of one document by id."""

    by_id: Mapping[str, Element] = field(default_factory=dict)
    defaults: Mapping[str, str] = field(default_factory=dict)

    def line(self, style: str | None) -> Iterator[Element]:
        """The style and those it is based on, nearest first; a circle ends where it closes."""
        seen: set[str] = set()
        while style and style in self.by_id and style not in seen:
            seen.add(style)
            yield self.by_id[style]
            style = value(self.by_id[style], "basedOn")

    def paragraph(self, p: Element) -> tuple[str | None, list[Element]]:
        """A paragraph's style id (the default one where it names none) and its pPr elements, nearest first."""
        own = p.find(W + "pPr")
        style = value(own, "pStyle") or self.defaults.get("paragraph")
        more = [found for s in self.line(style) if (found := s.find(W + "pPr")) is not None]
        return style, ([own] if own is not None else []) + more

    def letters(self, run: Element, style: str | None) -> list[Element]:
        """The rPr elements that a run's letters follow, nearest first."""
        own = run.find(W + "rPr")
        named = [found for s in self.line(value(own, "rStyle")) if (found := s.find(W + "rPr")) is not None]
        more = [found for s in self.line(style) if (found := s.find(W + "rPr")) is not None]
        return ([own] if own is not None else []) + named + more

    def name(self, style: str | None) -> str:
        """A style's name as its user sees it, of the nearest named style."""
        return next((name for s in self.line(style) if (name := value(s, "name"))), "")

    def level(self, style: str | None, properties: list[Element]) -> int:
        """1–9 for a heading, else 0. By the outline level, else by the name of the style."""
        for found in properties:
            if (outline := whole(value(found, "outlineLvl"), 9, most=8)) < 9:
                return outline + 1
        for s in self.line(style):
            if match := _HEADING.fullmatch(value(s, "name") or ""):
                return int(match["level"])
        return 0

    def align(self, properties: list[Element]) -> str:
        """ "centre", "right" or ""."""
        return next((_ALIGN.get(jc, "") for found in properties if (jc := value(found, "jc"))), "")


def first(properties: list[Element], name: str) -> bool:
    """Whether a switch is on by the nearest element that speaks of it."""
    return next((on for found in properties if (on := switched(found, name)) is not None), False)


def size(properties: list[Element]) -> float:
    """Points, 0 where nobody says; Word counts half points."""
    half = next((sz for found in properties if (sz := value(found, "sz"))), "0")
    return float(half) / 2 if half.replace(".", "", 1).isdigit() else 0.0


def face(properties: list[Element]) -> str:
    """The typeface of Chinese letters, "" where nobody says."""
    return next((name for found in properties if (name := value(found, "rFonts", "eastAsia"))), "")


def read_styles(root: Element | None) -> Styles:
    """From word/styles.xml."""
    if root is None:
        return Styles()
    rows = root.findall(W + "style")
    by_id = {row.get(W + "styleId", ""): row for row in rows}
    defaults = {
        row.get(W + "type", ""): row.get(W + "styleId", "") for row in rows if row.get(W + "default") in ("1", "true")
    }
    return Styles(by_id, defaults)
