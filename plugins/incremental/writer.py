"""Bytes to disk: a file is wholly old or wholly new, and one that would not change is not touched."""

from __future__ import annotations

import os
import re
import shutil
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

_DRAFT = re.compile(r"\.(?P<name>.+)\.[0-9a-f]+\.part")


def write_file(path: Path | str, data: bytes, sync: bool = False) -> bool:
    """Write one file; True when it changed.

    The bytes go to a hidden file in the same folder, which is then renamed over the old one. A file that already holds
    these bytes keeps its modification time, so that deploys and caches see no change. sync: have the disk hold the
    bytes before the name points to them, and the name before going on; else a power cut soon afterwards may leave an
    empty file, which the next build sees and writes anew. An OSError names the file.
    """
    name = os.fspath(path)
    if _holds(name, data):
        return False
    with draft(name, sync) as part:
        try:
            _put(part, data)
        except FileNotFoundError:
            os.makedirs(os.path.dirname(name), exist_ok=True)
            _put(part, data)
    return True


def publish_file(path: Path, original: Path, sync: bool = False) -> bool:
    """Copy one file as it is, by the same rule; True when it changed."""
    if path.is_file() and path.stat().st_size == original.stat().st_size and _same(path, original):
        return False
    path.parent.mkdir(parents=True, exist_ok=True)
    with draft(path, sync) as part:
        shutil.copyfile(original, part)
    return True


@contextmanager
def draft(path: Path | str, sync: bool = False) -> Iterator[str]:
    """The name of a file beside `path`, to be filled, that then takes its place; where that fails nothing is left of
    it. No other process has the name, on whatever machine that shares the folder."""
    name = os.fspath(path)
    folder, last = os.path.split(name)
    part = os.path.join(folder, f".{last}.{os.urandom(6).hex()}.part")
    try:
        yield part
        if sync:
            _flush(part, os.O_RDWR)
        os.replace(part, name)
        if sync and os.name == "posix":  # Windows has no handle on a folder
            _flush(folder, os.O_RDONLY)
    except BaseException as fault:
        with suppress(OSError):  # the fault that is told is the first one
            os.unlink(part)
        if isinstance(fault, OSError):
            raise OSError(fault.errno, fault.strerror, name) from fault
        raise


def drafted(name: str) -> str:
    """The name of the file that a draft of this name was to become, "" where it is no draft's."""
    found = _DRAFT.fullmatch(name)
    return found["name"] if found else ""


def _put(name: str, data: bytes) -> None:
    with open(name, "wb", buffering=0) as file:
        left = memoryview(data)
        while left:
            left = left[file.write(left) :]


def _flush(name: str, mode: int) -> None:
    opened = os.open(name, mode)
    try:
        os.fsync(opened)
    finally:
        os.close(opened)


def _holds(name: str, data: bytes) -> bool:
    try:
        if os.stat(name).st_size != len(data):
            return False
        with open(name, "rb", buffering=0) as file:
            return file.read() == data
    except OSError:
        return False


def _same(one: Path, other: Path) -> bool:
    with one.open("rb") as left, other.open("rb") as right:
        while chunk := left.read(1 << 20):
            if chunk != right.read(1 << 20):
                return False
    return True
