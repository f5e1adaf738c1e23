"""What other machines read: head tags, Atom feeds, the sitemap."""

from __future__ import annotations

from dataclasses import replace

from ..newsroom import signals
from ..newsroom.edition import Edition
from .atom import feed
from .head import with_tags
from .sitemap import sitemap

NEWEST = 20


def syndicate(edition: Edition) -> None:
    """Give every page its head tags, and the edition its feeds and its sitemap."""
    site = replace(edition.site, feed="feed.xml" if edition.stories else "")
    edition.site = site
    edition.pages = [with_tags(page, site) for page in edition.pages]
    if edition.stories:
        edition.files["feed.xml"] = feed(site, "", "index.html", "feed.xml", edition.stories[:NEWEST])
    for section in site.sections:
        folder = section.slug
        if own := [story for story in edition.stories if story.section == section][:NEWEST]:
            path = f"{folder}/feed.xml"
            edition.files[path] = feed(site, section.name, f"{folder}/index.html", path, own)
    edition.files["sitemap.xml"] = sitemap(edition.pages, site)


def register() -> None:
    """Called by Pelican."""
    signals.pages_planned.connect(syndicate)
