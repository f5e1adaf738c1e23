"""What earlier builds worked out, kept in one SQLite file under .build/. It is never trusted: whoever asks says by what
key the answer must have been made, and an unreadable store is set aside."""

from __future__ import annotations

import pickle
import sqlite3
from collections.abc import Iterable
from pathlib import Path
from typing import Any

SCHEMA = 1
_TABLES = """
CREATE TABLE kept (room TEXT, name TEXT, key BLOB, value BLOB, PRIMARY KEY (room, name)) WITHOUT ROWID;
CREATE TABLE files (path TEXT PRIMARY KEY, state BLOB, digest BLOB) WITHOUT ROWID;
CREATE TABLE pages
    (output TEXT, path TEXT, causes BLOB, state BLOB, digest BLOB, PRIMARY KEY (output, path)) WITHOUT ROWID;
"""


class Store:
    """One build's hold on the store: everything it keeps is written in one transaction by `commit`.

    A store that is damaged, or of another schema, is renamed to *.aside and begun anew; `aside` then says so.
    """

    def __init__(self, folder: Path) -> None:
        self.file = folder / "edition.sqlite"
        self.aside = False
        folder.mkdir(parents=True, exist_ok=True)
        try:
            self.base = self._open()
        except (sqlite3.DatabaseError, ValueError):
            self.aside = True
            for ending in ("", "-wal", "-shm"):
                part = self.file.with_name(self.file.name + ending)
                if part.exists():
                    part.replace(part.with_name(f"{part.name}.aside"))
            self.base = self._open()

    def _open(self) -> sqlite3.Connection:
        base = sqlite3.connect(self.file, timeout=60)
        try:
            base.execute("PRAGMA journal_mode=WAL")
            base.execute("PRAGMA synchronous=NORMAL")
            version = base.execute("PRAGMA user_version").fetchone()[0]
            if version == 0 and not base.execute("SELECT count(*) FROM sqlite_master").fetchone()[0]:
                base.executescript(f"BEGIN;{_TABLES}PRAGMA user_version={SCHEMA};COMMIT;")
            elif version != SCHEMA:
                raise ValueError(f"the store has schema {version}, not {SCHEMA}")
            base.execute("SELECT count(*) FROM kept").fetchone()
        except BaseException:
            base.close()
            raise
        return base

    def get(self, room: str, name: str, key: bytes) -> Any:
        """The value kept under a name, where it was made by this key; else None."""
        row = self.base.execute("SELECT key, value FROM kept WHERE room=? AND name=?", (room, name)).fetchone()
        return pickle.loads(row[1]) if row and row[0] == key else None

    def keep(self, room: str, name: str, key: bytes, value: Any) -> None:
        """Keep a value until another is kept under its name, or nobody owns the name any more."""
        blob = pickle.dumps(value, protocol=pickle.HIGHEST_PROTOCOL)
        self.base.execute("INSERT OR REPLACE INTO kept VALUES (?, ?, ?, ?)", (room, name, key, blob))

    def forget(self, room: str, owned: Iterable[str]) -> None:
        """Drop what a room keeps under names that nobody owns now."""
        known = {row[0] for row in self.base.execute("SELECT name FROM kept WHERE room=?", (room,))}
        gone = [(room, name) for name in sorted(known - set(owned))]
        self.base.executemany("DELETE FROM kept WHERE room=? AND name=?", gone)

    def commit(self) -> None:
        """Write all that was kept, at once, and let go."""
        self.base.commit()
        self.base.close()
