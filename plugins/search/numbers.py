"""Ascending numbers as printable text: what lies between two of them, in digits that a script can hold unescaped.

A number below 60 is one character of LAST. Another is one of MORE, for its remainder by 30, and then the rest. Frequent
words lie close together: most numbers are one character, and a compressor finds the frequent ones.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from itertools import chain
from operator import sub

ALPHABET = "".join(letter for letter in map(chr, range(33, 127)) if letter not in '",<\\')
LAST, MORE = ALPHABET[:60], ALPHABET[60:]
_VALUES = {letter: value for value, letter in enumerate(ALPHABET)}


class _Steps(dict[int, str]):
    """By the distance from one number to the next, at least 1."""

    def __missing__(self, step: int) -> str:
        number, found = step - 1, ""
        while number >= len(LAST):
            number -= len(LAST)
            found += MORE[number % len(MORE)]
            number //= len(MORE)
        self[step] = found + LAST[number]
        return self[step]


_STEPS = _Steps()


def write(numbers: Sequence[int], before: int = -1) -> str:
    """Ascending numbers, all greater than `before`."""
    return "".join(map(_STEPS.__getitem__, map(sub, numbers, chain((before,), numbers))))


def read(text: Iterable[str]) -> list[int]:
    """What `write` was given."""
    found, number, scale, last = [], 0, 1, -1
    for letter in text:
        value = _VALUES[letter]
        number += scale * value
        if value >= len(LAST):
            scale *= len(MORE)
        else:
            last += number + 1
            found.append(last)
            number, scale = 0, 1
    return found
