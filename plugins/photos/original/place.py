"""Where a photo lies: its reference in a story, found on file systems that disagree about names."""

from __future__ import annotations

import os
import unicodedata
from collections.abc import Sequence
from difflib import get_close_matches
from pathlib import Path, PurePosixPath
from urllib.parse import unquote

from ..fault import PhotoFault

ENDINGS = (".jpg", ".jpeg", ".png", ".webp", ".avif", ".heic", ".heif", ".gif", ".tif", ".tiff", ".bmp")
# Of pictures that cannot be shown (kinds.py).
OTHERS = (
    ".jp2",
    ".jxl",
    ".psd",
    ".svg",
    ".dng",
    ".cr2",
    ".cr3",
    ".nef",
    ".arw",
    ".raf",
    ".rw2",
    ".orf",
    ".pdf",
    ".eps",
)


def named_as_photo(name: str) -> bool:
    """Whether a file's name promises a photo; what systems and editors hide or leave behind does not count."""
    return name.lower().endswith(ENDINGS) and not name.startswith((".", "~"))


def named_as_other(name: str) -> bool:
    """Whether a file's name promises a picture of a kind that cannot be shown."""
    return name.lower().endswith(OTHERS) and not name.startswith((".", "~"))


def find_file(content: Path, source: str) -> Path:
    """The file that a reference from the content folder means.

    A Mac may spell a name in decomposed Unicode, neither Mac nor Windows tells capitals apart, and a file may be called
    "a%20b.jpg", which in a reference means a blank: where there is no file of just this name, the only one that differs
    in nothing else is meant. PhotoFault where there is none, or outside.
    """
    parts = PurePosixPath(source).parts
    if not source or source.startswith("/") or ".." in parts or "\\" in source or "\0" in source:
        raise PhotoFault("不在 content 文件夹里", "把照片放到稿件旁边，只写文件名")
    place = content
    for part in parts:
        place = place / part if os.path.lexists(place / part) else _nearly(place, part)
    if place.is_dir():
        raise PhotoFault("是文件夹，里面没有照片", "把照片放进去，或改成照片的文件名")
    if not place.is_file():
        raise PhotoFault("不是普通文件", "换成照片本身")
    if not place.resolve().is_relative_to(content.resolve()):
        raise PhotoFault("其实指向 content 文件夹以外", "把照片本身拷贝到稿件旁边")
    return place


def names_in(folder: Path) -> list[str]:
    """The names in a folder in their order; none where it cannot be looked into."""
    try:
        return sorted(os.listdir(folder))
    except OSError:
        return []


def _nearly(folder: Path, name: str) -> Path:
    names = names_in(folder)
    same = names_like(name, names)
    if len(same) == 1:
        return folder / same[0]
    if same:
        raise PhotoFault(f"有几个只差大小写的文件：{'、'.join(same)}", "给它们起不同的名字")
    shown = [other for other in names if named_as_photo(other) or (folder / other).is_dir()]
    near = get_close_matches(name, shown, n=1, cutoff=0.6)
    hint = f"是不是想写“{near[0]}”？" if near else "把照片放到稿件旁边，核对文件名"
    raise PhotoFault("找不到", hint)


def names_like(name: str, names: Sequence[str]) -> list[str]:
    """Those of the names that mean the same, but for capitals, Unicode's forms, percent-escapes, and the backticks that
    Markdown takes for marks of code."""
    wanted = _plain(name)
    for meaning in (str, unquote, lambda other: other.replace("`", "")):
        if like := [other for other in names if _plain(meaning(other)) == wanted]:
            return like
    return []


def _plain(name: str) -> str:
    return unicodedata.normalize("NFC", unicodedata.normalize("NFC", name).casefold())
