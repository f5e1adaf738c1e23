"""The one walk: which files below a folder count."""

from __future__ import annotations

import os
import socket
from pathlib import Path

import pytest

from plugins.incremental.tree import holds, passed, walk

links = pytest.mark.skipif(os.name == "nt", reason="not run: Windows lets few people make symbolic links")


def laid_out(folder: Path, *names: str) -> Path:
    """A folder with these files, empty."""
    for name in names:
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).touch()
    return folder


def paths(folder: Path, **how: bool) -> list[str]:
    """The paths that the walk finds; nothing about them is odd."""
    tree = walk(folder, **how)
    assert tree.oddities == ()
    for path, place in tree.files:
        assert Path(place).is_file()
        assert holds(folder, folder / path) or not how.get("closed", True)
    return [path for path, _ in tree.files]


def test_files_in_order(tmp_path: Path) -> None:
    """By path, from the folder, whatever the disk's order; a folder that is not there is empty."""
    laid_out(tmp_path, "b/z.md", "b/a.md", "a.md", "桥 与 河/一.md")
    assert paths(tmp_path) == ["a.md", "b/a.md", "b/z.md", "桥 与 河/一.md"]
    assert paths(tmp_path, deep=False) == ["a.md"]
    assert paths(tmp_path / "none") == []


@pytest.mark.parametrize(
    "name",
    [
        ".hidden.md",
        ".git/config",
        "~$qiao.md",
        "~WRL0001.tmp",
        "qiao.md~",
        "#qiao.md#",
        ".#qiao.md",
        ".qiao.md.swp",
        "4913",
        "qiao.md___jb_tmp___",
        "qiao.jpg.crdownload",
        ".qiao.html.0a1b2c.part",
        "qiao.bak",
        "Thumbs.db",
        "desktop.ini",
        "__pycache__/x.cpython-311.pyc",
    ],
)
def test_what_is_passed_over(tmp_path: Path, name: str) -> None:
    """Hidden files, and what editors, desktops and browsers leave."""
    laid_out(tmp_path, name, "qiao.md")
    assert paths(tmp_path) == ["qiao.md"]
    assert any(map(passed, Path(name).parts))
    assert not holds(tmp_path, tmp_path / name)


def test_well_known_files_are_found(tmp_path: Path) -> None:
    """RFC 8615: a site proves by them whose it is."""
    assert paths(laid_out(tmp_path, ".well-known/security.txt")) == [".well-known/security.txt"]


@links
def test_links_that_lead_nowhere_or_round(tmp_path: Path) -> None:
    """An editor's lock file, a link to itself, two to each other, a folder inside itself: passed over, and the walk
    ends."""
    laid_out(tmp_path, "a/qiao.md")
    (tmp_path / "lost.md").symlink_to("user@host.1234:5678")
    (tmp_path / "self.md").symlink_to("self.md")
    (tmp_path / "a" / "one").symlink_to("two")
    (tmp_path / "a" / "two").symlink_to("one")
    (tmp_path / "a" / "up").symlink_to(tmp_path, target_is_directory=True)
    (tmp_path / "a" / "here").symlink_to(".", target_is_directory=True)
    assert paths(tmp_path) == ["a/qiao.md"]
    assert not holds(tmp_path, tmp_path / "lost.md")
    assert not holds(tmp_path, tmp_path / "self.md")


@links
def test_two_folders_that_lead_to_each_other(tmp_path: Path) -> None:
    """Each is walked through the other once."""
    laid_out(tmp_path, "a/one.md", "b/two.md")
    (tmp_path / "a" / "b").symlink_to(tmp_path / "b", target_is_directory=True)
    (tmp_path / "b" / "a").symlink_to(tmp_path / "a", target_is_directory=True)
    assert paths(tmp_path) == ["a/b/two.md", "a/one.md", "b/a/one.md", "b/two.md"]


@links
def test_links_inside(tmp_path: Path) -> None:
    """A link to a file or a folder of the same folder is that file or folder."""
    laid_out(tmp_path, "2021/qiao.md")
    (tmp_path / "bridge.md").symlink_to(tmp_path / "2021" / "qiao.md")
    (tmp_path / "last").symlink_to("2021", target_is_directory=True)
    assert paths(tmp_path) == ["2021/qiao.md", "bridge.md", "last/qiao.md"]


@links
def test_links_out_of_the_folder(tmp_path: Path) -> None:
    """Told and not followed, in a folder that is closed; followed in one that is not. A folder whose name only begins
    like it is outside too."""
    outside = laid_out(tmp_path / "content-old", "a/secret.md")
    content = laid_out(tmp_path / "content", "qiao.md")
    (content / "away").symlink_to(outside, target_is_directory=True)
    (content / "secret.md").symlink_to(outside / "a" / "secret.md")
    tree = walk(content)
    assert [path for path, _ in tree.files] == ["qiao.md"]
    assert sorted((odd.path, odd.reason) for odd in tree.oddities) == [("away", "outside"), ("secret.md", "outside")]
    assert not holds(content, content / "secret.md")
    assert not holds(content, content / "away" / "a" / "secret.md")
    assert paths(content, closed=False) == ["away/a/secret.md", "qiao.md", "secret.md"]


@links
def test_the_folder_itself_may_be_a_link(tmp_path: Path) -> None:
    """A newsroom's copy often lies on another drive."""
    laid_out(tmp_path / "drive", "qiao.md")
    (tmp_path / "content").symlink_to(tmp_path / "drive", target_is_directory=True)
    assert paths(tmp_path / "content") == ["qiao.md"]


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="not run: this system has no FIFOs")
def test_what_is_no_file(tmp_path: Path) -> None:
    """A FIFO, which would never be read to its end, and a socket."""
    laid_out(tmp_path, "qiao.md")
    os.mkfifo(tmp_path / "pipe.md")
    short = os.path.relpath(tmp_path / "s.md")  # a socket's address may not be long
    with socket.socket(socket.AF_UNIX) as listening:
        listening.bind(short if len(short) < 100 else str(tmp_path / "s.md"))
        assert paths(tmp_path) == ["qiao.md"]
        assert not holds(tmp_path, tmp_path / "pipe.md")


@pytest.mark.skipif(os.name == "nt" or os.uname().sysname == "Darwin", reason="not run: names here are Unicode")
def test_a_name_that_is_not_utf8(tmp_path: Path) -> None:
    """As a ZIP from Windows leaves them: told, with what can be shown of it."""
    laid_out(tmp_path, "qiao.md")
    (tmp_path / os.fsdecode("桥.md".encode("gbk"))).touch()
    tree = walk(tmp_path)
    assert [path for path, _ in tree.files] == ["qiao.md"]
    ((path, reason),) = [(odd.path, odd.reason) for odd in tree.oddities]
    assert reason == "name"
    assert path.endswith(".md")
    path.encode()


def test_a_folder_that_may_not_be_read(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Told; all others are walked."""
    laid_out(tmp_path, "a/one.md", "b/two.md")
    real = os.scandir

    def scandir(folder: str) -> object:
        if os.path.basename(folder) == "a":
            raise PermissionError(13, "Permission denied", folder)
        return real(folder)

    monkeypatch.setattr(os, "scandir", scandir)
    tree = walk(tmp_path)
    assert [path for path, _ in tree.files] == ["b/two.md"]
    assert [(odd.path, odd.reason) for odd in tree.oddities] == [("a", "unreadable")]
