"""Where a paragraph ends, and what of it is letters.

What is dropped of a manuscript, and nothing else: the blanks at both ends of a line (indents are the page's business),
lines of nothing but blanks, and letters that print nothing (control characters, zero-width characters, soft hyphens).
Inside a line every letter stays.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence

# Whatever moves the pen to a new line: the break of each system, Word's soft return, a page break, Unicode's own two.
BREAK = re.compile("\r\n|[\n\r\x0b\x0c\x85\u2028\u2029]")
_UNSEEN = re.compile(
    "[\x00-\x08\x0e-\x1f\x7f-\x84\x86-\x9f\xad\u061c\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufeff\ufff9-\ufffb]"
)
TERMINAL = "。！？；…”’：!?;:）】》"
INDENT = re.compile(r"^(?:[\u3000\xa0]+|[ \t]{2,})\S")


def seen(text: str) -> str:
    """The text without the characters that print nothing."""
    return _UNSEEN.sub("", text)


def letters(line: str) -> str:
    """What a line says: without what prints nothing and without the blanks at its ends. A tab inside is a blank."""
    return seen(line).strip().replace("\t", " ")


def width(text: str) -> int:
    """Its width in half-width columns."""
    return sum(2 if unicodedata.east_asian_width(letter) in "WF" else 1 for letter in text)


def margin(groups: Sequence[Sequence[str]]) -> int:
    """The column at which an editor broke the lines of a text, in half-width columns; 0 where it broke none.

    groups: runs of lines with neither an empty line nor an indent inside. It shows in groups of three lines and more.
    """
    return max((max(map(width, lines)) for lines in groups if len(lines) > 2 and wrapped(lines)), default=0)


def wrapped(lines: Sequence[str], column: int = 0) -> bool:
    """Whether these lines are one paragraph that an editor broke at its margin (the given one, else their own).

    They are when each but the last comes within three Chinese characters of the margin, the margin is 24 or more away,
    and some break falls where no sentence ends.
    """
    column = column or max(map(width, lines))
    full = all(column - 6 <= width(line) <= column for line in lines[:-1])
    return column >= 48 and full and any(line[-1] not in TERMINAL for line in lines[:-1])
