"""`| 项目 | 数量 |`: a table in a frame that scrolls where the screen is narrow."""

from __future__ import annotations

from xml.etree.ElementTree import Element

from ..block import Block
from ..tree import literal, words

_SIDES = {f"text-align: {side};": side for side in ("left", "center", "right")}


class Tables(Block):
    """Frames every table and says its columns' sides by class."""

    def run(self, root: Element) -> None:
        for parent in list(root.iter()):
            for place, table in enumerate(parent):
                if table.tag == "table":
                    parent[place] = self._framed(table)

    def _framed(self, table: Element) -> Element:
        for cell in table.iter():
            if side := _SIDES.get(cell.attrib.pop("style", "")):
                cell.set("class", side)
        caption = table.find("caption")
        heads = [words(caption)] if caption is not None else [words(head) for head in table.iter("th")]
        label = "、".join(filter(None, heads))[:60]
        frame = Element("div", {"class": "table", "role": "region", "tabindex": "0"})
        frame.set("aria-label", literal(f"表格：{label}") if label else "表格")
        frame.tail, table.tail = table.tail, None
        frame.append(table)
        return frame
