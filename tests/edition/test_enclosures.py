"""Attachments and films, found on disk and published as they are."""

from __future__ import annotations

import os
from dataclasses import replace
from pathlib import Path

import pytest

from plugins.edition.plan.enclosures import KINDS, enclose, enclose_file, find
from plugins.newsroom.body import Attachment, Video
from plugins.newsroom.problem import Problem
from plugins.newsroom.story import Story

from ..samples import documents, films
from ..township import a_story


@pytest.fixture
def content(tmp_path: Path) -> Path:
    """A content folder with a few files."""
    folder = tmp_path / "content"
    (folder / "news" / "2021" / "名单 附件").mkdir(parents=True)
    for name in ("a.pdf", "Plan.PDF", "b.exe", "film.mp4", "名单 附件/名单.xlsx"):
        (folder / "news" / "2021" / name).write_bytes(name.encode())
    (tmp_path / "secret.pdf").write_bytes(b"secret")
    return folder


def enclosed(content: Path, *sources: str) -> tuple[Story, dict[str, Path | bytes], list[Problem]]:
    """A story with these attachments placed."""
    files: dict[str, Path | bytes] = {}
    problems: list[Problem] = []
    attachments = tuple(Attachment(f"news/2021/{source}", source, line) for line, source in enumerate(sources, 5))
    return (
        enclose(a_story(attachments=attachments), content, content.parent / "store", files, problems),
        files,
        problems,
    )


def test_placed(content: Path) -> None:
    """An attachment gets a published path named by its content, its kind in Chinese and its size; its file is taken
    in."""
    story, files, problems = enclosed(content, "a.pdf", "名单 附件/名单.xlsx", "Plan.PDF")
    assert problems == []
    first, second, third = story.attachments
    assert (first.kind, first.bytes, files[first.path]) == ("PDF", 5, content / "news/2021/a.pdf")
    assert (second.kind, second.path.endswith("-file.xlsx")) == ("Excel 表格", True)
    assert third.path.endswith("-plan.pdf")
    assert all(path.startswith("files/") and path.isascii() for path in files)


def test_one_content_one_path(content: Path) -> None:
    """Files of one name with other bytes have other paths; one file offered twice has one."""
    files: dict[str, Path | bytes] = {}
    (content / "a.pdf").write_bytes(b"other")
    paths = [
        enclose_file(content / name, "pdf", content.parent / "store", files)[0]
        for name in ("a.pdf", "news/2021/a.pdf", "a.pdf")
    ]
    assert paths[0] == paths[2] != paths[1]
    assert len(files) == 2


@pytest.mark.parametrize(
    ("source", "words", "hint"),
    [
        ("b.exe", ".exe 不能发布", "pdf"),
        ("没有结尾", "不能发布", "pdf"),
        ("c.pdf", "找不到附件“c.pdf”", "“a.pdf”"),
        ("A.pdf", "找不到附件“A.pdf”", "“a.pdf”"),
        ("plan.pdf", "找不到附件“plan.pdf”", ""),
        ("gone/far/away.pdf", "找不到附件“away.pdf”", "大小写"),
        ("名单 附件", "不能发布", ""),
        ("x" * 400 + ".pdf", "找不到附件", ""),
    ],
)
def test_told(content: Path, source: str, words: str, hint: str) -> None:
    """A file that is missing, misspelled, or of a kind we do not offer is told on its line, with the near name; the
    story goes without it and its other files with it."""
    story, files, (problem,) = enclosed(content, source, "a.pdf")
    assert (problem.path, problem.line, problem.level) == ("content/news/2021/qiao.md", 5, "error")
    assert words in problem.message
    assert hint in problem.remedy
    assert (story.attachments[0].path, len(files)) == ("", 1)
    assert story.attachments[1].path


def test_films(content: Path) -> None:
    """A film is placed like an attachment; a missing one is told and has no path."""
    files: dict[str, Path | bytes] = {}
    problems: list[Problem] = []
    (content / "news/2021/film.mp4").write_bytes(films.film(2, False))
    story = a_story(videos=(Video("news/2021/film.mp4", None, line=3), Video("news/2021/gone.mp4", None, line=4)))
    found = enclose(story, content, content.parent / "store", files, problems)
    assert [video.path[-9:] for video in found.videos] == ["-film.mp4", ""]
    assert [(problem.line, "视频" in problem.message) for problem in problems] == [(4, True)]


@pytest.mark.parametrize(
    ("source", "there"),
    [
        ("news/2021/a.pdf", True),
        ("news/2021/A.pdf", False),
        ("news/2021/名单 附件/名单.xlsx", True),
        ("news/2021", False),
        ("", False),
        ("news/2021/a.pdf/b.pdf", False),
        ("../secret.pdf", False),
        ("news/../../secret.pdf", False),
        ("/etc/hostname", False),
        ("长" * 300, False),
        ("a\x00b", False),
    ],
)
def test_find(content: Path, source: str, there: bool) -> None:
    """A file is found by its exact name inside the content folder, and nowhere else."""
    assert (find(content, source) is not None) is there


def test_find_with_other_capitals(content: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Also where the system takes no notice of capitals, a name has to be spelled as its folder spells it."""
    monkeypatch.setattr(os.path, "isfile", lambda path: True)
    assert find(content, "news/2021/a.pdf") is not None
    assert find(content, "news/2021/A.PDF") is None


@pytest.mark.skipif(os.name == "nt", reason="not run: Windows lets few people make symbolic links")
def test_find_behind_a_link(content: Path) -> None:
    """A symbolic link that leads out of the content folder leads nowhere; one that stays inside is a file like any
    other."""
    (content / "out.pdf").symlink_to(content.parent / "secret.pdf")
    (content / "away").symlink_to(content.parent, target_is_directory=True)
    (content / "in.pdf").symlink_to(content / "news" / "2021" / "a.pdf")
    assert find(content, "out.pdf") is None
    assert find(content, "away/secret.pdf") is None
    assert find(content, "in.pdf") is not None


def test_kinds() -> None:
    """What is offered is named by its ending in small letters, and nothing a browser would run is."""
    assert all(ending == ending.lower() and ending.isalnum() for ending in KINDS)
    assert not {"html", "htm", "svg", "js", "exe", "xml"} & set(KINDS)


def test_what_could_not_be_taken_out_is_told_until_the_story_says_it_is_meant(content: Path) -> None:
    """With the line it stands on; 隐私：已核对 lets it pass. What is offered is the cleaned file."""
    (content / "news/2021/plan.docx").write_bytes(documents.word(comments=2))
    (content / "news/2021/half.mp4").write_bytes(films.film(2, False)[:200])
    files: dict[str, Path | bytes] = {}
    problems: list[Problem] = []
    attachments = (Attachment("news/2021/plan.docx", "方案", 7),)
    story = a_story(attachments=attachments, videos=(Video("news/2021/half.mp4", None, line=9),))
    found = enclose(story, content, content.parent / "store", files, problems)
    assert [(problem.line, problem.level) for problem in problems] == [(7, "error"), (9, "error")]
    assert "2条批注" in problems[0].message
    assert "隐私：已核对" in problems[0].remedy
    shown = files[found.attachments[0].path]
    assert isinstance(shown, Path)
    assert documents.COMPANY.encode() not in documents.everything(shown.read_bytes())
    assert found.attachments[0].bytes == shown.stat().st_size
    problems.clear()
    enclose(replace(story, checked=("privacy",)), content, content.parent / "store", files, problems)
    assert problems == []
