"""An original, read once: what its header and its metadata say, before any pixel is decoded."""

from __future__ import annotations

import io
import warnings
from dataclasses import dataclass

from PIL import (
    AvifImagePlugin,
    BmpImagePlugin,
    GifImagePlugin,
    Image,
    ImageFile,
    JpegImagePlugin,
    MpoImagePlugin,  # noqa: F401  # the JPEG reader hands over to it
    PngImagePlugin,
    TiffImagePlugin,
    WebPImagePlugin,
)

from ..fault import PhotoFault
from .exif import read_exif
from .jpeg import jpeg_frame
from .kinds import RAW, kind_of
from .photo_record import PhotoRecord, read_record

# Our own limits stand in its place (plan/limits.py): Pillow's counts pixels before the JPEG decoder scales them down.
Image.MAX_IMAGE_PIXELS = None

READERS = (
    JpegImagePlugin.JpegImageFile,
    PngImagePlugin.PngImageFile,
    WebPImagePlugin.WebPImageFile,
    GifImagePlugin.GifImageFile,
    AvifImagePlugin.AvifImageFile,
    TiffImagePlugin.TiffImageFile,
    BmpImagePlugin.BmpImageFile,
)
# Only these are tried; Pillow's forty others need not even be loaded.
FORMATS = [reader.format for reader in READERS if reader.format]
MOVING = ("GIF", "WEBP", "PNG")
HEIF_BRANDS = (b"heic", b"heix", b"hevc", b"hevx", b"heim", b"heis", b"mif1", b"msf1")
READABLE = "JPEG、PNG、WebP、HEIC、AVIF、GIF、TIFF"

SUBFILE, SUB_IFDS, DNG_VERSION = 0x00FE, 0x014A, 0xC612

AGAIN = "从相机或手机里重新导出；原件也打不开时换一张"

READER = "2"  # goes up when this room reads more, or otherwise, from the same bytes


@dataclass(frozen=True, slots=True)
class Original:
    """What is known of one file of a photo.

    digest: of its bytes; kind: as Pillow calls its format; width, height: as shown, after turning; orientation: EXIF's
    1–8; frames: 1 for a still; tone: dominant colour "#rrggbb", "" until its pixels have been seen; toned: the
    recipe by which it was found (another ladder of steps may lead to another shade); damage: what was found wrong with
    its pixels meanwhile (encode/damage.py), "" for nothing.
    """

    digest: str
    kind: str
    width: int
    height: int
    orientation: int = 1
    frames: int = 1
    record: PhotoRecord = PhotoRecord()
    tone: str = ""
    toned: str = ""
    damage: str = ""

    @property
    def size(self) -> tuple[int, int]:
        """Width and height as shown."""
        return self.width, self.height

    @property
    def turned(self) -> bool:
        """Whether it is stored lying on its side."""
        return self.orientation >= 5

    @property
    def stored(self) -> tuple[int, int]:
        """Width and height as stored."""
        return (self.height, self.width) if self.turned else self.size


def read_original(data: bytes, digest: str) -> Original:
    """What the bytes of a file say; PhotoFault where it is no photo that can be read."""
    image = open_image(data)
    exif = read_exif(image, data)
    orientation = exif.get(0x0112, 1)
    if orientation not in range(1, 9) or image.format == "TIFF":  # Pillow turns a TIFF by itself
        orientation = 1
    size = image.size[::-1] if orientation >= 5 else image.size
    frames = _frames(image) if image.format in MOVING else 1
    kind = "JPEG" if image.format == "MPO" else str(image.format)
    return Original(digest, kind, *size, orientation, frames, read_record(image.info, exif))


def open_image(data: bytes) -> ImageFile.ImageFile:
    """The image behind its header; no pixel is decoded."""
    if not data:
        raise PhotoFault("是空文件（0 字节）", AGAIN)
    if data[4:8] == b"ftyp" and data[8:12] in HEIF_BRANDS:
        _learn_heif()
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")  # of damaged EXIF, which costs nothing
            image = Image.open(io.BytesIO(data), formats=[*FORMATS, *(["HEIF"] if "HEIF" in Image.OPEN else [])])
    except Image.UnidentifiedImageError:
        raise _unreadable(data) from None
    except Exception as fault:  # a decoder fed with hostile bytes may raise anything
        raise PhotoFault("读不出来，文件头已损坏", AGAIN) from fault
    # A camera's raw file is a TIFF whose first picture is a thumbnail (TIFF/EP, ISO 12234-2).
    tags = getattr(image, "tag_v2", {}) if image.format == "TIFF" else {}
    if DNG_VERSION in tags or (tags.get(SUBFILE) == 1 and SUB_IFDS in tags):
        raise PhotoFault(f"是{RAW[0]}", RAW[1])
    if min(image.size) < 1:
        raise PhotoFault("没有像素", "换一张照片")
    return image


def _learn_heif() -> None:
    """HEIC is read by pillow-heif, which is loaded only where there is one."""
    if "HEIF" in Image.OPEN:
        return
    try:
        import pillow_heif
    except ImportError:
        remedy = "安装 pillow-heif（pip install pillow-heif），或先另存为 JPEG"
        raise PhotoFault("是 HEIC 照片，这台机器还不会读", remedy) from None
    pillow_heif.register_heif_opener(thumbnails=False, depth_images=False, aux_images=False)


def _frames(image: Image.Image) -> int:
    try:
        return int(getattr(image, "n_frames", 1))
    except Exception as fault:
        raise PhotoFault("是动图，已损坏", AGAIN) from fault


def _unreadable(data: bytes) -> PhotoFault:
    frame = jpeg_frame(data) if data[:2] == b"\xff\xd8" else None
    if frame and frame.bits != 8:
        return PhotoFault(f"是 {frame.bits} 位的 JPEG，这里只能读 8 位的", "在看图软件里另存为普通 JPEG")
    if data[:2] == b"\xff\xd8" or data[:8] == b"\x89PNG\r\n\x1a\n":
        return PhotoFault("读不出来，文件头已损坏", AGAIN)
    if kind := kind_of(data):
        return PhotoFault(f"是{' ' * kind[0][0].isascii()}{kind[0]}", kind[1])
    if data[4:8] == b"ftyp":
        return PhotoFault("读不出来，或尺寸大得离谱", f"另存为 JPEG 再放进来（能读的格式：{READABLE}）")
    return PhotoFault("不是照片，只是名字像", f"换成真正的照片（能读的格式：{READABLE}）")
