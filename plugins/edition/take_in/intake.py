"""Copy taken in: what has changed is read and typed, by many processes where it is much; of the rest only the index
rows are fetched, and the bodies stay on the shelf."""

from __future__ import annotations

import pickle
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import tzinfo
from functools import cached_property
from typing import Any

from markdown import Markdown

from ...incremental.file_digests import Scan, digest_of, read_file
from ...incremental.fingerprint import Fingerprints
from ...incremental.spread import spread
from ...incremental.store import BodyStore, Store
from ...newsroom.body import Body, StoredBody
from ...newsroom.copy import Copy
from ...newsroom.gazetteer import Gazetteer
from ...newsroom.lean import lean
from ...newsroom.problem import Problem
from ...newsroom.story import Base
from .copy_files import Source
from .reading import markdown_from, read_copy
from .stories import Typed, typed

Read = Copy | list[Problem]
Reader = Callable[[Source], Read]
Names = list[tuple[str, str, tuple[str, ...]]]
Progress = Callable[[int, int], object]
PART = 48  # files that a process takes at a time; fewer are not worth one


@lean
@dataclass(frozen=True, slots=True)
class Filed:
    """What the store keeps of one file: its copy, pickled without the body, and the body by its fingerprint; for a
    story also what was typed of it, pickled. seen: state and digest of the file (scan.read_file), where it was read
    here."""

    name: str
    copy: bytes
    shelved: tuple[tuple[bytes, bytes], ...]
    typed: bytes = b""
    seen: tuple[bytes, bytes] = (b"", b"")


class Typist:
    """Reads files and types stories: all that a worker is told. The same file gives the same copy, whoever reads it."""

    def __init__(
        self, markdown: Mapping[str, Any], gazetteer: Gazetteer, bases: Sequence[Base], zone: tzinfo, shelf: BodyStore
    ) -> None:
        self.setting, self.gazetteer, self.bases, self.zone, self.shelf = markdown, gazetteer, bases, zone, shelf
        self.seen: dict[str, tuple[bytes, bytes]] = {}  # of what was read

    def __reduce__(self) -> tuple[Any, ...]:
        # Of a base only its names are asked; its body stays where it is.
        return _typist, (
            dict(self.setting),
            self.gazetteer,
            names_of(self.bases),
            self.zone,
            self.shelf.file,
        )

    @cached_property
    def markdown(self) -> Markdown:
        """Made when the first file is read."""
        return markdown_from(dict(self.setting))

    def read(self, source: Source) -> Read:
        """One file as it stands on disk; a Problem where it cannot be read."""
        try:
            data, state, digest = read_file(source.file)
        except OSError as fault:
            return [_unreadable(source, fault)]
        self.seen[source.path] = state, digest
        return read_copy(source.path, data, self.markdown)

    def type(self, read: Read, shelved: Body | None = None) -> Typed:
        """The story in one file of copy. shelved: what it holds in the place of its body."""
        if not isinstance(read, Copy):
            return Typed(None, tuple(read))
        return typed(read, self.gazetteer, self.bases, self.zone, shelved)

    def file(self, source: Source, read: Read) -> tuple[Filed, Read]:
        """One file in the form in which it is kept, and its copy with the body shelved."""
        shelved: tuple[tuple[bytes, bytes], ...] = ()
        kept, body = read, None
        if isinstance(read, Copy):
            data = _pickled(read.body)
            mark = digest_of(data)
            shelved = ((mark, data),)
            body = StoredBody.of(self.shelf, mark, read.body.links, read.body.corrections)
            kept = replace(read, body=body)
        story = self.type(read, body) if source.kind == "story" else None
        if story and story.story:
            story = replace(story, mark=Fingerprints().of(story.story))
        seen = self.seen.pop(source.path, (b"", b""))
        return Filed(source.path, _pickled(kept), shelved, _pickled(story) if story else b"", seen), kept


def _unreadable(source: Source, fault: OSError) -> Problem:
    if isinstance(fault, FileNotFoundError):
        return Problem(source.path, 0, "在生成时被移走或改名了", "再生成一次")
    if isinstance(fault, PermissionError):
        return Problem(source.path, 0, "没有读取的权限", "把文件权限改成可读，再生成一次")
    return Problem(source.path, 0, f"读不了（{fault.strerror}）", "检查磁盘，或重新拷贝一份")


def names_of(bases: Sequence[Base]) -> Names:
    """All that a story needs to know of the bases."""
    return [(base.slug, base.name, base.names) for base in bases]


def typing_of(typist: Typist) -> bytes:
    """The fingerprint of what a story is held against."""
    return Fingerprints().of([typist.gazetteer, names_of(typist.bases), str(typist.zone)])


def typist_of(
    markdown: Mapping[str, Any], gazetteer: Gazetteer, names: Names, zone: tzinfo, shelf: BodyStore
) -> Typist:
    """A typist who knows of the bases what `names_of` says."""
    bases = [Base(path="", url="", slug=slug, name=name, names=all_, body=None) for slug, name, all_ in names]  # type: ignore[arg-type]  # no page is made of them
    return Typist(markdown, gazetteer, bases, zone, shelf)


def _typist(markdown: Mapping[str, Any], gazetteer: Gazetteer, names: Names, zone: tzinfo, file: Any) -> Typist:
    return typist_of(markdown, gazetteer, names, zone, BodyStore(file).use())


def _pickled(value: Any) -> bytes:
    return pickle.dumps(value, protocol=pickle.HIGHEST_PROTOCOL)


def read_part(typist: Typist, part: Sequence[Source]) -> list[Filed]:
    """A worker's share."""
    return [typist.file(source, typist.read(source))[0] for source in part]


class Intake:
    """One build's copy."""

    def __init__(self, store: Store, shelf: BodyStore, reading: bytes, scan: Scan, jobs: int) -> None:
        """reading: fingerprint of what reads; jobs: processes, 0 for one a processor. `fingerprints` then knows the
        stories that were taken in."""
        self.store, self.shelf, self.reading, self.scan, self.jobs = store, shelf, reading, scan, jobs
        self.fingerprints = Fingerprints()
        self.owned: dict[str, set[str]] = {"copy": set(), "story": set()}
        self.bodies: set[bytes] = set()

    def few(self, sources: Sequence[Source], typist: Typist, reader: Reader | None = None) -> list[Read]:
        """The copy of each of these files, in order."""
        found: list[Read] = []
        for source in sources:
            key = self._key(source)
            kept: Read | None = self.store.get("copy", source.path, key)
            if kept is None:
                filed, kept = typist.file(source, (reader or typist.read)(source))
                self._keep([filed], {source.path: source})
            self._own("copy", source, kept)
            found.append(kept)
        self.store.save()  # what is typed of them asks for their bodies
        return found

    def stories(
        self, sources: Sequence[Source], typist: Typist, reader: Reader | None = None, progress: Progress | None = None
    ) -> list[Typed]:
        """What each of these files says as a story, in order. progress: told how many of those that have to be read
        are."""
        typing = typing_of(typist)
        kept = self.store.rows("story")
        found: dict[str, Typed] = {}
        stale: list[Source] = []
        for source in sources:
            row = kept.get(source.path)
            if row and row[0] == self._key(source) + typing:
                found[source.path] = self._loaded(row[1])
            else:
                stale.append(source)
        del kept
        copies = self.store.keys("copy")
        unread = []
        for source in stale:
            known = source.path in copies and copies[source.path] == self._key(source)
            copy = self.store.get("copy", source.path, copies[source.path]) if known else None
            if copy is None:
                unread.append(source)
            else:
                found[source.path] = typist.type(copy)
                self.store.keep("story", source.path, self._key(source) + typing, found[source.path])
        done, named = 0, {source.path: source for source in unread}
        for part in self._read(unread, typist, reader):
            for filed in part:
                found[filed.name] = self._loaded(filed.typed)
            self._keep(part, named, typing)
            done += len(part)
            if progress:
                progress(done, len(unread))
        if unread:
            self.store.save()  # a gallery that is a folder asks for the body it stands in
        for source in sources:
            self.owned["copy"].add(source.path)
            story = found[source.path].story
            self._own("story", source, story or self.store.get("copy", source.path, self._key(source)))
        return [found[source.path] for source in sources]

    def _loaded(self, data: bytes) -> Typed:
        typed: Typed = pickle.loads(data)
        if typed.mark:
            self.fingerprints.know(typed.story, typed.mark)
        return typed

    def _own(self, room: str, source: Source, read: object) -> None:
        self.owned[room].add(source.path)
        body = getattr(read, "body", None)
        if isinstance(body, StoredBody):
            self.bodies.add(body.fingerprint)

    def forget(self) -> None:
        """Drop what no file of this build owns."""
        for room, names in self.owned.items():
            self.store.forget(room, names)
        self.store.clear(self.bodies)

    def _read(self, unread: Sequence[Source], typist: Typist, reader: Reader | None) -> Iterator[Sequence[Filed]]:
        if reader:
            for source in unread:
                self._key(source)  # before it is read: what is saved meanwhile is seen the next time
                yield [typist.file(source, reader(source))[0]]
        elif unread:
            # What is worked out with the first file is there for all: workers are born with it.
            yield read_part(typist, unread[:1])
            yield from spread(read_part, typist, unread[1:], PART, self.jobs)

    def _key(self, source: Source) -> bytes:
        """By what copy of this file, as the scan saw it, is kept."""
        try:
            return self.reading + self.scan.digest(source.path, source.file)
        except OSError:  # whoever reads it tells; once it can be read it has another key
            return self.reading

    def _keep(self, part: Sequence[Filed], sources: Mapping[str, Source], typing: bytes = b"") -> None:
        """A file that was saved since the scan is kept as what it is. sources: by their names."""
        self.store.shelve([row for filed in part for row in filed.shelved])
        own = {}
        for filed in part:
            state, digest = filed.seen
            if digest:
                self.scan.read(filed.name, state, digest)
            own[filed.name] = self.reading + digest if digest else self._key(sources[filed.name])
        self.store.keep_all("copy", [(filed.name, own[filed.name], filed.copy) for filed in part])
        self.store.keep_all("story", [(f.name, own[f.name] + typing, f.typed) for f in part if f.typed])
