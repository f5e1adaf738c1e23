"""The order of work: look at each original, plan its renditions, find those there are, have the others made.

Renditions are made before the pages are printed, not after: whether a photo can be decoded at all, and which colour
stands in its place while it loads, is known only then. What cannot be made stands in the page as an empty frame.
"""

from __future__ import annotations

import errno
import sys
import time
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from pathlib import Path

from ...newsroom.edition import Saw, unseen
from ..encode.pixels import Encoded, tools
from ..fault import PassingFault, PhotoFault
from ..original.header import Original, read_original
from ..original.place import find_file
from ..plan.cuts import Focus, PhotoCut, Size, key, ladder, plan
from ..plan.limits import check_limits
from ..settings import PhotoSettings
from .digests import Digests, digest_of
from .pool import Pool
from .progress import PhotoProgress
from .rendition_store import RenditionStore
from .work import FileWork, fetch, run, state


@dataclass(frozen=True, slots=True)
class Wanted:
    """A photo as one story asks for it. share: it stands for a page elsewhere and needs a share card."""

    source: str
    focus: Focus | None = None
    share: bool = False


@dataclass(frozen=True, slots=True)
class Ready:
    """A photo as it can be shown: its cuts, their keys and their files in the store, in one order."""

    original: Original
    cuts: tuple[PhotoCut, ...]
    keys: tuple[str, ...]
    files: tuple[Path, ...]


class RenditionMaker:
    """Makes what is missing; `again` names the sources that were done twice because their worker was killed."""

    def __init__(
        self, settings: PhotoSettings, content: Path, folder: Path, partial: bool = False, saw: Saw = unseen
    ) -> None:
        """folder: .build/; partial: a few of the edition's photos are asked for; saw: is told the bytes of each
        original that is read."""
        self.settings = settings
        self.content = content
        self.saw = saw
        self.digests = Digests(folder / "photos.json", partial)
        self.store = RenditionStore(Path(settings.store) if settings.store else folder / "renditions", self.digests)
        self.tools = tools()
        self.faults: dict[str, PhotoFault] = {}  # by source
        self.failed: dict[str, PhotoFault] = {}  # by digest
        self.originals: dict[str, Original] = {}  # by digest
        self.planned: dict[tuple[str, Focus | None, bool], list[tuple[str, PhotoCut]]] = {}  # by digest, focus, share
        self.files: dict[str, Path] = {}  # by key
        self.again: list[str] = []

    def make(self, wanted: Iterable[Wanted]) -> dict[Wanted, Ready | PhotoFault]:
        """Everything that is wanted, ready or with what is wrong with it."""
        asked = list(dict.fromkeys(wanted))
        by_source: dict[str, list[Wanted]] = {}
        for one in asked:
            by_source.setdefault(one.source, []).append(one)
        digests: dict[str, str] = {}
        unread = {}
        for source, wants in by_source.items():
            try:
                path = find_file(self.content, source)
            except PhotoFault as fault:
                self.faults[source] = fault
                continue
            digest = self.digests.known(path)
            if digest and self._complete(digest, wants):
                digests[source] = digest
            else:
                unread[source] = path
        if unread:
            self._encode(unread, by_source, digests)
        self.digests.save()
        return {one: self._outcome(one, digests) for one in asked}

    def _complete(self, digest: str, wants: list[Wanted]) -> bool:
        original = self._known(digest)
        if original is None or not original.tone:
            return False
        return not self._missing(original, wants)

    def _known(self, digest: str) -> Original | None:
        """What the store knows of an original; a tone that was found by another recipe is as good as none."""
        known = self.originals.get(digest) or self.store.original(digest)
        if known is None:
            return None
        if known.toned != self._recipe(known):
            known = replace(known, tone="", toned="")
        self.originals[digest] = known
        return known

    def _ladder(self, original: Original) -> tuple[Size, ...]:
        return tuple(size for _, size in reversed(ladder(original.size, dict(self.settings.widths))))

    def _recipe(self, original: Original) -> str:
        steps = " ".join(f"{width}×{height}" for width, height in self._ladder(original))
        return f"{steps} {self.tools}"

    def _cuts(self, original: Original, one: Wanted) -> list[tuple[str, PhotoCut]]:
        asked = (original.digest, one.focus, one.share)
        if asked not in self.planned:
            cuts = plan(original, self.settings, one.focus, one.share)
            self.planned[asked] = [(key(original.digest, cut, self.tools), cut) for cut in cuts]
        return self.planned[asked]

    def _missing(self, original: Original, wants: list[Wanted]) -> dict[str, PhotoCut]:
        cuts = {name: cut for one in wants for name, cut in self._cuts(original, one)}
        unknown = [name for name in cuts if name not in self.files]
        if unknown:
            self.files |= self.store.find(original.digest, unknown)
        return {name: cut for name, cut in cuts.items() if name not in self.files}

    def _encode(self, unread: dict[str, Path], by_source: dict[str, list[Wanted]], digests: dict[str, str]) -> None:
        progress = PhotoProgress(len(unread), sys.stderr)
        sizes: dict[str, int] = {}
        under_way: set[str] = set()

        def tasks() -> Iterator[tuple[tuple[str, str, tuple[str, ...]], FileWork]]:
            for source, path in unread.items():
                try:
                    now = time.time_ns()
                    data, stat = fetch(path, self.settings.megabytes)
                    self.saw(path, stat, data, now)
                    digests[source] = digest = digest_of(data)
                    self.digests.learn(path, stat, digest)
                    sizes[source] = len(data)
                    original = self._original(data, digest)
                except PhotoFault as fault:
                    self.faults[source] = fault
                    progress.step(sizes.get(source, 0))
                    continue
                cuts = {n: c for n, c in self._missing(original, by_source[source]).items() if n not in under_way}
                if not cuts and (original.tone or digest in under_way) or digest in self.failed:
                    progress.step(len(data))
                    continue
                under_way.update(cuts, [digest])
                steps = () if original.tone else self._ladder(original)
                work = FileWork(path, state(stat), original, tuple(cuts.values()), steps)
                yield (source, digest, tuple(cuts)), work.packed(data) if self.settings.executor else work

        pool: Pool[tuple[str, str, tuple[str, ...]], FileWork, Encoded] = Pool(self.settings, run)
        try:
            for (source, digest, names), made in pool.run(tasks()):
                if isinstance(made, PhotoFault):
                    self.failed[digest] = made
                else:
                    self._keep(digest, names, made)
                progress.step(sizes[source])
        finally:
            progress.close()
        self.again = [source for source, _, _ in pool.again]

    def _original(self, data: bytes, digest: str) -> Original:
        known = self._known(digest) or read_original(data, digest)
        self.originals[digest] = known
        check_limits(known, data, self.settings)
        return known

    def _keep(self, digest: str, names: tuple[str, ...], made: Encoded) -> None:
        original = self.originals[digest]
        if made.tone:
            found = replace(original, tone=made.tone, toned=self._recipe(original), damage=made.damage)
            original = self.originals[digest] = found
        cuts = dict(zip(names, made.files, strict=True))
        try:
            for name, data in cuts.items():
                self.files[name] = self.store.keep(digest, name, ending(data), data)
            self.store.keep_original(original)
        except OSError as fault:
            full = fault.errno in (errno.ENOSPC, errno.EFBIG, errno.EDQUOT)
            what = "做好了却存不下，磁盘满了" if full else f"做好了却存不下（{fault.strerror}）"
            self.failed[digest] = PassingFault(what, "腾出磁盘空间，再生成一次" if full else "检查 .build 文件夹的权限")

    def _outcome(self, one: Wanted, digests: dict[str, str]) -> Ready | PhotoFault:
        fault = self.faults.get(one.source) or self.failed.get(digests.get(one.source, ""))
        if fault:
            return fault
        original = self.originals[digests[one.source]]
        named = self._cuts(original, one)
        keys = tuple(name for name, _ in named)
        return Ready(original, tuple(cut for _, cut in named), keys, tuple(self.files[name] for name in keys))


def ending(data: bytes) -> str:
    """Of a rendition's file, by its first bytes."""
    return "jpg" if data[:2] == b"\xff\xd8" else "webp" if data[:4] == b"RIFF" else "avif"
