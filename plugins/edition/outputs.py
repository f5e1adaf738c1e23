"""One table of every output path: where two want one place, it says whose it is, and the other is told and left out."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path

from ..newsroom.page import Page
from ..newsroom.places import Places
from ..newsroom.problem import Problem
from ..newsroom.story import Base, StandingPage, Story

Files = Mapping[str, Path | bytes]


@dataclass(frozen=True, slots=True)
class Settled:
    """What goes out, every path once, and what had to stay behind."""

    pages: list[Page]
    files: dict[str, Path | bytes]
    problems: list[Problem]


def settle(pages: Iterable[Page], files: Files, extra: Mapping[str, Path], shown: Iterable[str]) -> Settled:
    """Give every path to one: pages come first, then what is made beside them (theme, attachments, feeds, the sitemap,
    pictures), then the pages at addresses that stories have left, and last what lies in content/extra.

    files: with the extra ones among them, or what was put in their place; extra: by output path; shown: the paths of
    pictures.
    """
    places, owners, problems = Places(), dict[str, str](), list[Problem]()
    kept: list[Page] = []
    moved: list[Page] = []
    for page in pages:
        if page.template == "moved.html":
            moved.append(page)
        elif owner := places.in_the_way(page.path):
            what = f"网页 {page.path} 和 {owners[owner]} 抢同一个网址 {owner}，这一页没有排出"
            problems.append(Problem(_copy(page), 0, what, "给其中一个改网址名"))
        else:
            places.take(page.path)
            owners[page.path] = _named(page)
            kept.append(page)
    settled: dict[str, Path | bytes] = {}
    for path, file in files.items():
        if path in extra and file == extra[path]:
            continue
        if owner := places.in_the_way(path):
            what = f"文件 {path} 和 {owners[owner]} 抢同一个网址 {owner}，这个文件没有发布"
            problems.append(Problem(path, 0, what, "给网页改网址名"))
            continue
        places.take(path)
        owners[path] = f"程序生成的 {path}"
        settled[path] = file
    for path in sorted(shown):
        places.take(path)
        owners.setdefault(path, f"图片 {path}")
    for page in moved:
        if owner := places.in_the_way(page.path):
            story = next((_copy(other) for other in kept if other.path == page.given["to"]), page.path)
            what = f"旧网址 {page.path} 和{owners[owner]}抢同一个网址，没有转到这一篇"
            problems.append(Problem(story, 0, what, "从“旧网址”里删掉它", "warning"))
        else:
            places.take(page.path)
            owners[page.path] = f"旧网址 {page.path} "
            kept.append(page)
    for path, file in sorted(extra.items()):
        owner = places.in_the_way(path)
        if owner:
            what = f"网址 {owner} 是{owners[owner]}的，extra 里的这个文件没有发布"
            problems.append(Problem(f"content/extra/{path}", 0, what, "换一个文件名，或把它移出 extra", "warning"))
        else:
            places.take(path)
            owners[path] = f" content/extra/{path} "
            settled[path] = file
    return Settled(kept, settled, problems)


def _piece(page: Page) -> Story | Base | StandingPage | None:
    return next((page.given[key] for key in ("story", "base", "page") if page.given.get(key)), None)


def _copy(page: Page) -> str:
    piece = _piece(page)
    return piece.path if piece else page.path


def _named(page: Page) -> str:
    piece = _piece(page)
    names = {"index.html": "首页", "404.html": "“没有这一页”"}
    return f" {piece.path} " if piece else names.get(page.path, f"网页 {page.path} ")
