"""Residents of a small township without Pelican: the rooms' own handlers, connected for as long as a test needs them."""

from __future__ import annotations

import runpy
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from plugins import copydesk, photos, syndication
from plugins.edition.live.resident import Resident
from plugins.edition.session import Session
from plugins.newsroom import signals

from ..press import ROOT

# In the order of PLUGINS.
_HANDLERS = (
    (signals.stories_read, photos._on_stories_read),
    (signals.stories_read, copydesk.hold),
    (signals.pages_planned, syndication.syndicate),
)


@contextmanager
def rooms() -> Iterator[None]:
    """Photos, copydesk and syndication take their turns in what is made meanwhile."""
    for signal, handler in _HANDLERS:
        signal.connect(handler)
    try:
        yield
    finally:
        for signal, handler in _HANDLERS:
            signal.disconnect(handler)


def a_session(site: Path, theme: Path | None = None, **override: Any) -> Session:
    """A session on a site's folder, with the settings of tests/site."""
    found = runpy.run_path(str(ROOT / "tests/site/siteconf.py"))
    settings = {name: value for name, value in found.items() if name.isupper()}
    folders = {"PATH": str(site / "content"), "OUTPUT_PATH": str(site / "output"), "PLUGIN_PATHS": []}
    settings["DEFAULT_LANG"] = settings["DEFAULT_LANG"].lower()  # as Pelican does
    settings |= {**folders, "THEME": str(theme or ROOT / "theme"), **override}
    return Session(settings)


def a_resident(site: Path, theme: Path | None = None, **override: Any) -> Resident:
    """A resident edition of it."""
    return Resident(a_session(site, theme, **override), lambda done, total: None)


def every_page(resident: Resident) -> dict[str, bytes]:
    """All pages of a resident edition by path, rendered."""
    from plugins.edition.plan.pages import all_pages

    paths = [page.path for page in all_pages(resident.desk)]
    found = {path: resident.look(path).body for path in paths}
    return {path: body for path, body in found.items() if isinstance(body, bytes)}
