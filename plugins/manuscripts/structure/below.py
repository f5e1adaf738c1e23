"""Below the last long paragraph: captions, end matter, a signature with its date."""

from __future__ import annotations

import re

from ..manuscript import Paragraph, Picture, Table
from .dateline import read_day, read_foot
from .names import is_name
from .outline import Fact, Found
from .shapes import is_short
from .signatures import facts_of, read_byline, read_ends
from .view import View

SIGNATORIES = 4
_LABELLED = re.compile(r"[\u4e00-\u9fff]{2,6}[:：].")


def read_below(view: View, start: int, notice: bool) -> tuple[list[Found], list[Fact]]:
    """The blocks from `start` on. In a notice (公告 通知) a short last line is a signature sooner than a caption."""
    found: list[Found] = []
    facts: list[Fact] = []
    lines = [index for index in range(start, len(view.blocks)) if view.paragraph(index)]
    photos = bool(view.photos) or any(isinstance(block, Picture) for block in view.blocks)
    for index in range(start, len(view.blocks)):
        block = view.blocks[index]
        if isinstance(block, Picture):
            found.append(Found("picture", block, "稿件里插在这里"))
        elif isinstance(block, Table):
            found.append(Found("table", block, "表格"))
        else:
            one, said = _line(view, index, block, notice, photos or len(lines) > 1)
            found.append(one)
            facts += said
    return found, facts


def _line(view: View, index: int, block: Paragraph, notice: bool, photos: bool) -> tuple[Found, list[Fact]]:
    text = block.text
    foot = read_foot(text)
    if signed := read_ends(text):
        return Found("desk", block, "文末信息"), facts_of(signed, "文末信息", block.place)
    if signed := read_byline(text) or (foot.signed if foot.length == len(text) else ()):
        return Found("byline", block, "文末署名"), facts_of(signed, "文末署名", block.place)
    if day := read_day(text):
        return Found("sign-off", block, "文末日期"), [
            Fact("Date", day, "文末落款的日期，发布日期请核对", block.place, True)
        ]
    if index in view.attached:
        return Found("paragraph", block, "附件清单"), []
    if why := view.caption(index):
        return Found("caption", block, why), []
    if why := view.formal(index):
        return Found("head", block, why), []
    following = view.paragraph(index + 1)
    signs = is_name(text) and not view.photos and not view.apart(index)
    dated = (following and read_day(following.text)) or (notice and _leads_to_day(view, index))
    if block.look.align == "right" or dated or signs:
        return Found("sign-off", block, "文末落款"), []
    if is_short(text) and not block.look.boxed and not block.look.bullet and "：" not in text and not notice:
        sure = view.apart(index) or view.picture(index + 1)
        if sure or photos:
            return Found("caption", block, "末段之后的短行" + ("，与上文隔开" if sure else ""), not sure), []
    if _LABELLED.match(text):
        return Found("paragraph", block, "像文末信息，稿头里没有它的位置，留在文末", True), []
    return Found("paragraph", block, "末段之后的一行，没有别的去处"), []


def _leads_to_day(view: View, index: int) -> bool:
    """Whether nothing but short lines without a colon, those who sign, stands between a line and the day below it."""
    for at in range(index, index + SIGNATORIES + 1):
        paragraph = view.paragraph(at)
        if paragraph is None:
            return False
        if at > index and read_day(paragraph.text):
            return True
        if not is_short(paragraph.text) or re.search("[:：，]", paragraph.text):
            return False
    return False
