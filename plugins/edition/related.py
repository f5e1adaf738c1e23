"""Which other stories a story leads to: its neighbours in the section, and a few that share what is rare."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from math import log

from ..newsroom.story import Card, Story

RELATED = 4
# How many stories around it in time a story looks at for each thing it shares: a popular tag costs no more than a
# rare one.
REACH = 24
WEIGHTS = {"village": 2.0, "base": 3.0, "tag": 1.0}


@dataclass(frozen=True, slots=True)
class Neighbours:
    """The next newer and the next older story of the section."""

    newer: Card | None = None
    older: Card | None = None


def neighbours(stories: Sequence[Story]) -> dict[str, Neighbours]:
    """By story URL; the stories come newest first."""
    sections: defaultdict[str, list[Story]] = defaultdict(list)
    for story in stories:
        sections[story.section.slug].append(story)
    found: dict[str, Neighbours] = {}
    for row in sections.values():
        for place, story in enumerate(row):
            newer = row[place - 1].card if place else None
            older = row[place + 1].card if place + 1 < len(row) else None
            found[story.url] = Neighbours(newer, older)
    return found


def related(stories: Sequence[Story]) -> dict[str, tuple[Card, ...]]:
    """By story URL, at most RELATED cards, best first; linear in the number of stories.

    Two stories are as close as the sum over the villages, bases and tags they share of weight × log(all / those that
    have it): what every story has says nothing. Ties go to the newer story. Stories come newest first.
    """
    shared: defaultdict[tuple[str, str], list[int]] = defaultdict(list)
    place: dict[tuple[int, tuple[str, str]], int] = {}
    for number, story in enumerate(stories):
        for trait in _traits(story):
            place[number, trait] = len(shared[trait])
            shared[trait].append(number)
    cards = [story.card for story in stories]
    found: dict[str, tuple[Card, ...]] = {}
    for number, story in enumerate(stories):
        closeness: defaultdict[int, float] = defaultdict(float)
        for trait in _traits(story):
            row = shared[trait]
            weight = WEIGHTS[trait[0]] * log((len(stories) + 1) / len(row))
            here = place[number, trait]
            for other in row[max(0, here - REACH) : here + REACH + 1]:
                closeness[other] += weight
        closeness.pop(number, None)
        best = sorted(closeness, key=lambda other: (-closeness[other], other))[:RELATED]
        found[story.url] = tuple(cards[other] for other in best)
    return found


def _traits(story: Story) -> Iterator[tuple[str, str]]:
    for village in story.villages:
        yield "village", village.slug
    for base in story.bases:
        yield "base", base.slug
    for tag in story.tags:
        yield "tag", tag
