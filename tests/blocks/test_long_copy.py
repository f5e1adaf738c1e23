"""Copy that nobody wrote: what is long, and opens without end, is read in a time that grows no faster than it does.

None of these tests looks at a clock. Where a step looks again from every mark to the end, the run shows it.
"""

from __future__ import annotations

import pytest
from markdown import Markdown

from plugins.blocks.block import Notes
from plugins.newsroom.body import Sheet

from .press import problems, turn

LONG = 60_000


def told(text: str) -> list[str]:
    markdown = Markdown(extensions=["plugins.blocks", "plugins.copydesk"], output_format="html")
    sheet = Sheet(path="content/news/2021/a.md", folder="news/2021", text=text)
    markdown.sheet = sheet  # type: ignore[attr-defined]  # where the blocks note down what they find
    assert markdown.convert(text)
    return [problem.message for problem in sheet.problems]


@pytest.mark.parametrize(
    "mark",
    ["[", "![](", "[a](", "[^1]", "![a", "[a", "*[a", "[a](<", "\\", "甲*乙*", "<b>", "![", "[^", "[a][b]", "~~a "],
)
def test_a_paragraph_of_marks(mark: str) -> None:
    """It is printed as text, and told once."""
    found = told(mark * (LONG // len(mark)))
    assert len([message for message in found if "里面的标记太多" in message]) == 1
    assert len(found) < 10


@pytest.mark.parametrize("mark", ["<a", "<p", "<![CDATA[", "<a@", "<?", "<!--", "<"])
def test_tags_that_nothing_closes(mark: str) -> None:
    """They are text."""
    assert "<" not in turn(mark * (LONG // len(mark)))[0].replace("<p>", "").replace("</p>", "")


@pytest.mark.parametrize("mark", ["）", "”", "》", "“", "（", "...", "--", "近1", "，，"])
def test_marks_of_the_proofreader(mark: str) -> None:
    """Each is found, and the story's other faults with them."""
    assert told(mark * (LONG // len(mark) // 8) + "。。甲")


@pytest.mark.parametrize(
    "block",
    ["---\n", "> ", "- ", "## 甲 {#a}\n\n", "[TOC]\n\n", '!!! 更正 "2021-06-20"\n    甲\n\n', "![甲](a.jpg)\n\n"]
    + ["[^a]: b\n\n", ": a\n", "```\n", "[a]: b\n", "| a | b |\n|---|---|\n", "甲\n- ", "*[a]: b\n"],
)
def test_many_blocks(block: str) -> None:
    """However many there are, and however deep."""
    turn(block * (LONG // len(block) // 4))


def test_a_long_paragraph_keeps_its_marks() -> None:
    """One that is only long is read as any other."""
    text = "药材" * 20_000 + "**党建引领。**" * 20
    html, sheet = turn(text)
    assert html.count("<strong>") == 20
    assert sheet.problems == []


def test_links_may_be_long() -> None:
    """Brackets in a link's words and in its address, as far as copy has them."""
    assert turn("[甲[乙[丙]丁]](http://a.cn/x_(y)_(z))")[0].count("<a ") == 1
    assert problems("[甲](" + "(" * 40 + ")" * 40 + ")") == []


def test_names_are_counted_once() -> None:
    """The same words get the next number, whatever was named in between."""
    notes = Notes()
    assert [notes.name("甲") for _ in range(3)] == ["甲", "甲-2", "甲-3"]
    notes.ids.add("甲-4")
    assert notes.name("甲") == "甲-5"
