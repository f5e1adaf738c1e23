"""What earlier builds worked out, kept in one SQLite file under .build/.

It is never trusted: whoever asks says by what key the answer must have been made, and each row carries a checksum, so
that a damaged disk makes work and never a wrong page. Nothing is unpickled that has not been held against its checksum.
A store that is damaged is set aside and begun anew, whenever that is met.
"""

from __future__ import annotations

import os
import pickle
import sqlite3
from collections.abc import Iterable, Iterator
from contextlib import contextmanager, suppress
from hashlib import blake2b
from pathlib import Path
from typing import Any
from zlib import crc32

SCHEMA = 4
# kept: values by room, name and the key they were made by; shelf: bodies by the digest of their bytes; files: what
# files were when they were last seen (scan); output: what stands in output folders (output).
_TABLES = """
CREATE TABLE kept (room TEXT, name TEXT, key BLOB, value BLOB, sum INTEGER, PRIMARY KEY (room, name)) WITHOUT ROWID;
CREATE TABLE shelf (fingerprint BLOB PRIMARY KEY, value BLOB);
CREATE TABLE files (path TEXT PRIMARY KEY, state BLOB, digest BLOB, sum INTEGER) WITHOUT ROWID;
CREATE TABLE output
    (place TEXT, path TEXT, causes BLOB, state BLOB, digest BLOB, source TEXT, sum INTEGER, PRIMARY KEY (place, path))
    WITHOUT ROWID;
"""
_CODES = (sqlite3.SQLITE_CORRUPT, sqlite3.SQLITE_NOTADB, sqlite3.SQLITE_ERROR)


class Damaged(Exception):
    """The store is not what was written: the text names what did not hold."""


def checksum(*fields: Any) -> int:
    """CRC-32 of a row's fields, text and bytes, and of where each ends. Damaged where one is neither: a flipped bit
    may change what kind of value a column holds."""
    sum_ = 0
    for field in fields:
        if type(field) is str:
            field = field.encode("utf-8", "surrogatepass")
        elif type(field) is not bytes:
            raise Damaged(f"a field of type {type(field).__name__}")
        sum_ = crc32(field, crc32(len(field).to_bytes(8, "little"), sum_))
    return sum_


def is_damage(fault: BaseException) -> bool:
    """Whether a fault says that the store is damaged; a disk that is full or shut says nothing about what stands on
    it."""
    if isinstance(fault, Damaged):
        return True
    if not isinstance(fault, sqlite3.DatabaseError):
        return False
    code = getattr(fault, "sqlite_errorcode", None)  # Python's own complaint, of text that is not UTF-8, has none
    return code is None or code & 0xFF in _CODES


@contextmanager
def told() -> Iterator[None]:
    """Whatever SQLite says of a damaged file inside is Damaged, which travels between processes."""
    try:
        yield
    except sqlite3.DatabaseError as fault:
        if is_damage(fault):
            raise Damaged(str(fault)) from fault
        raise


def set_aside(folder: Path) -> None:
    """Rename a damaged store to *.aside, in the place of one that was set aside before."""
    file = folder / "edition.sqlite"
    for ending in ("", "-wal", "-shm"):
        part = file.with_name(file.name + ending)
        with suppress(FileNotFoundError):
            part.replace(part.with_name(f"{part.name}.aside"))


class Store:
    """One build's hold on the store. Damaged where it is, when it is opened or whenever something is asked of it.

    A store of another schema is begun anew. What is kept is there for other processes after the next `save`.
    """

    def __init__(self, folder: Path) -> None:
        self.file = folder / "edition.sqlite"
        folder.mkdir(parents=True, exist_ok=True)
        with told():
            try:
                self.base = self._open()
            except ValueError:
                set_aside(folder)
                self.base = self._open()

    def _open(self) -> sqlite3.Connection:
        base = sqlite3.connect(self.file, timeout=60)
        try:
            base.execute("PRAGMA page_size=8192")
            base.execute("PRAGMA journal_mode=WAL")
            base.execute("PRAGMA synchronous=NORMAL")
            version = base.execute("PRAGMA user_version").fetchone()[0]
            if version == 0 and not base.execute("SELECT count(*) FROM sqlite_master").fetchone()[0]:
                base.executescript(f"BEGIN;{_TABLES}PRAGMA user_version={SCHEMA};COMMIT;")
            elif version != SCHEMA:
                raise ValueError(f"the store has schema {version}, not {SCHEMA}")
        except BaseException:
            base.close()
            raise
        return base

    def get(self, room: str, name: str, key: bytes) -> Any:
        """The value kept under a name, where it was made by this key; else None."""
        row = self.row(room, name)
        return pickle.loads(row[1]) if row and row[0] == key else None

    def value(self, room: str, name: str) -> Any:
        """The value kept under a name, by whatever key it was made; else None."""
        row = self.row(room, name)
        return pickle.loads(row[1]) if row else None

    def row(self, room: str, name: str) -> tuple[bytes, bytes] | None:
        """What is kept under a name: its key and the pickled value."""
        found = self.base.execute("SELECT key, value, sum FROM kept WHERE room=? AND name=?", (room, name)).fetchone()
        return _held(room, name, *found) if found else None

    def names(self, room: str) -> list[str]:
        """The names under which a room keeps something."""
        return [name for (name,) in self.base.execute("SELECT name FROM kept WHERE room=?", (room,)).fetchall()]

    def keys(self, room: str) -> dict[str, bytes]:
        """By what keys a room's values were made, by name."""
        return dict(self.base.execute("SELECT name, key FROM kept WHERE room=?", (room,)))

    def rows(self, room: str) -> dict[str, tuple[bytes, bytes]]:
        """All that a room keeps: by name the key and the pickled value."""
        found = self.base.execute("SELECT name, key, value, sum FROM kept WHERE room=?", (room,))
        return {name: _held(room, name, key, value, sum_) for name, key, value, sum_ in found}

    def keep(self, room: str, name: str, key: bytes, value: Any) -> None:
        """Keep a value until another is kept under its name, or nobody owns the name any more."""
        self.keep_all(room, [(name, key, pickle.dumps(value, protocol=pickle.HIGHEST_PROTOCOL))])

    def keep_all(self, room: str, rows: Iterable[tuple[str, bytes, bytes]]) -> None:
        """Keep values that are pickled already: name, key, value."""
        table = [(room, *row, checksum(room, *row)) for row in rows]
        self.base.executemany("INSERT OR REPLACE INTO kept VALUES (?, ?, ?, ?, ?)", table)

    def drop(self, room: str, name: str) -> None:
        """Forget what is kept under a name."""
        self.base.execute("DELETE FROM kept WHERE room=? AND name=?", (room, name))

    def drop_room(self, room: str) -> None:
        """Forget all that a room keeps."""
        self.base.execute("DELETE FROM kept WHERE room=?", (room,))

    def files(self) -> dict[str, tuple[bytes, bytes]]:
        """What files were when they were last seen: state and digest by name."""
        found: dict[str, tuple[bytes, bytes]] = {}
        for path, state, digest, sum_ in self.base.execute("SELECT path, state, digest, sum FROM files"):
            if checksum(path, state, digest) != sum_:
                raise Damaged("what is known of a file")
            found[path] = state, digest
        return found

    def keep_files(self, seen: Iterable[tuple[str, bytes, bytes]], gone: Iterable[str]) -> None:
        """Keep what files are, name, state and digest, and forget others."""
        table = [(*row, checksum(*row)) for row in seen]
        self.base.executemany("INSERT OR REPLACE INTO files VALUES (?, ?, ?, ?)", table)
        self.base.executemany("DELETE FROM files WHERE path=?", [(name,) for name in gone])

    def shelve(self, rows: Iterable[tuple[bytes, bytes]]) -> None:
        """Put pickled values on the shelf, by their fingerprints."""
        self.base.executemany("INSERT OR IGNORE INTO shelf VALUES (?, ?)", rows)

    def clear(self, used: Iterable[bytes]) -> None:
        """Take from the shelf what is not used any more."""
        known = {row[0] for row in self.base.execute("SELECT fingerprint FROM shelf")}
        self.base.executemany("DELETE FROM shelf WHERE fingerprint=?", [(one,) for one in sorted(known - set(used))])

    def forget(self, room: str, owned: Iterable[str]) -> None:
        """Drop what a room keeps under names that nobody owns now."""
        known = {row[0] for row in self.base.execute("SELECT name FROM kept WHERE room=?", (room,))}
        gone = [(room, name) for name in sorted(known - set(owned))]
        self.base.executemany("DELETE FROM kept WHERE room=? AND name=?", gone)

    def save(self) -> None:
        """Write all that was kept, at once."""
        self.base.commit()

    def commit(self) -> None:
        """Write all that was kept, at once, and let go."""
        self.save()
        self.close()

    def close(self) -> None:
        """Let go; what was kept since the last `save` is given up."""
        self.base.close()


def _held(room: str, name: str, key: bytes, value: bytes, sum_: int) -> tuple[bytes, bytes]:
    """The key and the value of a row that is what was written."""
    if checksum(room, name, key, value) != sum_:
        raise Damaged(f"what is kept of {room}")
    return key, value


class BodyStore:
    """Reads what stands on the shelf of a store, from any process: each opens the store when it first asks.

    Values that point to the shelf are pickled without it; who reads them has said by `use` which one is meant. `asked`:
    the fingerprints of what has been taken.
    """

    used: BodyStore | None = None

    def __init__(self, file: Path) -> None:
        self.file = file
        self._base: sqlite3.Connection | None = None
        self._process = 0
        self._last: tuple[bytes, Any] = (b"", None)
        self.asked: set[bytes] = set()

    def use(self) -> BodyStore:
        """Make this the shelf of this process, and of those forked from it."""
        BodyStore.used = self
        return self

    def take(self, fingerprint: bytes) -> Any:
        """The value put there under its fingerprint; a KeyError where there is none. A page asks several times for
        one body: the last value is at hand."""
        self.asked.add(fingerprint)
        if self._last[0] == fingerprint:
            return self._last[1]
        if self._base is None or self._process != os.getpid():
            # A connection must not cross a fork; the parent's is left alone.
            self._base = sqlite3.connect(
                f"{self.file.resolve().as_uri()}?mode=ro", uri=True, timeout=60, check_same_thread=False
            )
            self._process = os.getpid()
        # All rows of one are fetched: a statement that is not at its end would go on showing the store as it is now.
        with told():
            rows = self._base.execute("SELECT value FROM shelf WHERE fingerprint=?", (fingerprint,)).fetchall()
        if not rows:
            raise KeyError(fingerprint.hex())
        if blake2b(rows[0][0], digest_size=16).digest() != fingerprint:
            raise Damaged("a body")
        self._last = fingerprint, pickle.loads(rows[0][0])
        return self._last[1]

    @staticmethod
    @contextmanager
    def aside() -> Iterator[None]:
        """What is taken meanwhile is not noted: by who is told when it changes."""
        shelf = BodyStore.used
        asked = set(shelf.asked) if shelf else set()
        try:
            yield
        finally:
            if shelf:
                shelf.asked = asked

    def close(self) -> None:
        """Let go of the store; the next `take` opens it again."""
        if self._base is not None and self._process == os.getpid():
            self._base.close()
        self._base = None

    def __reduce__(self) -> tuple[Any, ...]:
        return _used, ()


def _used() -> BodyStore:
    if BodyStore.used is None:
        raise RuntimeError("no shelf is in use in this process")
    return BodyStore.used
