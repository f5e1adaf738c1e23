"""A Problem is told so that its author can mend it."""

from __future__ import annotations

import pytest

from plugins.newsroom.problem import Problem, errors, in_order


@pytest.mark.parametrize(
    ("problem", "told"),
    [
        (Problem("content/a.md", 3, "没有日期", "写一行日期"), "content/a.md:3: 没有日期 → 写一行日期"),
        (Problem("content/a.md", 0, "文件是空的", "删掉"), "content/a.md: 文件是空的 → 删掉"),
        (Problem("content/a.md", 3, "没有日期"), "content/a.md:3: 没有日期"),
    ],
)
def test_told(problem: Problem, told: str) -> None:
    """Where, what, and what to do, in one line; a line number only where a line is to blame."""
    assert str(problem) == told


def test_in_order() -> None:
    """Problems come by file and line, lines as numbers, each once."""
    a10, a9, b1 = Problem("a.md", 10, "甲"), Problem("a.md", 9, "乙"), Problem("b.md", 1, "丙")
    assert in_order([b1, a10, a9, a10]) == [a9, a10, b1]


def test_errors() -> None:
    """A warning is only told; an error counts."""
    warning, error = Problem("a.md", 1, "甲", level="warning"), Problem("a.md", 2, "乙")
    assert errors([warning, error]) == [error]
