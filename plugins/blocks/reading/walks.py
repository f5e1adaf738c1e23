"""Walks over the whole tree that Python-Markdown makes for every story, without the steps that do nothing.

The page is the same to the byte (tests/blocks/test_short_ways.py).
"""

from __future__ import annotations

from collections.abc import Callable
from functools import lru_cache
from typing import Any
from xml.etree.ElementTree import HTML_EMPTY, Element

from markdown import Markdown
from markdown.serializers import RE_AMP, to_html_string
from markdown.treeprocessors import UnescapeTreeprocessor
from markdown.util import STX

_UNUSUAL = frozenset({"script", "style"})
_DEEPEST = 100


class Unescape(UnescapeTreeprocessor):
    """Restores escaped characters where one stands."""

    def run(self, root: Element) -> None:
        for element in root.iter():
            if element.text and STX in element.text and element.tag != "code":
                element.text = self.unescape(element.text)
            if element.tail and STX in element.tail:
                element.tail = self.unescape(element.tail)


def shorten_walks(md: Markdown) -> None:
    """Put the short walks in the places of the long ones."""
    md.treeprocessors.register(Unescape(md), "unescape", 0)
    # Asked several times for every element. The list of names may grow while extensions register, not later.
    md.is_block_level = lru_cache(maxsize=256)(md.is_block_level)  # type: ignore[method-assign]


def shorten_writing(md: Markdown) -> None:
    """Where HTML is written and no other format: the short way to write it. Known only once the reader is made."""
    if md.serializer is to_html_string:
        md.serializer = to_html


def to_html(root: Element) -> str:
    """The tree as HTML, as markdown.serializers.to_html_string writes it."""
    pieces: list[str] = []
    if _write(root, pieces.append, 0):
        return "".join(pieces)
    return str(to_html_string(root))


def _write(element: Element, write: Callable[[str], Any], depth: int) -> bool:
    """False where something stands that is better left to the long way."""
    tag, text = element.tag, element.text
    if isinstance(tag, str):
        if tag in _UNUSUAL or tag != tag.lower() or depth > _DEEPEST:
            return False
        items = element.items()
        if items:
            marks = []
            for name, value in sorted(items):
                if type(name) is not str or type(value) is not str or name == value:
                    return False
                marks.append(f' {name}="{escaped(value, quotes=True)}"')
            write(f"<{tag}{''.join(marks)}>")
        else:
            write(f"<{tag}>")
    elif tag is not None:
        return False
    if text:
        write(escaped(text))
    for child in element:
        if not _write(child, write, depth + 1):
            return False
    if tag is not None and tag not in HTML_EMPTY:
        write(f"</{tag}>")
    if element.tail:
        write(escaped(element.tail))
    return True


def escaped(text: str, quotes: bool = False) -> str:
    """Text as HTML; what is an entity already stays one."""
    if "&" in text:
        text = RE_AMP.sub("&amp;", text)
    if "<" in text:
        text = text.replace("<", "&lt;")
    if ">" in text:
        text = text.replace(">", "&gt;")
    return text.replace('"', "&quot;") if quotes else text
