"""A story as search knows it: what is shown of a hit, and the words it is found by, field by field.

A field's rank is its place in RANKS; hits are put in order by

1. the first rank that holds the whole word: headline; kicker and dek; the names (tags, villages, bases, people);
   captions and credits; all the rest (body, summary, section, date); of several words, the one found last;
2. the date, newest first.
"""

from __future__ import annotations

import json
from collections.abc import Iterable
from dataclasses import dataclass
from hashlib import blake2b
from typing import Any

from ..newsroom.body import plain_text
from ..newsroom.dates import in_chinese
from ..newsroom.lean import lean
from ..newsroom.photo import Photo
from ..newsroom.story import Story
from .folding import END, letters

RANKS = ("headline", "standfirst", "names", "captions", "text")
TEXT = RANKS.index("text")
# One letter is looked for in these alone: everywhere else it says nothing.
SINGLE = (RANKS.index("headline"), RANKS.index("names"))
ONE = "*"  # the second half of a key that is one letter


@lean
@dataclass(frozen=True, slots=True)
class Entry:
    """A story in its place: its page, a digest of all that search knows of it, its month (YYYY-MM), and what filters
    ask: (kind, name) of section, year, villages and bases."""

    url: str
    digest: bytes
    month: str
    facets: tuple[tuple[str, str], ...]


def entry_of(story: Story) -> Entry:
    """Without fetching the body where it knows its fingerprint."""
    known = getattr(story.body, "fingerprint", None)
    body = known if known is not None else _text(story).encode("utf-8", "surrogatepass")
    said = _packed([*_head(story), *_beside(story)])
    digest = blake2b(said + b"\0" + body, digest_size=16).digest()
    facets = [("section", story.section.name), ("year", str(story.date.year))]
    facets += [("village", village.name) for village in story.villages]
    facets += [("base", base.name) for base in story.bases]
    return Entry(story.url, digest, f"{story.date:%Y-%m}", tuple(dict.fromkeys(facets)))


def order(stories: Iterable[Story]) -> list[Story]:
    """Oldest first, so that a story of today moves no other's number."""
    return sorted(stories, key=lambda story: (story.date, story.url))


def record_of(story: Story) -> bytes:
    """What the browser is given of a story, as JSON: [url, headline, section, date, villages, names, standfirst,
    photos, text], photos each [words, anchor, thumbnail, width, height]."""
    return _packed([*_head(story), _text(story)])


def keys_of(record: bytes) -> list[set[str]]:
    """The keys that a story is found by, rank by rank: every two letters that follow one another, a word's last letter
    with END, and of SINGLE ranks each letter with ONE."""
    _, headline, section, day, villages, names, standfirst, photos, text = json.loads(record)
    fields = (headline, standfirst, _lines(villages, names), _lines([words for words, *_ in photos], ""), "")
    found = [_pairs(field) for field in fields]
    found[TEXT] = set().union(*found[:TEXT], _pairs(_lines([section, day, text], "")))
    for rank in SINGLE:
        found[rank] |= {letter + ONE for letter in letters(fields[rank]) if letter != END}
    return found


def _pairs(text: str) -> set[str]:
    line = letters(text) + END
    pairs = set(map(str.__add__, line, line[1:]))
    return {pair for pair in pairs if pair[0] != END}


def _lines(rows: Iterable[str], more: str) -> str:
    return "\n".join([*rows, more])


def _head(story: Story) -> list[Any]:
    names = [*story.tags, *(base.name for base in story.bases), *story.byline.names, in_chinese(story.date)]
    headlines = dict.fromkeys((story.headline, *([story.short] if story.short else [])))
    standfirst = [words for words in (story.kicker, story.dek) if words]
    photos = [_photo(photo) for photo in story.photos if photo.caption.text or photo.credit]
    return [
        story.url,
        "\n".join(headlines),
        story.section.name,
        story.date.date().isoformat(),
        [village.name for village in story.villages],
        "\n".join(dict.fromkeys(names)),
        "\n".join(standfirst),
        photos,
    ]


def _photo(photo: Photo) -> list[Any]:
    small = photo.cut("thumb") or next(iter(photo.ladder("jpeg")), None)
    shown = [small.path, small.width, small.height] if small else ["", 0, 0]
    words = photo.caption.text + (f"（{photo.credit}）" if photo.credit else "")
    return [words, photo.name, *shown]


def _text(story: Story) -> str:
    """Its body without captions, and its summary where that says more than the body."""
    parts = [part for part in story.body.parts if part.kind not in ("photo", "gallery")]
    text = plain_text(parts, (), story.videos, story.attachments)
    more = [story.dateline, story.source, story.summary if story.summary.rstrip("…") not in text else ""]
    return "\n".join([*(words for words in more if words), text])


def _beside(story: Story) -> list[Any]:
    """What goes into a story's text and is not in its body."""
    files = [file.title for file in story.attachments]
    films = [film.poster.caption.text if film.poster else "" for film in story.videos]
    return [story.dateline, story.source, story.summary, files, films]


def _packed(value: Any) -> bytes:
    return json.dumps(value, ensure_ascii=False, separators=(",", ":")).encode("utf-8", "surrogatepass")
