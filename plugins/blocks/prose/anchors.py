"""`{#bridge}`: names given by hand for links to lead to. They stay as they are; no two are the same."""

from __future__ import annotations

import re
from xml.etree.ElementTree import Element

from ..block import Block

# Names that the blocks count out themselves.
_COUNTED = re.compile(r"(?:fn|fnref|correction)-[0-9-]+")


class Anchors(Block):
    """Notes the given ids down before any other is made."""

    def run(self, root: Element) -> None:
        for element in root.iter():
            name = element.get("id", "")
            if not name or ":" in name:  # the colon is in those that the footnotes extension made
                continue
            if name in self.notes.ids or _COUNTED.fullmatch(name):
                element.set("id", self.notes.name(f"{name}-2" if _COUNTED.fullmatch(name) else name))
                what = f"名字“{name}”已经有了，这里改成“{element.get('id')}”"
                self.sheet.fault(self.line(f"#{name}"), what, "换一个名字", "warning")
            self.notes.ids.add(element.get("id", ""))
