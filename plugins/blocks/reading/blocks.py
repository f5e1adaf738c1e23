"""Python-Markdown's block parser, with the structure of lists, quotations, boxes and code read by structure.py.

Its own processors, and those of other extensions, still read every piece of text: heads, tables, reference definitions,
footnotes, paragraphs.
"""

from __future__ import annotations

import re
from xml.etree.ElementTree import Element, SubElement

from markdown import Markdown
from markdown.util import AtomicString, code_escape

from ..block import Notes
from ..tree import Piece, put, take
from .structure import Block, Box, Code, Listing, Mark, Meanings, Quote, Rule, Text, read_structure

# What structure.py reads in their place, by the names under which Python-Markdown registers them.
REPLACED = ("indent", "code", "olist", "ulist", "quote", "admonition", "empty")
_APART = re.compile(r"\n(?: *\n)+")
_HAN = "[一二三四五六七八九十]{1,3}"
_NUMBERED = re.compile(
    rf" {{0,3}}(?:{_HAN}、|[（(](?:{_HAN}|\d{{1,2}})[）)]|\d{{1,2}}(?:、|[．.](?![\d ])|[）)](?! ))|[①-⑳])"
)
_COMPLETE = re.compile("[。；：！？…;:”）] *$")
_TASK = re.compile(r"\[([ xX])\] +(?=\S)")
_SHORT = re.compile(r" {0,3}\*\[([^\]\n]+)\] ?:[ \t]*(.*)")


def read_blocks_here(md: Markdown) -> None:
    """Give a reader's block parser, whose processors are all registered, this way to read."""
    builder = Builder(md)
    for name in REPLACED:
        if name in md.parser.blockprocessors:
            md.parser.blockprocessors.deregister(name)
    md.parser.parseChunk = builder.build  # type: ignore[method-assign]


class Builder:
    """Turns the structure of a text into elements."""

    def __init__(self, md: Markdown) -> None:
        self.md = md

    @property
    def notes(self) -> Notes:
        notes: Notes = self.md.notes  # type: ignore[attr-defined]  # set by the extension
        return notes

    def build(self, parent: Element, text: str) -> None:
        """Read a text and add its elements to the parent."""
        self._all(parent, read_structure(text.split("\n")))

    def _all(self, parent: Element, blocks: list[Block]) -> None:
        for block in blocks:
            if isinstance(block, Text):
                self._text(parent, block.lines)
            elif isinstance(block, Rule):
                SubElement(parent, "hr")
            elif isinstance(block, Mark):
                fences = self.notes.fences
                if block.number < len(fences):
                    _code(parent, fences[block.number].text)
            elif isinstance(block, Code):
                words = "".join(f"{line}\n" for line in block.lines)
                self.notes.indented.append(words)
                _code(parent, words)
            elif isinstance(block, Quote):
                self._all(SubElement(parent, "blockquote"), block.blocks)
            elif isinstance(block, Box):
                box = SubElement(parent, "div", {"class": f"admonition {block.kind}"})
                if block.title:
                    SubElement(box, "p", {"class": "admonition-title"}).text = block.title
                self._all(box, block.blocks)
            elif isinstance(block, Meanings):
                self._meanings(SubElement(parent, "dl"), block)
            else:
                self._list(parent, block)

    def _text(self, parent: Element, lines: list[str]) -> None:
        if any("*[" in line for line in lines):
            lines = [line for line in lines if not self._abbreviation(line)]
        if len(lines) > 1:
            lines = _parted(lines)
        parts = [part for part in _APART.split("\n".join(lines).strip("\n")) if part.strip()]
        if parts:
            self.md.parser.parseBlocks(parent, parts)

    def _abbreviation(self, line: str) -> bool:
        """Note down `*[HTML]: 超文本标记语言`."""
        found = _SHORT.fullmatch(line)
        if found:
            self.notes.short[found[1].strip()] = found[2].strip().strip("\"'")
        return bool(found)

    def _list(self, parent: Element, listing: Listing) -> None:
        numbered = listing.mark in ".)"
        element = SubElement(parent, "ol" if numbered else "ul")
        numbers = [item.number for item in listing.items]
        counted = len(set(numbers)) == 1  # 1. 1. 1.: who writes so leaves the counting to the program
        if numbered and numbers[0] != 1:
            element.set("start", str(numbers[0]))
        if listing.mark == ")":
            element.set("class", "bracketed")
        for place, item in enumerate(listing.items):
            row = SubElement(element, "li")
            if numbered and place and not counted and item.number != numbers[place - 1] + 1:
                row.set("value", str(item.number))
            self._all(row, item.blocks)
            if not listing.loose:
                _close_up(row)
            _tick(row)

    def _meanings(self, element: Element, block: Meanings) -> None:
        for tag, blocks in block.rows:
            row = SubElement(element, tag)
            self._all(row, blocks)
            if len(row) == 1:
                _close_up(row)


def _parted(lines: list[str]) -> list[str]:
    """Numbers as official papers write them, 一、（一）1.（1）, are text. Each begins a paragraph where the line above
    is complete or numbered itself."""
    parted = lines[:1]
    for above, line in zip(lines, lines[1:], strict=False):
        if _NUMBERED.match(line) and "|" not in line and (_NUMBERED.match(above) or _COMPLETE.search(above)):
            parted.append("")
        parted.append(line)
    return parted


def _code(parent: Element, text: str) -> None:
    code = SubElement(SubElement(parent, "pre"), "code")
    code.text = AtomicString(code_escape(text))


def _close_up(row: Element) -> None:
    """A row whose blocks no blank lines part: its paragraphs are its own text."""
    pieces: list[Piece] = []
    for child in take(row):
        if isinstance(child, str) or child.tag != "p" or child.attrib:
            pieces.append(child)
        else:
            pieces += ["\n" if pieces else "", child.text or ""]
    put(row, pieces)


def _tick(row: Element) -> None:
    """`- [x] 办完` → ☑ 办完"""
    first = row if row.text else next(iter(row), None)
    if first is not None and first.tag in ("li", "p") and first.text and (found := _TASK.match(first.text)):
        first.text = f"{'☐' if found[1] == ' ' else '☑'} {first.text[found.end() :]}"
        row.set("class", "task")
