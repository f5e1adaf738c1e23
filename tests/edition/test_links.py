"""Where the links between pieces lead."""

from __future__ import annotations

from pathlib import Path

import pytest

from plugins.edition.plan.links import resolve
from plugins.newsroom.body import Body, Part
from plugins.newsroom.problem import Problem

from ..township import a_story

ADDRESSES = {
    "news/2021/qiao.md": "chanye/202106/qiao.html",
    "news/2021/lu.md": "chanye/202107/lu.html",
    "bases/jinye/base.md": "bases/jinye.html",
}


def resolved(content: Path, *targets: str) -> tuple[dict[str, str], dict[str, Path | bytes], list[Problem]]:
    """Where these links of a story lead, what files they take in, and what is wrong."""
    story = a_story(body=Body(tuple(Part("link", target=target, line=7) for target in targets)))
    files: dict[str, Path | bytes] = {}
    problems: list[Problem] = []
    return resolve(story, ADDRESSES, content, content.parent / "store", files, problems), files, problems


def test_to_pieces(tmp_path: Path) -> None:
    """A link to a story, base or page leads to its page, with the fragment that was written."""
    targets = ("news/2021/lu.md", "bases/jinye/base.md#产品")
    found, files, problems = resolved(tmp_path, *targets)
    assert found == dict(zip(targets, ("chanye/202107/lu.html", "bases/jinye.html#产品"), strict=True))
    assert (files, problems) == ({}, [])


def test_to_a_file(tmp_path: Path) -> None:
    """A link to a file that we offer takes the file in and leads to its published path."""
    (tmp_path / "a.pdf").write_bytes(b"a")
    found, files, problems = resolved(tmp_path, "a.pdf")
    assert list(files.values()) == [tmp_path / "a.pdf"]
    assert list(found.values()) == list(files)
    assert problems == []


@pytest.mark.parametrize(
    ("target", "hint"),
    [
        ("news/2021/lv.md", "“lu.md”"),
        ("bases/jinye/bas.md", "“../../bases/jinye/base.md”"),
        ("news/2021/qia.md", "“lu.md”"),
        ("天.md", "检查文件名"),
        ("gone.pdf", ""),
        ("a.exe", ""),
        ("x" * 400 + ".pdf", ""),
    ],
)
def test_to_nothing(tmp_path: Path, target: str, hint: str) -> None:
    """A link to what is neither is told with the near name, and leads to the story's own page."""
    (tmp_path / "a.exe").write_bytes(b"a")
    found, files, (problem,) = resolved(tmp_path, target)
    assert found == {target: "chanye/202106/qiao.html"}
    assert files == {}
    assert (problem.path, problem.line, problem.level) == ("content/news/2021/qiao.md", 7, "error")
    assert hint in problem.remedy


def test_other_parts(tmp_path: Path) -> None:
    """Only links are looked at."""
    story = a_story(body=Body((Part("html", html="<p>"), Part("photo", photos=(0,)))))
    assert resolve(story, ADDRESSES, tmp_path, tmp_path / "store", {}, []) == {}
