"""The frame header of a JPEG (ITU-T T.81), which says what decoding it will cost."""

from __future__ import annotations

import struct
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Frame:
    """What a JPEG's frame header says. samples: of all components together, per pixel (4:2:0 has 1.5)."""

    progressive: bool
    bits: int
    samples: float


def jpeg_frame(data: bytes) -> Frame | None:
    """The first frame header (SOFn) of a JPEG, ITU-T T.81 B.2.2; None where there is none."""
    place = 2
    while place + 4 <= len(data):
        if data[place] != 0xFF:
            return None
        marker = data[place + 1]
        if marker == 0xFF:
            place += 1
            continue
        if marker == 0xDA:
            return None
        if 0xC0 <= marker <= 0xCF and marker not in (0xC4, 0xC8, 0xCC):
            return _frame(marker, data[place + 4 : place + 4 + 64])
        place += 2 + int.from_bytes(data[place + 2 : place + 4], "big")
    return None


def _frame(marker: int, head: bytes) -> Frame | None:
    try:
        bits, _, _, count = struct.unpack_from(">BHHB", head)
        factors = [divmod(head[6 + 3 * n + 1], 16) for n in range(count)]
        full = max(h for h, _ in factors) * max(v for _, v in factors)
        return Frame(marker in (0xC2, 0xC6, 0xCA, 0xCE), bits, sum(h * v for h, v in factors) / full)
    except (struct.error, IndexError, ValueError, ZeroDivisionError):
        return None
