"""What a table is: data in rows, a frame around one text, or a way to set photos side by side with their captions
below.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

from ..manuscript import Block, Paragraph, Picture, Table

Cell = tuple[Block, ...]


def plan_table(rows: Sequence[Sequence[Cell]], place: int) -> Iterator[Block]:
    """The blocks that stand for a table, by what it is used for. `place`: of the last paragraph in it."""
    cells = [cell for row in rows for cell in row]
    if any(isinstance(block, Picture) for cell in cells for block in cell):
        yield from _photos(rows)
    elif len([cell for cell in cells if cell]) <= 1:
        for block in (block for cell in cells for block in cell):
            yield replace(block, look=replace(block.look, boxed=True)) if isinstance(block, Paragraph) else block
    else:
        yield Table(tuple(tuple(_paragraphs(cell) for cell in row) for row in rows), place)


def _paragraphs(cell: Cell) -> tuple[Paragraph, ...]:
    """A cell's paragraphs; those of a table inside it one after another."""
    found: list[Paragraph] = []
    for block in cell:
        if isinstance(block, Paragraph):
            found.append(block)
        elif isinstance(block, Table):
            found += [paragraph for row in block.rows for inner in row for paragraph in inner]
    return tuple(found)


def _photos(rows: Sequence[Sequence[Cell]]) -> Iterator[Block]:
    """Each photo with the words of its cell, or where there are none, with those of the cell below."""
    used: set[tuple[int, int]] = set()
    for number, row in enumerate(rows):
        for column, cell in enumerate(row):
            if (number, column) in used:
                continue
            yield from cell
            below = rows[number + 1][column] if number + 1 < len(rows) and column < len(rows[number + 1]) else ()
            alone = bool(cell) and all(isinstance(block, Picture) for block in cell)
            if alone and not any(isinstance(block, Picture) for block in below):
                used.add((number + 1, column))
                yield from below
