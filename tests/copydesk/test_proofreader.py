"""The proofreader: what it reads of a story, and on which line it tells what it finds."""

from __future__ import annotations

import pytest

from plugins.edition.reading import markdown_from, read_copy
from plugins.newsroom.copy import Copy

MARKDOWN = markdown_from({"extensions": ["plugins.blocks", "plugins.copydesk"], "output_format": "html"})
HEAD = "标题：桥通了\n日期：2021-05-08\n栏目：民生\n\n"


def told(text: str) -> list[tuple[int, str, str]]:
    """Line, rule and weight of what is found in a story, in order of lines."""
    copy = read_copy("content/news/2021/qiao.md", text.encode(), MARKDOWN)
    assert isinstance(copy, Copy)
    rules = [(p.line, p.message.rpartition("（")[2].rstrip("）"), p.level) for p in copy.problems]
    return sorted(row for row in rules if row[1][:1].isupper() and row[1][1:].isdigit())


def test_lines() -> None:
    """Each fault stands on its own line of the file, the second of the same words on the second."""
    text = HEAD + "桥通了,车来了。\n\n没有毛病的一段。\n\n桥通了,车来了。\n\n## 先修路;再架桥\n\n- 一项\n- 两项,三项\n"
    assert told(text) == [(5, "P01", "error"), (9, "P01", "error"), (11, "P01", "error"), (14, "P01", "error")]


def test_across_emphasis_and_line_breaks() -> None:
    """Words are read as readers read them: joined where the copy breaks the line, without the marks of emphasis."""
    assert told(HEAD + "**桥通了**,车来了。\n") == [(5, "P01", "error")]
    assert told(HEAD + "这座桥的\n的路\n") == [(5, "D01", "error")]
    assert told(HEAD + "他说“**桥通了**”。\n") == []


def test_head_and_captions() -> None:
    """Headline, kicker, dek, short title and summary are read, and captions; other keys are not."""
    head = "标题：桥通了!\n引题：路,通了\n日期：2021-05-08\n栏目：民生\n摘要：桥通了,车来了。\n旧网址：a,b\n\n"
    assert told(head + '正文。\n\n![桥](a.jpg "新桥,通车了(本站 摄)")\n') == [
        (1, "P01", "error"),
        (2, "P01", "error"),
        (5, "P01", "error"),
        (10, "P01", "error"),
    ]


@pytest.mark.parametrize(
    "words",
    [
        "`a,中` 是代码。",
        "    缩进的代码,不查",
        "```\n代码,不查\n```",
        '见[规定](https://a.example/a,中?b=中 "标题")。',
        '![桥](桥,一.jpg "新桥（本站 摄）")',
        "脚注[^1]在这里。\n\n[^1]: 出处。",
        '!!! 资料 "小镇的家底"\n    面积：402平方公里',
        "| 甲 | 乙 |\n|---|---|\n| 1 | 2 |",
        "## 抓班子带队伍 提升发展能力 {#ban}",
        "上午9:30，A\\&B，1\\. 不是编号。",
        "---",
    ],
)
def test_what_is_no_text(words: str) -> None:
    """Code, addresses, file names and the marks of Markdown are not read."""
    assert told(f"{HEAD}{words}\n") == []


def test_a_quotation_of_several_paragraphs() -> None:
    """Each paragraph opens it, the last one closes it."""
    assert told(HEAD + "“第一段。\n\n“第二段。”\n") == []
    assert told(HEAD + "“第一段。\n\n第二段。\n") == [(5, "P11", "error")]


def test_passed_over() -> None:
    """A comment names the rules that this story goes without; all others hold."""
    assert told(HEAD + '<!-- 不查 P01 -->\n\n桥通了,车来了。他说"好"。\n') == [(7, "P03", "error"), (7, "P03", "error")]
    assert told(HEAD + '<!-- 不查 P01、P03 -->\n\n桥通了,车来了。他说"好"。\n') == []


def test_a_warning_stops_nothing() -> None:
    """A pause mark between quotations is told and no error."""
    assert told(HEAD + "“双培”、“双带”两项。\n") == [(5, "P05", "warning")]


def test_an_entity_is_one_character() -> None:
    """What an entity is written with is no mark of the copy."""
    assert told(HEAD + "甲&amp;乙合作社成立。\n") == []
    assert told(HEAD + "甲&lt;乙&gt;丙。\n") == []


def test_struck_words_are_not_read() -> None:
    """What is struck out is no word any more."""
    assert told(HEAD + "甲~~,乙~~，丙。\n") == []
