"""What the tests of this room share: one photo through read, plan and encode; colours compared as eyes compare them."""

from __future__ import annotations

import io
from pathlib import Path
from typing import Any

import pytest
from PIL import Image

from plugins.photos.encode.pixels import Work, encode
from plugins.photos.fault import PhotoFault
from plugins.photos.make.digests import digest_of
from plugins.photos.make.maker import Ready, RenditionMaker, Wanted
from plugins.photos.original.header import Original, read_original
from plugins.photos.plan.cuts import Focus, plan
from plugins.photos.plan.limits import check_limits
from plugins.photos.settings import PhotoSettings
from tests.samples.photographs import CORNERS, corners

Colour = tuple[int, ...]
ALL = ("avif", "webp", "jpeg")


def read(data: bytes, **settings: Any) -> Original:
    """What is known of a file before its pixels are decoded; its limits are checked."""
    original = read_original(data, digest_of(data))
    check_limits(original, data, PhotoSettings(**settings))
    return original


def raw(data: bytes, focus: Focus | None = None, **settings: Any) -> dict[tuple[str, str], bytes]:
    """The bytes of every rendition of a file by purpose and format."""
    original = read(data, **settings)
    cuts = plan(original, PhotoSettings(**settings), focus)
    made = encode(Work(data, original, cuts))
    return {(cut.purpose, cut.format): file for cut, file in zip(cuts, made.files, strict=True)}


def made(data: bytes, focus: Focus | None = None, **settings: Any) -> dict[tuple[str, str], Image.Image]:
    """The same, decoded."""
    return {key: Image.open(io.BytesIO(file)) for key, file in raw(data, focus, **settings).items()}


def largest(renditions: dict[tuple[str, str], Image.Image], format: str) -> Image.Image:
    """The widest step of the ladder in one format."""
    steps = [image for (purpose, kind), image in renditions.items() if kind == format and purpose not in NOT_STEPS]
    return max(steps, key=lambda image: image.width)


NOT_STEPS = ("share", "thumb", "moving")


def fault(data: bytes, **settings: Any) -> PhotoFault:
    """What is said of a file that cannot be shown."""
    with pytest.raises(PhotoFault) as caught:
        raw(data, **settings)
    return caught.value


def make_all(content: Path, folder: Path, *names: str, **settings: Any) -> dict[str, Ready | PhotoFault]:
    """Files of a folder through a whole maker, by name."""
    maker = RenditionMaker(PhotoSettings(**{"jobs": 2, **settings}), content, folder)
    return {one.source: found for one, found in maker.make([Wanted(name) for name in names]).items()}


def upright(image: Image.Image) -> bool:
    """Whether the scene's corners are where they belong."""
    side = max(2, min(image.size) // 4)
    shown = image.convert("RGB")
    centres = [(x + side // 2, y + side // 2) for x, y in corners(image.size, side)]
    return all(delta(shown.getpixel(at), colour) < 12 for at, colour in zip(centres, CORNERS, strict=True))


def at(image: Image.Image, x: float, y: float) -> Colour:
    """The colour (RGB or RGBA) at a place given as a part of width and height."""
    pixel = image.convert("RGBA" if image.mode == "RGBA" else "RGB").getpixel(
        (min(image.width - 1, int(x * image.width)), min(image.height - 1, int(y * image.height)))
    )
    assert isinstance(pixel, tuple)
    return pixel


def delta(one: Any, other: Any) -> float:
    """ΔE (CIE 1976) of two sRGB colours: 2 is just seen, 10 is another colour."""
    return float(sum((a - b) ** 2 for a, b in zip(_lab(one), _lab(other), strict=True)) ** 0.5)


def _lab(colour: Colour) -> tuple[float, float, float]:
    red, green, blue = (
        v / 12.92 if v <= 0.04045 else ((v + 0.055) / 1.055) ** 2.4 for v in (c / 255 for c in colour[:3])
    )
    xyz = (
        (0.4124 * red + 0.3576 * green + 0.1805 * blue) / 0.9505,
        0.2126 * red + 0.7152 * green + 0.0722 * blue,
        (0.0193 * red + 0.1192 * green + 0.9505 * blue) / 1.089,
    )
    fx, fy, fz = (v ** (1 / 3) if v > 0.008856 else 7.787 * v + 16 / 116 for v in xyz)
    return 116 * fy - 16, 500 * (fx - fy), 200 * (fy - fz)
