"""A page's head in tags."""

from __future__ import annotations

import pickle
from dataclasses import replace
from typing import Any

import pytest
from jinja2 import Environment, StrictUndefined

from plugins.newsroom.page import Head
from plugins.syndication.head import with_tags

from ..township import SITE, a_cut_photo, a_day, a_page, a_photo, a_story

FED = replace(SITE, feed="feed.xml")


def tagged(head: Head, path: str = "chanye/202106/qiao.html", site: Any = SITE) -> Head:
    """The head of a page as it is printed."""
    found: Head = with_tags(a_page(path, head), site).given["head"]
    return found


def graph(head: Head, **more: Any) -> dict[str, str]:
    """Its Open Graph properties."""
    rows = tagged(head, **more).tags
    assert len({name for _, name, _ in rows}) == len(rows)
    return {name: content for attribute, name, content in rows if attribute == "property"}


def test_open_graph_of_a_list() -> None:
    """A list says what it is, where it stands and in which language; what is not known is not said."""
    assert graph(Head("产业"), path="chanye/index.html") == {
        "og:site_name": "小镇",
        "og:type": "website",
        "og:title": "产业",
        "og:url": "https://town.example/xizhen/chanye/index.html",
        "og:locale": "zh_CN",
    }


def test_open_graph_of_a_story() -> None:
    """A story says when it was published and changed, to the minute and with its zone."""
    head = Head("桥", "桥通了", "article", a_day("2021-06-12T09:30"), a_day("2021-06-13"))
    found = graph(head)
    assert (found["og:type"], found["og:description"]) == ("article", "桥通了")
    assert found["article:published_time"] == "2021-06-12T09:30:00+08:00"
    assert found["article:modified_time"] == "2021-06-13T00:00:00+08:00"


SHARED = a_cut_photo(alt="桥")
WITHOUT_SHARE = replace(SHARED, renditions=tuple(r for r in SHARED.renditions if r.purpose != "share"))


@pytest.mark.parametrize(
    ("photo", "image", "width"),
    [
        (SHARED, "photos/a-share.jpg", "1200"),
        (WITHOUT_SHARE, "photos/a-960.jpeg", "960"),
        (a_photo(), None, None),
        (None, None, None),
    ],
)
def test_the_picture(photo: Any, image: str | None, width: str | None) -> None:
    """The picture is the share card, else the largest JPEG, else none; its address is absolute, its size told."""
    found = graph(Head("桥", photo=photo))
    assert found.get("og:image") == (f"https://town.example/xizhen/{image}" if image else None)
    assert found.get("og:image:width") == width
    assert found.get("og:image:alt") == ("桥" if image else None)


@pytest.mark.parametrize(
    ("head", "path", "canonical"),
    [
        (Head("产业"), "chanye/index.html", ["https://town.example/xizhen/chanye/index.html"]),
        (Head("名单"), "tags/名 单/index.html", ["https://town.example/xizhen/tags/%E5%90%8D%20%E5%8D%95/index.html"]),
        (Head("转载", canonical="https://a.example/1"), "chanye/202106/a.html", ["https://a.example/1"]),
        (Head("没有这一页", kind="missing", listed=False), "404.html", []),
    ],
)
def test_the_canonical_address(head: Head, path: str, canonical: list[str]) -> None:
    """A page's address is its own, a reprint's that of the original; the 404 page has none."""
    assert [href for rel, href, _, _ in tagged(head, path).links if rel == "canonical"] == canonical


def test_a_reprint_is_shared_as_it_stands_here() -> None:
    """Who shares a reprint shares the page that they read."""
    assert graph(Head("转载", canonical="https://a.example/1"))["og:url"].startswith("https://town.example/")


def test_what_may_not_be_listed() -> None:
    """A page that may not be listed says so to search engines, and nothing else."""
    assert tagged(Head("没有这一页", kind="missing", listed=False), "404.html").tags == (("name", "robots", "noindex"),)


def test_a_list_has_the_first_picture_that_it_shows() -> None:
    """A section has no picture of its own; a link to it that is passed on shows its newest story's."""
    page = a_page("chanye/index.html", Head("产业"), photos=(a_photo(), SHARED))
    rows = {name: content for _, name, content in with_tags(page, SITE).given["head"].tags}
    assert rows["og:image"] == "https://town.example/xizhen/photos/a-share.jpg"


def test_a_section_s_own_feed() -> None:
    """A section's list names its feed beside the site's, where it has stories."""
    section = SITE.sections[0]
    for cards, count in (((), 0), ((a_story().card,), 1)):
        page = a_page("dangjian/index.html", Head("党建"), section=section, cards=cards)
        links = [href for _, href, _, title in with_tags(page, FED).given["head"].links if title == "小镇 · 党建"]
        assert links == ["https://town.example/xizhen/dangjian/feed.xml"] * count


def test_a_story_s_section_and_tags() -> None:
    """Each tag a property of its own."""
    story = a_story(tags=("桥梁", "民生"))
    page = a_page(story.url, Head("桥", kind="article"), story=story)
    rows = [(name, content) for _, name, content in with_tags(page, SITE).given["head"].tags]
    assert [row for row in rows if row[0] in ("article:section", "article:tag")] == [
        ("article:section", "产业"),
        ("article:tag", "桥梁"),
        ("article:tag", "民生"),
    ]


def test_the_feed() -> None:
    """Every page of a site with a feed names it; a site without one names none."""
    row = ("alternate", "https://town.example/xizhen/feed.xml", "application/atom+xml", "小镇")
    assert row in tagged(Head("产业"), site=FED).links
    assert row in tagged(Head("没有", kind="missing", listed=False), "404.html", FED).links
    assert [rel for rel, *_ in tagged(Head("产业")).links] == ["canonical"]


def test_everything_else_stays() -> None:
    """The page keeps its path, its template and all else that it was given."""
    page = a_page("a.html", Head("甲"), cards=(1, 2))
    found = with_tags(page, SITE)
    assert (found.path, found.template, found.given["cards"]) == ("a.html", page.template, (1, 2))
    assert found.given["head"].title == "甲"


def test_another_s_word_behind_it() -> None:
    """Whoever has the last word after it adds to the tags, or says something else of the page; a copy that travels to
    another process says the same."""
    told = tagged(Head("甲", "述"))
    more = replace(told, tags=(*told.tags, ("name", "Description", "乙")), title="丙")
    assert (more.title, more.tags[:-1], more.links, more.data) == ("丙", told.tags, told.links, told.data)
    assert (told.described, more.described) == (False, True)
    sent = pickle.loads(pickle.dumps(told))
    assert (sent.tags, sent.links, sent.data) == (told.tags, told.links, told.data)


def test_a_fault_of_ours(monkeypatch: pytest.MonkeyPatch) -> None:
    """What breaks while a template asks is told as what it is, not as a name that is not there."""

    def broken(*_: Any) -> Any:
        return None.nothing  # type: ignore[attr-defined]

    monkeypatch.setattr("plugins.syndication.head.structured", broken)
    page = Environment(undefined=StrictUndefined).from_string("{% for data in head.data %}{% endfor %}")
    with pytest.raises(RuntimeError, match="no data") as told:
        page.render(head=tagged(Head("甲")))
    assert isinstance(told.value.__cause__, AttributeError)
