"""One build at a time in one store, across processes and whatever death a holder dies."""

from __future__ import annotations

import importlib.util
import multiprocessing
import os
import signal
import sys
import time
from pathlib import Path
from types import ModuleType
from typing import Any

import pytest

from plugins.incremental import build_lock as plain
from plugins.incremental.build_lock import Busy, Lock


def hold(folder: Path, held: Any, enough: Any) -> None:
    """In a process of its own: hold the lock until told."""
    lock = Lock(folder)
    lock.take("output", print)
    held.set()
    enough.wait(60)
    lock.release()


class Other:
    """Another process that holds a folder's lock."""

    def __init__(self, folder: Path) -> None:
        context = multiprocessing.get_context("spawn")
        held, self.enough = context.Event(), context.Event()
        self.process = context.Process(target=hold, args=(folder, held, self.enough))
        self.process.start()
        assert held.wait(60)

    def end(self) -> None:
        """It comes to its end."""
        self.enough.set()
        self.process.join(60)


def test_the_second_waits_and_says_for_whom(tmp_path: Path) -> None:
    """While another holds the lock, it is named once, by process and output; when it lets go the lock is ours."""
    other, said = Other(tmp_path), []
    lock = Lock(tmp_path)

    def say(words: str) -> None:
        said.append(words)
        other.enough.set()

    lock.take("elsewhere", say)
    lock.release()
    other.end()
    assert len(said) == 1
    assert f"进程 {other.process.pid}" in said[0]
    assert "写到 output" in said[0]


def test_patience_has_an_end(tmp_path: Path) -> None:
    """Who has waited long enough is told who holds the lock and what to do."""
    other = Other(tmp_path)
    with pytest.raises(Busy, match=f"进程 {other.process.pid}.*→ 等它结束"):
        Lock(tmp_path).take("output", lambda words: None, patience=0.2)
    other.end()


def test_a_holder_that_was_killed(tmp_path: Path) -> None:
    """Its lock is free at once."""
    other = Other(tmp_path)
    other.process.kill()
    other.process.join(60)
    lock = Lock(tmp_path)
    lock.take("output", print, patience=30)
    assert (tmp_path / "building").read_text(encoding="utf-8").split("\n")[0] == str(os.getpid())
    lock.release()


def test_within_one_process(tmp_path: Path) -> None:
    """Two builds of one process are two."""
    one, two = Lock(tmp_path), Lock(tmp_path)
    one.take("output", print)
    with pytest.raises(Busy):
        two.take("output", print, patience=0)
    one.release()
    two.take("output", print, patience=0)
    two.release()
    one.release()


@pytest.mark.parametrize("words", ["", "x\n", "\x00" * 40, "12\n", "-1\n10:00\noutput\n", "7\n\n"])
def test_words_that_nobody_wrote(tmp_path: Path, words: str) -> None:
    """A file that was there before, or was cut short, is nobody's."""
    (tmp_path / "building").write_text(words, encoding="utf-8")
    lock = Lock(tmp_path)
    lock.take("output", print, patience=0)
    lock.release()


@pytest.mark.skipif(not hasattr(os, "fork"), reason="not run: no fork here")
def test_workers_hold_it_too(tmp_path: Path) -> None:
    """What a killed build's workers are still writing is written before the next build begins."""
    reader, writer = os.pipe()
    builder = os.fork()
    if not builder:
        Lock(tmp_path).take("output", print)
        if os.fork():
            os.write(writer, b"x")
            time.sleep(60)
        time.sleep(0.5)  # the worker
        (tmp_path / "last words").write_text("written", encoding="utf-8")
        os._exit(0)
    os.read(reader, 1)
    os.kill(builder, signal.SIGKILL)
    os.waitpid(builder, 0)
    lock = Lock(tmp_path)
    lock.take("output", print, patience=30)
    assert (tmp_path / "last words").is_file()
    lock.release()


class LikeWindows(ModuleType):
    """msvcrt's locking, over POSIX record locks of one process and a table for those of the same process."""

    LK_NBLCK, LK_UNLCK = 2, 0

    def __init__(self) -> None:
        super().__init__("msvcrt")
        self.locked: dict[tuple[int, int], int] = {}

    def locking(self, opened: int, mode: int, count: int) -> None:
        """Lock `count` bytes from where the file stands."""
        stat, at = os.fstat(opened), os.lseek(opened, 0, os.SEEK_CUR)
        assert count == 1
        assert at > 10_000, "a locked byte cannot be read: the words must stand elsewhere"
        key = (stat.st_ino, at)
        if mode == self.LK_UNLCK:
            assert self.locked.pop(key) == opened
        elif self.locked.setdefault(key, opened) != opened:
            raise PermissionError(13, "Permission denied")


def test_as_windows_does_it(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The same with Windows' way of locking, as far as it can be had here."""
    monkeypatch.setitem(sys.modules, "msvcrt", LikeWindows())
    monkeypatch.setattr(sys, "platform", "win32")
    spec = importlib.util.spec_from_file_location("plugins.incremental.lock_as_on_windows", plain.__file__)
    assert spec
    assert spec.loader
    windows = importlib.util.module_from_spec(spec)
    monkeypatch.setitem(sys.modules, spec.name, windows)
    spec.loader.exec_module(windows)
    one, two = windows.Lock(tmp_path), windows.Lock(tmp_path)
    one.take("output", print)
    with pytest.raises(windows.Busy, match=f"进程 {os.getpid()}"):
        two.take("output", print, patience=0)
    one.release()
    two.take("output", print, patience=0)
    two.release()
