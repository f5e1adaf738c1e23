"""Photographs inside documents and archives: metadata taken out, pixels untouched."""

from __future__ import annotations

import struct
import zlib

from ..photos.fault import PhotoFault
from ..photos.original.header import open_image, read_original
from ..photos.original.jpeg import SCAN, jpeg_end, segments
from ..photos.original.png import chunks
from .findings import Cleaned

TOLD = "照片“{}”里的拍摄信息（可能有地点、设备、作者）"
_PIECES = (b"tEXt", b"zTXt", b"iTXt", b"eXIf", b"tIME")


def clean_picture(data: bytes, name: str) -> Cleaned | None:
    """A picture without metadata but for what it looks like: orientation and colour profile. None for no picture; one
    whose metadata cannot be taken out is told by its name."""
    if data[:3] == b"\xff\xd8\xff":
        return Cleaned(_jpeg(data))
    if data[:8] == b"\x89PNG\r\n\x1a\n":
        return Cleaned(_png(data))
    if data[:4] == b"RIFF" and data[8:12] == b"WEBP":
        return Cleaned(_webp(data))
    if data[:4] in (b"II*\0", b"MM\0*") or data[4:8] == b"ftyp" and data[8:12] in (b"heic", b"heix", b"mif1", b"avif"):
        try:
            info = open_image(data).info
        except PhotoFault:
            return Cleaned(data, (TOLD.format(name),))
        told = data[4:8] != b"ftyp" or info.get("exif") or info.get("xmp")
        return Cleaned(data, (TOLD.format(name),) if told else ())
    return None


def _jpeg(data: bytes) -> bytes:
    """JFIF's and Adobe's segments, the colour profile and the orientation stay; all else of the applications goes, and
    so does what follows the end."""
    orientation = _orientation(data)
    kept = b"\xff\xd8"
    place = 2
    first = True
    for marker, start, end in segments(data):
        body = data[start:end]
        application = 0xE0 <= marker <= 0xEF or marker == 0xFE
        if first and marker != 0xE0:
            kept += _turned(orientation)
            first = False
        if marker == SCAN:
            return kept + data[start - 4 : jpeg_end(data)] + b"\xff\xd9"
        if not application or marker in (0xE0, 0xEE) and body[:4] in (b"JFIF", b"Adob") or body[:11] == b"ICC_PROFILE":
            kept += data[start - 4 : end]
        place = end
    return kept + data[place:]


def _orientation(data: bytes) -> int:
    try:
        return read_original(data, "").orientation
    except PhotoFault:
        return 1


def _turned(orientation: int) -> bytes:
    """An EXIF segment that says only this."""
    if orientation == 1:
        return b""
    exif = b"Exif\0\0MM\0*\0\0\0\x08" + struct.pack(">HHHIHHI", 1, 0x0112, 3, 1, orientation, 0, 0)
    return b"\xff\xe1" + struct.pack(">H", len(exif) + 2) + exif


def _png(data: bytes) -> bytes:
    orientation = _orientation(data)
    kept = data[:8]
    for kind, body in chunks(data):
        if kind not in _PIECES:
            kept += struct.pack(">I", len(body)) + kind + body + struct.pack(">I", zlib.crc32(kind + body))
        if kind == b"IHDR" and orientation != 1:
            exif = _turned(orientation)[10:]
            kept += struct.pack(">I", len(exif)) + b"eXIf" + exif + struct.pack(">I", zlib.crc32(b"eXIf" + exif))
    return kept


def _webp(data: bytes) -> bytes:
    """Chunks of RFC 9649; VP8X says in its flags which metadata there is."""
    turned, kept, place = _turned(_orientation(data))[10:], b"", 12
    while place + 8 <= len(data):
        kind, size = data[place : place + 4], int.from_bytes(data[place + 4 : place + 8], "little")
        body = data[place + 8 : place + 8 + size]
        if kind == b"VP8X":
            body = bytes((body[0] & ~0b1100 | (0b1000 if turned else 0),)) + body[1:]
        if kind == b"EXIF" and turned:
            kept += kind + struct.pack("<I", len(turned)) + turned
        if kind not in (b"EXIF", b"XMP "):
            kept += kind + struct.pack("<I", len(body)) + body + b"\0" * (len(body) % 2)
        place += 8 + size + size % 2
    return b"RIFF" + struct.pack("<I", len(kept) + 4) + b"WEBP" + kept
