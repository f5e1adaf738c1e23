"""The sitemaps."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from xml.etree import ElementTree

import pytest

from plugins.newsroom.page import Head, Page
from plugins.newsroom.photo import Caption, Photo
from plugins.newsroom.site import Site
from plugins.syndication import sitemap as room
from plugins.syndication.sitemap import news_sitemap, robots, sitemaps

from ..township import NOW, SITE, a_base, a_cut_photo, a_day, a_page, a_story

NAMESPACE = "{http://www.sitemaps.org/schemas/sitemap/0.9}"
IMAGE = "{http://www.google.com/schemas/sitemap-image/1.1}"
NEWS = "{http://www.google.com/schemas/sitemap-news/0.9}"
ROOT = replace(SITE, url="https://town.example", base="")


def rows(*pages: Page, site: Site = SITE) -> list[tuple[str, str]]:
    """Address and last change of what a sitemap lists."""
    root = ElementTree.fromstring(sitemaps(pages, site)["sitemap.xml"])
    assert root.tag == f"{NAMESPACE}urlset"
    return [(str(row.findtext(f"{NAMESPACE}loc")), row.findtext(f"{NAMESPACE}lastmod") or "") for row in root]


def pictures(page: Page) -> list[tuple[str, str]]:
    """Address and caption of each picture of a page."""
    (row,) = ElementTree.fromstring(sitemaps([page], SITE)["sitemap.xml"])
    images = row.findall(f"{IMAGE}image")
    return [(str(image.findtext(f"{IMAGE}loc")), image.findtext(f"{IMAGE}caption") or "") for image in images]


def test_rows() -> None:
    """Pages are listed in path order with the day of their last change: when modified, else when published, else not
    said."""
    pages = [
        a_page("b.html", Head("乙", published=a_day("2021-06-12T23:30"))),
        a_page("c.html", Head("丙", published=a_day("2021-06-12"), modified=a_day("2021-06-20"))),
        a_page("a.html", Head("甲")),
    ]
    assert rows(*pages) == [
        ("https://town.example/xizhen/a.html", ""),
        ("https://town.example/xizhen/b.html", "2021-06-12"),
        ("https://town.example/xizhen/c.html", "2021-06-20"),
    ]


def test_what_is_not_listed() -> None:
    """A page that may not be listed is not."""
    assert rows(a_page("404.html", Head("没有", listed=False))) == []


def test_addresses_are_escaped() -> None:
    """What means something to XML or to an address is escaped, in the site's address too."""
    site = replace(SITE, url="https://town.example/a&b")
    assert rows(a_page("桥 <1>&2.html"), site=site) == [("https://town.example/a&b/%E6%A1%A5%20%3C1%3E%262.html", "")]
    assert b"a&amp;b" in sitemaps([a_page("x.html")], site)["sitemap.xml"]


def test_pictures_of_a_story_and_of_a_base() -> None:
    """Each once, at its largest, with its caption or else what its alternative text says; what is missing is not told,
    and a list's borrowed covers are not its own."""
    photo = a_cut_photo("news/2021/a.jpg", alt="石桥 <新>")
    other = replace(
        a_cut_photo("news/2021/b.jpg"),
        caption=Caption("药田 & 山", "药田 &amp; 山"),
        renditions=tuple(replace(step, path=step.path.replace("a-", "b-")) for step in photo.renditions),
    )
    shown = (photo, other, photo, Photo("missing.jpg"))
    told = [
        ("https://town.example/xizhen/photos/a-960.jpeg", "石桥 <新>"),
        ("https://town.example/xizhen/photos/b-960.jpeg", "药田 & 山"),
    ]
    story = a_story(photos=shown)
    base = a_base(photos=shown)
    assert pictures(a_page(story.url, story=story)) == told
    assert pictures(a_page(base.url, base=base)) == told
    assert pictures(a_page("chanye/index.html", photos=shown)) == []


@pytest.mark.parametrize(("count", "files"), [(0, 1), (3, 1), (4, 2), (6, 2), (7, 3)])
def test_more_than_one_file_may_hold(count: int, files: int) -> None:
    """sitemap.xml then lists the files that hold them, and no page is lost."""
    pages = [a_page(f"{number}.html") for number in range(count)]
    made = sitemaps(pages, SITE, most=3)
    if files == 1:
        assert list(made) == ["sitemap.xml"]
        return
    index = ElementTree.fromstring(made["sitemap.xml"])
    assert index.tag == f"{NAMESPACE}sitemapindex"
    named = [str(row.findtext(f"{NAMESPACE}loc")) for row in index]
    assert named == [f"https://town.example/xizhen/sitemap-{number}.xml" for number in range(1, files + 1)]
    held = [row for name in list(made)[1:] for row in ElementTree.fromstring(made[name])]
    assert len(held) == count


def test_no_file_is_too_large(monkeypatch: pytest.MonkeyPatch) -> None:
    """Long addresses fill a file before their number does."""
    monkeypatch.setattr(room, "BYTES", 2_000)
    made = sitemaps([a_page(f"{'桥' * 30}{number}.html") for number in range(8)], SITE)
    assert len(made) > 2
    assert all(len(data) <= 2_000 for data in made.values())


@pytest.mark.parametrize(
    ("hours", "told"), [(0, True), (47, True), (48, False), (100, False), (-1, False)], ids=lambda value: str(value)
)
def test_what_is_news(hours: int, told: bool) -> None:
    """A story is news for two days from its date, by the clock that the build is given."""
    made = news_sitemap([a_story(headline="桥 <通>", date=NOW - timedelta(hours=hours))], SITE, NOW)
    assert bool(made) is told
    if told:
        (row,) = ElementTree.fromstring(made)
        news = row.find(f"{NEWS}news")
        assert news is not None
        assert [str(part.text) for part in news.iter() if part.text] == [
            "小镇",
            "zh-cn",
            (NOW - timedelta(hours=hours)).isoformat(),
            "桥 <通>",
        ]


def test_a_reprint_is_no_news_of_ours() -> None:
    """It is the news of whom it was taken from."""
    assert news_sitemap([a_story(date=NOW, original_url="https://a.example/1")], SITE, NOW) == b""


@pytest.mark.parametrize(("tag", "told"), [("zh-CN", "zh-cn"), ("zh-Hant", "zh-tw"), ("en-GB", "en"), ("bo", "bo")])
def test_languages(tag: str, told: str) -> None:
    """By the names that news sitemaps have for them."""
    made = news_sitemap([a_story(date=NOW)], replace(SITE, language=tag), NOW)
    assert f"<news:language>{told}</news:language>".encode() in made


def test_robots() -> None:
    """Everything may be read, and the sitemaps there are are named by their whole addresses."""
    lines = robots(ROOT, {"sitemap.xml": b""}).decode().splitlines()
    assert lines == ["User-agent: *", "Disallow:", "", "Sitemap: https://town.example/sitemap.xml"]
    both = robots(ROOT, {"feed.xml": b"", "news-sitemap.xml": b"", "sitemap.xml": b""}).decode().splitlines()
    assert both[4:] == ["Sitemap: https://town.example/news-sitemap.xml"]
