"""Sitemaps (https://www.sitemaps.org/protocol.html) with their pages' pictures
(https://developers.google.com/search/docs/crawling-indexing/sitemaps/image-sitemaps), the news sitemap
(https://developers.google.com/search/docs/crawling-indexing/sitemaps/news-sitemap), and robots.txt (RFC 9309), which
leads to them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import datetime, timedelta
from xml.sax.saxutils import escape

from ..newsroom.page import Head, Page
from ..newsroom.photo import Photo
from ..newsroom.site import Site
from ..newsroom.story import Story
from .address import absolute
from .pictures import largest

FRESH = timedelta(hours=48)  # how long a story is news
# What one sitemap may hold.
ADDRESSES, BYTES, PICTURES, NEWS = 50_000, 50_000_000, 1_000, 1_000

_OPENING = '<?xml version="1.0" encoding="UTF-8"?>\n'
_PROTOCOL = "http://www.sitemaps.org/schemas/sitemap/0.9"
_IMAGE = "http://www.google.com/schemas/sitemap-image/1.1"
_NEWS = "http://www.google.com/schemas/sitemap-news/0.9"


def sitemaps(pages: Iterable[Page], site: Site, most: int = ADDRESSES) -> dict[str, bytes]:
    """sitemap.xml by its path: every page that may be listed, in path order, with the day it last changed where a page
    knows it and its pictures. Where they are more than one file may hold, sitemap.xml lists the files that hold them.
    """
    parts: list[list[str]] = []
    room = size = 0
    for row in _rows(pages, site):
        length = len(row.encode())
        if not room or length > size:
            parts.append([])
            room, size = most, BYTES - 1_000  # the rest is for what stands around the rows
        parts[-1].append(row)
        room, size = room - 1, size - length
    files = [_urlset("".join(rows), f' xmlns:image="{_IMAGE}"') for rows in parts or [[]]]
    if len(files) == 1:
        return {"sitemap.xml": files[0]}
    named = {f"sitemap-{number}.xml": file for number, file in enumerate(files, 1)}
    rows = "".join(f"<sitemap><loc>{escape(absolute(site, name))}</loc></sitemap>\n" for name in named)
    index = f'{_OPENING}<sitemapindex xmlns="{_PROTOCOL}">\n{rows}</sitemapindex>\n'
    return {"sitemap.xml": index.encode(), **named}


def _rows(pages: Iterable[Page], site: Site) -> Iterator[str]:
    for page in sorted(pages, key=lambda page: page.path):
        head: Head = page.given["head"]
        if head.listed:
            changed = head.modified or head.published
            day = f"<lastmod>{changed.date().isoformat()}</lastmod>" if changed else ""
            pictures = "".join(_pictures(_shown(page), site))
            yield f"<url><loc>{escape(absolute(site, page.path))}</loc>{day}{pictures}</url>\n"


def _shown(page: Page) -> Sequence[Photo]:
    """The photographs that a page is about: a story's, a base's. Lists only borrow theirs."""
    subject = page.given.get("story") or page.given.get("base")
    return subject.photos if subject else ()


def _pictures(photos: Sequence[Photo], site: Site) -> Iterator[str]:
    """Each picture once, by its largest rendition, with its caption or else its alternative text."""
    whole = {rendition.path: photo for photo in photos if (rendition := largest(photo))}
    for path, photo in list(whole.items())[:PICTURES]:
        words = escape(photo.caption.text or photo.alt)
        caption = f"<image:caption>{words}</image:caption>" if words else ""
        yield f"<image:image><image:loc>{escape(absolute(site, path))}</image:loc>{caption}</image:image>"


def news_sitemap(stories: Sequence[Story], site: Site, now: datetime) -> bytes:
    """The stories of the last two days, newest first; b"" where there are none. A story that is another's
    (原文网址) is that one's news."""
    rows = "".join(
        f"<url><loc>{escape(absolute(site, story.url))}</loc><news:news><news:publication>"
        f"<news:name>{escape(site.name)}</news:name><news:language>{_language(site.language)}</news:language>"
        f"</news:publication><news:publication_date>{story.date.isoformat()}</news:publication_date>"
        f"<news:title>{escape(story.headline)}</news:title></news:news></url>\n"
        for story in fresh(stories, now)[:NEWS]
        if not story.original_url
    )
    return _urlset(rows, f' xmlns:news="{_NEWS}"') if rows else b""


def fresh(stories: Sequence[Story], now: datetime) -> list[Story]:
    """The stories of the last two days."""
    return [story for story in stories if now - FRESH < story.date <= now]


def _language(tag: str) -> str:
    """As news sitemaps name languages: two or three letters, but for Chinese in either script."""
    lower = tag.lower()
    if lower.startswith("zh"):
        return "zh-tw" if lower.endswith(("tw", "hk", "mo", "hant")) else "zh-cn"
    return lower.partition("-")[0]


def _urlset(rows: str, more: str) -> bytes:
    return f'{_OPENING}<urlset xmlns="{_PROTOCOL}"{more}>\n{rows}</urlset>\n'.encode()


def robots(site: Site, files: Mapping[str, object]) -> bytes:
    """For a site at its host's root: everything may be read. files: output paths, of which it names the sitemaps."""
    maps = [name for name in ("sitemap.xml", "news-sitemap.xml") if name in files]
    lines = "".join(f"Sitemap: {absolute(site, name)}\n" for name in maps)
    return f"User-agent: *\nDisallow:\n\n{lines}".encode()
