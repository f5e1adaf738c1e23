"""From a file's bytes to Copy. Pure: nothing here looks at any other file."""

from __future__ import annotations

import re
from typing import Any

from markdown import Markdown

from ...newsroom.body import Body, Sheet, split
from ...newsroom.copy import Copy
from ...newsroom.frontmatter import read_frontmatter
from ...newsroom.problem import Problem

# Control characters that word processors leave in pasted text, and marks that turn the direction of what follows;
# the last two no XML may hold.
_UNSEEN = "\x00-\x08\x0e-\x1f\x7f-\x84\x86-\x9f\u200b\u202a-\u202e\u2060\u2066-\u2069\ufeff\ufff9-\ufffb\ufffe\uffff"
_ENDS = "\r\x0b\x0c\x85\u2028\u2029"
_STRAY = re.compile(f"[{_UNSEEN}]")
_BREAKS = re.compile(f"\r\n|[{_ENDS}]")
_ODD = re.compile(f"[{_UNSEEN}{_ENDS}]")  # most copy has nothing of the kind


def markdown_from(settings: dict[str, Any]) -> Markdown:
    """The Markdown reader that Pelican's MARKDOWN setting describes; one instance reads any number of files."""
    wanted = {key: value for key, value in settings.items() if key != "extensions"}
    configured = list(settings.get("extension_configs", {}))
    extensions = list(dict.fromkeys([*settings.get("extensions", []), *configured]))
    return Markdown(**{**wanted, "extensions": [name for name in extensions if name != "markdown.extensions.meta"]})


def read_text(path: str, data: bytes) -> tuple[str, list[Problem]]:
    """The text of a file in UTF-8, lines ended by \\n, without stray control characters; "" where it cannot be read."""
    if data[:2] in (b"\xff\xfe", b"\xfe\xff"):
        return "", [Problem(path, 0, "文件是 UTF-16 编码，读不了", _RESAVE)]
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError as fault:
        line = data[: fault.start].count(b"\n") + 1
        try:
            data.decode("gb18030")
        except UnicodeDecodeError:
            what = f"第{fault.start}个字节起不是 UTF-8 文字"
            return "", [Problem(path, line, what, "这个文件可能已损坏或不是文本文件，请重新导出")]
        return "", [Problem(path, line, "文件是 GBK 编码，不是 UTF-8", _RESAVE)]
    # Nothing odd is printable: the quick question settles it for most copy.
    if text.replace("\n", "").isprintable() or not _ODD.search(text):
        return text, []
    text = _BREAKS.sub("\n", text)
    stray = _STRAY.search(text)
    if not stray:
        return text, []
    count = len(_STRAY.findall(text))
    codes = f"U+{ord(stray[0]):04X}"
    what = f"有{count}个看不见的控制字符（第一个是 {codes}），已经去掉"
    line = text.count("\n", 0, stray.start()) + 1
    return _STRAY.sub("", text), [
        Problem(path, line, what, "多半是从 Word 粘贴带来的，请检查这一行文字是否完整", "warning")
    ]


_RESAVE = "用记事本打开，另存为，编码选“UTF-8”，覆盖原文件"


def read_copy(path: str, data: bytes, markdown: Markdown) -> Copy | list[Problem]:
    """Read one file of copy; the Problems alone where there is nothing to make a story of.

    path: from the site's root, posix ("content/news/2021/qiao.md").
    """
    text, problems = read_text(path, data)
    if any(problem.level == "error" for problem in problems):
        return problems
    fields, start, missing = read_frontmatter(path, text)
    if missing:
        return [*problems, *missing]
    folder = path.removeprefix("content/").rpartition("/")[0]
    sheet = Sheet(path=path, folder=folder, text=text, start=start)
    words = text.split("\n", start - 1)[-1] if text.count("\n") >= start - 1 else ""
    markdown.reset()
    markdown.sheet = sheet  # type: ignore[attr-defined]  # where the blocks note down what they find
    html = markdown.convert(words)
    body = Body(split(html, sheet.parts), tuple(sheet.headings), tuple(sheet.corrections))
    return Copy(
        path=path,
        fields=tuple(fields),
        body=body,
        photos=tuple(sheet.photos),
        videos=tuple(sheet.videos),
        attachments=tuple(sheet.attachments),
        problems=(*problems, *sheet.problems),
    )
