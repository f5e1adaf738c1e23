"""A newsroom's folder with any number of stories: what `inv build` works on, edits that reporters make, and clones."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from .corpus import LENGTH, write_corpus
from .cost import ROOT, Cost, measure, set_aside

PROGRAM = ("plugins", "tasks.py", "news.py", "pelicanconf.py", "publishconf.py")
SECTIONS = {"党建": "dangjian", "产业": "chanye", "民生": "minsheng", "文旅": "wenlv", "公告": "gonggao"}

# Runs invoke, and tells at the end what its own process has cost and what its children have.
TELLING = """
import os, sys
from invoke.main import program
sys.argv = sys.argv[1:]
try:
    program.run()
finally:
    cost = os.times()
    print(cost.user + cost.system, cost.children_user + cost.children_system, file=sys.stderr)
"""


class Site:
    """One folder. articles: the rig's; None for the repository's own corpus. layout: "plain", as the rivals have it,
    or "theme"; length: of a story of the corpus, in characters."""

    def __init__(
        self,
        folder: Path,
        count: int,
        articles: Sequence[dict[str, Any]] | None,
        layout: str,
        length: int = LENGTH,
    ) -> None:
        self.folder = folder
        skip = shutil.ignore_patterns("__pycache__")
        for name in PROGRAM:
            if (ROOT / name).is_dir():
                shutil.copytree(ROOT / name, folder / name, ignore=skip)
            else:
                folder.mkdir(parents=True, exist_ok=True)
                shutil.copy2(ROOT / name, folder / name)
        theme = ROOT / "tests" / "benchmarks" / "plain" if layout == "plain" else ROOT / "theme"
        shutil.copytree(theme, folder / "theme")
        with (folder / "pelicanconf.py").open("a", encoding="utf-8") as conf:
            conf.write("\nSITENAME = '丰溪新闻'\nSITEURL = 'https://news.example'\nNOW = '2026-12-01'\n")
        self.partial = folder / "theme" / "templates" / ("cards.html" if layout == "plain" else "macros/lists.html")
        if articles is None:
            write_corpus(folder / "content", count, length=length)
        else:
            for article in articles:
                file = folder / "content" / "news" / article["date"][:4] / f"{article['slug']}.md"
                file.parent.mkdir(parents=True, exist_ok=True)
                file.write_text(_story(article), encoding="utf-8", newline="\n")
            rows = "\n".join(f'[[section]]\nslug = "{slug}"\nname = "{name}"\n' for name, slug in SECTIONS.items())
            (folder / "content" / "sections.toml").write_text(rows, encoding="utf-8")
        self._seen: dict[str, int] = {}

    @property
    def output(self) -> Path:
        """Where it is built to."""
        return self.folder / "output"

    @property
    def stories(self) -> list[Path]:
        """Its files of copy."""
        return sorted((self.folder / "content" / "news").rglob("*.md"))

    def build(self) -> Cost:
        """`inv build`."""
        command = [sys.executable, "-m", "invoke", "--search-root", str(self.folder), "build"]
        return measure(command, {"PYTHONUTF8": "1"}, self.folder)

    def spread(self) -> float:
        """The part of a build's CPU time that is spent by its workers."""
        words = ["invoke", "--search-root", str(self.folder), "build"]
        told = subprocess.run(
            [sys.executable, "-c", TELLING, *words], cwd=self.folder, check=True, capture_output=True, text=True
        )
        own, workers = map(float, told.stderr.split()[-2:])
        return workers / (own + workers)

    def clean(self) -> None:
        """Keep nothing from before."""
        set_aside(self.output, self.folder / ".build")

    def clone(self, folder: Path, with_output: bool) -> Site:
        """The same site elsewhere, every file written anew, with its store."""
        skip = () if with_output else ("output",)
        shutil.copytree(
            self.folder, folder, copy_function=shutil.copyfile, ignore=lambda _, names: [n for n in names if n in skip]
        )
        other = object.__new__(Site)
        other.folder, other.partial, other._seen = folder, folder / self.partial.relative_to(self.folder), {}
        return other

    def pages(self) -> int:
        """HTML files there are."""
        return sum(name.endswith(".html") for _, _, names in os.walk(self.output) for name in names)

    def store(self) -> float:
        """MB of .build."""
        files = (Path(at) / name for at, _, names in os.walk(self.folder / ".build") for name in names)
        return sum(file.stat().st_size for file in files) / 1e6

    def changed(self) -> list[str]:
        """The files of the output that were written since this was last asked."""
        now = {
            (Path(at) / name).relative_to(self.output).as_posix(): (Path(at) / name).stat().st_mtime_ns
            for at, _, names in os.walk(self.output)
            for name in names
        }
        changed = sorted(path for path, when in now.items() if self._seen.get(path) != when)
        self._seen = now
        return changed

    def edit_body(self, number: int) -> None:
        """Add a paragraph to a story in the middle."""
        story = self.stories[len(self.stories) // 2 + number]
        story.write_text(story.read_text(encoding="utf-8") + f"\n\n改动{number}。\n", encoding="utf-8", newline="\n")

    def edit_title(self, number: int) -> None:
        """Give another story another headline."""
        story = self.stories[len(self.stories) // 3 + number]
        text = story.read_text(encoding="utf-8").replace("标题：", "标题：再看", 1)
        story.write_text(text, encoding="utf-8", newline="\n")

    def edit_partial(self, number: int) -> None:
        """Change what a card looks like."""
        text = self.partial.read_text(encoding="utf-8").replace("</h2>", f"<!-- {number} --></h2>", 1)
        self.partial.write_text(text + f"{{# {number} #}}\n", encoding="utf-8", newline="\n")


def _story(article: dict[str, Any]) -> str:
    head = {
        "标题": article["title"],
        "日期": article["date"][:16].replace("T", " "),
        "栏目": article["category"],
        "标签": "、".join(article["tags"]),
        "记者": article["author"],
        "摘要": article["summary"],
        "网址名": article["slug"],
    }
    return "".join(f"{key}：{value}\n" for key, value in head.items()) + f"\n{article['body']}\n"
