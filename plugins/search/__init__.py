"""The index by which readers find a story's words: on a static host, in a zip, in a folder on a disk.

folding     what readers do not tell apart; what is a letter
documents   a story as search knows it: what is shown of a hit, the keys it is found by, the order of hits
numbers     ascending numbers as text
inversion   from stories to keys, in many processes
shards      how the index is cut into files
index       the index of one output, made once and edited from then on
"""

from __future__ import annotations

from collections.abc import Mapping
from functools import partial
from hashlib import sha256
from pathlib import Path
from typing import Any

from ..incremental.output import place_of
from ..incremental.store import Damaged, set_aside
from ..incremental.writer import write_file
from ..newsroom import signals
from ..newsroom.edition import Announce, Edition, Reworded
from .index import Index
from .shards import FOLDER, START


def index(edition: Edition) -> None:
    """Bring the index of a written edition up to date."""
    try:
        _update(edition)
    except Damaged:  # its store, most likely: without one all is made anew; a body's is met again
        set_aside(_folder(edition.store, edition.output))
        _update(edition)


def _update(edition: Edition) -> None:
    with _index(edition.store, edition.output, edition.settings) as found:
        _write(found, found.update(edition.stories), edition.announce, edition.settings)
        edition.published.update(found.paths)
        edition.told.append(found.told)


def reword(reworded: Reworded) -> None:
    """Bring it up to date where the words of a few stories are others."""
    try:
        with _index(reworded.store, reworded.output, reworded.settings) as found:
            before = found.paths
            files = found.reword(reworded.stories)
            if files is None:
                reworded.refused = True
                return
            _write(found, files, reworded.announce, reworded.settings)
            reworded.written.update(files)
            reworded.gone.update(before - found.paths)
            reworded.told.append(found.told)
    except Damaged:
        reworded.refused = True


def look(edition: Edition) -> None:
    """In a preview: an index of all that the desk sees, made in the store when somebody finds something in it."""
    if edition.preview and not edition.proof:
        edition.later.append(partial(_look, edition))


def _look(edition: Edition, path: str) -> Path | None:
    """A file of the preview's index."""
    if path != START and (not path.startswith(FOLDER) or ".." in path):
        return None
    files = edition.store / "search" / "preview"
    if path == START:
        with Index(files / "store", files, jobs=1, now=edition.now) as found:
            before = found.paths
            changed = found.update(edition.stories)
            for name, data in changed.items():
                write_file(files / name, data)
            for name in before - found.paths:
                (files / name).unlink(missing_ok=True)
            found.save(changed)
    return file if (file := files / path).is_file() else None


def _folder(store: Path, output: Path) -> Path:
    return store / "search" / sha256(place_of(store, output).encode()).hexdigest()[:12]


def _index(store: Path, output: Path, settings: Mapping[str, Any]) -> Index:
    return Index(_folder(store, output), output, int(settings.get("JOBS", 0)))


def _write(found: Index, files: Mapping[str, bytes], announce: Announce, settings: Mapping[str, Any]) -> None:
    if files:
        announce(files)
    for path, data in sorted(files.items()):
        write_file(found.output / path, data, bool(settings.get("FSYNC", False)))
    found.save(files)


def register() -> None:
    """Called by Pelican."""
    signals.pages_planned.connect(look)
    signals.pages_written.connect(index)
    signals.stories_reworded.connect(reword)
