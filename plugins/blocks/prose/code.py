"""Four blanks before a line make it code. Prose that someone indented so is told of."""

from __future__ import annotations

import re
from xml.etree.ElementTree import Element

from ..block import Block

_PROSE = re.compile("[\u4e00-\u9fff]{2,}[，。；！？]")


class Code(Block):
    """Leaves code as it is."""

    def run(self, root: Element) -> None:
        for text in self.notes.indented:
            if _PROSE.search(text):
                what, remedy = "这一段开头空了4格，被当成代码排出", "正文段首不要空格；真是代码，就在前后各加一行 ```"
                self.sheet.fault(self.line(text.partition("\n")[0].strip()), what, remedy, "warning")
