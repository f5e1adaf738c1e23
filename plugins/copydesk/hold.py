"""Which stories may go out at a moment, and why the others may not."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from ..newsroom.problem import Problem, eased
from ..newsroom.story import STATUSES, Story


def sort_out(stories: Sequence[Story], now: datetime) -> tuple[list[Story], list[tuple[Story, str]]]:
    """The stories that may go out, and those held with the reason; both in the order given."""
    out: list[Story] = []
    held: list[tuple[Story, str]] = []
    for story in stories:
        reason = reason_to_hold(story, now)
        if reason:
            held.append((story, reason))
        else:
            out.append(story)
    return out, held


def without_drafts(problems: Sequence[Problem], held: Sequence[tuple[Story, str]]) -> list[Problem]:
    """The problems, those of held drafts and withdrawn stories as warnings: what is not going out stops nothing."""
    resting = {story.path for story, _ in held if story.status in ("draft", "withdrawn")}
    return [one for problem in problems for one in (eased([problem]) if problem.path in resting else [problem])]


def reason_to_hold(story: Story, now: datetime) -> str:
    """Why a story may not go out at `now`, "" where it may.

    1. Its status is anything but published. 2. Its embargo has not passed. 3. Its date has not come, embargo or not.
    """
    if story.status != "published":
        return STATUSES[story.status]
    if story.embargo and story.embargo > now:
        return "定时未到"
    if story.date > now:
        return "日期未到"
    return ""
