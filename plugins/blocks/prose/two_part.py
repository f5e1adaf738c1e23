"""`## 抓班子带队伍 提升发展能力`: a head of two halves may wrap between them, never inside one."""

from __future__ import annotations

import re
from xml.etree.ElementTree import Element, SubElement

_HALF = "[^\\s\x02]*[\u4e00-\u9fff][^\\s\x02]*"
_TWO = re.compile(f"\\s*({_HALF})[ \u3000]+({_HALF})\\s*")


def halves(words: str) -> tuple[str, str] | None:
    """The two halves of a head; None where it is not of that kind."""
    found = _TWO.fullmatch(words)
    return (found[1], found[2]) if found else None


def two_part(head: Element) -> None:
    """Put the halves in spans with one space between them; a head with markup inside stays as it is."""
    two = None if len(head) else halves(head.text or "")
    if two:
        head.text = ""
        head.set("class", "two-part")
        for half in two:
            SubElement(head, "span").text = half
        head[0].tail = " "
