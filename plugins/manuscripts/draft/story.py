"""The outline as a story's file: front matter, then Markdown. What the manuscript does not say stays an empty key."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace

from ...newsroom.keys import KEYS, NEEDED
from ..manuscript import Paragraph, Picture, Run, Table
from ..photos.captions import Plate, words_of
from ..structure.dateline import read_day
from ..structure.outline import ABOVE, Found, Outline
from .markdown import write_figure, write_head, write_note, write_paragraph, write_runs, write_table

# In the order a reporter thinks of them. Those that a story cannot go out without are written even when they are empty.
ORDER = (
    *(
        "Kicker",
        "Title",
        "Dek",
        "Genre",
        "DocNo",
        "Reporters",
        "Correspondents",
        "Photographers",
        "Dateline",
        "Date",
        "Category",
    ),
    *("Villages", "Bases", "Source", "Editor", "Reviews", "Status", "Slug", "Id"),
)
SINGLE = frozenset({"Title", "Genre", "DocNo", "Date", "Category", "Source", "Dateline", "Status", "Slug", "Id"})
CHINESE = {key.name: key.aliases[0] for key in KEYS}


def write_story(
    outline: Outline,
    plates: Sequence[Plate],
    files: Sequence[str],
    notes: Sequence[Sequence[Run]],
    given: Mapping[str, str],
) -> str:
    """The text of story.md.

    files: the file name of each plate; notes: the footnotes; given: values that are not the manuscript's (Slug, Id,
    Status …).
    """
    blocks = list(_blocks(outline.found, plates, files))
    blocks += [write_note(number, runs) for number, runs in enumerate(notes, 1)]
    return "\n".join(_fields(outline, given, bool(plates))) + "\n\n" + "\n\n".join(blocks) + "\n"


def value_of(outline: Outline, key: str) -> str:
    """What goes behind a key: the first that is no guess where there can be only one, else all."""
    facts = [fact for fact in outline.facts if fact.key == key]
    if key in SINGLE and facts:
        return next((fact.value for fact in facts if not fact.guess), facts[0].value)
    return (" " if key in ("Kicker", "Dek") else "、").join(outline.values(key))


def needed(photos: bool) -> tuple[str, ...]:
    """The keys that a story with or without photos cannot go out without."""
    return tuple(key for key in NEEDED if photos or key != "Photographers")


def _fields(outline: Outline, given: Mapping[str, str], photos: bool) -> Iterator[str]:
    for key in ORDER:
        value = given.get(key) or value_of(outline, key)
        if value or key in needed(photos):
            yield f"{CHINESE[key]}：{value}"


def _blocks(found: Sequence[Found], plates: Sequence[Plate], files: Sequence[str]) -> Iterator[str]:
    """The body, block by block. Figures that follow one another are one gallery, but the lead photo stands alone."""
    shown = {plate.at: number for number, plate in enumerate(plates) if plate.at >= 0}
    figures: list[str] = []
    bullets: list[str] = []
    signed: list[Found] = []
    started = False
    for index, one in enumerate(found):
        if index in shown:
            number = shown[index]
            figures.append(_figure(found, plates[number], files[number]))
        elif one.role in ABOVE or one.role in ("caption", "picture"):
            pass
        else:
            yield from _galleries(figures, lead=not started)
            figures, started = [], True
            if isinstance(one.block, Paragraph) and one.block.look.bullet:
                bullets.append(f"- {write_runs(one.block.runs)}")
                continue
            yield from _list(bullets)
            bullets = []
            if one.role == "sign-off":
                signed.append(one)
                continue
            yield from _sign_off(signed)
            signed = []
            yield _block(one)
    yield from _list(bullets)
    yield from _sign_off(signed)
    rest = [_figure(found, plate, files[number]) for number, plate in enumerate(plates) if plate.at < 0]
    yield from _galleries(figures + rest, lead=not started)


def _block(one: Found) -> str:
    if isinstance(one.block, Table):
        return write_table(one.block)
    assert isinstance(one.block, Paragraph)
    runs = cut(one.block.runs, *one.taken)
    if one.role == "head":
        return write_head(runs, one.level)
    return write_paragraph(bolded(runs, one.bold))


def _sign_off(signed: Sequence[Found]) -> list[str]:
    """Who signs and the day as a box at the right; without a day the lines stay paragraphs."""
    if not signed or not read_day(signed[-1].text):
        return [_block(one) for one in signed]
    return ["\n".join(["!!! 落款", *(f"    {line}" for one in signed for line in _block(one).split("\n"))])]


def _list(bullets: Sequence[str]) -> list[str]:
    return ["\n".join(bullets)] if bullets else []


def _galleries(figures: Sequence[str], lead: bool) -> list[str]:
    """Lines of one paragraph are a gallery; at the very start the first figure is a paragraph of its own."""
    first, rest = (figures[:1], figures[1:]) if lead else ([], figures)
    return [*first, *(["\n".join(rest)] if rest else [])]


def _figure(found: Sequence[Found], plate: Plate, file: str) -> str:
    block = found[plate.at].block if plate.at >= 0 else None
    words = block.words if isinstance(block, Picture) else ""
    return write_figure(file, words_of(found, plate), words)


def cut(runs: Sequence[Run], start: int, end: int) -> tuple[Run, ...]:
    """Runs without so many letters at their start and end, and without the blanks that are bared."""
    length = sum(len(run.text) for run in runs)
    kept: list[Run] = []
    at = 0
    for run in runs:
        stop = at + len(run.text)
        text = run.text[max(start - at, 0) : max(length - end - at, 0)]
        if text or run.note:
            kept.append(replace(run, text=text))
        at = stop
    if kept and start:
        kept[0] = replace(kept[0], text=kept[0].text.lstrip())
    if kept and end:
        kept[-1] = replace(kept[-1], text=kept[-1].text.rstrip())
    return tuple(kept)


def bolded(runs: Sequence[Run], letters: int) -> tuple[Run, ...]:
    """Runs whose first letters are one bold run."""
    if not letters:
        return tuple(runs)
    text = "".join(run.text for run in runs)
    return (Run(text[:letters], bold=True), *cut_notes(runs, letters))


def cut_notes(runs: Sequence[Run], letters: int) -> tuple[Run, ...]:
    """What follows the first letters; footnotes called within them come right after."""
    kept: list[Run] = []
    at = 0
    for run in runs:
        text = run.text[max(letters - at, 0) :]
        at += len(run.text)
        if text or run.note:
            kept.append(replace(run, text=text))
    return tuple(kept)
