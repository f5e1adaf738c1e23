"""A Photo: one photograph as a story shows it, and the Renditions it is published in."""

from __future__ import annotations

from dataclasses import dataclass
from math import inf
from operator import attrgetter
from typing import Literal

from .lean import lean

Purpose = Literal["tiny", "small", "card", "measure", "column", "wide", "full", "thumb", "share", "moving"]
Format = Literal["avif", "webp", "jpeg"]

WHOLE = frozenset(
    {"tiny", "small", "card", "measure", "column", "wide", "full"}
)  # purposes of a picture that is not cropped
_WIDTH = attrgetter("width")
MIME = {"avif": "image/avif", "webp": "image/webp", "jpeg": "image/jpeg"}


@lean
@dataclass(frozen=True, slots=True)
class Caption:
    """What a caption says: `html` with its emphasis (safe to print), `text` without marks."""

    text: str = ""
    html: str = ""

    def __bool__(self) -> bool:
        return bool(self.text)


@lean
@dataclass(frozen=True, slots=True)
class Rendition:
    """One published file of a photo: `path` from the output's root, `width` and `height` in pixels."""

    purpose: Purpose
    format: Format
    width: int
    height: int
    path: str


@lean
@dataclass(frozen=True, slots=True)
class Photo:
    """One photograph as one story shows it.

    The blocks fill what the reporter wrote: source (from the content folder, posix; "" where the
    reference could not be one), line, alt, caption, credit, focus (x, y from the top left, 0–1).
    The photos room fills the rest: digest of the original, width and height as shown (after
    turning), tone (dominant colour, "#rrggbb") and renditions (by format, then width); from the file
    itself taken (ISO date, "" where unknown), made (IPTC's digital source type) and whatever the
    reporter left empty: `borrowed` names those fields, for the copydesk to list.
    Without renditions the page shows a placeholder frame.
    """

    source: str
    line: int = 0
    alt: str = ""
    caption: Caption = Caption()
    credit: str = ""
    focus: tuple[float, float] | None = None
    place: str = ""
    copyright: str = ""
    digest: str = ""
    width: int = 0
    height: int = 0
    tone: str = ""
    renditions: tuple[Rendition, ...] = ()
    taken: str = ""
    made: str = ""
    borrowed: tuple[str, ...] = ()

    @property
    def name(self) -> str:
        """A class name and address fragment for the page, the same for the same picture: "p-3f2a91c0"."""
        return f"p-{self.digest[:8]}" if self.digest else "p-missing"

    @property
    def ratio(self) -> float:
        """How many times as wide as high; 1.5 where that is not known."""
        return self.width / self.height if self.width and self.height else 1.5

    @property
    def tall(self) -> bool:
        """Whether it stands: clearly higher than wide."""
        return self.ratio < 0.85

    @property
    def long(self) -> bool:
        """Whether it is a strip, drawn to be read from top to bottom, which no window shows whole."""
        return self.ratio < 0.4

    def ladder(self, format: str, least: int = 0, most: float = inf) -> tuple[Rendition, ...]:
        """The uncropped renditions in one format, narrowest first; of widths from `least` to `most` pixels."""
        found = [r for r in self.renditions if r.format == format and r.purpose in WHOLE and least <= r.width <= most]
        return tuple(sorted(found, key=_WIDTH))

    @property
    def formats(self) -> tuple[str, ...]:
        """The formats it comes in, best first; the last is the one every browser reads."""
        there = {r.format for r in self.renditions if r.purpose in WHOLE}
        return tuple(f for f in ("avif", "webp", "jpeg") if f in there)

    def cut(self, purpose: str) -> Rendition | None:
        """The JPEG for one purpose, or None."""
        return next((r for r in self.renditions if r.purpose == purpose and r.format == "jpeg"), None)

    @property
    def moving(self) -> Rendition | None:
        """The animated WebP of a picture that moves, for readers who do not mind motion; the ladder is its still."""
        return next((r for r in self.renditions if r.purpose == "moving"), None)
