"""A page's head for machines: canonical address, feeds, government page tags, Open Graph (https://ogp.me), JSON-LD."""

from __future__ import annotations

from dataclasses import replace

from ..newsroom.page import Head, Page
from ..newsroom.photo import Photo
from ..newsroom.site import Site
from .address import absolute
from .government import government_tags
from .pictures import stands_for
from .structured import structured, with_context

ATOM = "application/atom+xml"


def with_tags(page: Page, site: Site) -> Page:
    """The page with its head's tags, links and data filled in."""
    head: Head = page.given["head"]
    links: list[tuple[str, str, str, str]] = []
    if head.kind != "missing":
        links.append(("canonical", head.canonical or absolute(site, page.path), "", ""))
    if site.feed:
        links.append(("alternate", absolute(site, site.feed), ATOM, site.name))
    section = page.given.get("section")
    if section and page.given.get("cards"):
        own = f"{section.slug}/feed.xml"
        links.append(("alternate", absolute(site, own), ATOM, f"{site.name} · {section.name}"))
    tags = list(government_tags(page, site))
    tags += _open_graph(head, page, site) if head.listed else [("name", "robots", "noindex")]
    data = tuple(with_context(data) for data in structured(page, site))
    told = replace(head, tags=tuple(tags), links=tuple(links), data=data)
    return replace(page, given={**page.given, "head": told})


def _open_graph(head: Head, page: Page, site: Site) -> list[tuple[str, str, str]]:
    rows = [
        ("og:site_name", site.name),
        ("og:type", "article" if head.kind == "article" else "website"),
        ("og:title", head.title),
        ("og:description", head.description),
        ("og:url", absolute(site, page.path)),
        ("og:locale", site.language.replace("-", "_")),
    ]
    photo = _photo(head, page)
    picture = stands_for(photo)
    if photo and picture:
        rows += [
            ("og:image", absolute(site, picture.path)),
            ("og:image:type", "image/jpeg"),
            ("og:image:width", str(picture.width)),
            ("og:image:height", str(picture.height)),
            ("og:image:alt", photo.alt),
        ]
    if head.published:
        rows.append(("article:published_time", head.published.isoformat()))
    if head.modified:
        rows.append(("article:modified_time", head.modified.isoformat()))
    if story := page.given.get("story"):
        rows.append(("article:section", story.section.name))
        rows += [("article:tag", tag) for tag in story.tags]
    return [("property", name, content) for name, content in rows if content]


def _photo(head: Head, page: Page) -> Photo | None:
    """The page's own picture; for a list, which has none, the first that it shows and that has a share card."""
    if head.photo or head.kind != "list":
        return head.photo
    return next((photo for photo in page.given.get("photos", ()) if photo.cut("share")), None)
