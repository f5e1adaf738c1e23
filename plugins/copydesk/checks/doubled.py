"""Function words typed twice. Where two of them meet as the end of one word and the beginning of another (为了了解,
目的的, 存在在) they are right."""

from __future__ import annotations

from .check import Check, pattern

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

CHECKS: tuple[Check, ...] = (pattern("D01", "字词重复", "error", _TWICE, _WORDS, "“{}”重复了", "去掉一个"),)
