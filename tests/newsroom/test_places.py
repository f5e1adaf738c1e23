"""The table of output paths."""

from __future__ import annotations

from pathlib import PurePosixPath

import pytest
from hypothesis import given
from hypothesis import strategies as st

from plugins.newsroom.places import Places

NAMES = st.sampled_from(["a", "A", "b", "index.html"])
PATHS = st.lists(NAMES, min_size=1, max_size=3).map("/".join)


@pytest.mark.parametrize(
    ("path", "owner"),
    [
        ("feed.xml", "feed.xml"),
        ("Feed.XML", "feed.xml"),
        ("feed.xml/index.html", "feed.xml"),
        ("chanye", "chanye/index.html"),
        ("chanye/202106", "chanye/202106/qiao.html"),
        ("chanye/202106/qiao.html/a/b.html", "chanye/202106/qiao.html"),
        ("chanye/other.html", ""),
        ("feed", ""),
    ],
)
def test_what_is_in_the_way(path: str, owner: str) -> None:
    """The same path, a folder's or a file's place, whatever the capitals."""
    places = Places(["feed.xml", "chanye/index.html", "chanye/202106/qiao.html"])
    assert places.in_the_way(path) == owner
    assert places.free(path) == (not owner)


@given(st.lists(PATHS, max_size=12))
def test_what_is_given_out_can_lie_on_any_disk(paths: list[str]) -> None:
    """Of any paths, those that found room are all different and none is a folder of another, capitals aside."""
    places, kept = Places(), list[str]()
    for path in paths:
        if not places.in_the_way(path):
            places.take(path)
            kept.append(path.lower())
    assert len(set(kept)) == len(kept)
    folders = {parent.as_posix() for path in kept for parent in PurePosixPath(path).parents}
    assert not folders & set(kept)
