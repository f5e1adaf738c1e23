"""The pages of the preview itself: being read, broken, all problems. They look like the site and are not part of it."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from itertools import groupby
from pathlib import Path

from jinja2 import Environment, FileSystemLoader, StrictUndefined

from ..newsroom.problem import Problem
from .fault import Fault
from .worker import Progress

PROBLEMS = "-/problems"
_PAGES = Path(__file__).resolve().parent / "pages"
_ENVIRONMENT = Environment(
    loader=FileSystemLoader(_PAGES, encoding="utf-8"),
    autoescape=True,
    undefined=StrictUndefined,
    trim_blocks=True,
    lstrip_blocks=True,
)


@dataclass(frozen=True, slots=True)
class Shown:
    """What a path is answered with: an HTTP status, the bytes or the file that holds them, and the content path of the
    copy it was made of, "" for what is no piece; its problems, and the page it has now where it has moved away."""

    status: int
    body: bytes | Path
    source: str = ""
    problems: tuple[Problem, ...] = ()
    moved: str = ""


@dataclass(frozen=True, slots=True)
class Place:
    """A file and its problems; url: the page it became, "" where it became none."""

    path: str
    url: str
    problems: tuple[Problem, ...]


def reading(progress: Progress) -> Shown:
    """While copy is read. The page is the same all the time; its script tells how far it is."""
    return _page(503, "reading.html")


def fault(fault: Fault) -> Shown:
    """Something is broken: what, where, what to do."""
    return _page(500, "fault.html", fault=fault)


def problems(found: Iterable[tuple[Problem, str]]) -> Shown:
    """All problems, by file, those with errors first; each comes with the page of its copy, "" where there is none."""
    places = []
    for path, group in groupby(found, key=lambda row: row[0].path):
        rows = list(group)
        told = sorted((problem for problem, _ in rows), key=lambda problem: problem.level != "error")
        places.append(Place(path, rows[0][1], tuple(told)))
    places.sort(key=lambda place: place.problems[0].level != "error")
    grave = sum(problem.level == "error" for place in places for problem in place.problems)
    count = sum(len(place.problems) for place in places)
    return _page(200, "problems.html", places=places, grave=grave, count=count)


def _page(status: int, template: str, **given: object) -> Shown:
    return Shown(status, _ENVIRONMENT.get_template(template).render(**given).encode())
