"""The short ways of inline.py, paragraphs.py and walks.py leave nothing out: with and without them, a story is the same."""

from __future__ import annotations

import dataclasses
from functools import cache
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from markdown import Markdown, inlinepatterns
from markdown.serializers import to_html_string
from markdown.treeprocessors import InlineProcessor, UnescapeTreeprocessor

from plugins.blocks.reading.inline import NEEDS
from plugins.newsroom.body import Sheet

from .press import GOLDEN, cases, turn
from .test_any_story import STORIES

OPENINGS = st.sampled_from(
    ["药田", "**先读书。**", "“看”", "《红》", "**", "** 甲", "——", "（甲）", "……", "1. 甲", "［甲］", "é"]
)
REST = st.lists(
    st.sampled_from(
        [
            "甲",
            "乙",
            "，。",
            "*",
            "**",
            "_",
            "`",
            "\\",
            "[",
            "](a.md)",
            "![",
            "<",
            ">",
            "&",
            "&amp;",
            "|",
            ":",
            "\n",
            "=",
            "-",
            "#",
            "!",
            "!!!",
            "[^1]",
            "[^1]:",
            "[1]:",
            "http://a.cn",
            "<b>",
            "$",
            "~~",
        ]
    )
    | st.sampled_from([" ", "  \n", "\n", "\n\n", "\n\n    ", "---", "| 甲 | 乙 |\n|---|---|\n"]),
    max_size=16,
).map("".join)
PARAGRAPHS = st.lists(st.tuples(OPENINGS, REST).map("".join), min_size=1, max_size=5).map("\n\n".join)


@cache
def long_way() -> Markdown:
    """A reader with Python-Markdown's own inline processor and block loop back in their places."""
    markdown = Markdown(extensions=["plugins.blocks"])
    markdown.treeprocessors.register(InlineProcessor(markdown), "inline", 20)
    markdown.treeprocessors.register(UnescapeTreeprocessor(markdown), "unescape", 0)
    del markdown.is_block_level
    del markdown.convert  # as the class has it
    del markdown.parser.parseBlocks  # the class's own shows again
    return markdown


def turn_the_long_way(text: str) -> tuple[str, Sheet]:
    sheet = Sheet(path="content/news/2021/a.md", folder="news/2021", text=text)
    markdown = long_way()
    markdown.reset()
    markdown.serializer = to_html_string
    markdown.sheet = sheet  # type: ignore[attr-defined]  # where the blocks note down what they find
    return markdown.convert(text), sheet


def same(text: str) -> None:
    (html, sheet), (long, noted) = turn(text), turn_the_long_way(text)
    assert html == long
    assert dataclasses.asdict(sheet) == dataclasses.asdict(noted)


@pytest.mark.parametrize("file", sorted(GOLDEN.glob("*.md")), ids=lambda file: file.stem)
def test_the_golden_stories(file: Path) -> None:
    """Every case of the golden fixtures."""
    for _, text, _ in cases(file):
        same(text)


@settings(max_examples=300, deadline=None)
@given(STORIES)
def test_any_story(text: str) -> None:
    """Blocks and marks of every kind, in any order."""
    same(text)


@settings(max_examples=300, deadline=None)
@given(PARAGRAPHS)
def test_any_paragraph(text: str) -> None:
    """What opens like prose, and what only seems to."""
    same(text)


def test_every_pattern_has_its_needs() -> None:
    """No pattern of the blocks is tried everywhere; one that changes with Python-Markdown is told here."""
    patterns = Markdown(extensions=["plugins.blocks"]).inlinePatterns
    assert [pattern.pattern for pattern in patterns if pattern.pattern not in NEEDS] == []


def test_a_pattern_of_another_extension_is_tried_everywhere() -> None:
    """It is not in the table, so no text is kept from it."""

    class Elder(inlinepatterns.InlineProcessor):
        def handleMatch(self, m, data):  # type: ignore[no-untyped-def]
            return "老人", m.start(0), m.end(0)

    markdown = Markdown(extensions=["plugins.blocks"])
    markdown.inlinePatterns.register(Elder("长者"), "elder", 75)
    assert markdown.convert("请长者上座") == "<p>请老人上座</p>"


def test_a_block_of_another_extension_is_asked() -> None:
    """A processor that is not known is held against prose as well."""
    markdown = Markdown(extensions=["plugins.blocks"])
    from markdown.blockprocessors import BlockProcessor

    class Bell(BlockProcessor):
        def test(self, parent, block):  # type: ignore[no-untyped-def]
            return block.startswith("铃")

        def run(self, parent, blocks):  # type: ignore[no-untyped-def]
            blocks.pop(0)

    markdown.parser.blockprocessors.register(Bell(markdown.parser), "bell", 30)
    assert markdown.convert("铃响了\n\n开会") == "<p>开会</p>"
