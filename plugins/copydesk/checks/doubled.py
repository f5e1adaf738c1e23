"""What was typed or pasted twice: a function word, a whole paragraph. Where two function words meet as the end of one
word and the beginning of another (为了了解, 目的的, 存在在) they are right."""

from __future__ import annotations

import re
from collections.abc import Iterator

from .check import HAN, Check, Finding, pattern

_WORDS = ("的的", "了了", "在在", "是是", "和和")
_TWICE = "|".join(
    (
        "(?<![目标有])的的(?![确士哥当])",
        "(?<![不为除未小])了了(?![解结却断事望然无之])",
        "(?<![存现实潜内外自好旨意所])在在(?![处职校读线编建岗乡外内家押逃册座场位世])",
        "(?<![国可但于只还总就也都要若])是是(?![非否])",
        "(?<![共中饱调温缓柔祥平随总讲掺附搅])和和(?![气美睦顺解谐平煦善暖服局])",
    )
)
_SHORTEST = 30  # characters of a paragraph that is not said twice on purpose, as a refrain or a line of a form is
_PARAGRAPH = re.compile(f"^(?![|!\\[<]|    )[^\n]*[{HAN}][^\n]*$", re.MULTILINE)


def paragraphs(text: str, after: str) -> Iterator[Finding]:
    """D02: a paragraph that stands in the file a second time, word for word. Rows of tables and pictures are none."""
    seen: dict[str, int] = {}
    for found in _PARAGRAPH.finditer(text):
        words = found[0].strip()
        if len(words) < _SHORTEST:
            continue
        if words in seen:
            first = text.count("\n", 0, seen[words]) + 1
            what = f"这一段“{words[:12]}……”和第{first}行的一模一样"
            yield Finding(found.start(), found.end(), what, "删掉一段；粘贴时漏了的一段补上")
        seen.setdefault(words, found.start())


CHECKS: tuple[Check, ...] = (pattern("D01", "字词重复", "error", _TWICE, _WORDS, "“{}”重复了", "去掉一个"),)
SOURCE = (Check("D02", "段落重复", "error", paragraphs),)
