"""What an author took away in Word is not in the draft, and each such change is told."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from plugins.manuscripts.manuscript import Paragraph
from plugins.manuscripts.refusal import Refused

from ..samples import drafted_at
from .test_word import BOX, INLINE, p, r, read, shown

STRUCK = "<w:strike/>"
DEL = "<w:del><w:r><w:delText>{}</w:delText></w:r></w:del>"
INS = "<w:ins><w:r><w:t>{}</w:t></w:r></w:ins>"
FROM = "<w:moveFrom><w:r><w:t>{}</w:t></w:r></w:moveFrom>"
TO = "<w:moveTo><w:r><w:t>{}</w:t></w:r></w:moveTo>"
GONE = "<w:rPr><w:del/></w:rPr>"  # a paragraph's mark, taken away


@pytest.mark.parametrize(
    ("body", "expected", "told"),
    [
        (p("共", r("236", STRUCK), "263人"), ["共263人"], ["第1段划掉的字没有带过来：“236”"]),
        (p("共", r("236", "<w:dstrike/>"), "263人"), ["共263人"], ["第1段划掉的字没有带过来：“236”"]),
        (p("共", r("236", '<w:strike w:val="0"/>'), "人"), ["共236人"], []),
        (p("甲") + p(r("整段不要", STRUCK)) + p("乙"), ["甲", "乙"], ["第2段划掉的字没有带过来：“整段不要”"]),
        (p("甲", DEL.format("乙"), INS.format("丙")), ["甲丙"], ["第1段有修订，按改后的带来：删去“乙”，加上“丙”"]),
        (
            p("甲", FROM.format("乙")) + p(TO.format("乙"), "丙"),
            ["甲", "乙丙"],
            ["第1段有修订，按改后的带来：移走“乙”", "第2段有修订，按改后的带来：移来“乙”"],
        ),
        (
            p("甲", "<w:ins>" + DEL.format("乙") + "<w:r><w:t>丙</w:t></w:r></w:ins>"),
            ["甲丙"],
            ["第1段有修订，按改后的带来：加上“丙”，删去“乙”"],
        ),
        (p("甲，", properties=GONE) + p("乙。"), ["甲，乙。"], ["第1段有修订，按改后的带来：删去“段落标记”"]),
        (p("甲，", properties=GONE) + p("乙，", properties=GONE) + p("丙。") + p("丁"), ["甲，乙，丙。", "丁"], None),
        (p("甲", properties=GONE), ["甲"], []),
        (
            "<w:tbl><w:tr>" + "<w:tc>" + p("甲") + "</w:tc><w:tc>" + p("乙") + "</w:tc></w:tr><w:tr><w:trPr><w:del/></w:trPr>"
            "<w:tc>" + p(DEL.format("丙")) + "</w:tc><w:tc>" + p(DEL.format("丁")) + "</w:tc></w:tr></w:tbl>",
            ["{甲|乙}"],
            ["第3段有修订，按改后的带来：删去“丙丁”"],
        ),
        (
            p(f"<w:r><w:rPr><w:strike/></w:rPr><w:t>不要</w:t><w:pict><v:shape><v:textbox>{BOX}</v:textbox></v:shape></w:pict></w:r>"),
            ["框里的话"],
            ["第1段划掉的字没有带过来：“不要”"],
        ),
        (p("甲", f"<w:del>{INLINE.format('rId1', '')}</w:del>"), ["甲"], ["第1段有修订，按改后的带来：删去“（图片）”"]),
    ],
)  # fmt: skip
def test_taken_away(tmp_path: Path, body: str, expected: list[str], told: list[str] | None) -> None:
    """Struck, deleted and moved: the text as it is meant now, and one sentence for each paragraph that changed."""
    found = read(tmp_path, body)
    assert shown(found) == expected
    assert told is None or [problem.message for problem in found.problems] == told


def test_struck_footnotes_are_not_called(tmp_path: Path) -> None:
    """A footnote called by struck letters is gone with them."""
    note = '<w:r><w:rPr><w:strike/></w:rPr><w:t>不要</w:t><w:footnoteReference w:id="2"/></w:r>'
    found = read(tmp_path, p("甲", note), footnotes='<w:footnote w:id="2">' + p("注") + "</w:footnote>")
    assert (shown(found), found.notes) == (["甲"], ())


def test_a_struck_style(tmp_path: Path) -> None:
    """Struck by its style, not by the run itself."""
    style = '<w:style w:type="character" w:styleId="gone"><w:rPr><w:strike/></w:rPr></w:style>'
    found = read(tmp_path, p("甲", r("乙", '<w:rStyle w:val="gone"/>')), styles=style)
    assert shown(found) == ["甲"]


def test_many_changes_are_counted(tmp_path: Path) -> None:
    """Twenty paragraphs are quoted, the rest counted."""
    found = read(tmp_path, "".join(p("甲", INS.format("乙")) for _ in range(50)))
    assert len(found.problems) == 21
    assert found.problems[-1].message.startswith("另有30段")


@pytest.mark.parametrize(
    ("words", "script", "expected"),
    [
        ("2", "superscript", "10m²"),
        ("-1", "superscript", "10m⁻¹"),
        ("2", "subscript", "10m₂"),
        ("2", "baseline", "10m2"),
        ("注", "superscript", "10m注"),
    ],
)
def test_superscripts(tmp_path: Path, words: str, script: str, expected: str) -> None:
    """m² stays m²; where there is no such letter, the plain one comes and is told."""
    found = read(tmp_path, p("10m", r(words, f'<w:vertAlign w:val="{script}"/>')))
    assert shown(found) == [expected]
    assert len(found.problems) == (words == "注")


pieces = st.tuples(
    st.sampled_from(["", "strike", "del", "ins", "moveFrom", "moveTo"]), st.text("甲乙丙丁", min_size=1, max_size=4)
)


@given(st.lists(st.tuples(st.lists(pieces, min_size=1, max_size=4), st.booleans()), min_size=1, max_size=5))
def test_the_final_text(
    tmp_path_factory: pytest.TempPathFactory, rows: list[tuple[list[tuple[str, str]], bool]]
) -> None:
    """However changes follow one another, the letters that stay are those that are neither struck nor taken away."""
    body, expected, line = "", [], ""
    for number, (row, marked) in enumerate(rows):
        inside = []
        for kind, words in row:
            tag = "delText" if kind == "del" else "t"
            run = f"<w:r><w:rPr>{STRUCK if kind == 'strike' else ''}</w:rPr><w:{tag}>{words}</w:{tag}></w:r>"
            inside.append(run if kind in ("", "strike") else f"<w:{kind}>{run}</w:{kind}>")
            line += words if kind in ("", "ins", "moveTo") else ""
        body += p(*inside, properties=GONE if marked else "")
        if not marked or number == len(rows) - 1:
            expected += [line] if line else []
            line = ""
    folder = tmp_path_factory.mktemp("word")
    if not expected:
        with pytest.raises(Refused):
            read(folder, body)
        return
    found = read(folder, body)
    assert [block.text for block in found.blocks if isinstance(block, Paragraph)] == expected


def test_received(shared: Path, tmp_path: Path) -> None:
    """The manuscripts in which this went wrong."""
    strike = drafted_at(shared / "fixtures/found/manuscripts/strike.docx", tmp_path)
    assert "面积10m²，投资五百万元，水是H₂O，结束" in strike.text
    tracked = drafted_at(shared / "fixtures/found/manuscripts/tracked.docx", tmp_path)
    assert (
        "全村新修道路二十四公里，惠及三百户。\n\n移走前。\n\n被移走的话。移到后。\n\n段落标记被删，应与上段连成一段。"
        in tracked.text
    )
    assert sum("修订" in problem.message for problem in tracked.problems) == 4
