"""From a file's bytes to Copy."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from plugins.edition.take_in.reading import markdown_from, read_copy, read_text
from plugins.newsroom.copy import Copy
from plugins.newsroom.frontmatter import Field

PATH = "content/news/2021/qiao.md"
MARKDOWN = markdown_from({"extensions": [], "extension_configs": {}, "output_format": "html"})
STORY = "标题：桥通了\n日期：2021-06-12\n\n第一段。\n"


@pytest.mark.parametrize(
    "data",
    [
        STORY.encode(),
        STORY.encode("utf-8-sig"),
        STORY.replace("\n", "\r\n").encode(),
        STORY.replace("\n", "\r").encode(),
        STORY.replace("\n", "\r\n").encode("utf-8-sig"),
        STORY.replace("\n", "\u2028").encode(),
        STORY.replace("\n", "\u2029").encode(),
        STORY.replace("\n", "\x0b").encode(),
        STORY.replace("\n", "\x85").encode(),
    ],
)
def test_one_text(data: bytes) -> None:
    """A byte order mark and the line ends of any system make no difference and are nobody's fault."""
    assert read_text(PATH, data) == (STORY, [])


@pytest.mark.parametrize(
    ("data", "line", "words"),
    [
        (STORY.encode("gbk"), 1, "GBK"),
        ("Title: a\n\n正文".encode("gb18030"), 3, "GBK"),
        (STORY.encode("utf-16"), 0, "UTF-16"),
        (STORY.encode("utf-16-be"), 1, "不是 UTF-8"),
        (b"\xfe\xff" + STORY.encode("utf-16-be"), 0, "UTF-16"),
        (b"Title: a\n\n\xff\xff\xff", 3, "不是 UTF-8"),
    ],
)
def test_other_encodings(data: bytes, line: int, words: str) -> None:
    """A file in another encoding is refused with the encoding's name where it is known, the line, and how to convert
    it."""
    text, (problem,) = read_text(PATH, data)
    assert text == ""
    assert (problem.path, problem.level) == (PATH, "error")
    assert words in problem.message
    assert problem.remedy
    if words != "不是 UTF-8":
        assert (problem.line, "UTF-8" in problem.remedy) == (line, True)


@pytest.mark.parametrize(
    "stray",
    [
        "\x00",
        "\x01",
        "\x02",
        "\x03",
        "\x08",
        "\x0e",
        "\x1b",
        "\x1f",
        "\x7f",
        "\x80",
        "\x9f",
        "\u200b",
        "\u202a",
        "\u202e",
    ]
    + ["\u2060", "\u2066", "\u2069", "\ufeff", "\ufff9", "\ufffe", "\uffff"],
)
def test_stray_characters(stray: str) -> None:
    """A control character, a mark that turns the direction of the text, or what no XML may hold is taken out and told
    by its line."""
    text, (problem,) = read_text(PATH, f"标题：桥\n\n第一{stray}段。{stray}\n".encode())
    assert text == "标题：桥\n\n第一段。\n"
    assert (problem.line, problem.level) == (3, "warning")
    assert "2个" in problem.message
    assert f"U+{ord(stray):04X}" in problem.message


@pytest.mark.parametrize("kept", ["\t", "　", "é", "👩‍🌾", "𠮷", "·", "—"])
def test_what_stays(kept: str) -> None:
    """Tabs, full-width spaces, letters of any script and emoji stay."""
    assert read_text(PATH, f"甲{kept}乙".encode()) == (f"甲{kept}乙", [])


@given(st.binary(max_size=60))
def test_any_bytes(data: bytes) -> None:
    """Any bytes are text without stray characters, or exactly one error."""
    text, problems = read_text(PATH, data)
    assert not any(ord(letter) < 9 or letter in "\r\x0b\x0c\x85\u2028\u2029\x7f\ufeff" for letter in text)
    assert len(problems) <= 1
    assert text == "" or not problems or problems[0].level == "warning"


def test_a_copy() -> None:
    """A file is read to its fields and its body; nothing is noted where nothing is wrong."""
    copy = read_copy(PATH, STORY.encode(), MARKDOWN)
    assert isinstance(copy, Copy)
    assert copy.fields == (Field("标题", "桥通了", 1), Field("日期", "2021-06-12", 2))
    assert [part.html for part in copy.body.parts] == ["<p>第一段。</p>"]
    assert (copy.path, copy.problems) == (PATH, ())


@pytest.mark.parametrize("end", ["", "\n", "\n\n"])
def test_a_head_without_a_body(end: str) -> None:
    """A file that is all front matter has an empty body, whatever ends it."""
    copy = read_copy(PATH, f"标题：桥通了{end}".encode(), MARKDOWN)
    assert isinstance(copy, Copy)
    assert copy.body.parts == ()


@pytest.mark.parametrize(
    ("data", "words"), [(b"", ["空的"]), ("直接写正文。".encode(), ["没有稿头"]), (STORY.encode("gbk"), ["GBK"])]
)
def test_no_copy(data: bytes, words: list[str]) -> None:
    """Where there is nothing to make a story of, the Problems stand alone."""
    problems = read_copy(PATH, data, MARKDOWN)
    assert isinstance(problems, list)
    assert [word in problem.message for word, problem in zip(words, problems, strict=True)] == [True]


def test_all_of_it_at_once() -> None:
    """Control characters and a missing head are told together."""
    problems = read_copy(PATH, "直接\x01写正文。".encode(), MARKDOWN)
    assert isinstance(problems, list)
    assert [problem.level for problem in problems] == ["warning", "error"]


def test_one_file_leaves_nothing_to_the_next() -> None:
    """One Markdown reader reads any number of files; a reference of one is unknown to the next."""
    first = read_copy(PATH, "标题：甲\n\n[甲][a]\n\n[a]: https://a.example/\n".encode(), MARKDOWN)
    second = read_copy(PATH, "标题：乙\n\n[甲][a]\n".encode(), MARKDOWN)
    assert isinstance(first, Copy)
    assert isinstance(second, Copy)
    assert "<a " in first.body.parts[0].html
    assert "<a " not in second.body.parts[0].html


def test_markdown_from() -> None:
    """Extensions named with or without a configuration are all used, once; the front matter is never Markdown's."""
    settings = {
        "extensions": ["markdown.extensions.tables"],
        "extension_configs": {"markdown.extensions.tables": {}, "markdown.extensions.meta": {}},
    }
    markdown = markdown_from(settings)
    assert "<table>" in markdown.convert("|a|\n|-|\n|b|")
    assert not hasattr(markdown, "Meta")
