"""The MARKDOWN setting as the edition reads it."""

from __future__ import annotations

import pytest

from plugins.edition.take_in.markdown_setting import with_extensions

HOUSE = ["plugins.edition", "plugins.blocks", "plugins.photos", "plugins.copydesk"]


@pytest.mark.parametrize(
    ("setting", "plugins", "extensions"),
    [
        ({}, HOUSE, ["plugins.blocks", "plugins.copydesk"]),
        ({"extensions": ["abbr"]}, HOUSE, ["abbr", "plugins.blocks", "plugins.copydesk"]),
        ({"extensions": ["plugins.blocks", "abbr"]}, HOUSE, ["abbr", "plugins.blocks", "plugins.copydesk"]),
        ({"extensions": ["abbr"]}, ["plugins.edition", "plugins.blocks"], ["abbr", "plugins.blocks"]),
        ({"extensions": ["abbr"]}, ["plugins.edition"], ["abbr"]),
    ],
)
def test_ours_come_last_and_once(setting: dict[str, list[str]], plugins: list[str], extensions: list[str]) -> None:
    """After the site's own, where their plugins are listed; asked again it is the same, and the setting is left."""
    before = {name: list(value) for name, value in setting.items()}
    once = with_extensions({**setting, "output_format": "html"}, plugins)
    assert once == {"output_format": "html", "extensions": extensions}
    assert with_extensions(once, plugins) == once
    assert setting == before
