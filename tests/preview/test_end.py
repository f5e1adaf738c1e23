"""How a preview starts and ends."""

from __future__ import annotations

import os
import signal
import socket
import sys
import time
from pathlib import Path

import pytest

from .desk import Preview, Stream, ready, run


def children(preview: Preview) -> set[int]:
    """The processes of a preview's session."""
    found = set()
    for folder in Path("/proc").glob("[0-9]*"):
        try:
            fields = (folder / "stat").read_text().rpartition(")")[2].split()
        except OSError:
            continue
        if int(fields[3]) == preview.process.pid and fields[0] != "Z":
            found.add(int(folder.name))
    return found


def test_ctrl_c_ends_it(preview: Preview) -> None:
    """Ctrl-C, with pages open, ends in a sentence and exit code 0, without a trace; its port is free again."""
    streams = [Stream(preview, "index.html") for _ in range(3)]
    port = preview.port
    assert preview.stop() == 0
    said = "".join(preview.said)
    assert said.rstrip().endswith("预览已结束")
    assert "Traceback" not in said
    for stream in streams:
        stream.close()
    with socket.socket() as listening:
        listening.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        listening.bind(("127.0.0.1", port))


@pytest.mark.skipif(sys.platform != "linux", reason="reads /proc")
@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM, signal.SIGKILL])
def test_nothing_is_left_behind(preview: Preview, number: signal.Signals) -> None:
    """However it is ended, even while copy is read, no process of it goes on."""
    assert len(children(preview)) > 1
    preview.process.send_signal(number)
    preview.process.wait(30)
    end = time.monotonic() + 20
    while children(preview):
        assert time.monotonic() < end
        time.sleep(0.05)


def test_the_end_may_come_at_once(site: Path) -> None:
    """Ctrl-C while copy is still being read ends it as well."""
    preview = run(site)
    assert preview.stop() == 0
    assert "Traceback" not in "".join(preview.said)


def test_a_port_that_is_taken(preview: Preview) -> None:
    """A second preview takes the next port and says so."""
    second = run(preview.site, preview.port)
    try:
        assert second.port != preview.port
        assert f"端口 {preview.port} 有别的程序在用，改用 {second.port}" in "".join(second.said)
        ready(second)
        assert second.ask("/")[0].status == 200
    finally:
        second.stop()


@pytest.mark.skipif(sys.platform != "linux", reason="reads /proc")
def test_an_edition_that_is_killed(preview: Preview) -> None:
    """Where the edition's process is killed the server says so, and the next save starts another."""
    stream = Stream(preview, "index.html")
    for child in children(preview) - {preview.process.pid}:
        if b"spawn_main" in (Path(f"/proc/{child}/cmdline")).read_bytes():
            os.kill(child, signal.SIGKILL)
    preview.until(lambda: preview.ask("/")[0].status == 500)
    assert "意外停止" in preview.text("/")
    preview.edit("content/news/2021/qiao.md", "通了", "通车了")
    preview.until(lambda: stream.last["status"] == 200 and "桥通车了" in preview.text("/minsheng/index.html"))
