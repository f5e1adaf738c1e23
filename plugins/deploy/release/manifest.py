"""The manifest: every file of a release with its digest, size, type and cache rule. As text, a line a file:

    #xishan  42  41  2026-11-24T00:15:30+08:00  {digest of the rows}  zhang@desk
    {sha256}  {size}  {until}  {type}  {cache}  {path}  {owner}|{owner}…

(tabs between). Sorted by path, so that one story's change is a few lines' change.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cached_property
from hashlib import sha256

from ..fault import DeployFault

NAME = "release.txt"
_DIGEST = re.compile("[0-9a-f]{64}")
_HEADING = re.compile(r"#xishan\t([0-9]{1,9})\t([0-9]{1,9})\t([^\t]+)\t([0-9a-f]{64})\t([^\t]+)")
_CONTROL = re.compile("[\x00-\x1f\x7f\\\\]")


@dataclass(frozen=True, slots=True)
class FileEntry:
    """One file: path from the site's root (posix), SHA-256 in hexadecimal, bytes, Content-Type, Cache-Control. until:
    a moment (ISO, UTC) for a file that is in no page any more and stays for readers with an open page. owners: the
    pages that show a photograph, an attachment or a film of their own, by path; none where that is not known."""

    path: str
    sha256: str
    size: int
    type: str
    cache: str
    until: str = ""
    owners: tuple[str, ...] = ()

    @property
    def row(self) -> str:
        """Its line in a manifest."""
        fields = (self.sha256, str(self.size), self.until, self.type, self.cache, self.path, "|".join(self.owners))
        return "\t".join(fields) + "\n"


@dataclass(frozen=True, slots=True)
class ReleaseHeading:
    """What a release says of itself: its number (from 1, in the order of deploys, whatever clocks say), when it was
    made (ISO, with time zone), the digest of its rows, who made it, and the number of the release that was served
    before it, 0 for none."""

    number: int
    made: str
    digest: str
    by: str
    before: int = 0

    def __str__(self) -> str:
        return f"#xishan\t{self.number}\t{self.before}\t{self.made}\t{self.digest}\t{self.by}"


@dataclass(frozen=True)
class Manifest:
    """All files of a release by path, in path order."""

    files: Mapping[str, FileEntry]

    @cached_property
    def rows(self) -> str:
        """The lines under the heading."""
        return "".join(entry.row for entry in self.files.values())

    @cached_property
    def digest(self) -> str:
        """SHA-256 of the rows."""
        return sha256(self.rows.encode()).hexdigest()

    def text(self, heading: ReleaseHeading) -> str:
        """The manifest as a file."""
        return f"{heading}\n{self.rows}"


def manifest_of(entries: Iterable[FileEntry]) -> Manifest:
    """A manifest of these files, in path order."""
    return Manifest({entry.path: entry for entry in sorted(entries, key=lambda entry: entry.path)})


EMPTY = Manifest({})


def safe(path: str) -> bool:
    """Whether a path stays in the site and fits on a line: posix, relative, no "..", no control character, no
    backslash."""
    return bool(path) and not _CONTROL.search(path) and all(part not in ("", ".", "..") for part in path.split("/"))


def read_heading(line: str) -> ReleaseHeading:
    """A manifest's first line; a DeployFault where it is none."""
    match = _HEADING.fullmatch(line.rstrip("\n"))
    if match is None or int(match[1]) <= int(match[2]):
        raise _damaged()
    return ReleaseHeading(int(match[1]), match[3], match[4], match[5], int(match[2]))


def read_manifest(text: str) -> tuple[ReleaseHeading, Manifest]:
    """A manifest's text. What a host gives back is not trusted: rows, digest and every path are checked, and a
    DeployFault says so."""
    first, _, rows = text.partition("\n")
    heading = read_heading(first)
    if sha256(rows.encode()).hexdigest() != heading.digest:
        raise _damaged()
    words: dict[str, str] = {}
    files = {}
    for row in rows.split("\n")[:-1]:
        fields = row.split("\t")
        if len(fields) not in (6, 7) or not _DIGEST.fullmatch(fields[0]) or not fields[1].isdigit():
            raise _damaged()
        digest, size, until, type, cache, path = fields[:6]
        pages = [page for page in "".join(fields[6:]).split("|") if page]  # manifests of early releases have none
        if not all(map(safe, (path, *pages))):
            raise _damaged()
        type, cache = words.setdefault(type, type), words.setdefault(cache, cache)  # a few words, thousands of rows
        owners = tuple(words.setdefault(page, page) for page in pages)
        files[path] = FileEntry(path, digest, int(size), type, cache, until, owners)
    return heading, Manifest(files)


def _damaged() -> DeployFault:
    return DeployFault(f"目标上的发布清单 {NAME} 读不懂或被改动过", "换一个空的目标，或者删掉它后重新发布")
