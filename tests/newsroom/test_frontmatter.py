"""The lines above a story."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from plugins.newsroom.frontmatter import Field, read_frontmatter

PATH = "content/news/2021/qiao.md"


def body(text: str) -> str:
    """What stands from the line on which the body starts."""
    _, start, problems = read_frontmatter(PATH, text)
    assert problems == []
    return "\n".join(text.split("\n")[start - 1 :])


@pytest.mark.parametrize(
    "line",
    [
        "标题：桥通了",
        "标题:桥通了",
        "标题 ： 桥通了",
        "标题：　桥通了　",
        "  标题：桥通了",
    ],
)
def test_one_field(line: str) -> None:
    """A field is a key, a colon of either width and a value; blanks around them do not count."""
    fields, start, problems = read_frontmatter(PATH, f"{line}\n\n正文\n")
    assert (fields, start, problems) == ([Field("标题", "桥通了", 1)], 3, [])


def test_keys_in_both_languages() -> None:
    """English and Chinese keys stand in one head, each with its line."""
    fields, _, _ = read_frontmatter(PATH, "Title: 桥\n日期：2021-06-12\nOriginalUrl: https://a.example/b:c\n\n正文")
    assert fields == [
        Field("Title", "桥", 1),
        Field("日期", "2021-06-12", 2),
        Field("OriginalUrl", "https://a.example/b:c", 3),
    ]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("标题：桥\n\n正文", "正文"),
        ("标题：桥\n日期：2021-06-12\n\n\n正文", "\n正文"),
        ("\n\n标题：桥\n\n正文", "正文"),
        ("标题：桥\n这一行不是稿头\n正文", "这一行不是稿头\n正文"),
        ("标题：桥\n# 小标题", "# 小标题"),
        ("---\n标题：桥\n---\n正文", "正文"),
        ("---\n标题：桥\n---\n\n正文", "\n正文"),
        ("---\n标题：桥\n...\n正文", "正文"),
        ("标题：桥\n---\n正文", "正文"),
        ("\n---\n标题：桥\n---\n正文\n---\n又一段", "正文\n---\n又一段"),
        ("标题：桥\n    续行\n\n正文", "正文"),
        ("标题：桥\n \t\n正文", "正文"),
        ("标题：桥", ""),
        ("标题：桥\n", ""),
        ("标题：桥\n\n", ""),
    ],
)
def test_where_the_body_starts(text: str, expected: str) -> None:
    """The body starts on the line after the blank line or fence, or on the first line that is no field."""
    assert body(text) == expected


@pytest.mark.parametrize("indent", ["    ", "      ", "\t"])
def test_an_indented_line_goes_on(indent: str) -> None:
    """An indented line goes on with the field above it, line break kept; the field keeps its own line number."""
    fields, start, _ = read_frontmatter(PATH, f"标题：桥\n摘要：第一行\n{indent}第二行\n日期：2021-06-12\n\n正文")
    assert fields[1:] == [Field("摘要", "第一行\n第二行", 2), Field("日期", "2021-06-12", 4)]
    assert start == 6


def test_a_value_may_start_on_the_next_line() -> None:
    """A key alone takes its value from the indented lines below."""
    fields, _, _ = read_frontmatter(PATH, "标签：\n    党建\n    产业\n\n正文")
    assert fields == [Field("标签", "党建\n产业", 1)]


@pytest.mark.parametrize("text", ["", "\n", " \n\t\n　\n", "\n\n"])
def test_empty(text: str) -> None:
    """A file in which nothing stands is told so."""
    fields, start, (problem,) = read_frontmatter(PATH, text)
    assert (fields, start) == ([], 1)
    assert (problem.path, problem.line, problem.level) == (PATH, 0, "error")
    assert "空的" in problem.message
    assert problem.remedy


@pytest.mark.parametrize(
    ("text", "line"),
    [("正文直接开始。\n", 1), ("\n\n正文直接开始。", 3), ("# 标题\n\n正文", 1), ("---\n正文\n---\n", 2), ("---", 1)],
)
def test_without_fields(text: str, line: int) -> None:
    """A file without front matter is told so at its first line, with the lines to write."""
    fields, start, (problem,) = read_frontmatter(PATH, text)
    assert (fields, start) == ([], 1)
    assert (problem.path, problem.line, problem.level) == (PATH, line, "error")
    assert "没有稿头" in problem.message
    assert "标题：" in problem.remedy


def test_a_blank_line_does_not_end_fenced_fields() -> None:
    """Between fences a blank line parts fields and ends nothing."""
    text = "---\n标题：桥\n\n日期：2021-06-12\n---\n正文"
    fields, _, _ = read_frontmatter(PATH, text)
    assert [field.key for field in fields] == ["标题", "日期"]
    assert body(text) == "正文"


@given(
    st.lists(st.sampled_from(["标题：桥", "日期：2021-06-12", "    续行", "", "---", "正文。", "　　正文。", "  - 甲"]))
)
def test_every_line_is_head_or_body(lines: list[str]) -> None:
    """Whatever the lines, the body starts inside the file or just behind it, and every field's line is above it."""
    fields, start, problems = read_frontmatter(PATH, "\n".join(lines))
    assert 1 <= start <= max(1, len(lines)) + 1
    assert all(field.line < start for field in fields)
    assert bool(problems) is not bool(fields)
