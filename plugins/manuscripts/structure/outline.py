"""What a manuscript was read as: every block with its part in the story and the reason, and what goes above the
story.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from ..manuscript import Block, Paragraph

Role = Literal[
    "kicker",
    "headline",
    "dek",
    "byline",
    "desk",
    "head",
    "lead-in",
    "paragraph",
    "caption",
    "picture",
    "table",
    "sign-off",
    "left-out",
]
# What each part is called where people read.
IN_CHINESE: dict[Role, str] = {
    "kicker": "引题",
    "headline": "标题",
    "dek": "副题",
    "byline": "署名",
    "desk": "文末信息",
    "head": "小标题",
    "lead-in": "段首提要",
    "paragraph": "正文",
    "caption": "图片说明",
    "picture": "图片",
    "table": "表格",
    "sign-off": "落款",
    "left-out": "没有带",
}
# These do not stand in the story's body: they go into the lines above it, or nowhere.
ABOVE: frozenset[Role] = frozenset({"kicker", "headline", "dek", "byline", "desk", "left-out"})


@dataclass(frozen=True, slots=True)
class Found:
    """One block and what it was taken for.

    why: the reason, in Chinese; guess: nothing but likelihood spoke for it; level: 2–4 for heads; bold: letters of the
    lead-in, counted from the start of what stays; taken: letters at the start and at the end that go above the story;
    left: labels on the line whose values were not taken along.
    """

    role: Role
    block: Block
    why: str
    guess: bool = False
    level: int = 0
    bold: int = 0
    taken: tuple[int, int] = (0, 0)
    left: tuple[str, ...] = ()

    @property
    def text(self) -> str:
        """The letters of a paragraph; "" for pictures and tables."""
        return self.block.text if isinstance(self.block, Paragraph) else ""


@dataclass(frozen=True, slots=True)
class Fact:
    """A value for a front-matter key (English), and where the manuscript says it: `words`, in block `place`."""

    key: str
    value: str
    why: str
    place: int
    guess: bool = False


@dataclass(frozen=True, slots=True)
class Outline:
    """All blocks in reading order, and the facts in the order found. `unit` is the manuscript's: 行 or 段."""

    found: tuple[Found, ...]
    facts: tuple[Fact, ...]
    unit: str = "行"

    def values(self, key: str) -> tuple[str, ...]:
        """What the manuscript says of one key, each once."""
        return tuple(dict.fromkeys(fact.value for fact in self.facts if fact.key == key))

    def count(self, role: Role) -> int:
        """How many blocks have this part."""
        return sum(found.role == role for found in self.found)
