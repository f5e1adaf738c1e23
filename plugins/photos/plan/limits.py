"""What is too large to be decoded, told from the header: before memory is taken."""

from __future__ import annotations

from ..fault import PhotoFault
from ..original.gif import gif_extent
from ..original.header import AGAIN, Original
from ..original.jpeg import count_scans, jpeg_frame
from ..settings import PhotoSettings
from .cuts import ladder, scale

# How many times a picture lies in memory while it is decoded, measured with Pillow 13.0 and pillow-heif 1.4 on 24
# megapixels: bytes a pixel 4 for PNG, TIFF, JPEG and BMP, 8 for HEIC, 12 for AVIF, 16 for WebP.
COPIES = {"HEIF": 2, "AVIF": 3, "WEBP": 4}
SPILL = 2  # times the picture's area that the frames of a GIF may take up


def check_limits(original: Original, data: bytes, settings: PhotoSettings) -> None:
    """PhotoFault where decoding would take more memory or time than the settings allow.

    A baseline JPEG is scaled down while it is decoded, by up to eight; a progressive one is scaled down as well, but
    its decoder holds the coefficients of the whole picture, two bytes each, and goes over them once a scan.
    """
    widest = ladder(original.size, dict(settings.widths))[-1][1]
    need = widest[::-1] if original.turned else widest
    by = scale(original.stored, need) if original.kind == "JPEG" else 1
    pixels = original.width * original.height / by / by
    large = f"太大：{original.width}×{original.height} 像素"
    most = settings.megapixels // COPIES.get(original.kind, 1)
    if pixels > most * 1_000_000:
        raise PhotoFault(large, f"缩小到 {most} 百万像素以内（比如长边 6000 像素）再放进来")
    if original.kind == "JPEG":
        _check_jpeg(original, data, settings, large)
    elif original.kind == "GIF":
        _check_gif(data)


def _check_jpeg(original: Original, data: bytes, settings: PhotoSettings, large: str) -> None:
    frame = jpeg_frame(data)
    if frame is None:
        raise PhotoFault("读不出来，文件头已损坏", AGAIN)
    if not frame.held:
        return
    if original.width * original.height * frame.samples * 2 > settings.coefficients * 1_000_000:
        kind = "渐进式 JPEG" if frame.progressive else "各颜色分开存放的 JPEG"
        raise PhotoFault(f"{large}，而且是{kind}，解码要占太多内存", "缩小，或另存为普通（基线）JPEG 再放进来")
    if count_scans(data) > settings.scans:
        raise PhotoFault("是扫描遍数异常多的渐进式 JPEG，像是有意做坏的", "另存为普通 JPEG 再放进来")


def _check_gif(data: bytes) -> None:
    (width, height), (right, bottom) = gif_extent(data)
    if right * bottom > SPILL * width * height:
        what = f"是动图，画面 {width}×{height} 像素，有的帧却伸到 {right}×{bottom}，像是有意做坏的"
        raise PhotoFault(what, "在看图软件里另存为 GIF 或 MP4 视频")
