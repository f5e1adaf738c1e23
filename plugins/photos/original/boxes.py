"""The boxes of an ISO base media file (ISO/IEC 14496-12), of which HEIC, AVIF and MP4 are made."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Box:
    """One box: its kind, and where in the data it starts, its content starts, and it ends."""

    kind: bytes
    start: int
    body: int
    end: int


def boxes(data: bytes, start: int = 0, end: int | None = None) -> Iterator[Box]:
    """The boxes that lie side by side in a stretch of data, up to the first that does not fit into it."""
    end = len(data) if end is None else end
    while start + 8 <= end:
        size, body = int.from_bytes(data[start : start + 4], "big"), start + 8
        if size == 1:
            size, body = int.from_bytes(data[start + 8 : start + 16], "big"), start + 16
        elif size == 0:
            size = end - start
        if body > start + size or start + size > end:
            return
        yield Box(bytes(data[start + 4 : start + 8]), start, body, start + size)
        start += size


def find_box(data: bytes, *path: bytes) -> Box | None:
    """The first box at the end of a path of kinds. `meta` begins with four bytes of version and flags."""
    start, end, found = 0, len(data), None
    for kind in path:
        found = next((box for box in boxes(data, start, end) if box.kind == kind), None)
        if found is None:
            return None
        start, end = found.body + (4 if kind == b"meta" else 0), found.end
    return found
