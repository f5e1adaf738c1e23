"""Odd things in an output, a store or a target: told, never followed, never sent, nothing healthy lost."""

from __future__ import annotations

import os
import shutil
import sqlite3
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from plugins.deploy import commands
from plugins.deploy.release.payload import made_in
from plugins.deploy.settings import TargetSettings, destination

from . import servers
from .conftest import SpotAt
from .targets import NOW, Spot
from .trees import lay, note_built, stories

Captured = pytest.CaptureFixture[str]
PAGE = "news/202106/s01.html"
pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="not run: POSIX only")


def link(file: Path) -> None:
    """Another place's file in a page's place."""
    file.unlink()
    file.symlink_to("/etc/hostname")


def dangling(file: Path) -> None:
    """A link to nothing."""
    file.unlink()
    file.symlink_to("nowhere")


def loop(file: Path) -> None:
    """A link to itself."""
    file.unlink()
    file.symlink_to(file.name)


def pipe(file: Path) -> None:
    """What is read for ever."""
    file.unlink()
    os.mkfifo(file)


def folder(file: Path) -> None:
    """A folder in a file's place."""
    file.unlink()
    file.mkdir()


def gone(file: Path) -> None:
    """Nothing."""
    file.unlink()


def folder_elsewhere(file: Path) -> None:
    """A folder of the output that is a link to another, which has a file of that name."""
    other = file.parents[3] / "other"
    shutil.move(file.parent, other)
    file.parent.symlink_to(other)


@pytest.mark.parametrize("spoil", [link, dangling, loop, pipe, folder, gone, folder_elsewhere])
def test_what_lies_in_a_pages_place(spot_at: SpotAt, spoil: Callable[[Path], None], capsys: Captured) -> None:
    """Named, with what to do; readers keep what they have; and when it is a page again it goes out."""
    spot = spot_at("folder")
    before = spot.lay(stories(3))
    assert spot.publish() == 0
    new = spot.lay(stories(3, "改过的新闻"))
    made = spot.destination()
    spoil(spot.output / PAGE)
    capsys.readouterr()
    assert commands.publish_to(made, NOW) == 1
    said = capsys.readouterr().err
    assert PAGE in said
    assert "再生成一次" in said
    assert spot.served() == before
    shutil.rmtree(spot.output)
    spot.lay(stories(3, "改过的新闻"))
    assert spot.publish() == 0
    assert spot.served().items() >= new.items()


def test_what_no_build_has_made_stays_here(spot_at: SpotAt, capsys: Captured) -> None:
    """Somebody's repository, a name that is not UTF-8, links and pipes beside the pages: not sent, and told."""
    spot = spot_at("folder")
    files = spot.lay(stories(3))
    made = spot.destination()
    (spot.output / ".git").mkdir()
    (spot.output / ".git" / "config").write_text("token = s3cr3t")
    Path(os.fsdecode(os.fsencode(spot.output) + b"/\xd0\xc2\xce\xc5.html")).write_text("x")
    (spot.output / "old.html").symlink_to("nowhere")
    os.mkfifo(spot.output / "pipe")
    assert commands.publish_to(made, NOW) == 0
    said = capsys.readouterr().out
    assert ".git/config" in said
    assert "没有发布" in said
    said.encode()
    assert spot.served() == files


def test_an_output_that_is_a_file(spot_at: SpotAt, capsys: Captured) -> None:
    """Or is not there at all."""
    spot = spot_at("folder")
    spot.lay(stories(3))
    made = spot.destination()
    shutil.rmtree(spot.output)
    assert commands.publish_to(made, NOW) == 1
    spot.output.write_text("a file")
    assert commands.publish_to(made, NOW) == 1
    assert capsys.readouterr().err.count("里没有可以发布的网站") == 2


@pytest.mark.parametrize("harm", ["noise", "row", "unfinished", "none"])
def test_a_store_that_does_not_know(tmp_path: Path, harm: str, capsys: Captured) -> None:
    """A damaged store, a changed row, a build that was killed: nothing is sent before the next build, and that is said."""
    lay(tmp_path / "output", stories(3))
    store = tmp_path / "store"
    if harm != "none":
        note_built(tmp_path / "output", store)
        base = store / "edition.sqlite"
        if harm == "noise":
            base.write_bytes(b"noise" * 4000)
            for ending in ("-wal", "-shm"):
                Path(f"{base}{ending}").unlink(missing_ok=True)
        else:
            with sqlite3.connect(base) as opened:
                if harm == "row":
                    opened.execute("UPDATE output SET path='a.html' WHERE path='index.html'")
                else:
                    opened.execute(
                        "INSERT INTO kept SELECT 'begun', name, key, value, sum FROM kept WHERE room='output'"
                    )
    made = destination("town", TargetSettings(to=f"folder:{tmp_path / 'target'}"), tmp_path / "output", store)
    assert commands.publish_to(made, NOW) == 1
    assert "不知道" in capsys.readouterr().err
    assert not (tmp_path / "target").exists()
    assert made_in(tmp_path / "output", store) == set()


def test_a_full_disk_at_every_step(spot_at: SpotAt, tmp_path: Path, capsys: Captured) -> None:
    """Whatever room there is, on the target or for the store: readers have the old site or the new one, whole; what did
    not fit is told without a traceback; with more room the next publish goes through."""
    with servers.small_disk(tmp_path / "disk", kilobytes=2000) as disk:
        for where in ("target", "store"):
            spot = Spot("folder", f"folder:{disk / 'target'}", disk / "target", tmp_path / "work")
            if where == "store":
                spot = Spot("folder", f"folder:{tmp_path / 'far'}", tmp_path / "far", disk / "work")
                spot.work.mkdir()
            servers.remount(disk, "size=9000k")
            new = spot.lay(stories(4))
            assert spot.publish(grace=0) == 0
            failed = 0
            for step in range(12):
                old, new = new, spot.lay(stories(24 if step % 2 else 4, f"第{step}版"))
                made = spot.destination(grace=0)
                used = shutil.disk_usage(disk).used // 1024
                servers.remount(disk, f"size={used + 4 + step * step * 4}k")
                capsys.readouterr()
                code = commands.publish_to(made, NOW, allow_deletes=True)
                said = capsys.readouterr().err
                served = spot.served()
                failed += code
                assert served in (old, new), (where, step)
                assert code == 0 or "满了" in said, (where, step, said)
                servers.remount(disk, "size=9000k")
                assert spot.publish(grace=0, allow=True) == 0
                assert spot.served() == new
            assert failed, where
            shutil.rmtree(spot.folder)


def test_a_clock_that_went_back_a_year(spot_at: SpotAt) -> None:
    """Old photographs stay as long as they should by the clock there is, and a lease is not young for ever."""
    from datetime import timedelta

    spot = spot_at("folder")
    spot.lay(stories(3))
    assert spot.publish() == 0
    spot.lay({**stories(3), "s01": "改过的"})
    assert spot.publish(now=NOW - timedelta(days=365)) == 0
    spot.lay({**stories(3), "s01": "又改过的"})
    assert spot.publish(now=NOW - timedelta(days=363)) == 0
    assert len([path for path in spot.served() if "-s01-" in path]) == 2
    assert commands.rollback_at(spot.destination()) == 0
