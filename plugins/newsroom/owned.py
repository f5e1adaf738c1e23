"""Which published files a page alone may show: its photographs' renditions, attachments, films.

A publish build leaves it in the store (.build/owned.tsv: page, file; posix paths from the site's root), for whoever
brings the edition to its readers: what only a withdrawn story showed goes with the story.
"""

from __future__ import annotations

import os
from collections import defaultdict
from collections.abc import Iterable, Iterator
from pathlib import Path
from tempfile import NamedTemporaryFile

from .story import Base, StandingPage, Story

NAME = "owned.tsv"


def note_owned(store: Path, pieces: Iterable[Story | Base | StandingPage]) -> None:
    """Leave in the store what each page of a publish build shows."""
    rows = {f"{piece.url}\t{path}\n" for piece in pieces for path in shown_by(piece)}
    store.mkdir(parents=True, exist_ok=True)
    with NamedTemporaryFile("w", encoding="utf-8", newline="\n", dir=store, prefix=".owned-", delete=False) as file:
        file.write("".join(sorted(rows)))
    os.replace(file.name, store / NAME)


def shown_by(piece: Story | Base | StandingPage) -> Iterator[str]:
    """The published files of a page's own photographs, posters, attachments and films."""
    posters = [video.poster for video in piece.videos]
    for photo in (piece.cover, *piece.photos, *posters):
        if photo:
            yield from (rendition.path for rendition in photo.renditions)
    yield from (attachment.path for attachment in piece.attachments if attachment.path)
    yield from (video.path for video in piece.videos if video.path)


def read_owned(store: Path) -> dict[str, tuple[str, ...]]:
    """The pages that show a file, by file; nothing where no publish build has left it."""
    pages: dict[str, list[str]] = defaultdict(list)
    file = store / NAME
    for line in file.read_text(encoding="utf-8").splitlines() if file.is_file() else ():
        page, _, path = line.partition("\t")
        pages[path].append(page)
    return {path: tuple(found) for path, found in pages.items()}
