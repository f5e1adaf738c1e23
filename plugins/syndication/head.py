"""A page's head in tags: canonical address and Open Graph (https://ogp.me)."""

from __future__ import annotations

from dataclasses import replace

from ..newsroom.page import Head, Page
from ..newsroom.site import Site
from .address import absolute


def with_tags(page: Page, site: Site) -> Page:
    """The page with its head's tags and links filled in."""
    head: Head = page.given["head"]
    links: tuple[tuple[str, str, str, str], ...] = ()
    if head.kind != "missing":
        links += (("canonical", head.canonical or absolute(site, page.path), "", ""),)
    if site.feed:
        links += (("alternate", absolute(site, site.feed), "application/atom+xml", site.name),)
    tags = tuple(_open_graph(head, page.path, site)) if head.listed else (("name", "robots", "noindex"),)
    return replace(page, given={**page.given, "head": replace(head, tags=tags, links=links)})


def _open_graph(head: Head, path: str, site: Site) -> list[tuple[str, str, str]]:
    rows = [
        ("og:site_name", site.name),
        ("og:type", "article" if head.kind == "article" else "website"),
        ("og:title", head.title),
        ("og:description", head.description),
        ("og:url", absolute(site, path)),
        ("og:locale", site.language.replace("-", "_")),
    ]
    # 1. the share card; 2. the largest JPEG; 3. none.
    if head.photo:
        picture = head.photo.cut("share") or next(iter(head.photo.ladder("jpeg")[-1:]), None)
        if picture:
            rows += [
                ("og:image", absolute(site, picture.path)),
                ("og:image:width", str(picture.width)),
                ("og:image:height", str(picture.height)),
                ("og:image:alt", head.photo.alt),
            ]
    if head.published:
        rows.append(("article:published_time", head.published.isoformat()))
    if head.modified:
        rows.append(("article:modified_time", head.modified.isoformat()))
    return [("property", name, content) for name, content in rows if content]
