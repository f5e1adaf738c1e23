"""Every page of the edition as a value."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import timedelta
from typing import Any

import pytest

from plugins.edition.plan.inputs import Desk
from plugins.edition.plan.listings import LIST, MONTH, STORIES_OF_A_BASE
from plugins.edition.plan.pages import all_pages, with_menu
from plugins.edition.plan.related import Around
from plugins.newsroom.body import Correction, Video
from plugins.newsroom.page import Page
from plugins.newsroom.story import Base, Byline, StandingPage, Story

from ..township import (
    DANGJIAN,
    GAZETTEER,
    NOW,
    SITE,
    XIAKOU,
    ZHENGGOU,
    a_base,
    a_body,
    a_byline,
    a_day,
    a_photo,
    a_standing_page,
    a_story,
    base_name,
    paths_of,
    stories_of,
)


def plan(
    stories: Sequence[Story] = (),
    bases: Sequence[Base] = (),
    standing: Sequence[StandingPage] = (),
    links: Mapping[str, Mapping[str, str]] | None = None,
) -> dict[str, Page]:
    """The pages of an edition by path; no two may stand on one."""
    desk = Desk(
        with_menu(SITE, stories, bases, standing),
        GAZETTEER,
        stories,
        bases,
        standing,
        links or {},
        Around(stories),
        NOW,
    )
    pages = list(all_pages(desk))
    assert len(set(paths_of(pages))) == len(pages)
    return {page.path: page for page in pages}


def slugs(cards: Sequence[Any]) -> list[str]:
    """Whose cards these are."""
    return [card.url.rpartition("/")[2].removesuffix(".html") for card in cards]


def a_full_township() -> dict[str, Page]:
    """An edition with every kind of page, several of them long."""
    base = a_base(villages=(ZHENGGOU,), photos=(a_photo("bases/jinye/f.jpg"),))
    photos = tuple(a_photo(f"news/2021/{name}.jpg") for name in "abc")
    stories = stories_of(
        50,
        tags=("食用菌", "WiFi", "wifi", "CON", "党建 引领", "a/b", "..", "？*"),
        byline=Byline(("本站记者", "con", "CON", "王某")),
        villages=(ZHENGGOU,),
        bases=(base_name(base),),
        photos=photos,
        cover=photos[0],
    )
    stories[3] = replace(stories[3], section=DANGJIAN, url=f"dangjian/{stories[3].date:%Y%m}/s3.html")
    return plan(stories, [base], [a_standing_page()])


def test_every_kind_of_page() -> None:
    """A township has all the pages that its readers are promised."""
    paths = set(a_full_township())
    assert paths >= {
        "index.html", "404.html", "about.html", "chanye/index.html", "chanye/page-2.html", "chanye/page-3.html",
        "dangjian/index.html", "villages/zhenggou/index.html", "villages/zhenggou/page-2.html",
        "villages/xiakou/index.html", "bases/index.html", "bases/jinye.html", "tags/shiyongjun/index.html",
        "reporters/benzhan/index.html", "archive/index.html", "archive/2021/index.html", "archive/2021/11.html",
        "archive/2021/10.html", "search/index.html", "gallery/index.html", "gallery/page-2.html", "corrections/index.html",
        "chanye/202111/s0.html", "dangjian/202111/s3.html",
    }  # fmt: skip


def test_paths_are_legal_everywhere() -> None:
    """No path holds what Windows keeps for itself, no two differ in capitals only, and none is a folder of another."""
    paths = list(a_full_township())
    assert len({path.lower() for path in paths}) == len(paths)
    for path in paths:
        for name in path.split("/"):
            assert re.fullmatch(r"[a-z0-9]+(?:-[a-z0-9]+)*(?:\.html)?", name)
            assert not re.fullmatch(r"con|prn|aux|nul|com\d|lpt\d", name.partition(".")[0])
    folders = {path.rpartition("/")[0] for path in paths}
    assert not folders & set(paths)


def test_an_edition_of_nothing() -> None:
    """Without any copy there are still a home page, sections, lists and a 404 page."""
    pages = plan()
    assert pages["index.html"].given["lead"] is None
    assert pages["index.html"].given["headlines"] == ()
    assert pages["index.html"].given["today"] is None
    assert pages["chanye/index.html"].given["cards"] == ()
    assert pages["archive/index.html"].given["years"] == ()
    assert not pages["404.html"].given["head"].listed


def test_what_a_template_sees() -> None:
    """Each template is given the same names on each of its pages, and its head, its place in the nav and its photos."""
    by_template: dict[str, set[frozenset[str]]] = {}
    for page in a_full_township().values():
        by_template.setdefault(page.template, set()).add(frozenset(page.given))
        assert {"head", "here", "photos"} <= set(page.given)
    assert all(len(names) == 1 for names in by_template.values())
    lists = {"cards", "pager"}
    given = {template: next(iter(names)) - {"head", "here", "photos"} for template, names in by_template.items()}
    assert given == {
        "home.html": {"lead", "headlines", "columns", "bases", "villages", "today"},
        "news.html": {"story", "links", "newer", "older", "related", "base_links", "village_links", "tag_links"}
        | {"reporter_links"},
        "section.html": {"section"} | lists,
        "village.html": {"village", "bases"} | lists,
        "bases.html": {"bases"},
        "base.html": {"base", "links", "years", "cards", "village_links"},
        "tag.html": {"name"} | lists,
        "reporter.html": {"name"} | lists,
        "archive.html": {"years"},
        "archive_year.html": {"year", "months", "newer", "older"},
        "archive_month.html": {"month", "cards", "newer", "older"},
        "search.html": {"sections", "years", "villages", "bases", "tags", "reporters"},
        "gallery.html": {"bases", "albums", "pager"},
        "corrections.html": {"corrections"},
        "page.html": {"page", "links"},
        "missing.html": set(),
    }


@pytest.mark.parametrize(
    ("genre", "template"),
    [
        ("消息", "news.html"),
        ("公告", "news.html"),
        ("通讯", "feature.html"),
        ("评论", "feature.html"),
        ("图片", "feature.html"),
    ],
)
def test_the_template_of_a_genre(genre: str, template: str) -> None:
    """News and notices are printed small, all else as a feature."""
    story = a_story(genre=genre)
    assert plan([story])[story.url].template == template


def test_today() -> None:
    """The day of the home page is that of the newest story, not of the build."""
    assert plan(stories_of(3))["index.html"].given["today"] == a_day("2021-11-30")


def test_a_story_and_what_is_around_it() -> None:
    """A story is given its neighbours, its links and the pages of everything that it names."""
    base = a_base()
    middle = a_story(
        "mid",
        date=a_day("2021-05-02"),
        bases=(base_name(base),),
        villages=(XIAKOU,),
        tags=("食用菌",),
        byline=a_byline("本站记者"),
        original_url="https://a.example/1",
        summary="摘要",
    )
    stories = [a_story("new"), middle, a_story("old", date=a_day("2021-05-01"))]
    page = plan(stories, [base], links={middle.path: {"a.md": "b.html"}})[middle.url]
    given = page.given
    assert slugs([given["newer"], given["older"]]) == ["new", "old"]
    assert given["links"] == {"a.md": "b.html"}
    named = [given[f"{kind}_links"] for kind in ("base", "village", "tag", "reporter")]
    assert [[(link.name, link.url) for link in links] for links in named] == [
        [("近叶药材基地", "bases/jinye.html")],
        [("峡口村", "villages/xiakou/index.html")],
        [("食用菌", "tags/shiyongjun/index.html")],
        [("本站记者", "reporters/benzhan/index.html")],
    ]
    assert (given["here"], given["head"].kind, given["head"].canonical) == ("chanye", "article", "https://a.example/1")
    assert (given["head"].title, given["head"].description) == (middle.headline, "摘要")


def test_every_link_between_pages_leads_to_one() -> None:
    """Whatever page a page's values name by path, the edition has."""
    pages = a_full_township()

    def paths(value: Any) -> set[str]:
        if isinstance(value, str):
            return {value} if value.endswith(".html") else set()
        if isinstance(value, list | tuple | set):
            return {path for item in value for path in paths(item)}
        if hasattr(value, "__dataclass_fields__"):
            return {path for name in value.__dataclass_fields__ for path in paths(getattr(value, name))}
        return set()

    for page in pages.values():
        for value in page.given.values():
            assert paths(value) <= set(pages)


def test_every_story_in_its_lists() -> None:
    """Every story stands once in its section, its village, its tag, its byline and its month, newest first."""
    pages = a_full_township()
    for prefix in ("chanye/", "villages/zhenggou/", "tags/shiyongjun/", "reporters/benzhan/", "archive/2021/"):
        cards = [
            card for page in pages.values() if page.path.startswith(prefix) for card in page.given.get("cards", ())
        ]
        expected = [f"s{n}" for n in range(50) if prefix != "chanye/" or n != 3]
        assert slugs(cards) == expected


def test_lists_are_cut() -> None:
    """A list page holds no more than its measure."""
    pages = a_full_township()
    assert [len(pages[f"chanye/{name}"].given["cards"]) for name in ("index.html", "page-2.html", "page-3.html")] == [
        LIST,
        LIST,
        9,
    ]


def test_a_base() -> None:
    """A base shows its facts' villages, its photographs through the years and a bounded list of its stories."""
    base = a_base(villages=(ZHENGGOU,), photos=(a_photo("own.jpg"),))
    stories = stories_of(STORIES_OF_A_BASE + 5, bases=(base_name(base),))
    stories[0] = replace(stories[0], photos=(a_photo("n.jpg", "近叶药材基地"),))
    given = plan(stories, [base])["bases/jinye.html"].given
    assert [(year.year, [photo.source for photo in year.photos]) for year in given["years"]] == [
        (0, ["own.jpg"]),
        (2021, ["n.jpg"]),
    ]
    assert slugs(given["cards"]) == [f"s{n}" for n in range(STORIES_OF_A_BASE)]
    assert [link.url for link in given["village_links"]] == ["villages/zhenggou/index.html"]
    assert {photo.source for photo in given["photos"]} == {"own.jpg", "n.jpg"}


def test_a_village() -> None:
    """A village shows its bases and its stories."""
    base = a_base(villages=(ZHENGGOU,))
    pages = plan([a_story(villages=(XIAKOU,))], [base])
    assert [card.name for card in pages["villages/zhenggou/index.html"].given["bases"]] == ["近叶药材基地"]
    assert slugs(pages["villages/xiakou/index.html"].given["cards"]) == ["qiao"]
    assert pages["villages/xiakou/index.html"].given["bases"] == ()


def test_the_archive_leads_through() -> None:
    """From the newest month the way to the older ones leads through every month, also from year to year."""
    stories = [a_story(f"m{n}", date=a_day("2021-03-15") - timedelta(days=31 * n)) for n in range(6)]
    pages = plan(stories)
    months, month = [], pages["archive/2021/03.html"].given
    while True:
        months.append((month["month"].year, month["month"].month))
        if not month["older"]:
            break
        older = pages[month["older"].url].given
        assert older["newer"] == month["month"]
        month = older
    assert months == [(2021, 3), (2021, 2), (2021, 1), (2020, 12), (2020, 11), (2020, 10)]
    assert pages["archive/2021/index.html"].given["older"].year == 2020
    assert pages["archive/2020/index.html"].given["newer"].year == 2021


def test_a_year_shows_its_months() -> None:
    """The page of a year has its months, newest first, each with its newest stories."""
    stories = [a_story(f"m{n}", date=a_day("2021-03-28") - timedelta(days=3 * n)) for n in range(12)]
    months = plan(stories)["archive/2021/index.html"].given["months"]
    assert [(row.month.month, slugs(row.cards)) for row in months] == [
        (3, [f"m{n}" for n in range(MONTH)]),
        (2, ["m10", "m11"]),
    ]


def test_every_way_to_find_a_story() -> None:
    """The page 查找 leads to all sections, years, villages, bases, tags and bylines, and says how much waits there;
    of tags and bylines the most used come first."""
    byline = a_byline("本站记者")
    stories = [
        a_story("a", tags=("春耕", "食用菌"), villages=(ZHENGGOU,), byline=byline),
        a_story("b", tags=("食用菌",), date=a_day("2020-02-02"), section=DANGJIAN, url="dangjian/202002/b.html"),
    ]
    given = plan(stories, [a_base()])["search/index.html"].given

    def rows(name: str) -> list[tuple[str, int]]:
        return [(row.name, row.count) for row in given[name]]

    assert rows("sections") == [("党建", 1), ("产业", 1)]
    assert rows("years") == [("2021年", 1), ("2020年", 1)]
    assert rows("villages") == [("正沟村", 1), ("峡口村", 0)]
    assert rows("bases") == [("近叶药材基地", 0)]
    assert rows("tags") == [("食用菌", 2), ("春耕", 1)]
    assert rows("reporters") == [("本站记者", 1)]


def test_corrections_newest_first() -> None:
    """The log shows every correction with its story, newest first; those without a date come last."""
    notices = [Correction(day, f"{day}改", "", f"c{day}") for day in ("2021-06-20", "2021-08-01", "")]
    stories = [
        a_story("a", body=a_body("正文", corrections=(notices[0], notices[2]))),
        a_story("b", body=a_body("正文", corrections=(notices[1],))),
    ]
    rows = plan(stories)["corrections/index.html"].given["corrections"]
    assert [(row.correction.date, slugs([row.card])) for row in rows] == [
        ("2021-08-01", ["b"]),
        ("2021-06-20", ["a"]),
        ("", ["a"]),
    ]


def test_the_gallery() -> None:
    """The bases stand on the first page of the gallery only, the albums on all of them."""
    pages = a_full_township()
    first, second = pages["gallery/index.html"].given, pages["gallery/page-2.html"].given
    assert (len(first["bases"]), second["bases"]) == (1, ())
    assert slugs([album.card for album in (*first["albums"], *second["albums"])]) == [f"s{n}" for n in range(24)]


def test_the_photos_of_a_page() -> None:
    """A page names every photo that it shows once, those of its films' posters and of its related stories included."""
    shared, poster, cover = a_photo("a.jpg", digest="d1"), a_photo("film.jpg"), a_photo("other.jpg")
    again = a_photo("copy.jpg", digest="d1")
    story = a_story(photos=(shared, again), videos=(Video("a.mp4", poster),), tags=("甲",))
    other = a_story("lu", date=a_day("2021-01-01"), cover=cover, tags=("甲",))
    shown = plan([story, other])[story.url].given["photos"]
    assert [photo.source for photo in shown] == ["a.jpg", "film.jpg", "other.jpg"]


def test_the_same_every_time() -> None:
    """The same copy makes the same pages in the same order."""
    assert list(a_full_township().items()) == list(a_full_township().items())
