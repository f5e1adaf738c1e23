"""Templates print what Jinja's own would print."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from jinja2 import DictLoader, Environment, StrictUndefined, UndefinedError
from markupsafe import Markup, escape

from plugins.edition.print.filters import furnish
from plugins.edition.print.jinja_output import escaped


class Letters(str):
    """A string that is not quite one."""

    __slots__ = ()


class Own:
    """What brings its own markup."""

    def __html__(self) -> str:
        return "<b>&</b>"

    def __str__(self) -> str:
        return "not this"


TEXT = st.text() | st.text(alphabet="<>&\"'丰 ")
VALUES = (
    TEXT
    | st.builds(Markup, TEXT)
    | st.builds(Letters, TEXT)
    | st.integers()
    | st.booleans()
    | st.floats()
    | st.none()
    | st.lists(TEXT)
    | st.builds(Own)
)
# Every way in which a value comes to be printed, kept or handed on.
TEMPLATES = {
    "page.html": "{% extends 'layout.html' %}{% from 'macros.html' import twice, seen with context %}"
    "{% block main %}{{ twice(value) }}{{ seen() }}{{ super() }}{% endblock %}",
    "layout.html": "<p title='{{ value }}'>{{ value if value }}{{ 'a' if not value }}</p>{% include 'part.html' %}"
    "{% block main %}{{ value ~ '<' }}{% endblock %}",
    "macros.html": "{% macro twice(x) %}{{ x }}{{ x|string|upper }}{% endmacro %}{% macro seen() %}{{ value }}{% endmacro %}",
    "part.html": "{% set kept %}{{ value }}<i>{% endset %}{{ kept }}{{ kept|length }}{{ kept ~ value }}"
    "{% filter upper %}{{ value }}{% endfilter %}{% for row in [value, 1] %}{{ row }}{{ loop.index }}{% endfor %}"
    "{% autoescape false %}{{ value }}{% endautoescape %}{{ value|string|safe }}{{ value|e }}"
    "{% from 'macros.html' import twice %}{% call(y) around(value) %}{{ y }}{% endcall %}{{ twice('<') }}",
}
TEMPLATES["part.html"] = "{% macro around(x) %}{{ caller(x) }}{{ x }}{% endmacro %}" + TEMPLATES["part.html"]


def environment(ours: bool) -> Environment:
    """As the edition's templates are run, or as Jinja alone would run them."""
    made = Environment(loader=DictLoader(TEMPLATES), autoescape=True, undefined=StrictUndefined)
    if ours:
        furnish(made)
    return made


OURS, PLAIN = environment(True), environment(False)


@given(VALUES)
def test_whatever_is_printed(value: Any) -> None:
    """A page reads the same to the letter, whatever it prints and however it comes by it."""
    assert escaped(value) == escape(value)
    assert OURS.get_template("page.html").render(value=value) == PLAIN.get_template("page.html").render(value=value)


def test_what_is_not_there() -> None:
    """A name that nobody gave is a fault still."""
    with pytest.raises(UndefinedError):
        OURS.from_string("{{ value }}").render()


def test_a_fault_s_place() -> None:
    """A fault is told with the template's own line."""
    made = Environment(loader=DictLoader({"x.html": "a\nb\n{{ 1 // value }}"}), autoescape=True)
    furnish(made)
    with pytest.raises(ZeroDivisionError) as told:
        made.get_template("x.html").render(value=0)
    assert told.traceback[-1].lineno == 2  # counted from 0
