"""Which files of the content folder are copy."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from plugins.edition.scan import scan


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
    found = [(source.path, source.kind, source.file) for source in scan(laid_out(tmp_path, name))]
    assert found == ([(f"content/{name}", kind, tmp_path / name)] if kind else [])


def test_in_order(tmp_path: Path) -> None:
    """Copy comes by path, whatever the order on disk and whatever the content folder is called."""
    names = ["pages/b.md", "news/2021/z.md", "news/2020/a.md", "features/x/story.md", "bases/y/base.md"]
    paths = [source.path for source in scan(laid_out(tmp_path / "稿库", *names))]
    assert paths == sorted(f"content/{name}" for name in names)


@pytest.mark.skipif(os.name == "nt", reason="not run: Windows lets few people make symbolic links")
def test_links_that_lead_elsewhere(tmp_path: Path) -> None:
    """Files and folders behind symbolic links are not read."""
    outside = laid_out(tmp_path / "outside", "secret.md")
    content = laid_out(tmp_path / "content", "news/2021/qiao.md")
    (content / "news" / "away").symlink_to(outside, target_is_directory=True)
    (content / "news" / "secret.md").symlink_to(outside / "secret.md")
    assert [source.path for source in scan(content)] == ["content/news/2021/qiao.md"]
