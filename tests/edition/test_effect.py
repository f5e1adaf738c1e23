"""What a save does to other pages."""

from __future__ import annotations

from dataclasses import replace

import pytest

from plugins.edition.live.effect import Effect, effect
from plugins.newsroom.body import Body, Correction, Part
from plugins.newsroom.story import Piece

from ..township import DANGJIAN, ZHENGGOU, a_base, a_body, a_day, a_photo, a_standing_page, a_story

STORY = a_story()
PIECES: dict[str, Piece] = {"story": STORY, "base": a_base(), "page": a_standing_page()}


@pytest.mark.parametrize("kind", PIECES)
def test_nothing_but_words(kind: str) -> None:
    """Another body is on its own page alone."""
    piece = PIECES[kind]
    assert effect(piece, piece) is Effect.WORDS
    assert effect(piece, replace(piece, body=a_body("另外的话。"))) is Effect.WORDS
    assert effect(None, None) is Effect.WORDS


@pytest.mark.parametrize(
    "other",
    [
        replace(STORY, headline="新题"),
        replace(STORY, summary="新摘要。"),
        replace(STORY, photos=(a_photo(),)),
        replace(STORY, body=Body((Part("html", html="<p>正文。</p>"), Part("link", target="news/2021/b.md")))),
        replace(STORY, body=a_body("正文。", corrections=(Correction("2021-06-20", "应为三座。", "", "c1"),))),
    ],
)
def test_what_others_show_of_it(other: Piece) -> None:
    """Its card, its photographs, where it leads, what it corrects: it stays where it is."""
    assert effect(STORY, other) is Effect.CARDS


@pytest.mark.parametrize(
    "other",
    [
        replace(STORY, url="chanye/202107/qiao.html"),
        replace(STORY, date=a_day("2021-06-13")),
        replace(STORY, section=DANGJIAN),
        replace(STORY, tags=("桥",)),
        replace(STORY, villages=(ZHENGGOU,)),
        replace(STORY, aliases=("old.html",)),
        replace(STORY, status="draft"),
        a_base(),
        None,
    ],
)
def test_where_it_stands(other: Piece | None) -> None:
    """Address, date, lists, old addresses, status: any page may be another. So where it comes or goes."""
    assert effect(STORY, other) is Effect.PLACES
    assert effect(other, STORY) is Effect.PLACES
