"""Lists of cards: cut into numbered pages, gathered by village, base, tag, byline and month."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from typing import TypeVar

from ...newsroom.story import Card, Story

Key = TypeVar("Key")
Item = TypeVar("Item")


@dataclass(frozen=True, slots=True)
class Pager:
    """Which of the numbered pages of a list this is: `number` from 1, `paths` of all of them in order; `total`: how
    many things the whole list holds."""

    number: int
    count: int
    paths: tuple[str, ...]
    total: int

    @property
    def newer(self) -> str:
        """The path of the page before, "" on the first."""
        return self.paths[self.number - 2] if self.number > 1 else ""

    @property
    def near(self) -> tuple[tuple[int, str], ...]:
        """Number and path of the pages that a long list's pager names: the first, the last, and those around this one;
        path "" stands for those left out."""
        around = range(max(1, self.number - 3), min(self.count, self.number + 3) + 1)
        numbers = dict.fromkeys((1, *around, self.count))
        left_out = {self.number - 3, self.number + 3} - {1, self.count}
        return tuple((n, "" if n in left_out else self.paths[n - 1]) for n in numbers)

    @property
    def older(self) -> str:
        """The path of the page after, "" on the last."""
        return self.paths[self.number] if self.number < self.count else ""


def numbered(items: Sequence[Item], size: int, path: Callable[[int], str]) -> list[tuple[Pager, tuple[Item, ...]]]:
    """A list cut into pages of `size`, each with its pager; an empty list is one empty page. `path` names page n."""
    count = max(1, -(-len(items) // size))
    paths = tuple(path(number) for number in range(1, count + 1))
    return [
        (Pager(number, count, paths, len(items)), tuple(items[(number - 1) * size : number * size]))
        for number in range(1, count + 1)
    ]


def in_folder(folder: str) -> Callable[[int], str]:
    """dangjian → dangjian/index.html, dangjian/page-2.html …"""
    return lambda number: f"{folder}/index.html" if number == 1 else f"{folder}/page-{number}.html"


def gather(stories: Iterable[Story], keys: Callable[[Story], Iterable[Key]]) -> dict[Key, list[Card]]:
    """Cards by key, each list in the order of the stories."""
    found: defaultdict[Key, list[Card]] = defaultdict(list)
    for story in stories:
        for key in keys(story):
            found[key].append(story.card)
    return dict(found)
