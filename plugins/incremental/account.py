"""What a build says of itself, kept for the next one, which may find that nothing has changed."""

from __future__ import annotations

import sys
from dataclasses import dataclass, field

TIME = "{time}"
CHANGED = "{changed}"
INDEX = "{index}"


@dataclass(frozen=True, slots=True)
class Account:
    """What a build says of itself: the summary, with TIME where the seconds go, CHANGED where the number of changed
    files goes and INDEX where the file to open is named; its problems, the exit code, that number, how many files it
    put back, that file, and what the rooms have to tell."""

    summary: str
    problems: str
    code: int
    changed: int = 0
    back: int = 0
    index: str = field(default="", compare=False)
    told: tuple[str, ...] = ()

    def tell(self, seconds: float) -> int:
        """Say it; the exit code."""
        if self.problems:
            print(self.problems, file=sys.stderr)
        words = self.summary.replace(TIME, f"{seconds:.1f}").replace(CHANGED, str(self.changed))
        words = words.replace(INDEX, self.index)
        first, *rest = words.split("\n")
        print(*[first, *told_back(self.back), *self.told, *rest], sep="\n")
        return self.code


def told_back(count: int) -> list[str]:
    """A line on files that were put back, where there are any."""
    return [f"恢复缺失或被改过的文件 {count} 个"] if count else []
