"""Which stories may go out at a moment."""

from __future__ import annotations

import pytest

from plugins.copydesk.hold import reason_to_hold, sort_out
from plugins.newsroom.story import STATUSES

from ..township import NOW, a_day, a_story

PAST, COMING = "2021-06-12", "2021-12-24"


@pytest.mark.parametrize(
    ("status", "date", "embargo", "reason"),
    [
        ("published", PAST, "", ""),
        ("published", PAST, PAST, ""),
        ("published", "2021-12-01T09:30", "2021-12-01T09:30", ""),
        ("published", PAST, "2021-12-01T09:31", "定时未到"),
        ("published", PAST, COMING, "定时未到"),
        ("published", COMING, COMING, "定时未到"),
        ("published", "2021-12-01T09:31", "", "日期未到"),
        ("published", COMING, PAST, "日期未到"),
        ("draft", PAST, "", "草稿"),
        ("draft", COMING, COMING, "草稿"),
        ("ready", PAST, PAST, "待审"),
        ("withdrawn", PAST, "", "撤稿"),
    ],
)
def test_the_table(status: str, date: str, embargo: str, reason: str) -> None:
    """Only what is published, past its embargo and past its date goes out, from that very minute on."""
    story = a_story(status=status, date=a_day(date), embargo=a_day(embargo) if embargo else None)
    assert reason_to_hold(story, NOW) == reason


@pytest.mark.parametrize("status", STATUSES)
def test_every_status_is_decided(status: str) -> None:
    """Every status there is either goes out or is held under its Chinese name."""
    assert reason_to_hold(a_story(status=status), NOW) == ("" if status == "published" else STATUSES[status])


def test_sorted_out() -> None:
    """Every story is out or held, in the order given, and each that is held has its reason."""
    rows = [a_story("a"), a_story("b", status="draft"), a_story("c"), a_story("d", embargo=a_day(COMING))]
    out, held = sort_out(rows, NOW)
    assert out == [rows[0], rows[2]]
    assert held == [(rows[1], "草稿"), (rows[3], "定时未到")]
