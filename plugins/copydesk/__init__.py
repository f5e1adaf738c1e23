"""The copydesk: what may not go out yet is held, and the desk says why; what a story still lacks is told, and what its
words have wrong.

Also a Python-Markdown extension, "plugins.copydesk": the proofreader.
"""

from __future__ import annotations

from typing import Any

from ..newsroom import signals
from ..newsroom.edition import Edition
from ..newsroom.story import Base, StandingPage, Story
from .gaps import gaps
from .hold import sort_out, without_drafts
from .leads import crowded
from .photographs import look_at_photos
from .proofreader import Proofreading


def makeExtension(**config: Any) -> Proofreading:
    """What Python-Markdown asks an extension module for. There are no settings."""
    return Proofreading(**config)


def hold(edition: Edition) -> None:
    """Take out of the edition what may not go out, once its gaps are told. A preview, which nobody but the desk sees,
    keeps what is still to come."""
    edition.problems += [problem for story in edition.stories for problem in gaps(story)]
    sheets: list[Story | Base | StandingPage] = [*edition.stories, *edition.bases, *edition.standing]
    edition.problems += [problem for sheet in sheets for problem in look_at_photos(sheet)]
    out, held = sort_out(edition.stories, edition.now)
    edition.problems += crowded(out, edition.now)
    edition.stories = [s for s in edition.stories if s.status != "withdrawn"] if edition.preview else out
    edition.held += held
    edition.problems = without_drafts(edition.problems, held)


def register() -> None:
    """Called by Pelican."""
    signals.stories_read.connect(hold)
