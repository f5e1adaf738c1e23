"""Where in the copy a thing was written."""

from __future__ import annotations

from plugins.newsroom.body import Sheet

from .press import problems, reader, turn


def test_lines_count_from_the_top_of_the_file() -> None:
    """Front matter counts: the line is the one that an editor shows, even where the headline has the same words."""
    text = "标题：![甲](a.jpg)\n日期：2021-08-12\n\n第一段。\n\n![甲](a.jpg)\n\n![乙](b.jpg)\n"
    sheet = Sheet(path="content/news/2021/a.md", folder="news/2021", text=text, start=4)
    markdown = reader()
    markdown.reset()
    markdown.sheet = sheet  # type: ignore[attr-defined]
    markdown.convert(text.split("\n", 3)[3])
    assert [photo.line for photo in sheet.photos] == [6, 8]


def test_the_same_picture_again_is_found_again() -> None:
    """Each place of one picture has its own line, also with other words in its brackets."""
    _, sheet = turn("![甲](a.jpg)\n\n![甲](a.jpg)\n\n![乙](a.jpg)\n\n字\n\n![甲](a.jpg)")
    assert [photo.line for photo in sheet.photos] == [1, 3, 5, 9]


def test_attachments_and_films_have_lines() -> None:
    """Files and films know theirs as well."""
    _, sheet = turn('字\n\n[甲](a.pdf)\n\n![乙](b.mp4){poster="c.jpg"}')
    assert [file.line for file in sheet.attachments] == [3]
    assert [film.line for film in sheet.videos] == [5]


def test_every_fault_has_its_line() -> None:
    """Faults of one kind on several lines are told of on each."""
    text = "[甲](x.html)\n\n字\n\n[乙](x.html)\n\n<b onclick=x>甲</b>\n\n<b onclick=x>甲</b>"
    assert [line for line, _, message in problems(text)] == [1, 5, 7, 9]
