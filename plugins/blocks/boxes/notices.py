"""`!!! 资料 "题目"`: indented lines under a named box."""

from __future__ import annotations

from xml.etree.ElementTree import Element

from ...newsroom.gazetteer import near
from ..block import Block
from ..tree import Piece, put, take, words
from . import correction, fact_box, pull_quote, sign_off

_KINDS = {
    **dict.fromkeys(pull_quote.NAMES, pull_quote.pull_quote),
    **dict.fromkeys(fact_box.NAMES, fact_box.fact_box),
    **dict.fromkeys(correction.NAMES, correction.correction),
    **dict.fromkeys(sign_off.NAMES, sign_off.sign_off),
}


class Notices(Block):
    """Turns each box into the block that its name calls for."""

    def run(self, root: Element) -> None:
        for box in [box for box in root.iter("div") if box.get("class", "").startswith("admonition ")]:
            kind = box.get("class", "").removeprefix("admonition ")
            title = self._title(box, kind)
            if kind not in _KINDS:
                self._unknown(box, kind, title)
                continue
            if not words(box) and not any(child.tag is None for child in box.iter()):
                remedy = "内容写在下面，每一行开头空4格"
                self.sheet.fault(self.line(f"!!! {kind}", kind), f"“{kind}”框里没有内容", remedy)
            _KINDS[kind](box, title, self)

    def _title(self, box: Element, kind: str) -> list[Piece]:
        """Take the title out of a box; nothing where the writer gave none."""
        head = box.find("p[@class='admonition-title']")
        if head is None:
            return []
        box.remove(head)
        return [] if words(head).lower() == kind else take(head)

    def _unknown(self, box: Element, kind: str, title: list[Piece]) -> None:
        closest = near(kind, _KINDS)
        hint = f"是不是想写“!!! {closest}”？" if closest else "能写的有：!!! 金句、!!! 资料、!!! 更正、!!! 落款"
        self.sheet.fault(self.line(f"!!! {kind}", kind), f"没有“{kind}”这种框，先按普通的框排出", hint)
        box.tag = "aside"
        box.set("class", "notice")
        head = put(Element("p", {"class": "notice-head"}), title or [kind])
        head.tail = "\n"
        box.insert(0, head)
