"""`!!! 更正 "2021-06-20"`: what was wrong and what is right, and when; on the page and in the log of corrections."""

from __future__ import annotations

from copy import deepcopy
from datetime import timedelta, timezone
from xml.etree.ElementTree import Element, SubElement

from ...newsroom.body import Correction
from ...newsroom.dates import find_date, in_chinese
from ..block import Block
from ..tree import Piece, dissolve, literal, put, words

NAMES = ("更正", "correction")
# Asia/Shanghai since 1991; only the day is kept.
_ZONE = timezone(timedelta(hours=8))


def correction(box: Element, title: list[Piece], block: Block) -> None:
    """Make the box an <aside class="correction"> whose first line says when."""
    written = words(put(Element("p"), title))
    rest, moment = find_date(written, _ZONE)
    if moment is None:
        shown = f"更正的日期认不出来：{written[:20]}" if written else "更正没有写日期"
        remedy = '写成 !!! 更正 "2021-06-20"'
        block.sheet.fault(block.line(written, "!!! 更正", "!!! correction"), shown, remedy)
    number = block.notes.counted.get("correction", 0) + 1
    while f"correction-{number}" in block.notes.ids:
        number += 1
    block.notes.counted["correction"] = number
    block.notes.ids.add(f"correction-{number}")
    box.tag = "aside"
    box.attrib.clear()
    box.attrib.update({"class": "correction", "id": f"correction-{number}", "role": "note"})
    head = Element("p", {"class": "correction-head"})
    head.text = "更正"
    if moment:
        head.text = "更正 "
        time = SubElement(head, "time", {"datetime": f"{moment:%Y-%m-%d}"})
        time.text = in_chinese(moment.date())
    put(head, [literal(f" {rest.strip()}") if rest.strip() else ""])
    head.tail = "\n"
    box.insert(0, head)


class Corrections(Block):
    """Notes the notices down, when everything in them stands as it will be printed."""

    def run(self, root: Element) -> None:
        for box in root.iter("aside"):
            if box.get("class") != "correction":
                continue
            time = box.find("p/time")
            said = deepcopy(box)
            said.remove(said[0])
            # Marks are known only to their own story: links become words, and pictures stay behind.
            marks = [element for element in said.iter() if element.tag is None]
            for mark in marks:
                mark.text = ""
            dissolve(said, [*marks, *(link for link in said.iter("a") if "\x02" in (link.get("href") or ""))])
            html = self.md.serializer(said).partition(">")[2].removesuffix("</aside>")
            for step in self.md.postprocessors:
                html = step.run(html)
            text = "\n".join(filter(None, (words(child) for child in said)))
            day = time.get("datetime", "") if time is not None else ""
            self.sheet.corrections.append(Correction(day, text, html.strip(), box.get("id", "")))
