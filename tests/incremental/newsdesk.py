"""A newsroom at work, for tests: a site's folder that is edited as reporters and editors edit it, built in this process,
and held against a clean build of the same folder."""

from __future__ import annotations

import io
import shutil
import sys
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager, redirect_stderr, redirect_stdout
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import pytest
from jinja2 import Environment

from plugins.edition.command import make

from ..press import ROOT
from ..press import build as run_pelican
from ..samples.plain import draw

SMALL = {
    "widths": {"card": 40, "column": 80},
    "crops": {"share": (60, 32), "thumb": (32, 24)},
    "jobs": 1,
}
SETTINGS: dict[str, object] = {
    "SITENAME": "小镇",
    "SITEURL": "https://town.example/xizhen",
    "NOW": "2021-12-01",
    "NEWSROOM": {"description": "小镇的新闻"},
    "PHOTOS": SMALL,
}
VILLAGES = """[[village]]
slug = "zhenggou"
name = "正沟村"

[[village]]
slug = "daping"
name = "大坪村"
"""
NAMES = '[tags]\n"党建" = "dangjian"\n\n[reporters]\n"本站记者" = "benzhan"\n'


@dataclass
class Draft:
    """One file of copy as a reporter has it open: its head, and its paragraphs."""

    head: dict[str, str]
    body: list[str]

    @property
    def text(self) -> str:
        """The file."""
        head = "".join(f"{key}：{value}\n" for key, value in self.head.items() if value)
        return head + "\n" + "\n\n".join(self.body) + "\n"


@dataclass(frozen=True)
class Outcome:
    """What a build came to: the exit code, and what it printed."""

    code: int
    out: str
    err: str

    @property
    def problems(self) -> list[str]:
        """The problems it told."""
        return sorted(line for line in self.err.splitlines() if line.startswith(("错误", "提醒")))


@dataclass
class Newsdesk:
    """A site's folder and its copy. `drafts`: by path from the content folder."""

    site: Path
    settings: dict[str, object] = field(default_factory=lambda: dict(SETTINGS))
    drafts: dict[str, Draft] = field(default_factory=dict)
    sections: list[tuple[str, str]] = field(
        default_factory=lambda: [("chanye", "产业"), ("minsheng", "民生"), ("gonggao", "公告")]
    )

    @property
    def content(self) -> Path:
        """The content folder."""
        return self.site / "content"

    @property
    def output(self) -> Path:
        """The output of the builds that know what earlier ones did."""
        return self.site / "output"

    @property
    def templates(self) -> Path:
        """The site's own copy of the theme's templates."""
        return self.site / "theme" / "templates"

    def open(self) -> Newsdesk:
        """Lay the folder out: the real theme, a few stories, a base with a picture."""
        shutil.copytree(ROOT / "theme", self.site / "theme")
        self.put("content/villages.toml", VILLAGES)
        self.put("content/names.toml", NAMES)
        self.put("content/extra/robots.txt", "User-agent: *\nAllow: /\n")
        self.set_sections()
        self.set_settings()
        self.picture("bases/jinye/field.jpg", 0)
        self.file("bases/jinye/base.md", Draft({"标题": "近叶药材基地", "村": "正沟村"}, ["山坡上的药田。", FIGURE]))
        self.file("pages/about.md", Draft({"标题": "关于小镇"}, ["这里是小镇的网站。"]))
        for number in range(4):
            self.file(f"news/2021/s{number}.md", Draft(a_head(number), [f"第{number}件事的头一段。", "第二段。"]))
        self.picture("features/lvlang/dawn.jpg", 1)
        self.picture("features/lvlang/tree.jpg", 2, upright=True)
        pictures = '![药田](dawn.jpg "晨雾里的近叶药材基地（本站 摄）")\n![树](tree.jpg "村口的树（本站 摄）")'
        self.file(
            "features/lvlang/story.md",
            Draft({**a_head(9), "基地": "近叶药材基地", "版位": "头条"}, ["镇上有一片药田。", pictures]),
        )
        return self

    def copy(self, site: Path) -> Newsdesk:
        """The same site in another folder, with its store and output."""
        shutil.copytree(self.site, site)
        drafts = {path: Draft(dict(draft.head), list(draft.body)) for path, draft in self.drafts.items()}
        return type(self)(site, dict(self.settings), drafts, list(self.sections))

    def put(self, path: str, text: str) -> None:
        """Write a file of the site's folder."""
        file = self.site / path
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(text, encoding="utf-8", newline="\n")

    def file(self, path: str, draft: Draft) -> None:
        """Write a file of copy."""
        self.drafts[path] = draft
        self.put(f"content/{path}", draft.text)

    def drop(self, path: str) -> Draft:
        """Delete a file of copy."""
        (self.content / path).unlink()
        return self.drafts.pop(path)

    def picture(self, path: str, seed: int, upright: bool = False) -> None:
        """Draw a picture where one stands or none does."""
        draw(self.content / path, *((60, 90) if upright else (90, 60)), seed=seed)

    def set_sections(self) -> None:
        """Write sections.toml."""
        rows = [f'[[section]]\nslug = "{slug}"\nname = "{name}"\n' for slug, name in self.sections]
        self.put("content/sections.toml", "\n".join(rows))

    def set_settings(self, **changed: object) -> None:
        """Change settings and write siteconf.py."""
        self.settings.update(changed)
        lines = [f"{name} = {value!r}\n" for name, value in self.settings.items()]
        paths = 'HERE = Path(__file__).resolve().parent\nPATH = str(HERE / "content")\nTHEME = str(HERE / "theme")\n'
        head = '"""A small newsroom."""\n\nfrom pathlib import Path\n\nfrom pelicanconf import *  # noqa: F403\n\n'
        self.put("siteconf.py", head + paths + 'OUTPUT_PATH = str(HERE / "output")\n' + "".join(lines))

    def build(self, output: Path | None = None, explain: bool = False) -> Outcome:
        """Build what is stale, as the task does."""
        conf, output = self.site / "siteconf.py", output or self.output
        with quietly() as (out, err):
            try:
                make(conf, output, explain)
                code: Any = 0
            except SystemExit as end:
                code = end.code
                if isinstance(code, str):  # as the interpreter does with it
                    print(code, file=err)
                    code = 1
        return Outcome(int(code or 0), out.getvalue(), err.getvalue())

    def clean(self, output: Path) -> Outcome:
        """Build everything into a new folder with nothing known from before; what is known is put back afterwards."""
        store, aside = self.site / ".build", self.site / ".build-aside"
        if store.exists():
            store.rename(aside)
        try:
            return self.build(output)
        finally:
            shutil.rmtree(store, ignore_errors=True)
            if aside.exists():
                aside.rename(store)


class Command(Newsdesk):
    """The same, built by Pelican's command in a process of its own."""

    def build(self, output: Path | None = None, explain: bool = False) -> Outcome:
        """Build what is stale."""
        done = run_pelican(self.site, output or self.output, PYTHONDONTWRITEBYTECODE="1")
        return Outcome(done.code, done.out, done.err)

    def clean(self, output: Path) -> Outcome:
        """Build everything in a copy of the folder, in another time zone and with another order of hashes."""
        site = shutil.copytree(self.site, output.with_name("elsewhere"), ignore=shutil.ignore_patterns(".build"))
        done = run_pelican(site, output, TZ="America/New_York", PYTHONHASHSEED="7")
        return Outcome(done.code, done.out, done.err)


FIGURE = '![药田](field.jpg "近叶药材基地（本站 摄）")'


def a_head(number: int) -> dict[str, str]:
    """A story's head; each number another one."""
    return {
        "标题": f"第{number}件事",
        "日期": f"2021-{number % 9 + 1:02}-1{number % 10}",
        "栏目": ("产业", "民生")[number % 2],
        "标签": ("党建", "食用菌、党建", "")[number % 3],
        "村": ("正沟村", "")[number % 2],
        "记者": ("本站记者", "")[number % 2],
    }


def difference(found: Mapping[str, bytes], clean: Mapping[str, bytes]) -> str:
    """ "" where two trees are one, else what is missing, left over, and other."""
    rows = [f"missing: {path}" for path in sorted(clean.keys() - found.keys())]
    rows += [f"left over: {path}" for path in sorted(found.keys() - clean.keys())]
    for path in sorted(found.keys() & clean.keys()):
        if found[path] != clean[path]:
            rows.append(f"stale: {path}\n{_first_difference(found[path], clean[path])}")
    return "\n".join(rows)


def _first_difference(found: bytes, clean: bytes) -> str:
    start = next((n for n, (a, b) in enumerate(zip(found, clean, strict=False)) if a != b), min(len(found), len(clean)))
    around = slice(max(0, start - 60), start + 120)
    return f"    has:   {found[around].decode('utf-8', 'replace')!r}\n    clean: {clean[around].decode('utf-8', 'replace')!r}"


@contextmanager
def quietly() -> Iterator[tuple[io.StringIO, io.StringIO]]:
    """What is printed, kept."""
    out, err = io.StringIO(), io.StringIO()
    with redirect_stdout(out), redirect_stderr(err):
        yield out, err


@contextmanager
def in_process() -> Iterator[None]:
    """Many builds in one process, quickly: a template's text is parsed and compiled once, and settings files leave no
    bytecode (Python tells two of one size and second apart by nothing)."""
    compiled: dict[Any, Any] = {}
    plain = {name: getattr(Environment, name) for name in ("compile", "parse")}

    def once(name: str) -> Callable[..., Any]:
        def made(self: Environment, source: Any, *rest: Any, **more: Any) -> Any:
            way = (self.trim_blocks, self.lstrip_blocks, self.undefined, str(self.autoescape), tuple(self.extensions))
            key = (name, source, rest[:1], way)  # not the file's name: each example has its own copy of the theme
            if key not in compiled:
                compiled[key] = plain[name](self, source, *rest, **more)
            return compiled[key]

        return made

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(sys, "dont_write_bytecode", True)
        for name in plain:
            patch.setattr(Environment, name, once(name))
        yield
