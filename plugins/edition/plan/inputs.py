"""All that pages are made of, and how one is put together."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from functools import cached_property
from typing import Any

from ...newsroom.gazetteer import Gazetteer, Village
from ...newsroom.lean import lean
from ...newsroom.page import Head, Page
from ...newsroom.photo import Photo
from ...newsroom.site import Site
from ...newsroom.story import Base, BaseCard, Card, StandingPage, Story
from .gallery import Year, base_card, through_the_years, unique
from .lists import in_folder
from .related import Around


@lean
@dataclass(frozen=True, slots=True)
class Named:
    """A name and the page it leads to; `count`: how many stories wait there, 0 where that is not said."""

    name: str
    url: str
    count: int = 0


@lean
@dataclass(frozen=True, slots=True)
class VillageLink:
    """A village and its page."""

    village: Village
    url: str


@dataclass(frozen=True)
class Desk:
    """All that pages are made of. stories: newest first; links: by a piece's path, its body's link targets → output
    paths; around: where each story stands among the others. What is gathered from photographs is gathered once, and
    only when a page asks for it."""

    site: Site
    gazetteer: Gazetteer
    stories: Sequence[Story]
    bases: Sequence[Base]
    standing: Sequence[StandingPage]
    links: Mapping[str, Mapping[str, str]]
    around: Around
    now: datetime
    _cards: dict[int, Card] = field(default_factory=dict)
    _names: dict[tuple[str, str], Named] = field(default_factory=dict)

    def named(self, table: str, names: Iterable[str]) -> tuple[Named, ...]:
        """Tags ("tags") or people ("reporters") with their pages; thousands of stories name the same few."""
        found = []
        for name in names:
            if (table, name) not in self._names:
                url = in_folder(f"{table}/{self.gazetteer.address(table, name)}")(1)
                self._names[table, name] = Named(name, url)
            found.append(self._names[table, name])
        return tuple(found)

    def card(self, number: int) -> Card:
        """What lists show of one story, by its number."""
        if number not in self._cards:
            self._cards[number] = self.stories[number].card
        return self._cards[number]

    @cached_property
    def years(self) -> dict[str, tuple[Year, ...]]:
        """By base, its photographs through the years."""
        return through_the_years(self.bases, self.stories)

    @cached_property
    def base_cards(self) -> tuple[BaseCard, ...]:
        """All bases as lists show them."""
        return tuple(base_card(base, self.years[base.slug]) for base in self.bases)


def make_page(
    path: str, template: str, head: Head, here: str, photos: Iterable[Photo | None] = (), **given: Any
) -> Page:
    """A page that is given its head, the place it has in the navigation, the photos it shows, each once, and more."""
    shown = unique([photo for photo in photos if photo])
    return Page(path, template, {"head": head, "here": here, "photos": shown, **given})


def covers(cards: Iterable[Card | BaseCard | None]) -> list[Photo | None]:
    """The photos of cards; a card may have none, or there may be no card."""
    return [card.photo for card in cards if card]


def village_links(villages: Iterable[Village]) -> tuple[VillageLink, ...]:
    """Villages with their pages."""
    return tuple(VillageLink(village, village_page(village)) for village in villages)


def village_page(village: Village) -> str:
    """The first page of a village."""
    return in_folder(f"villages/{village.slug}")(1)
