"""Which files of an output are as they should be, and why the others are made again."""

from __future__ import annotations

import os
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

from .scan import digest_of, packed, state_of
from .store import Store
from .twins import Twins

OTHER = "内容变了"


@dataclass(frozen=True, slots=True)
class Causes:
    """What a page comes from, in fingerprints of 16 bytes: what it was given, its templates, the code."""

    given: bytes
    template: bytes
    code: bytes

    def packed(self) -> bytes:
        """As the store keeps it."""
        return self.given + self.template + self.code

    @classmethod
    def of(cls, packed: bytes) -> Causes:
        """From what the store keeps."""
        return cls(packed[:16], packed[16:32], packed[32:48])


class Freshness:
    """What the store knows of one output folder's pages. sync: see write_file."""

    def __init__(self, store: Store, place: str, output: Path, sync: bool = False) -> None:
        self.store, self.place, self.output, self.sync = store, place, output, sync
        self.twins = Twins(store.file.parent)
        self.known: dict[str, tuple[bytes, bytes, bytes]] = {}
        self.files: dict[str, bytes] = {}  # what is no page and has its twin by its digest
        query = "SELECT path, causes, state, digest FROM pages WHERE output=? AND kept=''"
        for path, causes, state, digest in store.base.execute(query, (place,)):
            if causes:
                self.known[path] = causes, state, digest
            else:
                self.files[path] = digest
        self.now: dict[str, tuple[bytes, bytes, bytes]] = {}

    def why_stale(self, path: str, causes: Causes) -> str:
        """ "" where the file can stay, else the reason to make it again, in Chinese."""
        known = self.known.get(path)
        if known is None:
            return "新的"
        was, state, digest = known
        if was[32:48] != causes.code:
            return "程序或设置变了"
        if was[16:32] != causes.template:
            return "模板变了"
        if was[:16] != causes.given:
            return OTHER
        file = os.path.join(self.output, path)
        try:
            found = packed(state_of(file))
        except OSError:
            return "输出里没有了"
        if found != state and digest_of(Path(file).read_bytes()) != digest:
            return "输出里的文件被改过"
        self.now[path] = (was, found, digest)
        return ""

    def can_put_back(self, path: str, causes: Causes) -> bool:
        """Whether a stale page comes from what it came from, so that its file alone is lost or spoilt, and has its
        twin."""
        digest = self._unchanged(path, causes)
        return bool(digest) and self.twins.whole(digest)

    def put_back(self, path: str, causes: Causes) -> bool:
        """Put such a page back; False for any other."""
        digest, file = self._unchanged(path, causes), os.path.join(self.output, path)
        if not digest or not self.twins.put_back(file, digest, sync=self.sync):
            return False
        self.written(path, causes, packed(state_of(file)), digest)
        return True

    def _unchanged(self, path: str, causes: Causes) -> bytes:
        """The digest of a page that would come out as it did; b"" of any other."""
        known = self.known.get(path)
        return known[2] if known is not None and known[0] == causes.packed() else b""

    def put_back_files(self, paths: Iterable[str]) -> set[str]:
        """Put back what is no page and is lost, as it was; whoever writes it sees whether it still is that."""
        lost = [(path, os.path.join(self.output, path)) for path in paths if path in self.files]
        return {
            path
            for path, file in lost
            if not os.path.lexists(file) and self.twins.put_back(file, self.files[path], sync=self.sync)
        }

    def written(self, path: str, causes: Causes, state: bytes, digest: bytes) -> None:
        """Note a file that has just been written, or been found to hold what it should."""
        self.now[path] = (causes.packed(), state, digest)

    def save(self) -> None:
        """Put what is known now in the store, and forget the pages that are no more."""
        changed = [(self.place, path, *row) for path, row in self.now.items() if self.known.get(path) != row]
        self.store.base.executemany("INSERT OR REPLACE INTO pages VALUES (?, ?, ?, ?, ?, '')", changed)
        self._drop(self.known.keys() - self.now.keys())

    def _drop(self, paths: Iterable[str]) -> None:
        rows = [(self.place, path) for path in paths]
        self.store.base.executemany("DELETE FROM pages WHERE output=? AND path=?", rows)
