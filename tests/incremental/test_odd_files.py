"""Odd things in the content folder: a build and a preview pass over them or name them, and the healthy rest is made."""

from __future__ import annotations

import os
import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest

from ..edition.site import a_resident, rooms
from ..press import tree
from .newsdesk import Newsdesk, difference, in_process

pytestmark = pytest.mark.skipif(os.name == "nt", reason="not run: Windows knows no such files")


@pytest.fixture
def desk(tmp_path: Path) -> Iterator[Newsdesk]:
    """A site, built once."""
    with in_process():
        desk = Newsdesk(tmp_path / "site").open()
        assert desk.build().code == 0
        yield desk


def leave_odd_files(content: Path) -> None:
    """What editors, systems and archives leave."""
    news = content / "news" / "2021"
    (news / ".#s1.md").symlink_to("user@host.1234:5678")  # Emacs' lock file
    (news / "round.md").symlink_to("round.md")
    (news / "up").symlink_to(content, target_is_directory=True)
    os.mkfifo(news / "pipe.md")
    os.mkfifo(content / "pipe.toml")
    (news / ".s1.md.swp").write_bytes(b"\0vim")


def test_leftovers_change_nothing(desk: Newsdesk) -> None:
    """Not a page, not a word, and the edition still stands."""
    before, clean = desk.build(), tree(desk.output)
    leave_odd_files(desk.content)
    after = desk.build()
    assert (after.code, after.problems) == (before.code, before.problems)
    assert "改动文件 0 个" in after.out
    assert difference(tree(desk.output), clean) == ""


def test_what_cannot_be_used_is_named(desk: Newsdesk, tmp_path: Path) -> None:
    """A link out of the folder, a name that is not UTF-8, a folder that may not be read: told with the file, and a new
    story beside them is built."""
    (tmp_path / "secret.md").write_text("标题：别处的\n日期：2021-06-12\n\n正文。\n", encoding="utf-8")
    news = desk.content / "news" / "2021"
    (news / "away.md").symlink_to(tmp_path / "secret.md")
    (news / os.fsdecode("桥.md".encode("gbk"))).write_text("标题：桥\n", encoding="utf-8")
    shutil.copy(news / "s1.md", news / "healthy.md")
    outcome = desk.build()
    assert outcome.code == 1
    told = "\n".join(outcome.problems)
    assert "content/news/2021/away.md: 是一个链接，指向 content 文件夹以外" in told
    assert ".md: 文件名不是 UTF-8 编码" in told
    assert "Traceback" not in outcome.err
    assert list(desk.output.glob("*/*/healthy.html"))
    assert not [page for page in desk.output.rglob("*.html") if "别处的" in page.read_text(encoding="utf-8")]


@pytest.mark.skipif(hasattr(os, "geteuid") and os.geteuid() == 0, reason="not run: root may read everything")
def test_what_may_not_be_read_for_real(desk: Newsdesk) -> None:
    """A file and a folder without the right to read them."""
    (desk.content / "news" / "2021" / "s1.md").chmod(0)
    (desk.content / "news" / "2020").mkdir(mode=0)
    told = "\n".join(desk.build().problems)
    assert "content/news/2021/s1.md: 没有读取的权限" in told
    assert "content/news/2020: 这个文件夹打不开" in told


def test_a_file_that_may_not_be_read(desk: Newsdesk, monkeypatch: pytest.MonkeyPatch) -> None:
    """It is named, the others stay, and once it can be read the edition is what it was."""
    clean = tree(desk.output)
    locked = desk.content / "news" / "2021" / "s1.md"
    os.utime(locked, ns=(1, 1))
    real = open

    def shut(file: object, *rest: object, **more: object) -> object:
        if str(file) == str(locked):
            raise PermissionError(13, "Permission denied", str(file))
        return real(file, *rest, **more)  # type: ignore[call-overload]

    with monkeypatch.context() as patch:
        patch.setattr("builtins.open", shut)
        outcome = desk.build()
    assert outcome.code == 1
    assert "content/news/2021/s1.md: 没有读取的权限" in "\n".join(outcome.problems)
    assert not list(desk.output.glob("*/*/s1.html"))
    assert list(desk.output.glob("*/*/s2.html"))
    assert desk.build().code == 0
    assert difference(tree(desk.output), clean) == ""


def test_a_preview_stands_them_too(tmp_path: Path) -> None:
    """When it opens, and when they come while it runs."""
    desk = Newsdesk(tmp_path / "site").open()
    with rooms():
        resident = a_resident(desk.site)
        before = resident.problems()
        leave_odd_files(desk.content)
        resident.refresh({desk.content / "news" / "2021" / name for name in (".#s1.md", "round.md", "up", "pipe.md")})
        assert resident.problems() == before
        (tmp_path / "none-of-ours.md").write_text("标题：别处的\n", encoding="utf-8")
        away = desk.content / "news" / "2021" / "away.md"
        away.symlink_to(tmp_path / "none-of-ours.md")
        outlook = resident.refresh({away})
        assert outlook
        assert outlook.errors == 1
        ((problem, page),) = [row for row in resident.problems() if row not in before]
        assert (problem.path, page) == ("content/news/2021/away.md", "")
        assert resident.problems() == a_resident(desk.site).problems()
        away.unlink()
        resident.refresh({away})
        assert resident.problems() == before
