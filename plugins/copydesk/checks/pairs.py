"""Marks that come in pairs: each is closed, by its own kind, inside the paragraph."""

from __future__ import annotations

import re
from collections.abc import Iterator

from .check import Check, Finding

PAIRS = {"“": "”", "‘": "’", "《": "》", "（": "）", "【": "】"}
_CLOSING = {closing: opening for opening, closing in PAIRS.items()}
_ANY = re.compile("[“”‘’《》（）【】]")
_ANY_OR_END = re.compile("[“”‘’《》（）【】\n]")
_NUMBERED = re.compile("(?:.*[，。；：、\\s])?[0-9一二三四五六七八九十]{1,3}$", re.DOTALL)


def pairs(words: str, after: str) -> Iterator[Finding]:
    """P11: “” ‘’ 《》 （） 【】 unpaired or wrongly nested.

    A quotation of several paragraphs opens each of them and closes the last: one that is left open is none where the
    next paragraph opens one as well, nor is one that is cut off by ……. ’ in a Latin word is an apostrophe, and 1） at
    the beginning counts.
    """
    open_: list[tuple[str, int]] = []
    for found in _ANY.finditer(words):
        mark, place = found[0], found.start()
        if mark in PAIRS:
            open_.append((mark, place))
        elif open_ and open_[-1][0] == _CLOSING[mark]:
            open_.pop()
        elif mark == "’" and _latin(words, place) or mark == "）" and _NUMBERED.match(words[:place]):
            continue
        elif any(opening == _CLOSING[mark] for opening, _ in open_):
            while (inner := open_.pop())[0] != _CLOSING[mark]:
                yield _left_open(*inner)
        else:
            yield Finding(place, place + 1, f"“{mark}”前面没有“{_CLOSING[mark]}”", f"补上“{_CLOSING[mark]}”，或去掉它")
    for mark, place in open_ if not words.endswith("……") else ():
        if mark != "“" or not after.startswith("“"):
            yield _left_open(mark, place)


def paired(lines: str) -> bool:
    """Whether all marks of each line close what stands open before them: then there is nothing to find."""
    open_: list[str] = []
    for mark in _ANY_OR_END.findall(lines):
        if mark in PAIRS:
            open_.append(mark)
        elif open_ if mark == "\n" else not open_ or open_.pop() != _CLOSING[mark]:
            return False
    return not open_


def _left_open(mark: str, place: int) -> Finding:
    return Finding(place, place + 1, f"“{mark}”没有合上", f"补上“{PAIRS[mark]}”")


def _latin(words: str, place: int) -> bool:
    before = words[place - 1 : place]
    return before.isascii() and before.isalnum()


CHECKS = (Check("P11", "error", pairs, tuple(PAIRS) + tuple(_CLOSING), paired),)
