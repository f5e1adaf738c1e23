"""The frames of a GIF (GIF89a specification), as far as they say how large a picture its decoder will hold."""

from __future__ import annotations

import struct
from collections.abc import Iterator

Size = tuple[int, int]


def gif_extent(data: bytes) -> tuple[Size, Size]:
    """The size of a GIF's picture, which is its screen or its first frame where that is larger, and the size that
    holds every frame. What follows a damaged block is not seen; a decoder does not see it either."""
    frames = _frames(data)
    first = next(frames, (0, 0))
    width, height = struct.unpack_from("<HH", data.ljust(10, b"\0"), 6)
    size = width, height = max(width, first[0]), max(height, first[1])
    for right, bottom in frames:
        width, height = max(width, right), max(height, bottom)
    return size, (width, height)


def _frames(data: bytes) -> Iterator[Size]:
    """Right and bottom edge of each frame."""
    place = 13 + _colours(data[10:11])
    while place < len(data):
        block = data[place]
        if block == 0x21:  # extension
            place = _after_pieces(data, place + 2)
        elif block == 0x2C and place + 10 <= len(data):  # image
            left, top, width, height = struct.unpack_from("<4H", data, place + 1)
            yield left + width, top + height
            place = _after_pieces(data, place + 10 + _colours(data[place + 9 : place + 10]) + 1)
        elif block == 0x3B:  # end
            return
        else:
            place += 1


def _colours(flags: bytes) -> int:
    """Bytes of the colour table that a block's flags announce."""
    return 3 << (flags[0] & 7) + 1 if flags and flags[0] & 0x80 else 0


def _after_pieces(data: bytes, place: int) -> int:
    """Where a run of pieces ends, each with its length before it, the last of length 0."""
    while place < len(data) and data[place]:
        place += 1 + data[place]
    return place + 1
