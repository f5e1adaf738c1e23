"""What a Story tells others of itself."""

from __future__ import annotations

from plugins.newsroom.story import Byline, Desk

from ..township import XIAKOU, ZHENGGOU, a_base, a_photo, a_story


def test_everyone_once() -> None:
    """A byline names everyone once, reporters first, and each part that someone took."""
    byline = Byline(("甲", "乙"), ("丙",), ("乙",))
    assert byline.names == ("甲", "乙", "丙")
    assert byline.credits == (("记者", ("甲", "乙")), ("通讯员", ("丙",)), ("摄影", ("乙",)))
    assert Byline().credits == ()


def test_the_desk_line() -> None:
    """The desk line names the editor and then the reviewers by their round."""
    assert Desk("甲", ("乙", "丙")).lines == (("责编", "甲"), ("二审", "乙"), ("三审", "丙"))
    assert Desk(reviews=("乙",)).lines == (("二审", "乙"),)
    assert Desk().lines == ()


def test_the_card() -> None:
    """A card has the short title where there is one, the cover, and how many pictures the story has."""
    photo = a_photo()
    story = a_story(headline="喜看溪山绿浪涌", short="绿浪涌", cover=photo, photos=(photo, a_photo("b.jpg")))
    assert (story.card.headline, story.card.photo, story.card.pictures) == ("绿浪涌", photo, 2)
    assert a_story(headline="喜看溪山绿浪涌").card.headline == "喜看溪山绿浪涌"


def test_where_things_stand() -> None:
    """A story knows its folder from the content folder and the lines of its keys."""
    story = a_story(path="content/features/lvlang/story.md", lines=(("Title", 1), ("Slug", 4)))
    assert (story.folder, story.line("Slug"), story.line("Dek")) == ("features/lvlang", 4, 0)


def test_the_facts_of_a_base() -> None:
    """The facts panel of a base has a row for what is known and none for what is not."""
    base = a_base(villages=(ZHENGGOU, XIAKOU), area="三百亩")
    assert base.facts == (("所在村", "正沟村、峡口村"), ("面积", "三百亩"))
