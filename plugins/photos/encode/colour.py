"""Every rendition is sRGB: other colour spaces are converted through their profile, never stripped of it."""

from __future__ import annotations

import io
from functools import lru_cache

from PIL import Image, ImageChops, ImageCms

from ..fault import PhotoFault
from ..original.exif import INTEROPERABILITY, directory
from ..original.nclx import ColourNumbers
from .icc import ADOBE_RGB, SPACES_BY_NUMBER, matrix_profile

SPACES = {"RGB ": "RGB", "GRAY": "L", "CMYK": "CMYK", "LAB ": "LAB"}
INTENT = ImageCms.Intent.RELATIVE_COLORIMETRIC
FLAGS = ImageCms.Flags.BLACKPOINTCOMPENSATION
SAME = 2  # of 255: a profile that moves no colour further than this is sRGB under another name


def workable(image: Image.Image) -> Image.Image:
    """The same picture in a mode that can be scaled: no palette, 8 bits a channel, alpha where there is any."""
    if image.mode in ("RGB", "L", "RGBA", "CMYK", "LAB"):
        return image.convert("RGBA") if "transparency" in image.info and image.mode in ("RGB", "L") else image
    if image.mode.startswith("I"):  # 16 bits; Pillow's own conversion cuts off at 255
        return image.convert("I").point(lambda value: value * (1 / 257) + 0.5).convert("L")
    if image.mode == "P":
        return image.convert("RGBA" if "transparency" in image.info else "RGB")
    if image.mode in ("LA", "La", "PA", "RGBa"):
        return image.convert("RGBA")
    if image.mode == "1":
        return image.convert("L")
    if image.mode in ("YCbCr", "HSV", "RGBX"):
        return image.convert("RGB")
    raise PhotoFault(f"的像素格式（{image.mode}）这里不认识", "在看图软件里另存为普通 JPEG")


def profile_of(image: Image.Image, exif: Image.Exif, numbers: ColourNumbers | None) -> bytes:
    """The colour profile that holds for a picture; b"" for sRGB.

    Cameras set to Adobe RGB often write no profile, only EXIF's interoperability index R03 (DCF 2.0); HEIC, AVIF and
    PNG may name their primaries by number instead.
    """
    profile = image.info.get("icc_profile")
    if profile:
        return bytes(profile)
    if numbers and numbers.primaries in SPACES_BY_NUMBER:
        return matrix_profile(SPACES_BY_NUMBER[numbers.primaries])
    index = directory(exif, INTEROPERABILITY).get(1)
    return matrix_profile(ADOBE_RGB) if str(index).startswith("R03") else b""


def to_srgb(image: Image.Image, profile: bytes) -> Image.Image:
    """The same picture in sRGB: RGB, or RGBA where it had alpha.

    A profile that cannot be read, or is of another kind of picture, is as good as none.
    """
    alpha = image.getchannel("A") if image.mode == "RGBA" else None
    flat = image.convert("RGB") if alpha else image
    space = _space(profile)
    if space == "L" and flat.mode == "RGB":  # grey stored as colour
        flat = flat.convert("L")
    transform = _transform(profile, flat.mode) if space == flat.mode else None
    if transform:
        flat = transform.apply(flat)
    elif flat.mode == "LAB":
        flat = _lab().apply(flat)
    elif flat.mode != "RGB":
        flat = flat.convert("RGB")
    if alpha:
        flat.putalpha(alpha)
    flat.info.pop("icc_profile", None)  # a conversion leaves one, dated today; without one every reader assumes sRGB
    return flat


@lru_cache(maxsize=8)
def _open(profile: bytes) -> ImageCms.ImageCmsProfile | None:
    try:
        return ImageCms.ImageCmsProfile(io.BytesIO(profile)) if profile else None
    except (OSError, ImageCms.PyCMSError):
        return None


def _space(profile: bytes) -> str:
    opened = _open(profile)
    return SPACES.get(opened.profile.xcolor_space, "") if opened else ""


@lru_cache(maxsize=8)
def _transform(profile: bytes, mode: str) -> ImageCms.ImageCmsTransform | None:
    """From a profile to sRGB; None where nothing would change, or the profile is damaged."""
    opened = _open(profile)
    assert opened is not None  # its space is known
    try:
        transform = ImageCms.buildTransform(opened, ImageCms.createProfile("sRGB"), mode, "RGB", INTENT, FLAGS)
    except ImageCms.PyCMSError:
        return None
    if mode == "RGB":
        cube = _cube()
        moved = ImageChops.difference(cube, transform.apply(cube)).tobytes()
        if max(moved) <= SAME:
            return None
    return transform


@lru_cache(maxsize=1)
def _cube() -> Image.Image:
    levels = (0, 51, 102, 153, 204, 255)
    cube = Image.new("RGB", (36, 6))
    cube.putdata([(r, g, b) for r in levels for g in levels for b in levels])
    return cube


@lru_cache(maxsize=1)
def _lab() -> ImageCms.ImageCmsTransform:
    return ImageCms.buildTransform(ImageCms.createProfile("LAB"), ImageCms.createProfile("sRGB"), "LAB", "RGB", INTENT)
