"""Names in addresses: pinyin by the phrase, legal on every system."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from plugins.manuscripts.draft.slug import LONGEST, free, in_pinyin, photo_stem, propose_slug
from plugins.newsroom.gazetteer import SLUG

DAY = date(2021, 8, 12)


@pytest.mark.parametrize(
    ("words", "slug"),
    [
        ("重庆银行行长", "chongqing-yinhang-hangzhang"),
        ("长江边的重庆", "changjiang-biande-chongqing"),
        ("喜看溪山绿浪涌", "xikan-xishan-lvlang-yong"),
        ("正沟村蔬菜基地", "zhenggoucun-shucai-jidi"),
        ("采茶的姐妹收工回家", "caichade-jiemei-shougong-huijia"),
        ("“双培双带”见成效", "shuangpei-shuangdai-jiancheng-xiao"),
        ("2021年GDP增长", "2021-nian-gdp-zengzhang"),
        ("绿", "lv"),
        ("！？", ""),
        ("", ""),
        ("Ünïcode", "n-code"),
    ],
)
def test_pinyin(words: str, slug: str) -> None:
    """By phrases where letters have several sounds, at words, without what is neither Chinese nor Latin."""
    assert in_pinyin(words) == slug


def test_proposed() -> None:
    """The headline and the day; a word that stands in where nothing can be spelt."""
    assert propose_slug("春茶开采", DAY) == "chuncha-kaicai-0812"
    assert propose_slug("……", DAY) == "gaojian-0812"


@pytest.mark.parametrize("name", ["con", "aux", "nul", "com1", "lpt9"])
def test_devices_of_windows(name: str) -> None:
    """What Windows keeps for its devices names no photo."""
    assert photo_stem(name) == f"photo-{name}"


@settings(deadline=None)
@given(st.text(max_size=60))
def test_always_a_slug(words: str) -> None:
    """Whatever a headline says, the proposal is a slug, and no longer than a slug with its day."""
    slug = propose_slug(words, DAY)
    assert SLUG.fullmatch(slug), slug
    assert len(slug) <= LONGEST + 5
    assert not photo_stem(words) or SLUG.fullmatch(photo_stem(words))


def test_the_first_that_is_free() -> None:
    """A name, or the name with the first number that nobody has."""
    assert free("qiao", ()) == "qiao"
    assert free("qiao", {"qiao", "qiao-2", "qiao-4"}) == "qiao-3"
