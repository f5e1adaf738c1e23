"""The archive by year and month."""

from __future__ import annotations

from plugins.edition.plan.archive import ArchiveMonth, ArchiveYear, archive_years

from ..township import a_story


def test_newest_first() -> None:
    """Years and months come newest first, each counted, and only those that have stories."""
    card = a_story().card
    months = {(2020, 12): [card], (2021, 2): [card, card], (2021, 10): [card]}
    assert archive_years(months) == (
        ArchiveYear(
            2021,
            "archive/2021/index.html",
            3,
            (ArchiveMonth(2021, 10, "archive/2021/10.html", 1), ArchiveMonth(2021, 2, "archive/2021/02.html", 2)),
        ),
        ArchiveYear(2020, "archive/2020/index.html", 1, (ArchiveMonth(2020, 12, "archive/2020/12.html", 1),)),
    )


def test_empty() -> None:
    """Without stories the archive is empty."""
    assert archive_years({}) == ()
