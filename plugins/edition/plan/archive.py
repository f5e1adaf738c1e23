"""The archive: years and months as values, newest first."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from ...newsroom.story import Card


@dataclass(frozen=True, slots=True)
class ArchiveMonth:
    """A month with stories: the page that lists them and how many there are."""

    year: int
    month: int
    url: str
    count: int


@dataclass(frozen=True, slots=True)
class ArchiveYear:
    """A year with stories and its months."""

    year: int
    url: str
    count: int
    months: tuple[ArchiveMonth, ...]


def archive_years(months: Mapping[tuple[int, int], list[Card]]) -> tuple[ArchiveYear, ...]:
    """The years of an archive, from its cards by (year, month)."""
    years: dict[int, list[ArchiveMonth]] = {}
    for (year, month), cards in sorted(months.items(), reverse=True):
        years.setdefault(year, []).append(ArchiveMonth(year, month, f"archive/{year}/{month:02}.html", len(cards)))
    return tuple(
        ArchiveYear(year, f"archive/{year}/index.html", sum(month.count for month in found), tuple(found))
        for year, found in years.items()
    )
