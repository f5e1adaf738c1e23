"""A folder with a manuscript and its photos."""

from __future__ import annotations

from pathlib import Path, PurePosixPath

from ..manuscript import Filed
from ..refusal import Refused

MANY = 2000


def left_alone(name: str) -> bool:
    """Whether a file is a computer's own and nobody's copy: ~$稿件.docx, Thumbs.db, .DS_Store, anything in __MACOSX."""
    path = PurePosixPath(name)
    own = path.name.startswith(("~$", ".", "._")) or path.name.lower() in ("thumbs.db", "desktop.ini")
    return own or "__MACOSX" in path.parts


def list_folder(folder: Path) -> tuple[list[Filed], list[str]]:
    """Its files, those of its subfolders too, by name; and what was passed over. A link is not followed."""
    files: list[Filed] = []
    skipped: list[str] = []
    for path in sorted(folder.rglob("*")):
        name = path.relative_to(folder).as_posix()
        if left_alone(name):
            continue
        if path.is_symlink():
            skipped.append(f"{name}（是链接，没有跟过去）")
        elif path.is_file():
            files.append(Filed(name, path))
        if len(files) > MANY:
            raise Refused(folder.name, f"里面的文件超过{MANY}个", "只放这一篇稿件和它的照片")
    return files, skipped
