"""Bytes to disk: a file is wholly old or wholly new, and one that would not change is not touched."""

from __future__ import annotations

import os
import shutil
from pathlib import Path


def write_file(path: Path, data: bytes) -> bool:
    """Write one file; True when it changed.

    The bytes go to a hidden file in the same folder, which is then renamed over the old one. A file that already holds
    these bytes keeps its modification time, so that deploys and caches see no change.
    """
    if _holds(path, data):
        return False
    path.parent.mkdir(parents=True, exist_ok=True)
    draft = path.with_name(f".{path.name}.{os.getpid()}.part")
    try:
        draft.write_bytes(data)
        os.replace(draft, path)
    finally:
        draft.unlink(missing_ok=True)
    return True


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


def _holds(path: Path, data: bytes) -> bool:
    return path.is_file() and path.stat().st_size == len(data) and path.read_bytes() == data


def _same(one: Path, other: Path) -> bool:
    with one.open("rb") as left, other.open("rb") as right:
        while chunk := left.read(1 << 20):
            if chunk != right.read(1 << 20):
                return False
    return True
