"""What stands where on the home page."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import timedelta

import pytest

from plugins.edition.plan.front import COLUMN, FEWEST, HEADLINES, Front, arrange, stands
from plugins.newsroom.story import Card, Position, Story

from ..township import CHANYE, DANGJIAN, NOW, SITE, a_day, stories_of

LEAD, NEWS = Position("头条"), Position("要闻")


def names(cards: Sequence[Card]) -> list[str]:
    """Whose cards these are."""
    return [card.url.rpartition("/")[2].removesuffix(".html") for card in cards]


def until(position: Position, day: str) -> Position:
    """A place that ends with a day."""
    return replace(position, until=a_day(day))


def front(count: int, places: Mapping[int, Position] | None = None, sections: Sequence[int] = ()) -> Front:
    """So many stories s0, s1 …, newest first, those at `sections` of 党建 and the rest of 产业."""
    stories: list[Story] = [
        replace(story, position=(places or {}).get(n), section=DANGJIAN if n in sections else CHANYE)
        for n, story in enumerate(stories_of(count))
    ]
    return arrange(stories, SITE.sections, NOW)


@pytest.mark.parametrize(
    ("places", "lead"),
    [
        ({}, "s0"),
        ({3: LEAD}, "s3"),
        ({3: LEAD, 6: LEAD}, "s3"),
        ({0: NEWS}, "s0"),
        ({3: until(LEAD, "2021-12-01")}, "s3"),
        ({3: until(LEAD, "2021-11-30")}, "s0"),
        ({3: until(LEAD, "2021-11-30"), 5: LEAD}, "s5"),
    ],
)
def test_the_lead(places: dict[int, Position], lead: str) -> None:
    """A 头条 leads until its day is over, else the newest story; it stands nowhere else."""
    found = front(20, places)
    assert found.lead
    assert names([found.lead]) == [lead]
    assert lead not in names(found.headlines)
    assert lead not in [name for column in found.columns for name in names(column.cards)]


@pytest.mark.parametrize(
    ("places", "headlines"),
    [
        ({}, range(2, 14)),
        ({30: NEWS}, [*range(2, 13), 30]),
        ({30: LEAD, 31: LEAD}, [*range(1, 12), 31]),
        ({30: until(NEWS, "2021-11-30")}, range(2, 14)),
        (dict.fromkeys(range(20, 32), NEWS), range(20, 32)),
        (dict.fromkeys(range(18, 36), NEWS), range(18, 30)),
    ],
)
def test_the_headlines(places: dict[int, Position], headlines: Sequence[int]) -> None:
    """要闻 and further 头条, filled up with what is newest and opens no column, and cut; by date, newest first."""
    assert names(front(40, places).headlines) == [f"s{n}" for n in headlines]
    assert len(headlines) == HEADLINES


def test_the_columns() -> None:
    """Each section has its newest stories that do not stand above already; an empty section has no column."""
    found = front(40)
    assert [column.section for column in found.columns] == [CHANYE]
    below = [1, *range(HEADLINES + 2, HEADLINES + 1 + COLUMN)]
    assert [names(column.cards) for column in found.columns] == [[f"s{n}" for n in below]]


def test_a_column_of_a_small_section() -> None:
    """Where a section has hardly anything besides what stands above, its column shows that again, but not the lead."""
    few = tuple(range(2, 2 + FEWEST))
    found = front(20, sections=few)
    assert names(found.columns[0].cards) == [f"s{n}" for n in few]
    assert set(names(found.headlines)) > {f"s{n}" for n in few[1:]}


def test_nothing_yet() -> None:
    """Without a story there is no lead and no column; with one there is nothing but the lead."""
    assert front(0) == Front(None, (), ())
    found = front(1)
    assert found.lead
    assert (found.headlines, found.columns) == ((), ())


@pytest.mark.parametrize(("early", "there"), [(1, True), (0, False), (-1, False)])
def test_a_place_ends_as_its_day_does(early: int, there: bool) -> None:
    """It is held to the last moment of the day, and not at the midnight after."""
    (story,) = stories_of(1, position=until(LEAD, "2021-12-01"))
    midnight = a_day("2021-12-02")
    assert stands(story, "头条", midnight - timedelta(microseconds=early)) is there
