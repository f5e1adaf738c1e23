"""The ledger: every address the newsroom ever gave out, so that none is given twice and none is lost.

content/ledger.tsv has one line per address: 稿号 (id), 网址 (from the site's root, "" as long as a draft has none),
首发 (day of first publication, ISO) and 摘要值 (digest of the text as last published). A build only reads it; `new`,
`draft` and a completed publish write it.
"""

from __future__ import annotations

import os
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from hashlib import sha256
from pathlib import Path
from tempfile import NamedTemporaryFile

from .frontmatter import read_frontmatter
from .keys import KEYS
from .problem import Problem
from .story import Story

NAME = "ledger.tsv"
HEAD = ("稿号", "网址", "首发", "摘要值")


@dataclass(frozen=True, slots=True)
class Entry:
    """One line."""

    id: str
    url: str = ""
    published: str = ""
    digest: str = ""

    @property
    def slug(self) -> str:
        """The last part of the address, without its ending; the id where there is no address yet."""
        return self.url.rpartition("/")[2].removesuffix(".html") or self.id


@dataclass(frozen=True, slots=True)
class Move:
    """A story that now lives elsewhere: its id, where it was, where it is."""

    id: str
    old: str
    new: str


@dataclass(frozen=True, slots=True)
class Ledger:
    """All lines in the order in which they were written."""

    entries: tuple[Entry, ...] = ()

    def issued(self, slug: str) -> tuple[Entry, ...]:
        """The lines whose id or address has this name."""
        return tuple(entry for entry in self.entries if slug in (entry.id, entry.slug))

    def reserve(self, id: str) -> Ledger:
        """With a line for a story that has no address yet; the same ledger where the id is known."""
        return self if any(entry.id == id for entry in self.entries) else Ledger((*self.entries, Entry(id)))

    def publish(self, stories: Iterable[Story], now: datetime) -> Ledger:
        """With a line for every address that these stories have and the ledger has not, and the digest of each as it
        is now.

        A reserved line is filled in; an address keeps the day it was first given out.
        """
        lines = list(self.entries)
        places = {(entry.id, entry.url): number for number, entry in enumerate(lines)}
        for story in sorted(stories, key=lambda story: story.url):
            here = places.get((story.id, story.url), places.get((story.id, "")))
            first = lines[here].published if here is not None else ""
            entry = Entry(story.id, story.url, first or now.date().isoformat(), digest(story))
            if here is None:
                here = len(lines)
                lines.append(entry)
            lines[here] = entry
            places = {key: number for key, number in places.items() if number != here} | {(entry.id, entry.url): here}
        return Ledger(tuple(lines))

    def moves(self, stories: Sequence[Story]) -> tuple[Move, ...]:
        """The addresses that these stories have left and do not yet name among their 旧网址. One where another story
        lives now stays its.
        """
        taken = {story.url for story in stories}
        by_id = {story.id: story for story in stories}
        return tuple(
            Move(entry.id, entry.url, story.url)
            for entry in self.entries
            if entry.url
            and entry.url not in taken
            and (story := by_id.get(entry.id)) is not None
            and entry.url not in {alias.strip("/") for alias in story.aliases}
        )


def digest(story: Story) -> str:
    """Sixteen hexadecimal digits of the SHA-256 of what a story says: headline, dek and text."""
    return sha256("\n".join((story.headline, story.dek, story.body.text)).encode()).hexdigest()[:16]


def read_ledger(content: Path) -> tuple[Ledger, list[Problem]]:
    """Read content/ledger.tsv; an empty ledger where there is none. A line that is none is told and left out."""
    file = content / NAME
    if not file.is_file():
        return Ledger(), []
    try:
        lines = file.read_text(encoding="utf-8-sig").splitlines()
    except UnicodeDecodeError:
        return Ledger(), [Problem(f"content/{NAME}", 0, "不是 UTF-8", "从备份恢复这个文件；它由工具写，不要手改")]
    entries: list[Entry] = []
    problems: list[Problem] = []
    for number, line in enumerate(lines, 1):
        cells = line.split("\t")
        if tuple(cells) == HEAD or not line.strip():
            continue
        if len(cells) != len(HEAD) or not cells[0]:
            problems.append(Problem(f"content/{NAME}", number, "这一行不是四栏", "从备份恢复；它由工具写，不要手改"))
        else:
            entries.append(Entry(*cells))
    return Ledger(tuple(entries)), problems


def write_ledger(content: Path, ledger: Ledger) -> None:
    """Write content/ledger.tsv whole: a file beside it, then renamed over it."""
    rows = [HEAD, *((entry.id, entry.url, entry.published, entry.digest) for entry in ledger.entries)]
    text = "".join("\t".join(row) + "\n" for row in rows)
    content.mkdir(parents=True, exist_ok=True)
    with NamedTemporaryFile("w", encoding="utf-8", newline="\n", dir=content, prefix=".ledger-", delete=False) as file:
        file.write(text)
    os.replace(file.name, content / NAME)


def with_alias(text: str, url: str) -> str:
    """A story's file with one more address among its 旧网址, everything else untouched; the same text where it is
    there already.
    """
    key = next(key for key in KEYS if key.name == "Aliases")
    words = {word.lower() for word in (key.name, *key.aliases)}
    fields, _, _ = read_frontmatter("", text)
    lines = text.split("\n")
    for field in fields:
        if field.key.lower() in words:
            if url in field.value:
                return text
            lines[field.line - 1] = lines[field.line - 1].rstrip() + (f"、{url}" if field.value else url)
            return "\n".join(lines)
    if not fields:
        return text
    lines.insert(fields[-1].line + fields[-1].value.count("\n"), f"{key.aliases[0]}：{url}")
    return "\n".join(lines)
