"""What is written straight is what Python-Markdown makes of it, with the proofreader looking on."""

from __future__ import annotations

import dataclasses
from functools import cache

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from markdown import Markdown
from markdown.extensions import Extension
from markdown.inlinepatterns import SimpleTextInlineProcessor
from markdown.treeprocessors import Treeprocessor

from plugins.blocks.reading.straight import Straight
from plugins.newsroom.body import Sheet

HEAD = "标题：“绿浪\n日期：2021-06-12\n\n"
WORDS = st.lists(
    st.sampled_from(
        [
            "药材",
            "基地",
            "，",
            "。",
            "”",
            "“",
            "（",
            "）",
            " ",
            "  ",
            "\u3000",
            "2021年",
            "1.5万",
            "GDP",
            "(甲)",
            "、",
            "！",
            "？",
        ]
        + [
            "·",
            "é",
            "한",
            "😀",
            "%",
            "+",
            "/",
            "-",
            "—",
            "……",
            "!",
            "'",
            '"',
            ":",
            "：",
            "|",
            "~",
            "=",
            "$",
            "@",
            "http://a.cn/b",
        ]
        + ["的的", "12,000", "\ufffd", "\xad", "#", "。。", "１．"]
    ),
    max_size=8,
).map("".join)
RISKY = st.sampled_from(
    ["", "", "", "", "*", "_", "`", "\\", "[", "]", "<", ">", "&", "{", "}", "\t", "\xa0", "\n", "  \n", "**"]
)
OPEN = st.sampled_from(
    [
        "药材",
        "“",
        "2021年",
        "GDP",
        "（",
        "——",
        "1. ",
        "3.",
        "1) ",
        "~~",
        "~",
        "\ue0f0fence:0\ue0f1",
        ": ",
        "一、",
        "é",
        "-",
        "> ",
        "    ",
        "\u3000\u3000",
        " ",
        "！！！",
        "+",
    ]
)
PROSE = st.tuples(OPEN, WORDS, RISKY, WORDS).map("".join)
LED = st.tuples(WORDS, RISKY, st.sampled_from(["。", "", "！”", " "]), WORDS).map(
    lambda piece: f"**{piece[0]}{piece[1]}{piece[2]}**{piece[3]}"
)
SECTION = st.tuples(
    st.sampled_from(["##", "##", "###", "####", "#", "#####"]), st.sampled_from([" ", "", "  "]), WORDS
).map("".join)
PHOTO = st.tuples(
    WORDS,
    st.sampled_from(
        [
            "a.jpg",
            "IMG_2.JPG",
            "../b.png",
            "c.mp4",
            "/d.jpg",
            "e%20f.jpg",
            "甲.jpg",
            "\u3000a.jpg",
            "a.jpg\u3000",
            "\u2003a.jpg",
            "g h.jpg",
            "a*b*.jpg",
        ]
    ),
    WORDS,
).map(lambda piece: f'![{piece[0]}]({piece[1]} "{piece[2]}（记者 某某 摄）")')
BARE = WORDS.map(lambda words: f"![{words}](a.jpg)")
BLOCKS = st.lists(st.one_of(PROSE, PROSE, LED, SECTION, PHOTO, BARE), min_size=1, max_size=6)
GAPS = st.sampled_from(["\n\n", "\n\n", "\n\n\n", "\n \n", "\n\u3000\n", "\n"])
STORIES = st.tuples(BLOCKS, GAPS, st.sampled_from(["", "\n", "\n\n"])).map(
    lambda story: story[1].join(story[0]) + story[2]
)


@cache
def reader(straight: bool) -> tuple[Markdown, Straight]:
    markdown = Markdown(extensions=["plugins.blocks", "plugins.copydesk"], output_format="html")
    way: Straight = markdown.convert.__self__  # type: ignore[attr-defined]
    if not straight:
        del markdown.convert  # as the class has it
    return markdown, way


def read(body: str, straight: bool) -> tuple[str, Sheet]:
    markdown, _ = reader(straight)
    sheet = Sheet(path="content/news/2021/a.md", folder="news/2021", text=HEAD + body, start=4)
    markdown.reset()
    markdown.sheet = sheet  # type: ignore[attr-defined]  # where the blocks note down what they find
    return markdown.convert(body), sheet


def same(body: str) -> None:
    (html, sheet), (long, noted) = read(body, True), read(body, False)
    assert html == long
    assert dataclasses.asdict(sheet) == dataclasses.asdict(noted)


def is_straight(body: str) -> bool:
    way = reader(True)[1]
    return way.open and way._blocks(body) is not None


@settings(max_examples=600, deadline=None)
@given(STORIES)
def test_any_story(body: str) -> None:
    """Stories that are of that kind, and those that miss it by a hair."""
    same(body)


@pytest.mark.parametrize(
    "body",
    [
        "甲乙。",
        "\u3000\u3000甲乙。\n\n\u3000\u3000丙丁。",
        "## 抓班子 带队伍\n\n甲。\n\n### 小节\n\n2021年，乙。\n\n## 抓班子 带队伍\n\n“丙”。",
        "导语。\n\n## 一\n\n**先读书。**丙。\n\n**先读书**，丙。",
        '![甲](a.jpg "近叶药材基地（记者 某某 摄）")\n\n导语的的。\n\n![乙](IMG_1.jpg)\n\n![丙](b.jpg "丙")\n\n## 一\n\n“丁。',
        '**先读书。**丙。\n\n## 一\n\n![甲](甲.jpg "“甲")',
        "![甲](../../../a.jpg)",
        "“甲。\n\n![乙](a.jpg)\n\n“丙。”",
        "“甲。\n\n“丙。”",
        "## 药材”\n\n## 药材”\u3000药材",
        "甲。\n\n\n\n乙 丙。\n",
    ],
)
def test_what_is_straight(body: str) -> None:
    """The kinds of block that need no tree, faults of photos and of words among them."""
    assert is_straight(body)
    same(body)


@pytest.mark.parametrize(
    "body",
    [
        "甲*乙*。",
        "甲[乙](a.md)。",
        "- 甲",
        "1. 甲",
        "甲\n乙",
        "甲 ",
        "甲&nbsp;乙",
        "# 甲",
        "#### 甲",
        "**甲**",
        "**甲**乙**丙**",
        "![甲](a.mp4)",
        '![甲](a.jpg "甲"){focus="0,0"}',
        "!!! 资料\n    甲",
        "    甲",
        "甲\n\n[1]: a",
        "",
        " ",
    ],
)
def test_what_is_not(body: str) -> None:
    """Anything else is Python-Markdown's."""
    assert not is_straight(body)
    same(body)


def test_an_extension_that_changes_what_stands() -> None:
    """A method that was changed on the reader itself, its parser or a step has its say in plain stories as well."""

    class Parser(Extension):
        def extendMarkdown(self, md: Markdown) -> None:
            parse = md.parser.parseDocument
            md.parser.parseDocument = lambda lines: parse([line.replace("甲", "乙") for line in lines])  # type: ignore[method-assign]

    class Reader(Extension):
        def extendMarkdown(self, md: Markdown) -> None:
            convert = md.convert
            md.convert = lambda source: convert(source.replace("甲", "乙"))  # type: ignore[method-assign]

    class Step(Extension):
        def extendMarkdown(self, md: Markdown) -> None:
            step = md.preprocessors["normalize_whitespace"]
            run = step.run
            step.run = lambda lines: run([line.replace("甲", "乙") for line in lines])  # type: ignore[method-assign]

    for extension in (Parser(), Reader(), Step()):
        markdown = Markdown(extensions=[extension, "plugins.blocks"], output_format="html")
        assert markdown.convert("甲。") == "<p>乙。</p>"


def test_an_extension_that_takes_part() -> None:
    """Where another one could change what is read, nothing is written straight."""
    plain = Markdown(extensions=["plugins.blocks", "plugins.copydesk"], output_format="html")
    assert plain.convert.__self__.open  # type: ignore[attr-defined]

    class Bell(Treeprocessor):
        def run(self, root):  # type: ignore[no-untyped-def]
            root[0].text = "铃"

    plain = Markdown(extensions=["plugins.blocks"], output_format="html")
    plain.treeprocessors.register(Bell(plain), "bell", 5)
    assert plain.convert("甲") == "<p>铃</p>"
    plain = Markdown(extensions=["plugins.blocks"], output_format="html")
    plain.inlinePatterns.register(SimpleTextInlineProcessor("(甲)"), "one", 75)
    assert plain.convert("甲") == "<p>甲</p>"
    assert not plain.convert.__self__.open  # type: ignore[attr-defined]
    assert not Markdown(extensions=["plugins.blocks", "smarty"], output_format="html").convert.__self__.open  # type: ignore[attr-defined]
    assert not Markdown(extensions=["plugins.blocks", "nl2br"], output_format="html").convert.__self__.open  # type: ignore[attr-defined]
    assert not Markdown(extensions=["plugins.blocks"], output_format="xhtml").convert.__self__.open  # type: ignore[attr-defined]
