"""The index of one output: made of all stories once, and from then on only what an edit touches.

Kept in a store of its own, .build/search/<place>/: by story its record, by first letter the rows of its keys, and what
stands in the output. None of it says more than the stories do: where it is lost, or was made by other code, everything
is made anew, and comes out the same.
"""

from __future__ import annotations

import os
import pickle
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from itertools import pairwise
from pathlib import Path
from types import MappingProxyType

from ..incremental.code import code_key
from ..incremental.spread import spread
from ..incremental.store import BodyStore, Store
from ..newsroom.story import Story
from . import numbers, shards
from .documents import Entry, entry_of, keys_of, order, record_of
from .inversion import PART, Reader, changed, invert, joined, read_part

FEW = 64  # stories; where more have changed or moved, all is made anew
_HERE = Path(__file__).resolve().parent


def code() -> bytes:
    """The fingerprint of what an index is made by."""
    cut = f"{shards.SMALL} {shards.TEXTS} {shards.KEYS} {shards.BLOCK}".encode()
    return code_key([*_HERE.glob("*.py"), *_HERE.parent.glob("newsroom/*.py")]) + cut


@dataclass(slots=True)
class State:
    """What an index holds. sizes: bytes of each story's record; texts: first and last-but-one story of each text shard;
    letters: bytes of the rows of each first letter; keys: by name of a shard of keys, the first letters in it; digests:
    by name of each shard; bytes: of all files; seen: by path, size and time of the file when it was last written or
    read."""

    entries: list[Entry] = field(default_factory=list)
    sizes: list[int] = field(default_factory=list)
    texts: dict[int, int] = field(default_factory=dict)
    letters: dict[str, int] = field(default_factory=dict)
    keys: dict[str, list[str]] = field(default_factory=dict)
    digests: dict[str, str] = field(default_factory=dict)
    seen: dict[str, tuple[int, int]] = field(default_factory=dict)

    @property
    def small(self) -> bool:
        """Whether the texts are few enough to be looked through."""
        return sum(self.sizes) <= shards.SMALL

    @property
    def names(self) -> dict[str, str]:
        """The shards' names by their paths."""
        return {shards.path_of(name, digest): name for name, digest in sorted(self.digests.items())}


class Index:
    """folder: of its store; output: where its files go; now: the moment of a preview, in which what is not
    out by then is marked."""

    def __init__(self, folder: Path, output: Path, jobs: int = 0, now: datetime | None = None) -> None:
        self.store, self.output, self.jobs, self.now = Store(folder), output, jobs, now
        self.code = code()
        self.state: State = self.store.get("state", "", self.code) or State()
        self._rows: dict[str, dict[str, str]] = {}
        self._made: dict[str, bytes] = {}
        self._last_cut: tuple[str, dict[str, dict[str, str]]] = ("", {})

    def __enter__(self) -> Index:
        self._quiet = BodyStore.aside()  # what is read of bodies here is read again when they change
        self._quiet.__enter__()
        return self

    def __exit__(self, *_: object) -> None:
        self._quiet.__exit__(None, None, None)
        self.store.close()

    @property
    def paths(self) -> set[str]:
        """Its files in the output."""
        return {*self.state.names, shards.START}

    @property
    def told(self) -> str:
        """A line for the account, once it is saved."""
        size = sum(seen[0] for seen in self.state.seen.values())
        words = f"{size / 1e6:.1f} MB" if size >= 1e6 else f"{-(-size // 1000)} kB"
        return f"查找索引 {words}，文件 {len(self.state.seen)} 个"

    # What has changed

    def update(self, stories: Iterable[Story]) -> dict[str, bytes]:
        """Take in all stories that are out; the files that are not in the output as they should be, by path."""
        told = order(stories)
        entries = [entry_of(story, self.now) for story in told]
        before = self.state.entries
        moved = [n for n in range(max(len(entries), len(before))) if entries[n : n + 1] != before[n : n + 1]]
        if moved and before and len(moved) <= FEW:
            self._edit(entries, {number: told[number] for number in moved if number < len(told)}, moved)
        elif moved or not self.state.digests:
            self._make(entries, told)
        return self._astray()

    def reword(self, pairs: Sequence[tuple[Story, Story]]) -> dict[str, bytes] | None:
        """Take in that stories say something else and are otherwise what they were; None where they are not known as
        they were. pairs: before and after."""
        places = {entry.url: number for number, entry in enumerate(self.state.entries)}
        entries, now = list(self.state.entries), {}
        for was, story in pairs:
            number = places.get(was.url)
            if number is None or entries[number] != entry_of(was):
                return None
            entries[number] = entry_of(story)
            now[number] = story
        self._edit(entries, now, sorted(now))
        return self._astray()

    def save(self, written: Iterable[str]) -> None:
        """Once the files stand in the output: keep what was learnt."""
        paths = self.paths
        self.state.seen.update((path, self._stat(path)) for path in written)
        self.state.seen = {path: seen for path, seen in self.state.seen.items() if path in paths}
        self.store.keep("state", "", self.code, self.state)
        self.store.save()

    def _make(self, entries: list[Entry], stories: Sequence[Story]) -> None:
        """All anew."""
        self.state = State(entries)
        used = BodyStore.used
        counted = list(enumerate(stories))
        rows: dict[str, dict[str, str]] = {}
        records: list[bytes] = []
        parts = []
        for part in spread(
            read_part, Reader(used.file if used else None, self.now), counted, self._part(len(counted)), self.jobs
        ):
            records += part.records
            parts.append(part.ranks)
        self.state.sizes = [len(record) for record in records]
        self.store.drop_room("record")
        self.store.drop_room("rows")
        self.store.keep_all("record", ((e.url, b"", r) for e, r in zip(entries, records, strict=True)))
        if not self.state.small:
            rows = joined(parts)
            self.store.keep_all("rows", ((one, b"", pickle.dumps(found)) for one, found in rows.items()))
        del parts
        self._rows = rows
        self._settle(set(range(len(entries))), set(rows))

    def _part(self, count: int) -> int:
        return min(PART, max(100, -(-count // 2)))

    def _edit(self, entries: list[Entry], now: Mapping[int, Story], moved: Sequence[int]) -> None:
        """What stands at these numbers is another story, or none any more, or one more."""
        before, small = self.state.entries, self.state.small
        old = {number: self._record(before[number].url) for number in moved if number < len(before)}
        new = {number: record_of(story, self.now) for number, story in now.items()}
        urls = {entry.url for entry in entries}
        for entry in (before[number] for number in old):
            if entry.url not in urls:
                self.store.drop("record", entry.url)
        self.store.keep_all("record", ((entries[n].url, b"", record) for n, record in new.items()))
        sizes = self.state.sizes[: len(entries)]
        sizes += [0] * (len(entries) - len(sizes))
        for number, record in new.items():
            sizes[number] = len(record)
        self.state.entries, self.state.sizes = entries, sizes
        letters: set[str] = set()
        if self.state.small:
            self.store.drop_room("rows")
        elif small:  # there were no keys yet
            records = (self._record(entry.url) for entry in entries)
            self._rows = joined([invert(range(len(entries)), records)])
            letters = set(self._rows)
            self._keep_rows(letters)
        else:
            letters = self._edit_rows(old, new)
        if self.state.small:
            self.state.letters = {}
        self._settle(set(moved), letters)

    def _edit_rows(self, old: Mapping[int, bytes], new: Mapping[int, bytes]) -> set[str]:
        """Put the keys of these stories right; the first letters of those that changed."""
        edits: dict[str, dict[str, list[tuple[int, int, bool]]]] = {}
        nothing: list[set[str]] = keys_of(b'["","","","",[],"","",[],""]')
        for number in old.keys() | new.keys():
            were = keys_of(old[number]) if number in old else nothing
            are = keys_of(new[number]) if number in new else nothing
            for rank, (was, now) in enumerate(zip(were, are, strict=True)):
                for key in was ^ now:
                    edits.setdefault(key[0], {}).setdefault(key, []).append((rank, number, key in now))
        for letter, keys in edits.items():
            rows = self._letter(letter)
            for key, marks in keys.items():
                row = changed(rows.get(key, ""), marks)
                if row:
                    rows[key] = row
                else:
                    rows.pop(key, None)
        self._keep_rows(edits.keys())
        return set(edits)

    def _keep_rows(self, letters: Iterable[str]) -> None:
        for letter in letters:
            if self._letter(letter):
                self.store.keep("rows", letter, b"", self._rows[letter])
            else:
                self.store.drop("rows", letter)

    # What is kept

    def _record(self, url: str) -> bytes:
        row = self.store.row("record", url)
        assert row is not None, url
        return row[1]

    def _letter(self, letter: str) -> dict[str, str]:
        if letter not in self._rows:
            row = self.store.row("rows", letter)
            self._rows[letter] = pickle.loads(row[1]) if row else {}
        return self._rows[letter]

    # What stands in the files

    def _settle(self, numbers_: set[int], letters: set[str]) -> None:
        """Name every shard by what it now holds. numbers_: of stories, letters: first letters, that have changed."""
        state = self.state
        self._made, self._last_cut = {}, ("", {})
        before, state.digests = state.digests, {}
        firsts = shards.cut_texts(state.sizes, [entry.month for entry in state.entries])
        texts = dict(pairwise([*firsts, len(state.entries)]))
        were, state.texts = state.texts, texts
        for first, stop in texts.items():
            same = were.get(first) == stop and numbers_.isdisjoint(range(first, stop))
            self._name(f"t{first}", before if same else {})
        for letter in letters:
            rows = self._letter(letter)
            if rows:
                state.letters[letter] = sum(shards.row_size(key, row) for key, row in rows.items())
            else:
                state.letters.pop(letter, None)
        held, state.keys = state.keys, self._cut(letters)
        for name, inside in state.keys.items():
            same = held.get(name) == inside and letters.isdisjoint(inside)
            self._name(name, before if same else {})
        for number in range(-(-len(texts) // shards.BLOCK)):
            self._name(f"d{number}")
        for name in sorted({shards.directory_of(name) for name in state.keys}):
            self._name(name)
        self._name("f")

    def _cut(self, changed: set[str]) -> dict[str, list[str]]:
        """The shards of keys. changed: first letters; how another that is too large for one shard is cut is known."""
        state, found = self.state, dict[str, list[str]]()
        known: dict[str, list[str]] = {}
        for name, letters in state.keys.items():
            known.setdefault(letters[0], []).append(name)
        for name, letters in shards.cut_letters(state.letters).items():
            one = letters[0]
            if len(letters) > 1 or state.letters[one] <= shards.KEYS:
                found[name] = letters
            elif one in changed:
                found.update(dict.fromkeys(self._shards_of(one), letters))
            else:
                found.update(dict.fromkeys(known[one], letters))
        return found

    def _name(self, name: str, known: Mapping[str, str] = MappingProxyType({})) -> None:
        """Take a shard's digest from what is known, or make it."""
        digest = known.get(name)
        if digest is None:
            self._made[name] = self._file(name)
            digest = shards.digest_of(self._made[name])
        self.state.digests[name] = digest

    def _file(self, name: str) -> bytes:
        """The bytes of one shard."""
        state = self.state
        if name == "f":
            return shards.file_of(name, self._facets())
        if name[0] == "t":
            first = int(name[1:])
            records = (self._record(entry.url) for entry in state.entries[first : state.texts[first]])
            return shards.texts_file(name, records)
        if name[0] == "d":
            start = int(name[1:]) * shards.BLOCK
            firsts = list(state.texts)[start : start + shards.BLOCK]
            return shards.file_of(name, [[first, state.digests[f"t{first}"]] for first in firsts])
        if name[0] == "k":
            inside = sorted(one for one in state.keys if shards.directory_of(one) == name)
            return shards.file_of(name, {one: state.digests[one] for one in inside})
        letters = state.keys[name]
        if len(letters) == 1 and state.letters[letters[0]] > shards.KEYS:
            return shards.keys_file(name, self._shards_of(letters[0])[name])
        return shards.keys_file(name, {key: row for one in letters for key, row in self._letter(one).items()})

    def _shards_of(self, letter: str) -> dict[str, dict[str, str]]:
        """One letter's rows by shard; the shards of a letter are asked for one after another."""
        if self._last_cut[0] != letter:
            self._last_cut = letter, shards.cut_letter(letter, self._letter(letter))
        return self._last_cut[1]

    def _facets(self) -> dict[str, dict[str, str]]:
        """Which stories have which section, year, village, base: by kind and name, numbers."""
        found: dict[str, dict[str, list[int]]] = {}
        for number, entry in enumerate(self.state.entries):
            for kind, name in entry.facets:
                found.setdefault(kind, {}).setdefault(name, []).append(number)
        return {
            kind: {name: numbers.write(rows) for name, rows in sorted(names.items())}
            for kind, names in sorted(found.items())
        }

    def _start(self) -> bytes:
        """The one file that keeps its name."""
        state = self.state
        texts = list(state.texts)
        blocks = range(-(-len(texts) // shards.BLOCK))
        return shards.file_of(
            "index",
            {
                "stories": len(state.entries),
                "texts": [[texts[n * shards.BLOCK], state.digests[f"d{n}"]] for n in blocks],
                "keys": {name[1:]: digest for name, digest in sorted(state.digests.items()) if name[0] == "k"},
                "facets": state.digests["f"],
            },
        )

    def _astray(self) -> dict[str, bytes]:
        """What does not stand in the output as it should."""
        found = {}
        for path, name in self.state.names.items():
            seen = self._stat(path)
            if seen != self.state.seen.get(path) and not (seen[1] and self._holds(path, self.state.digests[name])):
                found[path] = self._made.get(name) or self._file(name)
            self.state.seen[path] = seen
        start = self._start()
        if self._stat(shards.START) != self.state.seen.get(shards.START) or not self._is(shards.START, start):
            found[shards.START] = start
        return found

    def _stat(self, path: str) -> tuple[int, int]:
        try:
            stat = os.stat(self.output / path)
        except OSError:
            return 0, 0
        return stat.st_size, stat.st_mtime_ns

    def _holds(self, path: str, digest: str) -> bool:
        return shards.digest_of((self.output / path).read_bytes()) == digest

    def _is(self, path: str, data: bytes) -> bool:
        return (self.output / path).read_bytes() == data
