"""One build at a time in one store.

The file `building` under the store's folder is locked by whoever builds, and names them: process, since when, and the
output they write. The system lets go of a lock when its holder dies, by whatever death: there is no stale lock that
would have to be known by its age. Workers forked from a build hold its lock too: what they still write is written
before the next build begins.
"""

from __future__ import annotations

import os
import sys
import time
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

PATIENCE = 600.0  # seconds
_PAUSE = 0.05  # seconds
_FAR = 1 << 30  # a locked byte cannot be read on Windows: the one that is locked stands far behind the words


class Busy(Exception):
    """Another build holds the lock; its text is a Chinese sentence for whoever waited."""


@dataclass(frozen=True, slots=True)
class Holder:
    """Who builds: process, local time, and the output folder's place as the record has it (incremental.record)."""

    process: int
    since: str
    output: str

    def __str__(self) -> str:
        return f"进程 {self.process}，{self.since} 开始，写到 {self.output}"


class Lock:
    """The lock of one store, folder."""

    def __init__(self, folder: Path) -> None:
        folder.mkdir(parents=True, exist_ok=True)
        self.file = folder / "building"
        self._open: int | None = None

    def take(self, output: str, say: Callable[[str], object], patience: float = PATIENCE) -> None:
        """Wait for the lock, saying once who holds it; Busy when patience (seconds) is at its end."""
        opened = os.open(self.file, os.O_RDWR | os.O_CREAT, 0o644)
        try:
            end, told = time.monotonic() + patience, False
            while not _seize(opened):
                if time.monotonic() >= end:
                    raise Busy(f"另一次生成还没有结束（{self._holder(opened) or '没有留名'}）→ 等它结束，再生成一次")
                if not told and (holder := self._holder(opened)):
                    say(f"另一次生成正在进行（{holder}），等它结束……")
                    told = True
                time.sleep(_PAUSE)
            self._write(opened, f"{os.getpid()}\n{time.strftime('%H:%M:%S')}\n{output}\n")
        except BaseException:
            os.close(opened)
            raise
        self._open = opened

    def release(self) -> None:
        """Let the next one build."""
        if self._open is not None:
            self._write(self._open, "")
            _let_go(self._open)
            os.close(self._open)
            self._open = None

    @staticmethod
    def _holder(opened: int) -> Holder | None:
        os.lseek(opened, 0, os.SEEK_SET)
        lines = os.read(opened, 10_000).decode("utf-8", "replace").split("\n")
        if len(lines) != 4 or not lines[0].isdecimal():
            return None  # nobody, or one who is just writing
        return Holder(int(lines[0]), lines[1], lines[2])

    @staticmethod
    def _write(opened: int, words: str) -> None:
        os.ftruncate(opened, 0)
        os.lseek(opened, 0, os.SEEK_SET)
        os.write(opened, words.encode())


if sys.platform == "win32":
    import msvcrt

    def _seize(opened: int) -> bool:
        os.lseek(opened, _FAR, os.SEEK_SET)
        try:
            msvcrt.locking(opened, msvcrt.LK_NBLCK, 1)
        except OSError:
            return False
        return True

    def _let_go(opened: int) -> None:
        os.lseek(opened, _FAR, os.SEEK_SET)
        msvcrt.locking(opened, msvcrt.LK_UNLCK, 1)

else:
    import fcntl

    def _seize(opened: int) -> bool:
        try:
            fcntl.flock(opened, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            return False
        return True

    def _let_go(opened: int) -> None:
        fcntl.flock(opened, fcntl.LOCK_UN)
