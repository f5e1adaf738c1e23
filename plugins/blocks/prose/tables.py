"""`| 项目 | 数量 |`: a table in a frame that scrolls where the screen is narrow."""

from __future__ import annotations

import re
from xml.etree.ElementTree import Element

from ..block import Block
from ..tree import literal, words

_SIDES = {f"text-align: {side};": side for side in ("left", "center", "right")}


# A figure, or a range of two, with one to six characters of a unit behind it; its line must not break.
_NUMBER = re.compile(r"[-+−<>≤≥约近超]?\d[\d.,，:/]*(?:[-~～—–至]\d[\d.,]*)?\s?[^\s\d，。；、：]{1,6}")


class Tables(Block):
    """Frames every table, says its columns' sides by class, and which cells hold one figure."""

    def run(self, root: Element) -> None:
        for parent in list(root.iter()):
            for place, table in enumerate(parent):
                if table.tag == "table":
                    parent[place] = self._framed(table)

    def _framed(self, table: Element) -> Element:
        for cell in table.iter():
            side = _SIDES.get(cell.attrib.pop("style", ""), "")
            number = "n" if cell.tag == "td" and len(cell) == 0 and _NUMBER.fullmatch((cell.text or "").strip()) else ""
            if kinds := " ".join(filter(None, (side, number))):
                cell.set("class", kinds)
        caption = table.find("caption")
        heads = [words(caption)] if caption is not None else [words(head) for head in table.iter("th")]
        label = "、".join(filter(None, heads))[:60]
        frame = Element("div", {"class": "table", "role": "region", "tabindex": "0"})
        frame.set("aria-label", literal(f"表格：{label}") if label else "表格")
        frame.tail, table.tail = table.tail, None
        frame.append(table)
        return frame
