"""The test command: what it installs, and what it runs in which order."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

from .browser import install as browser
from .deploy import install as servers

ROOT = Path(__file__).resolve().parent.parent
# Marks that conftest.py gives: what a test needs besides Python.
SLOW = ("browser", "servers", "build")


def run(quick: bool) -> int:
    """Lint, types and tests; the worst exit code. quick: without the tests that need a browser, servers or a whole
    build, and with mypy beside the tests instead of before them."""
    if not quick:
        browser.install()
        servers.install()
    python = [sys.executable, "-m"]
    types = subprocess.Popen([*python, "mypy"], cwd=ROOT)
    lint = [
        subprocess.call([*python, "ruff", *words], cwd=ROOT) for words in (["check", "."], ["format", "--check", "."])
    ]
    if not quick:
        types.wait()  # 20 s that the long run can spare, for its tests count on two processors
    # A module's tests stay together: they share what it has built. Both processors work, whatever else waits.
    tests = ["pytest", "--numprocesses=logical", "--dist=loadfile", "--durations=10"]
    wanted = ["-m", " and ".join(f"not {mark}" for mark in SLOW)] if quick else []
    tested = subprocess.call([*python, *tests, *wanted], cwd=ROOT)
    return max(*lint, tested, types.wait())
