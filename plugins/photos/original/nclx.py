"""Colours named by numbers (ISO/IEC 23091-2) where a file carries no profile: HEIC and AVIF (nclx), PNG (cICP)."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from .boxes import boxes, find_box
from .png import chunks

PQ, HLG = 16, 18


@dataclass(frozen=True, slots=True)
class ColourNumbers:
    """primaries: 1 of sRGB, 9 of Rec. 2020, 12 of Display P3; transfer: 16 PQ, 18 HLG, most others as sRGB's."""

    primaries: int
    transfer: int

    @property
    def hdr(self) -> bool:
        """Whether its white is far from its brightest."""
        return self.transfer in (PQ, HLG)


def colour_numbers(data: bytes) -> ColourNumbers | None:
    """The numbers that hold for a file's picture; None where it names none."""
    if data[4:8] == b"ftyp":
        return next(_of_item(data), None)
    if data[:4] == b"\x89PNG":
        body = next((body for kind, body in chunks(data) if kind == b"cICP"), b"")
        return ColourNumbers(body[0], body[1]) if len(body) == 4 else None
    return None


def _of_item(data: bytes) -> Iterator[ColourNumbers]:
    """Of the primary item (ISO/IEC 23008-12): its number, the properties that belong to it, those of kind nclx."""
    primary, properties = find_box(data, b"meta", b"pitm"), find_box(data, b"meta", b"iprp", b"ipco")
    links = find_box(data, b"meta", b"iprp", b"ipma")
    if not primary or not properties or not links:
        return
    wide = data[primary.body] > 0
    number = int.from_bytes(data[primary.body + 4 : primary.body + (8 if wide else 6)], "big")
    every = list(boxes(data, properties.body, properties.end))
    for index in _links(data[links.body : links.end], number):
        if 0 < index <= len(every) and every[index - 1].kind == b"colr":
            body = data[every[index - 1].body : every[index - 1].end]
            if body[:4] == b"nclx" and len(body) >= 10:
                yield ColourNumbers(int.from_bytes(body[4:6], "big"), int.from_bytes(body[6:8], "big"))


def _links(body: bytes, wanted: int) -> Iterator[int]:
    """Numbers of the properties of one item, from 1."""
    place, wide, long = 8, 4 if body[:1] != b"\0" else 2, bool(body[3:4] and body[3] & 1)
    for _ in range(int.from_bytes(body[4:8], "big")):
        if place + wide >= len(body):
            return
        item, count = int.from_bytes(body[place : place + wide], "big"), body[place + wide]
        place += wide + 1
        for _ in range(count):
            link = int.from_bytes(body[place : place + 2], "big") & 0x7FFF if long else body[place : place + 1]
            place += 2 if long else 1
            if item == wanted:
                yield link if isinstance(link, int) else (link[0] & 0x7F if link else 0)
