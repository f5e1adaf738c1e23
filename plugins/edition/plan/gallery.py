"""Which photographs stand together: a base's through the years, and the albums of the gallery page."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from ...newsroom.photo import Photo
from ...newsroom.story import Base, BaseCard, Card, Story

ALBUM = 6
FEWEST = 3


@dataclass(frozen=True, slots=True)
class Year:
    """A base's photographs of one year; year 0 holds its own, which carry no date."""

    year: int
    photos: tuple[Photo, ...]


@dataclass(frozen=True, slots=True)
class Album:
    """A story with several pictures, and the first of them."""

    card: Card
    photos: tuple[Photo, ...]


def albums(stories: Sequence[Story]) -> list[Album]:
    """Stories with three pictures or more, in their order."""
    return [Album(story.card, unique(story.photos)[:ALBUM]) for story in stories if is_album(story)]


def is_album(story: Story) -> bool:
    """Whether a story has so many pictures that they stand in the gallery."""
    return len(story.photos) >= FEWEST and len(unique(story.photos)) >= FEWEST


def through_the_years(bases: Sequence[Base], stories: Sequence[Story]) -> dict[str, tuple[Year, ...]]:
    """By base slug: its own photographs, then those of stories whose caption names it, by the story's year, newest
    first.

    A picture shown in several places stands once. All captions are searched once for all bases.
    """
    owners: dict[str, list[str]] = {}
    for base in bases:
        for name in base.names:
            owners.setdefault(name, []).append(base.slug)
    found: dict[str, dict[int, list[Photo]]] = {base.slug: {0: list(base.photos)} for base in bases}
    if owners:
        longest_first = sorted(owners, key=lambda name: (-len(name), name))
        names = re.compile("|".join(map(re.escape, longest_first)))
        for story in stories:
            for photo in story.photos:
                slugs = [slug for name in names.findall(photo.caption.text) for slug in owners[name]]
                for slug in dict.fromkeys(slugs):
                    found[slug].setdefault(story.date.year, []).append(photo)
    return {slug: _years(years) for slug, years in found.items()}


def _years(years: dict[int, list[Photo]]) -> tuple[Year, ...]:
    seen: set[str] = set()
    order = sorted(years, key=lambda year: (year != 0, -year))
    return tuple(Year(year, photos) for year in order if (photos := unique(years[year], seen)))


def unique(photos: Sequence[Photo], seen: set[str] | None = None) -> tuple[Photo, ...]:
    """The photos once each (by content where it is known), without those already in `seen`, which is added to."""
    seen = set() if seen is None else seen
    kept = []
    for photo in photos:
        key = photo.digest or photo.source
        if key not in seen:
            seen.add(key)
            kept.append(photo)
    return tuple(kept)


def base_card(base: Base, years: Sequence[Year]) -> BaseCard:
    """What lists show of a base; its picture is its cover, else the newest that a story has of it."""
    photos = [photo for year in years for photo in year.photos]
    cover = base.cover or next(iter(photos), None)
    return BaseCard(base.url, base.name, base.summary, base.product, base.villages, cover, len(photos))
