"""Dates as reporters write them."""

from __future__ import annotations

import re
from datetime import date, datetime, tzinfo

_DATE = re.compile(
    r"(?P<year>\d{4})\s*(?:年|[-./])\s*(?P<month>\d{1,2})\s*(?:月|[-./])\s*(?P<day>\d{1,2})\s*日?"
    r"(?:[\sT]*(?P<hour>\d{1,2})\s*(?:[:：]|[时点])\s*(?P<minute>\d{1,2})?\s*分?(?::\d{2})?)?"
)


def read_date(words: str, zone: tzinfo) -> datetime | None:
    """A moment in the newsroom's time zone, or None where the words are no possible date.

    Accepts 2021-08-12, 2021-08-12 09:30, 2021.8.12, 2021/8/12, 2021年8月12日, 2021年8月12日9时30分;
    midnight where no time is given. 2021-02-30 is None.
    """
    found = _DATE.fullmatch(words.strip())
    return _moment(found, zone) if found else None


def find_date(words: str, zone: tzinfo) -> tuple[str, datetime | None]:
    """The words without the first date in them, and that date: "头条 2021年7月1日" → ("头条", 2021-07-01)."""
    found = _DATE.search(words)
    if not found:
        return words, None
    return words[: found.start()] + words[found.end() :], _moment(found, zone)


def _moment(found: re.Match[str], zone: tzinfo) -> datetime | None:
    numbers = {name: int(value or 0) for name, value in found.groupdict().items()}
    try:
        return datetime(**numbers, tzinfo=zone)
    except ValueError:
        return None


def timed(moment: datetime) -> bool:
    """Whether a time of day was given (midnight means it was not)."""
    return (moment.hour, moment.minute) != (0, 0)


WEEKDAYS = "一二三四五六日"


def in_chinese(day: date) -> str:
    """2021年6月12日."""
    return f"{day.year}年{day.month}月{day.day}日"


def weekday(day: date) -> str:
    """星期六."""
    return f"星期{WEEKDAYS[day.weekday()]}"
