"""The part of a file that a browser asks for: films are played from the middle (RFC 9110, 14)."""

from __future__ import annotations

import re

_ONE = re.compile(r"bytes=(\d*)-(\d*)$")


class Unsatisfiable(Exception):
    """The part lies beyond the file's end: 416."""


def span_of(asked: str | None, size: int) -> tuple[int, int] | None:
    """First byte and the byte after the last of a Range header over a file of `size` bytes; None for the whole file.

    Several parts at once, other units and what is no range at all are answered with the whole file, as the RFC allows.
    """
    found = _ONE.match(asked.replace(" ", "")) if asked else None
    if not found or found[1] == found[2] == "":
        return None
    if not found[1]:
        length = int(found[2])
        if not length or not size:
            raise Unsatisfiable
        return max(0, size - length), size
    first, last = int(found[1]), int(found[2]) if found[2] else size - 1
    if found[2] and last < first:
        return None
    if first >= size:
        raise Unsatisfiable
    return first, min(last + 1, size)
