"""Sizes that no township has, only for `soak --deploy`: a hundred thousand files in the copy, fifty megabytes of Markdown."""

from __future__ import annotations

import os
import resource
import subprocess
import sys
import time
from pathlib import Path

import pytest

from ..press import ROOT, township

pytestmark = pytest.mark.skipif("XISHAN_KILLS" not in os.environ, reason="not run: takes minutes, see `soak --deploy`")


def build(site: Path, capsys: pytest.CaptureFixture[str]) -> subprocess.CompletedProcess[str]:
    """Build a site as the newsroom does, in a process of its own; what it took is printed."""
    started, before = time.monotonic(), resource.getrusage(resource.RUSAGE_CHILDREN)
    words = [sys.executable, "-m", "pelican", "-s", str(site / "siteconf.py"), "-o", str(site / "output")]
    done = subprocess.run(
        words, cwd=ROOT, capture_output=True, encoding="utf-8", env={**os.environ, "PYTHONPATH": str(ROOT)}
    )
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    cpu = after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime
    with capsys.disabled():
        print(
            f"\n{time.monotonic() - started:.0f} s, {cpu:.0f} s of processors, {after.ru_maxrss / 1024:.0f} MB at most"
        )
    return done


def test_a_hundred_thousand_files_in_content(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """Files beside the copy that nobody shows: the build does not fall over them, and a second one finds nothing new."""
    site = township(tmp_path)
    for number in range(100_000):
        folder = site / "content" / "archive" / f"{number // 1000:03}"
        if number % 1000 == 0:
            folder.mkdir(parents=True)
        (folder / f"{number:06}.txt").touch()
    for _ in range(2):
        done = build(site, capsys)
        assert "Traceback" not in done.stderr
        assert (site / "output" / "index.html").is_file()


def test_fifty_megabytes_of_markdown(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """A story that is far too large is published or refused by name, within its time and memory, and with the rest of
    the site standing."""
    site = township(tmp_path)
    head = "标题：很长的一篇\n日期：2021-06-12\n栏目：产业\n记者：本站记者\n\n"
    paragraph = "全镇的药材长得好，" * 30 + "\n\n"
    text = head + paragraph * (50_000_000 // len(paragraph.encode()))
    (site / "content/news/2021/long.md").write_text(text, encoding="utf-8")
    done = build(site, capsys)
    assert "Traceback" not in done.stderr
    assert (site / "output" / "index.html").is_file()
    assert "long.md" in done.stderr or list((site / "output").rglob("long.html"))
