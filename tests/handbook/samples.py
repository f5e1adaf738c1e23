"""The samples of the reporter's handbook: each Markdown example with the picture that shows how it is printed."""

from __future__ import annotations

import re
from dataclasses import dataclass

from ..press import ROOT

HANDBOOK = ROOT / "README.zh-CN.md"
PICTURES = ".github/pictures"
_SAMPLE = re.compile(
    r"```markdown\n(?P<words>.*?)```\n\n!\[(?P<shows>[^\]]+)\]\(" + PICTURES + r"/(?P<name>[a-z0-9-]+)\.webp\)", re.S
)
_ROW = re.compile(r"^\| (?P<aliases>[^|`]+) \| `(?P<name>\w+)` \| (?P<kinds>[^|]+) \|", re.M)


@dataclass(frozen=True, slots=True)
class Sample:
    """One example. words: Markdown, with front matter where it `is_whole`; line: where it stands in the handbook."""

    name: str
    words: str
    shows: str
    line: int

    @property
    def is_whole(self) -> bool:
        """Whether it is a whole story, not only a piece of one."""
        return self.words.startswith("标题：")


def read_handbook() -> str:
    """The handbook's text."""
    return HANDBOOK.read_text(encoding="utf-8")


def samples(handbook: str) -> tuple[Sample, ...]:
    """All examples that have a picture, in their order."""
    return tuple(
        Sample(found["name"], found["words"], found["shows"], handbook.count("\n", 0, found.start()) + 1)
        for found in _SAMPLE.finditer(handbook)
    )


def keys(handbook: str) -> dict[str, tuple[tuple[str, ...], tuple[str, ...]]]:
    """The table of front-matter keys: English word → (Chinese aliases, kinds of copy)."""
    kinds = {"稿件": "story", "基地": "base", "页面": "page"}
    return {
        row["name"]: (tuple(row["aliases"].split("、")), tuple(kinds[word] for word in row["kinds"].split()))
        for row in _ROW.finditer(handbook)
    }
