"""Which other stories a story leads to."""

from __future__ import annotations

import sys
from collections.abc import Sequence
from types import FrameType
from typing import Any

import pytest

from plugins.edition.plan.related import REACH, RELATED, Around
from plugins.newsroom.story import Story

from ..township import CHANYE, DANGJIAN, XIAKOU, ZHENGGOU, a_base, base_name, stories_of

BASE = base_name(a_base())


def retold(stories: Sequence[Story], **traits: dict[int, Any]) -> list[Story]:
    """The stories with some of them changed: trait → by number, its value."""
    from dataclasses import replace

    rows = [{trait: by_number[n] for trait, by_number in traits.items() if n in by_number} for n in range(len(stories))]
    return [replace(story, **row) for story, row in zip(stories, rows, strict=True)]


def led_to(stories: Sequence[Story], number: int) -> list[str]:
    """The slugs of what a story leads to, in order."""
    return [stories[other].slug for other in Around(stories).related(number)]


def everywhere(stories: Sequence[Story]) -> list[Any]:
    """What is beside each story and what it leads to."""
    around = Around(stories)
    return [(around.neighbours(number), around.related(number)) for number in range(len(stories))]


def test_neighbours_stay_in_the_section() -> None:
    """Newer and older are the next of the same section, whatever stands between them; the ends have one side only."""
    around = Around(retold(stories_of(4, section=CHANYE), section={1: DANGJIAN}))
    assert [around.neighbours(number) for number in range(4)] == [(None, 2), (None, None), (0, 3), (2, None)]


def test_stories_are_known_by_their_address() -> None:
    """Each story's number is found by its page."""
    stories = stories_of(3)
    assert [Around(stories).numbers[story.url] for story in stories] == [0, 1, 2]


def test_nothing_shared() -> None:
    """A story that shares nothing leads nowhere, and none leads to itself."""
    stories = retold(stories_of(3), tags={0: ("甲",), 1: ("乙",)})
    assert [led_to(stories, number) for number in range(3)] == [[], [], []]


def test_what_is_rare_counts_more() -> None:
    """A tag that two stories share brings them closer than one that half of all have."""
    stories = retold(stories_of(10), tags=dict.fromkeys(range(1, 8), ("常见",)) | {0: ("常见", "罕见"), 9: ("罕见",)})
    assert led_to(stories, 0) == ["s9", "s1", "s2", "s3"]


@pytest.mark.parametrize(
    ("nearer", "farther"),
    [({"bases": (BASE,)}, {"villages": (ZHENGGOU,)}), ({"villages": (ZHENGGOU,)}, {"tags": ("甲",)})],
)
def test_the_weight_of_what_is_shared(nearer: dict[str, Any], farther: dict[str, Any]) -> None:
    """Of things equally rare a base counts more than a village, and a village more than a tag."""
    (near, value), (far, other) = *nearer.items(), *farther.items()
    stories = retold(stories_of(6), **{near: {0: value, 4: value}, far: {0: other, 2: other}})
    assert led_to(stories, 0) == ["s4", "s2"]


def test_what_is_shared_adds_up() -> None:
    """Two shared things bring two stories closer than one of them."""
    stories = retold(stories_of(8), tags={0: ("甲", "乙"), 2: ("甲",), 5: ("甲", "乙"), 6: ("乙",)})
    assert led_to(stories, 0) == ["s5", "s2", "s6"]


def test_ties_go_to_the_newer() -> None:
    """Of stories equally close the newer come first, and there is an end to them."""
    stories = stories_of(20, tags=("甲",))
    assert led_to(stories, 10) == [f"s{n}" for n in range(RELATED)]
    assert led_to(stories, 0) == [f"s{n}" for n in range(1, RELATED + 1)]


def test_only_stories_around_it() -> None:
    """Of a popular tag's stories only those near in time are looked at."""
    stories = stories_of(200, tags=("甲",))
    assert led_to(stories, 100) == [f"s{n}" for n in range(100 - REACH, 100 - REACH + RELATED)]


def busy_stories(count: int) -> list[Story]:
    """Stories with tags of every popularity."""
    stories = stories_of(count, villages=(ZHENGGOU,), bases=(BASE,))
    tags = {n: ("所有", f"半数{n % 2}", f"几篇{n // 8}") for n in range(count)}
    return retold(stories, tags=tags, villages=dict.fromkeys(range(0, count, 3), (ZHENGGOU, XIAKOU)))


def test_the_same_every_time() -> None:
    """The same stories lead to the same ones, in the same order."""
    assert everywhere(busy_stories(100)) == everywhere(busy_stories(100))


def calls(function: Any, *given: Any) -> int:
    """How many calls of functions, Python's own among them, one call makes."""
    count = 0

    def counted(frame: FrameType, event: str, value: Any) -> None:
        nonlocal count
        count += event in ("call", "c_call")

    before = sys.getprofile()
    sys.setprofile(counted)
    try:
        function(*given)
    finally:
        sys.setprofile(before)
    return count


def test_linear() -> None:
    """The work for one story does not grow with their number."""
    few, many = busy_stories(200), busy_stories(800)
    assert calls(everywhere, many) / 800 <= 1.15 * calls(everywhere, few) / 200
