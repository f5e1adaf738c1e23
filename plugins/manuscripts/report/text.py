"""What was recognised and why, what was only guessed, what is missing: for the terminal, and as JSON for tools.

Each line starts with its kind: "·" recognised, "？" guessed, "！" missing or wrong.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import groupby

from ..draft.story import CHINESE, ORDER, needed, value_of
from ..lines import width
from ..photos.captions import words_of
from ..structure.outline import ABOVE, IN_CHINESE, Fact
from ..structure.shapes import has_credit
from .drafted import Drafted

LEGEND = "· 认出来的    ？ 猜的，请核对    ！ 缺的，或有问题的"
FEWEST = 16  # columns that a block's words always get


def report(drafted: Drafted, columns: int = 100) -> str:
    """The outline in Chinese, one block a line, for a terminal so many half-width columns wide."""
    parts = (
        [f"稿件：{drafted.name}", LEGEND],
        ["稿头：", *_table(_above(drafted), columns)],
        [_counted(drafted), *_table(_body(drafted), columns)],
        list(_photos(drafted)),
        list(_gaps(drafted)),
        list(_done(drafted)),
    )
    return "\n\n".join("\n".join(part) for part in parts) + "\n"


def as_json(drafted: Drafted) -> str:
    """The same as report() for programs."""
    outline = drafted.outline
    return json.dumps(
        {
            "folder": drafted.folder.as_posix(),
            "story": drafted.story.as_posix() if drafted.story else None,
            "slug": drafted.slug,
            "revised": drafted.revised,
            "difference": drafted.difference,
            "facts": [
                {"key": f.key, "value": f.value, "why": f.why, "place": f.place, "guess": f.guess}
                for f in outline.facts
            ],
            "outline": [
                {
                    "place": f.block.place,
                    "role": f.role,
                    "level": f.level,
                    "text": f.text,
                    "why": f.why,
                    "guess": f.guess,
                }
                for f in outline.found
            ],
            "photos": [
                {
                    "file": drafted.files[number],
                    "from": drafted.photos[plate.photo] if plate.photo >= 0 else None,
                    "caption": words_of(outline.found, plate),
                    "why": plate.why,
                    "guess": plate.guess,
                }
                for number, plate in enumerate(drafted.plates)
            ],
            "missing": list(drafted.missing),
            "unused": list(drafted.unused),
            "gaps": list(gaps(drafted)),
            "problems": [str(problem) for problem in drafted.problems],
        },
        ensure_ascii=False,
        indent=2,
    )


def gaps(drafted: Drafted) -> Iterator[str]:
    """What the story still needs, each as a sentence."""
    empty = [CHINESE[key] for key in needed(bool(drafted.plates)) if not drafted.value(key)]
    if empty:
        yield f"稿件没有写：{'、'.join(empty)}。已留空，请在稿头里补上"
    if drafted.missing:
        yield f"{len(drafted.missing)}条图片说明没有照片。把照片放进文件夹，取名为草稿里写的文件名"
    silent = [plate for plate in drafted.plates if plate.caption < 0]
    if silent:
        yield f"{len(silent)}张照片没有说明"
    without = [plate for plate in drafted.plates if not has_credit(words_of(drafted.outline.found, plate))]
    if without and not drafted.value("Photographers"):
        yield f"{len(without)}张照片没有署摄影者。在说明末尾写（记者 某某 摄）"


@dataclass(frozen=True, slots=True)
class _Row:
    """A line of a table: its mark, where in the manuscript, what it is, its words, why."""

    mark: str
    where: str
    what: str
    words: str
    why: str


def _table(rows: Iterable[_Row], columns: int) -> Iterator[str]:
    """Columns by width, since Chinese letters take two. The words give way first where the terminal is narrow."""
    rows = list(rows)
    where, what, why = (max((width(getattr(r, name)) for r in rows), default=0) for name in ("where", "what", "why"))
    words = max(min(max((width(row.words) for row in rows), default=0), columns - where - what - why - 10), FEWEST)
    for row in rows:
        cells = (_wide(row.where, where), _wide(row.what, what), _wide(_short(row.words, words), words), row.why)
        yield f"{row.mark}  {'  '.join(cells)}".rstrip()


def _wide(text: str, columns: int) -> str:
    return text + " " * max(columns - width(text), 0)


def _short(text: str, columns: int) -> str:
    """As many letters as fit, with … where some are left out."""
    text = text.replace("\n", " ")
    if width(text) <= columns:
        return text
    while width(text) > columns - 2:
        text = text[:-1]
    return text + "…"


def _mark(guess: bool) -> str:
    return "？" if guess else "· "


def _place(place: int, unit: str) -> str:
    return f"第{place}{unit}" if place else ""


def _above(drafted: Drafted) -> Iterator[_Row]:
    """What goes above the story; names that stand together in the manuscript on one line."""
    outline = drafted.outline
    for key in ORDER:
        facts = [fact for fact in outline.facts if fact.key == key]
        for (place, guess, why, used), same in groupby(facts, lambda fact: _said_of(drafted, fact)):
            words = "、".join(fact.value for fact in same)
            said = why if used else f"{why}，没有用"
            yield _Row(_mark(guess), _place(place, outline.unit), CHINESE[key], words, said)


def _said_of(drafted: Drafted, fact: Fact) -> tuple[int, bool, str, bool]:
    used = fact.value in value_of(drafted.outline, fact.key) or fact.key in drafted.given
    return fact.place, fact.guess, fact.why, used


def _counted(drafted: Drafted) -> str:
    counted = [(role, drafted.outline.count(role)) for role in IN_CHINESE if drafted.outline.count(role)]
    return "结构：" + "，".join(f"{IN_CHINESE[role]} {count}" for role, count in counted)


def _body(drafted: Drafted) -> Iterator[_Row]:
    """What stands in the body, but for plain text; and what was left out."""
    unit = drafted.outline.unit
    for one in drafted.outline.found:
        told = one.role not in ABOVE or one.role == "left-out" or one.left
        if told and (one.role != "paragraph" or one.guess):
            where = _place(one.block.place, unit) or "另附"
            level = f"（{one.level}级）" if one.level > 2 else ""
            words = one.text[: one.bold] if one.bold else one.text
            yield _Row(_mark(one.guess), where, IN_CHINESE[one.role] + level, words, one.why)


def _photos(drafted: Drafted) -> Iterator[str]:
    """Two lines for each photo: what it shows and its name in the story, then the file as it came."""
    yield f"照片：{len(drafted.photos)}张，图片说明{drafted.outline.count('caption')}条"
    for number, plate in enumerate(drafted.plates):
        file = drafted.files[number]
        caption = words_of(drafted.outline.found, plate).replace("\n", " ") or "（没有说明）"
        lacking = file in drafted.missing or plate.caption < 0
        source = drafted.photos[plate.photo] if plate.photo >= 0 else "（没有交照片）"
        yield f"{'！' if lacking else _mark(plate.guess)}  {caption} → {file}"
        yield f"      {source}  {plate.why}".rstrip()
    yield from (f"！  没有用上的文件：{name}" for name in drafted.unused)


def _gaps(drafted: Drafted) -> Iterator[str]:
    found = [*gaps(drafted), *(str(problem) for problem in drafted.problems)]
    yield "还缺什么：" if found else "什么也不缺。"
    yield from (f"！  {sentence}" for sentence in found)


def _done(drafted: Drafted) -> Iterator[str]:
    story = f"{drafted.place}/story.md"
    if drafted.story is None:
        yield f"与 {story} 相同，什么也没有写"
    elif drafted.revised:
        yield "与原来的 story.md 相比："
        yield from drafted.difference.splitlines()
        yield f"新稿写在 {drafted.place}/{drafted.story.name}，原来的 story.md 没有动。比好以后用一份，删一份"
    else:
        yield f"草稿写在 {story}"
        yield f"网址名 {drafted.slug}，可以改：稿头里的“网址名”和文件夹的名字一起改"
