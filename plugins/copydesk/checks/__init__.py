"""What the desk looks for in the words of a story, one subject, one file. Each check is a small value with a number,
which stays: copy that passes over a rule names it.

To add one: a `Check` in its subject's file, and sentences it finds and passes in tests/golden/copydesk/.
"""

from . import doubled, numbers, pairs, punctuation
from .check import Check, Finding
from .screen import Screen

CHECKS: tuple[Check, ...] = (*punctuation.CHECKS, *pairs.CHECKS, *numbers.CHECKS, *doubled.CHECKS)

__all__ = ["CHECKS", "Check", "Finding", "Screen"]
