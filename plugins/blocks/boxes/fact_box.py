"""`!!! 资料 "丰溪的家底"`: rows of label and value, `全镇面积：402平方公里`; a long one is marked."""

from __future__ import annotations

import re
from xml.etree.ElementTree import Element, SubElement

from ..block import Block
from ..tree import Piece, plain, put, rows, take, words

NAMES = ("资料", "资料框", "facts")
_NUMBER = re.compile(r"\d[\d.,:]*\d%?|\d%?")
_COLON = re.compile("[：:]")
HALF = 14  # characters of label and value that stand on one line in half a box


def fact_box(box: Element, title: list[Piece], block: Block) -> None:
    """Make the box an <aside class="fact-box"> of a head and a <dl>. What is no row stays below the rows."""
    box.tag = "aside"
    box.set("class", "fact-box")
    head = put(Element("h2"), title or ["资料"])
    name = block.notes.name(words(head))
    head.set("id", name)
    box.set("aria-labelledby", name)
    facts = Element("dl")
    rest: list[Element] = []
    for child in [piece for piece in take(box) if not isinstance(piece, str)]:
        if child.tag not in ("p", "ul", "ol"):
            rest.append(child)
            continue
        # A list with blank lines between its items has a paragraph in each.
        items = [child] if child.tag == "p" else [inner for item in child for inner in (item.findall("p") or [item])]
        for line in (line for item in items for line in rows(take(item))):
            _row(SubElement(facts, "div"), line, block)
    put(box, ["\n", head, "\n", facts, "\n", *rest] if len(facts) else ["\n", head, "\n", *rest])


def _row(row: Element, line: list[Piece], block: Block) -> None:
    label, value = SubElement(row, "dt"), SubElement(row, "dd")
    for place, piece in enumerate(line):
        colon = _COLON.search(piece) if isinstance(piece, str) else None
        if colon and isinstance(piece, str):
            put(label, [*line[:place], piece[: colon.start()].rstrip()])
            _with_numbers(value, [piece[colon.end() :].lstrip(), *line[place + 1 :]])
            break
    else:
        put(label, line)
    if len(words(label)) + len(words(value)) > HALF:
        row.set("class", "long")
    if not words(label) or not words(value):
        written = next((plain(piece).strip() for piece in line if isinstance(piece, str)), "")
        remedy = "每行写成“名称：内容”，例如“全镇面积：402平方公里”"
        block.sheet.fault(block.line(written, written[:12]), f"资料框里这一行缺名称或内容：{written[:20]}", remedy)


def _with_numbers(value: Element, pieces: list[Piece]) -> None:
    for piece in pieces:
        if not isinstance(piece, str):
            put(value, [piece])
            continue
        end = 0
        for found in _NUMBER.finditer(piece):
            put(value, [piece[end : found.start()]])
            number = SubElement(value, "span")
            number.set("class", "n")
            number.text = found[0]
            end = found.end()
        put(value, [piece[end:]])
