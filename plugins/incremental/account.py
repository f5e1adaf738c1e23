"""What a build says of itself, kept for the next one, which may find that nothing has changed."""

from __future__ import annotations

import sys
from dataclasses import dataclass

TIME = "{time}"
CHANGED = "{changed}"


@dataclass(frozen=True, slots=True)
class Account:
    """What a build says of itself: the summary, with TIME where the seconds go and CHANGED where the number of changed
    files goes, its problems, the exit code, that number, and how many files it put back."""

    summary: str
    problems: str
    code: int
    changed: int = 0
    back: int = 0

    def tell(self, seconds: float) -> int:
        """Say it; the exit code."""
        if self.problems:
            print(self.problems, file=sys.stderr)
        words = self.summary.replace(TIME, f"{seconds:.1f}").replace(CHANGED, str(self.changed))
        first, *rest = words.split("\n")
        print(*[first, *told_back(self.back), *rest], sep="\n")
        return self.code


def told_back(count: int) -> list[str]:
    """A line on files that were put back, where there are any."""
    return [f"恢复缺失或被改过的文件 {count} 个"] if count else []
