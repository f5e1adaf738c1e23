"""A story that takes too long is stopped, and told."""

from __future__ import annotations

import threading
from xml.etree.ElementTree import Element

import pytest
from markdown import Markdown
from markdown.treeprocessors import Treeprocessor

from plugins.blocks.reading import limit
from plugins.newsroom.body import Sheet


class Endless(Treeprocessor):
    """Comes to no end where the copy says so, and catches whatever is raised at it."""

    def run(self, root: Element) -> None:
        while "不停" in "".join(root.itertext()):
            try:
                sum(range(1000))
            except Exception:
                continue


@pytest.fixture
def markdown(monkeypatch: pytest.MonkeyPatch) -> Markdown:
    """A reader with such a step, and little patience."""
    monkeypatch.setattr(limit.convert_in_time, "__defaults__", (0.2,))
    found = Markdown(extensions=["plugins.blocks"], output_format="html")
    found.treeprocessors.register(Endless(found), "endless", 5)
    return found


def read(markdown: Markdown, text: str) -> tuple[str, Sheet]:
    markdown.reset()
    sheet = Sheet(path="content/news/2021/a.md", folder="news/2021", text=text)
    markdown.sheet = sheet  # type: ignore[attr-defined]  # where the blocks note down what they find
    return markdown.convert(text), sheet


STORY = "## 题\n\n不停地读 <b>\n\n![图](a.jpg)"


def stopped(html: str, sheet: Sheet) -> None:
    assert html == "<p>## 题</p>\n<p>不停地读 &lt;b&gt;</p>\n<p>![图](a.jpg)</p>"
    assert (sheet.parts, sheet.photos, sheet.headings) == ([], [], [])
    (problem,) = [problem for problem in sheet.problems if "没有读完" in problem.message]
    assert (problem.path, problem.level) == ("content/news/2021/a.md", "error")


def test_in_the_main_thread(markdown: Markdown) -> None:
    """Its words are printed bare, its Problem names it, and the next story is read as ever."""
    stopped(*read(markdown, STORY))
    assert read(markdown, "*甲*") == ("<p><em>甲</em></p>", read(markdown, "*甲*")[1])


def test_in_another_thread(markdown: Markdown) -> None:
    """As where a server reads."""
    found: list[tuple[str, Sheet]] = []
    thread = threading.Thread(target=lambda: found.extend([read(markdown, STORY), read(markdown, "*甲*")]))
    thread.start()
    thread.join()
    stopped(*found[0])
    assert found[1][0] == "<p><em>甲</em></p>"


def test_a_story_in_time_is_left_alone(markdown: Markdown) -> None:
    """Nothing rings after it was read."""
    for _ in range(3):
        assert read(markdown, "*甲*")[0] == "<p><em>甲</em></p>"
    sum(range(20_000_000))
