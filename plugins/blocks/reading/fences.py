"""``` and ~~~: a fenced block is taken out before anything else looks at the text, so that every letter of it stays."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from markdown.preprocessors import Preprocessor

from ..block import Fence, Step
from .structure import FENCED, Block, Box, Code, Listing, Meanings, Quote, read_structure


class Fences(Step, Preprocessor):
    """The first step. A mark of private characters stands in a fence's place until the blocks are read.

    One that is never closed goes to the end of what it stands in, as in every Markdown, and is told of.
    """

    def run(self, lines: list[str]) -> list[str]:
        text = "\n".join(lines)
        if "\ue0f0" in text:
            text = FENCED.sub("", text)  # nobody's own
        if "```" not in text and "~~~" not in text:
            return text.split("\n")
        lines = text.replace("\r", "").split("\n")
        marked: dict[int, str] = {}
        gone: set[int] = set()
        for number, (code, (first, last)) in enumerate(_fenced(read_structure(lines))):
            opening = lines[first]
            marked[first] = f"{opening[: len(opening) - code.width]}\ue0f0fence:{number}\ue0f1"
            gone.update(range(first + 1, last + 1))
            source = "\n".join([opening[len(opening) - code.width :], *lines[first + 1 : last + 1]])
            self.notes.fences.append(Fence("".join(f"{line}\n" for line in code.lines), source))
            if not code.closed:
                what, remedy = "代码块开了头，没有收尾", "在代码后面另起一行，写上同样的三个符号"
                self.sheet.fault(self.line(opening.strip()), what, remedy, "warning")
        return [marked.get(place, line) for place, line in enumerate(lines) if place not in gone]


def _fenced(blocks: Iterable[Block]) -> Iterator[tuple[Code, tuple[int, int]]]:
    """The fenced blocks, in the order in which they stand, and the lines they take, first and last."""
    for block in blocks:
        if isinstance(block, Code):
            if block.span:
                yield block, block.span
        elif isinstance(block, (Quote, Box)):
            yield from _fenced(block.blocks)
        elif isinstance(block, Listing):
            for item in block.items:
                yield from _fenced(item.blocks)
        elif isinstance(block, Meanings):
            for _, inner in block.rows:
                yield from _fenced(inner)
