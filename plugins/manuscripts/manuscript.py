"""A manuscript as plain values: what was handed in, in reading order, before anyone has said what is what."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace
from io import BytesIO
from pathlib import Path
from typing import IO
from zipfile import ZipFile

from ..newsroom.problem import Problem
from .photos.seen import Seen, as_seen


@dataclass(frozen=True, slots=True)
class Filed:
    """A file handed in. `name` as its sender knows it; the bytes stand in `path`, or in `member` of the zip at
    `path`. seen: what of a picture Word showed; nothing else of it is ever handed out.
    """

    name: str
    path: Path
    member: str = ""
    seen: Seen = Seen()

    @contextmanager
    def open(self) -> Iterator[IO[bytes]]:
        """The original bytes, to be read in pieces; of a picture that was cropped or turned, those of what is seen.
        Raises NotShown where that cannot be made.
        """
        if not self.seen.whole:
            with replace(self, seen=Seen()).open() as stored:
                yield BytesIO(as_seen(stored, self.seen))
            return
        if not self.member:
            with self.path.open("rb") as stream:
                yield stream
        else:
            with ZipFile(self.path) as package, package.open(self.member) as stream:
                yield stream


@dataclass(frozen=True, slots=True)
class Run:
    """Letters of one look. `dotted`: 着重号. `note`: the number of the footnote that is called here, 0 for none."""

    text: str
    bold: bool = False
    dotted: bool = False
    note: int = 0


@dataclass(frozen=True, slots=True)
class Inspection:
    """How a paragraph looks and what its style says of it.

    size in points (0 unknown); level 1–9 of a heading style (0 none); title, caption: set in the style of that name,
    or holding the number that Word counts captions with; boxed: from a text box; bullet: an item of a bulleted list;
    face: the typeface of all its Chinese letters, "" where they have several or nobody says.
    """

    align: str = ""
    bold: bool = False
    size: float = 0.0
    level: int = 0
    title: bool = False
    caption: bool = False
    boxed: bool = False
    bullet: bool = False
    face: str = ""


@dataclass(frozen=True, slots=True)
class Paragraph:
    """A paragraph without the blanks around it. place: its number in the manuscript; gap: empty lines above it."""

    runs: tuple[Run, ...]
    place: int
    gap: int = 0
    look: Inspection = Inspection()

    @property
    def text(self) -> str:
        """The letters alone."""
        return "".join(run.text for run in self.runs)


@dataclass(frozen=True, slots=True)
class Picture:
    """A place where a photo stands: `photo` is an index into the manuscript's photos; `words` describe it, if
    anything.
    """

    photo: int
    place: int
    words: str = ""


@dataclass(frozen=True, slots=True)
class Table:
    """Rows of cells of paragraphs. A cell that another one covers is empty."""

    rows: tuple[tuple[tuple[Paragraph, ...], ...], ...]
    place: int


Block = Paragraph | Picture | Table


@dataclass(frozen=True, slots=True)
class Manuscript:
    """One manuscript with its photos.

    name: of the file it came in; unit: what `place` counts, 行 or 段; notes: the footnotes' texts, by number from 1;
    unused: names of files that came along and are neither manuscript nor photo.
    """

    name: str
    unit: str
    blocks: tuple[Block, ...]
    photos: tuple[Filed, ...] = ()
    notes: tuple[tuple[Run, ...], ...] = ()
    unused: tuple[str, ...] = ()
    problems: tuple[Problem, ...] = ()
