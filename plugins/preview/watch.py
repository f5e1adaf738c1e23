"""Which files were saved: told by the operating system, gathered until a moment of quiet."""

from __future__ import annotations

import os
import threading
import time
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path
from queue import Empty, Queue

from watchfiles import Change, watch

from ..incremental.tree import passed
from .drives import is_remote

# Milliseconds. A save is told once nothing more has happened for QUIET, and at the latest after PATIENCE while a
# whole folder is being copied in.
QUIET, PATIENCE = 15, 400
TICK = 200
POLL = 500


def passing(path: Path, folder: Path) -> bool:
    """Whether a file below a watched folder is passed over (incremental.tree), for its own name or a folder's on the
    way."""
    try:
        parts = path.relative_to(folder).parts
    except ValueError:
        return False
    return any(map(passed, parts))


class Watch:
    """Watches folders, each in a thread of its own, and gathers what was saved in them. poll: look twice a second
    instead of being told; None: where a folder is on a network drive, or the system has no room to tell. say: told
    where it is looked."""

    def __init__(self, poll: bool | None = None, say: Callable[[str], None] = lambda words: None) -> None:
        self._poll, self._say = poll, say
        self._saved: Queue[set[Path]] = Queue()
        self._stop = threading.Event()
        self._flat: set[Path] = set()
        self._deep: set[Path] = set()

    def add(self, folders: Iterable[Path], deep: bool = True) -> None:
        """Watch these folders too, from this very moment on; one that is not there is not watched.

        deep: with all that lies below. A folder inside one that is watched already costs nothing more.
        """
        for folder in sorted(set(folders)):
            covered = folder in self._flat and not deep or any(folder.is_relative_to(known) for known in self._deep)
            if folder.is_dir() and not covered:
                (self._deep if deep else self._flat).add(folder)
                ready = threading.Event()
                threading.Thread(target=self._run, args=(folder, deep, ready), daemon=True, name="watch").start()
                ready.wait(10)

    def _run(self, folder: Path, deep: bool, ready: threading.Event) -> None:
        poll = is_remote(folder) if self._poll is None else self._poll
        if poll and deep and self._poll is None:
            self._say(f"{folder} 在网络盘上，每半秒看一次有没有存盘")
        try:
            self._gather(folder, deep, ready, poll)
        except OSError as fault:  # the system has told of as many folders as it will
            if poll:
                raise
            self._say(f"系统不再报告 {folder} 的存盘（{fault.strerror or fault}），改成每半秒看一次")
            self._gather(folder, deep, ready, True)

    def _gather(self, folder: Path, deep: bool, ready: threading.Event, poll: bool) -> None:
        changes = watch(
            folder,
            watch_filter=lambda change, path: not (passing(Path(path), folder) or poll and _is_folder(change, path)),
            debounce=PATIENCE,
            step=QUIET,
            rust_timeout=TICK,
            yield_on_timeout=True,
            stop_event=self._stop,
            raise_interrupt=False,
            force_polling=poll,
            poll_delay_ms=POLL,
            recursive=deep,
            ignore_permission_denied=True,
        )
        # The first answer, if only that nothing has happened yet, says that the system is watching.
        for found in changes:
            ready.set()
            if found:
                self._saved.put({Path(path) for _, path in found})
            if found and not deep and any(change == Change.added for change, _ in found):
                self._again(found)

    def _again(self, found: set[tuple[Change, str]]) -> None:
        """A watched folder that was taken away and put back is watched anew."""
        back = {Path(path) for change, path in found if change == Change.added} & self._deep
        self._deep -= back
        self.add(back)

    def saved(self) -> Iterator[set[Path]]:
        """The paths of each save, for ever: changed, new and gone ones alike. Saves that come while the taker is busy
        wait, and are then told as one."""
        while not self._stop.is_set():
            if found := self._next():
                yield found

    def _next(self) -> set[Path]:
        found: set[Path] = set()
        try:
            found |= self._saved.get(timeout=TICK / 1000)
            while True:
                found |= self._saved.get_nowait()
        except Empty:
            return found

    def close(self) -> None:
        """Watch nothing any more."""
        self._stop.set()


def _is_folder(change: Change, path: str) -> bool:
    """Whether it is only a folder's own time that moved: who looks sees that too, and nobody has saved it."""
    return change == Change.modified and os.path.isdir(path)


def settled(paths: Iterable[Path], known: Iterable[Path], grace: float = 0.15) -> None:
    """Wait, not longer than `grace` seconds, until files that were there a moment ago are there again and not empty.

    Some editors save by emptying the file or moving it away first: between the two it is not a story without a word.
    """
    waiting = set(paths) & set(known)
    until = time.monotonic() + grace
    while time.monotonic() < until:
        waiting = {path for path in waiting if not (path.is_file() and path.stat().st_size)}
        if not waiting:
            return
        time.sleep(0.005)
