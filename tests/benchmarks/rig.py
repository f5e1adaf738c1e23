"""Other generators and bare libraries on the same stories and photos, through the rig beside the checkout (shared/bench).

A rival is installed on first use, by pip or npm, into .build/bench; where there is no rig, there are no rivals.
"""

from __future__ import annotations

import argparse
import importlib
import os
import shutil
import sys
import tempfile
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

from .cost import ROOT, Cost, measure

RIG = Path(os.environ.get("XISHAN_SHARED", ROOT.parent / "shared")) / "bench"
WORK = ROOT / ".build" / "bench"
STORIES = 10


def there() -> bool:
    """Whether there is a rig."""
    return (RIG / "run.py").is_file()


def _load(name: str) -> Any:
    """One of the rig's modules."""
    if str(RIG) not in sys.path:
        sys.path.insert(0, str(RIG))
    sys.dont_write_bytecode = True  # the rig is not ours to write into
    return importlib.import_module(name)


def articles(count: int, folder: Path) -> list[dict[str, Any]]:
    """Its stories, without photos."""
    corpus = _load("corpus")
    found: list[dict[str, Any]] = corpus.load(corpus.generate(folder / "corpus", count))
    return found


def peer(name: str, site: Path) -> Any:
    """Another generator, installed, with a site in this folder."""
    found = _load("peers").get(name)(WORK / "tools", site)
    found.install()
    return found


class Rig:
    """The rig with one set of photos and stories."""

    def __init__(self, count: int, stories: int = STORIES) -> None:
        self.run = _load("run")
        self.corpus = _load("corpus")
        self.bench: Any = self.run.RewordedPages(argparse.Namespace(work=str(WORK), seed=1))
        self.folder: Path = self.bench.corpus(stories, count)

    @property
    def articles(self) -> list[dict[str, Any]]:
        """Its stories, newest first."""
        articles: list[dict[str, Any]] = self.corpus.load(self.folder)
        return articles

    @property
    def photos(self) -> list[Path]:
        """Its photos of 24 megapixels."""
        return sorted((self.folder / "photos").glob("*.jpg"))

    def rival(self, name: str, formats: Sequence[str]) -> Callable[[], Cost] | None:
        """A cold build of another generator; None where its language is not installed."""
        if name == "eleventy" and not shutil.which("npm"):
            return None
        peer = self.bench.peer(name, f"photos-{'-'.join(formats)}", formats)
        peer.write(self.corpus.load(self.folder), self.folder / "photos")

        def build() -> Cost:
            peer.clean()
            return measure(peer.build(), peer.env(), peer.site)

        return build

    def limit(self, job: str, formats: Sequence[str]) -> Callable[[], Cost]:
        """One of the rig's bare libraries, two processes."""
        tool = self.run.Limits(self.bench.tools, self.bench.work)
        tool.install()

        def work() -> Cost:
            with tempfile.TemporaryDirectory(dir=WORK) as out:
                command = [tool.home / "bin/python", "-B", RIG / "limits.py", job, self.folder / "photos", out]
                return measure([*map(str, command), "--formats", ",".join(formats)])

        return work
