"""A photo is found by the name in the story, on file systems that disagree about names."""

from __future__ import annotations

import os
import sys
import unicodedata
from pathlib import Path

import pytest

from plugins.newsroom.paths import beside
from plugins.photos.fault import PhotoFault
from plugins.photos.original.place import find_file


@pytest.fixture
def content(tmp_path: Path) -> Path:
    """A content folder with a few photos."""
    folder = tmp_path / "content" / "bases" / "近叶"
    folder.mkdir(parents=True)
    for name in ("秋收 现场（一）.JPG", "field.jpg", "Café.jpg"):
        (folder / unicodedata.normalize("NFC", name)).write_bytes(b"x")
    (folder / "story.md").write_bytes(b"x")
    (tmp_path / "secret.jpg").write_bytes(b"x")
    return tmp_path / "content"


@pytest.mark.parametrize(
    "name", ["秋收 现场（一）.JPG", "秋收 现场（一）.jpg", "field.jpg", "FIELD.JPG", "Café.jpg", "CAFÉ.jpg"]
)
def test_capitals_and_unicode_forms_do_not_matter(content: Path, name: str) -> None:
    """Where only one file can be meant, it is meant."""
    for form in ("NFC", "NFD"):
        found = find_file(content, unicodedata.normalize(form, f"bases/近叶/{name}"))
        assert found.read_bytes() == b"x"


def test_a_name_spelt_by_a_mac_is_found_from_elsewhere(content: Path) -> None:
    """The file's own name is decomposed."""
    (content / unicodedata.normalize("NFD", "é.png")).write_bytes(b"x")
    assert find_file(content, unicodedata.normalize("NFC", "é.png")).is_file()


@pytest.mark.parametrize(
    ("source", "words"),
    [
        ("bases/近叶/fields.jpg", "找不到.*field.jpg"),
        ("bases/近叶/zzz.png", "找不到.*核对文件名"),
        ("bases/近叶/story.jpg", "找不到.*核对文件名"),
        ("bases/近叶/field", "找不到.*field.jpg"),
        ("bases/进叶/field.jpg", "找不到"),
        ("bases/nowhere/a.jpg", "找不到"),
        ("bases/近叶", "文件夹"),
        ("../secret.jpg", "不在 content"),
        ("/etc/passwd", "不在 content"),
        ("bases\\近叶\\field.jpg", "不在 content"),
        ("bases/近叶/\0.jpg", "不在 content"),
        ("", "不在 content"),
    ],
)
def test_what_is_not_there_is_answered_with_what_is_near(content: Path, source: str, words: str) -> None:
    """And nothing outside the content folder can be had."""
    with pytest.raises(PhotoFault) as caught:
        find_file(content, source)
    assert __import__("re").search(words, caught.value.message + caught.value.remedy)


@pytest.mark.skipif(sys.platform != "linux", reason="not run: needs a file system that tells capitals apart")
def test_two_files_that_differ_only_in_capitals_are_both_found_or_asked_about(content: Path) -> None:
    """The exact name wins; a third spelling could mean either."""
    (content / "a.jpg").write_bytes(b"1")
    (content / "A.JPG").write_bytes(b"2")
    assert find_file(content, "a.jpg").read_bytes() == b"1"
    assert find_file(content, "A.JPG").read_bytes() == b"2"
    with pytest.raises(PhotoFault, match="只差大小写"):
        find_file(content, "A.jpg")


@pytest.mark.skipif(sys.platform == "win32", reason="not run: links need a privilege on Windows")
def test_a_link_that_leads_outside_is_not_followed(content: Path) -> None:
    """Nor is a folder that is one, nor anything that is no file."""
    (content / "link.jpg").symlink_to(content.parent / "secret.jpg")
    (content / "out").symlink_to(content.parent)
    os.mkfifo(content / "pipe.jpg")
    for source in ("link.jpg", "out/secret.jpg", "pipe.jpg"):
        with pytest.raises(PhotoFault):
            find_file(content, source)


@pytest.mark.parametrize("name", ["a%20b.jpg", "50%25.jpg", "x%2C.jpg", "a`b`.jpg", "%E5%9B%BE.jpg"])
def test_a_name_with_escapes_in_it_is_found_as_it_is_written(content: Path, name: str) -> None:
    """A reference's escapes are undone before the disk is asked; the file is called so nevertheless."""
    (content / name).write_bytes(b"1")
    assert find_file(content, beside("", name) or "").name == name
    if "`" in name:  # in Markdown, a pair of them is a mark
        assert find_file(content, name.replace("`", "")).name == name
    (content / "a b.jpg").write_bytes(b"2")
    assert find_file(content, "a b.jpg").read_bytes() == b"2"
