"""Which lines are a list, a quotation, a box, code: the structure of a story, as nested values.

The rules are CommonMark's (spec.commonmark.org 0.31): what belongs to a list item is indented as far as its first
words, a bullet or a `1.` needs no blank line before it, kinds of list do not run together, a fence is code to its last
letter. What a block of text itself is, a head, a table, a paragraph, is left to Python-Markdown's own processors.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import Literal

from ..boxes.opening import read_opening

# Below this, marks are only text: no copy is meant to be so deep, and what parses it need not be either.
DEEPEST = 24
# What a fence was replaced by before the rest of the text was read.
FENCED = re.compile("\ue0f0fence:([0-9]+)\ue0f1")

# Characters with which a line of text alone never begins.
_MARKS = frozenset(" \t>-*+_#!！\ue0f0[:|`~0123456789=")
_LIST = re.compile(r"( {0,3})(?:([-*+])|([0-9]{1,9})([.)]))(?: +|$)")
_QUOTE = re.compile(r" {0,3}> ?")
_FENCE = re.compile(r"( {0,3})(`{3,}|~{3,})(.*)", re.DOTALL)
_RULE = re.compile(r" {0,3}([-*_])(?: *\1){2,} *")
_HEAD = re.compile(r" {0,3}#{1,6}")
_NOTE = re.compile(r" {0,3}\[\^[^\]]*\]:")
_MEANING = re.compile(r"( {0,3}: {1,3})(?=\S)")
_COLUMNS = re.compile(r" {0,3}\|? *:?-+:? *(?:\| *:?-+:? *)*\|? *")


@dataclass(slots=True)
class Text:
    """Lines that are no container: paragraphs, heads, tables, reference definitions, definitions of footnotes."""

    lines: list[str]


@dataclass(slots=True)
class Code:
    """Lines of code without their indent. Where it is fenced, span: the lines in the source that it takes, first and
    last; width: how many letters of the first are the fence's; closed: whether a fence closes it."""

    lines: list[str]
    span: tuple[int, int] | None = None
    width: int = 0
    closed: bool = True


@dataclass(slots=True)
class Mark:
    """The place that a fenced block was taken out of."""

    number: int


@dataclass(slots=True)
class Rule:
    """A line across: `***`, `- - -`."""


@dataclass(slots=True)
class Quote:
    """Lines behind `>`."""

    blocks: list[Block]


@dataclass(slots=True)
class Box:
    """`!!!` and what is indented below it."""

    kind: str
    title: str
    blocks: list[Block]


@dataclass(slots=True)
class Item:
    """A list item. number: as written, -1 for a bullet."""

    number: int
    blocks: list[Block]


@dataclass(slots=True)
class Listing:
    """A list. mark: "-", "*", "+", or "." and ")" behind numbers; loose: whether blank lines part what is in it."""

    mark: str
    items: list[Item] = field(default_factory=list)
    loose: bool = False


@dataclass(slots=True)
class Meanings:
    """A definition list: terms, and what each group of them means."""

    rows: list[tuple[Literal["dt", "dd"], list[Block]]]


Block = Text | Code | Mark | Rule | Quote | Box | Listing | Meanings
Line = tuple[int, str]  # its number in the source, and what of it the containers around it leave


def read_structure(lines: list[str]) -> list[Block]:
    """The blocks of a text."""
    return _Reader(list(enumerate(lines)), 0).read()


def indent_of(line: str) -> int:
    """The column of a line's first letter; a tab goes to the next multiple of four."""
    column = 0
    for letter in line:
        if letter == " ":
            column += 1
        elif letter == "\t":
            column += 4 - column % 4
        else:
            break
    return column


def dedent(line: str, columns: int) -> str:
    """A line without its first columns of blanks, as far as it has them; a tab cut in two leaves its rest as spaces."""
    column = 0
    for place, letter in enumerate(line):
        if column >= columns or letter not in " \t":
            return " " * max(0, column - columns) + line[place:]
        column += 1 if letter == " " else 4 - column % 4
    return " " * max(0, column - columns)


def interrupts(line: str) -> bool:
    """Whether a line begins a block of its own right behind a line of a paragraph."""
    if line[:1] not in _MARKS or indent_of(line) > 3:
        return False
    found = _LIST.match(line)
    if found and not _RULE.fullmatch(line):
        return line[found.end() :].strip() != "" and found[3] in (None, "1")
    return bool(
        _QUOTE.match(line)
        or _is_fence(line)
        or FENCED.search(line)
        or _RULE.fullmatch(line)
        or _HEAD.match(line)
        or _NOTE.match(line)
        or read_opening(line)
    )


def _is_fence(line: str) -> re.Match[str] | None:
    found = _FENCE.fullmatch(line)
    return found if found and not (found[2][0] == "`" and "`" in found[3]) else None


def _open(line: str) -> bool:
    """Whether the paragraph that a line of a container may end with can go on without its mark."""
    while (found := _QUOTE.match(line) or _LIST.match(line)) and not _RULE.fullmatch(line):
        line = line[found.end() :]
    return bool(line.strip()) and not (
        _HEAD.match(line) or _RULE.fullmatch(line) or _FENCE.fullmatch(line) or FENCED.search(line)
    )


class _Reader:
    """Reads the lines of one container."""

    def __init__(self, lines: list[Line], depth: int) -> None:
        self.lines, self.depth = lines, depth
        self.at = 0
        self.blocks: list[Block] = []
        self.plain: list[str] = []

    def read(self) -> list[Block]:
        while self.at < len(self.lines):
            line = self.lines[self.at][1]
            if line[:1] not in _MARKS or not line or not self._container(line):
                self.plain.append(line)
                self.at += 1
        self._flush()
        return self.blocks

    def _inside(self, lines: list[Line]) -> list[Block]:
        return _Reader(lines, self.depth + 1).read()

    def _add(self, block: Block) -> bool:
        self._flush()
        self.blocks.append(block)
        return True

    def _flush(self) -> None:
        if any(line.strip() for line in self.plain):
            self.blocks.append(Text(self.plain))
        self.plain = []

    @property
    def in_paragraph(self) -> bool:
        return bool(self.plain and self.plain[-1].strip()) and not (
            self.plain[-1][:1] in _MARKS and (_HEAD.match(self.plain[-1]) or _RULE.fullmatch(self.plain[-1]))
        )

    def _container(self, line: str) -> bool:
        """Read the container that begins on a line; False where the line is text."""
        if not line.strip():
            return False
        if fence := _is_fence(line):
            return self._fence(fence)
        if "\t" in line:
            line = line.expandtabs(4)
        if found := FENCED.fullmatch(line.strip(" ")):
            self.at += 1
            return self._add(Mark(int(found[1])))
        if line.startswith("    "):
            return not self.in_paragraph and self._code()
        if _RULE.fullmatch(line):
            if self.in_paragraph and not line.strip(" -"):
                return False  # the line above is a head, and this is drawn under it
            self.at += 1
            return self._add(Rule())
        if self.depth > DEEPEST:
            return False
        if _QUOTE.match(line):
            return self._quote()
        if found := _LIST.match(line):
            if self.in_paragraph and not interrupts(line):
                return False
            return self._listing(found)
        if line.lstrip(" ")[0] in "!！" and (opening := read_opening(line)):
            self.at += 1
            return self._add(Box(*opening, self._inside(self._indented(4))))
        if _NOTE.match(line):
            return self._note(line)
        if "-" in line and "|" in line and self.in_paragraph and len(self.plain) > 1 and _COLUMNS.fullmatch(line):
            if len(line.strip(" |").split("|")) == len(self.plain[-1].strip(" |").split("|")):
                # A table may follow a line of text at once: its head begins a block of its own.
                self.plain[-1:] = ["", self.plain[-1]]
            return False
        if _MEANING.match(line) and (self.in_paragraph or self._term()):
            return self._meanings()
        return False

    def _indented(self, columns: int) -> list[Line]:
        """Take the lines from here on that are indented so far, and the blank ones between them."""
        taken: list[Line] = []
        kept = 0
        while self.at < len(self.lines):
            number, line = self.lines[self.at]
            if line.strip() and indent_of(line) < columns:
                break
            taken.append((number, dedent(line, columns)))
            self.at += 1
            if line.strip():
                kept = len(taken)
        self.at -= len(taken) - kept
        return taken[:kept]

    def _code(self) -> bool:
        return self._add(Code([line for _, line in self._indented(4)]))

    def _fence(self, opening: re.Match[str]) -> bool:
        indent, mark = len(opening[1]), opening[2]
        first, whole = self.lines[self.at]
        code = Code([], (first, first), len(whole), closed=False)
        self.at += 1
        while self.at < len(self.lines):
            number, line = self.lines[self.at]
            self.at += 1
            bare = line.strip(" \t")
            code.span = (first, number)
            if len(bare) >= len(mark) and not bare.strip(mark[0]) and indent_of(line) < 4:
                code.closed = True
                break
            code.lines.append(dedent(line, indent))
        return self._add(code)

    def _quote(self) -> bool:
        taken: list[Line] = []
        while self.at < len(self.lines):
            number, line = self.lines[self.at]
            found = _QUOTE.match(line)
            if not found and not (line.strip() and _open(taken[-1][1]) and not interrupts(line)):
                break
            taken.append((number, line[found.end() :] if found else line.lstrip(" ")))
            self.at += 1
        return self._add(Quote(self._inside(taken)))

    def _listing(self, found: re.Match[str]) -> bool:
        self._flush()
        listing = Listing(found[2] or found[4])
        marked: re.Match[str] | None = found
        blanks = 0
        while marked and (marked[2] or marked[4]) == listing.mark:
            listing.loose |= blanks > 0
            taken, blanks = self._item(marked)
            blocks = self._inside(taken)
            listing.loose |= _apart(blocks)
            listing.items.append(Item(int(marked[3]) if marked[3] else -1, blocks))
            line = self.lines[self.at][1].expandtabs(4) if self.at < len(self.lines) else ""
            marked = _LIST.match(line) if not _RULE.fullmatch(line) else None
        self.at -= blanks
        return self._add(listing)

    def _item(self, marked: re.Match[str]) -> tuple[list[Line], int]:
        """Take the lines of the item that begins here, and the blank ones behind it, whose number is the second."""
        number, line = self.lines[self.at]
        line = line.expandtabs(4) if "\t" in line[: marked.end() + 1] else line
        words = line[marked.end() :]
        mark = len(marked[0].rstrip(" "))
        width = marked.end() if words and marked.end() - mark < 5 else mark + 1
        taken = [(number, line[width:])]
        self.at += 1
        blanks: list[Line] = []
        while self.at < len(self.lines):
            number, line = self.lines[self.at]
            if not line.strip():
                if not taken[0][1].strip() and len(taken) == 1:
                    break  # an item that begins with a blank line holds nothing
                blanks.append((number, ""))
                self.at += 1
                continue
            if indent_of(line) >= width:
                taken += [*blanks, (number, dedent(line, width))]
                blanks = []
            elif not blanks and _open(taken[-1][1]) and not interrupts(line) and not self._next(line):
                taken.append((number, line.lstrip(" \t")))
            else:
                break
            self.at += 1
        return taken, len(blanks)

    def _next(self, line: str) -> bool:
        return bool(_LIST.match(line)) and indent_of(line) < 4

    def _note(self, line: str) -> bool:
        """A footnote's definition goes on with what is indented below it, and with lines of its first paragraph."""
        self._flush()
        taken = [line]
        self.at += 1
        while self.at < len(self.lines) and (more := self.lines[self.at][1]).strip() and not interrupts(more):
            taken.append(more)
            self.at += 1
        below = self._indented(4)
        taken += [f"    {more}" if more.strip() else "" for _, more in below]
        self.blocks.append(Text(taken))
        return True

    def _term(self) -> bool:
        """Whether a line of text stands before one blank line."""
        return len(self.plain) > 1 and not self.plain[-1].strip() and bool(self.plain[-2].strip())

    def _meanings(self) -> bool:
        rows: list[tuple[Literal["dt", "dd"], list[Block]]] = []
        while self.plain and not self.plain[-1].strip():
            self.plain.pop()
        terms: list[str] = []
        while self.plain and self.plain[-1].strip():
            terms.insert(0, self.plain.pop())
        self._flush()
        while terms:
            rows += [("dt", [Text([term.strip()])]) for term in terms]
            while self.at < len(self.lines) and (found := _MEANING.match(self.lines[self.at][1])):
                number, line = self.lines[self.at]
                self.at += 1
                taken = [(number, line[found.end() :])]
                while self.at < len(self.lines):
                    number, line = self.lines[self.at]
                    if not line.strip() or _MEANING.match(line) or interrupts(line):
                        break
                    taken.append((number, line.strip(" ")))
                    self.at += 1
                below = self._indented(4)
                if below:
                    taken += below
                rows.append(("dd", self._inside(taken)))
                self._pass_blanks(_MEANING)
            terms = self._terms()
        self.blocks.append(Meanings(rows))
        return True

    def _pass_blanks(self, wanted: re.Pattern[str]) -> None:
        """Go over blank lines where what is wanted follows them."""
        place = self.at
        while place < len(self.lines) and not self.lines[place][1].strip():
            place += 1
        if place < len(self.lines) and wanted.match(self.lines[place][1]):
            self.at = place

    def _terms(self) -> list[str]:
        """Take the terms of the next row, where one follows: lines of text and right below them a meaning."""
        place = self.at
        while place < len(self.lines) and not self.lines[place][1].strip():
            place += 1
        first = place
        while place < len(self.lines) and (line := self.lines[place][1]).strip() and not interrupts(line):
            if _MEANING.match(line):
                break
            place += 1
        if place == first or place >= len(self.lines) or not _MEANING.match(self.lines[place][1]):
            return []
        self.at = place
        return [line for _, line in self.lines[first:place]]


def _apart(blocks: list[Block]) -> bool:
    """Whether blank lines part an item's own blocks, not only what is inside one of them."""
    for place, block in enumerate(blocks):
        if isinstance(block, Text):
            said = [bool(line.strip()) for line in block.lines]
            first, last = said.index(True), len(said) - said[::-1].index(True)
            if not all(said[first:last]) or (first and place) or (last < len(said) and place < len(blocks) - 1):
                return True
    return False
