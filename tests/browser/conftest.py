"""Three townships, each built once and served on loopback: the working edition, a crowded one and an empty one."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping

import pytest
from playwright.sync_api import Browser, Page

from ..press import Built, build
from .crowded import crowd, empty
from .kinds import KINDS
from .server import served
from .survey import Mode, Seen, reader, survey


@pytest.fixture(scope="session")
def townships(edition: Built, tmp_path_factory: pytest.TempPathFactory) -> Mapping[str, Built]:
    """By name. The crowded one has two faults on purpose: a photograph that is missing and a box that does not exist."""
    crowded = build(crowd(tmp_path_factory.mktemp("crowded")))
    assert crowded.err.count("错误  ") == 2, crowded.err
    nothing = build(empty(tmp_path_factory.mktemp("empty")))
    assert nothing.code == 0, nothing.err
    return {"working": edition, "crowded": crowded, "empty": nothing}


@pytest.fixture(scope="session")
def addresses(townships: Mapping[str, Built]) -> Iterator[Mapping[str, str]]:
    """Where each is served."""
    with (
        served(townships["working"].output) as working,
        served(townships["crowded"].output) as crowded,
        served(townships["empty"].output) as nothing,
    ):
        yield {"working": working, "crowded": crowded, "empty": nothing}


@pytest.fixture(scope="session")
def address(addresses: Mapping[str, str]) -> str:
    """Where the working edition is served."""
    return addresses["working"]


@pytest.fixture(scope="session")
def seen(browser: Browser, addresses: Mapping[str, str]) -> Iterator[Callable[[str, str, Mode], Seen]]:
    """What is measured of a kind of page in a mode, each looked at once, with one reader for each mode."""
    readers: dict[Mode, Page] = {}
    found: dict[tuple[str, str, Mode], Seen] = {}

    def look(township: str, kind: str, mode: Mode) -> Seen:
        if mode not in readers:
            readers[mode] = reader(browser, mode)
        if (township, kind, mode) not in found:
            url = f"{addresses[township]}/{KINDS[township][kind]}"
            found[township, kind, mode] = survey(readers[mode], url, mode)
        return found[township, kind, mode]

    yield look
    for page in readers.values():
        page.context.close()
