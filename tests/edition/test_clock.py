"""The moment an edition is made for."""

from __future__ import annotations

from datetime import datetime

import pytest

from plugins.edition.plan.clock import moment
from plugins.newsroom.site import SettingsError

from ..township import ZONE, a_day


def test_set() -> None:
    """The setting NOW is the edition's moment, in the newsroom's time zone."""
    assert moment("2021-12-01 09:30", ZONE) == a_day("2021-12-01T09:30")


def test_not_set() -> None:
    """Without the setting the edition is made for now."""
    before, found, after = datetime.now(ZONE), moment(None, ZONE), datetime.now(ZONE)
    assert before <= found <= after
    assert found.tzinfo is ZONE


def test_no_date() -> None:
    """A setting that is no date is told to whoever keeps the settings."""
    with pytest.raises(SettingsError, match="NOW"):
        moment("明天", ZONE)
