"""Which block is what, and why.

A manuscript has three zones: what stands above the first long paragraph, what stands from the first to the last, and
what stands below. A short line means another thing in each. What a line says of itself (记者…, 图为…, 一、…) and how
Word set it go before where it stands.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from pathlib import PurePosixPath

from ..manuscript import Manuscript, Paragraph
from .above import heading_lines, read_above
from .below import read_below
from .between import read_between
from .dateline import read_dateline, read_foot
from .meta import merged, without_meta
from .notice import is_notice, joined
from .outline import Fact, Found, Outline
from .shapes import dek_of, label_of, rank
from .signatures import facts_of
from .view import View, view_of

_NAMELESS = re.compile(r"新建|文档|稿件|稿子|正文|终稿|定稿|初稿|修改|图片|照片|资料")


def read_structure(manuscript: Manuscript) -> Outline:
    """Every block with its part, and every fact that the manuscript states."""
    name = manuscript.name
    manuscript, out, meta, numbered = without_meta(manuscript)
    view = view_of(manuscript, numbered)
    first, last = zones(view)
    above, facts = read_above(view, first)
    notice = is_notice(headline_of(above)[0])
    body = read_between(view, first, last)
    below, more = read_below(view, last + 1, notice)
    body, said = _ends_of(body, signed=any(fact.key in ("Reporters", "Correspondents") for fact in facts + meta + more))
    found = with_levels([*above, *body, *below])
    facts = [*_titles(found, name), *facts, *said, *meta, *more]
    return Outline(tuple(merged(found, out)), (*facts, *_genre(found, facts, notice)), manuscript.unit)


def zones(view: View) -> tuple[int, int]:
    """Index of the first and of the last block of running text; (end, end - 1) where there is none."""
    lines = [index for index in range(len(view.blocks)) if view.paragraph(index)]
    skip = max(heading_lines(view, lines), default=-1)
    running = [index for index in range(skip + 1, len(view.blocks)) if view.long(index)]
    return (running[0], running[-1]) if running else (len(view.blocks), len(view.blocks) - 1)


def _ends_of(body: list[Found], signed: bool) -> tuple[list[Found], list[Fact]]:
    """The 电头 at the start of the first paragraph and the 署名 in brackets at the end of the last."""
    facts: list[Fact] = []
    texts = [number for number, one in enumerate(body) if one.role in ("paragraph", "lead-in")]
    if texts:
        one = body[texts[0]]
        said, label = label_of(one.text)
        label = label if said == "text" else 0
        head = read_dateline(one.text[label:])
        if label + head.length:
            body[texts[0]] = replace(one, role="paragraph", bold=0, taken=(label + head.length, 0))
        facts += [Fact("Dateline", head.words, "段首电头", one.block.place)] if head.words else []
        facts += facts_of(head.signed, "电头里的署名" if head.words else "段首括号里的署名", one.block.place)
    if texts and (foot := read_foot(body[texts[-1]].text)).length:
        one = body[texts[-1]]
        labelled = all(part.part for part in foot.signed)
        if (labelled or not signed) and foot.length + one.taken[0] < len(one.text):
            body[texts[-1]] = replace(one, taken=(one.taken[0], foot.length))
            facts += facts_of(foot.signed, "末段括号里的署名", one.block.place, guess=not labelled)
    return body, facts


def with_levels(found: Sequence[Found]) -> list[Found]:
    """Give each head its level, 2 to 4: by Word's heading styles where they are used, else by the kinds of numbers."""
    heads = [one for one in found if one.role == "head"]
    styles = sorted({level for one in heads if (level := _style(one))})
    numbers = sorted({rank(one.text) for one in heads if not _style(one) and rank(one.text)})
    below = int(bool(heads) and not rank(heads[0].text) and not _style(heads[0]) and bool(numbers))
    given: list[Found] = []
    for one in found:
        level = 2
        if one.role == "head" and _style(one):
            level += styles.index(_style(one))
        elif one.role == "head" and rank(one.text):
            level += below + numbers.index(rank(one.text))
        given.append(replace(one, level=min(level, 4)) if one.role == "head" else one)
    return given


def _style(one: Found) -> int:
    return one.block.look.level if isinstance(one.block, Paragraph) else 0


def _titles(found: Sequence[Found], name: str) -> list[Fact]:
    """Headline, kicker and dek. Without a headline the file's name stands in, if it says anything."""
    keys = {"kicker": "Kicker", "dek": "Dek"}
    title, lines = headline_of(found)
    facts: list[Fact] = []
    for one in found:
        if one.role in keys:
            words = one.text[label_of(one.text)[1] :]
            facts.append(Fact(keys[one.role], dek_of(words) or words, one.why, one.block.place, one.guess))
        elif lines and one is lines[0]:
            facts.append(Fact("Title", title, one.why, one.block.place, one.guess))
    stem = PurePosixPath(name).stem
    if (
        not any(fact.key == "Title" for fact in facts)
        and re.search(r"[\u4e00-\u9fff]{4}", stem)
        and not _NAMELESS.search(stem)
    ):
        facts.insert(0, Fact("Title", stem, "稿件里没有标题，取自文件名", 0, True))
    return facts


def headline_of(found: Sequence[Found]) -> tuple[str, list[Found]]:
    """The headline in one line, and the lines that it stands on. Lines of one length are two halves and keep a blank
    between.
    """
    lines = [one for one in found if one.role == "headline"]
    texts = [one.text[label_of(one.text)[1] :] for one in lines]
    between = " " if len({len(text) for text in texts}) == 1 and not is_notice(joined(texts)) else ""
    return (joined(texts) if len(texts) > 1 and not between else between.join(texts)), lines


def _genre(found: Sequence[Found], facts: Sequence[Fact], notice: bool) -> list[Fact]:
    """体裁, where the manuscript's own form tells it."""
    roles = [one.role for one in found]
    if notice:
        genre, why = "公告", "标题是通知、公告一类"
    elif any(fact.key == "Dateline" for fact in facts):
        genre, why = "消息", "正文以电头开头"
    elif any(one.role == "dek" and dek_of(one.text) for one in found):
        genre, why = "通讯", "副题前有破折号"
    elif roles.count("head") > 1:
        genre, why = "通讯", "正文分小节"
    elif "picture" in roles and "paragraph" not in roles and "lead-in" not in roles:
        genre, why = "图片", "只有图片和说明"
    else:
        return []
    return [Fact("Genre", genre, why, 0, True)]
