"""Atom feeds."""

from __future__ import annotations

from datetime import datetime
from typing import Any
from urllib.parse import urlsplit
from xml.etree import ElementTree

import pytest

from plugins.newsroom.story import Story
from plugins.syndication.atom import feed

from ..township import SITE, a_byline, a_day, a_story, stories_of

ATOM = "{http://www.w3.org/2005/Atom}"


def read(*stories: Story, name: str = "", page: str = "index.html", path: str = "feed.xml") -> ElementTree.Element:
    """The feed of these stories, parsed."""
    return ElementTree.fromstring(feed(SITE, name, page, path, stories))


def texts(element: ElementTree.Element, name: str) -> list[str | None]:
    """The texts of an element's children of one name."""
    return [child.text for child in element.findall(f"{ATOM}{name}")]


def test_the_feed_itself() -> None:
    """A feed says whose it is, what it follows, where it stands and when it last changed."""
    root = read(
        a_story(modified=a_day("2021-06-20T08:00")),
        a_story("b"),
        name="产业",
        page="chanye/index.html",
        path="chanye/feed.xml",
    )
    assert (texts(root, "title"), texts(root, "id")) == (
        ["小镇 · 产业"],
        ["https://town.example/xizhen/chanye/index.html"],
    )
    assert texts(root, "updated") == ["2021-06-20T08:00:00+08:00"]
    assert {link.get("rel"): link.get("href") for link in root.findall(f"{ATOM}link")} == {
        "alternate": "https://town.example/xizhen/chanye/index.html",
        "self": "https://town.example/xizhen/chanye/feed.xml",
    }
    assert root.findtext(f"{ATOM}author/{ATOM}name") == "小镇"
    assert texts(read(a_story()), "title") == ["小镇"]


def test_an_entry() -> None:
    """An entry has all that a reader's list shows, and no more of the story than its summary."""
    story = a_story(id="x1", headline="桥通了", byline=a_byline("甲", "乙"), tags=("党建", "产业"), summary="摘要。")
    (entry,) = read(story).findall(f"{ATOM}entry")
    assert (texts(entry, "title"), texts(entry, "summary")) == (["桥通了"], ["摘要。"])
    assert texts(entry, "id") == ["tag:town.example,2021-06-12:x1"]
    assert [link.get("href") for link in entry.findall(f"{ATOM}link")] == [
        "https://town.example/xizhen/chanye/202106/qiao.html"
    ]
    assert texts(entry, "published") == texts(entry, "updated") == ["2021-06-12T00:00:00+08:00"]
    assert [child.findtext(f"{ATOM}name") for child in entry.findall(f"{ATOM}author")] == ["甲", "乙"]
    assert [row.get("term") for row in entry.findall(f"{ATOM}category")] == ["chanye", "党建", "产业"]
    assert entry.find(f"{ATOM}content") is None


def test_the_order_and_the_ids() -> None:
    """Entries stand in the order given; no two have one id, and all times are told with their zone."""
    root = read(*stories_of(20))
    ids = [entry.findtext(f"{ATOM}id") for entry in root.findall(f"{ATOM}entry")]
    assert [str(id_).rpartition(":")[2] for id_ in ids] == [f"s{n}" for n in range(20)]
    times = [time for entry in root.findall(f"{ATOM}entry") for time in texts(entry, "updated")]
    assert all(datetime.fromisoformat(str(time)).tzinfo for time in times)


def test_an_id_outlives_the_address() -> None:
    """A story that moves to another section under another name keeps its id."""
    (one,) = read(a_story("old", id="x1")).findall(f"{ATOM}entry")
    (two,) = read(a_story("new", id="x1", url="dangjian/202106/new.html")).findall(f"{ATOM}entry")
    assert texts(one, "id") == texts(two, "id")


@pytest.mark.parametrize("id_", ["稿 1", "a b", "<x>", "a#b", "a%b"])
def test_an_id_is_an_address(id_: str) -> None:
    """Whatever a reporter writes as 稿号, the entry's id holds only what an address may."""
    (entry,) = read(a_story(id=id_)).findall(f"{ATOM}entry")
    found = str(entry.findtext(f"{ATOM}id"))
    assert found.isascii()
    assert not set(found) & set(' <>"#')
    assert urlsplit(found).scheme == "tag"


@pytest.mark.parametrize("words", ["<b>甲</b> & 乙", "]]>", '"引号"', "甲\t乙", "&lt;", "👩‍🌾𠮷"])
def test_hostile_words(words: str) -> None:
    """Whatever a headline, summary, name or tag holds comes out of the feed as it went in."""
    more: dict[str, Any] = {"headline": words, "summary": words, "byline": a_byline(words), "tags": (words,)}
    (entry,) = read(a_story(**more)).findall(f"{ATOM}entry")
    assert texts(entry, "title") == texts(entry, "summary") == [words]
    assert entry.findtext(f"{ATOM}author/{ATOM}name") == words
    assert entry.findall(f"{ATOM}category")[1].get("term") == words
