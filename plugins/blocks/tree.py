"""Cutting and joining the parsed tree, where text hangs on the element before it."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from html import unescape
from xml.etree.ElementTree import Element

# What stands in an element, in order: texts, and elements without their tails.
Piece = str | Element
# What is struck out is shown as struck, and is no word of the story anywhere else.
STRUCK = frozenset({"del", "s"})

_ESCAPED = re.compile("\x02(\\d+)\x03")
_PLACEHOLDER = re.compile("\x02[^\x02\x03]*\x03")


def take(element: Element) -> list[Piece]:
    """Empty an element and hand over what stood in it."""
    found: list[Piece] = [element.text] if element.text else []
    for child in element:
        found.append(child)
        if child.tail:
            found.append(child.tail)
            child.tail = None
    element.text = None
    del element[:]
    return found


def put(element: Element, found: Iterable[Piece]) -> Element:
    """Add pieces to the end of an element."""
    for piece in found:
        if not isinstance(piece, str):
            element.append(piece)
        elif len(element):
            element[-1].tail = (element[-1].tail or "") + piece
        else:
            element.text = (element.text or "") + piece
    return element


def drop(parent: Element, child: Element) -> None:
    """Take a child out and leave the text behind it."""
    place = list(parent).index(child)
    tail, child.tail = child.tail or "", None
    parent.remove(child)
    if place:
        parent[place - 1].tail = (parent[place - 1].tail or "") + tail
    else:
        parent.text = (parent.text or "") + tail


def dissolve(root: Element, loose: Iterable[Element]) -> None:
    """Put in the place of these elements below the root what stands in them."""
    names = {id(element) for element in loose}
    for parent in list(root.iter()):
        if any(id(child) in names for child in parent):
            waiting = take(parent)[::-1]
            while waiting:
                piece = waiting.pop()
                if id(piece) in names and not isinstance(piece, str):
                    waiting.extend(reversed(take(piece)))
                else:
                    put(parent, [piece])


def lines(found: Iterable[Piece]) -> list[list[Piece]]:
    """Pieces cut where the copy has line breaks; the breaks themselves are gone."""
    cut: list[list[Piece]] = [[]]
    for piece in found:
        if isinstance(piece, str):
            first, *more = piece.split("\n")
            cut[-1].append(first)
            cut.extend([line] for line in more)
        else:
            cut[-1].append(piece)
    return cut


def rows(found: Iterable[Piece]) -> list[list[Piece]]:
    """Pieces cut at line breaks, soft or hard, without blanks at the ends; empty rows are left out."""
    trimmed = [_trim(line) for line in lines("\n" if _is_break(piece) else piece for piece in found)]
    return [line for line in trimmed if line]


def _is_break(piece: Piece) -> bool:
    return not isinstance(piece, str) and piece.tag == "br"


def _trim(line: list[Piece]) -> list[Piece]:
    if line and isinstance(line[0], str):
        line[0] = line[0].lstrip()
    if line and isinstance(line[-1], str):
        line[-1] = line[-1].rstrip()
    return [piece for piece in line if piece != ""]


def plain(text: str) -> str:
    """Text of the tree as a reader sees it: escapes and entities resolved."""
    if "\x02" in text:
        text = text.replace("\x02amp\x03", "&")
        text = _PLACEHOLDER.sub("", _ESCAPED.sub(lambda found: chr(int(found[1])), text))
    return unescape(text) if "&" in text else text


def literal(text: str) -> str:
    """A reader's text as text of the tree, where the serializer would take &amp; for an entity."""
    return text.replace("&", "&amp;")


def words(element: Element) -> str:
    """What an element says, blanks as one space; the calls of footnotes are no words, nor is what is struck out."""
    return " ".join(plain("".join(_texts(element))).split())


def _texts(element: Element) -> Iterator[str]:
    waiting: list[Piece] = [element]
    while waiting:
        piece = waiting.pop()
        if isinstance(piece, str):
            yield piece
        elif piece.tag not in STRUCK and not (piece.tag == "sup" and piece.get("id", "").startswith("fnref")):
            yield piece.text or ""
            for child in reversed(piece):
                waiting += [child.tail or "", child]


def stand_in(mark: str) -> Element:
    """A mark as an element of the tree: without a tag, its text alone is written."""
    return turn_into_mark(Element("part"), mark)


def turn_into_mark(element: Element, mark: str) -> Element:
    """Make an element a mark where it stands."""
    tail = element.tail
    element.clear()
    element.tag = None  # type: ignore[assignment]  # the serializer writes an element without a tag as its text
    element.text, element.tail = f"\n{mark}\n", tail
    return element
