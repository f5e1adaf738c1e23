"""The record of what we wrote into an output folder, so that exactly that, and nothing else, can be pruned."""

from __future__ import annotations

import os
from collections.abc import Iterable
from hashlib import sha256
from pathlib import Path, PurePath, PurePosixPath

from .writer import drafted, write_file


def place_of(store: Path, output: Path) -> str:
    """What an output folder is remembered by: its way from the site's folder, so that a site that is moved or copied
    with its store is still known; its own place where there is no such way (another drive)."""
    try:
        return PurePath(os.path.relpath(output.resolve(), store.resolve().parent)).as_posix()
    except ValueError:
        return str(output.resolve())


class Record:
    """The files that builds wrote into one output folder, by their path from it (posix).

    It lives in the store, one line a path. Before a build writes, the record already names what it is going to write: a
    build that is killed leaves no file behind that the next one would not know as ours, and a note that it had begun,
    by which the next one looks for drafts that never got their name.
    """

    def __init__(self, store: Path, output: Path) -> None:
        self.output = output
        key = sha256(place_of(store, output).encode()).hexdigest()[:12]
        self.file = store / "written" / f"{output.name}-{key}.txt"
        self.begun = self.file.with_suffix(".begun")
        self.torn = False

    def paths(self) -> set[str]:
        """What is recorded now."""
        if not self.file.is_file():
            return set()
        return {line for line in self.file.read_text(encoding="utf-8").split("\n") if line}

    def announce(self, paths: Iterable[str]) -> None:
        """Add what is about to be written."""
        self.torn = self.torn or self.begun.exists()
        self.begun.parent.mkdir(parents=True, exist_ok=True)
        self.begun.touch()
        known, new = self.paths(), set(paths)
        if not new <= known:
            self._keep(known | new)

    def done(self) -> None:
        """What was announced is written, and nothing is to be pruned."""
        self.begun.unlink(missing_ok=True)

    def prune(self, wanted: Iterable[str]) -> list[str]:
        """Delete what is recorded and no longer wanted, and folders left empty by that; the deleted paths in order.

        After a build that was killed, what it left of files it was to write as well.
        """
        keep = set(wanted)
        # Where a path changed only its capitals, most desktops take the old name for the file just written.
        kept = {path.casefold() for path in keep}
        stale = sorted(path for path in self.paths() - keep if path.casefold() not in kept)
        gone = []
        for path in stale:
            parts = PurePosixPath(path).parts
            if not parts or ".." in parts or PurePosixPath(path).is_absolute():
                continue
            file = self.output.joinpath(*parts)
            if file.is_file():
                file.unlink()
                gone.append(path)
                self._fold(file.parent)
        if self.torn:
            self._sweep()
        self._keep(keep)
        self.done()
        return gone

    def _sweep(self) -> None:
        """Delete the drafts that a killed build has left beside the files it was to write; no one else's."""
        folders: dict[PurePosixPath, set[str]] = {}
        for path in map(PurePosixPath, self.paths()):
            if ".." not in path.parts and not path.is_absolute():
                folders.setdefault(path.parent, set()).add(path.name)
        for folder, names in [*folders.items(), (None, {self.file.name})]:
            place = self.output.joinpath(*folder.parts) if folder else self.file.parent
            for file in sorted(place.glob(".*.part")) if place.is_dir() else ():
                if drafted(file.name) in names:
                    file.unlink()
            if folder and place != self.output:
                self._fold(place)

    def _fold(self, folder: Path) -> None:
        while folder != self.output and folder.is_dir() and not any(folder.iterdir()):
            folder.rmdir()
            folder = folder.parent

    def _keep(self, paths: set[str]) -> None:
        write_file(self.file, "".join(f"{path}\n" for path in sorted(paths)).encode())
