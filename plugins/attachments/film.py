"""An MP4 (ISO/IEC 14496-12) without where, when and with what it was taken; no picture and no sound is encoded again.

Of the file's boxes only the film's own stay: user data, metadata, XMP and free room go; dates and the names of
encoders are blanked; tracks that are neither picture nor sound (a camera's positions, subtitles that drones fill with
them) go as well, and their samples are overwritten. The index (moov) is put in front of the media, so that a film plays
while it loads, and its offsets into the media are moved accordingly.
"""

from __future__ import annotations

import struct
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from itertools import pairwise
from pathlib import Path
from typing import BinaryIO

from ..photos.original.boxes import Box, boxes

GONE = (b"udta", b"meta", b"uuid", b"free", b"skip", b"wide", b"tref")
INSIDE = (b"moov", b"trak", b"mdia", b"minf", b"stbl", b"mvex")
SHOWN = (b"vide", b"soun")
LARGEST = 64_000_000  # bytes of an index; that of a film of ten hours takes less
PIECE = 1 << 20
# Where a visual sample entry keeps its encoder's name (12.1.3), from the entry's start.
ENCODER = slice(50, 82)


class FilmFault(ValueError):
    """An MP4 that cannot be cleaned; its message says why, in Chinese."""


@dataclass(frozen=True, slots=True)
class Part:
    """A box of the file's top level: where it is, and where it will be."""

    kind: bytes
    start: int
    end: int
    place: int = 0


def clean_film(source: Path, target: BinaryIO) -> None:
    """Write the film cleaned; FilmFault where it is no MP4 that can be."""
    try:
        _clean(source, target)
    except FilmFault:
        raise
    except (struct.error, ValueError, IndexError) as fault:  # numbers in the index that cannot be
        raise FilmFault("索引有损坏") from fault


def _clean(source: Path, target: BinaryIO) -> None:
    with source.open("rb") as film:
        parts = list(_parts(film))
        kinds = [part.kind for part in parts]
        if b"moov" not in kinds or b"ftyp" not in kinds:
            raise FilmFault("不是完整的 MP4，可能没有传完")
        if b"moof" in kinds:
            raise FilmFault("是分段的 MP4")
        index = next(part for part in parts if part.kind == b"moov")
        if index.end - index.start > LARGEST:
            raise FilmFault("索引太大")
        film.seek(index.start)
        moov = film.read(index.end - index.start)
        lost = sorted(_samples(moov))
        kept = [part for part in parts if part.kind not in (*GONE, b"moov", b"mfra", b"sidx")]
        kept.sort(key=lambda part: part.kind != b"ftyp")
        new = _box(moov, next(boxes(moov)))
        place, placed = 0, []
        for part in kept:
            placed.append(Part(part.kind, part.start, part.end, place))
            place += part.end - part.start + (len(new) if part.kind == b"ftyp" else 0)
        new = _moved(new, _mover(placed))
        for part in placed:
            _copy(film, target, part, lost)
            if part.kind == b"ftyp":
                target.write(new)


def _parts(film: BinaryIO) -> Iterator[Part]:
    size = film.seek(0, 2)
    start = 0
    while start + 8 <= size:
        film.seek(start)
        head = film.read(16)
        length = int.from_bytes(head[:4], "big")
        length = int.from_bytes(head[8:], "big") if length == 1 else length or size - start
        if length < 8 or start + length > size:
            raise FilmFault("不是完整的 MP4，可能没有传完")
        yield Part(head[4:8], start, start + length)
        start += length


def _box(data: bytes, box: Box) -> bytes:
    """A box of the index, cleaned; b"" where it goes."""
    if box.kind in GONE or (box.kind == b"trak" and _handler(data, box) not in SHOWN):
        return b""
    if box.kind in INSIDE:
        inside = list(boxes(data, box.body, box.end))
        if (inside[-1].end if inside else box.body) != box.end:
            raise FilmFault("索引有损坏")
        body = b"".join(_box(data, inner) for inner in inside)
    else:
        body = _blanked(box.kind, data[box.body : box.end])
    return struct.pack(">I", len(body) + 8) + box.kind + body


def _blanked(kind: bytes, body: bytes) -> bytes:
    """Dates of headers, the name of a track's handler and of a picture's encoder: zeros in their place."""
    if kind in (b"mvhd", b"tkhd", b"mdhd"):
        return _zeros(body, 4, 20 if body[:1] == b"\1" else 12)
    if kind == b"hdlr":
        return _zeros(body, 24, len(body))
    if kind == b"stsd" and body[12:16] in (b"avc1", b"avc3", b"hvc1", b"hev1", b"mp4v", b"av01", b"vp09"):
        return _zeros(body, 8 + ENCODER.start, 8 + ENCODER.stop)
    return body


def _zeros(body: bytes, start: int, end: int) -> bytes:
    end = min(end, len(body))
    return body[:start] + b"\0" * (end - start) + body[end:]


def _handler(data: bytes, track: Box) -> bytes:
    media = _find(data, track, b"mdia", b"hdlr")
    return data[media.body + 8 : media.body + 12] if media else b""


def _find(data: bytes, box: Box, *path: bytes) -> Box | None:
    found: Box | None = box
    for kind in path:
        found = next((b for b in boxes(data, found.body, found.end) if b.kind == kind), None) if found else None
    return found


def _samples(moov: bytes) -> Iterator[tuple[int, int]]:
    """Start and end in the file of each chunk of the tracks that go (8.7.3, 8.7.4, 8.7.5)."""
    for track in boxes(moov, 8):
        if track.kind != b"trak" or _handler(moov, track) in SHOWN:
            continue
        table = _find(moov, track, b"mdia", b"minf", b"stbl")
        rows = {box.kind: moov[box.body : box.end] for box in boxes(moov, table.body, table.end)} if table else {}
        offsets = _numbers(rows.get(b"stco", b""), 4) or _numbers(rows.get(b"co64", b""), 8)
        sizes = rows.get(b"stsz", b"\0" * 12)
        each, count = struct.unpack_from(">II", sizes.ljust(12, b"\0"), 4)
        runs = _numbers(rows.get(b"stsc", b""), 4, 3)
        if not offsets or not runs:
            continue
        if not each and len(sizes) < 12 + 4 * count:
            raise FilmFault("索引有损坏")
        sample = 0
        firsts = [*runs[::3], len(offsets) + 1]
        for (first, last), many in zip(pairwise(firsts), runs[1::3], strict=True):
            for chunk in range(first - 1, min(last - 1, len(offsets))):
                many = min(many, count - sample)
                length = each * many or sum(struct.unpack_from(f">{many}I", sizes, 12 + 4 * sample))
                yield offsets[chunk], offsets[chunk] + length
                sample += many


def _numbers(body: bytes, width: int, columns: int = 1) -> list[int]:
    """The rows of a table: four bytes of version and flags, their count, and they."""
    count = min(int.from_bytes(body[4:8], "big") * columns, max(0, len(body) - 8) // width)
    return list(struct.unpack_from(f">{count}{'I' if width == 4 else 'Q'}", body, 8))


def _mover(parts: list[Part]) -> Callable[[int], int]:
    def moved(offset: int) -> int:
        for part in parts:
            if part.start <= offset < part.end:
                return offset - part.start + part.place
        raise FilmFault("索引有损坏")

    return moved


def _moved(moov: bytes, move: Callable[[int], int]) -> bytes:
    """The index with its offsets into the media moved; its size stays."""
    out = bytearray(moov)

    def walk(start: int, end: int) -> None:
        for box in boxes(moov, start, end):
            if box.kind in INSIDE:
                walk(box.body, box.end)
            elif box.kind in (b"stco", b"co64"):
                width = 4 if box.kind == b"stco" else 8
                offsets = [move(offset) for offset in _numbers(moov[box.body : box.end], width)]
                if width == 4 and max(offsets, default=0) >= 1 << 32:
                    raise FilmFault("太大：超过 4 GB")
                struct.pack_into(f">{len(offsets)}{'I' if width == 4 else 'Q'}", out, box.body + 8, *offsets)

    walk(0, len(moov))
    return bytes(out)


def _copy(film: BinaryIO, target: BinaryIO, part: Part, lost: list[tuple[int, int]]) -> None:
    """A part of the file as it is, but for the stretches that are overwritten with zeros."""
    film.seek(part.start)
    place = part.start
    while place < part.end:
        piece = bytearray(film.read(min(PIECE, part.end - place)))
        if not piece:
            raise FilmFault("在读的时候变短了")
        for start, end in lost:
            if start < place + len(piece) and end > place:
                left, right = max(start, place) - place, min(end, place + len(piece)) - place
                piece[left:right] = b"\0" * (right - left)
        target.write(piece)
        place += len(piece)
