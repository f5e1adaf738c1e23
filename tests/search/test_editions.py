"""The index of a site: what is held is in none of its files, an edit of words rewrites it as a clean build would, and a
preview finds what is not published yet, marked."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from plugins import search
from plugins.newsroom import signals

from ..edition.site import a_resident, rooms
from ..incremental.newsdesk import Draft, Newsdesk, a_head, difference, in_process
from ..press import tree
from .library import cut_small, values

SECRET = "龘靐齉不许先说"


@pytest.fixture
def desk(tmp_path: Path) -> Newsdesk:
    """A township with a story that may not go out yet."""
    desk = Newsdesk(tmp_path / "小镇").open()
    head = {**a_head(7), "标题": f"{SECRET}标题", "标签": SECRET, "定时发布": "2022-06-01"}
    desk.file("news/2021/later.md", Draft(head, [f"{SECRET}。"]))
    return desk


def scripts(desk: Newsdesk) -> dict[str, bytes]:
    """The files of its index."""
    return {path: data for path, data in tree(desk.output).items() if path.startswith("search/") and path[-3:] == ".js"}


def test_what_is_held_is_in_no_shard(desk: Newsdesk) -> None:
    """Not in the texts, not in the keys, not in the tables of filters; once its time has come it is in all."""
    with in_process(), cut_small():
        desk.build()
        told = b"".join(scripts(desk).values()).decode()
        assert any(name.startswith("k") for name in values(scripts(desk)))
        assert not set(SECRET[:3]) & set(told)
        desk.set_settings(NOW="2022-07-01")
        desk.build()
        told = b"".join(scripts(desk).values()).decode()
        assert SECRET in told
        assert SECRET[:2] in told.replace(SECRET, "")
        desk.set_settings(NOW="2021-12-01")
        desk.build()
        assert not set(SECRET[:3]) & set(b"".join(scripts(desk).values()).decode())


def test_a_sentence_rewrites_few_shards(desk: Newsdesk, tmp_path: Path) -> None:
    """Words alone: the text's shard and its keys', as a clean build writes them; what they stood in before is gone."""
    with in_process(), cut_small():
        desk.build()
        before = scripts(desk)
        desk.drafts["news/2021/s1.md"].body.append("后来添了一句。")
        desk.file("news/2021/s1.md", desk.drafts["news/2021/s1.md"])
        outcome = desk.build()
        assert "查找索引" in outcome.out
        after = scripts(desk)
        desk.clean(tmp_path / "clean")
    assert difference(tree(desk.output), tree(tmp_path / "clean")) == ""
    changed = {path for path in before.keys() | after.keys() if before.get(path) != after.get(path)}
    assert 0 < len(changed) < len(after)


def test_a_preview_finds_what_is_not_published(desk: Newsdesk) -> None:
    """Marked; an edit is found; nothing of it stands in the output."""
    with rooms(), signals.pages_planned.connected_to(search.look):
        resident = a_resident(desk.site, NOW="2021-12-01")
        start = resident.look("search/index.js")
        assert start.status == 200
        assert isinstance(start.body, Path)
        text = next(start.body.parent.glob("shards/t0.*.js"))
        assert f"{SECRET}标题" in text.read_text(encoding="utf-8")
        rows = values({"t": text.read_bytes()})["t0"]
        assert [row[9:] for row in rows if SECRET in row[1]] == [[True]]  # type: ignore[attr-defined]
        assert resident.look(f"search/shards/{text.name}").status == 200
        desk.file("news/2021/s2.md", Draft(a_head(2), ["预览里改的话。"]))
        resident.refresh({desk.content / "news/2021/s2.md"})
        assert resident.look("search/index.js").status == 200
        text = next(start.body.parent.glob("shards/t0.*.js"))
        assert "预览里改的话" in text.read_text(encoding="utf-8")
        assert resident.look("search/shards/../../store/edition.sqlite").status == 404
    assert not desk.output.exists()


def test_a_damaged_index_is_made_again(desk: Newsdesk) -> None:
    """Whatever has happened to what is kept of it."""
    with in_process(), cut_small():
        desk.build()
        before = scripts(desk)
        for file in (desk.site / ".build/search").rglob("edition.sqlite*"):
            file.unlink() if file.suffix != ".sqlite" else file.write_bytes(b"no store at all" * 999)
        shutil.rmtree(desk.output / "search/shards")
        desk.set_settings(SITENAME="大镇")
        desk.build()
        assert scripts(desk) == before
