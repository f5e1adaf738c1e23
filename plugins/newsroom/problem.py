"""A Problem: where, what, and what to do about it."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from typing import Literal

from .lean import lean

Level = Literal["error", "warning"]


@lean
@dataclass(frozen=True, slots=True, order=True)
class Problem:
    """One fault in the copy, told so that its author can mend it.

    path: the file as its author knows it, posix, from the site's root ("content/news/2021/qiao.md");
    line: counted from 1, 0 where no line is to blame; message: what is wrong; remedy: what to do.
    Both sentences are Chinese. An error keeps the story, or its part, out of the edition and makes
    the build's exit code 1; a warning is only told.
    """

    path: str
    line: int
    message: str
    remedy: str = ""
    level: Level = "error"

    def __str__(self) -> str:
        where = f"{self.path}:{self.line}" if self.line else self.path
        return f"{where}: {self.message} → {self.remedy}" if self.remedy else f"{where}: {self.message}"


def in_order(problems: Iterable[Problem]) -> list[Problem]:
    """The problems by file and line, each once."""
    return sorted(set(problems))


def eased(problems: Iterable[Problem]) -> list[Problem]:
    """The same problems as warnings: of copy that is not going out, nothing stops an edition."""
    return [replace(problem, level="warning") for problem in problems]


def errors(problems: Iterable[Problem]) -> list[Problem]:
    """Only those that stop a story or a part of it."""
    return [problem for problem in problems if problem.level == "error"]
