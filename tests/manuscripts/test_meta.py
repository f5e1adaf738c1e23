"""Lines about a manuscript are no part of it: labels at its head, WeChat's trimmings, an approval form."""

from __future__ import annotations

from pathlib import Path

import pytest
from docx import Document
from docx.oxml.ns import qn

from plugins.manuscripts.report.text import report
from plugins.manuscripts.structure.names import is_person, split_names
from plugins.manuscripts.structure.signatures import read_byline

from .samples import drafted_at
from .test_structure import BODY, made

FOUND = "fixtures/found/manuscripts"


@pytest.mark.parametrize(
    ("line", "facts", "left"),
    [
        ("来源：丰溪镇 作者：张某 浏览：356次", [("Source", "丰溪镇"), ("Reporters", "张某")], ("浏览",)),
        ("单位：丰溪镇应急办", [("Source", "丰溪镇应急办")], ()),
        (
            "作者：张某 单位：丰溪镇应急办 电话：13800000000",
            [("Reporters", "张某"), ("Source", "丰溪镇应急办")],
            ("电话",),
        ),
        ("发布时间：2021年7月6日 来源：丰溪镇", [("Date", "2021年7月6日"), ("Source", "丰溪镇")], ()),
        ("2021-07-06 08:00", [("Date", "2021-07-06 08:00")], ()),
    ],
)
def test_labels(line: str, facts: list[tuple[str, str]], left: tuple[str, ...]) -> None:
    """Each value under its key, whatever stands before it; what no key takes up is named."""
    for rows in ((line, "茶山新路通车", BODY), ("茶山新路通车", line, BODY)):
        outline = made(*rows)
        assert outline.values("Title") == ("茶山新路通车",)
        assert outline.values("Dek") == ()
        assert [(fact.key, fact.value) for fact in outline.facts if fact.key != "Title"] == facts
        assert next(one.left for one in outline.found if one.text == line) == left


@pytest.mark.parametrize(
    "line",
    [
        *("电话：13800000000", "浏览：356次", "点击“阅读原文”了解更多", "长按二维码关注我们", "阅读原文", "END", "— END —"),
        *("扫描下方二维码，关注丰溪发布", "往期推荐", "↓↓↓", "阅读 356 赞 12"),
    ],
)  # fmt: skip
def test_left_out(line: str) -> None:
    """Such a line is left out wherever it stands, and is no photograph's caption."""
    for rows in (("茶山新路通车", line, BODY), ("茶山新路通车", BODY, BODY, line)):
        if line.startswith("电话") and rows[-1] == line:
            continue  # below the text it may be what readers are to call
        roles = [one.role for one in made(*rows).found if one.text == line]
        assert roles == ["left-out"]


@pytest.mark.parametrize("line", ["点击鼠标，山里的茶就卖到了山外", "关注我们的孩子", "他在阅读", "电话：0915-8888888"])
def test_kept(line: str) -> None:
    """Copy that only sounds like it stays."""
    assert [one.role for one in made("茶山新路通车", BODY, line, BODY).found if one.text == line] != ["left-out"]


def test_an_article_from_wechat() -> None:
    """Its account's name is no headline, its numbers stand for heads."""
    rows = (
        "丰溪发布",
        "2021-10-01 08:00",
        "以下文章来源于丰溪发布 ，作者宣传办",
        "国庆假期，丰溪等你来！",
        BODY,
        "01",
        "看山",
    )
    outline = made(
        *rows, BODY, "02", "玩水", BODY, "END", "来源：丰溪发布", "编辑：小溪　审核：李主任", "长按二维码关注我们"
    )
    assert outline.values("Title") == ("国庆假期，丰溪等你来！",)
    assert (outline.values("Date"), outline.values("Source")) == (("2021-10-01 08:00",), ("丰溪发布",))
    assert [one.text for one in outline.found if one.role == "head"] == ["看山", "玩水"]
    assert not outline.count("caption")


def test_an_approval_form(tmp_path: Path) -> None:
    """The story comes out of its table; opinions and signatures do not, and the report says so."""
    document = Document()
    document.add_paragraph("丰溪镇新闻稿件报送审签表")
    rows = {
        "标题": "茶山新路通车",
        "作者": "张某、李某",
        "单位": "丰溪镇派出所",
        "正 文": BODY,
        "领导意见": "同意刊发。王某某",
    }
    table = document.add_table(rows=0, cols=2)
    for label, value in rows.items():
        cells = table.add_row().cells
        cells[0].text, cells[1].text = label, value
    path = tmp_path / "审签表.docx"
    document.save(str(path))
    made = drafted_at(path, tmp_path)
    assert made.value("Title") == "茶山新路通车"
    assert (made.value("Reporters"), made.value("Source")) == ("张某、李某", "丰溪镇派出所")
    assert BODY in made.text
    assert "同意" not in made.text
    assert "审签表里的意见" in report(made)


def test_a_table_stays_one(tmp_path: Path) -> None:
    """A table with a 内容 column is no form."""
    document = Document()
    document.add_paragraph("茶山新路通车")
    document.add_paragraph(BODY)
    table = document.add_table(rows=2, cols=2)
    for cell, text in zip((*table.rows[0].cells, *table.rows[1].cells), ("时间", "地点", "8月", "茶山"), strict=True):
        cell.text = text
    path = tmp_path / "稿件.docx"
    document.save(str(path))
    assert drafted_at(path, tmp_path).outline.count("table") == 1


def test_heads_in_another_face(tmp_path: Path) -> None:
    """The first of them stands where a byline would, and could be a name."""
    document = Document()
    for text, face in (
        ("山高水长", ""),
        ("记者 张某", ""),
        ("路通了", "黑体"),
        (BODY, ""),
        ("水甜了", "黑体"),
        (BODY, ""),
    ):
        run = document.add_paragraph().add_run(text)
        if face:
            run.font.name = face
            fonts = run._element.find(f".//{qn('w:rFonts')}")
            assert fonts is not None
            fonts.set(qn("w:eastAsia"), face)
    path = tmp_path / "稿件.docx"
    document.save(str(path))
    made = drafted_at(path, tmp_path)
    assert [one.text for one in made.outline.found if one.role == "head"] == ["路通了", "水甜了"]
    assert made.value("Reporters") == "张某"


@pytest.mark.parametrize("name", ["𬱖某", "㛃某某", "张㛃", "王𬱖"])
def test_rare_letters(name: str) -> None:
    """Names outside the common block are names."""
    assert is_person(name)
    assert split_names(f"{name}、李某") == (name, "李某")
    assert read_byline(f"记者 {name}")[0].names == (name,)


@pytest.mark.parametrize(
    ("name", "title", "reporters"),
    [
        ("13微信粘贴", "国庆假期，丰溪等你来！", ""),
        ("22审签表", "丰溪镇开展反诈宣传进村入户", "张某、李某"),
        ("26标签", "丰溪镇“四个一”抓实安全生产", "张某、李某"),
        ("27黑体小标题", "山高水长看丰溪", "张某"),
    ],
)
def test_received(shared: Path, tmp_path: Path, name: str, title: str, reporters: str) -> None:
    """The manuscripts in which this went wrong."""
    made = drafted_at(shared / FOUND / f"{name}.docx", tmp_path)
    assert (made.value("Title"), made.value("Dek"), made.value("Reporters")) == (title, "", reporters)
    assert not made.missing
    assert not any(word in made.text for word in ("二维码", "阅读原文", "END", "同意刊发", "13800000000"))
