"""The edition: copy in, pages out. It stands before the other plugins in PLUGINS; they hook into it by
newsroom.signals."""

from __future__ import annotations


def register() -> None:
    """Called by Pelican. The one module that knows Pelican is not imported before that."""
    from .door import register

    register()
