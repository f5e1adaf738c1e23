"""Turning Markdown in tests, and printing what came of it so that a fixture can be read."""

from __future__ import annotations

import re
from functools import cache
from pathlib import Path

from markdown import Markdown

from plugins.newsroom.body import Part, Sheet
from plugins.newsroom.photo import Photo

MARK = re.compile("\x02part:([0-9]+)\x03")
GOLDEN = Path(__file__).parent.parent / "golden" / "blocks"


@cache
def reader() -> Markdown:
    return Markdown(extensions=["plugins.blocks"])


def turn(text: str, folder: str = "news/2021") -> tuple[str, Sheet]:
    """The HTML with its marks, and the sheet, of a story that is only a body."""
    sheet = Sheet(path=f"content/{folder}/a.md", folder=folder, text=text)
    markdown = reader()
    markdown.reset()
    markdown.sheet = sheet  # type: ignore[attr-defined]  # where the blocks note down what they find
    return markdown.convert(text), sheet


def problems(text: str) -> list[tuple[int, str, str]]:
    """(line, level, message) of every Problem, by line."""
    _, sheet = turn(text)
    return sorted((problem.line, problem.level, problem.message) for problem in sheet.problems)


def printed(text: str) -> str:
    """HTML with readable marks; after it the Problems, `!` for an error and `?` for a warning, each with its line."""
    html, sheet = turn(text)
    html = MARK.sub(lambda found: _readable(sheet.parts[int(found[1])], sheet), html)
    html = re.sub("\n{2,}", "\n", html)
    signs = {"error": "!", "warning": "?"}
    told = [f"{signs[level]} {line}: {message}" for line, level, message in problems(text)]
    return "\n".join([html, *told]).strip()


def _readable(part: Part, sheet: Sheet) -> str:
    if part.kind == "link":
        return f"[link {part.target}]"
    if part.kind == "attachment":
        file = sheet.attachments[part.index]
        return f"[attachment {file.source} | {file.title}]"
    if part.kind == "video":
        film = sheet.videos[part.index]
        return f"[video {film.source} | {film.alt}]\n[poster {_photo(film.poster)}]" if film.poster else "[video]"
    return "\n".join(f"[{part.kind} {_photo(sheet.photos[index])}]" for index in part.photos)


def _photo(photo: Photo) -> str:
    told = [photo.source or "-", photo.alt, photo.caption.html, photo.credit]
    return " | ".join([*told, *([f"focus {photo.focus[0]},{photo.focus[1]}"] if photo.focus else [])])


def cases(file: Path) -> list[tuple[str, str, str]]:
    """(title, Markdown, what is expected) from a dot file: a title, `.`, Markdown, `.`, the expected print, `.`"""
    found: list[tuple[str, str, str]] = []
    fields: list[str] = []
    lines: list[str] = []
    for line in file.read_text(encoding="utf-8").splitlines():
        if line != ".":
            lines.append(line)
            continue
        fields.append("\n".join(lines))
        lines = []
        if len(fields) == 3:
            title = fields[0].strip().splitlines()[-1]
            found.append((title, fields[1], fields[2].strip()))
            fields = []
    assert not fields, f"{file.name}: the last case has no closing dot"
    assert not "".join(lines).strip(), f"{file.name}: something follows the last dot"
    return found
