"""A check as a value."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass

from ...newsroom.problem import Level

# Chinese characters, and the marks that stand among them.
HAN = "\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff"
MARKS = "，。、；：？！“”‘’（）《》〈〉【】…—·"


@dataclass(frozen=True, slots=True)
class Finding:
    """Where in the words, and what to tell the author."""

    start: int
    end: int
    message: str
    remedy: str


@dataclass(frozen=True, slots=True)
class Check:
    """id: the rule's number, which never changes; name: what the desk calls it, and what copy says that passes over it;
    find: what is wrong with the words of one block (a paragraph, a head, a caption), given those of the next block, ""
    at the end. A check of the source is given the whole file as it was typed instead, and "".

    hints: words without all of these have nothing to find (no hints: any may have); clean: says of many blocks at once,
    a line each, that they have none, where `find` on them as if they were one block would not say so.
    """

    id: str
    name: str
    level: Level
    find: Callable[[str, str], Iterator[Finding]]
    hints: tuple[str, ...] = ()
    clean: Callable[[str], bool] | None = None

    def concerns(self, lines: str) -> bool:
        """Whether there may be something to find in blocks that stand on a line each, one of its hints among them."""
        return not self.clean(lines) if self.clean else next(self.find(lines, ""), None) is not None


def pattern(
    id: str, name: str, level: Level, expression: str, hints: Iterable[str], message: str, remedy: str
) -> Check:
    """A check that finds an expression; the message may quote what was found as {}."""
    compiled = re.compile(expression)

    def find(words: str, after: str) -> Iterator[Finding]:
        for found in compiled.finditer(words):
            yield Finding(found.start(), found.end(), message.format(found[0]), remedy)

    return Check(id, name, level, find, tuple(hints))
