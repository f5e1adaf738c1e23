"""The proofreader: what it reads of a story, and on which line it tells what it finds."""

from __future__ import annotations

import pytest

from plugins.edition.take_in.reading import markdown_from, read_copy
from plugins.newsroom.copy import Copy

MARKDOWN = markdown_from({"extensions": ["plugins.blocks", "plugins.copydesk"], "output_format": "html"})
HEAD = "标题：桥通了\n日期：2021-05-08\n栏目：民生\n\n"


def read(text: str) -> Copy:
    """A news item from its text."""
    copy = read_copy("content/news/2021/qiao.md", text.encode(), MARKDOWN)
    assert isinstance(copy, Copy)
    return copy


def told(text: str) -> list[tuple[int, str, str]]:
    """Line, rule and weight of what is found in a story, in order of lines."""
    rules = [(p.line, p.message.rpartition(" ")[2].rstrip("）"), p.level) for p in read(text).problems]
    return sorted(row for row in rules if row[1][:1].isupper() and row[1][1:].isdigit())


def test_lines() -> None:
    """Each fault stands on its own line of the file, the second of the same words on the second."""
    text = HEAD + "桥通了,车来了。\n\n没有毛病的一段。\n\n桥通了,车来了。\n\n## 先修路;再架桥\n\n- 一项\n- 两项,三项\n"
    assert told(text) == [(5, "P01", "error")]
    (problem,) = read(text).problems
    assert "这样的共4处，在第5、9、11行等（半角标点 P01）" in problem.message


def test_across_emphasis_and_line_breaks() -> None:
    """Words are read as readers read them: joined where the copy breaks the line, without the marks of emphasis."""
    assert told(HEAD + "**桥通了**,车来了。\n") == [(5, "P01", "error")]
    assert told(HEAD + "这座桥的\n的路\n") == [(5, "D01", "error")]
    assert told(HEAD + "他说“**桥通了**”。\n") == []


def test_head_and_captions() -> None:
    """Headline, kicker, dek, short title and summary are read, and captions; other keys are not."""
    head = "标题：桥通了!\n引题：路,通了\n日期：2021-05-08\n栏目：民生\n摘要：桥通了,车来了。\n旧网址：a,b\n\n"
    assert told(head + '正文。\n\n![桥](a.jpg "新桥,通车了(本站 摄)")\n') == [(1, "P01", "error")]
    assert [
        told(f"{line}\n日期：2021-05-08\n\n正文。\n") for line in head.split("\n") if "," in line or "!" in line
    ] == [
        [(1, "P01", "error")],
        [(1, "P01", "error")],
        [(1, "P01", "error")],
        [],
    ]
    assert told(HEAD + '正文。\n\n![桥](a.jpg "新桥,通车了(本站 摄)")\n') == [(7, "P01", "error")]


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
    assert told(HEAD + '<!-- 不查 P01 -->\n\n桥通了,车来了。他说"好"。\n') == [(7, "P03", "error")]
    assert told(HEAD + '<!-- 不查 半角标点：引文原样 -->\n\n桥通了,车来了。他说"好"。\n') == [(7, "P03", "error")]
    assert told(HEAD + '<!-- 不查 P01、直引号: 引文，原样 -->\n\n桥通了,车来了。他说"好"。\n') == []
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


def test_what_is_gone_from_the_words() -> None:
    """Marks of a merge and blanks inside stars are found in the file as it was typed, on their lines."""
    merge = "<<<<<<< HEAD\n桥通了。\n=======\n路通了。\n>>>>>>> main\n"
    assert told(f"{HEAD}正文。\n\n{merge}") == [(7, "M01", "error")]
    assert told(f"{HEAD}正文。\n\n这是**粗体 **后面的字。\n") == [(7, "M04", "error")]
    assert told(f"{HEAD}<!-- 不查 合并记号：讲的就是它 -->\n\n{merge}") == []


def test_numbers_of_people_in_a_table() -> None:
    """Each kind is told once with how many there are, whatever the column's head says, and never in full."""
    rows = "| 李某 | 420324198001010019 | 6222020200112233446 | 13812345678 |\n"
    text = f"{HEAD}| 姓名 | 身份证号 | 银行卡 | 联系电话 |\n|---|---|---|---|\n{rows * 4}"
    assert told(text) == [(7, "I01", "error"), (7, "I02", "error"), (7, "I03", "error")]
    said = "".join(problem.message for problem in read(text).problems)
    assert "这样的共4处，在第7、8、9行等" in said
    assert not any(number in said for number in ("420324198001010019", "6222020200112233446", "13812345678"))
