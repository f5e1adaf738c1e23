"""Superscripts and subscripts as Unicode's own letters: m² stays m² in headlines, captions and feeds, where no mark-up
can stand.
"""

from __future__ import annotations

_PLAIN = "0123456789+-−=()n"
_FORMS = {
    "superscript": str.maketrans(_PLAIN, "⁰¹²³⁴⁵⁶⁷⁸⁹⁺⁻⁻⁼⁽⁾ⁿ"),
    "subscript": str.maketrans(_PLAIN, "₀₁₂₃₄₅₆₇₈₉₊₋₋₌₍₎ₙ"),
}


def written_as(text: str, script: str) -> str | None:
    """The letters as superscript or subscript; None where Unicode lacks one of them."""
    forms = _FORMS.get(script)
    if forms is None:
        return text
    return text.translate(forms) if all(letter in _PLAIN or letter.isspace() for letter in text) else None
