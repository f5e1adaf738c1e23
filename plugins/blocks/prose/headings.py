"""`## 题目`: section heads, level 2 to 4, each with an id made of its words."""

from __future__ import annotations

from xml.etree.ElementTree import Element

from ...newsroom.body import Heading
from ..block import Block
from ..tree import words
from .two_part import two_part

_LEVELS = {f"h{level}": level for level in range(1, 7)}


class Headings(Block):
    """Puts levels right, gives ids and notes down the section heads of the body itself."""

    def run(self, root: Element) -> None:
        above = 1
        for parent in list(root.iter()):
            for head in [child for child in parent if child.tag in _LEVELS]:
                text = words(head)
                if not text:
                    what, remedy = "有一个空的小标题，已经去掉", "写上题目，或删掉这一行的 #"
                    self.sheet.fault(self.line("#" * _LEVELS[head.tag] + "\n", "#"), what, remedy, "warning")
                    parent.remove(head)
                    continue
                level = self._level(_LEVELS[head.tag], text, above if parent is root else 0)
                head.tag = f"h{level}"
                two_part(head)
                name = head.get("id") or self.notes.name(text)
                head.set("id", name)
                if parent is root:
                    above = level
                    self.sheet.headings.append(Heading(text, name, level))

    def _level(self, level: int, text: str, above: int) -> int:
        """The level it is printed on; `above` is that of the head before it, 0 where order does not matter."""
        fault = ""
        if level == 1:
            fault, remedy = "正文里用了一级标题，已经改成二级", "大标题写在稿头的“标题：”里，正文的小标题用 ##"
        elif level > 4:
            fault, remedy = f"小标题用到了第{level}级，已经改成第4级", "小标题最多用到 ####"
        elif above and level > above + 1:
            fault, remedy = f"小标题跳了级，这里是 {'#' * level}", f"改用 {'#' * (above + 1)}"
        if fault:
            self.sheet.fault(self.line(f"{'#' * level} {text}", text, text[:8]), fault, remedy, "warning")
        return min(max(level, 2), 4)
