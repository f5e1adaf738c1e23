"""What cannot be taken in is refused, with a sentence that says why and what to do."""

from __future__ import annotations

from ..newsroom.problem import Problem


class Refused(Exception):
    """Nothing was written. `problem` is told to whoever handed the manuscript in."""

    def __init__(self, path: str, message: str, remedy: str, line: int = 0) -> None:
        self.problem = Problem(path, line, message, remedy)
        super().__init__(str(self.problem))
