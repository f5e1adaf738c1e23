"""Which files of the content folder are copy."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from plugins.edition.take_in.copy_files import scan


def laid_out(folder: Path, *names: str) -> Path:
    """A folder with these files, empty."""
    for name in names:
        file = folder / name
        file.parent.mkdir(parents=True, exist_ok=True)
        file.touch()
    return folder


@pytest.mark.parametrize(
    ("name", "kind"),
    [
        ("features/lvlang/story.md", "story"),
        ("features/秋收 现场/story.md", "story"),
        ("features/lvlang/notes.md", None),
        ("news/2021/qiao.md", "story"),
        ("news/qiao.md", "story"),
        ("news/2021/QIAO.MD", "story"),
        ("news/2021/qiao/gallery.md", None),
        ("news/2021/qiao.new.md", None),
        ("news/2021/qiao.jpg", None),
        ("news/2021/.qiao.md", None),
        ("news/2021/~$qiao.md", None),
        ("news/.trash/qiao.md", None),
        ("bases/jinye/base.md", "base"),
        ("bases/jinye/story.md", None),
        ("pages/about.md", "page"),
        ("pages/drafts/about.md", None),
        ("about.md", None),
        ("extra/readme.md", None),
    ],
)
def test_kinds(tmp_path: Path, name: str, kind: str | None) -> None:
    """Where a file lies says whether it is copy and of what kind."""
    found = [(source.path, source.kind, source.file) for source in scan(laid_out(tmp_path, name))[0]]
    assert found == ([(f"content/{name}", kind, tmp_path / name)] if kind else [])


def test_in_order(tmp_path: Path) -> None:
    """Copy comes by path, whatever the order on disk and whatever the content folder is called."""
    names = ["pages/b.md", "news/2021/z.md", "news/2020/a.md", "features/x/story.md", "bases/y/base.md"]
    paths = [source.path for source in scan(laid_out(tmp_path / "稿库", *names))[0]]
    assert paths == sorted(f"content/{name}" for name in names)


@pytest.mark.skipif(os.name == "nt", reason="not run: Windows lets few people make symbolic links")
def test_links_that_lead_elsewhere(tmp_path: Path) -> None:
    """Files and folders behind symbolic links out of the folder are not read, and each is named."""
    outside = laid_out(tmp_path / "outside", "secret.md")
    content = laid_out(tmp_path / "content", "news/2021/qiao.md")
    (content / "news" / "away").symlink_to(outside, target_is_directory=True)
    (content / "news" / "secret.md").symlink_to(outside / "secret.md")
    sources, problems = scan(content)
    assert [source.path for source in sources] == ["content/news/2021/qiao.md"]
    assert [problem.path for problem in problems] == ["content/news/away", "content/news/secret.md"]
    assert all("content 文件夹以外" in problem.message for problem in problems)


@pytest.mark.parametrize(
    ("name", "remedy"),
    [
        ("features/flat.md", "content/features/名字/story.md"),
        ("features/story.md", "content/features/名字/story.md"),
        ("features/feat/other.md", "story.md"),
        ("bases/flat.md", "content/bases/名字/base.md"),
        ("bases/jinye/story.md", "base.md"),
        ("pages/sub/deep.md", "content/pages/"),
        ("articles/f.md", "content/news/年份/名字.md"),
        ("root.md", "content/news/年份/名字.md"),
        ("news/2021/c.markdown", "改名为 .md"),
        ("news/2021/g.mkd", "改名为 .md"),
        ("news/2021/d.rst", "改写成 Markdown"),
        ("news/2021/E.HTML", "改写成 Markdown"),
    ],
)
def test_nothing_that_looks_like_copy_is_passed_over_silently(tmp_path: Path, name: str, remedy: str) -> None:
    """Where it would not be published it is named, with what to do."""
    sources, (problem,) = scan(laid_out(tmp_path, name))
    assert sources == []
    assert (problem.path, problem.level) == (f"content/{name}", "warning")
    assert remedy in problem.remedy


@pytest.mark.parametrize(
    "name",
    [
        "news/2021/qiao/gallery.md",
        "news/2021/qiao.new.md",
        "news/2021/qiao.jpg",
        "news/2021/qiao.docx",
        "extra/google123.html",
        "extra/readme.md",
        "features/lvlang/notes.txt",
        "sections.toml",
        "news/2021/.qiao.rst",
        "news/2021/qiao.html~",
    ],
)
def test_what_has_another_use(tmp_path: Path, name: str) -> None:
    """Photographs, attachments, tables, and what is published as it is are no faults."""
    assert scan(laid_out(tmp_path, name)) == ([], [])
