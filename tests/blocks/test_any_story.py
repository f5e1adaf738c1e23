"""What holds for every story, however it is written."""

from __future__ import annotations

import re
from random import Random

from hypothesis import given, settings
from hypothesis import strategies as st

from plugins.blocks.prose.cjk_lines import join_lines
from plugins.newsroom.body import plain_text, split

from .harm import harm
from .press import MARK, turn

TOKENS = r"""
~~ ~~~ 1) 3. + [TOC] *[甲]: [x] 一、 （一） fence:0
甲 乙 丙丁 。 ， “ ” （某某摄） a 1 b2 * ** _ ` ``` # ## ### ---- > - 1. | |---| \ & &amp; &#2; &lt; &nbsp; < > </ />
<script> </script> <b> </b> <b/ onclick=x style= <div> </div> <p> <table> <td> <!-- --> <? <! <![ <![CDATA[ ]]> <!DOCTYPE <a href=
javascript: http://a.b/ [ ]( ) ![ ](a.jpg ](f.mp4 ](a.md ](a.pdf " ' { } {: #x focus=0.3,0.6 poster=p.jpg !!! 资料 金句
更正 2021-06-20 ： [^1] [^1]: [1] [1]: part:0 wzxhzdk:0 klzzwxh:0001 한 é 😀
"""
BLANKS = [" ", "  \n", "\n", "\n\n", "\n    ", "\n\n    ", "\u3000\u3000", "\u200b", "\x02", "\x03"]
SNIPPETS = st.sampled_from([*TOKENS.split(), *BLANKS, "///Footnotes Go Here///", "（记者 某某 摄）"])
BLOCKS = st.sampled_from(
    [
        '![药田](field.jpg "近叶（记者 某某 摄）")',
        "![甲](a.jpg)\n![乙](b.jpg)",
        '![片](f.mp4 "收菜"){poster="p.jpg"}',
        "[附件：表](t.xlsx)",
        "## 抓班子 促发展",
        "### 题",
        "**先读书。**坚持",
        '!!! 资料 "家底"\n    面积：402亩\n    人口：3',
        "!!! 金句\n    甲，\n    乙。",
        '!!! 更正 "2021-06-20"\n    甲<b>乙</b>',
        "| 甲 | 乙 |\n|---|--:|\n| 1 | 2 |",
        "字[^1]\n\n[^1]: 注",
        "<div>甲</div>",
        "- 甲\n- 乙\n  丙",
        "> 甲\n> 乙",
        "1. 甲\n\n    ![乙](a.jpg)",
        "```\n甲 *a*\n\n```",
        "3. 甲\n   - 乙\n     - 丙\n5. 丁",
        "甲\n: 乙",
        "!!! 落款\n    甲\n    2021年6月12日",
        "一、甲。\n二、乙",
    ]
)
STORIES = st.lists(st.one_of(SNIPPETS, BLOCKS, st.text(max_size=4)), max_size=30).map("".join) | st.lists(
    st.one_of(BLOCKS, st.lists(SNIPPETS, max_size=8).map("".join)), max_size=8
).map("\n\n".join)
SHAPES = st.sampled_from(
    [
        "{}",
        "{}\n{}",
        "**{}。**{}",
        "*{}*{}**“{}”**",
        "## {} {}",
        "##### {}",
        "# {}",
        "- {}\n- {}",
        "> {}",
        "1. {}\n\n    {}",
        "| {} | {} |\n|---|---|\n| {} | {} |",
        '!!! 资料 "{}"\n    {}：{}\n    {}\n\n    > {}',
        '!!! 金句 "{}"\n    {}\n    {}',
        '!!! 更正 "2021-06-20 {}"\n    {}',
        '!!! 无此框 "{}"\n    {}',
        "！！！资料 “{}”\n    {}：{}",
        '![{}](a.jpg "{}（{} 摄）")',
        "{}\n![{}](a.jpg)\n{}",
        "{}![{}](a.jpg '{}'){}",
        "[![{}](a.jpg)](x.html)",
        '![{}](a.avi "{}")',
        "附件：[{}](a.pdf)",
        "[{}](a.exe)",
        "[{}](javascript:x){}",
        "{}<b onclick=x>{}</b>{}",
        "{}<u>{}",
        "<div>{}\n\n{}",
        "<script>\n{}",
        "<p>{}</p>{}",
        "{}[^1]{}[^2]",
        "　　{}\n　　\n{}",
        "    {}",
        "`{}`",
        "![{}]（a.jpg）",
    ]
)
PLAIN = st.text(alphabet="甲乙丙，。“”（）《》——……、；abc123 ", min_size=1, max_size=40)
LINES = st.text(alphabet="甲乙，。“”—…·aB1 \u3000한\n", max_size=60)


@settings(max_examples=400, deadline=None)
@given(STORIES)
def test_every_story_turns_into_harmless_html(story: str) -> None:
    """No Markdown raises, leaves a mark astray or lets anything harmful out."""
    html, sheet = turn(story)
    assert harm(html) == []
    numbers = [int(number) for number in MARK.findall(html)]
    assert len(set(numbers)) == len(numbers)
    assert all(number < len(sheet.parts) for number in numbers)
    assert "\x02" not in "".join(part.html for part in split(html, sheet.parts))
    for photo in sheet.photos:
        assert harm(photo.caption.html) == []
        assert "\x02" not in photo.alt + photo.caption.text + photo.credit


@settings(max_examples=200, deadline=None)
@given(STORIES)
def test_every_picture_is_shown_once(story: str) -> None:
    """What is noted on the sheet stands in the body once, in its order, and each Problem names a line of the story."""
    html, sheet = turn(story)
    shown = [sheet.parts[int(number)] for number in MARK.findall(html)]
    assert sorted(index for part in shown for index in part.photos) == list(range(len(sheet.photos)))
    assert sorted(part.index for part in shown if part.kind == "video") == list(range(len(sheet.videos)))
    assert sorted(part.index for part in shown if part.kind == "attachment") == list(range(len(sheet.attachments)))
    assert all(1 <= problem.line <= story.count("\n") + 1 for problem in sheet.problems)
    assert all(problem.message and problem.remedy for problem in sheet.problems)


@settings(max_examples=200, deadline=None)
@given(STORIES)
def test_no_two_ids_are_the_same(story: str) -> None:
    """An id on a page is one element's."""
    html, _ = turn(f"{story}\n\n{story}")
    ids = re.findall(r'<[^>]* id="([^"]*)"', html)
    assert len(set(ids)) == len(ids)
    assert not [name for name in ids if re.search(r"\s", name)]


@settings(max_examples=100, deadline=None)
@given(STORIES, STORIES)
def test_a_story_does_not_depend_on_the_one_before(story: str, other: str) -> None:
    """The same text gives the same HTML, whatever was read in between."""
    before = turn(story)[0]
    turn(other)
    assert turn(story)[0] == before


@given(LINES)
def test_joining_lines_loses_no_letter(text: str) -> None:
    """Only line breaks and the blanks beside them go; joining what is joined changes nothing."""
    joined = join_lines(text)
    assert re.sub("[\n \u3000]", "", joined) == re.sub("[\n \u3000]", "", text)
    assert join_lines(joined) == joined


@settings(max_examples=200, deadline=None)
@given(st.lists(PLAIN, min_size=1, max_size=12))
def test_no_word_is_lost(lines: list[str]) -> None:
    """Plain copy, on however many lines and in however many paragraphs, is all there in the plain text."""
    story = "\n".join(re.sub("^[ ]+|^[0-9]+[.。]", "", line) for line in lines)
    html, sheet = turn(story)
    said = plain_text(split(html, sheet.parts))
    assert re.sub(r"\s", "", said) == re.sub(r"\s", "", story)


@settings(max_examples=200, deadline=None)
@given(st.lists(SHAPES, min_size=1, max_size=6), st.randoms(use_true_random=False))
def test_no_word_of_a_block_is_lost(shapes: list[str], chance: Random) -> None:
    """Whatever is right or wrong about a block, every word of it is printed or kept beside its picture."""
    letters = [chr(code) for code in chance.sample(range(0x4E00, 0x9FA0), 60)]
    used = "".join(shapes).count("{}")
    story = "\n\n".join(shapes).format(*letters)
    html, sheet = turn(f"{story}\n\n[^1]: 注")
    said = plain_text(split(html, sheet.parts), sheet.photos, sheet.videos, sheet.attachments)
    stills = [film.poster for film in sheet.videos if film.poster]
    beside = [photo.alt + photo.credit for photo in [*sheet.photos, *stills]]
    assert [letter for letter in letters[:used] if letter not in said + "".join(beside)] == []
