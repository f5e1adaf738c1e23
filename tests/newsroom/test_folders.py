"""Which folders may be written into."""

from __future__ import annotations

from pathlib import Path

import pytest

from plugins.newsroom.folders import unfit


@pytest.mark.parametrize(
    "name", ["content", "content/news", "theme", ".", "..", ".build", ".build/x", ".git", "plugins"]
)
def test_no_site_is_generated_over_itself(tmp_path: Path, name: str) -> None:
    """Not into the copy, the look, the program or the caches, nor into a folder that holds them."""
    root = tmp_path / "site"
    (root / "content").mkdir(parents=True)
    assert unfit(root / name, root, root / "content")


def test_nor_over_anybody_elses_files(tmp_path: Path) -> None:
    """A folder with other files is named with some of them; an empty one, one that is not there, and one that holds a
    site are good; where the folder above is missing, the path is likely wrong."""
    root = tmp_path / "site"
    (root / "content").mkdir(parents=True)
    home = tmp_path / "home"
    home.mkdir()
    assert unfit(home, root, root / "content") == ""
    (home / ".DS_Store").touch()
    assert unfit(home, root, root / "content") == ""
    (home / "letter.txt").touch()
    assert "letter.txt" in unfit(home, root, root / "content")
    for name in ("index.html", "404.html", "theme"):
        (home / name).touch()
    assert unfit(home, root, root / "content") == ""
    assert unfit(root / "output", root, root / "content") == ""
    assert "no" in unfit(tmp_path / "no" / "such", root, root / "content")
    assert "不是文件夹" in unfit(home / "letter.txt", root, root / "content")
