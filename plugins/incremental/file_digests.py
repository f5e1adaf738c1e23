"""Has a file changed? Its state (size, times, inode) is the fast answer, the digest of its bytes the true one."""

from __future__ import annotations

import os
import time
from collections.abc import Mapping
from hashlib import blake2b
from pathlib import Path
from struct import Struct

from .store import Store

# A file changed again within one tick of the file system's clock keeps its times: one seen so soon after its last
# change is read anew the next time.
TICK = 50_000_000  # nanoseconds

State = tuple[int, int, int, int]
_STATE = Struct("<qqqQ")


def state_of(file: Path | str) -> State:
    """Size, modification time, change time and inode. The change time moves even where an editor restores the other."""
    stat = os.stat(file)
    return stat.st_size, stat.st_mtime_ns, stat.st_ctime_ns, stat.st_ino


def packed(state: State) -> bytes:
    """A state as the store keeps it."""
    return _STATE.pack(*state)


def digest_of(data: bytes) -> bytes:
    """16 bytes."""
    return blake2b(data, digest_size=16).digest()


def read_file(file: Path | str) -> tuple[bytes, bytes, bytes]:
    """A file's bytes; its state as it was before, packed, b"" where it may change again without showing; its digest."""
    now, state = time.time_ns(), state_of(file)
    with open(file, "rb", buffering=0) as opened:
        data = opened.read()
    return data, _settled(state, now), digest_of(data)


def _settled(state: State, now: int) -> bytes:
    return packed(state) if max(state[1], state[2]) + TICK < now else b""


class Scan:
    """The digests of files, each read only where its state has moved since it was last seen. seen: what has been looked
    at a moment ago."""

    def __init__(self, store: Store, seen: Mapping[str, tuple[bytes, bytes]] | None = None) -> None:
        self.store = store
        self.known = store.files()
        self.seen: dict[str, tuple[bytes, bytes]] = dict(seen or {})

    def digest(self, name: str, file: Path | str, large: int = 0) -> bytes:
        """The digest of a file's bytes; `name` is what it is remembered by. large: a file of more bytes than that is
        not read, and its state given instead (0: all are)."""
        seen = self.seen.get(name)
        if seen is not None and (seen[0] or not large):
            return seen[1]
        now, state = time.time_ns(), state_of(file)
        form = packed(state)
        known = self.known.get(name)
        if known and known[0] == form:
            self.seen[name] = (_settled(state, now), known[1])
        elif large and state[0] > large:
            self.seen[name] = (_settled(state, now), form)
        else:
            self.seen[name] = read_file(file)[1:]
        return self.seen[name][1]

    def read(self, name: str, state: bytes, digest: bytes) -> None:
        """Take what somebody else found who had to read a file anyway (read_file), where it was not looked at here."""
        self.seen.setdefault(name, (state, digest))

    def saw(self, name: str, stat: os.stat_result, data: bytes, now: int) -> None:
        """Take the bytes of a file that somebody has read whole, its state before, and the time before that
        (nanoseconds)."""
        state = (stat.st_size, stat.st_mtime_ns, stat.st_ctime_ns, stat.st_ino)
        self.read(name, _settled(state, now), digest_of(data))

    def still(self, name: str, file: Path | str, large: int = 0) -> bool:
        """Whether a file is what it was when it was looked at, if it was."""
        state, digest = self.seen.get(name, (b"", b""))
        try:
            found = state_of(file)
            if packed(found) in (state, digest):
                return True
            return not (large and found[0] > large) and digest_of(Path(file).read_bytes()) == digest
        except OSError:
            return False

    def save(self) -> None:
        """Put what was seen in the store; what was not seen is forgotten."""
        changed = [(name, *row) for name, row in self.seen.items() if self.known.get(name) != row]
        self.store.keep_files(changed, self.known.keys() - self.seen.keys())
