"""`[^1]`: footnotes, numbered from 1, with ids that any program reads and a way back in Chinese."""

from __future__ import annotations

import re
from xml.etree.ElementTree import Element

from ..block import Block

_UNKNOWN = re.compile(r"\[\^([^\]\s]{1,40})\]")


class Footnotes(Block):
    """Renames what Python-Markdown's footnotes extension made: fn:注 → fn-1, fnref2:注 → fnref-1-2."""

    def run(self, root: Element) -> None:
        renamed: dict[str, str] = {}
        labels: list[str] = []
        notes = [note for box in root.iter("div") if box.get("class") == "footnote" for note in box.iterfind("ol/li")]
        for number, note in enumerate(notes, 1):
            old = note.get("id", "")
            labels.append(old.removeprefix("fn:"))
            renamed[old] = f"fn-{number}"
            renamed[old.replace("fn:", "fnref:", 1)] = f"fnref-{number}"
        marks = [mark for mark in root.iter("sup") if mark.get("id", "").startswith("fnref")]
        for mark in marks:
            old = mark.get("id", "")
            if old not in renamed:
                count, _, label = old.removeprefix("fnref").partition(":")
                renamed[old] = f"{renamed.get(f'fnref:{label}', 'fnref-0')}-{count}"
        for element in (*notes, *marks):
            element.set("id", renamed.get(element.get("id", ""), element.get("id", "")))
        self.notes.ids.update(renamed.values())
        standing = {mark.get("id", "") for mark in marks}
        for link in root.iter("a"):
            address = link.get("href", "")
            if address[:1] == "#" and address[1:] in renamed:
                link.set("href", f"#{renamed[address[1:]]}")
            if link.get("class") == "footnote-backref":
                link.set("title", "返回正文")
                link.text = "↩\ufe0e"
        self._tell(root, labels, standing)

    def _tell(self, root: Element, labels: list[str], standing: set[str]) -> None:
        for number, label in enumerate(labels, 1):
            if f"fnref-{number}" not in standing:
                what, remedy = f"脚注 [^{label}] 在正文里没有用到", f"在正文里写上 [^{label}]，或删掉这条脚注"
                self.sheet.fault(self.line(f"[^{label}]:"), what, remedy, "warning")
        if "[^" not in self.sheet.text:
            return
        told: set[str] = set()
        for element in root.iter():
            for text in (element.text if element.tag not in ("code", "pre") else "", element.tail):
                for found in _UNKNOWN.finditer(text or ""):
                    if found[0] in told:
                        continue
                    told.add(found[0])
                    what, remedy = f"脚注 {found[0]} 没有内容", f"在文末另起一行写 {found[0]}: 脚注的文字"
                    self.sheet.fault(self.line(found[0]), what, remedy)
