"""Manuscripts put together from parts come back as those parts."""

from __future__ import annotations

import io
import tempfile
from pathlib import Path
from typing import Any

import pytest
from docx import Document
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.shared import Pt
from hypothesis import given, settings
from hypothesis import strategies as st

from plugins.manuscripts.manuscript import Filed, Inspection, Manuscript, Paragraph, Run
from plugins.manuscripts.readers.text import paragraphs
from plugins.manuscripts.readers.word import read_word
from plugins.manuscripts.structure.outline import Outline
from plugins.manuscripts.structure.zones import read_structure

HAN = "山水田林路桥河沟坡梁村镇屋棚菌茶果菜药畜春夏秋冬晨暮雨雪风云花叶根苗"
Part = tuple[str, str]


def han(least: int, most: int) -> st.SearchStrategy[str]:
    return st.text(HAN, min_size=least, max_size=most)


long = st.builds(lambda one, two: f"{one}，{two}。", han(18, 40), han(10, 40))
halves = st.integers(4, 9).flatmap(lambda size: st.builds(lambda a, b: f"{a} {b}", han(size, size), han(size, size)))
lead_ins = st.builds(lambda start, rest: f"{start}。{rest}", han(4, 16), long)
name = st.sampled_from(["某某", "某某某", "王某某", "李某"])
sections = st.tuples(halves, long, st.lists(lead_ins, min_size=2, max_size=4))


@st.composite
def features(draw: st.DrawFn) -> list[Part]:
    """Parts of a feature in order: (role, text)."""
    made: list[Part] = [("headline", draw(han(5, 14)))]
    made.append(("dek", "——" + draw(han(5, 20))))
    made.append(("byline", f"记者 {draw(name)} 通讯员 {draw(name)}"))
    made += [("caption", draw(han(4, 12)))] if draw(st.booleans()) else []
    made.append(("paragraph", draw(long)))
    for head, opening, leads in draw(st.lists(sections, min_size=1, max_size=3)):
        made += [("head", head), ("paragraph", opening), *(("lead-in", lead) for lead in leads)]
    made.append(("paragraph", draw(long)))
    made += [("caption", words) for words in draw(st.lists(han(4, 12), min_size=0, max_size=4))]
    made += [("desk", f"来源：{draw(han(3, 8))} 责编：{draw(name)}")] if draw(st.booleans()) else []
    return made


def parts(outline: Outline) -> list[Part]:
    return [(one.role, one.text) for one in outline.found]


@settings(deadline=None)
@given(features(), st.sampled_from([1, 0]), st.booleans())
def test_text_comes_back(made: list[Part], gap: int, indented: bool) -> None:
    """As a text file, with or without empty lines and indents, three empty lines where Word had a picture."""
    rows: list[str] = []
    for role, text in made:
        rows += [""] * (3 if role == "caption" else gap)
        rows.append("\u3000\u3000" + text if indented and role in ("paragraph", "lead-in") else text)
    found = paragraphs("\n".join(rows))
    assert parts(read_structure(Manuscript("稿件.txt", "行", tuple(found)))) == made


@settings(deadline=None, max_examples=25)
@given(features())
def test_word_comes_back(made: list[Part]) -> None:
    """As a Word file set the usual way: big headline, centred byline, bold heads, bold lead-ins, a picture over each caption."""
    picture = (Path(__file__).parents[1] / "samples" / "manuscripts" / "folder" / "1.jpg").read_bytes()
    document = Document()
    for role, text in made:
        if role == "caption":
            document.add_paragraph().add_run().add_picture(io.BytesIO(picture))
        paragraph = document.add_paragraph()
        start = text.index("。") + 1 if role == "lead-in" else len(text)
        run = paragraph.add_run(text[:start])
        run.bold = role in ("head", "lead-in") or None
        run.font.size = Pt(22 if role == "headline" else 12)
        if text[start:]:
            paragraph.add_run(text[start:]).font.size = Pt(12)
        if role not in ("paragraph", "lead-in"):
            paragraph.alignment = WD_ALIGN_PARAGRAPH.CENTER
    assert parts(_read(document)) == [part for part in made for part in (("picture", ""), part)[part[0] != "caption" :]]


def _read(document: Any) -> Outline:
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "稿件.docx"
        document.save(path)
        return read_structure(read_word(Filed(path.name, path)))


def told(*rows: str | tuple[str, Inspection]) -> list[Part]:
    """Parts of lines given one under another, each with a look if it has one; an empty line makes a gap."""
    blocks: list[Paragraph] = []
    gap = 0
    for place, row in enumerate(rows, 1):
        text, look = row if isinstance(row, tuple) else (row, Inspection())
        if text:
            blocks.append(Paragraph((Run(text),), place, gap, look))
        gap = 0 if text else gap + 1
    return parts(read_structure(Manuscript("稿件.docx", "段", tuple(blocks))))


BODY = "六月的丰溪，绿是从沟底往上涨的，先是河滩边的菜畦，再是半坡的药田。"


@pytest.mark.parametrize(
    ("rows", "roles"),
    [
        # the headline and what belongs to it
        (("秦巴腹地好风光", "一山更比一山青", "——丰溪镇记事", BODY), "kicker headline dek paragraph"),
        (("一山更比一山青", "丰溪镇抓党建促发展", "记者 某某", BODY), "headline dek byline paragraph"),
        (("引人", "一山更比一山青", "丰溪镇记事", "记者 某某", BODY), "kicker headline dek byline paragraph"),
        (("谁来种地？", "记者 某某", BODY), "headline byline paragraph"),
        ((("秦巴腹地", Inspection(size=14)), ("一山青", Inspection(size=22)), BODY), "kicker headline paragraph"),
        ((("一山青", Inspection(title=True)), "记者 某某", BODY), "headline byline paragraph"),
        ((BODY, BODY), "paragraph paragraph"),
        (
            ("引题：秦巴腹地", "标题：一山青", "副标题：丰溪镇记事", "正文：", BODY),
            "kicker headline dek desk paragraph",
        ),
        (("标题：一山青", "秦巴腹地好风光", "作者：某某", f"正文：{BODY}"), "headline dek byline paragraph"),
        (("一山青", "丰溪镇记事", "□ 王雁博 李某某", BODY), "headline dek byline paragraph"),
        (("一山青", "王雁博", BODY), "headline byline paragraph"),
        (("一山青", f"（通讯员 某某）{BODY}", BODY), "headline paragraph paragraph"),
        # between head and text
        (("一山青", "记者 某某", "近叶药材基地", BODY), "headline byline caption paragraph"),
        (("一山青", "记者 某某", "一、抓班子带队伍", BODY), "headline byline head paragraph"),
        (("一山青", "", "", "", "近叶药材基地", BODY), "headline caption paragraph"),
        (("一山青", "2021年8月12日", BODY), "headline desk paragraph"),
        # heads
        (("一山青", BODY, "抓班子带队伍 提升发展能力", BODY), "headline paragraph head paragraph"),
        (("一山青", BODY, "抓班子带队 提升发展能力", BODY), "headline paragraph head paragraph"),
        (("一山青", BODY, "第一章 山", BODY), "headline paragraph head paragraph"),
        (("一山青", BODY, ("抓班子", Inspection(bold=True)), BODY), "headline paragraph head paragraph"),
        (("一山青", BODY, ("抓班子", Inspection(level=2)), BODY), "headline paragraph head paragraph"),
        (
            ("一山青", BODY, "山一程", "水一程", "风一更", BODY),
            "headline paragraph paragraph paragraph paragraph paragraph",
        ),
        (("一山青", BODY, "位置：竹溪县", BODY), "headline paragraph paragraph paragraph"),
        (("一山青", BODY, "图为近叶药材基地。", BODY), "headline paragraph caption paragraph"),
        (("一山青", BODY, ("近叶药材基地", Inspection(caption=True)), BODY), "headline paragraph caption paragraph"),
        # below the text
        (("一山青", BODY, "正沟村蔬菜基地", "洞宾村水果基地"), "headline paragraph caption caption"),
        (("一山青", BODY, "丰溪镇党政办", "2021年8月12日"), "headline paragraph sign-off sign-off"),
        (("防汛通知", BODY, "大家注意安全"), "headline paragraph paragraph"),
        (("一山青", BODY, "来源：某某网", "（记者 某某）"), "headline paragraph desk byline"),
        (("一山青", BODY, "联系电话：12345"), "headline paragraph paragraph"),
        (("一山青", BODY, "校对：某某"), "headline paragraph paragraph"),
    ],
)
def test_table(rows: tuple[str | tuple[str, Inspection], ...], roles: str) -> None:
    """A line is what its words, its look and its place make it."""
    assert " ".join(role for role, _ in told(*rows)) == roles


def made(*rows: str) -> Outline:
    """The outline of lines given one under another."""
    blocks = tuple(Paragraph((Run(row),), place) for place, row in enumerate(rows, 1))
    return read_structure(Manuscript("稿件.txt", "行", blocks))


def test_labels_are_no_part_of_what_they_name() -> None:
    """标题：, 副标题： and 正文： say what follows and are not said again."""
    outline = made("标题：一山青", "副标题：——丰溪镇记事", f"正文：{BODY}", BODY)
    assert (outline.values("Title"), outline.values("Dek")) == (("一山青",), ("丰溪镇记事",))
    assert [one.taken for one in outline.found if one.role == "paragraph"] == [(3, 0), (0, 0)]


def test_who_signs_before_the_first_word() -> None:
    """A byline in brackets at the start of the first paragraph is taken out of it; other brackets stay."""
    outline = made("一山青", f"（通讯员 某某）{BODY}", BODY)
    assert outline.values("Correspondents") == ("某某",)
    assert outline.values("Dateline") == ()
    assert outline.found[1].taken == (8, 0)
    outline = made("一山青", f"（一）{BODY}", BODY)
    assert outline.found[1].taken == (0, 0)


def test_names_below_a_headline() -> None:
    """Names alone are a byline, as a guess; with a square before them they are one."""
    (bare,) = (one for one in made("一山青", "王雁博", BODY).found if one.role == "byline")
    (marked,) = (one for one in made("一山青", "□ 王雁博", BODY).found if one.role == "byline")
    assert (bare.guess, marked.guess) == (True, False)
    assert made("一山青", "王雁博 李某某", BODY).values("Reporters") == ("王雁博", "李某某")


def test_levels() -> None:
    """Heads nest by their numbers: 一、 over （一）; alone, （一） is at the top."""
    rows = ("一山青", BODY, "一、抓班子", BODY, "（一）抓学习", BODY, "二、抓管理", BODY)
    whole = Manuscript("x", "段", tuple(Paragraph((Run(row),), n) for n, row in enumerate(rows)))
    assert [one.level for one in read_structure(whole).found if one.role == "head"] == [2, 3, 2]
    alone = Manuscript("x", "段", tuple(Paragraph((Run(row),), n) for n, row in enumerate(rows) if "、" not in row))
    assert [one.level for one in read_structure(alone).found if one.role == "head"] == [2]


def test_one_short_sentence_is_no_lead_in() -> None:
    """Where only one paragraph starts with a short sentence, it is a sentence; "党建有力，发展给力。" never is a lead-in."""
    rows = ("一山青", BODY, "抓班子", f"山里天亮得早。{BODY}", f"党建有力，发展给力。{BODY}")
    assert [role for role, _ in told(*rows)][-2:] == ["paragraph", "paragraph"]
    assert [role for role, _ in told(*rows, f"山里人起得更早。{BODY}")][-3:] == ["lead-in", "paragraph", "lead-in"]


def test_file_name_stands_in_for_a_missing_headline() -> None:
    """A manuscript without a headline takes its file's name, as a guess; a nameless file gives none."""
    blocks = (Paragraph((Run(BODY),), 1),)
    named = read_structure(Manuscript("清水进了灶屋.docx", "段", blocks)).facts[0]
    assert (named.key, named.value, named.guess) == ("Title", "清水进了灶屋", True)
    assert not read_structure(Manuscript("新建文档终稿.docx", "段", blocks)).facts
