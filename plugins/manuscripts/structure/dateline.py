"""The 电头 at the head of a news item (本报讯 本站丰溪6月11日讯 新华社杭州7月31日电) and the 署名 in brackets at its
foot.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import UTC

from ...newsroom.dates import find_date
from .signatures import Signed, read_byline, read_names

_PLACE = r"[\u4e00-\u9fff]{2,6}?"
_HOUSE = r"(?:本报|本站|本网|本台|[\u4e00-\u9fff]{2,8}?(?:社|报|网|台|客户端|融媒体中心|融媒))"
_DATELINE = re.compile(
    rf"^(?P<open>【)?(?P<words>{_HOUSE}(?:{_PLACE})?(?:\d{{4}}年)?(?:\d{{1,2}}月\d{{1,2}}日)?(?:专)?(?:讯|电|消息))(?(open)】)"
    r"(?P<rest>[ \u3000]*(?:[（(](?P<names>[^（）()]{2,60})[）)])?[ \u3000]*)"
)
_BRACKETS = re.compile(r"[（(](?P<names>[^（）()]{2,60})[）)][ \u3000]*(?=.)")
_DAY_LABEL = re.compile(r"^(?:日期|时间|发布日期|发布时间|发稿日期|发稿时间)\s*[:：]\s*")
_FOOT = re.compile(r"[（(](?P<names>[^（）()。，！？；：]{2,60})[）)]$")


@dataclass(frozen=True, slots=True)
class Cut:
    """What was found at one end of a paragraph: the 电头's words, the byline, and how many letters both take."""

    words: str = ""
    signed: tuple[Signed, ...] = ()
    length: int = 0


def read_dateline(text: str) -> Cut:
    """At the start of a paragraph, or a byline in brackets alone: （通讯员 某某）6月28日，… Other brackets stay in the
    text.
    """
    found = _DATELINE.match(text)
    if not found and (bare := _BRACKETS.match(text)) and (signed := read_byline(bare["names"])):
        return Cut("", signed, len(bare[0]))
    if not found or len(found[0]) == len(text):
        return Cut()
    if found["names"] is None:
        return Cut(found["words"], (), len(found[0])) if found["rest"] or found["open"] else Cut()
    if signed := read_byline(found["names"]):
        return Cut(found["words"], signed, len(found[0]))
    return Cut(found["words"], (), found.start("rest"))


def read_foot(text: str) -> Cut:
    """At the end of a paragraph, or as a paragraph of its own: （记者 某某 通讯员 某某）, and bare （某某 某某） where
    all are names.
    """
    found = _FOOT.search(text)
    if not found:
        return Cut()
    if signed := read_byline(found["names"]):
        return Cut("", signed, len(found[0]))
    signed = read_names(found["names"])
    return Cut("", signed, len(found[0])) if signed else Cut()


def read_day(text: str) -> str:
    """A line that is a date and nothing else, as written: 2021年8月12日, （2021-08-12）, 发布时间：2021年8月12日 9:30.
    Else "".
    """
    words = _DAY_LABEL.sub("", text.strip("（）() \u3000"))
    rest, moment = find_date(words, UTC)
    return words.strip() if moment and not rest.strip() else ""
