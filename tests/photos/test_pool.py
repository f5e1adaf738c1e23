"""Workers: any number, killed or not, give the same bytes; none outlives its build."""

from __future__ import annotations

import io
import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from plugins.photos.fault import PhotoFault
from plugins.photos.make.pool import Pool
from plugins.photos.make.progress import PhotoProgress, duration
from plugins.photos.settings import PhotoSettings
from tests.samples import photographs as samples

ROOT = Path(__file__).resolve().parents[2]
posix = pytest.mark.skipif(sys.platform == "win32", reason="not run: Windows has no SIGKILL")


def double(number: int) -> int:
    """A task; some numbers are not to a worker's taste."""
    if number == 13:
        raise PhotoFault("十三", "换一个")
    if number == 99:
        os.kill(os.getpid(), signal.SIGKILL)
    if number == 98 and not os.path.exists(os.environ["ONCE"]):
        Path(os.environ["ONCE"]).touch()
        os.kill(os.getpid(), signal.SIGKILL)
    return number * 2


def run(numbers: list[int], **settings: object) -> tuple[dict[int, object], list[int]]:
    pool: Pool[int, int, int] = Pool(PhotoSettings(**{"jobs": 2, **settings}), double)  # type: ignore[arg-type]
    return dict(pool.run((number, number) for number in numbers)), pool.again


@pytest.mark.parametrize("start", ["", "spawn"])
def test_every_task_is_answered(start: str) -> None:
    """By forked workers and by those that start from nothing."""
    found, again = run(list(range(9)), start=start)
    assert found == {number: number * 2 for number in range(9)}
    assert again == []


def test_a_fault_is_an_answer() -> None:
    """It stops nobody else."""
    found, _ = run([1, 13, 2])
    assert isinstance(found[13], PhotoFault)
    assert (found[13].message, found[13].remedy) == ("十三", "换一个")
    assert (found[1], found[2]) == (2, 4)


def test_a_fault_of_ours_travels_up() -> None:
    """A programming error is no fault of a photo."""
    with pytest.raises(TypeError):
        run([None])  # type: ignore[list-item]


@posix
def test_a_task_that_kills_its_worker_is_found_out() -> None:
    """Everything else under way is done again and comes out right."""
    found, again = run([1, 2, 3, 99, 4, 5, 6, 7, 8])
    assert isinstance(found[99], PhotoFault)
    assert "系统终止" in found[99].message
    assert {number: found[number] for number in range(1, 9)} == {number: number * 2 for number in range(1, 9)}
    assert 99 in again


@posix
def test_a_worker_killed_once_loses_nothing(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Its task is done again, and named."""
    monkeypatch.setenv("ONCE", str(tmp_path / "once"))
    found, again = run([1, 98, 2, 3])
    assert found == {1: 2, 98: 196, 2: 4, 3: 6}
    assert 98 in again


def test_tasks_are_asked_for_only_when_there_is_room() -> None:
    """Never more than the workers and two ahead, so that memory does not grow with the number of photos."""
    asked = 0

    def tasks() -> object:
        nonlocal asked
        for number in range(40):
            asked += 1
            yield number, number

    pool: Pool[int, int, int] = Pool(PhotoSettings(jobs=2), double)
    for done, _ in enumerate(pool.run(tasks()), 1):  # type: ignore[arg-type]
        assert asked <= done + 2 + 2 + 1


def test_no_process_is_started_for_nothing() -> None:
    """A build that has all its renditions pays for no pool."""
    from plugins.photos.make import pool as rooms

    before = rooms._executor
    try:
        rooms._executor = None  # type: ignore[assignment]
        assert run([]) == ({}, [])
    finally:
        rooms._executor = before


def _content(tmp_path: Path, count: int = 6) -> Path:
    content = tmp_path / "content"
    content.mkdir()
    for number in range(count):
        image = samples.scene((1500, 1000))
        image.paste((number * 9, 0, 0), (300, 300, 500, 500))
        (content / f"{number}.jpg").write_bytes(samples.saved(image))
    return content


SCRIPT = """
import sys
from pathlib import Path
from tests.photos.lab import make_all
names = sorted(file.name for file in Path(sys.argv[1]).iterdir())
for name, found in make_all(Path(sys.argv[1]), Path(sys.argv[2]), *names).items():
    print(name, getattr(found, "message", ""))
"""


def _start(content: Path, build: Path) -> subprocess.Popen[bytes]:
    command = [sys.executable, "-c", SCRIPT, str(content), str(build)]
    return subprocess.Popen(command, cwd=ROOT, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)


def _tree(build: Path) -> dict[str, bytes]:
    files = (file for file in (build / "renditions").rglob("*") if file.is_file())
    return {file.relative_to(build).as_posix(): file.read_bytes() for file in files if not file.name.startswith(".")}


def _workers(parent: int) -> list[int]:
    children = Path(f"/proc/{parent}/task/{parent}/children")
    try:
        return [int(word) for word in children.read_text().split()]
    except OSError:
        return []


@pytest.mark.skipif(not Path("/proc/self/task").exists(), reason="not run: needs Linux's /proc")
def test_workers_end_with_a_build_that_was_killed(tmp_path: Path) -> None:
    """None is left behind to hold memory."""
    running = _start(_content(tmp_path, 12), tmp_path / "build")
    workers: list[int] = []
    until = time.monotonic() + 20
    while len(workers) < 2 and time.monotonic() < until:
        workers = _workers(running.pid)
        time.sleep(0.02)
    assert len(workers) == 2
    os.kill(running.pid, signal.SIGKILL)
    running.wait()
    while any(_alive(worker) for worker in workers) and time.monotonic() < until:
        time.sleep(0.05)
    assert not [worker for worker in workers if _alive(worker)]


def _alive(process: int) -> bool:
    try:
        state = Path(f"/proc/{process}/stat").read_text().rpartition(")")[2].split()[0]
    except OSError:
        return False
    return state not in ("Z", "X")


@posix
def test_ctrl_c_stops_at_once_and_leaves_whole_files(tmp_path: Path) -> None:
    """The next build goes on from there."""
    content = _content(tmp_path)
    command = [sys.executable, "-c", SCRIPT, str(content), str(tmp_path / "build")]
    running = subprocess.Popen(
        command, cwd=ROOT, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE, start_new_session=True
    )
    until = time.monotonic() + 20
    while not list(tmp_path.glob("build/renditions/*/*/*.webp")) and time.monotonic() < until:
        time.sleep(0.02)
    os.killpg(running.pid, signal.SIGINT)
    _, errors = running.communicate(timeout=30)
    assert running.returncode != 0
    assert errors.count(b"Traceback") == 1, "the workers keep quiet"
    assert _start(content, tmp_path / "build").wait() == 0
    assert _start(content, tmp_path / "whole").wait() == 0
    assert _tree(tmp_path / "build") == _tree(tmp_path / "whole")


class Terminal(io.StringIO):
    """A text stream that says it is a terminal."""

    def isatty(self) -> bool:
        return True


def test_progress_on_a_terminal_is_one_line() -> None:
    """Photo n of m, megabytes, time left."""
    out, clock = Terminal(), iter(range(0, 100, 5))
    progress = PhotoProgress(3, out, lambda: float(next(clock)))
    for _ in range(3):
        progress.step(8_000_000)
    progress.close()
    assert out.getvalue().count("\n") == 1
    assert "照片 1/3 · 8.0 MB · 还要 10 秒" in out.getvalue()
    assert "照片 3/3 · 24.0 MB · 用了 15 秒" in out.getvalue()


def test_progress_elsewhere_is_a_line_now_and_then() -> None:
    """Every ten seconds and at the end; no control characters."""
    out, clock = io.StringIO(), iter(range(100))
    progress = PhotoProgress(25, out, lambda: float(next(clock)))
    for _ in range(25):
        progress.step(1_000_000)
    progress.close()
    lines = out.getvalue().splitlines()
    assert [line.split(" ·")[0] for line in lines] == ["照片 10/25", "照片 20/25", "照片 25/25"]
    assert "\r" not in out.getvalue()
    out.getvalue().encode("gbk")


@pytest.mark.parametrize(
    ("seconds", "words"), [(0.4, "0 秒"), (59, "59 秒"), (125, "2 分 5 秒"), (3780, "1 小时 3 分")]
)
def test_a_duration_in_words(seconds: float, words: str) -> None:
    """As long as needed."""
    assert duration(seconds) == words
