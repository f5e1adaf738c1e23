"""Whether a JPEG's picture is damaged though it can be decoded: libjpeg goes on with a warning, which Pillow drops.

The warnings come from simplejpeg. Bytes before the first scan and padding before the end are none of our business:
files of many cameras have them, and lose nothing. Many bytes that a scan leaves over are what it could not read.

Some damage makes no warning. A flipped bit may shift the brightness of all that follows, because each block stores the
difference from the one before it; and a file that lost its end, and was saved again since, ends in plain grey. Both are
looked for where they begin, on the border between two rows of coded units.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

from ..original.jpeg import jpeg_end, jpeg_frame, without_junk

if TYPE_CHECKING:
    from numpy.typing import NDArray

    Pixels = NDArray[Any]  # rows × columns × colours, 8 bits each

BAD = "的数据有损坏，画面里会有色块或灰条"
CUT = "的数据不完整，后半截没有画面"
GREY = "下面一截是空白的灰色，像是没有传完"
SHIFTED = "从中间某处往下明暗忽然变了，像是文件有损坏"

WIDE = 800  # pixels, scaled down to no less than that: enough to see a border
LOST = 16  # bytes that a scan leaves over; fewer, or more of one kind, are padding
STEP = 24  # of 255: a smaller shift is hardly seen
NEAR = 12  # of 255: how far from the shift a pixel of the border may be
MOST = 0.55  # of the border's pixels
LIKE = 0.3  # least correlation of the two sides' detail: the same things go on, in another light
DETAIL = 4  # of 255, from pixel to pixel in most of the border: plain areas may border on each other anywhere


def find_damage(data: bytes) -> str:
    """What is wrong with a JPEG's picture, to follow its name in a sentence; "" for a sound one.

    Colours that simplejpeg has no conversion for are decoded in grey.
    """
    frame = jpeg_frame(data)
    try:
        by, pixels = _decode(without_junk(data))
    except ValueError as fault:
        return _told(str(fault))
    rows = (frame.rows if frame else 8) // by
    if rows < 2 or pixels.shape[0] < 4 * rows or pixels.shape[1] < 64:
        return ""
    return _grey(pixels, rows) or _shifted(pixels, rows)


def _decode(data: bytes) -> tuple[int, Pixels]:
    """By how much a JPEG was scaled down, and its pixels; ValueError with libjpeg's last warning.

    The last one may hide those before it, so padding before the end is taken away.
    """
    import simplejpeg  # it brings numpy, which only a worker with a JPEG has to load

    height, width, space, _ = simplejpeg.decode_jpeg_header(data)
    by = next((n for n in (8, 4, 2) if width / n >= WIDE), 1)
    kind = "GRAY" if space in ("CMYK", "YCCK", "Gray") else "RGB"
    least = {"min_height": -(-height // by), "min_width": -(-width // by)}
    try:
        return by, simplejpeg.decode_jpeg(data, kind, **least)
    except ValueError as fault:
        padding = re.search(r"(\d+) extraneous bytes before marker 0xd9", str(fault))
        end = jpeg_end(data)
        start = end - int(padding[1]) if padding else end
        if start == end or end - start > LOST and len(set(data[start:end])) > 1:
            raise
        return by, simplejpeg.decode_jpeg(data[:start] + data[end:], kind, **least)


def _told(warning: str) -> str:
    """What a warning of libjpeg's means (jerror.h)."""
    if re.search("(?i)premature end", warning):
        return CUT
    lost = re.search(r"(\d+) extraneous bytes", warning)
    bad = re.search("bad Huffman code|bad arithmetic code|instead of RST", warning)
    return BAD if bad or (lost and int(lost[1]) > LOST) else ""


def _grey(pixels: Pixels, rows: int) -> str:
    """Whether the picture ends in the grey of blocks that hold nothing. It begins within a row of units: there only
    what is to the right is grey. A grey field that somebody drew begins with its whole width."""
    import numpy

    if numpy.abs(pixels[-1].astype(numpy.int16) - 128).max() > 1:
        return ""
    coloured = numpy.abs(pixels.astype(numpy.int16) - 128).max(axis=2) > 1
    below = numpy.flatnonzero(coloured.any(axis=1))
    start = int(below[-1]) + 1 if len(below) else 0
    if not rows <= start <= len(pixels) - rows:
        return ""
    # Colours are smoothed over a pixel to each side of a border.
    across = numpy.flatnonzero(coloured[start - rows + 1 : start - 1].any(axis=0))
    return GREY if len(across) and across[-1] < pixels.shape[1] - rows else ""


def _shifted(pixels: Pixels, rows: int) -> str:
    """Whether somewhere the same picture goes on, lighter or darker in all its colours. The shift begins within a row
    of units: to the left of there its border is one row lower."""
    import numpy

    height, width, _ = pixels.shape
    borders = numpy.arange(rows, height - rows, rows)
    below, above = (pixels[borders - n].astype(numpy.int16) for n in (0, 1))
    colours = numpy.median((below - above)[:, -(width // 4) :], axis=1)
    lower, upper = below.mean(axis=2), above.mean(axis=2)
    steps, shifts = lower - upper, colours.mean(axis=1)
    even = numpy.abs(colours - shifts[:, None]).max(axis=1) <= NEAR / 2
    for n in numpy.flatnonzero((numpy.abs(shifts) >= STEP) & even):
        near = numpy.abs(steps[n : n + 2] - shifts[n]) <= NEAR
        right = near[0].sum() - numpy.concatenate(([0], near[0].cumsum()))
        split = int((numpy.concatenate(([0], near[-1].cumsum())) + right).argmax())
        last = min(n + 1, len(borders) - 1)
        over = numpy.concatenate((upper[last, :split], upper[n, split:]))
        under = numpy.concatenate((lower[last, :split], lower[n, split:]))
        most = numpy.abs(under - over - shifts[n]) <= NEAR
        if most.mean() >= MOST and _alike(numpy.diff(over), numpy.diff(under)):
            return SHIFTED
    return ""


def _alike(one: NDArray[Any], other: NDArray[Any]) -> bool:
    import numpy

    if min(numpy.median(numpy.abs(line)) for line in (one, other)) < DETAIL:
        return False
    return bool(numpy.corrcoef(one, other)[0, 1] >= LIKE)
