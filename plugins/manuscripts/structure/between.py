"""From the first long paragraph to the last: text, section heads, photos with captions, tables."""

from __future__ import annotations

from ..manuscript import Paragraph, Picture, Table
from .outline import Found
from .shapes import bold_start, is_short, lead_in
from .view import View


def read_between(view: View, first: int, last: int) -> list[Found]:
    """The blocks from `first` to `last`, both included; lead-ins are marked, levels of heads are not yet given."""
    found = [_one(view, index, first) for index in range(first, last + 1)]
    return with_lead_ins(found)


def _one(view: View, index: int, first: int) -> Found:
    block = view.blocks[index]
    if isinstance(block, Table):
        return Found("table", block, "表格")
    if isinstance(block, Picture):
        return Found("picture", block, "稿件里插在这里")
    text = block.text
    if block.look.bullet:
        return Found("paragraph", block, "项目符号")
    if why := view.formal(index):
        return Found("head", block, why)
    if why := view.caption(index):
        return Found("caption", block, why)
    if why := view.set_as_head(index):
        return Found("head", block, why)
    if is_short(text) and not block.look.boxed and "：" not in text and index > first:
        if view.apart(index):
            return Found("caption", block, "与上文隔开的短行", True)
        if view.long(index + 1) and view.long(index - 1):
            return Found("head", block, "夹在两段正文之间的短行", True)
    return Found("paragraph", block, "文本框" if block.look.boxed else "正文")


def with_lead_ins(found: list[Found]) -> list[Found]:
    """Mark the 段首提要句: what stands bold at a start, and in sections the short first sentences, where there are two
    or more.

    One alone is as likely just a short sentence.
    """
    heads = [number for number, one in enumerate(found) if one.role == "head"]
    inside = range(heads[0] if heads else len(found), len(found))
    short = [n for n in inside if found[n].role == "paragraph" and "\n" not in found[n].text and lead_in(found[n].text)]
    marked: list[Found] = []
    for number, one in enumerate(found):
        bold = bold_start(one.block) if isinstance(one.block, Paragraph) and one.role == "paragraph" else 0
        if bold:
            marked.append(Found("lead-in", one.block, "段首加粗", bold=bold))
        elif number in short and len(short) > 1:
            marked.append(Found("lead-in", one.block, "小节里以短句开头的段落", bold=lead_in(one.text)))
        else:
            marked.append(one)
    return marked
