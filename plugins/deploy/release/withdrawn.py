"""What leaves with a page that is taken down: withdrawn, deleted or under embargo again. Values in, values out."""

from __future__ import annotations

import re
from collections.abc import Collection

from .kinds import IMMUTABLE, NAMED_BY_CONTENT, is_page, plain, rank
from .manifest import FileEntry, Manifest, manifest_of

# What the look of the site is made of belongs to no page.
OWNED = tuple(f"{folder}/" for folder in NAMED_BY_CONTENT if folder != "theme")

_QUOTES = re.compile(r"(?:.*/)?feed[^/]*\.xml|search/shards/.*")


def taken_down(old: Manifest, new: Manifest) -> tuple[str, ...]:
    """The pages of their own (no lists) that the new release has no more, in path order. A page that has moved has left
    another one at its address, and is not among them."""
    return tuple(path for path in old.files if path not in new.files and _own(path))


def _own(path: str) -> bool:
    return is_page(path) and (rank(path) == 1 or path.startswith("bases/")) and not path.endswith("index.html")


def left_with(entry: FileEntry, new: Manifest, gone: Collection[str]) -> bool:
    """Whether a file that no page of the new release shows may not stay a while: every page that showed it is gone; or
    pages are gone, and nobody knows whose it was."""
    if entry.owners:
        return not any(page in new.files for page in entry.owners)
    return bool(gone) and entry.path.startswith(OWNED)


def without(manifest: Manifest, pages: Collection[str]) -> tuple[Manifest, tuple[FileEntry, ...]]:
    """A release without these pages and what only they showed, and what that is; compressed copies go with their
    files. Feeds and the index by which words are found hold what the pages say, and go with them: without them a site
    can do until it is published again."""

    def leaves(entry: FileEntry) -> bool:
        shown = entry.cache == IMMUTABLE and bool(entry.owners) and set(entry.owners) <= set(pages)
        path = plain(entry.path)
        return path in pages or shown or bool(_QUOTES.fullmatch(path))

    left = tuple(entry for entry in manifest.files.values() if leaves(entry))
    paths = {entry.path for entry in left}
    return manifest_of(entry for path, entry in manifest.files.items() if path not in paths), left
