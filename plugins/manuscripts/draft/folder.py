"""The folder of a story: which one it is, made whole or not at all, and never written over."""

from __future__ import annotations

import os
import shutil
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from difflib import unified_diff
from pathlib import Path
from tempfile import mkdtemp

from ...newsroom.frontmatter import read_frontmatter
from ...newsroom.keys import sort_fields
from ...newsroom.ledger import Ledger
from ...newsroom.problem import Problem
from ..manuscript import Filed
from ..photos.files import write_photo
from ..refusal import Refused
from .slug import free, in_pinyin, propose_slug

STORY = "story.md"
UNFINISHED = ("", "草稿", "待审", "draft", "ready")


@dataclass(frozen=True, slots=True)
class Place:
    """Where a draft goes: its folder, its id, whether a story stands there already, and what to warn of."""

    folder: Path
    id: str
    revised: bool = False
    warnings: tuple[Problem, ...] = ()


def find_place(features: Path, headline: str, slug: str, day: date, ledger: Ledger) -> Place:
    """The folder asked for by its slug; else that of the unfinished story of this headline; else a new one with the
    proposed slug.
    """
    if slug:
        return _asked(features / slug, ledger)
    stem = in_pinyin(headline)
    for folder in sorted(features.glob(f"{stem}*")) if stem and headline else []:
        known = _fields(folder)
        if known.get("Title") == headline and known.get("Status", "") in UNFINISHED:
            return Place(folder, known.get("Id") or folder.name, revised=True)
    taken = {path.name for path in features.glob("*")}
    taken |= {name for entry in ledger.entries for name in (entry.id, entry.slug)}
    name = free(propose_slug(headline, day), taken)
    return Place(features / name, name)


def _asked(folder: Path, ledger: Ledger) -> Place:
    if (folder / STORY).is_file():
        return Place(folder, _fields(folder).get("Id") or folder.name, revised=True)
    if folder.exists():
        raise Refused(
            folder.name, f"文件夹 {folder.as_posix()} 已经在了，里面却没有 {STORY}", "换一个 --slug，或先把它移走"
        )
    warnings = tuple(
        Problem(
            folder.name,
            0,
            f"网址名“{folder.name}”以前用过：{entry.url or '另一篇草稿'}"
            + (f"，首发 {entry.published}" if entry.published else ""),
            "同月同栏目的两篇稿件不能同名，建议换一个 --slug",
            "warning",
        )
        for entry in ledger.issued(folder.name)
    )
    return Place(folder, free(folder.name, {entry.id for entry in ledger.entries}), warnings=warnings)


def _fields(folder: Path) -> dict[str, str]:
    """The front matter of a folder's story by English key."""
    file = folder / STORY
    if not file.is_file():
        return {}
    fields, _, _ = read_frontmatter(file.name, file.read_text(encoding="utf-8-sig", errors="replace"))
    known, _ = sort_fields(file.name, fields, "story")
    return {key: field.value for key, field in known.items()}


def create(folder: Path, text: str, photos: Mapping[str, Filed]) -> list[Problem]:
    """A new folder with the story and its photos: filled under another name, then renamed. Says which photos were
    damaged.
    """
    folder.parent.mkdir(parents=True, exist_ok=True)
    draft = Path(mkdtemp(prefix=".draft-", dir=folder.parent))
    try:
        problems = _copy(photos, draft)
        (draft / STORY).write_text(text, encoding="utf-8", newline="\n")
        draft.chmod(0o755)
        draft.rename(folder)
    except BaseException:
        shutil.rmtree(draft)
        raise
    return problems


def revise(folder: Path, text: str, photos: Mapping[str, Filed]) -> tuple[Path | None, str, list[Problem]]:
    """Put a new text beside the story that stands there, and the photos it has not got.

    Returns the file that holds it, which may have been there before (None where the story itself says the same), the
    difference as a unified diff, and which photos were damaged.
    """
    before = (folder / STORY).read_text(encoding="utf-8-sig", errors="replace")
    problems = _copy({name: photo for name, photo in photos.items() if not (folder / name).exists()}, folder)
    if before == text:
        return None, "", problems
    rows = unified_diff(before.splitlines(), text.splitlines(), STORY, "story.new.md", lineterm="", n=1)
    others = sorted(folder.glob("story.new*.md"))
    known = next((path for path in others if path.read_text(encoding="utf-8", errors="replace") == text), None)
    target = known or folder / f"{free('story.new', {path.stem for path in others})}.md"
    if not known:
        _write(target, text)
    return target, "\n".join(rows), problems


def _write(target: Path, text: str) -> None:
    """A new text file, whole or not at all."""
    part = target.with_name(f".{target.name}.{os.getpid()}.part")
    try:
        part.write_text(text, encoding="utf-8", newline="\n")
        os.replace(part, target)
    finally:
        part.unlink(missing_ok=True)


def _copy(photos: Mapping[str, Filed], folder: Path) -> list[Problem]:
    return [problem for name, photo in photos.items() for problem in write_photo(photo, folder / name)]
