"""What a story still lacks."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest

from plugins.copydesk.gaps import gaps
from plugins.copydesk.hold import without_drafts
from plugins.newsroom.problem import Problem
from plugins.newsroom.story import Byline

from ..township import a_byline, a_photo, a_story

ALL = tuple((key, line) for line, key in enumerate(("Reporters", "Photographers", "Date", "Source", "Editor"), 4))


def told(**more: Any) -> list[tuple[int, str]]:
    return [(problem.line, problem.message) for problem in gaps(a_story(**more))]


def test_every_open_key_is_told() -> None:
    """Each key that was left open is an error on its line; headline, date and section have been asked for already."""
    rows = told(gaps=(*ALL, ("Reviews", 9)))
    assert [line for line, _ in rows] == [4, 7, 8, 9]
    assert "记者" in rows[0][1]
    assert {problem.level for problem in gaps(a_story(gaps=ALL))} == {"error"}


def test_a_key_that_was_never_opened_is_no_gap() -> None:
    """A story that does not mention a reviewer is not asked for one."""
    assert told() == []


@pytest.mark.parametrize(
    ("more", "asked"),
    [
        ({}, True),
        ({"genre": "公告"}, False),
        ({"byline": a_byline("本站记者")}, False),
        ({"byline": Byline(correspondents=("镇通讯组",))}, False),
        ({"byline": Byline(photographers=("镇通讯组",))}, True),
    ],
)
def test_who_wrote_it(more: dict[str, Any], asked: bool) -> None:
    """A reporter is asked for where nobody signs the words, save in a notice."""
    assert bool(told(gaps=(("Reporters", 4),), **more)) is asked


def test_who_took_the_pictures() -> None:
    """A photographer is asked for while a photo is unsigned, and told how many are."""
    signed, bare = a_photo(caption="桥", credit="本站记者 摄"), a_photo(caption="桥")
    assert told(gaps=ALL[1:2], photos=(signed,)) == []
    ((line, message),) = told(gaps=ALL[1:2], photos=(signed, bare, bare))
    assert line == 5
    assert "2张" in message


@pytest.mark.parametrize(
    ("status", "level"), [("draft", "warning"), ("withdrawn", "warning"), ("ready", "error"), ("published", "error")]
)
def test_what_rests_stops_nothing(status: str, level: str) -> None:
    """A fault in a draft or a withdrawn story is a warning; one in a story that waits for its review stops a
    publish build."""
    story, other = a_story(status=status), a_story("lu")
    faults = [Problem(story.path, 3, "照片找不到"), Problem(other.path, 4, "照片找不到")]
    assert [problem.level for problem in without_drafts(faults, [(story, "草稿")])] == [level, "error"]


@pytest.mark.parametrize(("year", "asked"), [(1921, True), (1993, True), (1994, False), (2021, False)])
def test_a_year_before_any_website(year: int, asked: bool) -> None:
    """1921 for 2021 is told on the date's line, and stops nothing."""
    story = a_story(lines=(("Date", 3),))
    found = list(gaps(replace(story, date=story.date.replace(year=year))))
    assert [(problem.line, problem.level) for problem in found] == ([(3, "warning")] if asked else [])
