"""Marks as Chinese text takes them (GB/T 15834-2011): full-width, once, and none of Latin script's beside Chinese."""

from __future__ import annotations

import re
from collections.abc import Iterator
from string import ascii_letters, digits

from .check import HAN, MARKS, Check, Finding, pattern

_BESIDE = f"[{HAN}“”‘’（）《》]"
_HALF = re.compile(f"(?<={_BESIDE})[,;:?!]+|(?<![,;:?!])[,;:?!]+(?=[{HAN}])")
_FULL = str.maketrans(",;:?!()", "，；：？！（）")
_ROUND = re.compile("\\([^()（）]*\\)")
_WIDE = "".join(chr(ord(letter) + 0xFEE0) for letter in ascii_letters + digits)
_CHINESE = re.compile(f"[{HAN}]")
_MIXED = re.compile("（[^（）()]*\\)|\\([^（）()]*）")
_OPENING = re.compile(f'(?<![0-9])"|"(?=[{HAN}{MARKS}])')


def half_width(words: str, after: str) -> Iterator[Finding]:
    """P01: , ; : ? ! ( ) beside Chinese. In 1,200 and 9:30 they stand between digits."""
    for found in _HALF.finditer(words):
        full = found[0].translate(_FULL)
        yield Finding(found.start(), found.end(), f"中文里用了半角的“{found[0]}”", f"改成全角的“{full}”")
    for found in _ROUND.finditer(words):
        beside = words[found.start() - 1 : found.start()] + words[found.end() : found.end() + 1]
        if _CHINESE.search(found[0]) or _CHINESE.search(beside):
            yield Finding(found.start(), found.end(), f"中文里用了半角的括号“{found[0]}”", "改成全角的“（）”")


def mixed(words: str, after: str) -> Iterator[Finding]:
    """P10: a bracket that is opened full-width and closed half-width, or the other way round."""
    for found in _MIXED.finditer(words):
        yield Finding(found.start(), found.end(), f"括号一半全角一半半角：“{found[0]}”", "前后都改成全角的“（）”")


def straight(words: str, after: str) -> Iterator[Finding]:
    """P03: straight quotation marks beside Chinese; which of them opens and which closes goes by turns."""
    if not _CHINESE.search(words):
        return
    turns = {'"': 0, "'": 0}
    for found in re.finditer(f"\"|(?<=[{HAN}{MARKS}])'|'(?=[{HAN}{MARKS}])", words):
        mark = found[0]
        if mark == '"' and words[found.start() - 1 : found.start()].isdigit() and not turns[mark] % 2:
            continue  # inches, seconds
        right = ("“”" if mark == '"' else "‘’")[turns[mark] % 2]
        turns[mark] += 1
        yield Finding(found.start(), found.end(), f"用了直引号“{mark}”", f"改成弯的“{right}”")


CHECKS = (
    Check("P01", "半角标点", "error", half_width, tuple(",;:?!(")),
    pattern("P02", "英文句号", "error", f"\\.(?<=[{HAN}]\\.)(?![.\\w])", ".", "句号用了英文的“.”", "改成“。”"),
    Check("P03", "直引号", "error", straight, ('"', "'")),
    pattern(
        "P04",
        "标点重复",
        "error",
        "([，、；：])\\1+|(?<!。)。。(?!。)",
        ("，，", "、、", "；；", "：：", "。。"),
        "标点“{}”重复了",
        "只留一个",
    ),
    pattern(
        "P05",
        "引号间的顿号",
        "warning",
        "(?<=”)、(?=“)|(?<=》)、(?=《)",
        ("”、“", "》、《"),
        "引号或书名号之间用了顿号",
        "去掉顿号",
    ),
    pattern(
        "P06",
        "省略号和破折号",
        "error",
        # What stands before a mark is looked at behind it: the search for the mark is the quick part.
        f"。{{3,}}|\\.(?<=[{HAN}{MARKS}]\\.)\\.+|(?<!\\.)\\.{{3,}}(?=[{HAN}])|…(?<!……)(?!…)"
        f"|-(?<=[{HAN}{MARKS}]-)-+|(?<!-)-{{2,}}(?=[{HAN}])|—(?<=[，。；：？！]—)(?!—)",
        ("。。。", "..", "…", "--", "—"),
        "省略号或破折号写成了“{}”",
        "省略号写“……”，破折号写“——”",
    ),
    pattern("P09", "全角数字字母", "error", f"[{_WIDE}][{_WIDE}]*", (), "用了全角的“{}”", "数字和字母用半角"),
    Check("P10", "半边括号", "error", mixed, ("(", ")")),
)
