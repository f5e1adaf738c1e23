"""What is folded, what is a letter, how numbers are written, and what a story is found by."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from plugins.search import numbers
from plugins.search.documents import RANKS, entry_of, keys_of, order, record_of
from plugins.search.folding import fold, letters

from ..township import a_body, a_byline, a_day, a_story
from .library import a_picture


def test_what_is_one_to_a_reader() -> None:
    """Widths, capitals, quotation marks of both scripts, marks that nobody sees."""
    assert fold("ＡＰＰ１２３") == fold("app123") == "app123"
    assert fold("「十四五」") == fold("“十四五”") == fold('"十四五"') == '"十四五"'
    assert fold("党建，发展。") == fold("党建,发展.") == fold("党建，发展｡")
    assert fold("村\u3000口\u00a0边") == "村 口 边"
    assert fold("村\u200b口\ufeff") == "村口"
    assert fold("㎡") == "m2"


def test_letters_end_at_marks() -> None:
    """〇 and 々 are letters; the middle dot, dashes and arrows are none."""
    assert letters("二〇二一年—时时々→完") == "二〇二一年.时时々.完"
    assert letters("𬒈a·b") == "𬒈a.b"


@given(st.sets(st.integers(0, 200_000)))
def test_numbers_are_read_back(found: set[int]) -> None:
    """Ascending numbers, near and far apart, in letters that a script may hold."""
    text = numbers.write(sorted(found))
    assert numbers.read(text) == sorted(found)
    assert not set(text) & set("\"'<\\,` ") - {"'", "`"}


def test_a_story_is_found_by_every_field() -> None:
    """Each in its rank, and in the last one all together; one letter only in headlines and names."""
    story = a_story(
        headline="喜看绿浪",
        kicker="小镇纪事",
        dek="一年四季",
        tags=("食用菌",),
        byline=a_byline("本站记者"),
        body=a_body("正文在此。"),
        photos=(a_picture("晨雾里的药田"),),
        summary="另有摘要",
        source="县融媒体",
    )
    keys = dict(zip(RANKS, keys_of(record_of(story)), strict=True))
    assert {"喜看", "浪.", "喜*"} <= keys["headline"]
    assert {"纪事", "一年"} <= keys["standfirst"]
    assert {"食用", "菌.", "菌*", "记者"} <= keys["names"]
    assert {"晨雾", "药田"} <= keys["captions"]
    assert {"喜看", "一年", "食用", "晨雾", "正文", "此.", "摘要", "融媒", "产业", "20", "年6"} <= keys["text"]
    assert not [key for key in keys["text"] if key[1] == "*" or key[0] == "."]


def test_a_digest_tells_every_change() -> None:
    """Whatever a record holds."""
    story = a_story()
    others = [a_story(headline="别的"), a_story(body=a_body("别的。")), a_story(tags=("茶",)), a_story(source="县报")]
    assert len({entry_of(one).digest for one in [story, *others]}) == 5


def test_oldest_first() -> None:
    """So that today's story takes the last number."""
    old, new = a_story("b", date=a_day("2021-01-01")), a_story("a", date=a_day("2021-06-01"))
    assert order([new, old]) == [old, new]
