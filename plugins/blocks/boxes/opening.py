"""`!!! 资料 "丰溪的家底"` · `！！！资料 丰溪的家底`: the line that opens a box."""

from __future__ import annotations

import re

from . import correction, fact_box, pull_quote, sign_off

KNOWN = frozenset((*pull_quote.NAMES, *fact_box.NAMES, *correction.NAMES, *sign_off.NAMES))
_OPENING = re.compile(r" {0,3}[!！]{3} *(?P<kind>[\w-]+)(?:[ \u3000：:]+(?P<title>.*?))?[ \u3000]*")
_STRAIGHT = re.compile(r' {0,3}!!! ?(?P<kind>[\w-]+(?: +[\w-]+)*)(?: +"(?P<title>.*?)")? *')
_QUOTES = '“”"'


def read_opening(line: str) -> tuple[str, str] | None:
    """Kind and title of the box that a line opens; None where it opens none.

    A box of a known kind may be written with marks of any width and its title without quotes; one of another kind
    needs `!!!` and quotes, for “！！！注意” is how people shout.
    """
    found = _OPENING.fullmatch(line)
    if found:
        title = found["title"] or ""
        quoted = len(title) > 1 and title[0] in _QUOTES and title[-1] in _QUOTES
        if quoted or found["kind"] in KNOWN:
            return found["kind"], title[1:-1] if quoted else title
    straight = _STRAIGHT.fullmatch(line)
    return (straight["kind"].lower(), straight["title"] or "") if straight else None
