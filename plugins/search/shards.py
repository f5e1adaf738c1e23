"""How the index is cut into files, a function of the stories alone, and what stands in each.

    search/index.js                    where everything is: how many stories, the digests of the directories
    search/shards/<name>.<digest>.js   d3    the fourth directory of texts: first story and digest of each text shard
                                       t128  texts from story 128 on: what documents.record_of gives, a month's in a
                                             shard as long as they are few
                                       k004e the directory of the keys that begin with U+4E00 … U+4EFF
                                       004e0 keys, by the first letters' code points in six hexadecimal digits, and
                                             by the second's where that would be too much: "党建" begins 00515a and
                                             goes on 005efa
                                       f     which stories have which section, year, village, base

Each is a classic script that calls `searchShard` with its name and its value: a script can be loaded from a folder on a
disk, where nothing can be fetched. A small edition has its texts in one shard and no keys: looking through them all is
quicker than asking.

A row of a shard of keys is the key's two letters, the stories that have it, as numbers.py writes them, and after
commas, as far as there are any, those that have it in their headline, standfirst, names and captions (documents.RANKS).
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping, Sequence
from hashlib import sha256
from typing import Any

START = "search/index.js"
FOLDER = "search/shards"
SMALL = 240_000  # bytes of all texts: about 100 kB as they travel
TEXTS = 8_000  # bytes, at which a text shard is closed
KEYS = 12_000  # bytes, above which a shard of keys is cut: three of them travel for a word of four letters
BLOCK = 64  # text shards in a directory
_FIRST = 4  # hexadecimal digits that a directory of keys is named by
_DIGITS = 6


def digest_of(data: bytes) -> str:
    """What tells a shard's content in its name."""
    return sha256(data).hexdigest()[:8]


def path_of(name: str, digest: str) -> str:
    """Where a shard stands in the output."""
    return f"{FOLDER}/{name}.{digest}.js"


def file_of(name: str, value: Any) -> bytes:
    """The script."""
    words = json.dumps(value, ensure_ascii=False, separators=(",", ":"))
    return f'searchShard("{name}",{words});\n'.encode("utf-8", "surrogatepass")


def texts_file(name: str, records: Iterable[bytes]) -> bytes:
    """A shard of texts."""
    return b'searchShard("' + name.encode() + b'",[' + b",\n".join(records) + b"]);\n"


def keys_file(name: str, rows: Mapping[str, str]) -> bytes:
    """A shard of keys."""
    return file_of(name, " ".join(key + rows[key] for key in sorted(rows)))


def cut_texts(sizes: Sequence[int], months: Sequence[str]) -> list[int]:
    """The number of the first story of each text shard. sizes: of the records, in bytes."""
    if sum(sizes) <= SMALL:
        return [0] if sizes else []
    firsts, size = [], TEXTS
    for number, own in enumerate(sizes):
        if size + own > TEXTS or months[number] != months[number - 1]:
            firsts.append(number)
            size = 0
        size += own
    return firsts


def digits_of(letter: str) -> str:
    """Six hexadecimal digits."""
    return f"{ord(letter):0{_DIGITS}x}"


def row_size(key: str, row: str) -> int:
    """Bytes."""
    return len(key.encode("utf-8", "surrogatepass")) + len(row) + 1


def cut_letters(sizes: Mapping[str, int]) -> dict[str, list[str]]:
    """By the name of a shard, the first letters whose keys stand in it; one letter that is too large for one shard is
    left whole here (cut_letter). sizes: bytes by first letter."""
    found: dict[str, list[str]] = {}
    groups: dict[str, list[str]] = {}
    for letter in sorted(sizes):
        groups.setdefault(digits_of(letter)[:_FIRST], []).append(letter)
    waiting = list(groups.items())
    while waiting:
        name, letters = waiting.pop()
        if len(name) == _DIGITS or sum(sizes[letter] for letter in letters) <= KEYS:
            found[name] = letters
            continue
        waiting += _split([(digits_of(letter), letter) for letter in letters], len(name) + 1)
    return found


def cut_letter(letter: str, rows: Mapping[str, str]) -> dict[str, dict[str, str]]:
    """One letter's rows by the name of the shard they stand in."""
    found: dict[str, dict[str, str]] = {}
    waiting = [(digits_of(letter), sorted(rows))]
    while waiting:
        name, keys = waiting.pop()
        if len(name) == 2 * _DIGITS or sum(row_size(key, rows[key]) for key in keys) <= KEYS:
            found[name] = {key: rows[key] for key in keys}
            continue
        waiting += _split([(digits_of(key[0]) + digits_of(key[1]), key) for key in keys], len(name) + 1)
    return found


def _split(rows: Iterable[tuple[str, str]], length: int) -> Iterator[tuple[str, list[str]]]:
    found: dict[str, list[str]] = {}
    for digits, thing in rows:
        found.setdefault(digits[:length], []).append(thing)
    return iter(found.items())


def directory_of(name: str) -> str:
    """The directory that a shard of keys is named in."""
    return f"k{name[:_FIRST]}"
