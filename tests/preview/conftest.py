"""A preview for tests that change nothing for long, and sites for those that want one of their own."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest

from ..edition.site import a_resident, rooms
from ..press import township
from .desk import Preview, ready, run, themed


@pytest.fixture(scope="session")
def drawn(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The township, its photographs cut."""
    site = township(tmp_path_factory.mktemp("drawn") / "site")
    with rooms():
        a_resident(site)
    return site


@pytest.fixture
def site(drawn: Path, tmp_path: Path) -> Path:
    """A copy of the township with a theme of its own."""
    return themed(Path(shutil.copytree(drawn, tmp_path / "site")))


@pytest.fixture(scope="module")
def standing(drawn: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Preview]:
    """One preview for the tests of a file that take it as it is."""
    running = run(themed(Path(shutil.copytree(drawn, tmp_path_factory.mktemp("standing") / "site"))))
    try:
        yield ready(running)
    finally:
        running.stop()


@pytest.fixture
def preview(site: Path) -> Iterator[Preview]:
    """A preview of it, all copy read."""
    running = run(site)
    try:
        yield ready(running)
    finally:
        running.stop()
