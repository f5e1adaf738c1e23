"""Whether an edition still stands: seen from its files alone, and never where anything has moved."""

from __future__ import annotations

import os
import shutil
from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest

from plugins.incremental.account import Account
from plugins.incremental.file_digests import Scan, digest_of, packed, state_of
from plugins.incremental.last_build import LastBuild, stands
from plugins.incremental.output import Dependencies, Output
from plugins.incremental.settings import plain, read_settings_file
from plugins.incremental.sources import sources
from plugins.incremental.store import Store

NOW = datetime(2021, 12, 1, 9, 30, tzinfo=UTC)
ACCOUNT = Account("稿件 2 篇，用时 {time} 秒", "提醒  甲", 0)


@dataclass
class Desk:
    """A site of three files, and an output of two."""

    site: Path
    mark: str = "settings"

    def asked(self, now: datetime | None = NOW) -> Account | None:
        """What a build that comes now is told; what it learns is kept."""
        store, last, key, scan = self.open()
        account = last.account(key, now)
        scan.save()
        store.commit()
        return account

    def built(self, until: datetime | None = None) -> None:
        """A build has made everything."""
        store, last, key, scan = self.open()
        output = self.site / "output"
        for name in ("index.html", "feed.xml"):
            output.mkdir(exist_ok=True)
            (output / name).write_text(name, encoding="utf-8")
        page = output / "index.html"
        digest = digest_of(page.read_bytes())
        last.output.backup.keep(os.fspath(page), digest)
        last.output.wrote("index.html", Dependencies(b"g" * 16, b"t" * 16, b"c" * 16), packed(state_of(page)), digest)
        last.output.note("feed.xml")
        last.output.save()
        last.save(key, NOW, until, ACCOUNT)
        scan.save()
        store.commit()

    def open(self) -> tuple[Store, LastBuild, bytes, Scan]:
        store = Store(self.site / ".build")
        last, scan = LastBuild(store, Output(store, self.site / "output")), Scan(store)
        settings = {"PATH": self.site / "content", "THEME": self.site / "theme"}
        return store, last, last.key(sources(self.site, settings, self.mark), scan), scan


@pytest.fixture
def desk(tmp_path: Path) -> Desk:
    """A site that has been built."""
    for name in ("content/news/qiao.md", "theme/layout.html", "pelicanconf.py"):
        file = tmp_path / "site" / name
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(name, encoding="utf-8")
    desk = Desk(tmp_path / "site")
    desk.built()
    return desk


def test_it_stands(desk: Desk) -> None:
    """Again and again."""
    assert desk.asked() == ACCOUNT
    assert desk.asked() == ACCOUNT


def append(name: str) -> Callable[[Path], object]:
    return lambda site: (site / name).write_text("另一句", encoding="utf-8")


def restored(site: Path) -> None:
    """Other words of the same length, and the old times put back."""
    file = site / "content/news/qiao.md"
    before = file.stat()
    file.write_bytes(file.read_bytes()[::-1])
    os.utime(file, ns=(before.st_atime_ns, before.st_mtime_ns))


def output_of(site: Path) -> Output:
    return Output(Store(site / ".build"), site / "output")


MOVES: dict[str, Callable[[Path], object]] = {
    "a story": append("content/news/qiao.md"),
    "a story, times put back": restored,
    "a new photo": append("content/news/qiao.jpg"),
    "a story gone": lambda site: (site / "content/news/qiao.md").unlink(),
    "a template": append("theme/layout.html"),
    "a new template": append("theme/card.html"),
    "settings": append("pelicanconf.py"),
    "a page": append("output/index.html"),
    "a feed": append("output/feed.xml"),
    "the store gone": lambda site: shutil.rmtree(site / ".build"),
    "a build that was killed": lambda site: output_of(site).announce(["index.html"]),
}


@pytest.mark.parametrize("move", MOVES)
def test_whatever_moves_is_seen(desk: Desk, move: str) -> None:
    """Once is enough, and it stands again after the next build."""
    MOVES[move](desk.site)
    assert desk.asked() is None
    desk.built()
    assert desk.asked() == ACCOUNT


LOSSES: dict[str, tuple[Callable[[Path], object], int]] = {
    "a page": (lambda site: (site / "output/index.html").unlink(), 1),
    "a feed": (lambda site: (site / "output/feed.xml").unlink(), 1),
    "the output": (lambda site: shutil.rmtree(site / "output"), 2),
}


@pytest.mark.parametrize("loss", LOSSES)
def test_whatever_is_lost_is_put_back(desk: Desk, loss: str) -> None:
    """By its backup, and told; then it stands as before."""
    lose, count = LOSSES[loss]
    lose(desk.site)
    assert desk.asked() == replace(ACCOUNT, back=count)
    assert {file.name: file.read_text(encoding="utf-8") for file in (desk.site / "output").iterdir()} == {
        "index.html": "index.html",
        "feed.xml": "feed.xml",
    }
    assert desk.asked() == ACCOUNT


@pytest.mark.parametrize("move", ["a story", "settings", "a build that was killed"])
def test_nothing_is_put_back_for_another_edition(desk: Desk, move: str) -> None:
    """What does not stand is for the build that follows."""
    MOVES[move](desk.site)
    shutil.rmtree(desk.site / "output")
    assert desk.asked() is None
    assert not (desk.site / "output").exists()


def test_what_has_no_twin(desk: Desk) -> None:
    """The edition does not stand, though what has its backup is put back for the build that follows."""
    shutil.rmtree(desk.site / "output")
    digest = digest_of(b"feed.xml").hex()
    (desk.site / ".build/backup" / digest[:2] / digest[2:]).unlink()
    assert desk.asked() is None
    assert [file.name for file in (desk.site / "output").iterdir()] == ["index.html"]


def test_values_of_settings(desk: Desk) -> None:
    """Also where no file has changed: an address in the environment."""
    desk.mark = "other settings"
    assert desk.asked() is None


def test_a_touch_is_nothing(desk: Desk) -> None:
    """Nor is a clone, whose files are all new but the same, with its store and its output."""
    for file in desk.site.rglob("*.*"):
        if file.is_file() and ".build" not in file.parts:
            os.utime(file)
    assert desk.asked() == ACCOUNT
    clone = desk.site.with_name("clone")
    shutil.copytree(desk.site, clone, copy_function=shutil.copyfile)
    assert Desk(clone).asked() == ACCOUNT
    shutil.rmtree(clone / "output")
    assert Desk(clone).asked() == replace(ACCOUNT, back=2)


def test_the_moment_comes(desk: Desk) -> None:
    """An embargo passes; a clock that was put back is not believed; a moment in the settings is part of them."""
    desk.built(until=NOW + timedelta(hours=1))
    assert desk.asked(NOW + timedelta(minutes=59)) == ACCOUNT
    assert desk.asked(NOW + timedelta(hours=1)) is None
    assert desk.asked(NOW - timedelta(seconds=1)) is None
    assert desk.asked(None) == ACCOUNT


def test_what_it_says(capsys: pytest.CaptureFixture[str]) -> None:
    """The time of this build, the problems of the last, and the exit code of both."""
    assert Account("用时 {time} 秒", "错误  甲", 1).tell(0.25) == 1
    told = capsys.readouterr()
    assert (told.out, told.err) == ("用时 0.2 秒\n", "错误  甲\n")
    Account("用时 {time} 秒\n没有发现问题", "", 0, back=3).tell(0.25)
    assert capsys.readouterr().out == "用时 0.2 秒\n恢复缺失或被改过的文件 3 个\n没有发现问题\n"


def test_a_function_among_the_settings(tmp_path: Path) -> None:
    """It is told by its name and by what it does, not by where it lies in memory."""
    one, same, other = (
        plain(eval(words), tmp_path) for words in ("lambda x: x + 1", "lambda x: x + 1", "lambda x: x + 2")
    )
    assert one == same
    assert one != other


def test_plugins_of_others_are_always_called(tmp_path: Path) -> None:
    """They may want to hear of the end of every build."""
    conf = tmp_path / "conf.py"
    conf.write_text(
        "PATH = 'content'\nTHEME = 'theme'\nOUTPUT_PATH = 'output'\nPLUGINS = ['sitemap']\n", encoding="utf-8"
    )
    Store(tmp_path / ".build").commit()
    account, look = stands(read_settings_file(conf))
    assert account is None
    assert look.mark


def test_a_large_output_is_known_in_a_clone(desk: Desk) -> None:
    """A sitemap of ten thousand stories is larger than a megabyte, and written anew with every clone."""
    (desk.site / "output/sitemap.xml").write_bytes(b"x" * 3_000_000)
    store, last, key, scan = desk.open()
    last.output.note("sitemap.xml")
    last.output.now = last.output.known | last.output.now
    last.output.save()
    scan.save()
    store.commit()
    clone = desk.site.with_name("clone")
    shutil.copytree(desk.site, clone, copy_function=shutil.copyfile)
    assert Desk(clone).asked() == ACCOUNT


def test_functions_are_told_apart_by_all_that_they_are_made_of(tmp_path: Path) -> None:
    """A set, a tuple or a function inside a function is as much part of it as a number."""

    def made(words: str) -> str:
        names: dict[str, Any] = {}
        exec(f"def f(x):\n    return {words}", names)  # as two settings files would have it
        return repr(plain(names["f"], tmp_path))

    for one, other in (
        ("x in {'a'}", "x in {'b'}"),
        ("x in ('a', 1)", "x in ('a', 2)"),
        ("[y + 1 for y in x]", "[y + 2 for y in x]"),
    ):
        assert made(one) == made(one)
        assert made(one) != made(other)
