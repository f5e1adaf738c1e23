"""Fingerprints: equal for equal values in any process, different for any difference, and refused where unsure."""

from __future__ import annotations

import subprocess
import sys
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime
from pathlib import PurePosixPath
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from markupsafe import Markup

from plugins.incremental.fingerprint import Fingerprints

from ..press import ROOT
from ..township import a_photo, a_story


@dataclass(frozen=True, slots=True)
class Pair:
    """Two fields."""

    left: Any
    right: Any


@dataclass(frozen=True, slots=True)
class Twin:
    """The same fields under another name."""

    left: Any
    right: Any


@dataclass(frozen=True)
class Token:
    """Stands for something."""

    fingerprint: bytes


def of(value: Any) -> bytes:
    return Fingerprints().of(value)


leaves = st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False) | st.text() | st.binary()
values = st.recursive(
    leaves,
    lambda inner: (
        st.lists(inner).map(tuple)
        | st.dictionaries(st.text(), inner)
        | st.tuples(inner, inner).map(lambda both: Pair(*both))
    ),
    max_leaves=12,
)


def copied(value: Any) -> Any:
    """An equal value that shares nothing with it."""
    if isinstance(value, str):
        return "".join(list(value))
    if isinstance(value, tuple):
        return tuple([copied(item) for item in value])
    if isinstance(value, dict):
        return {copied(key): copied(value[key]) for key in reversed(list(value))}
    if isinstance(value, Pair):
        return Pair(copied(value.left), copied(value.right))
    return value


@given(values)
def test_equal_values_have_one_fingerprint(value: Any) -> None:
    """Whatever they share in memory and in whatever order their tables were filled."""
    assert of(value) == of(copied(value))


@given(values, values)
def test_different_values_have_two(one: Any, other: Any) -> None:
    """1, 1.0 and True are three values here."""
    if repr(one) != repr(other):
        assert (of(one) == of(other)) == (repr(copied(sort(one))) == repr(copied(sort(other))))


def sort(value: Any) -> Any:
    """Tables in the order of their keys, all the way down."""
    if isinstance(value, dict):
        return {key: sort(value[key]) for key in sorted(value)}
    if isinstance(value, tuple):
        return tuple(map(sort, value))
    return Pair(sort(value.left), sort(value.right)) if isinstance(value, Pair) else value


DIFFERENT = [
    Pair(1, 2),
    Pair(2, 1),
    Twin(1, 2),
    (1, 2),
    ((1,), 2),
    "1",
    1,
    1.0,
    True,
    b"1",
    Markup("1"),
    PurePosixPath("1"),
    date(2021, 6, 12),
    datetime(2021, 6, 12),
    datetime(2021, 6, 12, tzinfo=UTC),
    "2021-06-12",
    Token(b"1"),
    Token(b"2"),
    tuple(range(40)),
    tuple(range(41)),
    None,
    (),
    {},
    "",
]


def test_kinds_are_told_apart() -> None:
    """No two of these are one."""
    assert len({of(value) for value in DIFFERENT}) == len(DIFFERENT)


def test_one_field_of_a_story_is_enough() -> None:
    """Deep inside as well."""
    story = a_story(photos=(a_photo(credit="甲 摄"),))
    other = replace(story, photos=(a_photo(credit="乙 摄"),))
    assert of(story) == of(replace(story))
    assert of(story) != of(other)


def test_what_could_change_unseen_is_refused() -> None:
    """A set has no order, an object may be written to, a function may say anything."""
    for value in ({1, 2}, object(), lambda: 1, iter([1])):
        with pytest.raises(TypeError):
            of((value,))


def test_another_process_agrees() -> None:
    """Whatever its order of hashes."""
    code = (
        "from tests.incremental.test_fingerprint import *\nprint(of([a_story(), {'甲': 1, '乙': 2}, DIFFERENT]).hex())"
    )
    found = {
        subprocess.run(
            [sys.executable, "-c", code],
            cwd=ROOT,
            env={"PYTHONHASHSEED": seed},
            capture_output=True,
            text=True,
            check=True,
        ).stdout
        for seed in ("1", "2")
    }
    assert len(found) == 1
