"""The pieces of a preview, one for each file of copy: a save makes those again that it touched, and no others."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import datetime

from ...newsroom import signals
from ...newsroom.copy import Copy
from ...newsroom.edition import Edition
from ...newsroom.problem import Problem
from ...newsroom.story import Piece, Story
from ..plan.assemble import admit
from ..plan.enclosures import enclose
from ..take_in.stories import base_from, standing_from
from .read_copy import LiveCopy, Row


@dataclass(frozen=True, slots=True)
class Made:
    """What became of one file of copy: the piece, None where it is none or is kept back; what is wrong with it; why it
    may not go out."""

    piece: Piece | None
    problems: tuple[Problem, ...]
    held: str = ""


class Pieces:
    """made: by the file's path from the site's root; loose: the problems of files that are no copy, by path."""

    def __init__(self, copy: LiveCopy) -> None:
        self.copy = copy
        self.made: dict[str, Made] = {}
        self.loose: dict[str, set[Problem]] = {}

    def all(self) -> dict[str, Piece]:
        """Every piece by its file, in order."""
        return {path: made.piece for path, made in sorted(self.made.items()) if made.piece}

    def held(self) -> Iterator[tuple[Story, str]]:
        """The stories that may not go out, and why."""
        for made in self.made.values():
            if made.held and isinstance(made.piece, Story):
                yield made.piece, made.held

    def due(self, now: datetime) -> set[str]:
        """The files of stories whose time has come since they were made."""
        return {
            story.path
            for story, _ in self.held()
            if story.status == "published" and max(story.date, story.embargo or story.date) <= now
        }

    def piece(self, path: str) -> Piece | None:
        """What a file's copy came to; None where that is nothing."""
        made = self.made.get(path)
        return made.piece if made else None

    def make(self, edition: Edition, stale: set[str], whole: bool = False) -> None:
        """Make these files' pieces again, with what the plugins have to do with it. whole: they are all there are."""
        batch = replace(edition, proof=not whole, stories=[], bases=[], standing=[], held=[], problems=[], pages=[])
        for path in sorted(stale & self.copy.rows.keys()):
            _admit(batch, self.copy.rows[path])
        signals.stories_read.send(batch)
        content, store, files, faults = batch.content, batch.store, edition.files, batch.problems
        made: list[Piece] = [enclose(story, content, store, files, faults) for story in batch.stories]
        made += [enclose(base, content, store, files, faults) for base in batch.bases]
        made += [enclose(page, content, store, files, faults) for page in batch.standing]
        self._keep(stale, {piece.path: piece for piece in made}, batch)

    def _keep(self, stale: set[str], pieces: Mapping[str, Piece], batch: Edition) -> None:
        """Note what became of the files, and whose each problem is."""
        held = {story.path: reason for story, reason in batch.held}
        problems: dict[str, list[Problem]] = {path: [] for path in stale}
        folders = {path.rpartition("/")[0] for path in stale}
        self.loose = {path: rows for path, rows in self.loose.items() if path.rpartition("/")[0] not in folders}
        for problem in batch.problems:
            if problem.path in problems:
                problems[problem.path].append(problem)
            else:
                self.loose.setdefault(problem.path, set()).add(problem)
        for path in stale:
            if path in self.copy.rows:
                self.made[path] = Made(pieces.get(path), tuple(dict.fromkeys(problems[path])), held.get(path, ""))
            else:
                self.made.pop(path, None)


def _admit(batch: Edition, row: Row) -> None:
    """Take in what one file says."""
    zone = batch.now.tzinfo
    assert zone
    if row.source.kind == "story":
        assert not isinstance(row.read, Copy | tuple)
        admit(batch, row.read)
    elif not isinstance(row.read, Copy):
        batch.problems += row.read if isinstance(row.read, tuple) else ()
    elif row.source.kind == "base":
        base, problems = base_from(row.read, batch.gazetteer, zone)
        batch.bases += [base] if base else []
        batch.problems += problems
    else:
        page, problems = standing_from(row.read, batch.gazetteer, zone)
        batch.standing += [page] if page else []
        batch.problems += problems
