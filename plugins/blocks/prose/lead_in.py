"""`**狠抓思想政治建设。**坚持…`: a bold sentence that a paragraph starts with leads into it; the first is the lede."""

from __future__ import annotations

import re
from xml.etree.ElementTree import Element

from ..block import Block
from ..tree import plain, words

_SENTENCE = re.compile("[。！？!?][”’』」）)]?$")


def leads_in(bold: str) -> bool:
    """Whether bold words at the start of a paragraph are a sentence of their own."""
    return bool(_SENTENCE.search(bold))


class LeadIns(Block):
    """Finds the lead-in sentences of the body's own paragraphs."""

    def run(self, root: Element) -> None:
        for paragraph in root:
            if paragraph.tag != "p" or not len(paragraph) or (paragraph.text or "").strip():
                continue
            bold = paragraph[0]
            follows = plain(bold.tail or "").strip() or len(paragraph) > 1
            if bold.tag == "strong" and follows and leads_in(words(bold)):
                bold.set("class", "lead-in")
                bold.tail = (bold.tail or "").lstrip(" \u3000\u00a0")


class Lede(Block):
    """The paragraph before the first section head, where the body has any; pictures and notices may stand above it."""

    def run(self, root: Element) -> None:
        if not any(head.level == 2 for head in self.sheet.headings):
            return
        first = next((element for element in root if element.tag not in (None, "aside")), None)
        if first is not None and first.tag == "p":
            first.set("class", "lede")
