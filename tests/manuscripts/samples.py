"""The sample manuscripts, drafted, and what a draft looks like as a short text that people can check."""

from __future__ import annotations

from datetime import datetime, timedelta, timezone
from pathlib import Path

from plugins.manuscripts.desk import draft
from plugins.manuscripts.draft.story import CHINESE
from plugins.manuscripts.photos.captions import words_of
from plugins.manuscripts.report.drafted import Drafted

HERE = Path(__file__).parents[1] / "samples" / "manuscripts"
NAMES = tuple(
    sorted(
        p.name for p in HERE.iterdir() if p.suffix in (".docx", ".zip", ".txt") and not p.name.endswith(".outline.txt")
    )
) + ("folder",)
NOW = datetime(2021, 9, 10, 8, 30, tzinfo=timezone(timedelta(hours=8)))


def drafted(name: str, content: Path) -> Drafted:
    """A sample, drafted into a content folder."""
    return draft(HERE / name, content, now=NOW)


def drafted_at(path: Path, folder: Path) -> Drafted:
    """Any manuscript, drafted into a site in this folder."""
    return draft(path, folder / "site" / "content", now=NOW)


def outline_text(drafted: Drafted) -> str:
    """Facts, parts in order, plates: a line each; "？" after what was guessed."""
    mark = {True: "？", False: ""}
    facts = [f"{CHINESE[fact.key]}：{fact.value}{mark[fact.guess]}" for fact in drafted.outline.facts]
    parts = [
        f"{one.role}{one.level or ''}{mark[one.guess]} {_shown(one.text[: one.bold] if one.bold else one.text)}".rstrip()
        for one in drafted.outline.found
    ]
    plates = [
        f"{drafted.photos[plate.photo] if plate.photo >= 0 else '-'} → {file}{mark[plate.guess]}"
        f" {_shown(words_of(drafted.outline.found, plate))}".rstrip()
        for plate, file in zip(drafted.plates, drafted.files, strict=True)
    ]
    unused = [f"- {name}" for name in drafted.unused]
    problems = [f"! {problem.message}" for problem in drafted.problems]
    return "\n".join((*facts, "", *parts, "", *plates, *unused, *problems)).strip() + "\n"


def _shown(text: str) -> str:
    text = text.replace("\n", "/")
    return text if len(text) <= 24 else text[:23] + "…"
