"""One piece of work done on many things, by as many processes as there are processors. The results are the same, and in
the same order, however it is spread."""

from __future__ import annotations

import gc
import multiprocessing
import os
import pickle
import sys
import threading
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import BrokenExecutor, ProcessPoolExecutor
from contextlib import contextmanager
from typing import Any, TypeVar

from .worker_start import settle_in

Shared = TypeVar("Shared")
Item = TypeVar("Item")
Result = TypeVar("Result")

# What a worker works with: set before it is forked, or sent to it once when it starts.
_work: Any = None
_shared: Any = None
_items: Sequence[Any] = ()


def processors() -> int:
    """How many this process may use."""
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1


def way(jobs: int, handful: bool) -> str:
    """How work is spread: "serial" for a handful; "fork" where that exists and is safe (not on macOS, whose libraries
    do not stand it, and not from a process with threads); else "spawn"."""
    if handful or jobs < 2:
        return "serial"
    forks = "fork" in multiprocessing.get_all_start_methods() and sys.platform != "darwin"
    return "fork" if forks and threading.active_count() == 1 else "spawn"


def spread(
    work: Callable[[Shared, Sequence[Item]], Result],
    shared: Shared,
    items: Sequence[Item],
    size: int,
    jobs: int = 0,
    how: str = "",
) -> Iterator[Result]:
    """work(shared, part) for each part of `size` items, in order.

    work: a module's function; shared: what all parts need, sent once. jobs: processes, 0 for one a processor; how:
    "serial", "fork" or "spawn" where it is not to be chosen by `way`. What cannot be pickled is not spawned but done
    here, and so is what is left when a worker is killed, most likely for want of memory.
    """
    parts = [(at, min(at + size, len(items))) for at in range(0, len(items), size)]
    jobs = min(jobs or processors(), len(parts))
    how = how or way(jobs, handful=len(parts) < 2)
    if how == "spawn" and not _travels(work, shared, items[:1]):
        how = "serial"
    done = 0
    if how != "serial" and parts:
        away = _forked if how == "fork" else _spawned
        try:
            for result in away(work, shared, items, parts, jobs):
                yield result
                done += 1
        except BrokenExecutor:
            print("有一个进程被系统终止，多半是内存不够；余下的由一个进程来做", file=sys.stderr)
    for start, stop in parts[done:]:
        with _tidy():
            result = work(shared, items[start:stop])
        yield result


def _spawned(
    work: Any, shared: Any, items: Sequence[Any], parts: Sequence[tuple[int, int]], jobs: int
) -> Iterator[Any]:
    """Workers begin with nothing: what they work with is sent."""
    context = multiprocessing.get_context("spawn")
    with ProcessPoolExecutor(jobs, context, initializer=_take, initargs=(work, shared)) as pool:
        yield from pool.map(_part, [items[start:stop] for start, stop in parts])


def _forked(work: Any, shared: Any, items: Sequence[Any], parts: Sequence[tuple[int, int]], jobs: int) -> Iterator[Any]:
    """Workers find everything in the memory they are born with; only places in the list travel."""
    global _work, _shared, _items
    _work, _shared, _items = work, shared, items
    gc.freeze()  # a collection in a worker would copy what it only looks at
    try:
        with ProcessPoolExecutor(jobs, multiprocessing.get_context("fork"), initializer=settle_in) as pool:
            yield from pool.map(_place, parts)
    finally:
        gc.unfreeze()
        _work, _shared, _items = None, None, ()


@contextmanager
def _tidy() -> Iterator[None]:
    """Work leaves rubbish that only the collector finds, as templates do: it is on, though the caller has it off."""
    on = gc.isenabled()
    gc.enable()
    try:
        yield
    finally:
        if not on:
            gc.disable()


def _travels(*values: Any) -> bool:
    try:
        pickle.dumps(values)
    except (pickle.PicklingError, TypeError, AttributeError):
        return False
    return True


def _take(work: Any, shared: Any) -> None:
    global _work, _shared
    settle_in()
    _work, _shared = work, shared


def _part(items: Sequence[Any]) -> Any:
    return _work(_shared, items)


def _place(place: tuple[int, int]) -> Any:
    return _work(_shared, _items[place[0] : place[1]])
