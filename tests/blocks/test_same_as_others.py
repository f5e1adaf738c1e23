"""Documents read here and by markdown-it, an independent reader of CommonMark: the same words, the same code to the
letter, the same lists, quotations, heads and tables.

What the house does on purpose, and what is therefore put aside before the two are compared:

- Stars and ~~ beside Chinese marks are emphasis here (`**党建引领。**全镇`), where CommonMark leaves them as text.
- A line break between Chinese characters is none, and blanks at line ends do not count.
- Heads go from level 2 to 4; a table stands in a frame; addresses of links are looked up in the content folder.
- Numbers of list items are the author's: where one is left out, so it is here; CommonMark counts on from the first.
- Footnotes are numbered and called without brackets.

Not drawn, since they differ on purpose: `##题` without a blank is a head here; under two lines of text `---` is a line
across, no head; a line of nothing but blanks is empty in indented code (in a fence it stays); blocks of the house's own (`!!!`), pictures, raw HTML, `- [x]`, numbers such as 一、 that begin lines.
"""

from __future__ import annotations

import re
from functools import cache
from random import Random

import pytest
from bs4 import BeautifulSoup, Tag
from markdown_it import MarkdownIt
from mdit_py_plugins.deflist import deflist_plugin
from mdit_py_plugins.footnote import footnote_plugin

from .press import turn

DOCUMENTS, AT_A_TIME = 2000, 250
WORDS = [
    "药材",
    "基地",
    "党建",
    "引领",
    "合作社",
    "村民",
    "全镇",
    "GDP",
    "2021年",
    "3.5亿",
    "增收",
    "a",
    "b2",
    "，",
    "。",
    "“好”",
    "（一）",
    "：",
]
SHOWN = {
    "ul": "ul",
    "ol": "ol",
    "li": "li",
    "blockquote": "quote",
    "pre": "code",
    "hr": "line",
    "table": "table",
    "tr": "row",
}
SHOWN |= {
    "th": "cell",
    "td": "cell",
    "dl": "dl",
    "dt": "dt",
    "dd": "dd",
    **{f"h{level}": "head" for level in range(1, 7)},
}


def words(chance: Random, most: int = 6) -> str:
    """Text that begins like nothing else."""
    return "甲" + "".join(chance.choice(WORDS) for _ in range(chance.randint(1, most)))


def running(chance: Random) -> str:
    """A line of text with what may stand in it."""
    pieces = []
    for _ in range(chance.randint(1, 4)):
        said = words(chance, 3)
        pieces.append(
            chance.choice(
                [said, said, f"**{said}。**", f"*{said}*", f"**“{said}”**", f"`{said} *x* [a]`", f"~~{said}~~"]
                + [
                    f"[{said}](http://a.cn/b_c)",
                    f'[{said}](<http://a.cn/d> "题")',
                    f"\\*{said}\\*",
                    f"{said} & 乙",
                    "x < y",
                ]
                + ["<http://a.cn/e>", "&amp;", "a_b_c", "3 * 4"]
            )
        )
    return "甲" + " ".join(pieces) if chance.random() < 0.3 else "甲" + "乙".join(pieces)


def code(chance: Random) -> list[str]:
    """Lines of code: whatever letters, indents and blank lines."""
    lines = [
        "x = 1",
        "    y",
        "\tz",
        "　　全角",
        "# 甲",
        "- 乙",
        "> c",
        "<b>",
        "&lt;",
        "",
        "[a](b)",
        "*d*",
        "1. e",
        "a b",
        "| f |",
    ]
    return [chance.choice(lines) for _ in range(chance.randint(1, 5))] + ["end"]


def blocks(chance: Random, depth: int, notes: list[str]) -> list[str]:
    """The lines of some blocks, parted by blank lines."""
    lines: list[str] = []
    for _ in range(chance.randint(1, 4 if depth else 6)):
        if lines:
            lines.append("")
        lines += block(chance, depth, notes)
    return lines


def block(chance: Random, depth: int, notes: list[str]) -> list[str]:
    kinds = ["text", "text", "text", "fence", "indented", "line"] + ["head", "table", "note", "terms"] * (not depth)
    kind = chance.choice(kinds + ["bullets", "numbers", "numbers", "quote"] * (depth < 3))
    if kind == "text":
        return [running(chance) for _ in range(chance.randint(1, 3))]
    if kind == "fence":
        mark = chance.choice(["```", "~~~", "````"])
        return [mark + chance.choice(["", "python", " sh"]), *code(chance), mark]
    if kind == "indented":
        # A paragraph before it: right behind a list an indent goes on with the list.
        inside = [
            line and chance.choice(["", "  "]) + line for line in ("y", "", "z <b>", "# 甲")[: chance.randint(0, 4)]
        ]
        return [words(chance), "", *(f"    {line}" if line else "" for line in ["x = 1", *inside, "end"])]
    if kind == "line":
        return [chance.choice(["***", "- - -", "___"])]
    if kind == "head":
        return ["#" * chance.randint(2, 4) + " " + words(chance)]
    if kind == "table":
        wide = chance.randint(1, 3)
        rows = [[words(chance, 2) for _ in range(wide)] for _ in range(chance.randint(2, 4))]
        drawn = ["| " + " | ".join(row) + " |" for row in rows]
        return [drawn[0], "|" + "---|" * wide, *drawn[1:]]
    if kind == "note":
        notes.append(words(chance))
        return [f"{words(chance)}[^{len(notes)}]"]
    if kind == "terms":
        return [words(chance), f": {words(chance)}"]
    if kind == "quote":
        return [f"> {line}".rstrip() for line in blocks(chance, depth + 1, notes)]
    return listing(chance, depth, notes, kind == "numbers")


def listing(chance: Random, depth: int, notes: list[str], numbered: bool) -> list[str]:
    """A list of items, close together or apart, with blocks in some."""
    lines: list[str] = []
    if chance.random() < 0.2:
        lines.append(words(chance))  # right above it
    bullet = chance.choice("-*+")
    number = 1 if lines or chance.random() < 0.5 else chance.randint(2, 12)
    loose = chance.random() < 0.3
    for place in range(chance.randint(1, 4)):
        mark = f"{number + place}." if numbered else bullet
        inside = [words(chance)]
        if chance.random() < 0.4:
            within = block(chance, depth + 1, notes)
            inside += within if within[0][:1] in "-*+`~" and chance.random() < 0.5 and not loose else ["", *within]
        width = len(mark) + 1
        lines += [f"{mark} {inside[0]}", *(" " * width + line if line else "" for line in inside[1:])]
        if loose:
            lines.append("")
    while not lines[-1]:
        lines.pop()
    return lines


def document(seed: int) -> str:
    """One document; the same for the same seed."""
    chance = Random(seed)
    notes: list[str] = []
    lines = blocks(chance, 0, notes)
    # Two lists of one kind side by side are one list to CommonMark, loose: text stands between.
    lines += ["", words(chance)]
    for number, note in enumerate(notes, 1):
        lines += ["", f"[^{number}]: {note}"]
    return "\n".join(lines) + "\n"


@cache
def other() -> MarkdownIt:
    return MarkdownIt("commonmark").enable(["table", "strikethrough"]).use(footnote_plugin).use(deflist_plugin)


def seen(html: str) -> tuple[str, list[str], list[str]]:
    """What a page says without blanks, stars and ~, its code to the letter, and what holds what, in order."""
    page = BeautifulSoup(html, "html.parser")
    for call in page.select("sup, .footnote-backref, hr.footnotes-sep, div.footnote > hr"):
        call.decompose()
    codes = [pre.get_text() for pre in page.find_all("pre")]
    shape = []
    for element in page.find_all(True):
        name = SHOWN.get(element.name)
        if name:
            above = sum(
                1 for parent in element.parents if isinstance(parent, Tag) and parent.name in ("li", "blockquote", "dd")
            )
            shape.append(f"{above} {name} {element.get('start', '') if name == 'ol' else ''}".rstrip())
    return re.sub(r"[\s*~]", "", page.get_text()), codes, shape


@pytest.mark.parametrize("first", range(0, DOCUMENTS, AT_A_TIME))
def test_the_same_reading(first: int) -> None:
    """Text, code and structure of each document are what an independent reader finds."""
    for seed in range(first, first + AT_A_TIME):
        text = document(seed)
        here, there = seen(turn(text)[0]), seen(str(other().render(text)))
        assert here == there, f"document {seed}:\n{text}"
