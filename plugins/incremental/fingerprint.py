"""A fingerprint of a value: equal for equal values, in this process and the next, whatever the order of its sets."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import fields, is_dataclass
from datetime import date
from hashlib import blake2b
from pathlib import PurePath
from typing import Any


class Fingerprints:
    """Takes fingerprints, each frozen value's once: a card that stands in twenty lists is looked at one time.

    Values are str, bytes, numbers, None, dates, paths, frozen dataclasses, and tuples, lists and mappings of these;
    anything else is a TypeError, because a page that was given it could go stale unnoticed.
    """

    def __init__(self) -> None:
        self._known: dict[int, tuple[Any, bytes]] = {}  # the value is held, so that its id stays its own

    def of(self, value: Any) -> bytes:
        """16 bytes."""
        if isinstance(value, str):
            return _digest(b"s", value.encode("utf-8", "surrogatepass"))
        if value is None or isinstance(value, bool | int | float):
            return _digest(b"n", repr(value).encode())
        if isinstance(value, bytes):
            return _digest(b"b", value)
        if isinstance(value, tuple | list):
            return _digest(b"t", b"".join(map(self.of, value)))
        if isinstance(value, Mapping):
            rows = sorted((self.of(key), self.of(item)) for key, item in value.items())
            return _digest(b"m", b"".join(key + item for key, item in rows))
        if isinstance(value, date):
            return _digest(b"d", value.isoformat().encode())
        if isinstance(value, PurePath):
            return _digest(b"p", value.as_posix().encode())
        if is_dataclass(value) and not isinstance(value, type):
            known = self._known.get(id(value))
            if known is None:
                inside = b"".join(self.of(getattr(value, field.name)) for field in fields(value))
                known = (value, _digest(b"c", type(value).__qualname__.encode() + b"\0" + inside))
                self._known[id(value)] = known
            return known[1]
        raise TypeError(f"no fingerprint of {type(value)}")


def _digest(kind: bytes, data: bytes) -> bytes:
    return blake2b(kind + data, digest_size=16).digest()
