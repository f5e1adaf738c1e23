"""What the author took away or moved: struck-through text and Word's tracked changes.

The text is read as it stands once every change is accepted and what is struck is gone. Each change is told, so that
nobody takes an unreviewed figure for the agreed one.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from xml.etree.ElementTree import Element

from ...newsroom.problem import Problem
from .parts import W

CHANGES = {W + "ins": "加上", W + "del": "删去", W + "moveTo": "移来", W + "moveFrom": "移走"}
MOST = 20  # paragraphs with changes that are quoted; the rest are counted
_MARK = "mark"  # on the w:del that stands where two paragraphs were joined
_LONGEST = 30  # letters of a change that are quoted
_TAKEN_AWAY = (W + "del", W + "moveFrom")

Change = tuple[int, str, str]  # number of the paragraph, what was done, the words


def change_of(element: Element) -> tuple[str, str]:
    """What a tracked element does, and to which words; "" for those that hold none."""
    if element.get(_MARK):
        return CHANGES[element.tag], "段落标记"
    if next(element.iter(W + "drawing"), None) is not None or next(element.iter(W + "pict"), None) is not None:
        return CHANGES[element.tag], "（图片）"
    own = (W + "delText", W + "t") if element.tag in _TAKEN_AWAY else (W + "t",)
    return CHANGES[element.tag], "".join(_letters(element, own))


def _letters(parent: Element, tags: Sequence[str]) -> Iterator[str]:
    for child in parent:
        if child.tag in tags:
            yield child.text or ""
        elif child.tag not in _TAKEN_AWAY:
            yield from _letters(child, tags)


def taken_away(properties: Element | None) -> bool:
    """Whether tracked changes take away a paragraph's mark, or a table's row or cell: by its pPr, trPr or tcPr."""
    if properties is None:
        return False
    mark = properties.find(W + "rPr")
    held = properties if mark is None else mark
    return any(held.find(tag) is not None for tag in (*_TAKEN_AWAY, W + "cellDel"))


def joined(parent: Element) -> Iterator[Element]:
    """The children of a body or cell, with each paragraph whose mark was taken away made one with the next."""
    held: list[Element] = []
    for child in parent:
        if child.tag == W + "p" and taken_away(child.find(W + "pPr")):
            held.append(child)
        elif child.tag == W + "p" and held:
            yield _one(held, child)
            held = []
        elif held and len(child):
            yield _one(held[:-1], held[-1])
            held = []
            yield child
        else:
            yield child
    if held:
        yield _one(held[:-1], held[-1])


def _one(before: Sequence[Element], last: Element) -> Element:
    """The paragraphs' contents in one, set as the last of them is: its mark is the one that stays."""
    if not before:
        return last
    whole = Element(W + "p")
    own = last.find(W + "pPr")
    if own is not None:
        whole.append(own)
    for number, p in enumerate((*before, last)):
        if number:
            whole.append(Element(W + "del", {_MARK: "1"}))
        whole.extend(child for child in p if child.tag != W + "pPr")
    return whole


def told(name: str, changes: Sequence[Change]) -> list[Problem]:
    """The changes of each paragraph as one sentence."""
    by_place: dict[int, list[Change]] = {}
    for change in changes:
        by_place.setdefault(change[0], []).append(change)
    found: list[Problem] = []
    for place, rows in list(by_place.items())[:MOST]:
        struck = "、".join(_quoted(words) for _, what, words in rows if what == "划掉")
        tracked = "，".join(what + _quoted(words) for _, what, words in rows if what != "划掉")
        if struck:
            found.append(Problem(name, 0, f"第{place}段划掉的字没有带过来：{struck}", "还要用的抄回正文", "warning"))
        if tracked:
            remedy = "请与作者核对，以定下来的为准"
            found.append(Problem(name, 0, f"第{place}段有修订，按改后的带来：{tracked}", remedy, "warning"))
    if len(by_place) > MOST:
        what = f"另有{len(by_place) - MOST}段有划掉的字或修订，都按改后的带来"
        found.append(Problem(name, 0, what, "请在 Word 里接受或拒绝全部修订，再交一次", "warning"))
    return found


def _quoted(words: str) -> str:
    return f"“{words if len(words) <= _LONGEST else words[: _LONGEST - 1] + '…'}”"
