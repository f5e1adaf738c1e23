"""Lists of cards, cut into numbered pages and gathered by what the stories share."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from plugins.edition.plan.lists import gather, in_folder, numbered

from ..township import XIAKOU, ZHENGGOU, a_story


@given(st.lists(st.integers()), st.integers(1, 30))
def test_every_item_once(items: list[int], size: int) -> None:
    """Every item stands on exactly one page, in order; every page but the last is full, and none is empty but an empty
    list's only one."""
    pages = numbered(items, size, in_folder("chanye"))
    assert [item for _, cards in pages for item in cards] == items
    assert all(len(cards) == size for _, cards in pages[:-1])
    assert all(cards for _, cards in pages) is bool(items)


@given(st.integers(0, 100), st.integers(1, 30))
def test_pagers_lead_through(count: int, size: int) -> None:
    """From the first page the way to the older ones leads through all of them to the last, and back again."""
    pages = numbered(range(count), size, in_folder("chanye"))
    paths = [pager.paths[pager.number - 1] for pager, _ in pages]
    assert len(set(paths)) == len(paths)
    assert [pager.older for pager, _ in pages] == [*paths[1:], ""]
    assert [pager.newer for pager, _ in pages] == ["", *paths[:-1]]
    assert {pager.count for pager, _ in pages} == {len(pages)}


@pytest.mark.parametrize(("number", "path"), [(1, "a/index.html"), (2, "a/page-2.html"), (11, "a/page-11.html")])
def test_in_folder(number: int, path: str) -> None:
    """The first page is the folder's index."""
    assert in_folder("a")(number) == path


def test_gather() -> None:
    """A card stands under each of its story's keys, in the order of the stories."""
    both = a_story("both", villages=(ZHENGGOU, XIAKOU))
    one, none = a_story("one", villages=(XIAKOU,)), a_story("none")
    found = gather([both, none, one], lambda story: [village.slug for village in story.villages])
    assert found == {"zhenggou": [both.card], "xiakou": [both.card, one.card]}
