"""`!!! 金句`: a sentence of the story set large, each line of it kept; a title names who said it."""

from __future__ import annotations

from xml.etree.ElementTree import Element, SubElement

from ..block import Block
from ..tree import Piece, put, rows, take

NAMES = ("金句", "摘句", "pull")


def pull_quote(box: Element, title: list[Piece], block: Block) -> None:
    """Make the box a <blockquote class="pull">."""
    box.tag = "blockquote"
    box.set("class", "pull")
    for paragraph in box.iterfind("p"):
        for number, line in enumerate(rows(take(paragraph))):
            if number:
                SubElement(paragraph, "br")
            put(paragraph, line)
    if title:
        said_by = SubElement(box, "p")
        said_by.tail = "\n"
        put(SubElement(said_by, "cite"), title)
