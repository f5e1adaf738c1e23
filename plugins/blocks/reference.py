"""What a reference in a story names: a file beside it, another page of copy, or something that is not ours."""

from __future__ import annotations

import re
from urllib.parse import unquote

from ..newsroom.paths import beside
from .block import Block

# Control characters, marks that turn the direction of a name round, and what file systems do not take.
_HOSTILE = re.compile('[\x00-\x1f\x7f-\x9f\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufeff<>"|?*:]')
_OUTSIDE = re.compile(r"[a-zA-Z][a-zA-Z0-9+.\-]*:|[/\\]")


def ending(reference: str) -> str:
    """The ending of a file's name in small letters, with its dot: "统计表.XLSX" → ".xlsx"."""
    name = unquote(reference).replace("\\", "/").rpartition("/")[2]
    stem, dot, last = name.rpartition(".")
    return f".{last.strip().lower()}" if dot and stem.strip(".") else ""


def local(reference: str, what: str, line: int, block: Block) -> str:
    """The content path of a file that stands with the copy, or "" with a Problem.

    what: the word for it in Chinese ("图片").
    """
    shown = _HOSTILE.sub("�", unquote(reference))[:80]
    if not reference:
        fault = f"{what}没有写文件名", "在圆括号里写上文件名"
    elif _OUTSIDE.match(unquote(reference)):
        fault = f"{what}不在稿件旁边：{shown}", f"{what}要和稿件放在一起，只写文件名，不写网址和盘符"
    elif _HOSTILE.search(unquote(reference)):
        fault = f"{what}的文件名里有不能用的字符：{shown}", "给文件改名，只用汉字、字母、数字和连字符"
    elif (path := beside(block.sheet.folder, reference)) is None:
        fault = f"{what}指到了稿件文件夹外面：{shown}", f"{what}要和稿件放在一起，只写文件名"
    else:
        return path
    block.sheet.fault(line, *fault)
    return ""
