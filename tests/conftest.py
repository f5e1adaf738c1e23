"""What several tests share: the working edition built once, a browser that finds Debian's Chromium, and the shared
files."""

from __future__ import annotations

import os
import signal
import sys
from pathlib import Path
from typing import Any

import pytest
from hypothesis import settings

from .browser.install import chromium
from .press import ROOT, Built, run

# A run that was started in the background is deaf to Ctrl-C, and so would be every preview that a test starts and ends.
signal.signal(signal.SIGINT, signal.default_int_handler)


# The same examples on every run: a failure is seen again by whoever looks for it. Soaks draw new ones.
settings.register_profile("fixed", derandomize=True)
settings.register_profile("soak", derandomize=False)
settings.load_profile("soak" if os.environ.get("XISHAN_EXAMPLES") else "fixed")

# What a test needs besides Python, by the fixtures it asks for; modules that start such things by themselves are marked.
NEEDS = {
    "browser": {"browser"},
    "servers": {"deployers", "moto", "s3rver", "spot", "spot_at", "sshd"},
    "build": {"built", "desk", "edition", "preview", "standing", "townships"},
}


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Mark what is not quick. It is run first: a long module begun last would leave the other processors idle."""
    for item in items:
        asked = set(getattr(item, "fixturenames", ()))
        for mark, fixtures in NEEDS.items():
            if asked & fixtures:
                item.add_marker(mark)
    items.sort(key=lambda item: not any(item.get_closest_marker(mark) for mark in NEEDS))


@pytest.fixture(scope="session")
def edition(tmp_path_factory: pytest.TempPathFactory) -> Built:
    """The working edition as `news.py build` makes it (its task, in this environment)."""
    output = tmp_path_factory.mktemp("edition")
    command = [sys.executable, "-m", "invoke", "--search-root", str(ROOT), "build", "--output", str(output)]
    built = run(command, output, ROOT)
    assert built.code == 0, built.err + built.out
    return built


@pytest.fixture(scope="session")
def browser_type_launch_args(browser_type_launch_args: dict[str, Any]) -> dict[str, Any]:
    """Debian's Chromium where it is installed, quiet about the hosts it likes to call at start."""
    quiet = ["--disable-quic", "--no-first-run", "--disable-background-networking", "--disable-component-update"]
    arguments = {**browser_type_launch_args, "args": [*quiet, "--disable-sync"]}
    if sys.platform == "linux" and os.geteuid() == 0:
        arguments["args"].append("--no-sandbox")
    return {**arguments, "executable_path": chromium()} if chromium() else arguments


@pytest.fixture(scope="session")
def shared() -> Path:
    """The folder of shared fixtures; tests that read it are told as not run where it is absent."""
    folder = Path(os.environ.get("XISHAN_SHARED", ROOT.parent / "shared"))
    if not folder.is_dir():
        pytest.skip(f"not run: no shared fixtures at {folder} (set XISHAN_SHARED)")
    return folder
