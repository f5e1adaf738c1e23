"""The ledger: every address once, none lost."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from plugins.newsroom.body import Body, Part
from plugins.newsroom.ledger import (
    NAME,
    Entry,
    Ledger,
    Move,
    digest,
    issued,
    note_issued,
    read_ledger,
    reserve,
    settle,
    write_ledger,
)
from plugins.newsroom.photo import Caption, Photo
from plugins.newsroom.story import Story

from ..township import DANGJIAN, NOW, a_body, a_day, a_story

LATER = a_day("2022-03-01")


def published(*stories: Story) -> Ledger:
    return Ledger().publish(issued(stories), NOW)


def test_to_disk_and_back(tmp_path: Path) -> None:
    """What is written is read; where there is no file there is an empty ledger."""
    assert read_ledger(tmp_path) == (Ledger(), [])
    ledger = published(a_story("qiao"), a_story("lu")).reserve("cha")
    write_ledger(tmp_path / "content", ledger)
    assert read_ledger(tmp_path / "content") == (ledger, [])
    assert [path.name for path in (tmp_path / "content").iterdir()] == [NAME]


def test_a_reserved_line_is_filled_in() -> None:
    """A draft's line gets its address when the story is out; the order of lines stays."""
    ledger = Ledger().reserve("lu").reserve("qiao").reserve("qiao")
    assert [entry.id for entry in ledger.entries] == ["lu", "qiao"]
    after = ledger.publish(issued([a_story("qiao")]), NOW)
    assert after.entries[1] == Entry("qiao", "chanye/202106/qiao.html", "2021-12-01", digest(a_story("qiao")))


def test_an_address_keeps_its_first_day() -> None:
    """Published again, an address has its first day and the new digest; published as it was, nothing changes."""
    ledger = published(a_story())
    assert ledger.publish(issued([a_story()]), LATER) == ledger
    (entry,) = ledger.publish(issued([a_story(body=a_body("改过。"))]), LATER).entries
    assert (entry.published, entry.digest == ledger.entries[0].digest) == ("2021-12-01", False)


def test_a_story_that_moved() -> None:
    """A story under another section, month or slug leaves its address: old line kept, new line added."""
    before = a_story("qiao", id="x1")
    for after in (
        a_story("qiao", id="x1", section=DANGJIAN),
        a_story("qiao", id="x1", date=a_day("2021-07-01")),
        a_story("tongche", id="x1"),
    ):
        ledger = published(before)
        assert ledger.moves([after]) == (Move("x1", before.url, after.url),)
        assert [entry.url for entry in ledger.publish(issued([after]), LATER).entries] == [before.url, after.url]


def test_every_address_on_a_long_way() -> None:
    """Moved twice, both addresses lead to where the story is now; moved back, only the other does."""
    one, two, three = (a_story(slug, id="x1") for slug in ("a", "b", "c"))
    ledger = published(one).publish(issued([two]), LATER)
    assert [move.old for move in ledger.moves([three])] == [one.url, two.url]
    assert ledger.moves([one]) == (Move("x1", two.url, one.url),)


def test_an_address_that_another_story_has_taken() -> None:
    """Where another story lives now, it stays its."""
    assert published(a_story("qiao", id="x1")).moves([a_story("new", id="x1"), a_story("qiao", id="x2")]) == ()


def test_an_address_that_two_stories_have_left() -> None:
    """The one that had it last is where it leads."""
    ledger = published(a_story("a", id="x1")).publish(issued([a_story("b", id="x1"), a_story("a", id="x2")]), LATER)
    moves = {move.old: move.id for move in ledger.moves([a_story("b", id="x1"), a_story("c", id="x2")])}
    assert moves == {"chanye/202106/a.html": "x2"}


def test_a_story_without_an_id_of_its_own() -> None:
    """A slug was the id of a story that wrote none: renamed, it is known by its words; not where two say the same."""
    said = {"headline": "桥通了", "body": a_body("桥通了。")}
    before, after = a_story("qiao", **said), a_story("tongche", **said)
    assert published(before).moves([after]) == (Move("qiao", before.url, after.url),)
    assert published(before).moves([after, a_story("lu", **said)]) == ()
    assert published(before, after).moves([after]) == ()


def test_a_story_that_is_gone() -> None:
    """An address whose story is no more leads nowhere."""
    assert published(a_story("qiao")).moves([a_story("lu")]) == ()


@pytest.mark.parametrize("line", ["<<<<<<< HEAD", "a\tb\tc", "\tb\tc\td"])
def test_a_broken_line_is_told_and_never_lost(tmp_path: Path, line: str) -> None:
    """A line that is none is told with its number; as long as it is there nothing is written over it."""
    text = f"稿号\t网址\t首发\t摘要值\nqiao\tq.html\t2021-06-12\tab\n{line}\n"
    (tmp_path / NAME).write_text(text, encoding="utf-8")
    ledger, (problem,) = read_ledger(tmp_path)
    assert ([entry.id for entry in ledger.entries], problem.line) == (["qiao"], 3)
    assert reserve(tmp_path, "lu") == [problem]
    note_issued(tmp_path / ".build", [a_story()])
    assert settle(tmp_path, tmp_path / ".build", NOW) == [problem]
    assert (tmp_path / NAME).read_text(encoding="utf-8") == text


def test_a_ledger_in_another_encoding(tmp_path: Path) -> None:
    """A ledger that is no UTF-8 is told and left alone."""
    (tmp_path / NAME).write_bytes("稿号\t网址".encode("gbk"))
    assert len(reserve(tmp_path, "lu")) == 1
    assert (tmp_path / NAME).read_bytes() == "稿号\t网址".encode("gbk")


def test_settled_once_it_is_out(tmp_path: Path) -> None:
    """What a publish build gave out is entered when it has reached its readers, beside what was reserved meanwhile."""
    store = tmp_path / ".build"
    reserve(tmp_path, "qiao")
    note_issued(store, [a_story("qiao")])
    reserve(tmp_path, "cha")
    assert settle(tmp_path, store, NOW) == []
    once = (tmp_path / NAME).read_bytes()
    assert [(e.id, e.url, e.published) for e in read_ledger(tmp_path)[0].entries] == [
        ("qiao", "chanye/202106/qiao.html", "2021-12-01"),
        ("cha", "", ""),
    ]
    assert settle(tmp_path, store, LATER) == []
    assert (tmp_path / NAME).read_bytes() == once


def test_nothing_to_settle(tmp_path: Path) -> None:
    """Without a publish build there is nothing to enter, and no file is made."""
    assert settle(tmp_path, tmp_path / ".build", NOW) == []
    assert list(tmp_path.iterdir()) == []


slugs = st.sampled_from("abcd")
editions = st.lists(st.dictionaries(st.sampled_from(["x1", "x2", "x3"]), slugs, max_size=3), min_size=1, max_size=6)


@settings(deadline=None)
@given(editions)
def test_no_address_is_ever_lost(history: list[dict[str, str]]) -> None:
    """Whatever moves where: every address ever published belongs to a story now, or leads to the one that had it last
    if that is still out; no line is ever doubled."""
    ledger = Ledger()
    last: dict[str, str] = {}
    for edition in history:
        owners: dict[str, str] = {}
        for id, slug in edition.items():
            owners.setdefault(slug, id)
        stories = [a_story(slug, id=id, headline=id) for slug, id in owners.items()]
        ledger = ledger.publish(issued(stories), NOW)
        last |= {story.url: story.id for story in stories}
        ways = {move.old: move.new for move in ledger.moves(stories)}
        now = {story.url: story.id for story in stories}
        assert len({(entry.id, entry.url) for entry in ledger.entries}) == len(ledger.entries)
        for url, owner in last.items():
            if url not in now and owner in now.values():
                assert now[ways[url]] in {entry.id for entry in ledger.entries if entry.url == url}
        assert not set(ways) & set(now)


def test_borrowed_captions_are_no_words_of_the_story() -> None:
    """What a photo's own file says of it may come and go with the file."""
    body = Body((Part("photo", photos=(0,)),))
    own = a_story("qiao", body=body, photos=(Photo("a.jpg"),))
    borrowed = replace(own, photos=(Photo("a.jpg", caption=Caption("乔家沟"), borrowed=("caption",)),))
    written = replace(own, photos=(Photo("a.jpg", caption=Caption("乔家沟")),))
    assert digest(own) == digest(borrowed) != digest(written)
