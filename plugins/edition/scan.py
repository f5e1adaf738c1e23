"""Which files of the content folder are copy, and of what kind."""

from __future__ import annotations

import os
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Literal

Kind = Literal["base", "story", "page"]


@dataclass(frozen=True, slots=True, order=True)
class Source:
    """A file of copy: `path` from the site's root (posix, "content/…" whatever the folder is called)."""

    path: str
    kind: Kind
    file: Path


def scan(content: Path) -> list[Source]:
    """Every file of copy, by path: features/*/story.md, news/**.md, bases/*/base.md, pages/*.md."""
    found = []
    for path, file in _markdown(os.fspath(content), ""):
        if kind := _kind(path):
            found.append(Source(f"content/{path}", kind, Path(file)))
    return sorted(found, key=lambda source: source.path)


def source_of(file: Path, content: Path) -> Source | None:
    """One file as `scan` would find it; None where it is no copy."""
    path = file.relative_to(content).as_posix()
    hidden = any(part.startswith((".", "~")) for part in path.split("/"))
    kind = None if hidden or not path.lower().endswith(".md") else _kind(path)
    return Source(f"content/{path}", kind, file) if kind else None


def _kind(path: str) -> Kind | None:
    parts = path.split("/")
    room, name = parts[0], parts[-1]
    if name == "gallery.md" or name.endswith(".new.md"):
        return None
    if room == "features" and name == "story.md":
        return "story"
    if room == "news":
        return "story"
    if room == "bases" and name == "base.md":
        return "base"
    if room == "pages" and len(parts) == 2:
        return "page"
    return None


def _markdown(folder: str, path: str) -> Iterator[tuple[str, str]]:
    """Markdown files below a folder, whose path is this: path and place. Hidden names and the lock files of editors
    (~$…) are nobody's copy; links that lead elsewhere are not followed."""
    with os.scandir(folder) as entries:
        for entry in sorted(entries, key=lambda e: e.name):
            if entry.name.startswith((".", "~")):
                continue
            if entry.is_dir(follow_symlinks=False):
                yield from _markdown(entry.path, f"{path}{entry.name}/")
            elif entry.name.lower().endswith(".md") and entry.is_file(follow_symlinks=False):
                yield path + entry.name, entry.path
