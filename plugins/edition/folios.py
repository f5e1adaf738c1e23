"""What the pages of stories were given, kept in the store: from there one of them can be made again when its story's
words have changed, and the edition need not be planned for it."""

from __future__ import annotations

import pickle
from collections import defaultdict
from hashlib import blake2b

from ..incremental.store import Store
from ..newsroom.page import Page


class Folios:
    """The pages of one output, folder by folder: those of a section and a month are written and read together, for they
    name one another. place: what the output is remembered by."""

    def __init__(self, store: Store, place: str) -> None:
        self.store, self.room = store, f"folio {place}"
        self._laid: defaultdict[str, list[tuple[Page, bytes]]] = defaultdict(list)

    def lay(self, page: Page, given: bytes) -> None:
        """Take in a page of this edition. given: the fingerprint of what it was given."""
        self._laid[_folder(page.path)].append((page, given))

    def save(self) -> None:
        """Keep all that were laid, and forget those that are no more."""
        known = self.store.keys(self.room)
        for folder, rows in self._laid.items():
            key = blake2b(b"".join(given for _, given in rows), digest_size=16).digest()
            if known.get(folder) != key:
                self.store.keep(self.room, folder, key, {page.path: page for page, _ in rows})
        self.store.forget(self.room, self._laid)

    def page(self, path: str) -> Page | None:
        """The page of this path as it was last made; None where none is kept."""
        return self._kept(_folder(path)).get(path)

    def change(self, page: Page) -> None:
        """Keep this page in the place of the one of its path."""
        folder = _folder(page.path)
        self.store.keep(self.room, folder, b"", self._kept(folder) | {page.path: page})

    def _kept(self, folder: str) -> dict[str, Page]:
        row = self.store.row(self.room, folder)
        pages: dict[str, Page] = pickle.loads(row[1]) if row else {}
        return pages


def _folder(path: str) -> str:
    return path.rpartition("/")[0]
