"""Which other stories a story leads to: its neighbours in the section, and a few that share what is rare."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from math import log

from ...newsroom.story import Story

RELATED = 4
# How many stories around it in time a story looks at for each thing it shares: a popular tag costs no more than a
# rare one.
REACH = 24
WEIGHTS = {"village": 2.0, "base": 3.0, "tag": 1.0}

Trait = tuple[str, str]


class Around:
    """Where each of these stories, newest first, stands among the others, worked out once for all in linear time; what
    it says of one of them, by its number, costs no more however many there are."""

    def __init__(self, stories: Sequence[Story]) -> None:
        self._known: Sequence[Sequence[int]] = ()
        self.numbers = {story.url: number for number, story in enumerate(stories)}
        self._rows: defaultdict[str, list[int]] = defaultdict(list)
        self._shared: defaultdict[Trait, list[int]] = defaultdict(list)
        self._places: list[tuple[int, tuple[tuple[Trait, int], ...]]] = []
        for number, story in enumerate(stories):
            row = self._rows[story.section.slug]
            places = tuple((trait, len(self._shared[trait])) for trait in _traits(story))
            self._places.append((len(row), places))
            row.append(number)
            for trait, _ in places:
                self._shared[trait].append(number)
        self._sections = [story.section.slug for story in stories]

    def neighbours(self, number: int) -> tuple[int | None, int | None]:
        """The next newer and the next older story of the section."""
        row, place = self._rows[self._sections[number]], self._places[number][0]
        return row[place - 1] if place else None, row[place + 1] if place + 1 < len(row) else None

    @property
    def traits(self) -> str:
        """All that decides which stories are related: in order, what each has."""
        rows = (" ".join(f"{kind}:{name!r}" for (kind, name), _ in places) for _, places in self._places)
        return "\n".join(rows)

    def all_related(self) -> list[Sequence[int]]:
        """Of every story, by number."""
        return [self.related(number) for number in range(len(self._places))]

    def know(self, related: Sequence[Sequence[int]]) -> None:
        """Take what `all_related` said of stories with these traits."""
        self._known = related

    def related(self, number: int) -> Sequence[int]:
        """At most RELATED stories, best first.

        Two stories are as close as the sum over the villages, bases and tags they share of weight × log(all / those
        that have it): what every story has says nothing. Ties go to the newer story.
        """
        if self._known:
            return self._known[number]
        closeness: dict[int, float] = {}
        for trait, here in self._places[number][1]:
            row = self._shared[trait]
            weight = WEIGHTS[trait[0]] * log((len(self._places) + 1) / len(row))
            found = dict.fromkeys(row[max(0, here - REACH) : here + REACH + 1], weight)
            for other in found.keys() & closeness.keys():
                found[other] += closeness[other]
            closeness.update(found)
        closeness.pop(number, None)
        # In order of age, then by closeness: what is equally close stays in order.
        return sorted(sorted(closeness), key=closeness.__getitem__, reverse=True)[:RELATED]


def _traits(story: Story) -> Iterator[Trait]:
    for village in story.villages:
        yield "village", village.slug
    for base in story.bases:
        yield "base", base.slug
    for tag in story.tags:
        yield "tag", tag
