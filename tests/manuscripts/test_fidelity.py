"""Whatever a manuscript says, its draft says: random manuscripts, filed as text and as Word files, drafted whole."""

from __future__ import annotations

import io
import tempfile
from pathlib import Path

import pytest
from docx import Document
from hypothesis import given, settings
from hypothesis import strategies as st

from plugins.manuscripts.desk import draft

from .fidelity import rendered, text_of
from .samples import HERE, NOW
from .test_markdown import texts
from .test_samples import check_fidelity
from .test_structure import Part, features, han

PHOTO = (HERE / "folder" / "1.jpg").read_bytes()
strange = st.builds(lambda start, odd, end: f"{start}{odd}，{end}。", han(4, 12), texts, han(16, 30)).filter(
    lambda text: text == text.strip() and "\n" not in text
)


@st.composite
def manuscripts(draw: st.DrawFn) -> list[Part]:
    """A feature with paragraphs of odd letters among its own, a news item's 电头, a table, a byline at the foot."""
    made = draw(features())
    body = [number for number, (role, _) in enumerate(made) if role == "paragraph"]
    if draw(st.booleans()):
        made[body[0]] = ("paragraph", f"本站丰溪6月11日讯（记者 某某）{made[body[0]][1]}")
    if draw(st.booleans()):
        made.insert(body[-1], ("table", draw(texts.filter(lambda text: "|" not in text))))
    for text in draw(st.lists(strange, max_size=3)):
        made.insert(draw(st.sampled_from(body)) + 1, ("paragraph", text))
    return made


@settings(deadline=None, max_examples=60)
@given(manuscripts(), st.sampled_from(["utf-8", "gb18030"]))
def test_text_files(made: list[Part], encoding: str) -> None:
    """Filed as a text file."""
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "稿件.txt"
        rows = [f"\n\n{text}" if role == "caption" else text for role, text in made]
        path.write_text("\n\n".join(rows), encoding=encoding)
        check_fidelity(draft(path, Path(folder) / "site" / "content", now=NOW), text_of(path), rendered)


@settings(deadline=None, max_examples=30)
@given(manuscripts())
def test_word_files(made: list[Part]) -> None:
    """Filed as a Word file, with pictures above the captions, bold heads, a table."""
    document = Document()
    for role, text in made:
        if role == "table":
            table = document.add_table(rows=2, cols=2)
            for number, cell in enumerate((*table.rows[0].cells, *table.rows[1].cells)):
                cell.text = text if number else "表头"
            continue
        if role == "caption":
            document.add_paragraph().add_run().add_picture(io.BytesIO(PHOTO))
        document.add_paragraph().add_run(text).bold = role == "head" or None
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "稿件.docx"
        document.save(str(path))
        check_fidelity(draft(path, Path(folder) / "site" / "content", now=NOW), text_of(path), rendered)


def test_a_lost_letter_is_seen(tmp_path: Path) -> None:
    """The test itself sees a letter that is missing, added or moved."""
    path = tmp_path / "稿件.txt"
    path.write_text("绿了山\n\n本站记者\n\n丰溪的山是绿的，水也是绿的，路两边的树一年比一年高。\n", encoding="utf-8")
    made = draft(path, tmp_path / "site" / "content", now=NOW)
    source = text_of(path)
    check_fidelity(made, source, rendered)
    for wrong in (
        source.replace("水也", "水"),
        source.replace("绿的", "绿 的"),
        source + "完",
        source.replace("本站", ""),
    ):
        with pytest.raises((AssertionError, ValueError)):
            check_fidelity(made, wrong, rendered)
