"""What the disk will not do, told to whoever can help: full, read-only, not allowed."""

from __future__ import annotations

import errno
import sqlite3
from collections.abc import Sequence
from pathlib import Path

_FULL = (errno.ENOSPC, errno.EDQUOT, errno.EFBIG)
_SHUT = (errno.EACCES, errno.EPERM, errno.EROFS)
FULL = "磁盘满了，写不进去 → 腾出磁盘空间，再生成一次"
SHUT = "没有写入的权限 → 检查这个文件夹的权限，再生成一次"
FAILS = "磁盘读写出错（{}）→ 检查磁盘，再生成一次"
_STORE = {sqlite3.SQLITE_FULL: FULL, sqlite3.SQLITE_READONLY: SHUT, sqlite3.SQLITE_CANTOPEN: SHUT}


def unwritable(fault: OSError | sqlite3.OperationalError, places: Sequence[Path]) -> str:
    """A Chinese sentence for a fault of the disk below one of the places where builds write, the last of them the
    store; "" for any other fault."""
    if isinstance(fault, sqlite3.OperationalError):
        code = getattr(fault, "sqlite_errorcode", 0) & 0xFF
        words = _STORE.get(code) or (FAILS.format(fault) if code == sqlite3.SQLITE_IOERR else "")
        return f"{places[-1]}：{words}" if words else ""
    file = Path(str(fault.filename or ""))
    if not any(file.is_relative_to(place) for place in places):
        return ""
    if fault.errno in _FULL:
        return f"{file}：{FULL}"
    if fault.errno in _SHUT:
        return f"{file}：{SHUT}"
    return f"{file}：{FAILS.format(fault.strerror)}" if fault.errno == errno.EIO else ""
