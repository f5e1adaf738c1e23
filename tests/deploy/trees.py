"""Publish trees for deploy tests, made of a few words: stories with a photograph each, lists, a feed, a stylesheet."""

from __future__ import annotations

import random
from collections.abc import Mapping
from contextlib import closing
from hashlib import sha256
from pathlib import Path

from plugins.incremental.output import Output, Written
from plugins.incremental.store import Store
from plugins.newsroom.owned import NAME as OWNED

PHOTO = 6_000  # bytes


def lay(folder: Path, stories: Mapping[str, str], style: str = "body{color:#222}") -> dict[str, bytes]:
    """Write the tree of an edition, remove what it does not have; its files by path. stories: slug → words."""
    files = files_of(stories, style)
    for path, data in files.items():
        file = folder / path
        if not file.is_file() or file.read_bytes() != data:
            file.parent.mkdir(parents=True, exist_ok=True)
            file.write_bytes(data)
    for file in [file for file in folder.rglob("*") if file.is_file()]:
        if file.relative_to(folder).as_posix() not in files:
            file.unlink()
    return files


def note_built(output: Path, store: Path) -> None:
    """Leave in the store what a publish build of such a tree leaves there: what it made, and which page shows what."""
    files = [file for file in output.rglob("*") if file.is_file()]
    paths = [file.relative_to(output).as_posix() for file in files]
    with closing(Store(store)) as opened:
        record = Output(opened, output)
        record.announce(paths)
        record.now = dict.fromkeys(paths, Written())
        record.save()
        opened.save()
    photos = [path for path in paths if path.startswith("photos/")]
    pages = {path.rpartition("/")[2].removesuffix(".html"): path for path in paths if path.startswith("news/")}
    rows = [f"{pages[slug]}\t{path}\n" for path in photos if (slug := path.split("-")[1]) in pages]
    (store / OWNED).write_text("".join(rows))


def files_of(stories: Mapping[str, str], style: str = "body{color:#222}") -> dict[str, bytes]:
    """Path → bytes. Every page names the stylesheet, and its photographs, by their content."""
    css = (style * 40).encode()
    sheet = f"theme/css/site.{_digest(css)[:8]}.css"
    files = {sheet: css, "robots.txt": b"User-agent: *\n", "404.html": _page("没有这一页", "", sheet, 0)}
    rows = []
    for slug, words in stories.items():
        data = random.Random(words).randbytes(PHOTO)
        photo = f"photos/{_digest(data)[:12]}-{slug}-960.jpg"
        files[photo] = data
        text = f'<img src="../../{photo}" alt="{slug}">' + "".join(f"<p>{words}，第{n}段。</p>" for n in range(12))
        files[f"news/202106/{slug}.html"] = _page(slug, text, sheet, 2)
        rows.append(f'<li><a href="news/202106/{slug}.html">{words}</a></li>')
    files["index.html"] = _page("首页", "".join(rows), sheet, 0)
    files["archive/index.html"] = _page("往期", "".join(rows).replace('"news', '"../news'), sheet, 1)
    files["feed.xml"] = f"<feed>{''.join(sorted(stories.values()))}</feed>".encode()
    return files


def stories(count: int, words: str = "新闻") -> dict[str, str]:
    """So many stories."""
    return {f"s{number:02}": f"{words}{number}" for number in range(count)}


def _page(title: str, text: str, sheet: str, depth: int) -> bytes:
    link = f'<link rel="stylesheet" href="{"../" * depth}{sheet}">'
    head = f'<!doctype html><html lang="zh-CN"><head><meta charset="utf-8"><title>{title}</title>{link}</head>'
    return f"{head}<body><main><h1>{title}</h1>{text}</main></body></html>".encode()


def _digest(data: bytes) -> str:
    return sha256(data).hexdigest()
