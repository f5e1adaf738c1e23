"""Days that the calendar does not have, and weekdays that are not theirs. Days of the farmers' calendar (农历) are
another calendar's."""

from __future__ import annotations

import re
from calendar import monthrange
from collections.abc import Iterator
from datetime import date

from .check import Check, Finding

# The character 月 is searched for, what stands before it is looked at behind it: that is the quick part.
_DAY = re.compile(
    "月(?P<day>[0-9]{1,2})[日号](?![楼院门桥线井])(?:[ ，,（(]{0,2}(?:星期|周)(?P<week>[一二三四五六日天])(?![年边]))?"
)
_MONTH = re.compile("(?<![0-9.])(?:(?P<year>(?:19|20)[0-9]{2})年)?(?P<month>[0-9]{1,2})\\Z")
_LUNAR = re.compile("(?:农历|阴历|旧历|腊月|闰)[^，。；\n]{0,6}\\Z")
_WEEK = "一二三四五六日"
LEAP = 2000  # any such year: where none is written, February is given its 29th day


def days(words: str, after: str) -> Iterator[Finding]:
    """N05: 2月30日, 13月1日, and 2月29日 of a year without one."""
    for start, end, year, month, day, _ in _solar(words):
        told = words[start:end]
        if not 1 <= month <= 12:
            yield Finding(start, end, f"没有“{told}”，一年只有12个月", "核对月份")
        elif not 1 <= day <= (last := monthrange(year or LEAP, month)[1]):
            of = f"{year}年" if year else ""
            yield Finding(start, end, f"没有“{told}”这一天，{of}{month}月最多到{last}日", "核对日期")


def weekdays(words: str, after: str) -> Iterator[Finding]:
    """N06: a full date and a weekday that is not its own."""
    for start, end, year, month, day, week in _solar(words):
        if week and year and 1 <= month <= 12 and 1 <= day <= monthrange(year, month)[1]:
            right = _WEEK[date(year, month, day).weekday()]
            if right != week.replace("天", "日"):
                what = f"“{words[start:end]}”对不上，这一天是星期{right}"
                yield Finding(start, end, what, "核对日期和星期，改正错的一个")


def _solar(words: str) -> Iterator[tuple[int, int, int, int, int, str]]:
    """Start, end, year (0 where none is given), month, day and weekday ("" where none) of each day that is written."""
    for found in _DAY.finditer(words):
        month = _MONTH.search(words, max(0, found.start() - 8), found.start())
        if month and not _LUNAR.search(words, max(0, month.start() - 10), month.start()):
            end = found.end() if found["week"] else found.end("day") + 1
            year = int(month["year"] or 0)
            yield month.start(), end, year, int(month["month"]), int(found["day"]), found["week"] or ""


CHECKS = (
    Check("N05", "不存在的日期", "error", days, ("月",)),
    Check("N06", "日期和星期", "error", weekdays, ("周", "星期")),
)
