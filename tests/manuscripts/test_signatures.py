"""Bylines, end matter, datelines, dates: a line is read whole or not at all."""

from __future__ import annotations

from typing import Any

import pytest

from plugins.manuscripts.structure.dateline import read_dateline, read_day, read_foot
from plugins.manuscripts.structure.names import is_name, split_names
from plugins.manuscripts.structure.signatures import read_byline, read_ends


def names(signed: Any) -> dict[str, list[str]]:
    """Names by front-matter key."""
    found: dict[str, list[str]] = {}
    for one in signed:
        for key in one.keys:
            found.setdefault(key, []).extend(one.names)
    return found


R, C, P, S, E, V = "Reporters", "Correspondents", "Photographers", "Source", "Editor", "Reviews"


@pytest.mark.parametrize(
    ("line", "expected"),
    [
        ("记者王雁博", {R: ["王雁博"]}),
        ("记者 某某 通讯员 某某某、某某", {R: ["某某"], C: ["某某某", "某某"]}),
        ("记者 某某 通讯员 某某某 文/图", {R: ["某某"], C: ["某某某"], P: ["某某", "某某某"]}),
        ("本报记者 某某 本报通讯员 某某某", {R: ["某某"], C: ["某某某"]}),
        ("本站记者 某某", {R: ["某某"]}),
        ("文/图 本站记者", {R: ["本站记者"], P: ["本站记者"]}),
        ("本站记者", {R: ["本站记者"]}),
        ("某某/文 某某某/图", {R: ["某某"], P: ["某某某"]}),
        ("□ 记者 某　某　通讯员 某某某", {R: ["某某"], C: ["某某某"]}),
        ("记者 王　强 李　明", {R: ["王强", "李明"]}),
        ("作者：某某", {R: ["某某"]}),
        ("文：某某 图：某某某", {R: ["某某"], P: ["某某某"]}),
        ("摄影 某某", {P: ["某某"]}),
        ("记者：John Smith", {R: ["John Smith"]}),
        ("通讯员 丰溪镇通讯组", {C: ["丰溪镇通讯组"]}),
        ("通讯员 某某某 供稿", {C: ["某某某"]}),
        ("记者在现场看到", {}),
        ("记者 某某 发自丰溪", {}),
        ("图片由某某提供", {}),
        ("图片说明", {}),
        ("记者从镇里获悉，某某来了。", {}),
        ("文化振兴", {}),
        ("图强", {}),
    ],
)
def test_byline(line: str, expected: dict[str, list[str]]) -> None:
    """Each part has its names; a line with anything else in it is no byline."""
    assert names(read_byline(line)) == expected


@pytest.mark.parametrize(
    ("line", "expected"),
    [
        (
            "来源：某某电视台 / 责编：某某 / 二审：某某某 / 三审：某某",
            {S: ["某某电视台"], E: ["某某"], V: ["某某某", "某某"]},
        ),
        ("来源：某某网 某台通联 记者 某某", {S: ["某某网 某台通联 记者 某某"]}),
        ("责编丨某某", {E: ["某某"]}),
        ("【责任编辑：某某】", {E: ["某某"]}),
        ("编辑：某某　审核：某某、某某某", {E: ["某某"], V: ["某某", "某某某"]}),
        ("校对：某某", {}),
        ("来源", {}),
        ("审核工作扎实推进", {}),
        ("来源：这句话有句号。后面还有话", {}),
    ],
)
def test_ends(line: str, expected: dict[str, list[str]]) -> None:
    """End matter names its parts with a colon or a bar; what has no key is left in the text."""
    assert names(read_ends(line)) == expected


@pytest.mark.parametrize(
    ("text", "words", "expected", "rest"),
    [
        ("本报讯（记者 某某 通讯员 某某某）6月以来", "本报讯", {R: ["某某"], C: ["某某某"]}, "6月以来"),
        ("本站丰溪6月11日讯 从坡上", "本站丰溪6月11日讯", {}, "从坡上"),
        ("新华社杭州7月31日电 题：山", "新华社杭州7月31日电", {}, "题：山"),
        ("某某新闻网讯（通讯员某某）6月", "某某新闻网讯", {C: ["某某"]}, "6月"),
        ("【本站讯】丰溪镇", "本站讯", {}, "丰溪镇"),
        ("本站讯（见附图）丰溪镇", "本站讯", {}, "（见附图）丰溪镇"),
        ("本报讯记者某某报道", "", {}, "本报讯记者某某报道"),
        ("电视台消息很多。", "", {}, "电视台消息很多。"),
    ],
)
def test_dateline(text: str, words: str, expected: dict[str, list[str]], rest: str) -> None:
    """The 电头 and the byline in its brackets are cut off; brackets that hold no byline stay."""
    cut = read_dateline(text)
    assert (cut.words, names(cut.signed), text[cut.length :]) == (words, expected, rest)


@pytest.mark.parametrize(
    ("text", "expected", "rest"),
    [
        ("水到渠成。（记者 某某）", {R: ["某某"]}, "水到渠成。"),
        ("初见成效。（某某 某某某）", {R: ["某某", "某某某"]}, "初见成效。"),
        ("（通讯员 某某）", {C: ["某某"]}, ""),
        ("在竹溪（竹溪县）", {}, "在竹溪（竹溪县）"),
        ("好。（全文完）", {}, "好。（全文完）"),
        ("好。（图片说明）", {}, "好。（图片说明）"),
    ],
)
def test_foot(text: str, expected: dict[str, list[str]], rest: str) -> None:
    """Names in brackets at the end are a byline; other words in brackets are text."""
    cut = read_foot(text)
    assert (names(cut.signed), text[: len(text) - cut.length]) == (expected, rest)


@pytest.mark.parametrize(
    ("line", "day"),
    [
        ("2021年8月12日", "2021年8月12日"),
        ("（2021-08-12）", "2021-08-12"),
        ("发布时间：2021年8月12日 9:30", "2021年8月12日 9:30"),
        ("8月12日", ""),
        ("2021年2月30日", ""),
        ("2021年8月12日，丰溪镇", ""),
    ],
)
def test_day(line: str, day: str) -> None:
    """Only a whole date with its year is a date; nothing is added to one without."""
    assert read_day(line) == day


def test_names() -> None:
    """A list with something in it that is no name gives none at all."""
    assert split_names("某某 某某某、王　强") == ("某某", "某某某", "王强")
    assert split_names("某某 来了") == ()
    assert split_names("单") == ()
    assert split_names("某某 甲乙", labelled=True) == ("某某", "甲乙")


@pytest.mark.parametrize(
    ("word", "name"),
    [
        ("王雁博", True),
        ("某某", True),
        ("欧阳某某", True),
        ("诸葛某", True),
        ("阿依古丽·某某", True),
        ("丰溪镇通讯组", True),
        ("Smith", True),
        ("云山云海", False),
        ("王家大院", False),
        ("雨", False),
        ("通车了", False),
    ],
)
def test_what_is_a_name(word: str, name: bool) -> None:
    """A family name and one or two letters, a double family name, a house that signs; four letters are a phrase."""
    assert is_name(word) is name
