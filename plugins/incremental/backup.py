"""The backup of an output: a second hard link to each of its files, by which one that is lost is put back as it was.

    backup/3f/2a…     a hard link to a file of an output, named by the digest of its bytes

A link costs a few microseconds and no space; in a store that is copied alone, as between two runs of a continuous
build, the backup is the output. Whoever edits a file of the output in place edits its backup with it: a backup is read
before it is believed, and one that does not hold what its name says is as good as none. Where the file system knows no
hard links there is no backup, and what is lost is made again.
"""

from __future__ import annotations

import os
import re
from collections.abc import Collection
from contextlib import suppress
from pathlib import Path

from .file_digests import digest_of
from .tree import walk
from .writer import draft, drafted, write_file

_NAME = re.compile(r"[0-9a-f]{32}")


class Backup:
    """The backups in one store, folder; any process may keep them."""

    def __init__(self, store: Path) -> None:
        self.given, self.store = store, os.path.realpath(store)
        self.folder = os.path.join(self.store, "backup")
        self._inside: dict[str, bool] = {}

    def keep(self, file: str, digest: bytes) -> None:
        """Give a file that holds what the digest says its backup. Its change time moves with that."""
        backup = self._backup(digest)
        if not self._ours(backup):
            return
        with suppress(OSError):  # no links here, or no more of them: then there is no backup
            try:
                _link(file, backup)
            except FileExistsError:
                alone = os.stat(backup).st_nlink == 1  # it was copied with its store: one file need not lie there twice
                if not os.path.samefile(file, backup) and (alone or _read(backup, digest) is None):
                    with draft(backup) as part:
                        os.link(file, part)

    def put_back(self, file: str, digest: bytes, kept: str = "", sync: bool = False) -> bool:
        """Put a file of the output back; False where there is nothing to do it from. It appears as a whole, or not at
        all: an OSError where the output may not be written. kept: the file of the store that is its backup, from the
        store, where it is not one of ours; sync: see write_file."""
        backup, data = self._found(digest, kept)
        if data is None:
            return False
        if not kept and os.stat(backup).st_nlink > 1:  # another output has it: an edit in one must not be in both
            write_file(file, data, sync)
            return True
        try:
            if not sync and not os.path.lexists(file):
                _link(backup, file)  # the name of a whole file: no draft has to become one
            else:
                os.makedirs(os.path.dirname(file), exist_ok=True)
                with draft(file, sync) as part:
                    os.link(backup, part)
        except OSError:
            write_file(file, data, sync)
        return True

    def whole(self, digest: bytes) -> bool:
        """Whether a file of this digest could be put back."""
        return self._found(digest)[1] is not None

    def clear(self, used: Collection[str]) -> None:
        """Delete all but these (digests in hexadecimal), and what killed builds have left of some."""
        for two in os.listdir(self.folder) if os.path.isdir(self.folder) else ():
            folder = os.path.join(self.folder, two)
            if not os.path.isdir(folder) or not self._ours(os.path.join(folder, two)):
                continue
            for name in os.listdir(folder):
                if two + name not in used and _NAME.fullmatch(two + (drafted(name) or name)):
                    with suppress(OSError):  # where somebody has it open and that forbids it: the next time
                        os.unlink(os.path.join(folder, name))

    def inodes(self) -> set[tuple[int, int]]:
        """Device and inode of every file of the store that may have another name in an output."""
        found = set()
        for folder in (self.folder, os.path.join(self.store, "renditions")):
            for _, place in walk(folder).files:
                stat = os.stat(place)
                if stat.st_nlink > 1:
                    found.add((stat.st_dev, stat.st_ino))
        return found

    def own(self, file: Path | None) -> str:
        """A file that the store has anyway by its path from there; "" for any other."""
        if file is None or not file.is_relative_to(self.given):
            return ""
        path = file.relative_to(self.given).as_posix()
        return path if self._ours(os.path.join(self.store, path)) else ""

    def _found(self, digest: bytes, kept: str = "") -> tuple[str, bytes | None]:
        backup = os.path.join(self.store, kept) if kept else self._backup(digest)
        return backup, _read(backup, digest) if self._ours(backup) else None

    def _backup(self, digest: bytes) -> str:
        name = digest.hex()
        return os.path.join(self.folder, name[:2], name[2:])

    def _ours(self, file: str) -> bool:
        """Whether its folder lies in the store, and no link leads out of it."""
        folder = os.path.dirname(file)
        if folder not in self._inside:
            self._inside[folder] = os.path.realpath(folder).startswith(self.store + os.sep)
        return self._inside[folder]


def _link(file: str, name: str) -> None:
    try:
        os.link(file, name)
    except FileNotFoundError:
        os.makedirs(os.path.dirname(name), exist_ok=True)
        os.link(file, name)


def _read(file: str, digest: bytes) -> bytes | None:
    """The bytes of a file that holds what the digest says; None of any other, or of none."""
    try:
        with open(file, "rb", buffering=0, opener=_as_it_is) as opened:
            data = opened.read()
    except OSError:
        return None
    return data if digest_of(data) == digest else None


def _as_it_is(file: str, flags: int) -> int:
    """Not where a link leads."""
    return os.open(file, flags | getattr(os, "O_NOFOLLOW", 0))
