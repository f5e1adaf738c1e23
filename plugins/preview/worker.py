"""The edition in a process of its own: a plugin or the settings that change are read anew by starting another, a broken
one takes nothing with it, and pages are served while copy is read."""

from __future__ import annotations

import signal
import sys
import threading
from collections.abc import Callable
from dataclasses import dataclass
from multiprocessing import get_context
from multiprocessing.connection import Connection
from pathlib import Path
from types import FrameType
from typing import Any

from .fault import Fault, fault_of

# The same everywhere: a process that starts fresh, as it must to read changed code.
_SPAWN = get_context("spawn")


_ENDED = Fault(
    title="排版程序意外停止了",
    path="",
    line=0,
    message="",
    remedy="多半是内存不够，或者有人结束了它；随便存一下哪个文件，预览就会重新开始",
    excerpt=(),
    trace="",
)


class Broken(Exception):
    """The worker could not do what it was asked; `fault` says why, `ended` whether there is no worker any more."""

    def __init__(self, fault: Fault, ended: bool = False) -> None:
        super().__init__(fault.message)
        self.fault, self.ended = fault, ended


@dataclass(frozen=True, slots=True)
class Progress:
    """So many of so many files of copy have been read."""

    done: int
    total: int


class Worker:
    """One edition at a time, asked by any thread. progress: told while the edition is opened."""

    def __init__(self, settings_file: Path, root: Path, progress: Callable[[Progress], None]) -> None:
        self.settings_file, self.root, self.progress = settings_file, root, progress
        self._asking = threading.Lock()
        self._pipe: Connection | None = None
        self._process: Any = None

    def open(self) -> Any:
        """Start afresh; what the edition says of itself once all copy is read. Broken where it cannot be opened."""
        with self._asking:
            self._end()
            self._pipe, theirs = _SPAWN.Pipe()
            arguments = (self.settings_file, self.root, theirs)
            self._process = _SPAWN.Process(target=_work, args=arguments, name="edition")
            self._process.start()
            theirs.close()
            return self._answer()

    def ask(self, verb: str, *words: Any) -> Any:
        """Call a method of the edition. Broken where it raises."""
        with self._asking:
            if self._pipe is None:
                raise Broken(_ENDED, ended=True)
            try:
                self._pipe.send((verb, words))
            except OSError:
                raise Broken(_ENDED, ended=True) from None
            return self._answer()

    def _answer(self) -> Any:
        assert self._pipe is not None
        while True:
            try:
                answer = self._pipe.recv()
            except (EOFError, OSError):
                raise Broken(_ENDED, ended=True) from None
            if isinstance(answer, Progress):
                self.progress(answer)
            elif isinstance(answer, Fault):
                raise Broken(answer)
            else:
                return answer

    def close(self) -> None:
        """End the process, whatever it is doing: what it writes it writes whole."""
        process = self._process
        if process is not None:
            _stop(process)  # whoever waits for its answer is let go
        with self._asking:
            self._end()

    def _end(self) -> None:
        if self._pipe is not None:
            self._pipe.close()  # the process ends when nobody is there to ask
        if self._process is not None:
            self._process.join(1)
            _stop(self._process)
        self._pipe = self._process = None


def _stop(process: Any) -> None:
    """Have a process end, by asking first."""
    if process.is_alive():
        process.terminate()
        process.join(5)
    if process.is_alive():
        process.kill()
    process.join()


def _leave(number: int, frame: FrameType | None) -> None:
    sys.exit(0)  # not at once: what it has started, such as processes that cut photographs, ends first


def _work(settings_file: Path, root: Path, pipe: Connection) -> None:
    """The process: open the edition, then answer until nobody asks any more."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # Ctrl-C reaches every process of the console; the server sees to it
    signal.signal(signal.SIGTERM, _leave)
    from ..edition.door import open_resident
    from ..incremental.store import is_damage

    def say(answer: Any) -> bool:
        try:
            pipe.send(answer)
        except OSError:
            return False
        return True

    def progress(done: int, total: int) -> None:
        say(Progress(done, total))

    try:
        edition = open_resident(settings_file, progress)
        going = say(edition.folders)
    except Exception as error:  # everything that stops an edition is shown to the editor, with its trace
        say(fault_of(error, root))
        return
    while going:
        try:
            verb, words = pipe.recv()
        except (EOFError, OSError):
            return
        try:
            answer = getattr(edition, verb)(*words)
        except Exception as error:
            answer = fault_of(error, root)
            if is_damage(error):  # of the store, met after it was opened: everything is read once more
                edition = open_resident(settings_file, progress)
                answer = getattr(edition, verb)(*words)
        going = say(answer)
