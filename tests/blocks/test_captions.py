"""Caption and credit out of the title of a picture."""

from __future__ import annotations

import pytest

from plugins.newsroom.photo import Caption, Photo

from .press import turn


def photo(title: str) -> Photo:
    _, sheet = turn(f'![alt](a.jpg "{title}")')
    return sheet.photos[0]


@pytest.mark.parametrize(
    ("title", "caption", "credit"),
    [
        ("近叶药材基地（记者 某某 摄）", "近叶药材基地", "记者 某某 摄"),
        ("近叶药材基地(某某摄)", "近叶药材基地", "某某摄"),
        ("近叶药材基地 （ 某某 摄 ） ", "近叶药材基地", "某某 摄"),
        ("近叶药材基地（新华社记者 某某 摄）", "近叶药材基地", "新华社记者 某某 摄"),
        ("近叶药材基地（某　某　某某 摄影）", "近叶药材基地", "某 某 某某 摄影"),
        ("近叶药材基地（丰溪镇通讯组供图）", "近叶药材基地", "丰溪镇通讯组供图"),
        ("近叶药材基地（某某 航拍）", "近叶药材基地", "某某 航拍"),
        ("近叶药材基地（溪山美编室 制图）", "近叶药材基地", "溪山美编室 制图"),
        ("近叶药材基地（示意图 溪山美编室 绘）", "近叶药材基地", "示意图 溪山美编室 绘"),
        ("近叶药材基地（某某 图）", "近叶药材基地", "某某 图"),
        ("近叶药材基地（某某 文/图）", "近叶药材基地", "某某 文/图"),
        ("近叶药材基地（摄影：某某）", "近叶药材基地", "摄影：某某"),
        ("一期（左）二期（右）（某某 摄）", "一期（左）二期（右）", "某某 摄"),
        ("（某某 摄）", "", "某某 摄"),
        ("药农在除草（某某 摄）。", "药农在除草。", "某某 摄"),
        ("近叶药材基地（示意图）", "近叶药材基地（示意图）", ""),
        ("近叶药材基地（资料图）", "近叶药材基地（资料图）", ""),
        ("近叶药材基地（11月25日摄，无人机照片）", "近叶药材基地（11月25日摄，无人机照片）", ""),
        ("近叶药材基地（2021年6月摄）", "近叶药材基地（2021年6月摄）", ""),
        ("某某摄近叶药材基地", "某某摄近叶药材基地", ""),
        ("近叶药材基地（某某 摄）在山上", "近叶药材基地（某某 摄）在山上", ""),
        ("（摄）近叶", "（摄）近叶", ""),
        ("", "", ""),
    ],
)
def test_credit(title: str, caption: str, credit: str) -> None:
    """Brackets at the end that name a maker are the credit; any others belong to the caption."""
    found = photo(title)
    assert (found.caption.text, found.credit) == (caption, credit)


@pytest.mark.parametrize(
    ("title", "caption"),
    [
        ("近叶**药材**基地", Caption("近叶药材基地", "近叶<strong>药材</strong>基地")),
        ("近叶*药材*基地", Caption("近叶药材基地", "近叶<em>药材</em>基地")),
        ("**“领头雁”**起飞", Caption("“领头雁”起飞", "<strong>“领头雁”</strong>起飞")),
        ("5 < 6 & 7 > 2", Caption("5 < 6 & 7 > 2", "5 &lt; 6 &amp; 7 &gt; 2")),
        ("AT&amp;T &lt;b&gt;", Caption("AT&T <b>", "AT&amp;T &lt;b&gt;")),
        ("&amp;lt;", Caption("&lt;", "&amp;lt;")),
        (r"\*不是\*强调", Caption("*不是*强调", "*不是*强调")),
        ("长__下划__线_a_b", Caption("长__下划__线_a_b", "长__下划__线_a_b")),
        ("H<sub>2</sub>O", Caption("H2O", "H<sub>2</sub>O")),
        ("<a href='http://x/'>甲</a>乙", Caption("甲乙", "甲乙")),
        ("见[甲](http://x/)", Caption("见甲", "见甲")),
        ("*半开", Caption("*半开", "*半开")),
    ],
)
def test_emphasis(title: str, caption: Caption) -> None:
    """A caption keeps its emphasis as HTML and says the same as text."""
    assert photo(title).caption == caption


def test_alt_is_plain_text() -> None:
    """The alternative text has no markup and no entities: templates escape it."""
    _, sheet = turn('![“药田” *层层* A&amp;B <3 \\* "引"](a.jpg)')
    assert sheet.photos[0].alt == '“药田” 层层 A&B <3 * "引"'


def test_a_credit_may_be_emphasised() -> None:
    """The credit is text, whatever marks stand in it."""
    assert photo("近叶（记者 **某某** 摄）").credit == "记者 某某 摄"
