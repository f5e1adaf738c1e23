"""Where the links between pieces lead."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from posixpath import relpath

from ...newsroom.gazetteer import near
from ...newsroom.problem import Problem
from ...newsroom.story import Piece
from .enclosures import KINDS, enclose_file, find, left_in


def resolve(
    piece: Piece,
    addresses: Mapping[str, str],
    content: Path,
    store: Path,
    files: dict[str, Path | bytes],
    problems: list[Problem],
) -> dict[str, str]:
    """Each link target in a piece's body → the output path it leads to; the piece's own page where it leads nowhere.

    addresses: content path of every piece that is out → its page; store: the edition's. A target that is no piece is a
    file to be offered; one that is neither is a Problem.
    """
    found: dict[str, str] = {}
    for target in piece.body.links:
        source, hash_, fragment = target.partition("#")
        page = addresses.get(source) or _file(piece, source, content, store, files, problems)
        if not page:
            name = source.rpartition("/")[2]
            own = piece.path.removeprefix("content/")
            closest = near(source, [path for path in addresses if path != own])
            written = relpath(closest, own.rpartition("/")[0] or ".") if closest else ""
            hint = f"是不是“{written}”？" if closest else "检查文件名；未发布的稿件不能链接"
            line = next((part.line for part in piece.body.parts if part.target == target), 0)
            problems.append(Problem(piece.path, line, f"链接“{name}”没有指向任何已发布的稿件或文件", hint))
        found[target] = (page or piece.url) + hash_ + fragment
    return found


def _file(
    piece: Piece,
    source: str,
    content: Path,
    store: Path,
    files: dict[str, Path | bytes],
    problems: list[Problem],
) -> str:
    file = find(content, source)
    ending = source.rpartition(".")[2].lower()
    if not file or ending not in KINDS:
        return ""
    path, offered = enclose_file(file, ending, store, files)
    problems += left_in(piece, 0, f"链接的文件“{file.name}”", offered)
    return path
