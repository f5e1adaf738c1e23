"""Letters that look like Markdown come out as the same letters."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from plugins.manuscripts.draft.markdown import write_figure, write_head, write_note, write_paragraph, write_table
from plugins.manuscripts.lines import letters
from plugins.manuscripts.manuscript import Paragraph, Run, Table

from .fidelity import lines_of, rendered, rendered_by_blocks

MARKS = "\\`*_{}[]()<>#+-.!&;:|~=^\"'$@/%"
WORDS = (
    *MARKS,
    *(
        "山",
        "水",
        "，",
        "。",
        "“",
        "”",
        "——",
        "……",
        " ",
        "  ",
        "\t",
        "\u3000",
        "\xa0",
        "1",
        "2021",
        "a",
        "B",
        "x_y",
        "&amp;",
    ),
    *(
        "&#65;",
        "&lt;",
        "&copy",
        "<b>",
        "</div>",
        "<!--",
        "-->",
        "<?x",
        "http://a.cn/",
        "![",
        "](",
        "[^1]",
        "[1]:",
        "!!!",
    ),
    *(
        "***",
        "---",
        "===",
        "```",
        "~~~",
        "    ",
        "1. ",
        "- ",
        "> ",
        "# ",
        "| ",
        "{: .a}",
        "{#b}",
        "\\*",
        "*[山]:",
        "[TOC]",
    ),
)
texts = st.lists(st.sampled_from(WORDS), min_size=1, max_size=12).map("".join).map(letters).filter(bool)


def said(markdown: str, render: Callable[[str], Any] = rendered) -> str:
    return "".join(lines_of(render(markdown)[0]))


def meant(*lines: str) -> str:
    return "".join(row for line in lines for row in lines_of(line))


@settings(deadline=None)
@given(st.lists(texts, min_size=1, max_size=4))
@example(["<div>", "甲", "</div>"])
@example(["1.", "2. "])
@example(["[^1]: 注", "甲[^1]"])
@example(["*[山]: 水", "山"])
@example(["```", "甲", "```"])
@example([":    甲"])
def test_paragraphs_say_the_same(lines: list[str]) -> None:
    """Any letters, in any paragraphs, come out unchanged."""
    assert said("\n\n".join(write_paragraph((Run(line),)) for line in lines)) == meant(*lines)


@settings(deadline=None)
@given(st.lists(texts, min_size=1, max_size=3))
def test_paragraphs_say_the_same_by_blocks(lines: list[str]) -> None:
    """So they do through the newsroom's blocks."""
    markdown = "\n\n".join(write_paragraph((Run(line),)) for line in lines)
    assert said(markdown, rendered_by_blocks) == meant(*lines)


@settings(deadline=None)
@given(st.lists(st.tuples(texts, st.booleans(), st.booleans()), min_size=1, max_size=5))
def test_runs_say_the_same(runs: list[tuple[str, bool, bool]]) -> None:
    """Bold and dotted runs, whatever stands beside them, lose no letter and leave no star."""
    made = tuple(Run(text, bold, dotted) for text, bold, dotted in runs)
    assert said(write_paragraph(made)) == meant("".join(run.text for run in made))


@settings(deadline=None)
@given(texts, st.integers(2, 4))
def test_heads_say_the_same(text: str, level: int) -> None:
    """So do heads."""
    assert said(write_head((Run(text),), level)) == meant(text)


@settings(deadline=None)
@given(st.lists(st.lists(texts, min_size=2, max_size=3), min_size=1, max_size=3))
def test_tables_say_the_same(rows: list[list[str]]) -> None:
    """So do the cells of a table."""
    width = max(map(len, rows))
    table = Table(tuple(tuple((Paragraph((Run(text),), 1),) for text in row) for row in rows), 1)
    html = rendered(write_table(table))[0]
    assert width > 1
    assert "".join(lines_of(html)) == meant(*(text for row in rows for text in row))


@settings(deadline=None)
@given(texts)
def test_captions_say_the_same(text: str) -> None:
    """So does a caption, in a title with quotes and brackets in it."""
    body, captions = rendered(write_figure("a.jpg", text))
    assert captions == [text] or meant(*captions) == meant(text)
    assert not lines_of(body)


@settings(deadline=None)
@given(texts)
def test_captions_say_the_same_by_blocks(text: str) -> None:
    """So it does through the newsroom's blocks, where its end may be a credit."""
    body, captions = rendered_by_blocks(write_figure("a.jpg", text))
    assert [meant(caption) for caption in captions] == [meant(text)]
    assert not lines_of(body)


@settings(deadline=None)
@given(texts, texts)
def test_footnotes_say_the_same(text: str, note: str) -> None:
    """So does a footnote below the paragraph that calls it."""
    markdown = write_paragraph((Run(text), Run("", note=1))) + "\n\n" + write_note(1, (Run(note),))
    assert said(markdown) == meant(text, note)


@pytest.mark.parametrize(
    ("runs", "markdown"),
    [
        ((Run("狠抓。", bold=True), Run("坚持")), "**狠抓。**坚持"),
        ((Run("一棵"), Run("一棵", dotted=True), Run("栽")), "一棵*一棵*栽"),
        ((Run(" 党建 ", bold=True), Run("引领")), " **党建** 引领"),
        ((Run("甲", bold=True), Run("乙", dotted=True)), "**甲**乙"),
        ((Run("2021. 年"),), "2021\\. 年"),
        ((Run("全镇1796户，3.5亿元"),), "全镇1796户，3.5亿元"),
        ((Run("AT&T 与 R & D"),), "AT&amp;T 与 R & D"),
    ],
)
def test_marks(runs: tuple[Run, ...], markdown: str) -> None:
    """Only what would be taken for a mark is escaped."""
    assert write_paragraph(runs) == markdown
