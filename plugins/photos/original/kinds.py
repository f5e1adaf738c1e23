"""Files that are no photo we can show, told from their first bytes: what they are, and what to save them as."""

from __future__ import annotations

import re

JPEG = "在做它的程序里另存为 JPEG"
RAW = "相机的原始文件", "在相机软件或修图软件里导出为 JPEG"

_KINDS: tuple[tuple[str, str, str], ...] = (
    (r"\0\0\0\x0cjP  |\xff\x4f\xff\x51", "JPEG 2000 图片", "在看图软件里另存为 JPEG"),
    (r"\xff\x0a|\0\0\0\x0cJXL ", "JPEG XL 图片", "在看图软件里另存为 JPEG"),
    (r"8BPS", "Photoshop 文件（PSD）", "在 Photoshop 里导出为 JPEG"),
    (r"%PDF", "PDF 文件", "把要用的那一页导出为图片，或者作附件：[附件：名称](文件.pdf)"),
    (r"%!PS|\xc5\xd0\xd3\xc6", "PostScript 文件（EPS）", JPEG),
    (
        r"(\xef\xbb\xbf)?\s*(<\?xml[^>]*>\s*)?(<!--.*?-->\s*)*(<!DOCTYPE svg[^>]*>\s*)?<svg\b",
        "SVG 矢量图",
        "导出为 PNG，宽 2400 像素以上",
    ),
    (r"(\xef\xbb\xbf)?\s*(<!DOCTYPE html|<html|<head|<body)", "网页，不是照片", "打开网页，在照片上点右键另存图片"),
    (r"FUJIFILMCCD-RAW|IIU\0|IIR[OS]|....ftypcrx |(II\*\0|MM\0\*).{4}CR", *RAW),
    (
        r"....ftyp(isom|iso\d|mp4\d|avc1|M4V |qt  |3gp)|\x1a\x45\xdf\xa3|RIFF....AVI ",
        "视频",
        "从里面截一张图，或者作视频：![说明](文件.mp4)",
    ),
    (r"\xd7\xcd\xc6\x9a|\x01\0\0\0.{36} EMF", "Windows 图元文件（WMF、EMF）", "在 Word 里右键另存为 PNG"),
    (r"PK\x03\x04|\xd0\xcf\x11\xe0", "Word 文件或压缩包", "把里面的照片另存出来"),
)
_PATTERNS = [(re.compile(pattern.encode("latin-1"), re.S), what, remedy) for pattern, what, remedy in _KINDS]


def kind_of(data: bytes) -> tuple[str, str] | None:
    """What a file is and what to do with it, both Chinese; None where it is something else."""
    head = data[:1000]
    return next(((what, remedy) for pattern, what, remedy in _PATTERNS if pattern.match(head)), None)
