"""The theme's static files: the stylesheet in one piece, every file named by its content."""

from __future__ import annotations

import posixpath
import re
from collections.abc import Mapping
from hashlib import sha256
from pathlib import Path

from ...incremental.tree import walk

_IMPORT = re.compile(
    r"""@import\s+(?:url\(\s*)?["']?(?P<file>[^"')\s]+)["']?\s*\)?\s*(?:layer\((?P<layer>[\w.-]+)\))?\s*;"""
)
_URL = re.compile(r"""url\(\s*["']?(?!data:|#|https?:|//)(?P<file>[^"')]+?)["']?\s*\)""")
# A string stays as it is; a comment goes; white space goes beside what needs none, and is one space elsewhere. The
# space before ":" tells "a :hover" from "a:hover", and those round "+" and "-" are calc()'s.
_CLOSER = re.compile(
    r"""(?P<string>"(?:[^"\\]|\\.)*"|'(?:[^'\\]|\\.)*')|/\*.*?\*/|\s*(?P<mark>[{};,>])\s*|(?P<colon>:)\s+|(?P<space>\s+)""",
    re.DOTALL,
)


_LINES = re.compile(rb"^\s*(?://[^\n]*\n|/\*(?:[^*]|\*(?!/))*\*/[ \t]*\n)|^[ \t]+|^\n", re.MULTILINE)


def read_assets(static: Path, digests: bool = True) -> tuple[dict[str, str], dict[str, bytes]]:
    """Published path by theme file ("css/site.css" → "theme/css/site.1f2e3d4c.css"), and the bytes by published path.

    digests: whether a file's name tells its content; in a preview it does not, so that a page stays the same while its
    stylesheet is worked on.

    A stylesheet that another one imports is set into it, in its layer, and not published on its own: one request, and
    the sources still work unbuilt. Comments and the white space of writing are taken out of stylesheets and scripts.
    What a stylesheet shows by url() is named as published.
    """
    sources: dict[str, bytes] = {}
    for name, place in walk(static, closed=False).files:
        data = Path(place).read_bytes()
        sources[name] = _shortened(data) if name.endswith(".js") else data
    styles = {name: _closed(data.decode("utf-8")) for name, data in sources.items() if name.endswith(".css")}
    imported = {
        posixpath.normpath(posixpath.join(posixpath.dirname(name), found["file"]))
        for name, style in styles.items()
        for found in _IMPORT.finditer(style)
    }
    paths: dict[str, str] = {}
    published: dict[str, bytes] = {}
    for name, data in sources.items():
        if name not in styles:
            paths[name] = _named(name, data, digests)
            published[paths[name]] = data
    for name in styles:
        if name not in imported:
            data = _readdress(_inline(name, styles), name, paths).encode()
            paths[name] = _named(name, data, digests)
            published[paths[name]] = data
    return paths, published


def _shortened(script: bytes) -> bytes:
    """A script without indents and without comments that have lines to themselves; one with a template literal, whose
    white space may count, stays as it is."""
    return script if b"`" in script else _LINES.sub(b"", script.replace(b"\r\n", b"\n"))


def _closed(style: str) -> str:
    """A stylesheet without comments and without white space that means nothing."""

    def kept(found: re.Match[str]) -> str:
        return found["string"] or found["mark"] or found["colon"] or (" " if found["space"] else "")

    # Once more: where a comment stood between two spaces or beside a mark, there is white space left.
    return _CLOSER.sub(kept, _CLOSER.sub(kept, style)).replace(";}", "}").strip()


def _named(name: str, data: bytes, digests: bool) -> str:
    if not digests:
        return f"theme/{name}"
    stem, ending = posixpath.splitext(name)
    return f"theme/{stem}.{sha256(data).hexdigest()[:8]}{ending}"


def _inline(name: str, styles: Mapping[str, str]) -> str:
    folder = posixpath.dirname(name)

    def piece(found: re.Match[str]) -> str:
        file = posixpath.normpath(posixpath.join(folder, found["file"]))
        style = _moved(_inline(file, styles), posixpath.dirname(file), folder).strip()
        return f"@layer {found['layer']}{{{style}}}" if found["layer"] else style

    return _IMPORT.sub(piece, styles[name])


def _moved(style: str, source: str, target: str) -> str:
    def moved(found: re.Match[str]) -> str:
        file = posixpath.normpath(posixpath.join(source, found["file"]))
        return f'url("{posixpath.relpath(file, target or ".")}")'

    return style if source == target else _URL.sub(moved, style)


def _readdress(style: str, name: str, paths: Mapping[str, str]) -> str:
    folder = posixpath.dirname(name)

    def address(found: re.Match[str]) -> str:
        file = posixpath.normpath(posixpath.join(folder, found["file"]))
        if file not in paths:
            raise FileNotFoundError(f"theme/static/{name} shows {found['file']}, which is not in the theme")
        return f'url("{posixpath.relpath(paths[file], f"theme/{folder}")}")'

    return _URL.sub(address, style)
