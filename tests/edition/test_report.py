"""What a build says at its end."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from plugins.edition.print.report import account_of, counted, listed, summary
from plugins.newsroom.edition import Edition, Written
from plugins.newsroom.problem import Problem

from ..township import GAZETTEER, NOW, SITE, a_base, a_photo, a_story

WARNING = Problem("content/a.md", 2, "不认识的稿头", "删掉", "warning")
ERROR = Problem("content/b.md", 10, "没有日期", "写上")
EARLIER = Problem("content/b.md", 9, "没有标题", "写上")


def an_edition(**more: Any) -> Edition:
    """An edition of nothing, but for what is given."""
    folder = Path("site")
    return Edition(folder, folder / "content", folder / "output", folder / ".build", {}, NOW, SITE, GAZETTEER, **more)


@pytest.mark.parametrize(
    ("problems", "told"),
    [
        ([], "没有发现问题"),
        ([WARNING], "发现问题 1 个：错误 0 个，提醒 1 个"),
        ([ERROR, WARNING, EARLIER], "发现问题 3 个：错误 2 个，提醒 1 个"),
        ([ERROR, ERROR], "发现问题 1 个：错误 1 个，提醒 0 个"),
    ],
)
def test_counted(problems: list[Problem], told: str) -> None:
    """Problems are counted once each, by weight."""
    assert counted(problems) == told


def test_listed() -> None:
    """Errors come first, each kind by file and line, each once."""
    assert listed([ERROR, WARNING, EARLIER, ERROR]).split("\n") == [
        "错误  content/b.md:9: 没有标题 → 写上",
        "错误  content/b.md:10: 没有日期 → 写上",
        "提醒  content/a.md:2: 不认识的稿头 → 删掉",
    ]


def test_summary() -> None:
    """The summary counts stories by genre, pictures once each, pages and changed files, and names the file to open."""
    photo, again, missing = a_photo(digest="d1"), a_photo("b.jpg", digest="d1"), a_photo("gone.jpg")
    other = a_photo("c.jpg", digest="d2")
    edition = an_edition(
        stories=[a_story("a", photos=(photo, missing)), a_story("b", genre="通讯", photos=(again,)), a_story("c")],
        bases=[a_base(photos=(other,))],
        written=Written(pages=12, rendered=5, changed=("a.html", "b.html", "c.html")),
    )
    first, problems, opened = summary(edition, 1.26).split("\n")
    assert first == "稿件 3 篇（消息2、通讯1），图片 2 张，网页 12 个，改动文件 3 个，用时 1.3 秒"
    assert problems == "没有发现问题"
    assert opened == f"打开看看：{Path('site') / 'output' / 'index.html'}"


def test_what_was_held_and_pruned() -> None:
    """What was held is told by reason, what was pruned by number; what did not happen is not mentioned."""
    story = a_story()
    edition = an_edition(held=[(story, "草稿"), (story, "定时未到"), (replace(story, slug="b"), "草稿")])
    edition.written = Written(pages=1, pruned=("a", "b", "c", "d"))
    told = summary(edition, 0)
    assert "清理不再使用的文件 4 个" in told
    assert "没有放出：定时未到1篇、草稿2篇" in told
    assert "清理" not in summary(an_edition(), 0)
    assert "没有放出" not in summary(an_edition(), 0)


def test_what_was_put_back() -> None:
    """It is told by number, once: the next build, which finds the edition standing, has put nothing back."""
    edition = an_edition(written=Written(pages=12, back=2))
    assert summary(edition, 0).split("\n")[1] == "恢复缺失或被改过的文件 2 个"
    assert "恢复" not in account_of(edition).summary
    assert "恢复" not in summary(an_edition(), 0)


def test_nothing_written() -> None:
    """A build that wrote nothing has no file to open."""
    assert "打开看看" not in summary(an_edition(problems=[ERROR]), 0)
