"""The body of a story: its text as HTML, and the places where photos, galleries, films, files and links stand in it.

What stands there is printed by the theme when a page is rendered, because only then is it known which
renditions a photo has and where a link leads. Until then the HTML carries a mark, which no copy can
forge: control characters are taken out of all copy before it is read.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass, field
from html import escape, unescape
from typing import Any, Literal, Protocol

from .lean import lean
from .photo import Photo
from .problem import Level, Problem

Kind = Literal["html", "photo", "gallery", "video", "attachment", "link"]


@lean
@dataclass(frozen=True, slots=True)
class Part:
    """A stretch of a body.

    kind html: `html`, safe to print. photo: `photos` has one index into the story's photos; gallery: several.
    video, attachment: `index` into the story's videos or attachments. link: `target`, a content path
    ("news/2021/qiao.md", with "#fragment" where one was written) that the edition turns into an address; it
    stands inside an href attribute; `line`: where it was written.
    """

    kind: Kind
    html: str = ""
    photos: tuple[int, ...] = ()
    index: int = -1
    target: str = ""
    line: int = 0


@lean
@dataclass(frozen=True, slots=True)
class Heading:
    """A section head: its words (halves of a two-part head joined by one space), its id, its level 2–4."""

    text: str
    id: str
    level: int


@lean
@dataclass(frozen=True, slots=True)
class Correction:
    """A 更正 notice: the day it was made (ISO, "" where not given), what it says as text and as safe HTML."""

    date: str
    text: str
    html: str
    id: str


@lean
@dataclass(frozen=True, slots=True)
class Attachment:
    """A file offered with a story. `source` from the content folder; the edition fills path (published), kind,
    bytes."""

    source: str
    title: str
    line: int = 0
    path: str = ""
    kind: str = ""
    bytes: int = 0


@lean
@dataclass(frozen=True, slots=True)
class Video:
    """A self-hosted MP4: source and poster from the content folder; the edition fills path, the photos room the
    poster."""

    source: str
    poster: Photo | None
    alt: str = ""
    line: int = 0
    path: str = ""


@lean
@dataclass(frozen=True, slots=True)
class Body:
    """What a reader reads, in order, and what machines take from it."""

    parts: tuple[Part, ...] = ()
    headings: tuple[Heading, ...] = ()
    corrections: tuple[Correction, ...] = ()

    @property
    def links(self) -> tuple[str, ...]:
        """What its links lead to, as content paths, each once."""
        return tuple(dict.fromkeys(part.target for part in self.parts if part.kind == "link"))


class BodyStore(Protocol):
    """Where bodies stand that nobody reads now."""

    def take(self, fingerprint: bytes) -> Any:
        """The Body put there under its fingerprint."""


class StoredBody(Body):
    """A Body of which only its fingerprint, its links and its corrections are at hand: an edition of ten thousand
    stories holds no other. The rest is fetched when somebody reads it, and not kept."""

    __slots__ = ("fingerprint", "links", "shelf")
    fingerprint: bytes
    shelf: BodyStore

    def __new__(cls, *args: Any, **named: Any) -> Body:  # type: ignore[misc]  # a changed copy is a body at hand
        return Body(*args, **named)

    @classmethod
    def of(
        cls, shelf: BodyStore, fingerprint: bytes, links: tuple[str, ...], corrections: tuple[Correction, ...]
    ) -> StoredBody:
        """The stand-in for a body on a shelf."""
        body: StoredBody = object.__new__(cls)
        for name, value in zip(
            ("shelf", "fingerprint", "links", "corrections"), (shelf, fingerprint, links, corrections), strict=True
        ):
            object.__setattr__(body, name, value)
        return body

    def __reduce__(self) -> tuple[Any, ...]:
        return StoredBody.of, (self.shelf, self.fingerprint, self.links, self.corrections)

    def __eq__(self, other: object) -> bool:
        return isinstance(other, StoredBody) and other.fingerprint == self.fingerprint

    def __hash__(self) -> int:
        return hash(self.fingerprint)

    def __repr__(self) -> str:
        return f"StoredBody({self.fingerprint.hex()})"

    @property
    def parts(self) -> tuple[Part, ...]:
        """Fetched."""
        parts: tuple[Part, ...] = self.shelf.take(self.fingerprint).parts
        return parts

    @property
    def headings(self) -> tuple[Heading, ...]:
        """Fetched."""
        headings: tuple[Heading, ...] = self.shelf.take(self.fingerprint).headings
        return headings


@dataclass(slots=True)
class Sheet:
    """What is noted down while one story's Markdown is turned: the blocks write it, the reader takes it.

    path: the story's file from the site's root ("content/news/2021/qiao.md"); folder: the story's folder
    from the content folder ("news/2021"); text: the whole file as read, for finding lines;
    start: the line on which the body starts.
    """

    path: str = ""
    folder: str = ""
    text: str = ""
    start: int = 1
    parts: list[Part] = field(default_factory=list)
    photos: list[Photo] = field(default_factory=list)
    videos: list[Video] = field(default_factory=list)
    attachments: list[Attachment] = field(default_factory=list)
    headings: list[Heading] = field(default_factory=list)
    corrections: list[Correction] = field(default_factory=list)
    problems: list[Problem] = field(default_factory=list)
    _breaks: list[int] = field(default_factory=list)

    def mark(self, part: Part) -> str:
        """Keep a part; its mark stands in the HTML where the part is to be printed."""
        self.parts.append(part)
        return f"\x02part:{len(self.parts) - 1}\x03"

    def fault(self, line: int, message: str, remedy: str, level: Level = "error") -> None:
        """Note a Problem of this story."""
        self.problems.append(Problem(self.path, line, message, remedy, level))

    def find(self, words: str, offset: int = 0) -> int:
        """Where these words stand in the body, looked for from `offset` in the text on; -1 if nowhere."""
        breaks = self._lines()
        body = breaks[self.start - 2] + 1 if self.start >= 2 and len(breaks) >= self.start - 1 else 0
        return self.text.find(words, max(offset, body))

    def line_at(self, place: int) -> int:
        """The line (from 1) of a place in the text."""
        return bisect_right(self._lines(), place - 1) + 1

    def line_of(self, words: str) -> int:
        """The line of the first place in the body where these words stand; the body's first line if nowhere."""
        place = self.find(words)
        return self.line_at(place) if place >= 0 else self.start

    def _lines(self) -> list[int]:
        if not self._breaks:
            self._breaks = [found.start() for found in re.finditer("\n", self.text)]
        return self._breaks


_MARK = re.compile("\x02part:(\\d+)\x03")


def split(html: str, parts: list[Part]) -> tuple[Part, ...]:
    """Cut HTML at its marks: html parts between the kept ones, in reading order."""
    pieces = _MARK.split(html)
    found: list[Part] = []
    for position, piece in enumerate(pieces):
        if position % 2:
            found.append(parts[int(piece)])
        elif piece.strip():
            found.append(Part("html", html=piece))
    return tuple(found)


# The call of a footnote and the way back from it are no words of the story.
_CALLS = re.compile(r'<sup id="fnref-[^"]*">.*?</sup>|<a class="footnote-backref".*?</a>')
# Struck words are no words any more.
_STRUCK = re.compile(r"<(del|s)>(?:(?!</?\1>).)*</\1>")
_HARD_BREAK = re.compile("([!-~]?)<br> ?([!-~]?)")
_BETWEEN_CELLS = re.compile("(</dt>|</t[dh]>) ?<(?:dd|t[dh])[^>]*>")
_BLOCK = re.compile(
    "</?(?:aside|blockquote|caption|dd|details|div|dl|dt|h[1-6]|hr|li|ol|p|pre|summary|table|tr|ul)(?![a-z])[^>]*>"
)
_TAG = re.compile('<(?:[^>"]|"[^"]*")*>')


def plain_text(
    parts: Sequence[Part],
    photos: Sequence[Photo] = (),
    videos: Sequence[Video] = (),
    attachments: Sequence[Attachment] = (),
) -> str:
    """What a body says, one block a line: paragraphs, heads, list items, rows, captions and titles of files."""
    pieces: list[str] = []
    for part in parts:
        said = [photos[index].caption.text for index in part.photos]
        if part.kind == "video":
            said += [film.poster.caption.text for film in videos[part.index : part.index + 1] if film.poster]
        elif part.kind == "attachment":
            said += [file.title for file in attachments[part.index : part.index + 1]]
        pieces += [part.html, *(f"<p>{escape(words)}</p>" for words in said)]
    html = _CALLS.sub("", " ".join("".join(pieces).split()))
    if "<del>" in html or "<s>" in html:
        html = _STRUCK.sub("", html)
    html = _HARD_BREAK.sub(lambda found: (" " if found[1] and found[2] else "").join(found.groups()), html)
    html = _BETWEEN_CELLS.sub(lambda found: "：" if found[1] == "</dt>" else " ", html)
    lines = unescape(_TAG.sub("", _BLOCK.sub("\n", html))).split("\n")
    return "\n".join(line.strip() for line in lines if line.strip())
