"""What is too large to be decoded, told from the header: before memory is taken."""

from __future__ import annotations

from ..fault import PhotoFault
from ..original.header import Original
from ..original.jpeg import jpeg_frame
from ..settings import PhotoSettings
from .cuts import ladder, scale


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
    if pixels > settings.megapixels * 1_000_000:
        raise PhotoFault(large, f"缩小到 {settings.megapixels} 百万像素以内（比如长边 6000 像素）再放进来")
    frame = jpeg_frame(data) if original.kind == "JPEG" else None
    if frame is None or not frame.progressive:
        return
    if original.width * original.height * frame.samples * 2 > settings.coefficients * 1_000_000:
        raise PhotoFault(f"{large}，而且是渐进式 JPEG，解码要占太多内存", "缩小，或另存为普通（基线）JPEG 再放进来")
    if data.count(b"\xff\xda") > settings.scans:
        raise PhotoFault("是扫描遍数异常多的渐进式 JPEG，像是有意做坏的", "另存为普通 JPEG 再放进来")
