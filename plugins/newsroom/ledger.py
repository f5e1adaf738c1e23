"""The ledger: every address the newsroom ever gave out, so that none is given twice and none is lost.

content/ledger.tsv has one line per address: 稿号 (id), 网址 (from the site's root, "" as long as a draft has none),
首发 (day of first publication, ISO) and 摘要值 (digest of the text as last published). A build only reads it: what a
publish build gave addresses to it leaves in the store (`note_issued`), and once that is with its readers it is entered
(`settle`). `new` and `draft` reserve their ids.
"""

from __future__ import annotations

import os
from collections import Counter
from collections.abc import Iterable, Sequence, Set
from dataclasses import dataclass
from datetime import datetime
from hashlib import sha256
from pathlib import Path
from tempfile import NamedTemporaryFile

from .problem import Problem
from .story import Story

NAME = "ledger.tsv"
ISSUED = "issued.tsv"
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

    def publish(self, issued: Iterable[Entry], now: datetime) -> Ledger:
        """With a line for every address that was issued and the ledger has not, and the digest of each as it is now.

        A reserved line is filled in; an address keeps the day it was first given out.
        """
        lines = list(self.entries)
        places = {(entry.id, entry.url): number for number, entry in enumerate(lines)}
        for new in issued:
            here = places.get((new.id, new.url), places.get((new.id, "")))
            first = lines[here].published if here is not None else ""
            entry = Entry(new.id, new.url, first or now.date().isoformat(), new.digest)
            if here is None:
                here = len(lines)
                lines.append(entry)
            lines[here] = entry
            places = {key: number for key, number in places.items() if number != here} | {(entry.id, entry.url): here}
        return Ledger(tuple(lines))

    def moves(self, stories: Sequence[Story]) -> tuple[Move, ...]:
        """The addresses that these stories have left. One where another story lives now stays its; one that several
        have left belongs to the last of them.

        A story is known again by its id. One that never wrote its id down has lost it with its slug: it is known by
        what it says, word for word, where the ledger knows no other place of it.
        """
        taken = {story.url for story in stories}
        by_id = {story.id: story for story in stories}
        # What a story says is looked at only where a line has lost its story: it takes reading every body.
        lost = {e.digest for e in self.entries if e.url and e.id not in by_id and e.url not in taken}
        by_text = self._by_text(stories, lost) if lost else {}
        moves: dict[str, Move] = {}
        for entry in self.entries:
            story = by_id.get(entry.id) or by_text.get(entry.digest)
            if story and entry.url and entry.url not in taken:
                moves[entry.url] = Move(entry.id, entry.url, story.url)
        return tuple(moves.values())

    def _by_text(self, stories: Sequence[Story], lost: Set[str]) -> dict[str, Story]:
        """The stories that the ledger does not know by their ids, by what each of them alone says."""
        known = {entry.id for entry in self.entries}
        found = {text: story for story in stories if story.id not in known and (text := digest(story)) in lost}
        count = Counter(map(digest, stories)) if found else Counter()
        return {text: story for text, story in found.items() if count[text] == 1}


def issued(stories: Iterable[Story]) -> tuple[Entry, ...]:
    """A line for each story as it goes out, by address; the day is not known before it is out."""
    return tuple(Entry(story.id, story.url, "", digest(story)) for story in sorted(stories, key=lambda one: one.url))


def digest(story: Story) -> str:
    """Sixteen hexadecimal digits of the SHA-256 of what a story says: headline, dek and text."""
    return sha256("\n".join((story.headline, story.dek, story.text)).encode()).hexdigest()[:16]


def read_ledger(content: Path) -> tuple[Ledger, list[Problem]]:
    """Read content/ledger.tsv; an empty ledger where there is none. A line that is none is told and left out."""
    return _read(content / NAME)


def reserve(content: Path, id: str) -> list[Problem]:
    """Enter a story that has no address yet. A ledger with a fault in it is told and left as it is: written anew it
    would lose the line.
    """
    ledger, problems = read_ledger(content)
    if not problems:
        write_ledger(content, ledger.reserve(id))
    return problems


def note_issued(store: Path, stories: Iterable[Story]) -> None:
    """Leave in the store what a publish build gives addresses to, for whoever brings it to its readers."""
    _write(store / ISSUED, issued(stories))


def settle(content: Path, store: Path, now: datetime) -> list[Problem]:
    """Enter into the ledger what the last publish build gave addresses to: it is with its readers now. As for
    `reserve`, a fault in it is told and it is left as it is.
    """
    given, _ = _read(store / ISSUED)
    ledger, problems = read_ledger(content)
    after = ledger.publish(given.entries, now)
    if after != ledger and not problems:
        write_ledger(content, after)
    return problems


def _read(file: Path) -> tuple[Ledger, list[Problem]]:
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
    _write(content / NAME, ledger.entries)


def _write(target: Path, entries: Iterable[Entry]) -> None:
    rows = [HEAD, *((entry.id, entry.url, entry.published, entry.digest) for entry in entries)]
    text = "".join("\t".join(row) + "\n" for row in rows)
    target.parent.mkdir(parents=True, exist_ok=True)
    with NamedTemporaryFile(
        "w", encoding="utf-8", newline="\n", dir=target.parent, prefix=".ledger-", delete=False
    ) as file:
        file.write(text)
    Path(file.name).chmod(0o644)  # it travels with the copy, and a temporary file is its owner's alone
    os.replace(file.name, target)
