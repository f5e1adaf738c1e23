"""What the desk looks for in the words of a story, one subject, one file. Each check is a small value with a number,
which stays, and a name in words: copy that passes over a rule names it.

CHECKS read the words of a story as readers see them; SOURCE_CHECKS read the file as it was typed, where what went wrong
is gone from the words.

To add one: a `Check` in its subject's file, and sentences it finds and passes in tests/golden/copydesk/.
"""

from . import dates, doubled, leftovers, numbers, pairs, privacy, punctuation
from .check import Check, Finding
from .screen import Screen

CHECKS: tuple[Check, ...] = (
    *punctuation.CHECKS,
    *pairs.CHECKS,
    *numbers.CHECKS,
    *dates.CHECKS,
    *doubled.CHECKS,
    *leftovers.WORDS,
    *privacy.CHECKS,
)
SOURCE_CHECKS: tuple[Check, ...] = (*doubled.SOURCE, *leftovers.SOURCE)

__all__ = ["CHECKS", "SOURCE_CHECKS", "Check", "Finding", "Screen"]
