"""What came of a manuscript: the draft that was written, and everything the report says about it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path

from ...newsroom.problem import Problem
from ..draft.story import value_of
from ..photos.captions import Plate
from ..structure.outline import Outline


@dataclass(frozen=True, slots=True)
class Drafted:
    """One manuscript, drafted.

    name: of the manuscript; folder: the story's; story: the file that was written, None where nothing had changed;
    text: what it says; revised: whether a story stood there already, and difference: its unified diff; photos: names
    as they came; files: the name of each plate's file in the folder; missing: those of them that are not there; given:
    values from the desk, by key; unused: names of files left aside.
    """

    name: str
    folder: Path
    story: Path | None
    slug: str
    text: str
    outline: Outline
    plates: tuple[Plate, ...] = ()
    photos: tuple[str, ...] = ()
    files: tuple[str, ...] = ()
    missing: tuple[str, ...] = ()
    unused: tuple[str, ...] = ()
    problems: tuple[Problem, ...] = ()
    given: Mapping[str, str] = field(default_factory=dict)
    revised: bool = False
    difference: str = ""

    @property
    def place(self) -> str:
        """The folder as people know it, from the site's root: content/features/xinqiao-0812."""
        return self.folder.relative_to(self.folder.parents[2]).as_posix()

    def value(self, key: str) -> str:
        """What stands behind a front-matter key (English), "" for a gap."""
        return self.given.get(key) or value_of(self.outline, key)
