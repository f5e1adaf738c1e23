"""Which checks may find something in a story: asked of all its blocks at once, because ordinary copy gives most checks
nothing to find."""

from __future__ import annotations

import re
from collections.abc import Sequence

from .check import Check


class Screen:
    """Some checks, and one expression for those hints of theirs that are longer than a character. A character is found
    at once; each longer hint takes its own pass over the words, and ordinary copy has none: one pass for all tells."""

    def __init__(self, checks: Sequence[Check]) -> None:
        self._quick = [(check, tuple(hint for hint in check.hints if len(hint) == 1)) for check in checks]
        longer = sorted({hint for check in checks for hint in check.hints if len(hint) > 1})
        self._longer = re.compile("|".join(map(re.escape, longer)))

    def concerned(self, blocks: Sequence[str]) -> list[Check]:
        """Those that may find something in these blocks."""
        lines = "\n".join(blocks)
        held = self._longer.search(lines) is not None
        return [
            check
            for check, quick in self._quick
            if not check.hints or any(hint in lines for hint in (check.hints if held else quick))
            if check.concerns(lines)
        ]
