"""A zip, opened with suspicion: what it claims is checked before a byte of it is unpacked.

Limits: a manuscript with its photos never needs more; a bomb always does. A docx is a zip too.
"""

from __future__ import annotations

import stat
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path, PurePosixPath, PureWindowsPath
from zipfile import BadZipFile, LargeZipFile, ZipFile, ZipInfo
from zlib import error as BadDeflate

from ..refusal import Refused

MANY = 5000
FILE = 300 << 20  # bytes in one file
ALL = 2 << 30  # bytes in all files together
RATIO = 200  # unpacked to packed, asked of files above RATIO_FROM bytes; Word's own XML stays below 60
RATIO_FROM = 4 << 20
ENCRYPTED = 0x1


@contextmanager
def opened(path: Path, name: str) -> Iterator[ZipFile]:
    """The zip, its list of files found harmless. Damage met while it is being read is told as a Refused, too."""
    try:
        with ZipFile(path) as package:
            check(package, name)
            yield package
    except (BadZipFile, LargeZipFile, BadDeflate, EOFError, NotImplementedError) as fault:
        raise Refused(
            name, "文件坏了，或者不是真正的压缩包，打不开", "请重新保存或重新压缩（用 .zip 的普通方式）再交"
        ) from fault


def check(package: ZipFile, name: str) -> None:
    """Refuse what no honest sender makes. Nothing has been unpacked yet."""
    entries = package.infolist()
    if len(entries) > MANY:
        raise Refused(name, f"里面有{len(entries)}个文件，超过{MANY}个", "只放这一篇稿件和它的照片，重新压缩")
    if sum(entry.file_size for entry in entries) > ALL:
        raise Refused(name, f"解开后超过{ALL >> 30} GB", "分几次交，或者把照片缩小些再压缩")
    for entry in entries:
        inner = f"{name}/{entry.filename}"
        if entry.flag_bits & ENCRYPTED:
            raise Refused(inner, "加了密码", "去掉密码重新压缩")
        if stat.S_ISLNK(entry.external_attr >> 16):
            raise Refused(inner, "是一个链接，不是文件", "去掉链接，把真正的文件放进来重新压缩")
        if _wanders(entry.filename) or _wanders(getattr(entry, "orig_filename", entry.filename)):
            raise Refused(inner, "文件名想跑到文件夹外面去", "这个压缩包不正常，请作者重新压缩")
        if entry.file_size > FILE:
            raise Refused(inner, f"解开后有{entry.file_size >> 20} MB，超过{FILE >> 20} MB", "换一份小些的文件")
        if entry.file_size > RATIO_FROM and entry.file_size > RATIO * max(entry.compress_size, 1):
            raise Refused(inner, "压缩得反常，像是压缩炸弹", "不要打开它，请作者重新压缩")


def _wanders(name: str) -> bool:
    """Absolute, with a drive, or upward: for either system's way of writing paths."""
    windows = PureWindowsPath(name)
    return (
        PurePosixPath(name).is_absolute()
        or bool(windows.drive or windows.root)
        or ".." in windows.parts
        or "\x00" in name
    )


def name_of(entry: ZipInfo) -> str:
    """The name its sender gave it. Windows writes GBK without saying so, and zipfile then reads it as CP437."""
    if entry.flag_bits & 0x800:
        return entry.filename
    try:
        raw = entry.filename.encode("cp437")
    except UnicodeEncodeError:
        return entry.filename
    for encoding in ("utf-8", "gb18030"):
        try:
            return raw.decode(encoding)
        except UnicodeDecodeError:
            continue
    return entry.filename
