"""Does an edition still stand? Told from the states of files alone, without reading, planning or rendering anything.

An edition stands while nothing that it was made from has moved (every file of the content, theme and code folders, the
settings' values, the packages), and the moment has not come at which it would be another edition. What it wrote and
somebody has touched or lost is put back from its twin.
"""

from __future__ import annotations

import os
import pickle
import runpy
from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime, timedelta
from hashlib import blake2b
from pathlib import Path

from .account import Account
from .code import versions
from .freshness import Causes
from .lock import Busy, Lock
from .mark import mark_of
from .record import Record, place_of
from .scan import Scan, digest_of, packed, state_of
from .sources import Sources, sources
from .store import Store
from .twins import Twins

# The plugins that come with the house. A site with others is asked every time: they may want to be called.
HOUSE = frozenset(f"plugins.{room}" for room in ("edition", "blocks", "photos", "copydesk", "syndication"))
# The digest of a larger file is not taken: one that was only touched costs a look by whoever reads it.
LARGE = 1 << 20
AWAY = timedelta(days=30)  # a drive may come back, and a continuous build restores one output at a time


@dataclass(frozen=True, slots=True)
class Left:
    """What the last build left behind: the key of its edition, when that will be another, its account; and the names of
    the files that have another content since."""

    key: bytes
    until: datetime | None
    account: Account
    changed: tuple[str, ...]


class Standing:
    """One output folder in the store. sync: see write_file."""

    def __init__(self, store: Store, output: Path, sync: bool = False) -> None:
        self.store, self.output, self.sync = store, output, sync
        self.twins = Twins(store.file.parent)
        self.place = place_of(store.file.parent, output)

    def key(self, sources: Sources, scan: Scan) -> bytes:
        """The fingerprint of everything that an edition is made from but the moment."""
        self.look(sources, scan)
        return self.whole_key(scan)

    def look(self, sources: Sources, scan: Scan, later: Callable[[str], bool] = lambda _: False) -> None:
        """Take the digests of all files; later: says of a name that the file is going to be read, and its digest taken
        by the way. Then `whole_key` gives the key when that has been done."""
        self.mark = sources.mark
        self.later: dict[str, str] = {}
        self.digests: dict[str, bytes] = {}
        for name, place in sources.files():
            self.digests[name] = b""
            if later(name):
                self.later[name] = place
            else:
                with suppress(OSError):  # it has no digest, and the edition is looked at once more the next time
                    self.digests[name] = scan.digest(name, place, LARGE)

    def whole_key(self, scan: Scan) -> bytes:
        """What `key` gives, after `look`. What was read meanwhile is what it was then; what is gone has no digest (see
        `moved`)."""
        for name, place in self.later.items():
            with suppress(OSError):
                self.digests[name] = scan.digest(name, place)
        return self._key(self.digests)

    def moved(self, sources: Sources, scan: Scan) -> bool:
        """After `key`: whether a file came, went or changed meanwhile, so that nobody knows which of the two was
        used."""
        files = dict(sources.files())
        return files.keys() != self.digests.keys() or not all(scan.still(*file, LARGE) for file in files.items())

    def forget_others(self, now: datetime) -> None:
        """Forget the outputs whose folders are gone and were last built more than AWAY ago; a room of the store that is
        one output's ends with its place."""
        base = self.store.base
        for (place,) in base.execute("SELECT DISTINCT output FROM pages WHERE output<>?", (self.place,)).fetchall():
            row = self.store.row("standing", place)
            recent = row is not None and now - pickle.loads(row[1])[0] < AWAY
            if not recent and not (self.store.file.parent.parent / place).is_dir():
                base.execute("DELETE FROM pages WHERE output=?", (place,))
                base.execute("DELETE FROM kept WHERE room IN ('standing', 'notes') AND name=?", (place,))
                base.execute("DELETE FROM kept WHERE room=?", (f"folio {place}",))

    def doubt(self) -> None:
        """Have every page made again by the next build."""
        query = "UPDATE pages SET causes=zeroblob(48) WHERE output=? AND causes<>?"
        self.store.base.execute(query, (self.place, b""))

    def _key(self, digests: Mapping[str, bytes]) -> bytes:
        digest = blake2b(self.mark.encode() + versions(), digest_size=16)
        for name, own in digests.items():
            digest.update(name.encode("utf-8", "surrogatepass") + b"\0" + own)
        return digest.digest()

    def left(self, scan: Scan, now: datetime | None) -> Left | None:
        """After `key`: what the last build left, where since then nothing has changed but the content of some files;
        None where any came or went, or the time of its edition is over."""
        row = self.store.row("standing", self.place)
        if row is None or not self.digests.keys() <= scan.known.keys():
            return None
        before = {name: scan.known[name][1] for name in self.digests}
        since, until, account = pickle.loads(row[1])
        if self._key(before) != row[0] or self._over(since, until, now):
            return None
        changed = tuple(name for name, digest in self.digests.items() if digest != before[name])
        return Left(row[0], until, replace(account, index=self._index), changed)

    @property
    def _index(self) -> str:
        return str(self.output / "index.html")  # where the site is now

    def _over(self, since: datetime, until: datetime | None, now: datetime | None) -> bool:
        """Whether an edition's time is over, or has not begun, or the build that was to touch it did not end."""
        begun = Record(self.store.file.parent, self.output).begun.exists()
        return begun or bool(now and (now < since or (until is not None and now >= until)))

    def account(self, key: bytes, now: datetime | None) -> Account | None:
        """What the last build said, where its edition still stands, or stands again with what could be put back. now:
        None where the settings say what time it is, and it is part of the key."""
        kept = self.store.get("standing", self.place, key)
        if kept is None or self._over(kept[0], kept[1], now):
            return None
        back = self.restore()
        return None if back is None else replace(kept[2], back=back, index=self._index)

    def restore(self, besides: Collection[str] = ()) -> int | None:
        """Have every file of the output as it was written, some aside: how many were put back for it, None where that
        cannot be."""
        moved: list[tuple[bytes, str, str]] = []
        lost: list[tuple[str, bytes, str]] = []
        rows = self.store.base.execute("SELECT path, state, digest, kept FROM pages WHERE output=?", (self.place,))
        output = os.fspath(self.output)
        for path, state, digest, twin in rows.fetchall():
            file = f"{output}/{path}"
            if path in besides:
                continue
            try:
                found = packed(state_of(file))
                if found == state:
                    continue
                if digest and digest_of(Path(file).read_bytes()) == digest:
                    moved.append((found, self.place, path))
                    continue
            except OSError:  # it is put back, if that can be
                pass
            lost.append((path, digest, twin))
        back = self._put_back(lost) if lost else []
        # Files of the same bytes may have one twin, whose state moves with each of them.
        moved += [(packed(state_of(f"{output}/{path}")), self.place, path) for path in back]
        self.store.base.executemany("UPDATE pages SET state=? WHERE output=? AND path=?", moved)
        return len(back) if len(back) == len(lost) else None

    def _put_back(self, lost: Sequence[tuple[str, bytes, str]]) -> list[str]:
        """Those paths that could be put back."""
        record = Record(self.store.file.parent, self.output)
        record.announce([path for path, _, _ in lost])
        output, back = os.fspath(self.output), []
        for path, digest, twin in lost:
            with suppress(OSError):  # the build that follows says what the disk will not
                if digest and self.twins.put_back(f"{output}/{path}", digest, twin, self.sync):
                    back.append(path)
        record.done()
        return back

    def causes(self, path: str) -> Causes | None:
        """What a page of the output comes from."""
        query = "SELECT causes FROM pages WHERE output=? AND path=? AND causes<>?"
        row = self.store.base.execute(query, (self.place, path, b"")).fetchone()
        return Causes.of(row[0]) if row else None

    def rewritten(self, path: str, causes: Causes, state: bytes, digest: bytes) -> None:
        """Note a page that was made again."""
        query = "UPDATE pages SET causes=?, state=?, digest=? WHERE output=? AND path=?"
        self.store.base.execute(query, (causes.packed(), state, digest, self.place, path))

    def save(self, key: bytes, now: datetime, until: datetime | None, account: Account) -> None:
        """Note that the edition stands, from now on and until a moment; with the key b"" that it does not."""
        self.store.keep("standing", self.place, key, (now, until, account))

    def outputs(self, paths: Iterable[str], kept: Mapping[str, Path]) -> None:
        """Note the files of an edition that are no pages, and give them their twins. Each that has not moved since the
        last build is what it was. kept: what some of them are copies or links of, which is their twin where it is the
        store's."""
        known = self.store.base.execute("SELECT path, state, digest FROM pages WHERE output=?", (self.place,))
        before = {path: (state, digest) for path, state, digest in known.fetchall()}
        rows = []
        for path in paths:
            file, state, digest = self.output / path, b"", b""
            twin = self.twins.own(kept.get(path))
            with suppress(OSError):  # what could not be written is told, and the edition does not stand
                state = packed(state_of(file))
                was, known_by = before.get(path, (b"", b""))
                digest = known_by if was == state else digest_of(file.read_bytes())
                if was != state and not twin:
                    self.twins.keep(os.fspath(file), digest)
                    state = packed(state_of(file))
            rows.append((self.place, path, b"", state, digest, twin))
        self.store.base.execute("DELETE FROM pages WHERE output=? AND causes=?", (self.place, b""))
        self.store.base.executemany("INSERT OR REPLACE INTO pages VALUES (?, ?, ?, ?, ?, ?)", rows)


@dataclass(frozen=True, slots=True)
class Look:
    """What was looked at to tell whether an edition stands: the settings' mark, and files by name with their states and
    digests (Scan.seen). A build that follows need not look at them once more."""

    mark: str
    seen: Mapping[str, tuple[bytes, bytes]] = field(default_factory=dict)


def stands(settings_file: Path, output: Path | None) -> tuple[Account | None, Look]:
    """What the last build with these settings said, where its edition still stands; and what was looked at. Pelican is
    not asked, so it need not be imported; a site with plugins of others is never told here, for they may want to be
    called at the end of every build."""
    root, values = settings_file.parent, {}
    for name, value in runpy.run_path(str(settings_file)).items():
        if name.isupper():
            values[name] = value
    for name in ("PATH", "THEME", "OUTPUT_PATH"):
        values[name] = os.path.join(root, os.path.expanduser(str(values.get(name, ""))))
    values["OUTPUT_PATH"] = os.fspath(output) if output else values["OUTPUT_PATH"]
    root = Path(values["PATH"]).parent
    mark = mark_of(values, root)
    if not HOUSE.issuperset(map(str, values.get("PLUGINS", ()))):
        return None, Look(mark)
    if not (root / ".build" / "edition.sqlite").is_file():
        return None, Look(mark)
    now, lock = None if values.get("NOW") else datetime.now(UTC), Lock(root / ".build")
    try:
        lock.take("", str, patience=0)
    except Busy:
        return None, Look(mark)  # the build that follows waits, and says for whom
    try:
        store = Store(root / ".build")
        sync = bool(values.get("FSYNC", False))
        scan, standing = Scan(store), Standing(store, Path(values["OUTPUT_PATH"]), sync)
        account = standing.account(standing.key(sources(root, values, mark), scan), now)
        if account:
            scan.save()
        store.commit()
    finally:
        lock.release()
    return account, Look(mark, scan.seen)
