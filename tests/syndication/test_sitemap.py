"""The sitemap."""

from __future__ import annotations

from dataclasses import replace
from xml.etree import ElementTree

from plugins.newsroom.page import Head, Page
from plugins.newsroom.site import Site
from plugins.syndication.sitemap import robots, sitemap

from ..township import SITE, a_day, a_page

NAMESPACE = "{http://www.sitemaps.org/schemas/sitemap/0.9}"


def rows(*pages: Page, site: Site = SITE) -> list[tuple[str, str]]:
    """Address and last change of what a sitemap lists."""
    root = ElementTree.fromstring(sitemap(pages, site))
    assert root.tag == f"{NAMESPACE}urlset"
    return [(str(row.findtext(f"{NAMESPACE}loc")), row.findtext(f"{NAMESPACE}lastmod") or "") for row in root]


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
    assert b"a&amp;b" in sitemap([a_page("x.html")], site)


def test_robots() -> None:
    """Everything may be read, and the sitemap is named by its whole address."""
    lines = robots(replace(SITE, url="https://town.example", base="")).decode().splitlines()
    assert lines == ["User-agent: *", "Disallow:", "", "Sitemap: https://town.example/sitemap.xml"]
