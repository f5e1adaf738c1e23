"""The chunks of a PNG (ISO/IEC 15948), and EXIF wherever in it programs have put it."""

from __future__ import annotations

import re
import zlib
from collections.abc import Iterator

LARGEST = 1_000_000  # bytes of EXIF, unpacked


def chunks(data: bytes) -> Iterator[tuple[bytes, bytes]]:
    """Each chunk's kind and body; their checksums are the decoder's business."""
    place = 8
    while place + 12 <= len(data):
        size = int.from_bytes(data[place : place + 4], "big")
        yield data[place + 4 : place + 8], data[place + 8 : place + 8 + size]
        place += 12 + size


def png_exif(data: bytes) -> bytes:
    """EXIF from the chunk eXIf, which may stand behind the pixels, or as older programs wrote it: in hexadecimal, in a
    text called "Raw profile type exif" or "… APP1"; b"" where there is none."""
    for kind, body in chunks(data):
        if kind == b"eXIf":
            return body
        name, _, text = body.partition(b"\0") if kind in (b"tEXt", b"zTXt", b"iTXt") else (b"", b"", b"")
        if name in (b"Raw profile type exif", b"Raw profile type APP1"):
            found = _raw(kind, text)
            if found:
                return found
    return b""


def _raw(kind: bytes, text: bytes) -> bytes:
    if kind == b"iTXt":
        packed, (_, _, text) = text[:1] == b"\1", text[2:].split(b"\0", 2) if text.count(b"\0", 2) > 1 else (0, 0, b"")
    else:
        packed, text = kind == b"zTXt", text[1:] if kind == b"zTXt" else text
    try:
        plain = zlib.decompressobj().decompress(text, 2 * LARGEST) if packed else text
        header = re.match(rb"\s*\w+\s+\d+\s", plain)
        return bytes.fromhex(plain[header.end() :].decode("ascii")) if header else b""
    except (zlib.error, ValueError):
        return b""
