"""What the desk has to see to in photos."""

from __future__ import annotations

import pytest

from plugins.copydesk.photographs import look_at_photos
from plugins.newsroom.story import Byline

from ..township import a_base, a_photo, a_standing_page, a_story

GOOD = a_photo(caption="桥", credit="本站记者 摄")


@pytest.mark.parametrize("make", [a_story, a_base, a_standing_page])
def test_a_photo_with_caption_and_credit_is_not_mentioned(make: object) -> None:
    """On any kind of page."""
    assert list(look_at_photos(make(photos=(GOOD,)))) == []  # type: ignore[operator]


def test_what_a_photo_does_not_say_is_asked_for_where_it_stands() -> None:
    """A caption, a credit, or both; an alternative text is no caption, readers do not see it."""
    photos = (
        a_photo("features/qiao/a.jpg", line=12),
        a_photo(alt="桥", credit="本站 摄", line=13),
        a_photo(caption="桥", line=14),
        a_photo("", line=15),
    )
    found = list(look_at_photos(a_story(photos=photos)))
    said = [(12, "没有图片说明"), (12, "没有署名"), (13, "没有图片说明"), (14, "没有署名")]
    assert [(problem.line, problem.message.partition("”")[2]) for problem in found] == said
    assert {problem.level for problem in found} == {"warning"}
    assert "a.jpg" in found[0].message
    assert all(problem.remedy for problem in found)


def test_a_photographer_in_the_head_signs_every_photo() -> None:
    """As does one who is still to be named: that gap has been told."""
    bare = a_photo(caption="桥")
    assert not list(look_at_photos(a_story(photos=(bare,), byline=Byline(photographers=("通讯组",)))))
    assert not list(look_at_photos(a_story(photos=(bare,), gaps=(("Photographers", 5),))))


@pytest.mark.parametrize(
    ("borrowed", "words"),
    [
        (("caption",), "的图片说明取自照片文件，还没有人核对：“桥”"),
        (("caption", "credit", "place", "alt"), "的图片说明和署名取自照片文件，还没有人核对：“桥（本站记者 摄）”"),
        (("credit",), "的署名取自照片文件，还没有人核对：“（本站记者 摄）”"),
    ],
)
def test_what_only_the_file_says_is_listed(borrowed: tuple[str, ...], words: str) -> None:
    """With its words, as a warning, on stories and bases."""
    photo = a_photo("news/2021/a.jpg", "桥", credit="本站记者 摄", line=7, borrowed=borrowed)
    for sheet in (a_story(photos=(photo,)), a_base(photos=(photo,))):
        (found,) = look_at_photos(sheet)
        assert (found.path, found.line, found.message, found.level) == (sheet.path, 7, f"照片“a.jpg”{words}", "warning")


def test_a_long_borrowed_caption_is_quoted_in_part_and_on_one_line() -> None:
    """Agencies write paragraphs."""
    photo = a_photo(caption="一行\n" + "长" * 300, credit="本站 摄", borrowed=("caption",))
    (found,) = look_at_photos(a_story(photos=(photo,)))
    assert "\n" not in found.message
    assert len(found.message) < 90


def test_a_cover_that_is_no_photo_of_the_page_is_listed_too() -> None:
    """Its words are read out in lists; but its caption is nobody's to write."""
    cover = a_photo("news/2021/cover.jpg", "桥", borrowed=("caption",))
    (found,) = look_at_photos(a_story(photos=(GOOD,), cover=cover))
    assert "cover.jpg" in found.message
    assert not list(look_at_photos(a_story(cover=a_photo("news/2021/cover.jpg"))))
