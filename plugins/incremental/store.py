"""What earlier builds worked out, kept in one SQLite file under .build/. It is never trusted: whoever asks says by what
key the answer must have been made, and an unreadable store is set aside."""

from __future__ import annotations

import os
import pickle
import sqlite3
from collections.abc import Iterable
from pathlib import Path
from typing import Any

SCHEMA = 3
# Of `pages`, kept: the file of the store that an output's file is another name or a copy of, "" where it has a twin by
# its digest (twins.py).
_TABLES = """
CREATE TABLE kept (room TEXT, name TEXT, key BLOB, value BLOB, PRIMARY KEY (room, name)) WITHOUT ROWID;
CREATE TABLE shelf (fingerprint BLOB PRIMARY KEY, value BLOB);
CREATE TABLE files (path TEXT PRIMARY KEY, state BLOB, digest BLOB) WITHOUT ROWID;
CREATE TABLE pages
    (output TEXT, path TEXT, causes BLOB, state BLOB, digest BLOB, kept TEXT, PRIMARY KEY (output, path)) WITHOUT ROWID;
"""


_DAMAGED = (sqlite3.SQLITE_CORRUPT, sqlite3.SQLITE_NOTADB, sqlite3.SQLITE_ERROR, sqlite3.SQLITE_IOERR)


class Store:
    """One build's hold on the store.

    A store that is damaged, or of another schema, is renamed to *.aside and begun anew; `aside` then says so. What is
    kept is there for other processes after the next `save`.
    """

    def __init__(self, folder: Path) -> None:
        self.file = folder / "edition.sqlite"
        self.aside = False
        folder.mkdir(parents=True, exist_ok=True)
        try:
            self.base = self._open()
        except (sqlite3.DatabaseError, ValueError) as fault:
            if getattr(fault, "sqlite_errorcode", sqlite3.SQLITE_CORRUPT) & 0xFF not in _DAMAGED:
                raise  # a disk that is full or shut says nothing about what stands on it
            self.aside = True
            for ending in ("", "-wal", "-shm"):
                part = self.file.with_name(self.file.name + ending)
                if part.exists():
                    part.replace(part.with_name(f"{part.name}.aside"))
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
            base.execute("SELECT room FROM kept LIMIT 1").fetchone()
        except BaseException:
            base.close()
            raise
        return base

    def get(self, room: str, name: str, key: bytes) -> Any:
        """The value kept under a name, where it was made by this key; else None."""
        row = self.row(room, name)
        return pickle.loads(row[1]) if row and row[0] == key else None

    def row(self, room: str, name: str) -> tuple[bytes, bytes] | None:
        """What is kept under a name: its key and the pickled value."""
        found: tuple[bytes, bytes] | None = self.base.execute(
            "SELECT key, value FROM kept WHERE room=? AND name=?", (room, name)
        ).fetchone()
        return found

    def keys(self, room: str) -> dict[str, bytes]:
        """By what keys a room's values were made, by name."""
        return dict(self.base.execute("SELECT name, key FROM kept WHERE room=?", (room,)))

    def rows(self, room: str) -> dict[str, tuple[bytes, bytes]]:
        """All that a room keeps: by name the key and the pickled value."""
        found = self.base.execute("SELECT name, key, value FROM kept WHERE room=?", (room,))
        return {name: (key, value) for name, key, value in found}

    def keep(self, room: str, name: str, key: bytes, value: Any) -> None:
        """Keep a value until another is kept under its name, or nobody owns the name any more."""
        self.keep_all(room, [(name, key, pickle.dumps(value, protocol=pickle.HIGHEST_PROTOCOL))])

    def keep_all(self, room: str, rows: Iterable[tuple[str, bytes, bytes]]) -> None:
        """Keep values that are pickled already: name, key, value."""
        self.base.executemany("INSERT OR REPLACE INTO kept VALUES (?, ?, ?, ?)", [(room, *row) for row in rows])

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


class Shelf:
    """Reads what stands on the shelf of a store, from any process: each opens the store when it first asks.

    Values that point to the shelf are pickled without it; who reads them has said by `use` which one is meant. `asked`:
    the fingerprints of what has been taken.
    """

    used: Shelf | None = None

    def __init__(self, file: Path) -> None:
        self.file = file
        self._base: sqlite3.Connection | None = None
        self._process = 0
        self._last: tuple[bytes, Any] = (b"", None)
        self.asked: set[bytes] = set()

    def use(self) -> Shelf:
        """Make this the shelf of this process, and of those forked from it."""
        Shelf.used = self
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
        rows = self._base.execute("SELECT value FROM shelf WHERE fingerprint=?", (fingerprint,)).fetchall()
        if not rows:
            raise KeyError(fingerprint.hex())
        self._last = fingerprint, pickle.loads(rows[0][0])
        return self._last[1]

    def close(self) -> None:
        """Let go of the store; the next `take` opens it again."""
        if self._base is not None and self._process == os.getpid():
            self._base.close()
        self._base = None

    def __reduce__(self) -> tuple[Any, ...]:
        return _used, ()


def _used() -> Shelf:
    if Shelf.used is None:
        raise RuntimeError("no shelf is in use in this process")
    return Shelf.used
