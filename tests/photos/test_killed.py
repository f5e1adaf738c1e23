"""Killed at any moment, or one of several at once: a build leaves nothing that the next one would take for good."""

from __future__ import annotations

import os
import random
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from tests.press import ROOT, township, tree
from tests.samples import photographs as samples

pytestmark = pytest.mark.build

linux = pytest.mark.skipif(not Path("/proc/self/task").exists(), reason="not run: needs Linux's /proc")
PHOTOS = 6
STORY = "标题：秋收\n日期：2021-10-08\n栏目：产业\n\n"


def lay_out(folder: Path) -> Path:
    """The small township with one more story, of several photos."""
    site = township(folder)
    news = site / "content" / "news" / "2021"
    shown = ""
    for number in range(PHOTOS):
        image = samples.scene((1500, 1000))
        image.paste((number * 9, 0, 0), (300, 300, 500, 500))
        (news / f"qiu{number}.jpg").write_bytes(samples.saved(image))
        shown += f'![秋收](qiu{number}.jpg "秋收（本站 摄）")\n\n'
    (news / "qiu.md").write_text(STORY + shown, encoding="utf-8")
    return site


def start(site: Path) -> subprocess.Popen[bytes]:
    """`pelican` on the site, under way."""
    command = [sys.executable, "-m", "pelican", "-s", str(site / "siteconf.py"), "-o", str(site / "output")]
    environment = {**os.environ, "PYTHONUTF8": "1", "PYTHONPATH": str(ROOT)}
    return subprocess.Popen(command, cwd=ROOT, env=environment, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE)


def finish(running: subprocess.Popen[bytes]) -> None:
    """A build that has to come to a good end."""
    _, errors = running.communicate(timeout=300)
    assert running.returncode == 0, errors.decode(errors="replace")


def kept(site: Path) -> dict[str, bytes]:
    """The renditions in the store; drafts that a killed build left lie there hidden until they are a day old."""
    store = site / ".build" / "renditions"
    return {path: data for path, data in tree(store).items() if "/" in path and "/." not in path}


def workers(parent: int) -> list[int]:
    """The processes a build has started."""
    try:
        return [int(word) for word in Path(f"/proc/{parent}/task/{parent}/children").read_text().split()]
    except OSError:
        return []


def kill_a_worker(running: subprocess.Popen[bytes], dice: random.Random, took: float) -> None:
    """One of a build's workers, some time after there is one."""
    while running.poll() is None and not workers(running.pid):
        time.sleep(0.01)
    time.sleep(dice.uniform(0, 0.6 * took))
    for victim in workers(running.pid)[:1]:
        os.kill(victim, signal.SIGKILL)


@linux
def test_killed_at_twenty_random_moments_the_next_build_is_as_if_nothing_had_been(tmp_path: Path) -> None:
    """Half of the kills meet the build, half one of its workers; five sites take four of them each. After the next
    build the output is byte for byte that of an undisturbed one, with no file too many, and so is the store."""
    dice = random.Random()
    whole = lay_out(tmp_path / "whole")
    started = time.monotonic()
    finish(start(whole))
    took = time.monotonic() - started
    for number in range(5):
        site = lay_out(tmp_path / f"killed-{number}")
        for kill in range(4):
            running = start(site)
            if kill % 2:
                kill_a_worker(running, dice, took)
                finish(running)  # what was lost is done again
                assert tree(site / "output") == tree(whole / "output")
            else:
                time.sleep(dice.uniform(0.2, 1.0) * took)
                running.kill()
                running.communicate()
        finish(start(site))
        assert tree(site / "output") == tree(whole / "output")
        assert kept(site) == kept(whole)


def test_builds_that_share_a_store_do_not_disturb_each_other(tmp_path: Path) -> None:
    """Two at once, from nothing, as two machines would: each output is right, each rendition is there once."""
    sites = [lay_out(tmp_path / f"site-{number}") for number in range(3)]
    shared = tmp_path / "shared"
    for site in sites[:2]:
        conf = (site / "siteconf.py").read_text(encoding="utf-8")
        (site / "siteconf.py").write_text(f'{conf}PHOTOS = {{"store": {str(shared)!r}}}\n', encoding="utf-8")
    alone = sites[2]
    finish(start(alone))
    for running in [start(site) for site in sites[:2]]:
        finish(running)
    assert tree(sites[0] / "output") == tree(sites[1] / "output") == tree(alone / "output")
    found = {path: data for path, data in tree(shared).items() if path != "pruned"}
    assert found == kept(alone)
