"""A finished publish tree as a release: its files, their compressed forms and `_headers`, each with its digest."""

from __future__ import annotations

import os
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path
from typing import BinaryIO

from plugins.incremental.writer import write_file
from plugins.photos.make.digests import Digests

from ..fault import DeployFault
from .compress import SMALLEST, Packer
from .headers import headers_file
from .kinds import cache_of, type_of
from .manifest import FileEntry, Manifest, manifest_of, safe


@dataclass(frozen=True)
class Payload:
    """What is to be published. sources: path from the site's root → the file with its bytes; packed: how many files
    had to be compressed for it."""

    manifest: Manifest
    sources: Mapping[str, Path]
    packed: int = 0

    def copy(self, entry: FileEntry, target: Path) -> None:
        """Copy a file and hold it against the manifest on the way: one that a build has changed meanwhile is a
        DeployFault."""
        digest = sha256()
        with self._open(entry) as source, target.open("wb") as out:
            while chunk := source.read(1 << 20):
                digest.update(chunk)
                out.write(chunk)
        if digest.hexdigest() != entry.sha256:
            raise _moved(entry.path)

    def check(self, entry: FileEntry) -> Path:
        """The file, when it still holds what the manifest says; else a DeployFault."""
        digest = sha256()
        with self._open(entry) as source:
            while chunk := source.read(1 << 20):
                digest.update(chunk)
        if digest.hexdigest() != entry.sha256:
            raise _moved(entry.path)
        return self.sources[entry.path]

    def _open(self, entry: FileEntry) -> BinaryIO:
        try:
            return self.sources[entry.path].open("rb")
        except FileNotFoundError:
            raise _moved(entry.path) from None


def read_payload(output: Path, store: Path, base: str = "", level: int = 9, compressed: bool = True) -> Payload:
    """Everything in a folder of published files. base: the path part of the site's address; level: brotli's;
    compressed: whether the host serves .br and .gz by itself. What did not change since the last time is not read."""
    if not (output / "index.html").is_file():
        raise DeployFault(f"{output} 里没有可以发布的网站", "先运行 python3 news.py build --publish")
    digests = Digests(store / "deploy" / "digests.json")
    own = store / "deploy" / "_headers"
    write_file(own, headers_file(base).encode())
    sources = {"_headers": own, **dict(_files(output))}
    if wrong := [path for path in sources if not safe(path)]:
        raise DeployFault(f"这些文件名不能发布：{'、'.join(wrong[:5])!r}", "文件名里不要有控制字符和反斜杠")
    entries = [_entry(path, file, digests) for path, file in sources.items()]
    digests.save()
    packer = Packer(store, level)
    if compressed:
        forms = packer.pack({e.sha256: sources[e.path] for e in entries if _worth_packing(e)})
        for entry in list(entries):
            for form in forms.get(entry.sha256, ()) if _worth_packing(entry) else ():
                path = entry.path + form.ending
                sources[path] = packer.file(entry.sha256, form.ending)
                entries.append(FileEntry(path, form.sha256, form.size, entry.type, entry.cache))
    return Payload(manifest_of(entries), sources, packer.made)


def _files(output: Path) -> Iterator[tuple[str, Path]]:
    for folder, folders, names in os.walk(output):
        folders.sort()
        here = Path(folder)
        prefix = "" if here == output else here.relative_to(output).as_posix() + "/"
        for name in sorted(names):
            if not (name.startswith(".") and name.endswith(".part")):  # what a build was writing when it was killed
                yield prefix + name, here / name


def _entry(path: str, file: Path, digests: Digests) -> FileEntry:
    stat = file.stat()
    digest = digests.known(file)
    if not digest:
        with file.open("rb") as opened:
            found = sha256()
            while chunk := opened.read(1 << 20):
                found.update(chunk)
        digest = found.hexdigest()
        digests.learn(file, stat, digest)
    return FileEntry(path, digest, stat.st_size, type_of(path).header, cache_of(path))


def _worth_packing(entry: FileEntry) -> bool:
    return entry.size >= SMALLEST and not type_of(entry.path).dense and entry.path != "_headers"


def _moved(path: str) -> DeployFault:
    return DeployFault(f"{path} 在发布的时候变了", "等生成结束，再发布一次")
