"""Work spread over processes: the same results in the same order, whichever way it is spread, and whoever is killed."""

from __future__ import annotations

import gc
import multiprocessing
import os
import shutil
import signal
import threading
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

import pytest

from plugins.edition.print import write_edition as press
from plugins.edition.take_in import intake
from plugins.incremental import spread as ways
from plugins.incremental.spread import spread, way

from ..press import tree
from .newsdesk import Draft, Newsdesk, a_head, difference, in_process

WAYS = ["serial", *(way for way in ("fork", "spawn") if way in multiprocessing.get_all_start_methods())]


def add(shared: int, items: Sequence[int]) -> list[int]:
    """A worker's share."""
    return [shared + item for item in items]


def fall(shared: tuple[int, Path], items: Sequence[int]) -> list[int]:
    """Dies at one item, unless it is done where the work began."""
    parent, grave = shared
    if 13 in items and os.getpid() != parent:
        grave.touch()
        os.kill(os.getpid(), signal.SIGKILL)
    return list(items)


def refused(shared: int, part: Sequence[int]) -> int:
    """Fails at one part."""
    if shared in part:
        raise ValueError(f"not {shared}")
    return len(part)


def collected(_: int, part: Sequence[int]) -> list[bool]:
    """Whether rubbish is looked for where the work is done."""
    return [gc.isenabled()] * len(part)


@pytest.mark.parametrize("how", WAYS)
@pytest.mark.parametrize("count", [0, 1, 3, 4, 20])
def test_every_way_gives_the_same(how: str, count: int) -> None:
    """In order, the last part shorter."""
    parts = list(spread(add, 100, range(count), 3, jobs=2, how=how))
    assert [item for part in parts for item in part] == list(range(100, 100 + count))
    assert [len(part) for part in parts] == [3] * (count // 3) + ([count % 3] if count % 3 else [])


def test_what_cannot_be_sent_is_done_here() -> None:
    """A value that no other process can be given."""
    shared: Any = lambda: None  # noqa: E731
    found = list(spread(lambda _, items: list(items), shared, range(6), 2, jobs=2, how="spawn"))
    assert found == [[0, 1], [2, 3], [4, 5]]


@pytest.mark.skipif(os.name != "posix", reason="not run: no SIGKILL here")
@pytest.mark.parametrize("how", [way for way in WAYS if way != "serial"])
def test_a_worker_that_is_killed(how: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """Everything is done nevertheless, in order, and it is told."""
    grave = tmp_path / "died"
    parts = list(spread(fall, (os.getpid(), grave), range(24), 3, jobs=2, how=how))
    assert [item for part in parts for item in part] == list(range(24))
    assert grave.exists(), "the worker was there"
    assert "内存不够" in capsys.readouterr().err


@pytest.mark.parametrize("how", WAYS)
def test_what_fails_is_told(how: str) -> None:
    """An error of the work is the caller's, whatever process it happened in."""
    with pytest.raises(ValueError, match="not 30"):
        list(spread(refused, 30, range(50), 7, 2, how))


@pytest.mark.parametrize("how", WAYS)
def test_rubbish_is_collected_where_work_is_done(how: str) -> None:
    """Also for a caller that does without meanwhile, and goes on doing so: templates leave cycles by the thousand."""
    gc.disable()
    try:
        assert all(all(part) for part in spread(collected, 0, range(20), 5, 2, how))
        assert not gc.isenabled()
    finally:
        gc.enable()


def test_a_handful_stays_here() -> None:
    """One part is not worth a process, and no items are no work."""
    assert list(spread(add, 1, range(5), 7)) == [[1, 2, 3, 4, 5]]
    assert list(spread(add, 1, [], 7)) == []


def test_threads_are_not_forked() -> None:
    """A process with threads starts new ones from nothing."""
    waiting = threading.Event()
    thread = threading.Thread(target=waiting.wait)
    thread.start()
    try:
        assert way(2, handful=False) == "spawn"
    finally:
        waiting.set()
        thread.join()


@pytest.fixture
def force(monkeypatch: pytest.MonkeyPatch) -> Callable[[str], list[str]]:
    """Have builds spread their work one way on small parts; the ways that were gone."""
    gone: list[str] = []

    def forced(how: str) -> list[str]:
        for room in (press, intake):
            monkeypatch.setattr(room, "PART", 4)
        monkeypatch.setattr(ways, "processors", lambda: 2)
        monkeypatch.setattr(ways, "way", lambda jobs, handful: "serial" if handful else how)
        for name in ("_forked", "_spawned"):
            plain = getattr(ways, name)

            def counted(*words: Any, plain: Any = plain, name: str = name) -> Any:
                gone.append(name)
                return plain(*words)

            monkeypatch.setattr(ways, name, counted)
        return gone

    return forced


@pytest.mark.build
@pytest.mark.parametrize("how", WAYS)
def test_a_site_is_the_same(how: str, force: Callable[[str], list[str]], tmp_path: Path) -> None:
    """A cold build and one after edits, their copy read and their pages rendered this way, against the serial one."""
    desk = Newsdesk(tmp_path / "小镇").open()
    for number in range(12):
        desk.file(f"news/2020/n{number}.md", Draft(a_head(number), [f"第{number}段。"]))
    with in_process():
        assert desk.build(tmp_path / "plain").code == 0
        shutil.rmtree(desk.site / ".build")
        gone = force(how)
        built = desk.build()
        assert built.code == 0, built.err
        assert difference(tree(desk.output), tree(tmp_path / "plain")) == ""
        assert set(gone) == {"serial": set(), "fork": {"_forked"}, "spawn": {"_spawned"}}[how]
        assert len(gone) == (0 if how == "serial" else 2), "read once, rendered once"
        desk.set_settings(SITENAME="大镇")
        desk.file("news/2020/n1.md", Draft({**a_head(1), "标题": "改过的"}, ["改过的。"]))
        assert desk.build().code == 0
        force("serial")
        desk.clean(tmp_path / "clean")
        assert difference(tree(desk.output), tree(tmp_path / "clean")) == ""
