"""Debian's packages for the tests, where there is apt and the right to use it."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys


def apt_install(packages: list[str]) -> bool:
    """Install packages; whether it worked."""
    apt = [*root_words(), "apt-get"]
    if sys.platform != "linux" or not shutil.which("apt-get") or (os.geteuid() != 0 and len(apt) == 1):
        return False
    # RUNLEVEL 1: Debian starts no service of a package then. Those that tests need have ports of their own.
    quiet = {**os.environ, "DEBIAN_FRONTEND": "noninteractive", "RUNLEVEL": "1"}
    subprocess.call([*apt, "update", "-qq"], env=quiet, stdout=subprocess.DEVNULL)
    words = ["install", "-y", "-qq", "--no-install-recommends", *packages]
    return subprocess.call([*apt, *words], env=quiet, stdout=subprocess.DEVNULL) == 0


def root_words() -> list[str]:
    """What to put before a command that only root may run: sudo where it asks no password."""
    if not hasattr(os, "geteuid") or os.geteuid() == 0 or not shutil.which("sudo"):
        return []
    return ["sudo", "-n"] if subprocess.call(["sudo", "-n", "true"], stderr=subprocess.DEVNULL) == 0 else []
