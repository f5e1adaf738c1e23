"""Work done by other processes, here or on other machines, a few pieces at a time."""

from __future__ import annotations

import multiprocessing
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import FIRST_COMPLETED, BrokenExecutor, Executor, Future, ProcessPoolExecutor, wait
from contextlib import contextmanager
from typing import Generic, TypeVar

from plugins.incremental.worker_start import settle_in

from ..fault import PassingFault, PhotoFault
from ..settings import PhotoSettings

Name = TypeVar("Name")
Task = TypeVar("Task")
Result = TypeVar("Result")

LOST = "处理它的进程两次被系统终止，多半是内存不够"
LESS = "关掉别的程序，或把设置 PHOTOS 的 jobs 调小，再生成一次；还不行就把这张照片缩小"


class Pool(Generic[Name, Task, Result]):
    """Runs one function over many tasks on any Executor.

    A worker that is killed takes its whole local pool with it: what was under way is then done again, one piece at a
    time, so that a piece that kills its worker is found out and takes no other with it. `again` names what was done
    again.
    """

    def __init__(self, settings: PhotoSettings, function: Callable[[Task], Result]) -> None:
        self.settings = settings
        self.function = function
        self.again: list[Name] = []

    def run(self, tasks: Iterable[tuple[Name, Task]]) -> Iterator[tuple[Name, Result | PhotoFault]]:
        """Results as they come; a task is asked for only when there is room for it, so few are in memory."""
        lost: list[tuple[Name, Task]] = []
        yield from self._run(iter(tasks), 2, lost)
        for name, task in lost:
            self.again.append(name)
            gone: list[tuple[Name, Task]] = []
            yield from self._run(iter([(name, task)]), 0, gone)
            for _ in gone:
                yield name, PassingFault(LOST, LESS)

    def _run(
        self, tasks: Iterator[tuple[Name, Task]], ahead: int, lost: list[tuple[Name, Task]]
    ) -> Iterator[tuple[Name, Result | PhotoFault]]:
        """One executor after another until the tasks are used up; `lost` gets those that went down with a worker."""
        task = next(tasks, None)
        while task is not None:
            with _executor(self.settings) as (executor, places, losses):
                under_way: dict[Future[Result], tuple[Name, Task]] = {}
                broken = False
                while under_way or (task is not None and not broken):
                    while task is not None and not broken and len(under_way) < places + ahead:
                        try:
                            under_way[executor.submit(self.function, task[1])] = task
                        except losses:
                            broken = True
                        else:
                            task = next(tasks, None)
                    done, _ = wait(under_way, return_when=FIRST_COMPLETED)
                    for future in done:
                        name, sent = under_way.pop(future)
                        try:
                            yield name, future.result()
                        except PhotoFault as fault:
                            yield name, fault
                        except losses:
                            broken = True
                            lost.append((name, sent))


@contextmanager
def _executor(settings: PhotoSettings) -> Iterator[tuple[Executor, int, tuple[type[BaseException], ...]]]:
    """An executor, how many pieces it does at once, and what it raises for a piece lost with its worker."""
    if settings.executor:
        from .cluster import connect

        with connect(settings.executor) as found:
            yield found
        return
    context = multiprocessing.get_context(settings.start or None)
    executor = ProcessPoolExecutor(settings.workers, mp_context=context, initializer=settle_in)
    try:
        yield executor, settings.workers, (BrokenExecutor,)
    except BaseException:
        executor.shutdown(wait=False, cancel_futures=True)
        raise
    executor.shutdown()
