"""What a reference in a story names: a file beside it, another page of copy, or something that is not ours."""

from __future__ import annotations

import re
from urllib.parse import unquote

from ...newsroom.paths import beside
from ..block import Block

# Control characters, marks that turn the direction of a name round, and what file systems do not take.
_UNSEEN = re.compile("[\x00-\x1f\x7f-\x9f\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufeff\ufffd]")
_HOSTILE = re.compile(_UNSEEN.pattern + '|[<>"|?*:]')
_OUTSIDE = re.compile(r"[a-zA-Z][a-zA-Z0-9+.\-]*:|[/\\]")
# Pelican's own ways to name a file of the content folder: {filename}../a.md, {static}/images/a.jpg, |filename|a.md
_NAMED = re.compile(r"\s*(?:\{(?:filename|static|attach)\}|\|(?:filename|static|attach)\|)\s*", re.IGNORECASE)

# A file that is looked at, not offered.
PICTURES = frozenset({".avif", ".bmp", ".gif", ".heic", ".heif", ".jpeg", ".jpg", ".png", ".tif", ".tiff", ".webp"})


def ending(reference: str) -> str:
    """The ending of a file's name in small letters, with its dot: "统计表.XLSX" → ".xlsx"."""
    name = unquote(reference).replace("\\", "/").rpartition("/")[2]
    stem, dot, last = name.rpartition(".")
    return f".{last.strip().lower()}" if dot and stem.strip(".") else ""


def place(reference: str, folder: str) -> str:
    """The content path of a file that stands with the copy of this folder, or "" where it cannot be one."""
    name = unquote(reference)
    if named := _NAMED.match(name):
        name = reference = name[named.end() :]
        if name.startswith("/"):
            folder, reference = "", name.lstrip("/")
            name = reference
    if not name or _OUTSIDE.match(name) or _HOSTILE.search(name):
        return ""
    return beside(folder, reference) or ""


def local(reference: str, what: str, line: int, block: Block) -> str:
    """The same, with a Problem where there is none. what: the word for it in Chinese ("图片")."""
    path = place(reference, block.sheet.folder)
    if not path:
        name = unquote(reference)
        shown = _UNSEEN.sub("�", name)[:80]
        if not name:
            fault = f"{what}没有写文件名", "在圆括号里写上文件名"
        elif _OUTSIDE.match(name):
            fault = f"{what}不在稿件旁边：{shown}", "放到稿件旁边，只写文件名，不写网址、盘符和开头的斜杠"
        elif _HOSTILE.search(name):
            fault = f"{what}的名字里有不能用的字符：{shown}", "给文件改名，只用汉字、字母、数字和连字符"
        else:
            fault = f"{what}指到了内容文件夹外面：{shown}", "放到稿件旁边，只写文件名"
        block.sheet.fault(line, *fault)
    return path
