"""The moment an edition is made for."""

from __future__ import annotations

from datetime import datetime, tzinfo

from ...newsroom.dates import read_date
from ...newsroom.site import SettingsError


def moment(words: str | None, zone: tzinfo) -> datetime:
    """The setting NOW, where one is given, else the machine's clock; in the newsroom's time zone."""
    if words is None:
        return datetime.now(zone)
    found = read_date(words, zone)
    if found is None:
        raise SettingsError(f"设置 NOW 里的“{words}”不是日期，写成 2021-08-12 09:30")
    return found
