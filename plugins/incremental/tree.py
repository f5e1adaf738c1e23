"""Which files below a folder count: one walk for reading copy, for fingerprints and for the preview's watch.

Passed over without a word: hidden files, what editors and desktops leave beside a file (their lock files are often
dangling links), links that lead nowhere or round in a circle, and what is no file at all (sockets, FIFOs, devices).
Told as oddities: a link out of the folder, a folder that may not be read, a name that is not UTF-8. The rest is found.
"""

from __future__ import annotations

import os
import re
import stat
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Literal

# Hidden names; swap and lock files, backups and half-written files of vim, Emacs, JetBrains, Word and WPS, macOS,
# Windows, browsers and of this program (.part); Python's bytecode. `.well-known` (RFC 8615) is hidden by name only.
_PASSED = re.compile(
    r"^\.(?!well-known$)|^~|^#.*#$|^4913$|~$|___jb_(?:tmp|old)___$|\.(?:sw[a-px]|tmp|temp|part|crdownload|bak)$"
    r"|^(?:Thumbs\.db|desktop\.ini)$|^__pycache__$|\.py[co]$",
    re.IGNORECASE,
)

Reason = Literal["outside", "unreadable", "name"]


@dataclass(frozen=True, slots=True, order=True)
class Oddity:
    """Something in a folder that cannot be used. path: from the folder, posix; bytes that are not UTF-8 show as
    U+FFFD."""

    path: str
    reason: Reason


@dataclass(frozen=True, slots=True)
class Tree:
    """What lies below a folder. files: path from the folder (posix) and place on disk, by path."""

    files: tuple[tuple[str, str], ...]
    oddities: tuple[Oddity, ...] = ()


def walk(folder: Path | str, closed: bool = True, deep: bool = True) -> Tree:
    """Every file below a folder, in the order of their paths; an empty tree where there is no such folder.

    closed: a link out of the folder is not followed but told, as in the content folder; a theme may be a link's other
    end. deep: with the folders below.
    """
    files: list[tuple[str, str]] = []
    oddities: list[Oddity] = []
    top = os.fspath(folder)
    if os.path.isdir(top):
        real = os.path.realpath(top)
        for path, place, reason in _entries(top, "", real if closed else "", (real,), deep):
            if reason:
                oddities.append(Oddity(path.encode("utf-8", "surrogateescape").decode("utf-8", "replace"), reason))
            else:
                files.append((path, place))
    return Tree(tuple(sorted(files)), tuple(sorted(oddities)))


def holds(folder: Path, file: Path) -> bool:
    """Whether `walk` finds this file below this folder, which it is not to lead out of; asked of one file that was
    just saved."""
    try:
        parts = file.relative_to(folder).parts
        real = os.path.realpath(folder)
        inside = os.path.realpath(file, strict=True).startswith(real + os.sep)
        regular = stat.S_ISREG(os.stat(file).st_mode)
    except (ValueError, OSError):
        return False
    return inside and regular and not any(passed(part) or not _speakable(part) for part in parts)


def passed(name: str) -> bool:
    """Whether a file or folder of this name is passed over."""
    return bool(_PASSED.search(name))


def _entries(
    folder: str, path: str, top: str, above: tuple[str, ...], deep: bool
) -> Iterator[tuple[str, str, Reason | None]]:
    """Path, place, and what is odd about it. top: the real folder that links must not leave, "" where they may; above:
    the real folders on the way here, by which a circle is known."""
    try:
        with os.scandir(folder) as found:
            entries = list(found)
    except OSError:
        yield path.removesuffix("/"), folder, "unreadable"
        return
    for entry in entries:
        name = path + entry.name
        if passed(entry.name):
            continue
        if not _speakable(entry.name):
            yield name, entry.path, "name"
            continue
        real = ""
        if entry.is_symlink():
            try:
                real = os.path.realpath(entry.path, strict=True)
            except OSError:  # it leads nowhere, or round in a circle
                continue
            if top and not real.startswith(top + os.sep) and real not in above:
                yield name, entry.path, "outside"
                continue
        try:
            is_folder, is_file = entry.is_dir(), entry.is_file()
        except OSError:
            continue
        if is_folder and deep:
            real = real or os.path.join(above[-1], entry.name)
            if real not in above:
                yield from _entries(entry.path, f"{name}/", top, (*above, real), deep)
        elif is_file:
            yield name, entry.path, None


def _speakable(name: str) -> bool:
    """Whether a name is UTF-8: Python shows other bytes as lone surrogates, which no page and no report can print."""
    try:
        name.encode()
    except UnicodeEncodeError:
        return False
    return True
