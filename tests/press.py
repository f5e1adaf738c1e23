"""Builds as users run them: a site's folder, Pelican's command in a process of its own, and what it left."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path

from bs4 import BeautifulSoup

from .samples.plain import draw

ROOT = Path(__file__).resolve().parent.parent
PICTURES = {
    "features/lvlang/dawn.jpg": (1800, 1200),
    "features/lvlang/seedling.jpg": (900, 600),
    "features/lvlang/tree.jpg": (600, 900),
    "bases/jinye/field.jpg": (1200, 800),
}


@dataclass(frozen=True)
class Built:
    """One build: exit code, what it printed, and the output folder."""

    code: int
    out: str
    err: str
    output: Path

    def page(self, path: str) -> BeautifulSoup:
        """A page of the output, parsed."""
        return BeautifulSoup((self.output / path).read_text(encoding="utf-8"), "html.parser")


def township(folder: Path) -> Path:
    """Lay out the small township of tests/site in a folder, pictures drawn; returns the folder."""
    shutil.copytree(ROOT / "tests" / "site", folder, dirs_exist_ok=True, ignore=shutil.ignore_patterns("__pycache__"))
    for number, (path, (width, height)) in enumerate(PICTURES.items()):
        draw(folder / "content" / path, width, height, seed=number)
    return folder


def build(site: Path, output: Path | None = None, settings: str = "siteconf.py", **environment: str) -> Built:
    """Run `pelican -s siteconf.py` on a site's folder."""
    output = output or site / "output"
    command = [sys.executable, "-m", "pelican", "-s", str(site / settings), "-o", str(output)]
    return run(command, output, ROOT, PYTHONPATH=str(ROOT), **environment)


def run(command: list[str], output: Path, folder: Path, **environment: str) -> Built:
    """Run a command that builds into `output`."""
    done = subprocess.run(
        command,
        cwd=folder,
        env={**os.environ, "PYTHONUTF8": "1", **environment},
        capture_output=True,
        encoding="utf-8",
        errors="replace",
        timeout=600,
    )
    return Built(done.returncode, done.stdout, done.stderr, output)


def tree(folder: Path) -> dict[str, bytes]:
    """Every file of a folder by its posix path."""
    return {
        file.relative_to(folder).as_posix(): file.read_bytes() for file in sorted(folder.rglob("*")) if file.is_file()
    }
