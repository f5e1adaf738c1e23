"""The first build of a store reads each file of copy once, and knows of it all that a second look would have told."""

from __future__ import annotations

import shutil
import time
from collections import Counter
from collections.abc import Iterator
from functools import partial
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

import pytest

from plugins.edition.session import Session
from plugins.edition.take_in import intake
from plugins.edition.take_in.copy_files import Source
from plugins.edition.take_in.copy_files import scan as copy_in
from plugins.edition.take_in.intake import Intake, Typist
from plugins.edition.take_in.reading import read_copy
from plugins.incremental import file_digests as scan
from plugins.incremental.last_build import LastBuild
from plugins.incremental.store import BodyStore, Store
from plugins.newsroom.gazetteer import read_gazetteer

from ..press import tree
from .newsdesk import Newsdesk, difference, in_process


@pytest.fixture
def desk(tmp_path: Path) -> Iterator[Newsdesk]:
    """A township that was never built, with a file of copy that is no story yet."""
    with in_process():
        desk = Newsdesk(tmp_path / "小镇").open()
        desk.put("content/news/2021/s1.new.md", "标题：改到一半\n\n还没有写完。\n")
        time.sleep(2 * scan.TICK / 1e9)  # a file that was saved just now is looked at once more
        yield desk


@pytest.fixture
def read(monkeypatch: pytest.MonkeyPatch) -> Counter[str]:
    """How often each file was read."""
    counted: Counter[str] = Counter()
    once = scan.read_file

    def counting(file: Path | str) -> tuple[bytes, bytes, bytes]:
        counted[Path(file).name] += 1
        return once(file)

    monkeypatch.setattr(scan, "read_file", counting)
    monkeypatch.setattr(intake, "read_file", counting)
    return counted


def test_once(desk: Newsdesk, read: Counter[str]) -> None:
    """Each file is read once, and what is known of it then is enough for the next build to read none."""
    desk.build()
    copy = [f"s{number}.md" for number in range(4)] + ["story.md", "s1.new.md"]
    assert [read[name] for name in copy] == [1] * 6
    read.clear()
    desk.put("content/villages.toml", (desk.content / "villages.toml").read_text(encoding="utf-8") + "\n")
    desk.build()
    assert [name for name in copy if read[name]] == []


def test_saved_before_it_is_read(desk: Newsdesk, monkeypatch: pytest.MonkeyPatch) -> None:
    """A story that is saved between the first look and its reading is what it was when it was read."""
    _at(monkeypatch, Session, "take_in", lambda: _change(desk))
    desk.build()
    assert "改过的。" in (desk.output / "chanye/202101/s0.html").read_text(encoding="utf-8")
    _is_a_clean_builds(desk)


@pytest.mark.parametrize("change", ["edit", "drop", "add"])
@pytest.mark.parametrize("step", [(LastBuild, "whole_key"), (Session, "printer")], ids=lambda step: step[1])
@pytest.mark.parametrize("settled", [True, False])
def test_saved_after_it_was_read(
    desk: Newsdesk, monkeypatch: pytest.MonkeyPatch, change: str, step: tuple[type, str], settled: bool
) -> None:
    """A story that is saved, deleted or filed when all have been read is seen by the next build, also where it had been
    saved just before it was read."""
    if not settled:
        monkeypatch.setattr(scan, "TICK", 10**18)

    def happen() -> None:
        if change == "edit":
            _change(desk)
        elif change == "drop":
            (desk.content / "news/2021/s0.md").unlink()
        else:
            shutil.copy(desk.content / "news/2021/s0.md", desk.content / "news/2021/s9.md")

    _at(monkeypatch, *step, happen)
    desk.build()
    _is_a_clean_builds(desk)


@pytest.fixture
def take_in(desk: Newsdesk) -> Iterator[Any]:
    """Takes in the desk's stories by way of a new store; the files it was told of, and the store."""
    store = Store(desk.site / ".build")
    gazetteer, _ = read_gazetteer(desk.content)
    shelf = BodyStore(store.file).use()
    typist = Typist({"extensions": ["plugins.blocks"]}, gazetteer, (), ZoneInfo("Asia/Shanghai"), shelf)
    sources = [source for source in copy_in(desk.content)[0] if source.kind == "story"]

    def taken(reader: Any = None) -> tuple[Store, list[tuple[int, int]]]:
        told: list[tuple[int, int]] = []
        taking = Intake(store, shelf, b"reading", scan.Scan(store), 1)
        taking.stories(sources, typist, reader and partial(reader, typist), lambda *words: told.append(words))
        return store, told

    yield taken
    shelf.close()
    store.close()


def test_saved_while_another_reads_it(desk: Newsdesk, take_in: Any) -> None:
    """Where plugins look on while copy is read, a story that is saved meanwhile is not kept as what it is then."""

    def read_and_save(typist: Typist, source: Source) -> Any:
        read = read_copy(source.path, source.file.read_bytes(), typist.markdown)
        source.file.write_text(source.file.read_text(encoding="utf-8") + "\n改过的。\n", encoding="utf-8")
        return read

    store, _ = take_in(read_and_save)
    keys = store.keys("copy")
    story = desk.content / "news/2021/s0.md"
    assert keys["content/news/2021/s0.md"] != b"reading" + scan.digest_of(story.read_bytes())


def test_progress(take_in: Any) -> None:
    """Files are counted as they are read; where none has to be, nothing is told."""
    _, told = take_in()
    assert told[-1] == (5, 5)
    assert take_in()[1] == []


def _change(desk: Newsdesk) -> None:
    story = desk.content / "news/2021/s0.md"
    story.write_text(story.read_text(encoding="utf-8") + "\n改过的。\n", encoding="utf-8", newline="\n")


def _at(monkeypatch: pytest.MonkeyPatch, who: type, name: str, happen: Any) -> None:
    """Have something happen when a build comes to one of its steps, the first time."""
    step, left = getattr(who, name), [happen]

    def stepping(self: Any, *args: Any) -> Any:
        if left:
            left.pop()()
        return step(self, *args)

    monkeypatch.setattr(who, name, stepping)


def _is_a_clean_builds(desk: Newsdesk) -> None:
    desk.build()
    desk.clean(desk.site.parent / "clean")
    assert difference(tree(desk.output), tree(desk.site.parent / "clean")) == ""


def test_an_original_is_read_once(desk: Newsdesk, monkeypatch: pytest.MonkeyPatch) -> None:
    """Whoever looks at a photograph takes its digest by the way: it is not read once more to tell whether it has
    changed. (A worker that cuts it reads it out of the system's cache.)"""
    opened: list[str] = []
    real = open

    def noting(file: object, *rest: object, **more: object) -> object:
        opened.append(str(file))
        return real(file, *rest, **more)  # type: ignore[call-overload]

    monkeypatch.setattr("builtins.open", noting)
    monkeypatch.setattr("io.open", noting)
    assert desk.build().code == 0
    photos = sorted((desk.content).rglob("*.jpg"))
    assert photos
    assert {file.name: opened.count(str(file)) for file in photos} == {file.name: 1 for file in photos}
    opened.clear()
    assert "改动文件 0 个" in desk.build().out
    for file in photos:
        file.touch()
    desk.build()
    assert "改动文件 0 个" in desk.build().out
