"""From stories to keys: which stories have which key, worked out part by part in any number of processes."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path
from typing import Any

from ..incremental.store import BodyStore
from ..newsroom.story import Story
from . import numbers
from .documents import RANKS, keys_of, record_of

PART = 1_500  # stories that a process takes at a time


# By key: the first story's number, the last one's, and, as numbers.py writes them, those behind the first.
Lists = dict[str, tuple[int, int, str]]


@dataclass(slots=True)
class Part:
    """What a process has found in its stories: their records, in order, and rank by rank the keys' lists."""

    records: list[bytes]
    ranks: list[Lists] = field(default_factory=list)


class Reader:
    """Bodies are read from the shelf in use, in whatever process."""

    def __init__(self, shelf: Path | None, now: datetime | None = None) -> None:
        """now: see record_of."""
        self.shelf, self.now = shelf, now

    def __reduce__(self) -> tuple[Any, ...]:
        return _reader, (self.shelf, self.now)


def _reader(shelf: Path | None, now: datetime | None) -> Reader:
    if shelf is not None:
        BodyStore(shelf).use()
    return Reader(shelf, now)


def read_part(reader: Reader, part: Sequence[tuple[int, Story]]) -> Part:
    """A worker's share: stories with their numbers."""
    records = [record_of(story, reader.now) for _, story in part]
    return Part(records, invert([number for number, _ in part], records))


def invert(counted: Sequence[int], records: Iterable[bytes]) -> list[Lists]:
    """Rank by rank, the lists of these stories."""
    ranks: list[defaultdict[str, list[int]]] = [defaultdict(list) for _ in RANKS]
    for number, record in zip(counted, records, strict=True):
        for rank, keys in zip(ranks, keys_of(record), strict=True):
            for key in keys:
                rank[key].append(number)
    return [
        {key: (found[0], found[-1], numbers.write(found[1:], found[0])) for key, found in rank.items()}
        for rank in ranks
    ]


def joined(parts: Iterable[list[Lists]]) -> dict[str, dict[str, str]]:
    """The rows of all parts, in their order, by first letter and key."""
    lasts: list[dict[str, int]] = [{} for _ in RANKS]
    texts: list[dict[str, str]] = [{} for _ in RANKS]
    for part in parts:
        for lists, last, text in zip(part, lasts, texts, strict=True):
            for key, (first, end, rest) in lists.items():
                text[key] = text.get(key, "") + numbers.write((first,), last.get(key, -1)) + rest
                last[key] = end
    del lasts
    rows: dict[str, dict[str, str]] = {}
    *few, many = texts
    some = set().union(*few)
    for key in many.keys() | some:
        row = many.get(key, "")
        if key in some:
            row = _row([row, *(text.get(key, "") for text in few)])
        rows.setdefault(key[0], {})[key] = row
    return rows


def changed(row: str, edits: Iterable[tuple[int, int, bool]]) -> str:
    """A row with numbers put in or taken out, "" where none is left. edits: (rank, number, whether it is put in)."""
    texts = row.split(",")
    texts += [""] * (len(RANKS) - len(texts))
    lists = [set(numbers.read(text)) for text in (*texts[1:], texts[0])]
    for rank, number, there in edits:
        (lists[rank].add if there else lists[rank].discard)(number)
    *few, many = [numbers.write(sorted(found)) for found in lists]
    return _row([many, *few])


def _row(texts: Sequence[str]) -> str:
    return ",".join(texts).rstrip(",")
