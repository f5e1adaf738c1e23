"""A fingerprint of a value: equal for equal values, in this process and the next, whatever the order of its sets."""

from __future__ import annotations

import marshal
from collections.abc import Callable, Mapping
from dataclasses import fields, is_dataclass
from datetime import date
from hashlib import blake2b
from operator import attrgetter
from pathlib import PurePath
from typing import Any

# Values that marshal writes by what they are. Its version 2 knows no shared references and no interned strings: equal
# values give equal bytes.
_PLAIN = frozenset({str, int, float, bool, bytes, type(None)})
_VERSION = 2
_TEXT = frozenset({str})
_LONG = 12  # a tuple of more is looked at once: every page of a list may hold the addresses of all of them


class Fingerprints:
    """Takes fingerprints, each frozen value's once: a card that stands in twenty lists is looked at one time.

    Values are str, bytes, numbers, None, dates, paths, frozen dataclasses, and tuples, lists and mappings of these;
    anything else is a TypeError, because a page that was given it could go stale unnoticed. A value that knows its own
    `fingerprint` is taken at its word: it stands for something that need not be fetched to be told apart.
    """

    def __init__(self) -> None:
        self._known: dict[int, tuple[Any, bytes]] = {}  # the value is held, so that its id stays its own

    def of(self, value: Any) -> bytes:
        """16 bytes."""
        flat = self._flat(value)
        return flat if type(flat) is bytes and type(value) is not bytes else _digest(flat)

    def know(self, value: Any, digest: bytes) -> None:
        """Take a frozen dataclass's fingerprint from who took it before."""
        self._known[id(value)] = value, digest

    def _flat(self, value: Any) -> Any:
        """The value in plain ones; what is not plain is its fingerprint, or a tuple that starts with its kind."""
        kind = type(value)
        if kind in _PLAIN or (kind is tuple and not value):
            return value
        known = self._known.get(id(value))
        if known is not None:
            return known[1]
        way = _WAYS.get(kind) or _way(value, kind)
        return way(self, value)

    def _row(self, value: tuple[Any, ...]) -> Any:
        flat = ("t", *map(self._flat, value))
        if len(value) <= _LONG:
            return flat
        self._known[id(value)] = value, _digest(flat)
        return self._known[id(value)][1]

    def _list(self, value: list[Any]) -> Any:
        return ("t", *map(self._flat, value))

    def _table(self, value: Mapping[Any, Any]) -> Any:
        rows = value
        if not {*map(type, value)} <= _TEXT:
            rows = {key if type(key) is str else self.of(key).hex(): item for key, item in value.items()}
        return ("m", *[(key, self._flat(rows[key])) for key in sorted(rows)])


_Way = Callable[[Fingerprints, Any], Any]
# How a value of a type is made flat.
_WAYS: dict[type, _Way] = {tuple: Fingerprints._row, list: Fingerprints._list, dict: Fingerprints._table}


def _way(value: Any, kind: type) -> _Way:
    """Find out once for all values of a type."""
    way: _Way
    if hasattr(kind, "fingerprint"):

        def way(_: Fingerprints, value: Any) -> Any:
            return ("f", value.fingerprint)

    elif isinstance(value, Mapping):
        way = Fingerprints._table
    elif isinstance(value, tuple | list):
        way = Fingerprints._list
    elif isinstance(value, date):

        def way(_: Fingerprints, value: Any) -> Any:
            return ("d", value.isoformat())

    elif isinstance(value, PurePath):

        def way(_: Fingerprints, value: Any) -> Any:
            return ("p", value.as_posix())

    elif isinstance(value, str | int | float):

        def way(_: Fingerprints, value: Any) -> Any:
            return ("s", kind.__qualname__, str(value))

    elif is_dataclass(value) and not isinstance(value, type):
        way = _frozen(kind)
    else:
        raise TypeError(f"no fingerprint of {kind}")
    _WAYS[kind] = way
    return way


def _frozen(kind: Any) -> _Way:
    """A frozen dataclass becomes its own fingerprint."""
    # What is left out of comparisons, such as what a value has worked out of itself, is no part of it.
    name, names = kind.__qualname__, [field.name for field in fields(kind) if field.compare]
    get: Any = attrgetter(*names) if names else tuple

    def way(self: Fingerprints, value: Any) -> Any:
        inside = (get(value),) if len(names) == 1 else get(value) if names else ()
        digest = _digest((name, *map(self._flat, inside)))
        self._known[id(value)] = value, digest
        return digest

    return way


def _digest(flat: Any) -> bytes:
    return blake2b(marshal.dumps(flat, _VERSION), digest_size=16).digest()
