"""Above the first long paragraph: kicker, headline, dek, byline, what the desk noted, the lead photo's caption."""

from __future__ import annotations

from collections.abc import Sequence
from typing import cast

from ..manuscript import Paragraph
from .dateline import read_day
from .outline import Fact, Found, Role
from .shapes import dek_of, is_short, label_of
from .signatures import ORNAMENT, facts_of, read_byline, read_ends, read_names
from .view import View

MOST = 4  # lines of a headline with what belongs to it


def starts_with_headline(paragraph: Paragraph) -> bool:
    """Whether a manuscript's first line can be its headline: no sentence, or a short exclamation or question."""
    text = paragraph.text
    if paragraph.look.title:
        return True
    known = read_ends(text) or read_byline(text) or dek_of(text)
    return not known and (is_short(text) or len(text) <= 60 and not text.endswith(("。", "；", "：", "，", "…")))


def read_above(view: View, end: int) -> tuple[list[Found], list[Fact]]:
    """The blocks before index `end`, in order, and what goes above the story."""
    lines = [index for index in range(end) if view.paragraph(index)]
    titles = _titles(view, lines)
    labelled = {index: one for index in lines if (one := _labelled(view, index))}
    if any(one.role == "headline" for one in labelled.values()):
        titles = []
    found = labelled | {
        index: Found("picture", view.blocks[index], "稿件里插在这里") for index in range(end) if index not in lines
    }
    facts: list[Fact] = []
    for one in _headlines(view, titles):
        found[view.blocks.index(one.block)] = one
    for place, index in enumerate(lines):
        if index not in found:
            one, said = _line(view, index, lines[place + 1 :])
            found[index] = one
            facts += said
    return [found[index] for index in sorted(found)], facts


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
    if not lines or not starts_with_headline(view.paragraph(lines[0])):  # type: ignore[arg-type]  # lines are paragraphs
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
    found = [Found("kicker", row, "标题上面的短行", guess) for row in rows[:at]]
    found.append(Found("headline", rows[at], why, guess and len(rows) > 1))
    return found + [Found("dek", row, "标题下面的短行", True) for row in rows[at + 1 :]]


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
    if signed := read_byline(text):
        return Found("byline", paragraph, "署名"), facts_of(signed, "署名行", paragraph.place)
    if signed := read_names(text):
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
