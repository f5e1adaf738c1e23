"""Which part of a file a Range header asks for (RFC 9110, 14.1.2 and 14.2)."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from plugins.preview.spans import Unsatisfiable, span_of


@pytest.mark.parametrize(
    ("asked", "span"),
    [
        (None, None),
        ("", None),
        ("bytes=0-", (0, 10)),
        ("bytes=0-0", (0, 1)),
        ("bytes=3-5", (3, 6)),
        ("bytes=3-99", (3, 10)),
        ("bytes=9-", (9, 10)),
        ("bytes=-4", (6, 10)),
        ("bytes=-99", (0, 10)),
        ("bytes= 0 - 1", (0, 2)),
        ("bytes=5-3", None),
        ("bytes=-", None),
        ("bytes=0-1,3-4", None),
        ("lines=0-1", None),
        ("bytes=a-b", None),
    ],
)
def test_the_table(asked: str | None, span: tuple[int, int] | None) -> None:
    """Of ten bytes; what is no single range of bytes is answered with the whole file."""
    assert span_of(asked, 10) == span


@pytest.mark.parametrize(
    ("asked", "size"), [("bytes=10-", 10), ("bytes=99-100", 10), ("bytes=-0", 10), ("bytes=0-", 0)]
)
def test_beyond_the_end(asked: str, size: int) -> None:
    """A part that begins behind the last byte cannot be had."""
    with pytest.raises(Unsatisfiable):
        span_of(asked, size)


@given(st.text(max_size=20).map("bytes={}".format) | st.from_regex(r"bytes=\d{0,12}-\d{0,12}"), st.integers(0, 1 << 40))
def test_always_inside_the_file(asked: str, size: int) -> None:
    """Whatever is asked, a span lies within the file and is not empty."""
    try:
        span = span_of(asked, size)
    except Unsatisfiable:
        return
    assert span is None or 0 <= span[0] < span[1] <= size
