"""A Page: one file of the edition as a value, before it is rendered."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from .lean import lean
from .photo import Photo


@lean
@dataclass(frozen=True, slots=True)
class Head:
    """What a page says of itself to machines; syndication turns it into tags.

    title: the page's own title without the site's name; kind: the page's kind ("home", "list",
    "article", "page", "missing"); published, modified: with time zone, for articles; photo: the picture that stands
    for the page; listed: whether search engines and the sitemap may list it. tags: (attribute, name,
    content) of each <meta>; links: (rel, href, type, title) of each <link>; data: objects of JSON-LD.
    """

    title: str
    description: str = ""
    kind: str = "list"
    published: datetime | None = None
    modified: datetime | None = None
    photo: Photo | None = None
    canonical: str = ""
    listed: bool = True
    tags: tuple[tuple[str, str, str], ...] = ()
    links: tuple[tuple[str, str, str, str], ...] = ()
    data: tuple[Mapping[str, Any], ...] = ()

    @property
    def described(self) -> bool:
        """Whether one of the tags gives the page's description already."""
        return any(name.lower() == "description" for _, name, _ in self.tags)


@lean
@dataclass(frozen=True, slots=True)
class Page:
    """One file of the edition: `path` from the output's root (posix), the template's name (with its ending), and
    everything that template may see besides the site's settings. `given` holds plain values only, so that a page can
    be fingerprinted and rendered in another process.
    """

    path: str
    template: str
    given: Mapping[str, Any]
