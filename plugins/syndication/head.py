"""A page's head for machines: canonical address, feeds, government page tags, Open Graph (https://ogp.me), JSON-LD."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import fields
from functools import cached_property, wraps
from operator import attrgetter
from typing import Any

from ..newsroom.page import Head, Page
from ..newsroom.photo import Photo
from ..newsroom.site import Site
from .address import absolute
from .government import government_tags
from .pictures import stands_for
from .structured import structured, with_context

ATOM = "application/atom+xml"


def _asked(work: Callable[[Any], Any]) -> cached_property[Any]:
    """What is worked out when a template asks. A fault of ours stays one: Jinja takes an AttributeError for a name that
    is not there."""

    @wraps(work)
    def value(told: Told) -> Any:
        try:
            return work(told)
        except AttributeError as fault:
            raise RuntimeError(f"{told.page.path}: no {work.__name__}") from fault

    return cached_property(value)


class Told(Head):
    """A page's head that works out its tags, links and data when a template asks for them, each once: what a theme does
    not print costs nothing."""

    page: Page
    site: Site

    @_asked
    def tags(self) -> tuple[tuple[str, str, str], ...]:
        """Government tags, then Open Graph; for a page that may not be listed, that it may not."""
        rows = _open_graph(self, self.page, self.site) if self.listed else [("name", "robots", "noindex")]
        return (*government_tags(self.page, self.site), *rows)

    @_asked
    def links(self) -> tuple[tuple[str, str, str, str], ...]:
        """The canonical address and the feeds."""
        page, site = self.page, self.site
        links: list[tuple[str, str, str, str]] = []
        if self.kind != "missing":
            links.append(("canonical", self.canonical or absolute(site, page.path), "", ""))
        if site.feed:
            links.append(("alternate", absolute(site, site.feed), ATOM, site.name))
        section = page.given.get("section")
        if section and page.given.get("cards"):
            own = f"{section.slug}/feed.xml"
            links.append(("alternate", absolute(site, own), ATOM, f"{site.name} · {section.name}"))
        return tuple(links)

    @_asked
    def data(self) -> tuple[dict[str, Any], ...]:
        """What the page is about."""
        return tuple(with_context(data) for data in structured(self.page, self.site))


# What a page says of itself is taken over field by field: every page has a head, and `replace` takes ten times as long.
_SAID = tuple(field.name for field in fields(Head) if field.name not in ("tags", "links", "data"))
_GET = attrgetter(*_SAID)
_PUT = tuple(getattr(Head, name).__set__ for name in _SAID)


def with_tags(page: Page, site: Site) -> Page:
    """The page with a head that knows its tags, links and data."""
    told = object.__new__(Told)
    for put, value in zip(_PUT, _GET(page.given["head"]), strict=True):
        put(told, value)
    told.__dict__.update(page=page, site=site)
    return Page(page.path, page.template, {**page.given, "head": told})


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
