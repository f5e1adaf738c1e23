"""Words out of front matter and bodies."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from plugins.edition.take_in.words import first_words, shorten, split_names, split_words
from plugins.newsroom.body import Body, Part

from ..township import a_body


@pytest.mark.parametrize(
    ("value", "words"),
    [
        ("党建", ("党建",)),
        ("党建,产业", ("党建", "产业")),
        ("党建，乡村振兴、食用菌", ("党建", "乡村振兴", "食用菌")),
        ("党建;产业；民生", ("党建", "产业", "民生")),
        ("党建\n产业", ("党建", "产业")),
        (" 党建 、、 产业 ，", ("党建", "产业")),
        ("党建、产业、党建", ("党建", "产业")),
        ("乡村 振兴", ("乡村 振兴",)),
        ("", ()),
        ("、；", ()),
    ],
)
def test_split_words(value: str, words: tuple[str, ...]) -> None:
    """A list is divided by any of the marks that reporters use; each word once, in order."""
    assert split_words(value) == words


@pytest.mark.parametrize(
    ("value", "names"),
    [
        ("王某、李某某", ("王某", "李某某")),
        ("王　某", ("王某",)),
        ("王　某、李某某", ("王某", "李某某")),
        ("王 某，李 某", ("王某", "李某")),
        ("李某某 张某某", ("李某某", "张某某")),
        ("李某某　张某某", ("李某某", "张某某")),
        ("李某某、李某某", ("李某某",)),
        ("本站记者", ("本站记者",)),
        ("", ()),
    ],
)
def test_split_names(value: str, names: tuple[str, ...]) -> None:
    """Names are divided by marks or by spaces; the padding of a two-character name is taken out."""
    assert split_names(value) == names


def test_the_first_paragraph() -> None:
    """The first words are those of the first paragraph that has any, without markup and entities."""
    html = '<h2>小标题</h2>\n<p> </p>\n<p class="lede">甲&amp;<strong class="lead-in">乙。</strong>丙\n丁</p><p>戊</p>'
    assert first_words(Body((Part("photo", photos=(0,)), Part("html", html=html)))) == "甲&乙。丙 丁"
    assert first_words(a_body()) == ""


def test_a_paragraph_with_a_link() -> None:
    """A link to another story, which cuts the HTML in two, does not push its paragraph out of the summary."""
    parts = (
        Part("html", html='<p>去年的<a href="'),
        Part("link", target="news/2020/qiao.md"),
        Part("html", html='">大桥</a>通车了。</p>\n<p>第二段。</p>'),
    )
    assert first_words(Body(parts)) == "去年的大桥通车了。"


def test_a_paragraph_with_a_footnote() -> None:
    """The number of a footnote is no word of the paragraph."""
    call = '<sup id="fnref-1"><a class="footnote-ref" href="#fn-1">1</a></sup>'
    assert first_words(a_body(f"增收三成{call}。")) == "增收三成。"


@pytest.mark.parametrize(
    ("text", "length", "short"),
    [
        ("十个字以内的话", 10, "十个字以内的话"),
        ("第一句话说完了。第二句话很长很长", 12, "第一句话说完了。"),
        ("第一分句在此，第二分句很长很长很长", 12, "第一分句在此…"),
        ("没有任何标点的一句很长很长很长的话", 10, "没有任何标点的一句…"),
        ("短。后面是一句没有标点的很长很长很长的话", 12, "短。后面是一句没有标点…"),
    ],
)
def test_shorten(text: str, length: int, short: str) -> None:
    """A long text is cut after a sentence, else after a clause, else where it has to be, and says so."""
    assert shorten(text, length) == short


@given(st.text(alphabet="字，。、！", max_size=60), st.integers(2, 40))
def test_never_longer(text: str, length: int) -> None:
    """A shortened text is never longer than it may be, starts like the text, and is the text where that fits."""
    short = shorten(text, length)
    assert len(short) <= length
    assert text.startswith(short.removesuffix("…"))
    assert (short == text) or len(text) > length


@pytest.mark.parametrize(
    "notice",
    [
        '<aside class="correction" id="correction-1" role="note"><p class="correction-head">更正</p><p>日期有误。</p></aside>',
        '<blockquote class="pull"><p>一脚踩下去</p></blockquote>',
    ],
)
def test_a_notice_above_the_story(notice: str) -> None:
    """A correction or a pull quote above the first paragraph is not what the story says first."""
    assert first_words(Body((Part("html", html=f"{notice}\n<p>第一段。</p>"),))) == "第一段。"
