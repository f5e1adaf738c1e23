"""A line of prose is a paragraph: it is not first held against every kind of block that it cannot be.

Prose here is a block of one line that opens with a letter, a number or a Chinese mark, bold or not. None of the
processors in `_NEVER` can claim such a block, each needs another opening, a second line or an indent; processors of
other extensions are asked as before. The page is the same to the byte (tests/blocks/test_short_ways.py).
"""

from __future__ import annotations

import re
from xml.etree.ElementTree import Element

from markdown import blockprocessors as known
from markdown.blockparser import BlockParser
from markdown.extensions.footnotes import FootnoteBlockProcessor
from markdown.extensions.tables import TableProcessor

# What no other block opens with: a number would be a list's, had it a full stop.
OPENING = r"(?:[^\W\d_]|[“‘《（【—…「『]|\d+(?![\d.)]))"
_PROSE = re.compile(rf"(?:\*\*)?{OPENING}[^\n]*\Z")
_NEVER = {
    known.HashHeaderProcessor,
    known.SetextHeaderProcessor,
    known.HRProcessor,
    known.ReferenceProcessor,
    FootnoteBlockProcessor,
    TableProcessor,
}


def take_the_short_way(parser: BlockParser) -> None:
    """Give a parser, which every processor already knows, a `parseBlocks` that knows prose."""

    def parse_blocks(parent: Element, blocks: list[str]) -> None:
        every = list(parser.blockprocessors)
        others = [processor for processor in every if type(processor) not in _NEVER]
        while blocks:
            for processor in others if _PROSE.match(blocks[0]) else every:
                if processor.test(parent, blocks[0]) and processor.run(parent, blocks) is not False:
                    break

    parser.parseBlocks = parse_blocks  # type: ignore[method-assign]
