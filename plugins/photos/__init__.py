"""Photographs: from the reporter's file to what a page shows.

original/    one file, read once: found · header · EXIF, IPTC, XMP · the record of all three
plan/        which renditions, how large, under which names; what is too large to be decoded
encode/      from the original's bytes to a rendition's: decoding, colour, focal point, moving pictures
make/        the order of work: originals looked at, workers, the store of what has been made
galleries/   a folder as a gallery; an edition's photos filled
settings     PHOTOS in pelicanconf.py
fault        what keeps one photo out of the edition
"""

from __future__ import annotations

from typing import Any

from ..newsroom import signals
from ..newsroom.edition import Edition
from ..newsroom.site import read_settings
from .settings import PhotoSettings


def _maker(edition: Edition) -> Any:
    from .make.maker import RenditionMaker  # Pillow: a build that plans nothing goes without

    settings = read_settings(PhotoSettings, edition.settings.get("PHOTOS", {}), "PHOTOS")
    return RenditionMaker(settings, edition.content, edition.store, edition.proof, edition.saw)


def _on_stories_read(edition: Edition, **_: Any) -> None:
    from .galleries.fill import fill_edition

    fill_edition(edition, _maker(edition))


def _on_pages_written(edition: Edition, **_: Any) -> None:
    if not edition.proof:
        maker = _maker(edition)
        maker.store.prune(set(edition.renditions.values()), maker.settings.keep_days)


def register() -> None:
    """Called by Pelican."""
    signals.stories_read.connect(_on_stories_read)
    signals.pages_written.connect(_on_pages_written)
