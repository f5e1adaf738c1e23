"""公告, 通知, 公示: one headline over its lines, the document number in its key, who signs at the right."""

from __future__ import annotations

from pathlib import Path

import pytest
from docx import Document
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.shared import Pt

from plugins.manuscripts.structure.notice import headline_lines, is_doc_no, is_notice
from plugins.newsroom.dates import read_date

from .fidelity import rendered, rendered_by_blocks, text_of
from .samples import NOW, drafted_at
from .test_samples import check_fidelity
from .test_structure import made, told

BODY = "为切实做好今年的森林防火工作，保护好全镇的山林，现将有关事项公告如下。"


@pytest.mark.parametrize(
    ("lines", "count"),
    [
        (["丰溪镇人民政府关于做好森林防火工作的公告"], 1),
        (["丰溪镇人民政府", "关于做好2021年森林防火工作的公告"], 2),
        (["丰溪镇人民政府关于", "开展2021年城乡居民医保缴费工作的通知"], 2),
        (["丰溪镇人民政府　丰溪镇派出所", "关于春节期间禁止燃放", "烟花爆竹的通告"], 3),
        (["关于转发《关于加强防汛工作的通知》", "的通知"], 2),
        (["关于2021年度低保对象名单的公示", "根据有关规定公示如下"], 1),
        (["关于征求意见的通知（试行）", "各村："], 1),
        (["丰溪镇人民政府", "公　告"], 2),
        (["丰溪镇人民政府", "工作很忙"], 0),
        (["茶山新路今天通车"], 0),
        (["关于路的故事", "山里的人都在讲"], 0),
    ],
)
def test_headlines(lines: list[str], count: int) -> None:
    """The most lines that together are a whole 关于…的X."""
    assert headline_lines([line.replace("　", " ") for line in lines]) == count


@pytest.mark.parametrize(
    "line", ["丰政发〔2021〕15号", "丰政办函[2021]3号", "（2021年第3号）", "丰溪镇〔2021〕第 7 号"]
)
def test_document_numbers(line: str) -> None:
    """As they are written, with the right brackets and the wrong ones."""
    assert is_doc_no(line)
    assert not is_doc_no(line + "文件的精神")


def test_genres() -> None:
    """What is for the public is a 公告; a report on a meeting about one is not."""
    assert all(map(is_notice, ["停水通知", "关于停水的通告", "公告", "招聘启事（二）"]))
    assert not any(map(is_notice, ["通知一出，村里热闹了", "关于工作的报告", "茶山新路通车"]))


@pytest.mark.parametrize("day", ["二〇二一年九月一日", "二○二一年九月一日", "2021年9月1日", "2021 年 9 月 1 日"])
def test_signed_at_the_right(day: str) -> None:
    """Whoever signs and the day are one box; the numbered attachments above are text."""
    outline = made("关于停水的通知", BODY, "附件：1.停水时间表", "2.联系人名单", "丰溪镇水管站", "丰溪镇人民政府", day)
    assert (
        " ".join(one.role for one in outline.found)
        == "headline paragraph paragraph paragraph sign-off sign-off sign-off"
    )
    assert outline.values("Date") == (day,)
    assert read_date(day, NOW.tzinfo or NOW.astimezone().tzinfo)  # type: ignore[arg-type]  # NOW has one


def test_what_is_no_notice_keeps_its_captions() -> None:
    """Numbered lines below a feature are still what they were."""
    assert [role for role, _ in told("一山青", BODY, "图1：近叶村", "图2：正沟村")][-2:] == ["caption", "caption"]


def paper(folder: Path) -> Path:
    """A 公告 as a township writes it."""
    document = Document()
    rows = [
        "丰溪镇人民政府文件",
        "丰政发〔2021〕15号",
        "丰溪镇人民政府",
        "关于做好2021年森林防火工作的公告",
        "各村（社区）：",
    ]
    rows += [
        BODY,
        "一、防火期限",
        BODY,
        "特此公告。",
        "附件：1.防火责任区划分图",
        "2.护林员名单",
        "丰溪镇人民政府",
        "2021年11月1日",
    ]
    for number, text in enumerate(rows):
        paragraph = document.add_paragraph()
        run = paragraph.add_run(text)
        run.font.size = Pt(22 if number in (2, 3) else 16)
        if number < 4:
            paragraph.alignment = WD_ALIGN_PARAGRAPH.CENTER
        if number > 10:
            paragraph.alignment = WD_ALIGN_PARAGRAPH.RIGHT
    path = folder / "公告.docx"
    document.save(str(path))
    return path


def test_a_paper_in_word(tmp_path: Path) -> None:
    """Its draft: headline, number and genre in their keys, the box at its end, and no photograph."""
    made = drafted_at(paper(tmp_path), tmp_path)
    assert made.text.startswith(
        "标题：丰溪镇人民政府关于做好2021年森林防火工作的公告\n体裁：公告\n文号：丰政发〔2021〕15号\n"
    )
    assert made.text.endswith("\n\n!!! 落款\n    丰溪镇人民政府\n    2021年11月1日\n")
    assert made.plates == ()
    assert [one.text for one in made.outline.found if one.role == "left-out"] == ["丰溪镇人民政府文件"]
    source = text_of(tmp_path / "公告.docx")
    for render in (rendered, rendered_by_blocks):
        check_fidelity(made, source, render)


@pytest.mark.parametrize(
    ("name", "title"),
    [
        ("02公告", "丰溪镇人民政府关于做好2021年森林防火工作的公告"),
        ("20通知", "丰溪镇人民政府关于开展2021年城乡居民医保缴费工作的通知"),
        ("20b公示", "关于2021年度低保对象名单的公示"),
    ],
)
def test_received(shared: Path, tmp_path: Path, name: str, title: str) -> None:
    """The papers in which this went wrong."""
    made = drafted_at(shared / "fixtures/found/manuscripts" / f"{name}.docx", tmp_path)
    assert (made.value("Title"), made.value("Genre"), made.plates) == (title, "公告", ())
    assert "\n\n!!! 落款\n    丰溪镇" in made.text


@pytest.mark.parametrize(
    ("first", "second", "title"),
    [
        ("秦巴深处党旗红", "一镇三省鸡鸣唤", "秦巴深处党旗红 一镇三省鸡鸣唤"),
        ("丰溪镇召开2021年春季森林防火", "工作部署会议", "丰溪镇召开2021年春季森林防火工作部署会议"),
        ("丰" * 120, "溪" * 80, "丰" * 120 + "溪" * 80),
    ],
)
def test_two_lines_of_one_headline(tmp_path: Path, first: str, second: str, title: str) -> None:
    """Lines set alike and larger than the text are one headline; halves keep a blank between them."""
    document = Document()
    rows = ((first, 26), (second, 26), ("——丰溪镇记事", 16), ("记者 某某", 12), *[(BODY, 12)] * 8)
    for text, size in rows:
        document.add_paragraph().add_run(text).font.size = Pt(size)
    path = tmp_path / "稿件.docx"
    document.save(str(path))
    made = drafted_at(path, tmp_path)
    assert (made.value("Title"), made.value("Dek")) == (title, "丰溪镇记事")
    check_fidelity(made, text_of(path), rendered)


def test_two_lines_received(shared: Path, tmp_path: Path) -> None:
    """The feature whose second line was taken for a dek."""
    made = drafted_at(shared / "fixtures/found/manuscripts/09两行标题.docx", tmp_path)
    assert made.value("Title") == "秦巴深处党旗红 一镇三省鸡鸣唤"
    assert (made.value("Kicker"), made.value("Dek")) == ("强党建　促发展", "丰溪镇党建引领乡村振兴纪实")
