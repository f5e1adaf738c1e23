"""What the pages of stories were given, kept in the store: from there one of them can be made again when its story's
words have changed, and the edition need not be planned for it."""

from __future__ import annotations

import pickle
from collections import defaultdict
from dataclasses import dataclass, replace
from hashlib import blake2b
from typing import Any

from ...incremental.store import BodyStore, Store
from ...newsroom.edition import Edition
from ...newsroom.gazetteer import Gazetteer
from ...newsroom.page import Page
from ...newsroom.site import Site
from ...newsroom.story import Card, Story
from ..take_in.intake import Names, names_of
from .render import Finish

# A page without the cards it was given, and by their names the addresses of the stories whose cards they are: every
# story's card stands on half a dozen pages, and the story itself on its own.
PageInput = tuple[Page, dict[str, str | tuple[str, ...]]]


@dataclass(frozen=True, slots=True)
class Notes:
    """What a story's page is made of besides what it is given, and a story besides its file. quoted: the bodies that
    somebody has read for something else than the story's own page, by their fingerprints."""

    site: Site
    finishes: tuple[Finish, ...]
    gazetteer: Gazetteer
    names: Names
    quoted: frozenset[bytes]


def notes_of(edition: Edition, shelf: BodyStore) -> Notes:
    """What an edition leaves behind."""
    names, quoted = names_of(edition.bases), frozenset(shelf.asked)
    return Notes(edition.site, tuple(edition.finishes), edition.gazetteer, names, quoted)


class PageInputs:
    """The pages of one output, folder by folder. place: what the output is remembered by."""

    def __init__(self, store: Store, place: str) -> None:
        self.store, self.room = store, f"page inputs {place}"
        self._laid: defaultdict[str, list[tuple[Page, bytes]]] = defaultdict(list)
        self._read: dict[str, dict[str, PageInput]] = {}

    def lay(self, page: Page, given: bytes) -> None:
        """Take in a story's page of this edition. given: the fingerprint of what it was given."""
        self._laid[_folder(page.path)].append((page, given))

    def save(self) -> None:
        """Keep all that were laid, and forget those that are no more."""
        known = self.store.keys(self.room)
        for folder, rows in self._laid.items():
            key = blake2b(b"".join(given for _, given in rows), digest_size=16).digest()
            if known.get(folder) != key:
                self.store.keep(self.room, folder, key, {page.path: _input_of(page) for page, _ in rows})
        self.store.forget(self.room, self._laid)

    def page(self, path: str) -> Page | None:
        """The page of this path as it was last made; None where it, or a story that it names, is not kept."""
        found = self._kept(_folder(path)).get(path)
        if found is None:
            return None
        page, cards = found
        try:
            named = {name: self._cards(urls) for name, urls in cards.items()}
        except KeyError:
            return None
        return replace(page, given={**page.given, **named})

    def change(self, page: Page) -> None:
        """Keep this page in the place of the one of its path."""
        folder = _folder(page.path)
        self._read[folder] = self._kept(folder) | {page.path: _input_of(page)}
        self.store.keep(self.room, folder, b"", self._read[folder])

    def _kept(self, folder: str) -> dict[str, PageInput]:
        if folder not in self._read:
            row = self.store.row(self.room, folder)
            self._read[folder] = pickle.loads(row[1]) if row else {}
        return self._read[folder]

    def _cards(self, urls: str | tuple[str, ...]) -> Card | tuple[Card, ...]:
        return self._card(urls) if isinstance(urls, str) else tuple(map(self._card, urls))

    def _card(self, url: str) -> Card:
        story: Story = self._kept(_folder(url))[url][0].given["story"]
        return story.card


def _input_of(page: Page) -> PageInput:
    rest: dict[str, Any] = {}
    cards: dict[str, str | tuple[str, ...]] = {}
    for name, value in page.given.items():
        kind = type(value)
        if kind is Card:
            cards[name] = value.url
        elif kind is tuple and value and type(value[0]) is Card:
            cards[name] = tuple(card.url for card in value)
        else:
            rest[name] = value
    return Page(page.path, page.template, rest), cards


def _folder(path: str) -> str:
    return path.rpartition("/")[0]
