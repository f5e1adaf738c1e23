"""One form for what readers do not tell apart: widths, capitals, kinds of quotation marks; and what counts as a letter.

The browser folds a query in the same way, code point by code point (theme/static/js/search.js); tests/search holds the
two against one another over all of Unicode.
"""

from __future__ import annotations

import re
from unicodedata import normalize

# What no reader sees: soft hyphens, joiners, marks of direction, variation selectors.
_UNSEEN = re.compile("[\u00ad\u200b-\u200f\u202a-\u202e\u2060-\u2064\ufe00-\ufe0f\ufeff\U000e0100-\U000e01ef]")
_SPACES = re.compile("[\t-\r\x1c-\x20\x85\xa0\u1680\u2000-\u200a\u2028\u2029\u202f\u205f\u3000]")
# Marks that are one to a reader, by the form they are folded to; the full-width ones are NFKC's already.
_MARKS = {
    '"': "'“”„‟‘’‚‛«»「」『』〝〞",
    "-": "‐‑‒–—―−─",
    "~": "〜∼",
    "·": "•‧・∙⋅",
    ".": "。",
    ",": "、",
    "<": "〈《",
    ">": "〉》",
    "[": "【〖〔",
    "]": "】〗〕",
}
_FORMS = {mark: form for form, marks in _MARKS.items() for mark in marks}
# All that is no letter once it is folded, so that words end there. Said by ranges: properties are another thing in each
# version of Unicode.
_NOT_LETTERS = re.compile(
    "[\0-/:-@[-`{-\xbf×÷\u2000-\u206f\u20a0-\u20cf\u2190-\u2bff\u2e00-\u2e7f\u3000-\u3004\u3008-\u3020\u3030\u303d"
    "\ufe10-\ufe1f\ufe30-\ufe6f]"
)
END = "."  # stands for whatever is no letter


class _Table(dict[int, str]):
    """For str.translate: what a code point becomes, worked out when it is first met."""

    def __missing__(self, point: int) -> str:
        self[point] = self.form(chr(point))
        return self[point]

    def form(self, letter: str) -> str:
        """Of one code point."""
        if _UNSEEN.match(letter):
            return ""
        if _SPACES.match(letter):
            return " "
        return "".join(_FORMS.get(one, one) for one in normalize("NFKC", letter).lower())


class _Keys(_Table):
    def form(self, letter: str) -> str:
        return _NOT_LETTERS.sub(END, super().form(letter))


_TABLE, _KEYS = _Table(), _Keys()


def fold(text: str) -> str:
    """The text in the one form; white space is spaces."""
    return text.translate(_TABLE)


def letters(text: str) -> str:
    """The folded text with END in the place of whatever is no letter."""
    return text.translate(_KEYS)
