"""Above the first long paragraph: kicker, headline, dek, byline, what the desk noted, the lead photo's caption."""

from __future__ import annotations

from collections.abc import Sequence
from typing import cast

from ..manuscript import Paragraph
from .dateline import read_day
from .notice import headline_lines, is_doc_no, is_mast
from .outline import Fact, Found, Role
from .shapes import dek_of, is_short, label_of
from .signatures import ORNAMENT, facts_of, read_byline, read_ends, read_names
from .view import View

MOST = 4  # lines of a headline with what belongs to it
LONGEST = 300  # letters of a headline
BODY = 16.0  # points: 三号, the largest that text is set in where a manuscript does not say


def starts_with_headline(paragraph: Paragraph) -> bool:
    """Whether a manuscript's first line can be its headline: no sentence, or a short exclamation or question."""
    text = paragraph.text
    if paragraph.look.title:
        return True
    known = read_ends(text) or read_byline(text) or dek_of(text)
    return not known and (is_short(text) or len(text) <= 60 and not text.endswith(("。", "；", "：", "，", "…")))


def heading_lines(view: View, lines: Sequence[int]) -> list[int]:
    """Which of the lines (indices) are the headline and what stands above it, by their words and type alone."""
    skip = next((n for n, index in enumerate(lines) if not _paper_head(_text(view, index))), len(lines))
    if count := headline_lines([_text(view, index) for index in lines[skip : skip + MOST]]):
        return list(lines[: skip + count])
    first = view.paragraph(lines[0]) if lines else None
    if first is None or not (starts_with_headline(first) or _set_as_headline(view, first)):
        return []
    more = next((n for n, i in enumerate(lines[1:MOST]) if not _goes_on(view, first, i)), len(lines[1:MOST]))
    return list(lines[: 1 + more])


def _paper_head(text: str) -> bool:
    return is_doc_no(text) or is_mast(text)


def _set_as_headline(view: View, paragraph: Paragraph) -> bool:
    """Whether a long first line is a headline by its type: larger than the text, and no sentence."""
    text, look = paragraph.text, paragraph.look
    return bool(look.size > (view.size or BODY) and len(text) <= LONGEST and "。" not in text)


def _goes_on(view: View, first: Paragraph, index: int) -> bool:
    """Whether a line is the next one of a headline: set like the first, larger than the text."""
    paragraph = view.paragraph(index)
    return (
        paragraph is not None
        and first.look.size > (view.size or BODY)
        and paragraph.look == first.look
        and not dek_of(paragraph.text)
        and not read_byline(paragraph.text)
        and "。" not in paragraph.text
    )


def read_above(view: View, end: int) -> tuple[list[Found], list[Fact]]:
    """The blocks before index `end`, in order, and what goes above the story."""
    lines = [index for index in range(end) if view.paragraph(index)]
    paper, facts = _paper(view, lines)
    titles = [] if paper else _titles(view, lines)
    labelled = {index: one for index in lines if (one := _labelled(view, index))}
    if any(one.role == "headline" for one in labelled.values()):
        titles = []
    found = (
        labelled
        | paper
        | {index: Found("picture", view.blocks[index], "稿件里插在这里") for index in range(end) if index not in lines}
    )
    for one in _headlines(view, titles):
        found[view.blocks.index(one.block)] = one
    for place, index in enumerate(lines):
        if index not in found:
            one, said = _line(view, index, lines[place + 1 :])
            found[index] = one
            facts += said
    return [found[index] for index in sorted(found)], facts


def _paper(view: View, lines: Sequence[int]) -> tuple[dict[int, Found], list[Fact]]:
    """The headline of a 公告 or 通知 over its lines, with the document number above it; nothing for other stories."""
    heading = heading_lines(view, lines)
    words = [index for index in heading if not _paper_head(_text(view, index))]
    if not words or not headline_lines([_text(view, index) for index in words]):
        return {}, []
    found: dict[int, Found] = {}
    facts: list[Fact] = []
    for index in heading:
        one, said = _line(view, index, ()) if index not in words else (_headline_line(view, index, len(words)), [])
        found[index] = one
        facts += said
    return found, facts


def _headline_line(view: View, index: int, lines: int) -> Found:
    why = "“关于…”的标题" if lines == 1 else f"{lines}行连成一个标题"
    return Found("headline", view.blocks[index], why)


def _signs(view: View, index: int) -> bool:
    paragraph = view.paragraph(index)
    if paragraph is None:
        return False
    text = paragraph.text
    return bool(dek_of(text) or read_byline(text) or read_names(text)) or label_of(text)[0] == "text"


def _labelled(view: View, index: int) -> Found | None:
    """A line that says itself what it is."""
    paragraph = view.paragraph(index)
    said, length = label_of(paragraph.text) if paragraph else ("", 0)
    if not said or paragraph is None:
        return None
    if said == "text":
        return Found("desk", paragraph, "标签") if length == len(paragraph.text) else None
    why = f"写明是{paragraph.text[: length - 1].strip()}" if length < len(paragraph.text) else ""
    return Found(cast(Role, said), paragraph, why) if why else None


def _titles(view: View, lines: Sequence[int]) -> list[int]:
    """The lines that a headline may be made of: those before the first dek or byline, else those before a head or a
    gap.
    """
    if not lines or not heading_lines(view, lines):
        return []
    before = next((place for place, index in enumerate(lines) if _signs(view, index)), 0)
    titles = lines[:1]
    for index in lines[1 : before or len(lines)]:
        known = read_ends(view.paragraph(index).text) or read_day(view.paragraph(index).text)  # type: ignore[union-attr]
        if known or view.caption(index) or view.apart(index) or (not before and view.formal(index)):
            break
        titles = [*titles, index]
    return list(titles[:MOST])


def _headlines(view: View, titles: Sequence[int]) -> list[Found]:
    """Kicker, headline, dek."""
    rows = [paragraph for index in titles if (paragraph := view.paragraph(index))]
    if not rows:
        return []
    at, why, guess = _headline(rows, bool(dek_of(_text(view, titles[-1] + 1))))
    while at and _goes_on(view, rows[at], titles[at - 1]):
        at -= 1
    found = [Found("kicker", row, "标题上面的短行", guess) for row in rows[:at]]
    end = at + 1
    while end < len(rows) and _goes_on(view, rows[at], titles[end]):
        end += 1
    why = why if end == at + 1 else f"{end - at}行同样的大字"
    found += [Found("headline", row, why, guess and len(rows) > 1) for row in rows[at:end]]
    return found + [Found("dek", row, "标题下面的短行", True) for row in rows[end:]]


def _text(view: View, index: int) -> str:
    paragraph = view.paragraph(index)
    return paragraph.text if paragraph else ""


def _headline(rows: Sequence[Paragraph], dek_follows: bool) -> tuple[int, str, bool]:
    """Which of the lines is the headline itself; why; whether that is a guess."""
    looks = [row.look for row in rows]
    if any(look.title for look in looks):
        return next(number for number, look in enumerate(looks) if look.title), "用了“标题”样式", False
    sizes = [look.size for look in looks]
    if max(sizes) > min(sizes):
        return sizes.index(max(sizes)), "开头各行里字号最大", False
    if sum(look.bold for look in looks) == 1 and len(rows) > 1:
        return next(number for number, look in enumerate(looks) if look.bold), "开头各行里唯一加粗", False
    if len(rows) == 1:
        return 0, "第一行，短，句末没有标点", False
    if len(rows) == 2 and not dek_follows:
        return 0, "开头两行里的第一行", True
    return 1, "开头几行里的第二行", True


def _line(view: View, index: int, later: Sequence[int]) -> tuple[Found, list[Fact]]:
    """Any other line above the story."""
    paragraph = view.paragraph(index)
    assert paragraph is not None
    text = paragraph.text
    if dek_of(text):
        return Found("dek", paragraph, "以破折号开头"), []
    if is_doc_no(text):
        return Found("desk", paragraph, "发文字号"), [Fact("DocNo", text.strip("（）() "), "发文字号", paragraph.place)]
    if is_mast(text):
        return Found("left-out", paragraph, "公文的红头，标题里已有发文机关"), []
    if signed := read_byline(text):
        return Found("byline", paragraph, "署名"), facts_of(signed, "署名行", paragraph.place)
    if not view.faced(paragraph) and (signed := read_names(text)):
        guess = text[0] not in ORNAMENT
        return Found("byline", paragraph, "标题下面的人名", guess), facts_of(
            signed, "标题下面的人名", paragraph.place, guess
        )
    if signed := read_ends(text):
        return Found("desk", paragraph, "稿件信息"), facts_of(signed, "稿件信息", paragraph.place)
    if day := read_day(text):
        return Found("desk", paragraph, "日期"), [Fact("Date", day, "单独一行的日期", paragraph.place)]
    if why := view.caption(index):
        return Found("caption", paragraph, why), []
    if why := view.formal(index) or (view.set_as_head(index) if not view.picture(index + 1) else ""):
        return Found("head", paragraph, why), []
    if any(_signs(view, one) for one in later):
        return Found("dek", paragraph, "标题和署名之间的短行", True), []
    if not is_short(text):
        return Found("paragraph", paragraph, "正文之前的一段", True), []
    far = view.apart(index) or view.picture(index + 1)
    return Found("caption", paragraph, "正文之前的短行" + ("，与上文隔开" if far else ""), not far), []
