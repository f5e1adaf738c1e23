"""A build that plans nothing: where the last edition still stands it is told, and where only words of a few stories
have changed their pages are made again (print.reworded). Everything else is for Pelican and a plan.
"""

from __future__ import annotations

import importlib
import sqlite3
import sys
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from ..incremental.account import Account
from ..incremental.last_build import HOUSE, Inspection, stands
from ..incremental.settings import read_settings_file

# Settings that Pelican resolves in ways of its own: a site that has them is built by Pelican.
_PELICAN_S = ("PLUGIN_PATHS", "READERS", "THEME_TEMPLATES_OVERRIDES")


def build_unplanned(
    settings_file: Path, output: Path | None = None, explain: bool = False
) -> tuple[Account | None, Inspection]:
    """What the edition comes to, None where it has to be planned; and what was looked at, for the build that
    follows."""
    values = read_settings_file(settings_file, output)
    account, look = stands(values)
    if account or not _ours(values):
        return account, look
    return _reworded(values, look, explain)


def _ours(values: Mapping[str, Any]) -> bool:
    """Whether our own rooms alone make this edition, and something of an earlier one is known."""
    house = HOUSE.issuperset(map(str, values.get("PLUGINS", ())))
    known = (Path(values["PATH"]).parent / ".build" / "edition.sqlite").is_file()
    plain = "MARKDOWN" in values and "TIMEZONE" in values and not any(values.get(name) for name in _PELICAN_S)
    return house and known and plain


def _reworded(values: Mapping[str, Any], look: Inspection, explain: bool) -> tuple[Account | None, Inspection]:
    from ..incremental.build_lock import Busy
    from ..incremental.store import Damaged
    from ..newsroom.site import SettingsError
    from .print.reworded import make_reworded
    from .session import Session

    settings = {
        **values,
        "PLUGIN_PATHS": [],
        "LOOK": look,
        "EXPLAIN": explain,
    }
    for name in values.get("PLUGINS", ()):
        if name != "plugins.edition":  # whose door is Pelican's
            importlib.import_module(name).register()
    session = Session(settings)
    try:
        session.begin()
        with session.or_let_go():
            account = session.account() or make_reworded(session)
        session.leave()
    except Busy as fault:
        sys.exit(str(fault))
    except (Damaged, SettingsError, OSError, sqlite3.DatabaseError):
        return None, Inspection(look.mark)  # the build that follows meets it too, and says it
    return account, Inspection(look.mark, session.scan.seen)
