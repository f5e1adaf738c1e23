"""`## 抓班子带队伍 提升发展能力`: a head of two halves may wrap between them, never inside one."""

from __future__ import annotations

import re
from xml.etree.ElementTree import Element, SubElement

_HALF = "[^\\s\x02]*[\u4e00-\u9fff][^\\s\x02]*"
_TWO = re.compile(f"\\s*({_HALF})[ \u3000]+({_HALF})\\s*")


def two_part(head: Element) -> None:
    """Put the halves in spans with one space between them; a head with markup inside stays as it is."""
    found = None if len(head) else _TWO.fullmatch(head.text or "")
    if found:
        head.text = ""
        head.set("class", "two-part")
        for half in found.groups():
            SubElement(head, "span").text = half
        head[0].tail = " "
