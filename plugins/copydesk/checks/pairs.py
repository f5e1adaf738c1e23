"""Marks that come in pairs: each is closed, by its own kind, inside the paragraph."""

from __future__ import annotations

import re
from collections.abc import Iterator

from .check import Check, Finding

PAIRS = {"“": "”", "‘": "’", "《": "》", "（": "）", "【": "】"}
_CLOSING = {closing: opening for opening, closing in PAIRS.items()}
_ANY = re.compile("[“”‘’《》（）【】]")
_ANY_OR_END = re.compile("[“”‘’《》（）【】\n]")
# Looked for in the five letters before a bracket: the number, and what parts it from the words before it.
_NUMBERED = re.compile("(?:^|[，。；：、\\s])[0-9一二三四五六七八九十]{1,3}$")
_NEAR = 5


def pairs(words: str, after: str) -> Iterator[Finding]:
    """P11: “” ‘’ 《》 （） 【】 unpaired or wrongly nested.

    A quotation of several paragraphs opens each of them and closes the last: one that is left open is none where the
    next paragraph opens one as well, nor is one that is cut off by ……. ’ in a Latin word is an apostrophe, and 1） at
    the beginning counts.
    """
    open_: list[tuple[str, int]] = []
    waiting = dict.fromkeys(PAIRS, 0)  # how many of each kind stand open
    for found in _ANY.finditer(words):
        mark, place = found[0], found.start()
        if mark in PAIRS:
            open_.append((mark, place))
            waiting[mark] += 1
        elif open_ and open_[-1][0] == _CLOSING[mark]:
            waiting[open_.pop()[0]] -= 1
        elif mark == "’" and _latin(words, place) or mark == "）" and _numbers(words, place):
            continue
        elif waiting[_CLOSING[mark]]:
            while (inner := open_.pop())[0] != _CLOSING[mark]:
                waiting[inner[0]] -= 1
                yield _left_open(*inner)
            waiting[_CLOSING[mark]] -= 1
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


def _numbers(words: str, place: int) -> bool:
    """Whether a bracket stands behind a number that counts: 1） at the beginning, ；2） later on."""
    before = words[max(0, place - _NEAR) : place]
    found = _NUMBERED.search(before)
    # Where letters were cut off before them, the beginning of the five is not the beginning of the words.
    return bool(found and (found.start() or place <= _NEAR or before[0] in "，。；：、" or before[0].isspace()))


def _latin(words: str, place: int) -> bool:
    before = words[place - 1 : place]
    return before.isascii() and before.isalnum()


CHECKS = (Check("P11", "成对标点", "error", pairs, tuple(PAIRS) + tuple(_CLOSING), paired),)
