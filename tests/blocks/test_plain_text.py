"""A body as plain text, for search, summaries and machines."""

from __future__ import annotations

import pytest

from plugins.newsroom.body import plain_text, split

from .press import turn


def said(text: str) -> str:
    html, sheet = turn(text)
    return plain_text(split(html, sheet.parts), sheet.photos, sheet.videos, sheet.attachments)


@pytest.mark.parametrize(
    ("markdown", "text"),
    [
        ("甲乙\n丙\n\nAB\nC", "甲乙丙\nAB C"),
        ("## 抓班子 促发展\n\n**先读书。**坚持", "抓班子 促发展\n先读书。坚持"),
        ("- 甲\n- 乙\n    - 丙", "甲\n乙\n丙"),
        ("| 甲 | 乙 |\n|---|---|\n| 1 | 2 |", "甲 乙\n1 2"),
        ('!!! 资料 "家底"\n    面积：402亩\n    人口：3', "家底\n面积：402亩\n人口：3"),
        ("!!! 金句\n    甲，\n    乙。", "甲，乙。"),
        ("one  \ntwo", "one two"),
        ('!!! 更正 "2021-06-20"\n    甲。', "更正 2021年6月20日\n甲。"),
        ("31万米[^1]，48个[^1]。\n\n[^1]: 累计。", "31万米，48个。\n累计。"),
        ('前\n\n![药田](a.jpg "近叶*药材* A&B（某某 摄）")\n\n后', "前\n近叶药材 A&B\n后"),
        ('![甲](a.jpg "一")\n![乙](b.jpg "二")', "一\n二"),
        ('![收](a.mp4 "收菜"){poster="b.jpg"}', "收菜"),
        ("[附件：表](a.pdf)", "表"),
        ('见[文](a.md)和[外](http://a.b/ "a > b")。', "见文和外。"),
        ("A &lt;b&gt; &amp; `<i>`", "A <b> & <i>"),
        ("<ruby>丰<rt>fēng</rt></ruby>溪", "丰fēng溪"),
        ("", ""),
    ],
)
def test_plain_text(markdown: str, text: str) -> None:
    """One block a line, without markup, entities, numbers of footnotes and what only eyes need."""
    assert said(markdown) == text
