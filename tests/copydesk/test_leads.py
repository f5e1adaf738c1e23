"""Who wants the home page's first place."""

from __future__ import annotations

from datetime import timedelta

from plugins.copydesk.leads import crowded
from plugins.newsroom.story import Position

from ..township import NOW, a_story

LEAD = Position("头条")


def test_the_newest_leads_and_the_others_are_told() -> None:
    """Each on the line of its 版位, with the headline that leads."""
    stories = [
        a_story(slug, headline=slug, date=NOW - timedelta(days=age), position=LEAD, lines=(("Position", 5),))
        for slug, age in (("jiu", 3), ("xin", 1), ("zhong", 2))
    ]
    found = list(crowded(stories, NOW))
    assert [(problem.path, problem.line) for problem in found] == [(stories[0].path, 5), (stories[2].path, 5)]
    assert {problem.level for problem in found} == {"warning"}
    assert all("共3篇" in problem.message and "《xin》" in problem.message for problem in found)


def test_a_day_that_is_over_and_other_places_ask_for_nothing() -> None:
    """One that leads alone is in nobody's way."""
    over = Position("头条", NOW - timedelta(days=2))
    stories = [
        a_story("a", position=LEAD),
        a_story("b", position=over),
        a_story("c", position=Position("要闻")),
        a_story("d"),
    ]
    assert list(crowded(stories, NOW)) == []
    assert list(crowded([], NOW)) == []
