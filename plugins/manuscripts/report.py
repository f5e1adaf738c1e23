"""What was recognised and why, what was only guessed, what is missing: for the terminal, and as JSON for tools.

Each line starts with its kind: "·" recognised, "？" guessed, "！" missing or wrong.
"""

from __future__ import annotations

import json
from collections.abc import Iterator

from ..newsroom.keys import NEEDED
from .captions import words_of
from .draft import CHINESE, ORDER, value_of
from .drafted import Drafted
from .lines import width
from .outline import ABOVE, IN_CHINESE, Found
from .shapes import has_credit

SHOWN = 24  # letters of a block that are shown


def report(drafted: Drafted) -> str:
    """The outline in Chinese, one block a line."""
    lines = [*_above(drafted), "", *_body(drafted), "", *_photos(drafted), "", *_gaps(drafted), "", *_done(drafted)]
    return "\n".join(lines) + "\n"


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
            "gaps": list(gaps(drafted)),
            "problems": [str(problem) for problem in drafted.problems],
        },
        ensure_ascii=False,
        indent=2,
    )


def gaps(drafted: Drafted) -> Iterator[str]:
    """What the story still needs, each as a sentence."""
    empty = [CHINESE[key] for key in NEEDED if not drafted.value(key)]
    if empty:
        yield f"稿件没有写：{'、'.join(empty)}。已留空，请在稿头里补上"
    if drafted.missing:
        yield f"{len(drafted.missing)}条图片说明没有照片。把照片放进文件夹，取名为草稿里写的文件名"
    silent = [plate for plate in drafted.plates if plate.caption < 0]
    if silent:
        yield f"{len(silent)}张照片没有说明"
    without = [plate for plate in drafted.plates if not has_credit(words_of(drafted.outline.found, plate))]
    if without:
        yield f"{len(without)}张照片没有署摄影者。在说明末尾写（记者 某某 摄）"


def _line(guess: bool, where: str, what: str, text: str, why: str) -> str:
    """Columns by width, since Chinese letters take two."""
    shown = text.replace("\n", " ")
    shown = shown if len(shown) <= SHOWN else shown[: SHOWN - 1] + "…"
    return "  ".join((("？" if guess else "· "), _wide(where, 8), _wide(what, 10), _wide(shown, 50), why)).rstrip()


def _wide(text: str, columns: int) -> str:
    return text + " " * max(columns - width(text), 0)


def _above(drafted: Drafted) -> Iterator[str]:
    yield f"稿件：{drafted.name}"
    outline = drafted.outline
    for key in ORDER:
        for fact in (fact for fact in outline.facts if fact.key == key):
            used = fact.value in value_of(outline, key) or key in drafted.given
            why = fact.why if used else f"{fact.why}，没有用"
            where = f"第{fact.place}{outline.unit}" if fact.place else ""
            yield _line(fact.guess, where, CHINESE[key], fact.value, why)


def _body(drafted: Drafted) -> Iterator[str]:
    outline = drafted.outline
    counted = [(role, outline.count(role)) for role in IN_CHINESE if outline.count(role)]
    yield "结构：" + "，".join(f"{IN_CHINESE[role]} {count}" for role, count in counted)
    for one in outline.found:
        if one.role not in ABOVE and (one.role != "paragraph" or one.guess):
            where = f"第{one.block.place}{outline.unit}" if one.block.place else "另附"
            yield _line(one.guess, where, _called(one), _said(one), one.why)


def _called(one: Found) -> str:
    return IN_CHINESE[one.role] + (f"（{one.level}级）" if one.level > 2 else "")


def _said(one: Found) -> str:
    return one.text[: one.bold] if one.bold else one.text


def _photos(drafted: Drafted) -> Iterator[str]:
    yield f"照片：{len(drafted.photos)}张，图片说明{drafted.outline.count('caption')}条"
    for number, plate in enumerate(drafted.plates):
        caption = words_of(drafted.outline.found, plate) or "（没有说明）"
        source = drafted.photos[plate.photo] if plate.photo >= 0 else "（没有交照片）"
        text = f"{source} → {drafted.files[number]}"
        mark = "！" if drafted.files[number] in drafted.missing or plate.caption < 0 else "？" if plate.guess else "· "
        yield f"{mark}  {_wide(caption[:SHOWN], 34)}  {_wide(text, 50)}  {plate.why}".rstrip()
    for name in drafted.unused:
        yield f"！  没有用上的文件：{name}"


def _gaps(drafted: Drafted) -> Iterator[str]:
    found = [*gaps(drafted), *(str(problem) for problem in drafted.problems)]
    yield "还缺什么：" if found else "什么也不缺。"
    yield from (f"！  {sentence}" for sentence in found)


def _done(drafted: Drafted) -> Iterator[str]:
    if drafted.story is None:
        yield f"与 {drafted.folder.as_posix()}/story.md 相同，什么也没有写"
        return
    if drafted.revised:
        yield "与原来的 story.md 相比："
        yield from drafted.difference.splitlines()
        yield f"新稿写在 {drafted.story.as_posix()}，原来的 story.md 没有动。比好以后用一份，删一份"
        return
    yield f"草稿写在 {drafted.story.as_posix()}，网址名 {drafted.slug}（可以改：改稿头里的“网址名”和文件夹名）"
