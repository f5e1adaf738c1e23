"""The twins of an output's files: another name in the store for each, by which one that is lost is put back as it was.

    twins/3f/2a…     a hard link to a file of an output, named by the digest of its bytes

A link costs a few microseconds and no space; in a store that is copied alone, as between two runs of a continuous
build, the twins are the output. Whoever edits a file of the output in place edits its twin with it: a twin is read
before it is believed, and one that does not hold what its name says is as good as none. Where the file system knows no
links there are none, and what is lost is made again.
"""

from __future__ import annotations

import os
import re
from contextlib import suppress
from pathlib import Path

from .scan import digest_of
from .store import Store
from .writer import draft, drafted, write_file

_NAME = re.compile(r"[0-9a-f]{32}")


class Twins:
    """The twins in one store, folder; any process may keep them."""

    def __init__(self, store: Path) -> None:
        self.given, self.store = store, os.path.realpath(store)
        self.folder = os.path.join(self.store, "twins")
        self._inside: dict[str, bool] = {}

    def keep(self, file: str, digest: bytes) -> None:
        """Give a file that holds what the digest says its twin. Its change time moves with that."""
        twin = self._twin(digest)
        if not self._ours(twin):
            return
        with suppress(OSError):  # no links here, or no more of them: then there is no twin
            try:
                _link(file, twin)
            except FileExistsError:
                if not os.path.samefile(file, twin) and _read(twin, digest) is None:
                    with draft(twin) as part:
                        os.link(file, part)

    def put_back(self, file: str, digest: bytes, kept: str = "", sync: bool = False) -> bool:
        """Put a file of the output back; False where there is nothing to do it from. It appears as a whole, or not at
        all: an OSError where the output may not be written. kept: the file of the store that is its twin, from the
        store, where it is not one of ours; sync: see write_file."""
        twin, data = self._found(digest, kept)
        if data is None:
            return False
        if not kept and os.stat(twin).st_nlink > 1:  # another output has it: what is edited in one must not be in both
            write_file(file, data, sync)
            return True
        try:
            if not sync and not os.path.lexists(file):
                _link(twin, file)  # the name of a whole file: no draft has to become one
            else:
                os.makedirs(os.path.dirname(file), exist_ok=True)
                with draft(file, sync) as part:
                    os.link(twin, part)
        except OSError:
            write_file(file, data, sync)
        return True

    def whole(self, digest: bytes) -> bool:
        """Whether a file of this digest could be put back."""
        return self._found(digest)[1] is not None

    def clear(self, store: Store) -> None:
        """Delete the twins that no output is recorded with, and what killed builds have left of some. Only after the
        record was saved: until then the old one may have to be put back."""
        used = {row[0].hex() for row in store.base.execute("SELECT digest FROM pages WHERE kept=''")}
        for two in os.listdir(self.folder) if os.path.isdir(self.folder) else ():
            folder = os.path.join(self.folder, two)
            if not os.path.isdir(folder) or not self._ours(os.path.join(folder, two)):
                continue
            for name in os.listdir(folder):
                if two + name not in used and _NAME.fullmatch(two + (drafted(name) or name)):
                    with suppress(OSError):  # where somebody has it open and that forbids it: the next time
                        os.unlink(os.path.join(folder, name))

    def own(self, file: Path | None) -> str:
        """A file that the store has anyway by its path from there; "" for any other."""
        if file is None or not file.is_relative_to(self.given):
            return ""
        path = file.relative_to(self.given).as_posix()
        return path if self._ours(os.path.join(self.store, path)) else ""

    def _found(self, digest: bytes, kept: str = "") -> tuple[str, bytes | None]:
        twin = os.path.join(self.store, kept) if kept else self._twin(digest)
        return twin, _read(twin, digest) if self._ours(twin) else None

    def _twin(self, digest: bytes) -> str:
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
