"""What the blocks note down for machines: headings, corrections, attachments, films."""

from __future__ import annotations

from plugins.newsroom.body import Attachment, Correction, Heading

from .press import turn


def test_headings() -> None:
    """The section heads of the body, in order; not those of quotes and boxes."""
    _, sheet = turn(
        "## 抓班子　促发展\n\n### “三比”\n\n> ## 引\n\n"
        '!!! 资料 "家底"\n    ## 内\n    甲：1\n\n#### **重**点[^1]\n\n[^1]: 注'
    )
    assert sheet.headings == [
        Heading("抓班子 促发展", "抓班子-促发展", 2),
        Heading("“三比”", "三比", 3),
        Heading("重点", "重点", 4),
    ]


def test_corrections() -> None:
    """A correction is noted as it is printed, without the links and pictures that only its story knows."""
    html, sheet = turn(
        '!!! 更正 "2021年6月20日"\n    原文“**35**名”应为\n'
        "    “53名”，见[文](a.md)、[外](http://a.b/)、<a@b.cn>。\n\n    ![甲](a.jpg)\n"
    )
    assert sheet.corrections == [
        Correction(
            date="2021-06-20",
            text="原文“35名”应为“53名”，见文、外、a@b.cn。",
            html="<p>原文“<strong>35</strong>名”应为“53名”，见文、"
            '<a href="http://a.b/" rel="noopener">外</a>、<a href="mailto:a@b.cn">a@b.cn</a>。</p>',
            id="correction-1",
        )
    ]
    assert len(sheet.photos) == 1
    assert html.count("\x02") == 2


def test_correction_without_a_day() -> None:
    """A correction whose day cannot be read is kept, without a day."""
    _, sheet = turn("!!! 更正\n    甲。")
    assert [(correction.date, correction.text) for correction in sheet.corrections] == [("", "甲。")]


def test_attachments() -> None:
    """A file is noted by its content path and by what the link calls it."""
    _, sheet = turn("附件：[2021年统计表](../../files/表%201.XLSX)")
    assert sheet.attachments == [Attachment("files/表 1.XLSX", "2021年统计表", line=1)]


def test_films() -> None:
    """A film carries its words on its still."""
    _, sheet = turn('![收菜](a.mp4 "清早（某某 摄）"){poster="b.jpg"}')
    film = sheet.videos[0]
    assert (film.source, film.alt) == ("news/2021/a.mp4", "收菜")
    assert film.poster is not None
    still = film.poster
    assert (still.source, still.caption.text, still.credit) == ("news/2021/b.jpg", "清早", "某某 摄")


def test_focus() -> None:
    """The focal point is two numbers from the top left."""
    _, sheet = turn('![甲](a.jpg){focus="0.3,0.6"}\n\n![乙](b.jpg)')
    assert [photo.focus for photo in sheet.photos] == [(0.3, 0.6), None]
