"""A caption as the story prints it: without its label (图1：, ▲下图：), its credit in brackets at its end.

Townships write a credit in many ways: 张某 摄 · 摄影 张某 · 丰溪镇供图 · 本报记者张某摄. The site knows it by its
brackets.
"""

from __future__ import annotations

import re

from ..structure.names import is_name, split_names
from ..structure.shapes import CREDIT

_NUMBER = r"[\d一二三四五六七八九十]{1,3}"
_LABEL = re.compile(
    rf"(?:(?:图片|照片|插图|图)\s*{_NUMBER}(?:\s*[、，和]\s*图?\s*{_NUMBER})*\s*[：:.．、]\s*"
    r"|(?:图片|照片)说明\s*[：:]\s*|[▲△↑▼▽]\s*(?:[上下左右]图\s*[：:]?\s*)?|[上下左右]图\s*[：:]\s*)(?=\S)"
)
_HOUSE = r"(?:本[报站网台]|见习|特约)?(?:记者|通讯员)?"
_START = r"(?P<before>.*?)(?P<gap>[。！？]|[，,\s\u3000]+)\s*"  # what the picture shows, up to its credit
_NAME = r"[^\s，。！？（）()]{2,12}"
_BEHIND = re.compile(
    rf"{_START}(?P<who>{_HOUSE}[ \u3000]*(?P<names>{_NAME}(?:[、 \u3000]{_NAME}){{0,3}}))[ \u3000]*"
    r"(?P<part>摄影报道|摄影|摄|供图|航拍)。?"
)
_AHEAD = re.compile(rf"{_START}(?P<part>摄影|供图|航拍)\s*[:：/ \u3000]\s*(?P<names>[^，。！？（）()]{{2,20}})。?")
_LISTED = re.compile(r"\d{1,2}[.．、]\s*(?=\D)")
_BARE = re.compile(r"[（(](?P<part>供图|摄影|航拍)[ \u3000]+(?P<names>[^（）()，。]{2,20})[）)]。?$")


def as_printed(caption: str) -> str:
    """The caption without its label, its credit at its end in brackets; any other caption as it is."""
    label = _LABEL.match(caption)
    words = caption[label.end() :] if label else caption
    if (number := _LISTED.match(words)) and is_credited(words[number.end() :]):
        words = words[number.end() :]
    if found := _BARE.search(words):
        return f"{words[: found.start()]}（{found['part']}：{found['names'].strip()}）" if _named(found) else words
    if CREDIT.search(words):
        return words
    if (found := _BEHIND.fullmatch(words)) and _named(found):
        return f"{_ended(found)}（{found['who'].strip()} {found['part']}）"
    if (found := _AHEAD.fullmatch(words)) and _named(found):
        return f"{_ended(found)}（{found['part']}：{found['names'].strip()}）"
    return words


def is_credited(line: str) -> bool:
    """Whether a line ends with a credit, in brackets or not: it is then a caption by its own words."""
    return bool(CREDIT.search(as_printed(line)))


def _ended(found: re.Match[str]) -> str:
    return found["before"] + (found["gap"] if found["gap"] in "。！？" else "")


def _named(found: re.Match[str]) -> bool:
    names = found["names"].strip()
    return is_name(names) or bool(split_names(names))
