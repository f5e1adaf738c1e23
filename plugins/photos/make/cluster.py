"""The same work on a Dask cluster (extra `cluster`), for a county that re-cuts its whole archive.

An original's bytes travel to a worker and the renditions' bytes back, so no disk need be shared; a worker needs this
program and the same versions of its packages. Dask does a lost worker's piece again by itself.
"""

from __future__ import annotations

from collections.abc import Iterator
from concurrent.futures import Executor
from contextlib import contextmanager

from ...newsroom.site import SettingsError

PATIENCE = 30  # seconds to find the scheduler


@contextmanager
def connect(address: str) -> Iterator[tuple[Executor, int, tuple[type[BaseException], ...]]]:
    """The cluster as an executor, how many pieces it does at once, and what it raises for a piece it gave up."""
    try:
        from distributed import Client, KilledWorker
    except ImportError:
        raise SettingsError("设置 PHOTOS 的 executor 要用集群，先安装：pip install distributed") from None
    try:
        client = Client(address, timeout=PATIENCE, set_as_default=False)
    except OSError as fault:
        raise SettingsError(f"设置 PHOTOS 的 executor：连不上集群 {address}（{fault}）") from fault
    with client:
        places = sum(client.nthreads().values()) or 1
        executor = client.get_executor(pure=False)
        try:
            yield executor, places, (KilledWorker,)
        except BaseException:
            executor.shutdown(wait=False)
            raise
        executor.shutdown()
