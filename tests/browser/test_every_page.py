"""Every kind of page, in three townships and three modes, held against look.md's measures."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from .kinds import EVERY
from .survey import LARGE_NIGHT, MODES, Mode, Seen

TEXT, INTERFACE = 7.0, 4.5
Inspection = Callable[[str, str, Mode], Seen]
pages = pytest.mark.parametrize(("township", "kind"), EVERY)
modes = pytest.mark.parametrize("mode", MODES, ids=str)


@modes
@pages
def test_the_console_is_silent(seen: Inspection, township: str, kind: str, mode: Mode) -> None:
    """Nothing on the page is stopped by its own security policy, and no script of it fails."""
    assert seen(township, kind, mode).said == ()


@modes
@pages
def test_axe_finds_nothing(seen: Inspection, township: str, kind: str, mode: Mode) -> None:
    """axe-core, with all its rules, reports no violation."""
    assert seen(township, kind, mode).axe == ()


@modes
@pages
def test_text_stands_out(seen: Inspection, township: str, kind: str, mode: Mode) -> None:
    """Text has a contrast of 7:1 with what is really behind it, the interface 4.5:1, and none lies on a photograph."""
    texts = seen(township, kind, mode).texts
    assert {text.part for text in texts} == {"text", "interface"}
    assert [text for text in texts if text.ratio < (TEXT if text.part == "text" else INTERFACE)] == []


@pytest.mark.parametrize("kind", ["home", "feature", "base"])
def test_large_text_stands_out_at_night(seen: Inspection, kind: str) -> None:
    """The two modes together as well."""
    texts = seen("working", kind, LARGE_NIGHT).texts
    assert [text for text in texts if text.ratio < (TEXT if text.part == "text" else INTERFACE)] == []


@modes
@pages
def test_controls_are_large_enough(seen: Inspection, township: str, kind: str, mode: Mode) -> None:
    """Every link and button outside running text takes a finger: 44 pixels, 60 in large text."""
    assert seen(township, kind, mode).small == ()


@modes
@pages
def test_nothing_scrolls_sideways(seen: Inspection, township: str, kind: str, mode: Mode) -> None:
    """On a window of 320 pixels; what is wider, such as a table, scrolls inside its own box."""
    assert seen(township, kind, mode).sideways == ()


@modes
@pages
def test_headlines_break_between_clauses(seen: Inspection, township: str, kind: str, mode: Mode) -> None:
    """On a window of 320 pixels no clause, and no half of a two-part head, is broken that would fit on a line."""
    assert seen(township, kind, mode).broken == ()
