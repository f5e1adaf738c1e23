"""The copydesk: what may not go out yet is held, and the desk says why."""

from __future__ import annotations

from ..newsroom import signals
from ..newsroom.edition import Edition
from .hold import sort_out


def hold(edition: Edition) -> None:
    """Take out of the edition what may not go out."""
    edition.stories, held = sort_out(edition.stories, edition.now)
    edition.held += held


def register() -> None:
    """Called by Pelican."""
    signals.stories_read.connect(hold)
