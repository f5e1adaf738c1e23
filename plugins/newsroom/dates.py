"""Dates as reporters write them."""

from __future__ import annotations

import re
from datetime import date, datetime, timedelta, timezone, tzinfo

_DATE = re.compile(
    r"(?P<year>\d{4})\s*(?:年|[-./])\s*(?P<month>\d{1,2})\s*(?:月|[-./])\s*(?P<day>\d{1,2})\s*日?"
    r"(?:[\sT]*(?P<hour>\d{1,2})\s*(?:[:：]|[时点])\s*(?P<minute>\d{1,2})?\s*分?(?::\d{2}(?:[.,]\d+)?)?"
    r"(?:\s*(?:Z|UTC|(?P<sign>[-+])(?P<hours>\d{2}):?(?P<minutes>\d{2})?)(?!\w))?)?"
)
_ZONED = re.compile(r"\d\s*(?:Z|UTC|[-+]\d{2}(?::?\d{2})?)$")
# ISO 8601 without its marks: 20240301T080000Z
_BASIC = re.compile(r"(\d{4})(\d{2})(\d{2})T(\d{2})(\d{2})(?:\d{2}(?:[.,]\d+)?)?(Z|[-+]\d{2}(?::?\d{2})?)?", re.ASCII)
# 二〇二一年六月十二日
_SPELLED = re.compile(
    "(?P<year>[〇○零一二三四五六七八九]{4})年(?P<month>[一二三四五六七八九十]{1,2})月(?P<day>[一二三四五六七八九十]{1,3})日"
)
_DIGITS = str.maketrans("〇○零一二三四五六七八九", "000123456789")


def read_date(words: str, zone: tzinfo) -> datetime | None:
    """A moment in the newsroom's time zone, or None where the words are no possible date.

    Accepts 2021-08-12, 2021-08-12 09:30, 2021.8.12, 2021/8/12, 2021年8月12日, 2021年8月12日9时30分,
    二〇二一年八月十二日, and ISO 8601 with T, seconds, fractions and an offset: 2021-08-12T01:30:00.5Z is 9:30 in
    China. Seconds are dropped; midnight where no time is given. 2021-02-30 is None.
    """
    words = words.strip()
    if basic := _BASIC.fullmatch(words):
        year, month, day, hour, minute, offset = basic.groups()
        words = f"{year}-{month}-{day}T{hour}:{minute}{offset or ''}"
    found = _DATE.fullmatch(_in_digits(words))
    return _moment(found, zone) if found else None


def find_date(words: str, zone: tzinfo) -> tuple[str, datetime | None]:
    """The words without the first date in them, and that date: "头条 2021年7月1日" → ("头条", 2021-07-01)."""
    words = _in_digits(words)
    found = _DATE.search(words)
    if not found:
        return words, None
    return words[: found.start()] + words[found.end() :], _moment(found, zone)


def _in_digits(words: str) -> str:
    """Dates spelled in characters, in digits: 二〇二一年十二月二十日 → 2021年12月20日."""
    if "年" not in words:
        return words
    return _SPELLED.sub(
        lambda found: f"{found['year'].translate(_DIGITS)}年{_number(found['month'])}月{_number(found['day'])}日", words
    )


def _number(spelled: str) -> int:
    """Up to 99: 十二 → 12, 二十 → 20; 0 where it is none (十二十)."""
    tens, ten, ones = spelled.rpartition("十")
    if len(tens) > 1 or len(ones) > 1:
        return 0
    return int((tens or "1").translate(_DIGITS) if ten else "0") * 10 + int((ones or "0").translate(_DIGITS))


def _moment(found: re.Match[str], zone: tzinfo) -> datetime | None:
    given = found.groupdict()
    year, month, day, hour, minute = (int(given[name] or 0) for name in ("year", "month", "day", "hour", "minute"))
    try:
        if not _ZONED.search(found[0]) or not given["hour"]:
            return datetime(year, month, day, hour, minute, tzinfo=zone)
        ahead = timedelta(hours=int(given["hours"] or 0), minutes=int(given["minutes"] or 0))
        written = timezone(-ahead if given["sign"] == "-" else ahead)
        return datetime(year, month, day, hour, minute, tzinfo=written).astimezone(zone)
    except (ValueError, OverflowError):
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
