"""The markers of a JPEG (ITU-T T.81), which say what decoding it will cost.

They are found as libjpeg finds them: bytes that belong to no segment are passed over, and so are fill bytes.
"""

from __future__ import annotations

import re
import struct
from collections.abc import Iterator
from dataclasses import dataclass

# Neither a stuffed 00, nor a fill byte, nor what has no length: TEM and the restart markers.
_MARKER = re.compile(b"\xff([\x02-\xcf\xd8-\xfe])")
START, END, SCAN = 0xD8, 0xD9, 0xDA
PROGRESSIVE = (0xC2, 0xC6, 0xCA, 0xCE)


@dataclass(frozen=True, slots=True)
class Frame:
    """What a JPEG's frame header and its first scan say.

    samples: of all components together, per pixel (4:2:0 has 1.5). rows: height of its smallest coded unit, in pixels,
    8 or more. held: whether the decoder holds the coefficients of
    the whole picture, as it does for a progressive one and for one whose components come one after another.
    """

    progressive: bool
    bits: int
    samples: float
    rows: int
    held: bool


def segments(data: bytes) -> Iterator[tuple[int, int, int]]:
    """Each segment's marker, and where its body starts and ends, in their order, from the start of the image to its
    first end."""
    place = 2
    while found := _MARKER.search(data, place):
        marker = found[1][0]
        if marker in (START, END):
            return
        place = found.end() + max(2, int.from_bytes(data[found.end() : found.end() + 2], "big"))
        yield marker, found.end() + 2, place


def jpeg_frame(data: bytes) -> Frame | None:
    """The first frame header (SOFn, B.2.2) and the scan after it (B.2.3); None where there is none."""
    header: tuple[int, bytes] | None = None
    for marker, start, end in segments(data):
        body = data[start:end]
        if 0xC0 <= marker <= 0xCF and marker not in (0xC4, 0xC8, 0xCC) and header is None:
            header = marker, body
        if marker == SCAN:
            return _frame(*header, body) if header else None
    return _frame(*header, b"") if header else None


def _frame(marker: int, head: bytes, scan: bytes) -> Frame | None:
    try:
        bits, _, _, count = struct.unpack_from(">BHHB", head)
        factors = [divmod(head[6 + 3 * n + 1], 16) for n in range(count)]
        across, down = max(h for h, _ in factors), max(v for _, v in factors)
        progressive = marker in PROGRESSIVE
        held = progressive or scan[:1] < head[5:6]
        samples = sum(h * v for h, v in factors) / across / down
        return Frame(progressive, bits, samples, 8 * (down if count > 1 else 1), held)
    except (struct.error, IndexError, ValueError, ZeroDivisionError):
        return None


def count_scans(data: bytes) -> int:
    """How many scans lie between the start of the image and its first end: not in its metadata, nor behind it."""
    return sum(marker == SCAN for marker, _, _ in segments(data))


def jpeg_end(data: bytes) -> int:
    """Where the marker stands that ends the image; the file's end where there is none."""
    *_, (_, _, place) = ((START, 0, 2), *segments(data))
    found = _MARKER.search(data, place)
    return found.start() if found else len(data)


def without_junk(data: bytes) -> bytes:
    """The same JPEG without its metadata and without bytes of no segment before its first scan."""
    kept = b"\xff\xd8"
    for marker, start, end in segments(data):
        if marker == SCAN:
            return kept + data[start - 4 :]
        if not 0xE0 <= marker <= 0xEF and marker != 0xFE or marker == 0xEE:  # Adobe's says which colours these are
            kept += data[start - 4 : end]
    return data
