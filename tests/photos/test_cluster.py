"""The same work on a Dask cluster: the same bytes, though a worker is killed midway."""

from __future__ import annotations

import os
import signal
import threading
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from plugins.newsroom.site import SettingsError
from plugins.photos.fault import PhotoFault
from plugins.photos.make.maker import Ready
from tests.samples import photographs as samples

from .lab import make_all

pytestmark = pytest.mark.build

distributed = pytest.importorskip("distributed", reason="not run: the extra “cluster” is not installed")


@pytest.fixture(scope="module")
def cluster() -> Iterator[Any]:
    """Two worker processes on this machine, as they would be on two others."""
    with distributed.LocalCluster(n_workers=2, threads_per_worker=1, processes=True, dashboard_address=None) as cluster:
        yield cluster


def _content(tmp_path: Path, count: int) -> tuple[Path, list[str]]:
    content = tmp_path / "content"
    content.mkdir()
    for number in range(count):
        image = samples.scene((1500, 1000))
        image.paste((0, number * 9, 0), (300, 300, 500, 500))
        (content / f"{number}.jpg").write_bytes(samples.saved(image))
    return content, [f"{number}.jpg" for number in range(count)]


def _bytes(found: dict[str, Ready | PhotoFault]) -> dict[str, list[bytes]]:
    assert all(isinstance(ready, Ready) for ready in found.values()), found
    return {
        name: [file.read_bytes() for file in ready.files] for name, ready in found.items() if isinstance(ready, Ready)
    }


@pytest.mark.skipif(os.name == "nt", reason="not run: Windows has no SIGKILL")
def test_a_lost_workers_piece_is_done_again_and_the_bytes_are_the_local_ones(cluster: Any, tmp_path: Path) -> None:
    """Twelve photos; one of the two workers is killed as soon as the first rendition has come back."""
    content, names = _content(tmp_path, 12)
    with distributed.Client(cluster, set_as_default=False) as client:
        victim = next(iter(client.run(os.getpid).values()))
    killed = threading.Event()

    def kill() -> None:
        until = time.monotonic() + 60
        while time.monotonic() < until:
            if list(tmp_path.glob("there/renditions/*/*/*.webp")):
                os.kill(victim, signal.SIGKILL)
                killed.set()
                return
            time.sleep(0.01)

    killer = threading.Thread(target=kill)
    killer.start()
    there = make_all(content, tmp_path / "there", *names, executor=cluster.scheduler_address)
    killer.join()
    assert killed.is_set()
    assert _bytes(there) == _bytes(make_all(content, tmp_path / "here", *names))


def test_a_bad_photo_is_a_fault_there_too(cluster: Any, tmp_path: Path) -> None:
    """It travels back as it was raised."""
    content, names = _content(tmp_path, 1)
    (content / "cut.jpg").write_bytes(samples.jpeg()[:3000])
    found = make_all(content, tmp_path / "there", *names, "cut.jpg", executor=cluster.scheduler_address)
    assert isinstance(found["0.jpg"], Ready)
    assert isinstance(found["cut.jpg"], PhotoFault)
    assert "后半截" in found["cut.jpg"].message


def test_a_cluster_that_is_not_there_stops_the_build_with_a_sentence(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The address of the setting is named."""
    from plugins.photos.make import cluster as rooms

    monkeypatch.setattr(rooms, "PATIENCE", 1)
    content, names = _content(tmp_path, 1)
    with pytest.raises(SettingsError, match="tcp://127.0.0.1:9"):
        make_all(content, tmp_path / "there", *names, executor="tcp://127.0.0.1:9")
