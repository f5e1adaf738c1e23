"""A photograph as its author shows it in Word: cropped, turned, mirrored. What was cut off is not in the result.

A JPEG is cut at the edges of its coding blocks (8 or 16 pixels, always inwards) and written with its own quantisation
tables and sampling, so that the pixels that stay keep their values to within rounding. Every other format becomes a
PNG, which is lossless. Of the metadata only the author, the copyright and the colour profile are kept: a thumbnail in
Exif or XMP would still show what was cut off.
"""

from __future__ import annotations

from dataclasses import dataclass
from io import BytesIO
from typing import IO, TYPE_CHECKING

if TYPE_CHECKING:
    from PIL.Image import Image

MOST = 200_000_000  # pixels of a photograph that is cropped here
_KEPT = (0x013B, 0x8298)  # Exif: Artist, Copyright
_ORIENTATION = 0x0112
_TURNED = frozenset({5, 6, 7, 8})  # Exif orientations that lay a photograph on its side


class NotShown(Exception):
    """The photograph cannot be cropped; the message says why, in Chinese."""


@dataclass(frozen=True, slots=True)
class Seen:
    """What of a stored picture is seen.

    left, top, right, bottom: fractions of the stored picture that are cut off; turns: quarter turns clockwise, after
    cutting; mirrored, flipped: left to right, top to bottom, before turning; aspect: width by height as shown before
    turning, 0.0 where unknown.
    """

    left: float = 0.0
    top: float = 0.0
    right: float = 0.0
    bottom: float = 0.0
    turns: int = 0
    mirrored: bool = False
    flipped: bool = False
    aspect: float = 0.0

    @property
    def whole(self) -> bool:
        """Whether the picture is shown as it is stored."""
        return not (self.cropped or self.turns or self.mirrored or self.flipped)

    @property
    def cropped(self) -> bool:
        """Whether anything is cut off."""
        return max(self.left, self.top, self.right, self.bottom) > 0


def as_seen(source: IO[bytes], seen: Seen) -> bytes:
    """The bytes of a JPEG or PNG that holds what is seen and nothing else. Raises NotShown."""
    from PIL import Image, UnidentifiedImageError  # half a second that most manuscripts never need

    try:
        with Image.open(source) as image:
            if image.width * image.height > MOST:
                raise NotShown(f"有{image.width * image.height // 1_000_000}百万像素，太大")
            image.load()
            return _written(image, seen)
    except (UnidentifiedImageError, OSError, SyntaxError, ValueError, Image.DecompressionBombError) as fault:
        raise NotShown("文件坏了，或者不是照片") from fault


def _written(image: Image, seen: Seen) -> bytes:
    from PIL import Image as pillow
    from PIL.JpegImagePlugin import JpegImageFile, get_sampling

    jpeg = isinstance(image, JpegImageFile) and image.mode in ("L", "RGB", "CMYK")
    exif = image.getexif()
    kept = pillow.Exif()
    for tag in _KEPT:
        if tag in exif:
            kept[tag] = exif[tag]
    orientation = int(exif.get(_ORIENTATION, 1) or 1)
    shown: Image = image
    if 1 < orientation <= 8 and not seen.turns:
        if _upright(image, seen, orientation):
            shown, jpeg = _by_exif(image, orientation), False  # cut in the upright frame, off the coding blocks
        else:
            kept[_ORIENTATION] = orientation
    sampling = get_sampling(image) if jpeg else -1
    step = (1, 1) if not jpeg else {1: (16, 8), 2: (16, 16)}.get(sampling, (8, 8))
    shown = shown.crop(_box(shown.size, seen, step))
    if seen.mirrored:
        shown = shown.transpose(pillow.Transpose.FLIP_LEFT_RIGHT)
    if seen.flipped:
        shown = shown.transpose(pillow.Transpose.FLIP_TOP_BOTTOM)
    turn = (None, pillow.Transpose.ROTATE_270, pillow.Transpose.ROTATE_180, pillow.Transpose.ROTATE_90)[seen.turns]
    if turn is not None:
        shown = shown.transpose(turn)
    sink = BytesIO()
    profile = image.info.get("icc_profile")
    if isinstance(image, JpegImageFile) and image.mode in ("L", "RGB", "CMYK"):
        tables = {n: _turned(t) if seen.turns % 2 else list(t) for n, t in image.quantization.items()}
        # 4:2:2 on its side would be 4:4:0, which the encoder has not got
        sampling = 0 if sampling < 0 or (sampling == 1 and seen.turns % 2) else sampling
        shown.save(sink, "JPEG", qtables=tables, subsampling=sampling, icc_profile=profile, exif=kept, optimize=True)
    else:
        shown.save(sink, "PNG", icc_profile=profile, exif=kept)
    return sink.getvalue()


def _turned(table: list[int]) -> list[int]:
    """A quantisation table for a picture laid on its side."""
    return [table[column * 8 + row] for row in range(8) for column in range(8)]


def _upright(image: Image, seen: Seen, orientation: int) -> bool:
    """Whether Word showed the picture turned by its Exif orientation, to tell by the shape it was shown in: programs
    differ. Where the shape does not tell, it was not.
    """
    if orientation not in _TURNED or not seen.aspect:
        return False
    kept = (1 - seen.left - seen.right, 1 - seen.top - seen.bottom)
    if min(kept) <= 0:
        return False
    stored = image.width * kept[0] / (image.height * kept[1])
    turned = image.height * kept[0] / (image.width * kept[1])
    return abs(turned / seen.aspect - 1) < abs(stored / seen.aspect - 1)


def _by_exif(image: Image, orientation: int) -> Image:
    from PIL import ImageOps

    upright = ImageOps.exif_transpose(image)
    assert upright is not None, orientation
    return upright


def _box(size: tuple[int, int], seen: Seen, step: tuple[int, int]) -> tuple[int, int, int, int]:
    """The pixels that stay. Its upper left corner lies on a coding block, its edges never outside what is seen."""
    width, height = size
    left = -(-round(width * seen.left, 6) // step[0]) * step[0]
    top = -(-round(height * seen.top, 6) // step[1]) * step[1]
    right, bottom = int(width - width * seen.right + 1e-6), int(height - height * seen.bottom + 1e-6)
    if right <= left or bottom <= top:
        left, top = int(-(-width * seen.left // 1)), int(-(-height * seen.top // 1))
    if right <= left or bottom <= top:
        raise NotShown("裁剪后什么也不剩")
    return int(left), int(top), right, bottom
