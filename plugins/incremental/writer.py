"""Bytes to disk: a file is wholly old or wholly new, and one that would not change is not touched."""

from __future__ import annotations

import os
import shutil
from contextlib import suppress
from pathlib import Path


def write_file(path: Path | str, data: bytes, sync: bool = False) -> bool:
    """Write one file; True when it changed.

    The bytes go to a hidden file in the same folder, which is then renamed over the old one. A file that already holds
    these bytes keeps its modification time, so that deploys and caches see no change. sync: have the disk hold the
    bytes before the name points to them; else a power cut soon afterwards may leave an empty file, which the next
    build sees and writes anew.
    """
    name = os.fspath(path)
    if _holds(name, data):
        return False
    folder, last = os.path.split(name)
    draft = os.path.join(folder, f".{last}.{os.getpid()}.part")
    try:
        try:
            _put(draft, data, sync)
        except FileNotFoundError:
            os.makedirs(folder, exist_ok=True)
            _put(draft, data, sync)
        os.replace(draft, name)
    except BaseException:
        with suppress(FileNotFoundError):
            os.unlink(draft)
        raise
    return True


def _put(name: str, data: bytes, sync: bool) -> None:
    with open(name, "wb", buffering=0) as file:
        left = memoryview(data)
        while left:
            left = left[file.write(left) :]
        if sync:
            os.fsync(file.fileno())


def publish_file(path: Path, original: Path) -> bool:
    """Copy one file as it is, by the same rule; True when it changed."""
    if path.is_file() and path.stat().st_size == original.stat().st_size and _same(path, original):
        return False
    path.parent.mkdir(parents=True, exist_ok=True)
    draft = path.with_name(f".{path.name}.{os.getpid()}.part")
    try:
        shutil.copyfile(original, draft)
        os.replace(draft, path)
    finally:
        draft.unlink(missing_ok=True)
    return True


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
