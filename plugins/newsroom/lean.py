"""Frozen values that travel lightly: thousands of them go into the store and to other processes."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import fields
from operator import attrgetter
from typing import Any, TypeVar

Kind = TypeVar("Kind", bound=type)

_SETTERS: dict[type, tuple[Callable[[Any, Any], None], ...]] = {}


def lean(kind: Kind) -> Kind:
    """A frozen dataclass with slots that is pickled as its class and its fields: dataclasses' own way asks every time
    anew which fields there are, and takes five times as long. What `init` leaves out is not pickled."""
    names = [field.name for field in fields(kind) if field.init]
    get: Any = attrgetter(*names)
    _SETTERS[kind] = tuple(getattr(kind, name).__set__ for name in names)
    absent = tuple((getattr(kind, f.name).__set__, f.default) for f in fields(kind) if not f.init)

    def __reduce__(self: Any) -> tuple[Any, ...]:
        return _made, (kind, get(self) if len(names) > 1 else (get(self),))

    def _blank(value: Any) -> None:
        for put, default in absent:
            put(value, default)

    kind.__reduce__ = __reduce__  # type: ignore[method-assign,assignment]
    if absent:
        _BLANKS[kind] = _blank
    return kind


_BLANKS: dict[type, Callable[[Any], None]] = {}


def _made(kind: type, values: tuple[Any, ...]) -> Any:
    made: Any = object.__new__(kind)
    for put, value in zip(_SETTERS[kind], values, strict=True):
        put(made, value)
    if kind in _BLANKS:
        _BLANKS[kind](made)
    return made
