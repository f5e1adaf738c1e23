"""The record of an output folder: every file that builds wrote there, what it came from, what it held when it was
written, and where its bytes can be had again. All that is asked of an output is asked here.

A record is read whole and believed only whole: each row carries a checksum, and the record the sum of all.
"""

from __future__ import annotations

import os
import shutil
from collections.abc import Collection, Iterable, Iterator, Mapping
from contextlib import suppress
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from functools import cached_property, reduce
from operator import xor
from pathlib import Path, PurePath, PurePosixPath

from .backup import Backup
from .file_digests import digest_of, packed, state_of
from .store import Damaged, Store, checksum
from .tree import walk
from .writer import draft, drafted, publish_file, write_file

OTHER = "内容变了"
AWAY = timedelta(days=30)  # a drive may come back, and a continuous build restores one output at a time


@dataclass(frozen=True, slots=True)
class Dependencies:
    """What a page comes from, in fingerprints of 16 bytes: what it was given, its templates, the code."""

    given: bytes
    template: bytes
    code: bytes

    def packed(self) -> bytes:
        """As the record keeps it."""
        return self.given + self.template + self.code

    @classmethod
    def of(cls, packed: bytes) -> Dependencies:
        """From what the record keeps."""
        return cls(packed[:16], packed[16:32], packed[32:48])


@dataclass(frozen=True, slots=True)
class Written:
    """One file of an output. causes: of a page, packed; b"" of any other file. state, digest: of the file as it was
    written (scan.packed, scan.digest_of); b"" of one that was announced and perhaps never written. source: the file of
    the store, from there, that it is a hard link or a copy of; "" where its bytes are in the backup by their digest."""

    causes: bytes = b""
    state: bytes = b""
    digest: bytes = b""
    source: str = ""


def place_of(store: Path, output: Path) -> str:
    """What an output folder is remembered by: its way from the site's folder, so that a site that is moved or copied
    with its store is still known; its own place where there is no such way (another drive)."""
    try:
        return PurePath(os.path.relpath(output.resolve(), store.resolve().parent)).as_posix()
    except ValueError:
        return str(output.resolve())


class Output:
    """One output folder and its record in a store. sync: see write_file.

    A build announces what it is going to write, writes, prunes what is no longer wanted, and saves. One that is killed
    on the way leaves no file behind that the next would not know as ours, and a note that it had begun.
    """

    def __init__(self, store: Store, folder: Path, sync: bool = False) -> None:
        self.store, self.folder, self.sync = store, folder, sync
        self.place = place_of(store.file.parent, folder)
        self.backup = Backup(store.file.parent)
        self.now: dict[str, Written] = {}
        self.torn = False
        self.announced: set[str] = set()
        self._sums: dict[str, int] = {}

    @cached_property
    def known(self) -> dict[str, Written]:
        """What the last build left here, by path from the folder (posix). Damaged where the record is not whole."""
        query = "SELECT path, causes, state, digest, source, sum FROM output WHERE place=?"
        found: dict[str, Written] = {}
        for *row, kept in self.store.base.execute(query, (self.place,)).fetchall():
            if checksum(self.place, *row) != kept:
                raise Damaged("a row of the output's record")
            found[row[0]], self._sums[row[0]] = Written(*row[1:]), kept
        total = self.store.get("output", self.place, b"")
        if (total or (0, 0)) != self._total():
            raise Damaged("the number of rows of the output's record")
        return found

    def adopt(self) -> None:
        """Where nothing is recorded: take for ours the files that share their bytes on disk with a file of the store,
        as hard links do. A record that was lost, with a store that was damaged, is thus had again."""
        ours = self.backup.inodes()
        if self.known or not ours:
            return
        found: dict[str, Written] = {}
        for path, place in walk(self.folder).files:
            stat = os.stat(place)
            if stat.st_nlink > 1 and (stat.st_dev, stat.st_ino) in ours:
                found[path] = Written()
        self.change(found)

    # Before anything is written

    @property
    def begun(self) -> bool:
        """Whether a build has begun to write here and not come to its end."""
        return self.store.row("begun", self.place) is not None

    def announce(self, paths: Iterable[str]) -> None:
        """Note what is about to be written; other processes see it from now on."""
        self.torn = self.torn or self.begun
        self.store.keep("begun", self.place, b"", True)
        new = set(paths)
        self.announced |= new
        self.know(new)
        self.store.save()

    def make_way(self, wanted: Iterable[str]) -> list[str]:
        """Delete what is recorded, no longer wanted, and lies where a wanted file needs a folder, or the other way; the
        deleted paths in order. A file that is not ours is left, and whoever writes says that it is in the way."""
        keep = set(wanted)
        unwanted = [path for path in self.known if path not in keep]
        folders = {folder for path in keep for folder in _above(path)} if unwanted else set()
        blocking = [path for path in unwanted if path in folders or not keep.isdisjoint(_above(path))]
        return self._delete(blocking)

    def know(self, paths: Iterable[str]) -> None:
        """Take these for ours, where nothing is known of them."""
        self.change({path: Written() for path in paths if path not in self.known})

    # Pages

    def why_stale(self, path: str, causes: Dependencies) -> str:
        """ "" where a page's file can stay, else the reason to make it again, in Chinese."""
        known = self.known.get(path)
        if known is None or not known.causes:
            return "新的"
        was = Dependencies.of(known.causes)
        if was.code != causes.code:
            return "程序或设置变了"
        if was.template != causes.template:
            return "模板变了"
        if was.given != causes.given:
            return OTHER
        file = os.path.join(self.folder, path)
        try:
            state = packed(state_of(file))
        except OSError:
            return "输出里没有了"
        if state != known.state and digest_of(Path(file).read_bytes()) != known.digest:
            return "输出里的文件被改过"
        self.now[path] = Written(known.causes, state, known.digest)
        return ""

    def can_put_back(self, path: str, causes: Dependencies) -> bool:
        """Whether a stale page comes from what it came from, so that only its file is lost or spoilt, and is in the
        backup."""
        known = self.known.get(path)
        return bool(known and known.causes == causes.packed() and self.backup.whole(known.digest))

    def put_back(self, path: str, causes: Dependencies) -> bool:
        """Put such a page back; False for any other."""
        known, file = self.known.get(path), os.path.join(self.folder, path)
        if known is None or known.causes != causes.packed():
            return False
        if not known.digest or not self.backup.put_back(file, known.digest, sync=self.sync):
            return False
        self.wrote(path, causes, packed(state_of(file)), known.digest)
        return True

    def causes(self, path: str) -> Dependencies | None:
        """What a page of the output comes from."""
        known = self.known.get(path)
        return Dependencies.of(known.causes) if known and known.causes else None

    def wrote(self, path: str, causes: Dependencies, state: bytes, digest: bytes) -> None:
        """Note a page that has just been written, or been found to hold what it should."""
        self.now[path] = Written(causes.packed(), state, digest)

    # Other files

    def put_back_files(self, paths: Iterable[str]) -> set[str]:
        """Put back what is no page and is lost, as it was; whoever writes it sees whether it still is that."""
        back = set()
        for path in paths:
            known, file = self.known.get(path), os.path.join(self.folder, path)
            if known is None or known.causes or known.source or not known.digest or os.path.lexists(file):
                continue
            if self.backup.put_back(file, known.digest, sync=self.sync):
                back.add(path)
        return back

    def write(self, path: str, data: bytes | Path) -> bool:
        """Write a file that is no page: bytes, or a copy of another file; whether it changed."""
        file = self.folder / path
        write = write_file if isinstance(data, bytes) else publish_file
        changed = write(file, data, self.sync)  # type: ignore[arg-type]
        self.note(path)
        return changed

    def link(self, path: str, source: Path) -> bool:
        """Put a file of the store here, by a hard link where that can be; whether it changed. One that is recorded as
        this file and has not been touched is not read."""
        file, own = self.folder / path, self.backup.own(source)
        known = self.known.get(path)
        with suppress(OSError):
            state = packed(state_of(file))
            if known and own and known.source == own and known.state == state:
                self.now[path] = known
                return False
        data = source.read_bytes()
        changed = not (file.is_file() and file.read_bytes() == data)
        if changed:
            file.parent.mkdir(parents=True, exist_ok=True)
            with draft(file, self.sync) as part:
                try:
                    os.link(source, part)
                except OSError:  # another disk, or a file system without links
                    shutil.copy2(source, part)
        digest = digest_of(data)
        if not own:
            self.backup.keep(os.fspath(file), digest)
        self.now[path] = Written(b"", packed(state_of(file)), digest, own)
        return changed

    def note(self, path: str) -> None:
        """Note a file that somebody has written here, and give it a backup. One that has not moved since the last build
        is what it was; one that is not there has no state, and with it the edition is not complete."""
        file, known = os.path.join(self.folder, path), self.known.get(path)
        self.now[path] = Written()
        with suppress(OSError):
            state = packed(state_of(file))
            if known and known.state == state and not known.causes:
                self.now[path] = known
                return
            digest = digest_of(Path(file).read_bytes())
            self.backup.keep(file, digest)
            self.now[path] = Written(b"", packed(state_of(file)), digest)

    # After everything is written

    def prune(self, wanted: Iterable[str]) -> list[str]:
        """Delete what is recorded and no longer wanted, and folders left empty by that; the deleted paths in order.

        After a build that was killed, what it left of files it was to write as well.
        """
        keep = set(wanted)
        # Where a path changed only its capitals, most desktops take the old name for the file just written.
        kept = {path.casefold() for path in keep}
        gone = self._delete(path for path in self.known.keys() - keep if path.casefold() not in kept)
        if self.torn:
            self._sweep(keep | self.known.keys())
        return gone

    def save(self) -> None:
        """Put what is known now in the store in the place of what was, and note that the build has come to its end."""
        gone = [(self.place, path) for path in self.known.keys() - self.now.keys()]
        self.store.base.executemany("DELETE FROM output WHERE place=? AND path=?", gone)
        for _, path in gone:
            del self.known[path], self._sums[path]
        self.change({path: row for path, row in self.now.items() if self.known.get(path) != row})
        self.now = {}
        self.end()

    def restore(self, besides: Collection[str] = ()) -> int | None:
        """Have every file as it was written, some aside: how many were put back for it, None where that cannot be."""
        moved: dict[str, Written] = {}
        lost: dict[str, Written] = {}
        folder = os.fspath(self.folder)
        for path, known in self.known.items():
            if path in besides:
                continue
            file = f"{folder}/{path}"
            try:
                state = packed(state_of(file))
                if state == known.state:
                    continue
                if known.digest and digest_of(Path(file).read_bytes()) == known.digest:
                    moved[path] = replace(known, state=state)
                    continue
            except OSError:  # it is put back, if that can be
                pass
            lost[path] = known
        back = self._put_back_all(lost) if lost else []
        for path in back:  # files of the same bytes may have one backup, whose state moves with each of them
            moved[path] = replace(self.known[path], state=packed(state_of(f"{folder}/{path}")))
        self.change(moved)
        return len(back) if len(back) == len(lost) else None

    def change(self, rows: Mapping[str, Written]) -> None:
        """Record these files as they are now; all others stay what they were."""
        table = []
        for path, row in rows.items():
            fields = (path, row.causes, row.state, row.digest, row.source)
            self._sums[path] = checksum(self.place, *fields)
            table.append((self.place, *fields, self._sums[path]))
        self.store.base.executemany("INSERT OR REPLACE INTO output VALUES (?, ?, ?, ?, ?, ?, ?)", table)
        self.known.update(rows)
        self.store.keep("output", self.place, b"", self._total())

    def exchange(self, written: Iterable[str], gone: Iterable[str]) -> None:
        """Files that are no pages stand in the place of others, which are deleted; all others stay what they were."""
        for path in sorted(gone):
            (self.folder / path).unlink(missing_ok=True)
            self.store.base.execute("DELETE FROM output WHERE place=? AND path=?", (self.place, path))
            self.known.pop(path, None)
            self._sums.pop(path, None)
        for path in sorted(written):
            self.note(path)
        self.change({path: self.now.pop(path) for path in sorted(written)})

    def doubt(self) -> None:
        """Have every page made again by the next build."""
        self.change({path: replace(row, causes=bytes(48)) for path, row in self.known.items() if row.causes})

    def end(self) -> None:
        """What was announced is written, and nothing is to be pruned."""
        self.store.drop("begun", self.place)

    def clear(self) -> None:
        """Delete the backups of files that no output has any more. Only after the store was saved: until then the
        old record may have to be put back."""
        rows = self.store.base.execute("SELECT digest FROM output WHERE source=''")
        self.backup.clear({digest.hex() for (digest,) in rows})

    def forget_others(self, now: datetime) -> None:
        """Forget the outputs whose folders are gone and were last built more than AWAY ago."""
        for place in self.store.names("output"):
            built = self.store.value("last build", place)
            recent = built is not None and now - built[0] < AWAY
            if place != self.place and not recent and not (self.store.file.parent.parent / place).is_dir():
                self.store.base.execute("DELETE FROM output WHERE place=?", (place,))
                for room in ("output", "last build", "notes", "begun"):
                    self.store.drop(room, place)
                self.store.drop_room(f"page inputs {place}")

    def _put_back_all(self, lost: Mapping[str, Written]) -> list[str]:
        """Those paths that could be put back."""
        self.announce(())
        back = []
        for path, known in lost.items():
            with suppress(OSError):  # the build that follows says what the disk will not
                file = f"{os.fspath(self.folder)}/{path}"
                if known.digest and self.backup.put_back(file, known.digest, known.source, self.sync):
                    back.append(path)
        self.end()
        return back

    def _total(self) -> tuple[int, int]:
        """Of all rows: how many, and what their checksums come to."""
        return len(self._sums), reduce(xor, self._sums.values(), 0)

    def _file(self, path: str) -> Path | None:
        """The file of a recorded path; None where the path leads out of the folder."""
        parts = PurePosixPath(path).parts
        outside = not parts or ".." in parts or PurePosixPath(path).is_absolute()
        return None if outside else self.folder.joinpath(*parts)

    def _delete(self, paths: Iterable[str]) -> list[str]:
        """Delete recorded files and the folders that are then empty; the paths of those that were there, in order."""
        gone = []
        for path in sorted(paths):
            file = self._file(path)
            if file is not None and file.is_file():
                file.unlink()
                gone.append(path)
                self._fold(file.parent)
        return gone

    def _sweep(self, paths: Iterable[str]) -> None:
        """Delete the drafts that a killed build has left beside the files it was to write; no one else's."""
        folders: dict[Path, set[str]] = {}
        for path in paths:
            if file := self._file(path):
                folders.setdefault(file.parent, set()).add(file.name)
        for folder, names in folders.items():
            for file in sorted(folder.glob(".*.part")) if folder.is_dir() else ():
                if drafted(file.name) in names:
                    file.unlink()
            if folder != self.folder:
                self._fold(folder)

    def _fold(self, folder: Path) -> None:
        """Delete a folder and those above it as far as they are empty."""
        while folder != self.folder and folder.is_dir() and not any(folder.iterdir()):
            folder.rmdir()
            folder = folder.parent


def _above(path: str) -> Iterator[str]:
    """The folders that a path lies in, the nearest first."""
    while path := path.rpartition("/")[0]:
        yield path
