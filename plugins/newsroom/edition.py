"""The Edition in the making: what the rooms hand from one to the next."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path
from typing import Any

from .copy import Copy
from .gazetteer import Gazetteer
from .page import Page
from .problem import Problem
from .site import Site
from .story import Base, Piece, StandingPage, Story, photos_of

Announce = Callable[[Iterable[str]], None]


def nobody(paths: Iterable[str]) -> None:
    """Where nothing is written."""


Saw = Callable[[Path, os.stat_result, bytes, int], None]


def unseen(file: Path, stat: os.stat_result, data: bytes, now: int) -> None:
    """Where nobody asks what was read."""


@dataclass(frozen=True, slots=True)
class Written:
    """What a build did to the output: pages there are, pages rendered for it, paths of the files that changed and of
    those pruned, how many lost files were put back as they were."""

    pages: int = 0
    rendered: int = 0
    changed: tuple[str, ...] = ()
    pruned: tuple[str, ...] = ()
    back: int = 0

    @property
    def paths(self) -> tuple[str, ...]:
        """What is not as it was."""
        return self.changed + self.pruned


@dataclass(slots=True)
class Edition:
    """One build.

    root, content, output, store: folders (store is .build/); settings: Pelican's; now: the moment this edition is
    made for, with time zone; strict: a publish build; preview: made for the desk to look at: what may not go out
    stays in, and nothing of it is ever written into an output. The rooms fill and change the lists in the order of
    newsroom.signals. held: stories that may not go out, with the Chinese reason. files: output path → file to
    publish as it is, or its bytes; published: output paths of what plugins put into the output themselves, once the
    pages are written; renditions: output path of a photo's rendition → its file in the store. galleries: folder
    from the content folder → its gallery.md, as read. finishes: module-level functions of a page and the site that
    have the last word on what a template sees, such as its head tags; they are called where the page is rendered,
    in whatever process that is, and only if it is: what they add must follow from the page and the site alone.
    later: in a preview, functions of an output path that give the file that stands there, None for what is not
    theirs; it is made when it is looked at. announce: to be told the paths that a plugin is about to write, so that
    a build that is killed leaves no file behind that the next one would not know. saw: to be told the bytes of a
    file of the content folder that a plugin has read whole, its state before and the time before that
    (nanoseconds), so that nobody reads it once more for its digest. told: lines for the account of the build.
    until: the first moment at which this edition would be another; a room that asks what time it is says so by
    `turns`. passing: something went wrong that no file of the site tells, such as a full disk: the next build has
    to look again, though nothing has changed. proof: it holds only the pieces and pages that are made anew, the
    others stand as they were: a room then works on what it is shown and forgets nothing of the rest.
    """

    root: Path
    content: Path
    output: Path
    store: Path
    settings: Mapping[str, Any]
    now: datetime
    site: Site
    gazetteer: Gazetteer
    strict: bool = False
    preview: bool = False
    stories: list[Story] = field(default_factory=list)
    bases: list[Base] = field(default_factory=list)
    standing: list[StandingPage] = field(default_factory=list)
    held: list[tuple[Story, str]] = field(default_factory=list)
    pages: list[Page] = field(default_factory=list)
    files: dict[str, Path | bytes] = field(default_factory=dict)
    problems: list[Problem] = field(default_factory=list)
    galleries: dict[str, Copy] = field(default_factory=dict)
    renditions: dict[str, Path] = field(default_factory=dict)
    published: set[str] = field(default_factory=set)
    written: Written = Written()
    finishes: list[Callable[[Page, Site], Page]] = field(default_factory=list)
    later: list[Callable[[str], Path | None]] = field(default_factory=list)
    announce: Announce = nobody
    saw: Saw = unseen
    told: list[str] = field(default_factory=list)
    until: datetime | None = None
    passing: bool = False
    proof: bool = False

    def shown(self) -> dict[str, Path]:
        """Output path → file of every rendition that the edition's pieces show; those of what is held are not among
        them."""
        pieces: list[Piece] = [*self.stories, *self.bases, *self.standing]
        photos = [photo for piece in pieces for photo in photos_of(piece)]
        paths = {rendition.path for photo in photos for rendition in photo.renditions}
        return {path: self.renditions[path] for path in paths}

    def turns(self, moment: datetime | None) -> None:
        """Say that what was made would come out otherwise from a moment on; one that is past says nothing. A build in
        which nothing else has changed is over at once until the first of these."""
        if moment and moment > self.now and (self.until is None or moment < self.until):
            self.until = moment


@dataclass(slots=True)
class Reworded:
    """Stories of a written edition whose bodies are others, and that are otherwise what they were.

    store, output, settings: as the edition's; stories: each as it was and as it is; announce: as the edition's. Who
    makes files of many stories writes those that change, once they are announced, and tells `written` and `gone`, by
    output path, and in `told` its lines for the account. refused: it cannot, and the edition has to be planned whole.
    """

    store: Path
    output: Path
    settings: Mapping[str, Any]
    stories: tuple[tuple[Story, Story], ...]
    announce: Announce = nobody
    written: set[str] = field(default_factory=set)
    gone: set[str] = field(default_factory=set)
    told: list[str] = field(default_factory=list)
    refused: bool = False
