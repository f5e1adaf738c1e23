"""Dates as reporters write them."""

from __future__ import annotations

from datetime import date, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from plugins.newsroom.dates import find_date, in_chinese, read_date, timed, weekday

from ..township import ZONE, a_day


@pytest.mark.parametrize(
    ("words", "iso"),
    [
        ("2021-08-12", "2021-08-12"),
        ("2021-8-12", "2021-08-12"),
        ("2021.8.12", "2021-08-12"),
        ("2021/8/12", "2021-08-12"),
        ("2021年8月12日", "2021-08-12"),
        ("2021年08月12", "2021-08-12"),
        ("2021 年 8 月 12 日", "2021-08-12"),
        ("２０２１年８月１２日", "2021-08-12"),
        ("  2021-08-12  ", "2021-08-12"),
        ("2024-02-29", "2024-02-29"),
        ("2021-08-12 09:30", "2021-08-12T09:30"),
        ("2021-08-12 9:30", "2021-08-12T09:30"),
        ("2021-08-12T09:30", "2021-08-12T09:30"),
        ("2021-08-12 09:30:45", "2021-08-12T09:30"),
        ("2021-08-12 9：30", "2021-08-12T09:30"),
        ("2021.8.12 23:59", "2021-08-12T23:59"),
        ("2021年8月12日9时30分", "2021-08-12T09:30"),
        ("2021年8月12日 9时", "2021-08-12T09:00"),
        ("2021年8月12日9点30", "2021-08-12T09:30"),
        ("２０２１年８月１２日９：３０", "2021-08-12T09:30"),
        ("2021-08-12 00:00", "2021-08-12"),
        ("2021-08-12T01:30:00Z", "2021-08-12T09:30"),
        ("2021-08-12T20:30:00.250Z", "2021-08-13T04:30"),
        ("2021-08-12T09:30:00+08:00", "2021-08-12T09:30"),
        ("2021-08-12 09:30:00 +0800", "2021-08-12T09:30"),
        ("2021-08-12T09:30+08", "2021-08-12T09:30"),
        ("2021-08-11 20:30:00,5-05:00", "2021-08-12T09:30"),
        ("2021-08-12 01:30:00 UTC", "2021-08-12T09:30"),
        ("20210812T013000Z", "2021-08-12T09:30"),
        ("二〇二一年八月十二日", "2021-08-12"),
        ("二○二一年十二月三十一日", "2021-12-31"),
    ],
)
def test_accepted(words: str, iso: str) -> None:
    """Every form that reporters use is read as the same moment in the newsroom's time zone."""
    assert read_date(words, ZONE) == a_day(iso)


@pytest.mark.parametrize(
    "words",
    [
        "",
        "昨天",
        "2021",
        "2021-08",
        "8月12日",
        "2021-08-12T09:30:00+99:00",
        "0001-01-01T00:00:00+23:59",
        "2021-08-12Z08",
        "二〇二一年十二十月十日",
        "21-08-12",
        "2021-02-30",
        "2023-02-29",
        "2021-13-01",
        "2021-00-10",
        "2021-01-00",
        "2021年4月31日",
        "0000-01-01",
        "2021-08-12 24:00",
        "2021-08-12 09:60",
        "2021-08-12 09:30 左右",
        "约2021-08-12",
        "2021-08-12 2021-08-13",
        "20210812",
    ],
)
def test_refused(words: str) -> None:
    """What is no day, or says more than a day and a time, is None."""
    assert read_date(words, ZONE) is None


@given(st.datetimes(min_value=datetime(1900, 1, 1), max_value=datetime(2999, 12, 31)))
def test_every_moment_is_read_back(moment: datetime) -> None:
    """A moment written by the minute in either manner is that moment again."""
    moment = moment.replace(second=0, microsecond=0, tzinfo=ZONE)
    assert read_date(f"{moment:%Y-%m-%d %H:%M}", ZONE) == moment
    assert read_date(f"{in_chinese(moment)}{moment.hour}时{moment.minute}分", ZONE) == moment


@given(st.text(alphabet="0123456789０９年月日时分点-./:： T", max_size=24))
def test_no_words_stop_the_reading(words: str) -> None:
    """Whatever stands where a date belongs is a moment of the newsroom's zone or None, and never stops the reading."""
    found = read_date(words, ZONE)
    assert found is None or found.tzinfo is ZONE


@pytest.mark.parametrize(
    ("words", "rest", "iso"),
    [
        ("头条 2021年7月1日", "头条 ", "2021-07-01"),
        ("头条（至2021-7-1）", "头条（至）", "2021-07-01"),
        ("2021.7.1头条", "头条", "2021-07-01"),
        ("头条", "头条", ""),
        ("头条 7月1日", "头条 7月1日", ""),
    ],
)
def test_found_among_words(words: str, rest: str, iso: str) -> None:
    """The first date among words is found, and the words are left without it."""
    assert find_date(words, ZONE) == (rest, a_day(iso) if iso else None)


@pytest.mark.parametrize(
    ("iso", "given_"), [("2021-06-12", False), ("2021-06-12T00:01", True), ("2021-06-12T09", True)]
)
def test_timed(iso: str, given_: bool) -> None:
    """Midnight means that no time of day was given."""
    assert timed(a_day(iso)) is given_


def test_days_in_chinese() -> None:
    """A day is printed without leading zeros, its weekday in one character."""
    assert in_chinese(date(2021, 6, 2)) == "2021年6月2日"
    assert [weekday(date(2021, 6, day)) for day in (6, 7, 12)] == ["星期日", "星期一", "星期六"]
