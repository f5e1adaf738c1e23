"""What a .docx holds that a web page has no place for: told, so that nobody believes it came along."""

from __future__ import annotations

import re

from ...newsroom.problem import Problem
from .parts import Parts, W


def unknown(name: str, place: int, what: str, remedy: str) -> Problem:
    """Something in the paragraph of this number that could not be taken along as it is."""
    return Problem(name, 0, f"第{place}段的{what}", remedy, "warning")


def left_behind(parts: Parts) -> list[Problem]:
    """Comments, and headers and footers that say more than a page number."""
    problems: list[Problem] = []
    comments = parts.xml("word/comments.xml")
    if comments is not None and (count := len(comments.findall(W + "comment"))):
        problems.append(Problem(parts.file.name, 0, f"有{count}条批注没有带过来", "稿件里的批注请先处理完", "warning"))
    for name in sorted(parts.package.namelist()):
        if re.fullmatch(r"word/(header|footer)\d*\.xml", name) and (root := parts.xml(name)) is not None:
            words = "".join(t.text or "" for t in root.iter(W + "t"))
            if re.search(r"[\u4e00-\u9fff]{2}", words):
                problems.append(
                    Problem(
                        parts.file.name, 0, f"页眉或页脚的文字没有带过来：{words[:40]}", "有用就抄进正文", "warning"
                    )
                )
    return problems
