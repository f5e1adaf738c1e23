"""EXIF (CIPA DC-008): a courtesy. A photo with a broken one is still a photo, so what is damaged says nothing."""

from __future__ import annotations

import warnings
from typing import Any

from PIL import Image

from .png import png_exif

SHOT, INTEROPERABILITY = 0x8769, 0xA005


def read_exif(image: Image.Image, data: bytes) -> Image.Exif:
    """EXIF from an opened image and the bytes behind it: Pillow's own getexif decodes the whole of a PNG to look for
    what stands behind its pixels."""
    exif = Image.Exif()
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            exif.load(image.info.get("exif") or (png_exif(data) if image.format == "PNG" else b""))
            exif.get(0x0112)
    except Exception:  # Pillow raises whatever its parser runs into
        return Image.Exif()
    return exif


def directory(exif: Image.Exif, tag: int) -> dict[int, Any]:
    """One of EXIF's inner directories."""
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            return dict(exif.get_ifd(tag))
    except Exception:  # Pillow raises whatever its parser runs into
        return {}
