"""What a resident edition tells whoever shows it: plain values, which travel between processes."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from ...newsroom.problem import Problem


@dataclass(frozen=True, slots=True)
class Folders:
    """What there is to watch, and the path at which the site stands on its host ("" or "/fengxi")."""

    watched: tuple[Path, ...]
    base: str


@dataclass(frozen=True, slots=True)
class Held:
    """A story that may not go out yet: its page, the Chinese reason, and when it is due where it has a time."""

    url: str
    reason: str
    due: datetime | None


@dataclass(frozen=True, slots=True)
class Outlook:
    """What is to be said of the whole edition. errors, warnings: how many there are; styles: path of every stylesheet →
    the digest of its bytes; scripts: one digest of all other theme files."""

    stories: int
    errors: int
    warnings: int
    held: tuple[Held, ...]
    styles: Mapping[str, str]
    scripts: str


@dataclass(frozen=True, slots=True)
class Sheet:
    """What stands at a path: 200 or 404, its bytes or the file that holds them, the copy it was made of, and what is
    wrong with that copy and its folder; `moved`: the page that this copy has now, where it is no more at this path."""

    status: int
    body: bytes | Path
    source: str = ""
    problems: tuple[Problem, ...] = ()
    moved: str = ""
