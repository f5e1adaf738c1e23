"""Settings as values."""

from __future__ import annotations

from dataclasses import dataclass, field

import pytest

from plugins.newsroom.site import NewsroomSettings, SettingsError, read_settings


@dataclass(frozen=True)
class Needy:
    """Settings of which one has no default."""

    host: str
    words: list[str] = field(default_factory=list)


def test_read() -> None:
    """What is set is taken, the rest keeps its default."""
    found = read_settings(NewsroomSettings, {"organiser": "镇政府", "ipv6": True}, "NEWSROOM")
    assert found == NewsroomSettings(organiser="镇政府", ipv6=True)


@pytest.mark.parametrize(("key", "hint"), [("organizer", "“organiser”"), ("Phone", "“phone”"), ("zzz", "可用的有")])
def test_an_unknown_setting(key: str, hint: str) -> None:
    """A setting that does not exist is answered with the near one, or with those that do."""
    with pytest.raises(SettingsError, match=hint) as told:
        read_settings(NewsroomSettings, {key: ""}, "NEWSROOM")
    assert f"“{key}”" in str(told.value)
    assert "NEWSROOM" in str(told.value)


def test_a_missing_setting() -> None:
    """A setting without a default has to be given; one whose default is made when needed has not."""
    with pytest.raises(SettingsError, match="缺少：host$"):
        read_settings(Needy, {}, "DEPLOY")
    assert read_settings(Needy, {"host": "a"}, "DEPLOY") == Needy("a", [])
