"""Photographs: from the reporter's file to what a page shows.

original · record · limits   read once: what header and metadata say
plan                         which renditions, how large, under which names
encode · colour · focus      pixels
darkroom · pool · store      the order of work, its workers, what has been made
album                        an edition's photos filled, and published
"""

from __future__ import annotations

from typing import Any

from ..newsroom import signals
from ..newsroom.edition import Edition
from ..newsroom.site import read_settings
from .album import fill_edition, publish
from .darkroom import Darkroom
from .digests import Digests
from .settings import PhotoSettings


def _darkroom(edition: Edition) -> Darkroom:
    settings = read_settings(PhotoSettings, edition.settings.get("PHOTOS", {}), "PHOTOS")
    return Darkroom(settings, edition.content, edition.store, partial=edition.proof)


def _on_stories_read(edition: Edition, **_: Any) -> None:
    fill_edition(edition, _darkroom(edition))


def _on_pages_written(edition: Edition, **_: Any) -> None:
    darkroom = _darkroom(edition)
    publish(edition, Digests(edition.store / "published.json", partial=edition.proof))
    if not edition.proof:
        darkroom.store.prune(set(edition.renditions.values()), darkroom.settings.keep_days)


def register() -> None:
    """Called by Pelican."""
    signals.stories_read.connect(_on_stories_read)
    signals.pages_written.connect(_on_pages_written)
