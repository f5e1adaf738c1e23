"""The renditions that have been made, by their content and how they came about; any number of builds may use one store.

    3f/3f2a…/original-1.json         what is known of one original
    3f/3f2a…/{key}-{digest}.webp     a rendition: `key` says from what and how it was made, `digest` what it must hold

Each file appears by a rename and is whole from then on; a file whose bytes are not what its name says is as good as
none. Nothing is locked: two builds that make the same rendition write the same bytes under the same name.
"""

from __future__ import annotations

import json
import os
import time
from collections.abc import Collection
from contextlib import suppress
from dataclasses import asdict
from pathlib import Path
from typing import Any

from ...incremental.writer import write_file
from ..original.header import READER, Original
from ..original.photo_record import PhotoRecord
from .digests import Digests, digest_of

DAY = 86_400
SHORT = 32  # hexadecimal digits of a digest in a name


class RenditionStore:
    """One folder of renditions. A file's access time is when a build last asked for it, to the day."""

    def __init__(self, folder: Path, digests: Digests, now: float | None = None) -> None:
        self.folder = folder
        self.digests = digests
        self.now = time.time() if now is None else now

    def folder_of(self, digest: str) -> Path:
        """The folder of one original."""
        return self.folder / digest[:2] / digest

    def original(self, digest: str) -> Original | None:
        """What is known of an original with these bytes."""
        file = self._record(digest)
        try:
            row: dict[str, Any] = json.loads(file.read_text(encoding="utf-8"))
            found = Original(**{**row, "record": PhotoRecord(**row["record"])})
        except (OSError, ValueError, TypeError, KeyError):
            return None
        self._use(file)
        return found if found.digest == digest else None

    def keep_original(self, original: Original) -> None:
        """Keep what is known of an original."""
        file = self._record(original.digest)
        write_file(file, json.dumps(asdict(original), ensure_ascii=False, indent=1).encode())

    def find(self, digest: str, keys: list[str]) -> dict[str, Path]:
        """Those renditions that are there and whole, by key.

        A file is read and held against its name unless size and modification time are those of its last reading.
        """
        try:
            names = sorted(entry.name for entry in os.scandir(self.folder_of(digest)))
        except OSError:
            return {}
        found: dict[str, Path] = {}
        for name in names:
            key, file = name.partition("-")[0], self.folder_of(digest) / name
            if key in keys and key not in found and self.digests.hold(file, promised(file)):
                found[key] = file
                self._use(file)
        return found

    def keep(self, digest: str, key: str, ending: str, data: bytes) -> Path:
        """Keep a rendition; OSError where the disk will not."""
        check = digest_of(data)
        file = self.folder_of(digest) / f"{key}-{check[:SHORT]}.{ending}"
        write_file(file, data)
        self.digests.learn(file, file.stat(), check)
        return file

    def prune(self, used: Collection[Path], days: int) -> int:
        """Remove what this build does not use and none has asked for in so many days; the number of files removed.

        It looks at most once a day. What is known of an original goes with the last of its renditions.
        """
        stamp = self.folder / "pruned"
        if not self.folder.is_dir() or (stamp.is_file() and self.now - stamp.stat().st_mtime < DAY and days):
            return 0
        removed = 0
        for folder in sorted(self.folder.glob("*/*/")):
            with suppress(OSError):  # another build may be pruning as well
                removed += self._prune_folder(folder, used, days * DAY)
        with suppress(OSError):  # on a full disk, or one that may only be read: then it looks again next time
            write_file(stamp, f"{int(self.now)}\n".encode())
        return removed

    def _prune_folder(self, folder: Path, used: Collection[Path], age: float) -> int:
        def stale(file: Path) -> bool:
            least = DAY if file.name.startswith(".") else 0  # another build may be writing it
            return file not in used and self.now - _last(file) >= max(age, least)

        files = sorted(folder.iterdir())
        gone = [file for file in files if file.suffix != ".json" and stale(file)]
        if all(file in gone or file.suffix == ".json" and stale(file) for file in files):
            gone = files
        for file in gone:
            file.unlink()
        if len(gone) == len(files):
            folder.rmdir()
        return len(gone)

    def _record(self, digest: str) -> Path:
        return self.folder_of(digest) / f"original-{READER}.json"

    def _use(self, file: Path) -> None:
        with suppress(OSError):  # a store that may only be read is still of use
            stat = file.stat()
            if self.now - stat.st_atime >= DAY:
                os.utime(file, ns=(int(self.now * 1e9), stat.st_mtime_ns))


def promised(file: Path) -> str:
    """The digest, or the beginning of it, that a rendition's name promises."""
    return file.stem.partition("-")[2]


def _last(file: Path) -> float:
    stat = file.stat()
    return max(stat.st_atime, stat.st_mtime)
