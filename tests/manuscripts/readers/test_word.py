"""Word files: every way in which Word, WPS and LibreOffice write a letter, a break, a picture."""

from __future__ import annotations

import zipfile
from pathlib import Path

import pytest

from plugins.manuscripts.manuscript import Filed, Inspection, Manuscript, Paragraph, Picture, Run, Table
from plugins.manuscripts.readers.numbering import in_han, written
from plugins.manuscripts.readers.word import read_word
from plugins.manuscripts.refusal import Refused

from ..samples import HERE

SPACES = " ".join(
    f'xmlns:{prefix}="{address}"'
    for prefix, address in {
        "w": "http://schemas.openxmlformats.org/wordprocessingml/2006/main",
        "r": "http://schemas.openxmlformats.org/officeDocument/2006/relationships",
        "a": "http://schemas.openxmlformats.org/drawingml/2006/main",
        "wp": "http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing",
        "pic": "http://schemas.openxmlformats.org/drawingml/2006/picture",
        "wps": "http://schemas.microsoft.com/office/word/2010/wordprocessingShape",
        "mc": "http://schemas.openxmlformats.org/markup-compatibility/2006",
        "v": "urn:schemas-microsoft-com:vml",
        "m": "http://schemas.openxmlformats.org/officeDocument/2006/math",
    }.items()
)
PHOTO = (HERE / "folder" / "1.jpg").read_bytes()
KINDS = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
RELATIONS = {
    "rId1": "media/image1.jpg",
    "rId2": "media/image2.jpg",
    "rId3": "media/image3.emf",
    "rId9": "media/none.jpg",
}


def package(folder: Path, body: str, **parts: str) -> Filed:
    """A .docx made by hand. parts: styles, numbering, footnotes … each the inside of its root."""
    rows = "".join(f'<Relationship Id="{id}" Type="{KINDS}/image" Target="{to}"/>' for id, to in RELATIONS.items())
    rows += f'<Relationship Id="rId8" Type="{KINDS}/image" Target="http://a.example/1.jpg" TargetMode="External"/>'
    path = folder / "稿件.docx"
    with zipfile.ZipFile(path, "w") as sink:
        sink.writestr("word/document.xml", f"<w:document {SPACES}><w:body>{body}</w:body></w:document>")
        sink.writestr("word/_rels/document.xml.rels", f'<Relationships xmlns="x">{rows}</Relationships>')
        for name, inside in parts.items():
            sink.writestr(f"word/{name}.xml", f"<w:{name} {SPACES}>{inside}</w:{name}>")
        for number in (1, 2):
            sink.writestr(f"word/media/image{number}.jpg", PHOTO)
        sink.writestr("word/media/image3.emf", b"emf")
    return Filed(path.name, path)


def read(folder: Path, body: str, **parts: str) -> Manuscript:
    return read_word(package(folder, body, **parts))


def p(*inside: str, properties: str = "") -> str:
    """A paragraph; plain words become a run."""
    runs = "".join(one if one.startswith("<") else f"<w:r><w:t>{one}</w:t></w:r>" for one in inside)
    return f"<w:p><w:pPr>{properties}</w:pPr>{runs}</w:p>"


def r(text: str, properties: str = "") -> str:
    return f"<w:r><w:rPr>{properties}</w:rPr><w:t>{text}</w:t></w:r>"


def shown(manuscript: Manuscript) -> list[str]:
    """Each block short: words, [photo], {cell|cell}."""
    told: list[str] = []
    for block in manuscript.blocks:
        if isinstance(block, Paragraph):
            told.append(block.text)
        elif isinstance(block, Picture):
            told.append(f"[{manuscript.photos[block.photo].name}]")
        else:
            rows = [["/".join(one.text for one in cell) for cell in row] for row in block.rows]
            told.append("{" + ";".join("|".join(row) for row in rows) + "}")
    return told


INLINE = '<w:r><w:drawing><wp:inline><wp:docPr descr="{1}"/><a:graphic><a:graphicData uri="pic"><pic:pic><pic:blipFill><a:blip r:embed="{0}"/></pic:blipFill></pic:pic></a:graphicData></a:graphic></wp:inline></w:drawing></w:r>'
ANCHORED = INLINE.replace("wp:inline", "wp:anchor")
OLD = '<w:r><w:pict><v:shape><v:imagedata r:id="{0}"/></v:shape></w:pict></w:r>'
BOX = "<w:txbxContent><w:p><w:r><w:t>框里的话</w:t></w:r></w:p></w:txbxContent>"
SHAPE = f"<w:drawing><wp:anchor><a:graphic><a:graphicData><wps:wsp><wps:txbx>{BOX}</wps:txbx></wps:wsp></a:graphicData></a:graphic></wp:anchor></w:drawing>"
VML = f"<w:pict><v:shape><v:textbox>{BOX}</v:textbox></v:shape></w:pict>"
BOTH = f"<w:r><mc:AlternateContent><mc:Choice>{SHAPE}</mc:Choice><mc:Fallback>{VML}</mc:Fallback></mc:AlternateContent></w:r>"


@pytest.mark.parametrize(
    ("body", "expected"),
    [
        # letters
        (p("甲", "乙"), ["甲乙"]),
        (p("\u3000\u3000甲\u3000乙 "), ["甲\u3000乙"]),
        (p("<w:r><w:t>甲</w:t><w:tab/><w:t>乙</w:t></w:r>"), ["甲 乙"]),
        (p("<w:r><w:t>甲</w:t><w:noBreakHyphen/><w:t>乙</w:t></w:r>"), ["甲-乙"]),
        (p('<w:r><w:sym w:font="Symbol" w:char="2103"/></w:r>', "高"), ["℃高"]),
        (p("甲", r("乙", "<w:vanish/>"), "丙"), ["甲丙"]),
        (p("甲", '<w:hyperlink r:id="rId8"><w:r><w:t>链接</w:t></w:r></w:hyperlink>', "乙"), ["甲链接乙"]),
        (p("甲", "<w:smartTag><w:r><w:t>乙</w:t></w:r></w:smartTag>"), ["甲乙"]),
        (p("<w:sdt><w:sdtPr><w:alias/></w:sdtPr><w:sdtContent><w:r><w:t>甲</w:t></w:r></w:sdtContent></w:sdt>"), ["甲"]),
        (p("<w:r><w:ruby><w:rubyPr/><w:rt><w:r><w:t>xi</w:t></w:r></w:rt><w:rubyBase><w:r><w:t>溪</w:t></w:r></w:rubyBase></w:ruby></w:r>"), ["溪"]),
        (p("<w:r><w:fldChar/></w:r>", "<w:r><w:instrText>PAGE</w:instrText></w:r>", "3"), ["3"]),
        # lines
        (p("<w:r><w:t>标题</w:t><w:br/><w:t>——副题</w:t></w:r>"), ["标题", "——副题"]),
        (p("甲") + p() + p(" ") + p("乙"), ["甲", "乙"]),
        ("<w:sdt><w:sdtContent>" + p("甲") + "</w:sdtContent></w:sdt>", ["甲"]),
        # pictures
        (p(INLINE.format("rId1", "")), ["[image1.jpg]"]),
        (p(ANCHORED.format("rId1", ""), "甲"), ["[image1.jpg]", "甲"]),
        (p("甲", ANCHORED.format("rId1", "")), ["甲", "[image1.jpg]"]),
        (p(OLD.format("rId2")), ["[image2.jpg]"]),
        (p(INLINE.format("rId1", ""), INLINE.format("rId2", "")), ["[image1.jpg]", "[image2.jpg]"]),
        (p(INLINE.format("rId1", "")) + p(INLINE.format("rId1", "")), ["[image1.jpg]", "[image1.jpg]"]),
        # boxes
        (p("甲", BOTH), ["甲", "框里的话"]),
        (p(f"<w:r>{VML}</w:r>", "甲"), ["框里的话", "甲"]),
        # tables
        ("<w:tbl><w:tr><w:tc>" + p("甲") + "</w:tc><w:tc>" + p("乙") + p("丙") + "</w:tc></w:tr></w:tbl>", ["{甲|乙/丙}"]),
        ("<w:tbl><w:tr><w:tc>" + p("甲") + p("乙") + "</w:tc></w:tr></w:tbl>", ["甲", "乙"]),
        (
            '<w:tbl><w:tr><w:tc><w:tcPr><w:gridSpan w:val="2"/></w:tcPr>' + p("甲") + "</w:tc></w:tr><w:tr><w:tc>" + p("乙")
            + "</w:tc><w:tc>" + p("丙") + "</w:tc></w:tr></w:tbl>",
            ["{甲|;乙|丙}"],
        ),
        (
            "<w:tbl><w:tr><w:tc>" + p(INLINE.format("rId1", "")) + "</w:tc><w:tc>" + p(INLINE.format("rId2", ""))
            + "</w:tc></w:tr><w:tr><w:tc>" + p("图一") + "</w:tc><w:tc>" + p("图二") + "</w:tc></w:tr></w:tbl>",
            ["[image1.jpg]", "图一", "[image2.jpg]", "图二"],
        ),
        (
            "<w:tbl><w:tr><w:tc><w:tbl><w:tr><w:tc>" + p("里") + "</w:tc><w:tc>" + p("面") + "</w:tc></w:tr></w:tbl></w:tc><w:tc>"
            + p("外") + "</w:tc></w:tr></w:tbl>",
            ["{里/面|外}"],
        ),
    ],
)  # fmt: skip
def test_what_is_read(tmp_path: Path, body: str, expected: list[str]) -> None:
    """In reading order, nothing twice, nothing lost."""
    found = read(tmp_path, body)
    assert shown(found) == expected
    assert found.problems == ()


@pytest.mark.parametrize(
    ("body", "kept", "said"),
    [
        (p("甲", INLINE.format("rId3", "")), ["甲"], ".emf"),
        (p("甲", INLINE.format("rId8", "")), ["甲"], "链接到别处"),
        (p("甲", INLINE.format("rId9", "")), ["甲"], "链接到别处"),
        (p("甲", INLINE.format("rId77", "")), ["甲"], "链接到别处"),
        (p("甲", '<w:r><w:sym w:font="Wingdings" w:char="F0FC"/></w:r>'), ["甲"], "符号字体"),
        (p("甲", '<w:r><w:sym w:char="zz"/></w:r>'), ["甲"], "符号字体"),
        (p("甲", "<m:oMath><m:r><m:t>x=1</m:t></m:r></m:oMath>"), ["甲x=1"], "公式"),
        (
            p(
                "甲",
                '<w:r><w:drawing><wp:inline><a:graphic><a:graphicData uri="x/chart"/></a:graphic></wp:inline></w:drawing></w:r>',
            ),
            ["甲"],
            "SmartArt",
        ),
    ],
)
def test_what_cannot_come_along_is_told(tmp_path: Path, body: str, kept: list[str], said: str) -> None:
    """A picture that is not in the file or that no page can show, a symbol font's picture, a chart: told with the
    paragraph it stood in."""
    found = read(tmp_path, p("绿了山") + body)
    assert shown(found) == ["绿了山", *kept]
    (problem,) = found.problems
    assert said in f"{problem}"
    assert "第2段" in f"{problem}"
    assert problem.level == "warning"


def test_what_stands_outside_the_text_is_told(tmp_path: Path) -> None:
    """Comments, and a header with words in it, are left behind and told; a page number is not missed."""
    found = read(tmp_path, p("甲"), comments="<w:comment/><w:comment/>", header1=p("内部资料"), footer1=p("3"))
    assert [problem.message for problem in found.problems] == [
        "有2条批注没有带过来",
        "页眉或页脚的文字没有带过来：内部资料",
    ]


STYLES = """
<w:style w:type="paragraph" w:default="1" w:styleId="Normal"><w:name w:val="Normal"/><w:rPr><w:sz w:val="21"/></w:rPr></w:style>
<w:style w:styleId="1"><w:name w:val="heading 1"/><w:basedOn w:val="Normal"/><w:pPr><w:jc w:val="center"/></w:pPr><w:rPr><w:b/><w:sz w:val="32"/></w:rPr></w:style>
<w:style w:styleId="2"><w:name w:val="小节"/><w:basedOn w:val="1"/></w:style>
<w:style w:styleId="t"><w:name w:val="Title"/></w:style>
<w:style w:styleId="c"><w:name w:val="caption"/></w:style>
<w:style w:styleId="x"><w:name w:val="x"/><w:basedOn w:val="y"/></w:style>
<w:style w:styleId="y"><w:name w:val="y"/><w:basedOn w:val="x"/></w:style>
"""


@pytest.mark.parametrize(
    ("paragraph", "look"),
    [
        (p("甲"), Inspection(size=10.5)),
        (p("甲", properties='<w:pStyle w:val="1"/>'), Inspection("centre", True, 16, 1)),
        (p("甲", properties='<w:pStyle w:val="2"/>'), Inspection("centre", True, 16, 1)),
        (p("甲", properties='<w:pStyle w:val="2"/><w:jc w:val="right"/>'), Inspection("right", True, 16, 1)),
        (p(r("甲", '<w:b w:val="0"/>'), properties='<w:pStyle w:val="1"/>'), Inspection("centre", False, 16, 1)),
        (p("甲", properties='<w:outlineLvl w:val="2"/>'), Inspection(size=10.5, level=3)),
        (p("甲", properties='<w:outlineLvl w:val="9"/>'), Inspection(size=10.5)),
        (p(r("甲", "<w:b/>"), r("乙")), Inspection(size=10.5)),
        (p(r("甲", '<w:b/><w:sz w:val="44"/>')), Inspection("", True, 22)),
        (p(r("甲", '<w:sz w:val="x"/>')), Inspection(size=0)),
        (p("甲", properties='<w:pStyle w:val="t"/>'), Inspection(title=True)),
        (p("甲", properties='<w:pStyle w:val="c"/>'), Inspection(caption=True)),
        (p("图 ", '<w:fldSimple w:instr=" SEQ 图 \\* ARABIC "><w:r><w:t>1</w:t></w:r></w:fldSimple>'), Inspection(size=10.5, caption=True)),
        (p("图 ", "<w:r><w:instrText> SEQ Figure </w:instrText></w:r>", "1"), Inspection(size=10.5, caption=True)),
        (p("甲", properties='<w:pStyle w:val="x"/>'), Inspection()),
        (p("甲", properties='<w:pStyle w:val="none"/>'), Inspection()),
    ],
)  # fmt: skip
def test_looks(tmp_path: Path, paragraph: str, look: Inspection) -> None:
    """Its own word before its style's, its style's before that of the style it is based on; a circle of styles ends."""
    (block,) = read(tmp_path, paragraph, styles=STYLES).blocks
    assert isinstance(block, Paragraph)
    assert block.look == look


def test_dots_under_letters(tmp_path: Path) -> None:
    """着重号 is a mark of the run; runs of one look are one."""
    dots = '<w:em w:val="dot"/>'
    (block,) = read(tmp_path, p(r("把苗"), r("一棵", dots), r("一棵", dots), r("栽", '<w:em w:val="none"/>'))).blocks
    assert isinstance(block, Paragraph)
    assert block.runs == (Run("把苗"), Run("一棵一棵", dotted=True), Run("栽"))


def test_footnotes(tmp_path: Path) -> None:
    """A note is called where it stood, and its text is kept apart, its lines too."""
    call = '<w:r><w:footnoteReference w:id="2"/></w:r>'
    notes = f'<w:footnote w:id="1">{p("分隔")}</w:footnote><w:footnote w:id="2">{p("注一")}{p("注二")}</w:footnote>'
    found = read(tmp_path, p("甲", call, "乙"), footnotes=notes)
    (block,) = found.blocks
    assert isinstance(block, Paragraph)
    assert [(run.text, run.note) for run in block.runs] == [("甲", 0), ("", 1), ("乙", 0)]
    assert ["".join(run.text for run in note) for note in found.notes] == ["注一\n注二"]


NUMBERING = """
<w:abstractNum w:abstractNumId="0">
<w:lvl w:ilvl="0"><w:start w:val="1"/><w:numFmt w:val="chineseCounting"/><w:lvlText w:val="%1、"/></w:lvl>
<w:lvl w:ilvl="1"><w:numFmt w:val="chineseCounting"/><w:lvlText w:val="（%2）"/></w:lvl>
<w:lvl w:ilvl="2"><w:numFmt w:val="decimal"/><w:lvlText w:val="%3."/></w:lvl></w:abstractNum>
<w:abstractNum w:abstractNumId="1"><w:lvl w:ilvl="0"><w:numFmt w:val="bullet"/><w:lvlText w:val="•"/></w:lvl></w:abstractNum>
<w:num w:numId="1"><w:abstractNumId w:val="0"/></w:num><w:num w:numId="2"><w:abstractNumId w:val="1"/></w:num>
"""


def test_numbers_that_word_prints_by_itself(tmp_path: Path) -> None:
    """They are in no text, yet readers see them: they become letters, each level counts, a deeper one starts anew."""
    levels = [(1, 0), (1, 1), (1, 1), (1, 2), (1, 0), (1, 1), (2, 0), (7, 0)]
    body = "".join(
        p("甲", properties=f'<w:numPr><w:ilvl w:val="{depth}"/><w:numId w:val="{number}"/></w:numPr>')
        for number, depth in levels
    )
    found = read(tmp_path, body, numbering=NUMBERING)
    assert shown(found) == ["一、甲", "（一）甲", "（二）甲", "1. 甲", "二、甲", "（一）甲", "甲", "甲"]
    assert [block.look.bullet for block in found.blocks if isinstance(block, Paragraph)] == [False] * 6 + [True, False]


@pytest.mark.parametrize(
    ("number", "han"), [(1, "一"), (10, "十"), (11, "十一"), (20, "二十"), (99, "九十九"), (100, "100"), (0, "0")]
)
def test_han_numbers(number: int, han: str) -> None:
    """As headings are counted."""
    assert in_han(number) == han


@pytest.mark.parametrize(
    ("number", "kind", "text"),
    [(4, "upperRoman", "IV"), (9, "lowerRoman", "ix"), (3, "lowerLetter", "c"), (27, "upperLetter", "AA"), (3, "decimalEnclosedCircle", "③"), (7, "decimal", "7"), (5, "aiueo", "5")],
)  # fmt: skip
def test_kinds_of_numbers(number: int, kind: str, text: str) -> None:
    """In each of Word's kinds that a newsroom meets; any other in digits."""
    assert written(number, kind) == text


@pytest.mark.parametrize(
    ("words", "kept"),
    [
        ("两个人在茶垄间采茶", "两个人在茶垄间采茶"),
        ("图片 1", ""),
        ("图片包含 草、户外\n描述已自动生成", ""),
        ("DSC_01.JPG", ""),
        ("tea", ""),
    ],
)
def test_what_somebody_wrote_of_a_picture(tmp_path: Path, words: str, kept: str) -> None:
    """A description that a person wrote is kept; what Word makes up is not."""
    (block,) = read(tmp_path, p(INLINE.format("rId1", words.replace("\n", "&#10;")))).blocks
    assert isinstance(block, Picture)
    assert block.words == kept


def test_places_and_gaps(tmp_path: Path) -> None:
    """Paragraphs are counted as their author sees them, tables' included; empty ones make a gap."""
    table = "<w:tbl><w:tr><w:tc>" + p("乙") + "</w:tc><w:tc>" + p("丙") + "</w:tc></w:tr></w:tbl>"
    blocks = read(tmp_path, p("甲") + table + p() + p() + p("丁")).blocks
    assert [(type(block), block.place) for block in blocks] == [(Paragraph, 1), (Table, 3), (Paragraph, 4)]
    assert [block.gap for block in blocks if isinstance(block, Paragraph)] == [0, 2]


DEEP = "<w:sdt>" * 5000 + "</w:sdt>" * 5000


@pytest.mark.parametrize(
    ("body", "said"),
    [(DEEP, "一层套一层"), ("", "没有文字"), (p(), "没有文字"), ("<w:p>", "读不下去"), ("&a;", "读不下去")],
)
def test_bodies_that_are_none(tmp_path: Path, body: str, said: str) -> None:
    """Nested beyond reason, empty, or no XML."""
    with pytest.raises(Refused, match=said):
        read(tmp_path, body)


def test_numbers_beyond_reason(tmp_path: Path) -> None:
    """A table that says it is a million columns wide is as wide as its cells."""
    cell = f'<w:tc><w:tcPr><w:gridSpan w:val="99999999"/></w:tcPr>{p("甲")}</w:tc><w:tc><w:tcPr><w:gridSpan w:val="-3"/></w:tcPr>{p("乙")}</w:tc>'
    row = f'<w:tr><w:trPr><w:gridBefore w:val="88888888"/></w:trPr>{cell}</w:tr>'
    assert shown(read(tmp_path, f"<w:tbl>{row}</w:tbl>")) == ["{甲|乙}"]


DOCTYPE = '<!DOCTYPE w:document [<!ENTITY a "丰溪"><!ENTITY b "&a;&a;">]>'


@pytest.mark.parametrize("encoding", ["utf-8", "utf-16"])
def test_a_document_type_is_refused(tmp_path: Path, encoding: str) -> None:
    """Entities are never read, in whatever encoding they hide."""
    text = f'<?xml version="1.0" encoding="{encoding}"?>{DOCTYPE}<w:document {SPACES}><w:body>{p("&b;")}</w:body></w:document>'
    with zipfile.ZipFile(tmp_path / "稿件.docx", "w") as sink:
        sink.writestr("word/document.xml", text.encode(encoding))
    with pytest.raises(Refused, match="文档类型"):
        read_word(Filed("稿件.docx", tmp_path / "稿件.docx"))


@pytest.mark.parametrize(
    ("data", "said"),
    [
        (b"\xd0\xcf\x11\xe0rest", "加了密码，或者其实是旧的"),
        (b"%PDF-1.7", "文件坏了"),
        (b"", "文件坏了"),
        (b"PK\x03\x04", "文件坏了"),
    ],
)
def test_files_that_are_no_docx(tmp_path: Path, data: bytes, said: str) -> None:
    """An old .doc under a new name, a PDF, nothing."""
    (tmp_path / "稿件.docx").write_bytes(data)
    with pytest.raises(Refused, match=said):
        read_word(Filed("稿件.docx", tmp_path / "稿件.docx"))


def test_a_zip_of_something_else(tmp_path: Path) -> None:
    """A zip without a document in it."""
    with zipfile.ZipFile(tmp_path / "稿件.docx", "w") as sink:
        sink.writestr("xl/workbook.xml", "<x/>")
    with pytest.raises(Refused, match="不是 Word 文件"):
        read_word(Filed("稿件.docx", tmp_path / "稿件.docx"))
