"""What the saving of a piece does to other pages: the one answer, for a build and for a preview."""

from __future__ import annotations

from dataclasses import replace
from enum import Enum

from ...newsroom.story import Piece, Story


class Effect(Enum):
    """WORDS: only the piece's own page is another; CARDS: what others show of it as well; PLACES: where it stands, or
    beside what, so that any page may be another."""

    WORDS = 1
    CARDS = 2
    PLACES = 3


def effect(before: Piece | None, after: Piece | None) -> Effect:
    """Of a piece that was one value and is another; None where there was or is none. What somebody has made of its body
    besides its page, such as an index of words, they see to themselves (newsroom.signals.stories_reworded)."""
    if before is None and after is None:
        return Effect.WORDS
    if before is None or after is None or _place(before) != _place(after):
        return Effect.PLACES
    was, now = before.body, after.body
    same = replace(after, body=was) == before and (now.links, now.corrections) == (was.links, was.corrections)
    return Effect.WORDS if same else Effect.CARDS


def _place(piece: Piece) -> tuple[object, ...]:
    """All that decides where a piece stands and what it stands beside."""
    if not isinstance(piece, Story):
        return type(piece), piece.url
    gathered = piece.section, piece.tags, piece.villages, piece.bases
    return Story, piece.url, piece.date, piece.aliases, piece.status, gathered
