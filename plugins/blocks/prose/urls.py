"""An address written out in running text: it may break anywhere, else the line before it would be torn apart."""

from __future__ import annotations

import re
from xml.etree.ElementTree import Element

from ..block import Block
from ..tree import Piece, put, take

# As the parsed tree has it, with the parser's own marks for an ampersand and for what a backslash stood before.
_URL = re.compile("((?:https?://|www\\.)(?:[!-;=?-~]|\x02(?:amp|[0-9]+)\x03){6,})")
_WHOLE = frozenset({"pre", "code", "kbd", "samp"})


class Urls(Block):
    """Puts every such address into a span of its own, in links as well; code stays as it is."""

    def run(self, root: Element) -> None:
        waiting = [root]
        while waiting:
            element = waiting.pop()
            if element.tag in _WHOLE:
                continue
            waiting += list(element)
            if any("://" in text or "www." in text for text in (element.text or "", *(c.tail or "" for c in element))):
                put(element, [part for piece in take(element) for part in _cut(piece)])


def _cut(piece: Piece) -> list[Piece]:
    if not isinstance(piece, str):
        return [piece]
    parts: list[Piece] = []
    for number, text in enumerate(_URL.split(piece)):
        if number % 2:
            span = Element("span", {"class": "url"})
            span.text = text
            parts.append(span)
        elif text:
            parts.append(text)
    return parts
