"""A ZIP: every file in it cleaned as if it were offered by itself."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Callable

from .findings import Cleaned

LARGEST = 500_000_000  # bytes, all files unpacked: more is not looked into
DEPTH = 3  # archives inside archives
JUNK = ("__MACOSX/", ".DS_Store", "Thumbs.db", "desktop.ini")
DATE = (1980, 1, 1, 0, 0, 0)  # the first that a ZIP can say

Clean = Callable[[bytes, str], Cleaned]


def clean_archive(data: bytes, clean: Clean) -> Cleaned:
    """The archive with its files cleaned, without dates, owners, comment, and what systems leave behind."""
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            rows = [row for row in archive.infolist() if not _junk(row.filename)]
            if sum(row.file_size for row in rows) > LARGEST:
                return Cleaned(data, ("压缩包太大，没有打开看",))
            if any(row.flag_bits & 1 for row in rows):
                return Cleaned(data, ("压缩包加了密码，没有打开看",))
            files = [(row, archive.read(row)) for row in rows]
    except (zipfile.BadZipFile, NotImplementedError, OSError, EOFError, ValueError):
        return Cleaned(data, ("压缩包打不开，没有看",))
    left: list[str] = []
    cleaned = []
    for row, body in files:
        found = clean(body, row.filename)
        left += found.left
        cleaned.append((row, found.data))
    return Cleaned(packed(cleaned), tuple(dict.fromkeys(left)))


def packed(files: list[tuple[zipfile.ZipInfo, bytes]]) -> bytes:
    """An archive of these files under their names, in their order, each packed as it was: the same bytes each time."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        for row, body in files:
            plain = zipfile.ZipInfo(row.filename, DATE)
            plain.compress_type = (
                zipfile.ZIP_STORED if row.compress_type == zipfile.ZIP_STORED else zipfile.ZIP_DEFLATED
            )
            plain.external_attr = 0o40755 << 16 | 0x10 if row.is_dir() else 0o100644 << 16
            archive.writestr(plain, body)
    return out.getvalue()


def _junk(name: str) -> bool:
    return name.startswith(JUNK[0]) or name.rpartition("/")[2] in JUNK
