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


class Fingerprints:
    """Takes fingerprints, each frozen value's once: a card that stands in twenty lists is looked at one time.

    Values are str, bytes, numbers, None, dates, paths, frozen dataclasses, and tuples, lists and mappings of these;
    anything else is a TypeError, because a page that was given it could go stale unnoticed. A value that knows its own
    `fingerprint` is taken at its word: it stands for something that need not be fetched to be told apart.
    """

    def __init__(self) -> None:
        self._known: dict[int, tuple[Any, bytes]] = {}  # the value is held, so that its id stays its own
        self._fields: dict[type, tuple[str, Callable[[Any], Any], bool]] = {}

    def of(self, value: Any) -> bytes:
        """16 bytes."""
        return _digest(self._flat(value))

    def _flat(self, value: Any) -> Any:
        """The value in plain ones; what is not plain is a tuple that starts with its kind."""
        kind = type(value)
        if kind in _PLAIN:
            return value
        if kind is tuple or kind is list:
            return ("t", *map(self._flat, value))
        known = self._known.get(id(value))
        if known is not None:
            return known[1]
        if isinstance(value, Mapping):
            rows = {key if type(key) is str else self.of(key).hex(): item for key, item in value.items()}
            return ("m", *((key, self._flat(rows[key])) for key in sorted(rows)))
        if hasattr(value, "fingerprint"):
            return ("f", value.fingerprint)
        if isinstance(value, date):
            return ("d", value.isoformat())
        if isinstance(value, PurePath):
            return ("p", value.as_posix())
        if isinstance(value, str):
            return ("s", kind.__qualname__, str(value))
        return self._frozen(value, kind)

    def _frozen(self, value: Any, kind: type) -> bytes:
        """A frozen dataclass, as its own fingerprint."""
        if kind not in self._fields:
            if not is_dataclass(value) or isinstance(value, type):
                raise TypeError(f"no fingerprint of {kind}")
            names = [field.name for field in fields(value)]
            self._fields[kind] = (kind.__qualname__, attrgetter(*names) if names else tuple, len(names) == 1)
        name, get, single = self._fields[kind]
        inside = get(value)
        flat = (name, *map(self._flat, (inside,) if single else inside))
        digest = blake2b(marshal.dumps(flat, _VERSION), digest_size=16).digest()
        self._known[id(value)] = (value, digest)
        return digest


def _digest(flat: Any) -> bytes:
    return blake2b(marshal.dumps(flat, _VERSION), digest_size=16).digest()
