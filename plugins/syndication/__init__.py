"""What other machines read: head tags, Atom feeds, the sitemap, and a way on from every address that was left."""

from __future__ import annotations

from dataclasses import replace
from itertools import islice

from ..newsroom import signals
from ..newsroom.edition import Edition
from ..newsroom.ledger import note_issued, read_ledger
from ..newsroom.owned import note_owned
from .atom import feed
from .head import with_tags
from .moved import moved_pages
from .sitemap import FRESH, fresh, news_sitemap, robots, sitemaps

NEWEST = 20


def syndicate(edition: Edition) -> None:
    """Give every page its head tags, and the edition its feeds and its sitemap."""
    site = replace(edition.site, feed="feed.xml" if edition.stories else "")
    edition.site = site
    edition.finishes.append(with_tags)
    if edition.proof:
        return
    if edition.stories:
        edition.files["feed.xml"] = feed(site, "", "index.html", "feed.xml", edition.stories[:NEWEST])
    for section in site.sections:
        folder = section.slug
        stories = (story for story in edition.stories if story.section.slug == folder)
        if own := list(islice(stories, NEWEST)):
            path = f"{folder}/feed.xml"
            edition.files[path] = feed(site, section.name, f"{folder}/index.html", path, own)
    edition.files.update(sitemaps(edition.pages, site))
    if news := news_sitemap(edition.stories, site, edition.now):
        edition.files["news-sitemap.xml"] = news
    for story in fresh(edition.stories, edition.now):
        edition.turns(story.date + FRESH)
    if not site.base:  # under a path it would not be asked for
        edition.files.setdefault("robots.txt", robots(site, edition.files))
    _send_on(edition)


def _send_on(edition: Edition) -> None:
    """Add a page for every address that the edition's stories have left."""
    ledger, faults = read_ledger(edition.content)
    taken = [*(page.path for page in edition.pages), *edition.files, *edition.renditions]
    pages, more = moved_pages(edition.stories, ledger.moves(edition.stories), taken, edition.site)
    edition.pages += pages
    edition.problems += [*faults, *more]


def note(edition: Edition) -> None:
    """After a publish build: which addresses it gives out and what each page shows, for whoever publishes it."""
    if edition.strict and not edition.proof:
        note_issued(edition.store, edition.stories)
        note_owned(edition.store, (*edition.stories, *edition.bases, *edition.standing))


def register() -> None:
    """Called by Pelican."""
    signals.pages_planned.connect(syndicate)
    signals.pages_written.connect(note)
