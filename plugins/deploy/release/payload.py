"""A finished publish tree as a release: its files, their compressed forms and `_headers`, each with its digest."""

from __future__ import annotations

import os
import shutil
import sqlite3
import stat
from collections.abc import Collection, Iterator, Mapping
from contextlib import closing
from dataclasses import dataclass, replace
from hashlib import sha256
from pathlib import Path
from typing import BinaryIO

from plugins.incremental.output import Output
from plugins.incremental.store import Damaged, Store, is_damage
from plugins.incremental.writer import write_file
from plugins.newsroom.owned import read_owned
from plugins.photos.make.digests import Digests

from ..fault import FULL_HERE, DeployFault
from .compress import SMALLEST, Packer
from .headers import headers_file
from .kinds import cache_of, type_of
from .manifest import FileEntry, Manifest, manifest_of, safe

ROOM = 1 << 17  # bytes that reading the record may take beside it


@dataclass(frozen=True)
class Payload:
    """What is to be published. sources: path from the site's root → the file with its bytes; packed: how many files
    had to be compressed for it; strange: files that lie in the output and that no build has made, which stay here."""

    manifest: Manifest
    sources: Mapping[str, Path]
    packed: int = 0
    strange: tuple[str, ...] = ()

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
    """What the last build made in a folder. base: the path part of the site's address; level: brotli's; compressed:
    whether the host serves .br and .gz by itself. What did not change since the last time is not read."""
    if not (output / "index.html").is_file():
        raise DeployFault(f"{output} 里没有可以发布的网站", "先运行 python3 news.py build --publish")
    made, owners = made_in(output, store), read_owned(store)
    if not made:
        raise DeployFault(f"不知道 {output} 里哪些文件是生成的", "先运行 python3 news.py build --publish")
    found = dict(_files(output))
    _sound(output, made, found)
    digests = Digests(store / "deploy" / "digests.json")
    own = store / "deploy" / "_headers"
    write_file(own, headers_file(base).encode())
    sources = {"_headers": own, **{path: output / path for path in sorted(made)}}
    if wrong := [path for path in sources if not safe(path)]:
        raise DeployFault(f"这些文件名不能发布：{'、'.join(wrong[:5])!r}", "文件名里不要有控制字符和反斜杠")
    entries = [_entry(path, file, digests, owners.get(path, ())) for path, file in sources.items()]
    digests.save()
    packer = Packer(store, level)
    if compressed:
        forms = packer.pack({e.sha256: sources[e.path] for e in entries if _worth_packing(e)})
        for entry in list(entries):
            for form in forms.get(entry.sha256, ()) if _worth_packing(entry) else ():
                path = entry.path + form.ending
                sources[path] = packer.file(entry.sha256, form.ending)
                entries.append(replace(entry, path=path, sha256=form.sha256, size=form.size))
    return Payload(manifest_of(entries), sources, packer.made, tuple(sorted(found.keys() - made)))


def made_in(output: Path, store: Path) -> set[str]:
    """The files that the last build made in an output folder, by path; none where that is not known for certain: no
    build, one that did not come to its end, a damaged store."""
    try:
        with closing(Store(store)) as opened:
            record = Output(opened, output)
            return set() if record.begun else set(record.known)
    except (Damaged, sqlite3.DatabaseError) as fault:
        if is_damage(fault):
            return set()
        if shutil.disk_usage(store).free < ROOM:  # SQLite has several words for that
            raise DeployFault(*FULL_HERE) from fault
        raise DeployFault(f"{store} 里的记录读不出来（{fault}）", "检查磁盘和文件夹的权限") from fault


def _sound(output: Path, made: Collection[str], found: Collection[str]) -> None:
    """A DeployFault where what a build has made is not there any more as a plain file: nothing is read through links,
    which may lead anywhere."""
    root = output.resolve()
    folders = {os.path.dirname(path) for path in made}
    led_away = {folder for folder in folders if not (output / folder).resolve().is_relative_to(root)}
    wrong = [path for path in made if path not in found or os.path.dirname(path) in led_away]
    wrong += [path for path in made if path in found and not _is_plain(output / path)]
    if wrong:
        named = "、".join(sorted(set(wrong))[:5]) + (f" 等 {len(set(wrong))} 个" if len(set(wrong)) > 5 else "")
        raise DeployFault(f"{output} 里这些文件不见了，或者不是普通文件：{named}", "删掉占了位置的东西，再生成一次")


def _is_plain(file: Path) -> bool:
    return stat.S_ISREG(os.lstat(file).st_mode)


def _files(output: Path) -> Iterator[tuple[str, Path]]:
    for folder, folders, names in os.walk(output):
        folders.sort()
        here = Path(folder)
        prefix = "" if here == output else here.relative_to(output).as_posix() + "/"
        for name in sorted(names):
            if not (name.startswith(".") and name.endswith(".part")):  # what a build was writing when it was killed
                yield prefix + name, here / name


def _entry(path: str, file: Path, digests: Digests, owners: tuple[str, ...]) -> FileEntry:
    state = file.stat()
    digest = digests.known(file)
    if not digest:
        with file.open("rb") as opened:
            found = sha256()
            while chunk := opened.read(1 << 20):
                found.update(chunk)
        digest = found.hexdigest()
        digests.learn(file, state, digest)
    return FileEntry(path, digest, state.st_size, type_of(path).header, cache_of(path), owners=owners)


def _worth_packing(entry: FileEntry) -> bool:
    return entry.size >= SMALLEST and not type_of(entry.path).dense and entry.path != "_headers"


def _moved(path: str) -> DeployFault:
    return DeployFault(f"{path} 在发布的时候变了", "等生成结束，再发布一次")
