"""Which files of the content folder are copy, and of what kind; and which look like copy and will not be published."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import Literal

from ...incremental.tree import Reason, holds, walk
from ...newsroom.problem import Problem

Kind = Literal["base", "story", "page"]

_PLACES = "特写放在 content/features/名字/story.md，消息放在 content/news/年份/名字.md"
# Endings of other ways to write a page; a reader of those would expect them to be published.
_OTHER_WAYS = (".markdown", ".mdown", ".mkd", ".mkdn", ".rst", ".html", ".htm")
_ODD: dict[Reason, tuple[str, str]] = {
    "outside": ("是一个链接，指向 content 文件夹以外，没有用它", "把文件本身拷贝到这里"),
    "unreadable": ("这个文件夹打不开，里面的稿件和照片都没有用上", "检查它的权限，再生成一次"),
    "name": ("文件名不是 UTF-8 编码，没有用它", "给它改个名字；从 ZIP 里解压出来的，换一个解压软件再试"),
}


@dataclass(frozen=True, slots=True, order=True)
class Source:
    """A file of copy: `path` from the site's root (posix, "content/…" whatever the folder is called)."""

    path: str
    kind: Kind
    file: Path


def scan(content: Path) -> tuple[list[Source], list[Problem]]:
    """Every file of copy, by path: features/*/story.md, news/**.md, bases/*/base.md, pages/*.md; and a Problem for
    everything that is passed over and that somebody may have meant to publish."""
    tree = walk(content)
    sources: list[Source] = []
    problems = [Problem(f"content/{odd.path}", 0, *_ODD[odd.reason]) for odd in tree.oddities]
    for path, place in tree.files:
        if kind := _kind(path):
            sources.append(Source(f"content/{path}", kind, Path(place)))
        elif why := _misplaced(path):
            problems.append(Problem(f"content/{path}", 0, *why, "warning"))
    return sorted(sources, key=lambda source: source.path), problems


def source_of(file: Path, content: Path) -> Source | None:
    """One file as `scan` would find it; None where it is no copy."""
    path = file.relative_to(content).as_posix()
    kind = _kind(path) if holds(content, file) else None
    return Source(f"content/{path}", kind, file) if kind else None


def _kind(path: str) -> Kind | None:
    parts = path.split("/")
    room, name = parts[0], parts[-1]
    if not name.lower().endswith(".md") or name == "gallery.md" or name.endswith(".new.md"):
        return None
    if room == "features" and name == "story.md" and len(parts) > 2:
        return "story"
    if room == "news" and len(parts) > 1:
        return "story"
    if room == "bases" and name == "base.md":
        return "base"
    if room == "pages" and len(parts) == 2:
        return "page"
    return None


def _misplaced(path: str) -> tuple[str, str] | None:
    """What is wrong with a file that is no copy and looks like it, and what to do; None for any other file. In extra/
    everything is published as it is; gallery.md speaks of a folder's photographs; NAME.new.md is a draft's proposal."""
    parts = path.split("/")
    room, name = parts[0], parts[-1].lower()
    if room == "extra" and len(parts) > 1 or name == "gallery.md" or name.endswith(".new.md"):
        return None
    if name.endswith(_OTHER_WAYS):
        ending = name[name.rindex(".") :]
        remedy = "改名为 .md" if ending in _OTHER_WAYS[:4] else "改写成 Markdown，存为 .md"
        return f"{ending} 文件不会发布", f"{remedy}；要原样发布的网页放进 content/extra/"
    if not name.endswith(".md"):
        return None
    if room == "features" and len(parts) > 2:
        return (
            "特写的文件夹里只有 story.md 是稿件，这个文件不会发布",
            "另建一个文件夹，改名为 story.md；是笔记就改成 .txt",
        )
    if room == "bases" and len(parts) > 2:
        return "基地的文件夹里只有 base.md 会发布", "要发布的内容写进 base.md；是笔记就改成 .txt"
    if room == "bases":
        return "这个文件不会发布", "基地放在 content/bases/名字/base.md"
    if room == "pages":
        return "pages 下一级文件夹里的文件不会发布", "移到 content/pages/ 里"
    return "这个位置的文件不会发布", _PLACES
