"""Builds that are killed, run beside one another, or may not write: afterwards a build gives what a clean one gives."""

from __future__ import annotations

import os
import random
import re
import shutil
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

from plugins.edition.print import write_edition as press
from plugins.edition.take_in import intake
from plugins.incremental import spread

from ..press import ROOT, tree
from .newsdesk import Draft, Newsdesk, a_head, difference, in_process

fork = pytest.mark.skipif(not hasattr(os, "fork"), reason="not run: no fork here")
# What Python tells of itself when it is about to change something on disk.
CHANGES = ("os.rename", "os.remove", "os.rmdir", "os.mkdir", "os.link", "os.truncate", "os.utime", "sqlite3.connect")
WRITING = os.O_WRONLY | os.O_RDWR | os.O_CREAT


@pytest.fixture(params=["serial", "fork"])
def spreading(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> str:
    """How work is spread, on parts small enough for a small township."""
    if request.param == "fork":
        for room in (press, intake):
            monkeypatch.setattr(room, "PART", 3)
        monkeypatch.setattr(spread, "processors", lambda: 2)
        monkeypatch.setattr(spread, "way", lambda jobs, handful: "serial" if handful else "fork")
    return str(request.param)


@pytest.fixture
def desk(tmp_path: Path) -> Iterator[Newsdesk]:
    """A site, not built yet."""
    with in_process():
        yield Newsdesk(tmp_path / "小镇").open()


def turn_over(desk: Newsdesk) -> Newsdesk:
    """Another state of the same site: a story added, one gone, one with another title and place, another picture,
    another template."""
    desk.file("news/2021/new.md", Draft(a_head(5), ["新来的。"]))
    desk.drop("news/2021/s0.md")
    desk.file("news/2021/s1.md", Draft({**a_head(1), "标题": "改过的", "栏目": "公告"}, ["改过的头一段。"]))
    desk.picture("features/lvlang/dawn.jpg", 8)
    desk.picture("features/lvlang/tree.jpg", 9)
    footer = desk.templates / "partials/footer.html"
    footer.write_text("改过的页脚" + footer.read_text(encoding="utf-8"), encoding="utf-8", newline="\n")
    return desk


def killed_at(desk: Newsdesk, change: int) -> bool:
    """Build in a process that is killed just before its nth change on disk; False when it came to its end before."""

    def count(event: str, arguments: tuple[object, ...]) -> None:
        nonlocal change
        writes = event == "open" and isinstance(arguments[2], int) and arguments[2] & WRITING
        if writes or event in CHANGES:
            change -= 1
            if change == 0:
                os.kill(os.getpid(), signal.SIGKILL)

    return _killed(desk, lambda: sys.addaudithook(count))


def killed_after(desk: Newsdesk, seconds: float) -> bool:
    """Build in a process that is killed after a time."""
    return _killed(desk, lambda: None, seconds)


def _killed(desk: Newsdesk, first: Callable[[], None], seconds: float | None = None) -> bool:
    child = os.fork()
    if not child:
        try:
            first()
            desk.build()
            os._exit(0)
        finally:
            os._exit(1)
    if seconds is not None:
        time.sleep(seconds)
        os.kill(child, signal.SIGKILL)
    _, status = os.waitpid(child, 0)
    assert os.WIFSIGNALED(status) or os.WEXITSTATUS(status) == 0, "the build itself failed"
    return os.WIFSIGNALED(status)


def changes(desk: Newsdesk) -> tuple[int, float]:
    """How many changes on disk a build makes, and how long it takes."""
    reader, writer = os.pipe()
    child = os.fork()
    if not child:
        try:
            count, started = 0, time.monotonic()

            def note(event: str, arguments: tuple[object, ...]) -> None:
                nonlocal count
                writes = event == "open" and isinstance(arguments[2], int) and arguments[2] & WRITING
                count += bool(writes or event in CHANGES)

            sys.addaudithook(note)
            desk.build()
            os.write(writer, f"{count} {time.monotonic() - started}".encode())
        finally:
            os._exit(0)
    os.close(writer)
    os.waitpid(child, 0)
    with open(reader, encoding="ascii") as told:
        steps, seconds = told.read().split()
    return int(steps), float(seconds)


@fork
def test_killed_at_fifty_moments(desk: Newsdesk, spreading: str, tmp_path: Path) -> None:
    """25 random moments, in each way of spreading the work, of cold and of incremental builds: half of them just before
    the disk is changed, half by the clock. What readers are served is at each moment an old or a new file, never half a
    one; and the next build gives a clean build's tree, after which a further one has nothing to do."""
    old = desk.copy(tmp_path / "old")
    turn_over(desk)
    new = desk.copy(tmp_path / "new")
    clean: dict[str, dict[str, bytes]] = {}
    for name, state in (("old", old), ("new", new)):
        assert state.build().code == 0
        clean[name] = tree(state.output)
    dice, kills, site = random.Random(), 0, tmp_path / "site"
    many, long = changes(old.copy(tmp_path / "counted" / "小镇"))
    shutil.rmtree(tmp_path / "counted")
    moment = 0
    while kills < 25:
        moment += 1
        cold = moment % 2 == 0
        shutil.rmtree(site, ignore_errors=True)
        before = old.copy(site)
        if cold:
            shutil.rmtree(site / ".build")
            shutil.rmtree(site / "output")
        for folder in ("content", "theme"):
            shutil.rmtree(site / folder)
            shutil.copytree(new.site / folder, site / folder)
        after = Newsdesk(before.site, new.settings, new.drafts, new.sections)
        if moment % 4 < 2:
            killed = killed_at(after, dice.randint(1, 4 * many))
        else:
            killed = killed_after(after, dice.uniform(0, 4 * long))
        kills += killed
        for path, data in tree(after.output).items() if after.output.exists() else ():
            if not path.rpartition("/")[2].startswith("."):
                assert data in (clean["old"].get(path), clean["new"].get(path)), f"half written: {path}"
        outcome = after.build()
        assert outcome.code == 0, outcome.err
        assert difference(tree(after.output), clean["new"]) == "", (spreading, moment)
        assert "改动文件 0 个" in after.build().out


def command(site: Path, *prefix: str) -> list[str]:
    """Pelican's command on a site."""
    return [*prefix, sys.executable, "-m", "pelican", "-s", str(site / "siteconf.py"), "-o", str(site / "output")]


ENVIRONMENT = {**os.environ, "PYTHONUTF8": "1", "PYTHONPATH": str(ROOT)}


def test_two_at_once(desk: Newsdesk, tmp_path: Path) -> None:
    """Both end well and the tree is a clean build's; the one that had to wait has said for whom."""
    for number in range(40):
        desk.file(f"news/2020/n{number}.md", Draft(a_head(number), ["一段。"]))
    pipes: dict[str, Any] = {"stdout": subprocess.PIPE, "stderr": subprocess.PIPE, "encoding": "utf-8"}
    running = [subprocess.Popen(command(desk.site), cwd=ROOT, env=ENVIRONMENT, **pipes) for _ in range(2)]
    said = [process.communicate(timeout=300) for process in running]
    assert [process.returncode for process in running] == [0, 0], said
    waited = [err for _, err in said if "另一次生成正在进行" in err]
    assert len(waited) == 1, said
    assert re.search(r"进程 \d+，\d\d:\d\d:\d\d 开始，写到 output", waited[0])
    assert str(running[0].pid) in waited[0] or str(running[1].pid) in waited[0]
    desk.clean(tmp_path / "clean")
    assert difference(tree(desk.output), tree(tmp_path / "clean")) == ""


@pytest.mark.skipif(os.name != "posix", reason="not run: permissions are another matter here")
@pytest.mark.parametrize("shut", ["output", ".build"])
def test_a_folder_that_may_not_be_written(desk: Newsdesk, tmp_path: Path, shut: str) -> None:
    """A sentence with the place and what to do, no traceback; what stood there stands, and when it may be written again
    the next build is a clean one. As root, who may write everything, the command is run as nobody."""
    assert desk.build().code == 0
    before = tree(desk.output)
    desk.file("news/2021/s1.md", Draft({**a_head(1), "标题": "改过的"}, ["改过的。"]))
    as_nobody = os.geteuid() == 0
    prefix = ("setpriv", "--reuid=65534", "--regid=65534", "--clear-groups") if as_nobody else ()
    if as_nobody and (not shutil.which("setpriv") or not _reaches(desk.site)):
        pytest.skip("not run: root here, and nobody cannot be had or cannot reach the folder")
    folders = [desk.site / shut, *(path for path in (desk.site / shut).rglob("*") if path.is_dir())]
    if as_nobody:
        for path in [desk.site, *desk.site.rglob("*")]:
            os.chown(path, 0 if path.is_relative_to(desk.site / shut) else 65534, 0)
    for folder in folders:
        folder.chmod(0o555)
    more = {"HOME": str(tmp_path), "PYTHONDONTWRITEBYTECODE": "1"}
    done = subprocess.run(
        command(desk.site, *prefix), cwd=ROOT, env={**ENVIRONMENT, **more}, capture_output=True, encoding="utf-8"
    )
    for folder in folders:
        folder.chmod(0o755)
    assert done.returncode == 1, done.stderr
    assert f"{desk.site / shut}" in done.stderr
    assert "没有写入的权限 → 检查这个文件夹的权限" in done.stderr
    assert "Traceback" not in done.stderr
    assert tree(desk.output) == before
    assert desk.build().code == 0
    desk.clean(tmp_path / "clean")
    assert difference(tree(desk.output), tree(tmp_path / "clean")) == ""


def _reaches(site: Path) -> bool:
    """Let nobody pass through the folders that pytest makes for root alone; whether it then reaches site and code."""
    for folder in site.parents:
        if folder.name.startswith(("pytest-", "test_")) or folder.parent.name.startswith("pytest-"):
            folder.chmod(folder.stat().st_mode | 0o055)
    look = ["setpriv", "--reuid=65534", "--regid=65534", "--clear-groups", sys.executable, "-c"]
    words = f"import os,sys; sys.exit(not (os.access({str(site)!r}, 5) and os.access({str(ROOT / 'plugins')!r}, 5)))"
    return subprocess.run([*look, words], capture_output=True).returncode == 0


CALLS = re.compile(r"^(?:\[pid +\d+\] |\d+ +)?(?P<call>\w+)\((?P<rest>.*)$")


@pytest.mark.parametrize("sync", [False, True])
def test_the_order_of_calls(desk: Newsdesk, tmp_path: Path, sync: bool) -> None:
    """From the trace of a build: the record names a file before it is written; its bytes go to a draft, with FSYNC to the
    disk, then it gets its name, and with FSYNC its folder goes to the disk too; what is pruned goes after all that; the
    store is the last to know."""
    strace = shutil.which("strace")
    if not strace or subprocess.run([strace, "-f", "true"], capture_output=True).returncode:
        pytest.skip("not run: no strace, or it may not trace")
    desk.set_settings(FSYNC=sync)
    assert desk.build().code == 0
    turn_over(desk)
    trace = tmp_path / "trace"
    names = "trace=openat,write,pwrite64,rename,renameat,renameat2,link,linkat,unlink,unlinkat,fsync,fdatasync"
    options = ("-f", "-y", "-s", "0", "-xx", "-e", names, "-o", str(trace))
    done = subprocess.run(
        command(desk.site, strace, *options), cwd=ROOT, env=ENVIRONMENT, capture_output=True, encoding="utf-8"
    )
    assert done.returncode == 0, done.stderr
    calls = [_call(line) for line in trace.read_text(encoding="utf-8").splitlines()]
    page = _page_of(desk, "new.html")
    file = str(desk.output / page)
    draft = re.compile(re.escape(str((desk.output / page).parent)) + r"/\.new\.html\.\w+\.part")

    def first(call: str, words: str | re.Pattern[str], after: int = -1) -> int:
        pattern = words if isinstance(words, re.Pattern) else re.compile(re.escape(words))
        for at, (name, rest) in enumerate(calls):
            if at > after and name.startswith(call) and pattern.search(rest):
                return at
        raise AssertionError(f"no {call} of {pattern.pattern}")

    announced = first("pwrite64", "edition.sqlite")
    opened = first("openat", draft)
    written = first("write", draft, opened)
    named = first("rename", file)
    assert announced < opened < written < named
    folder = re.compile(re.escape(f"<{(desk.output / page).parent}>"))
    flushed = [at for at, (name, rest) in enumerate(calls) if name == "fsync" and draft.search(rest)]
    foldered = [at for at, (name, rest) in enumerate(calls) if name == "fsync" and folder.search(rest)]
    assert (len(flushed) == 1 and written < flushed[0] < named) if sync else not flushed
    assert any(at > named for at in foldered) if sync else not foldered
    pruned = first("unlink", re.compile(re.escape(str(desk.output)) + r"/[^.\"]*/s0\.html"))
    pages = [at for at, (name, rest) in enumerate(calls) if name.startswith("rename") and str(desk.output) in rest]
    store = [at for at, (name, rest) in enumerate(calls) if name == "pwrite64" and "edition.sqlite" in rest]
    assert max(pages) < pruned < max(store)
    whole = {rest for name, rest in calls if name == "openat" and str(desk.output) in rest and "O_WRONLY" in rest}
    assert all(".part" in rest for rest in whole), "only drafts are ever written into"


def _call(line: str) -> tuple[str, str]:
    found = CALLS.match(line)
    if not found:
        return "", line
    # -xx: every string in hexadecimal, Chinese names among them
    rest = re.sub(
        r'"((?:\\x[0-9a-f]{2})*)"',
        lambda s: '"' + bytes.fromhex(s[1].replace("\\x", "")).decode("utf-8", "replace") + '"',
        found["rest"],
    )
    rest = re.sub(
        r"(?:\\x[0-9a-f]{2})+", lambda s: bytes.fromhex(s[0].replace("\\x", "")).decode("utf-8", "replace"), rest
    )
    return found["call"], rest


def _page_of(desk: Newsdesk, name: str) -> str:
    return next(path for path in tree(desk.output) if path.endswith(f"/{name}"))
