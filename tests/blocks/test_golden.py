"""Every block, as Markdown and what comes of it: tests/golden/blocks/*.md, which anyone can add a case to."""

from __future__ import annotations

import pytest

from .press import GOLDEN, cases, printed

CASES = [
    pytest.param(markdown, expected, id=f"{file.stem}: {title}")
    for file in sorted(GOLDEN.glob("*.md"))
    for title, markdown, expected in cases(file)
]


@pytest.mark.parametrize(("markdown", "expected"), CASES)
def test_case(markdown: str, expected: str) -> None:
    """The Markdown of each case gives the HTML, the marks and the Problems written below it."""
    assert printed(markdown) == expected


def test_no_file_is_empty() -> None:
    """Each golden file holds cases, and no two of a file share a title."""
    for file in sorted(GOLDEN.glob("*.md")):
        titles = [title for title, *_ in cases(file)]
        assert titles, file.name
        assert len(set(titles)) == len(titles), file.name
