"""Is the last build's edition still the one that a build would make now? Told from the states of files alone, without
reading, planning or rendering anything.

It is while nothing that it was made from has changed (every file of the content, theme and code folders, the settings'
values, the packages), and the moment has not come at which a page changes by the clock. What somebody has touched or
lost of its output is put back from the backup.
"""

from __future__ import annotations

import pickle
import sqlite3
from collections.abc import Callable, Mapping
from contextlib import suppress
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime
from hashlib import blake2b
from pathlib import Path
from typing import Any

from .account import Account
from .build_lock import Busy, Lock
from .code import versions
from .file_digests import Scan
from .output import Output
from .settings import mark_of
from .sources import Sources, sources
from .store import Damaged, Store, is_damage

# The plugins that come with the house. A site with others is asked every time: they may want to be called.
HOUSE = frozenset(f"plugins.{room}" for room in ("edition", "blocks", "photos", "copydesk", "syndication", "search"))
# The digest of a larger file is not taken: one that was only touched costs a look by whoever reads it.
LARGE = 1 << 20


@dataclass(frozen=True, slots=True)
class Left:
    """What the last build left behind: the key of its edition, when that will be another, its account; and the names of
    the files that have another content since."""

    key: bytes
    until: datetime | None
    account: Account
    changed: tuple[str, ...]


class LastBuild:
    """What the last build of one output left in the store."""

    def __init__(self, store: Store, output: Output) -> None:
        self.store, self.output, self.place = store, output, output.place

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

    def _key(self, digests: Mapping[str, bytes]) -> bytes:
        digest = blake2b(self.mark.encode() + versions(), digest_size=16)
        for name, own in digests.items():
            digest.update(name.encode("utf-8", "surrogatepass") + b"\0" + own)
        return digest.digest()

    def left(self, scan: Scan, now: datetime | None) -> Left | None:
        """After `key`: what the last build left, where since then nothing has changed but the content of some files;
        None where any came or went, or the time of its edition is over."""
        row = self.store.row("last build", self.place)
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
        return str(self.output.folder / "index.html")  # where the site is now

    def _over(self, since: datetime, until: datetime | None, now: datetime | None) -> bool:
        """Whether an edition's time is over, or has not begun, or the build that was to touch it did not end."""
        return self.output.begun or bool(now and (now < since or (until is not None and now >= until)))

    def account(self, key: bytes, now: datetime | None) -> Account | None:
        """What the last build said, where its edition still stands, or stands again with what could be put back. now:
        None where the settings say what time it is, and it is part of the key."""
        kept = self.store.get("last build", self.place, key)
        if kept is None or self._over(kept[0], kept[1], now):
            return None
        back = self.output.restore()
        return None if back is None else replace(kept[2], back=back, index=self._index)

    def save(self, key: bytes, now: datetime, until: datetime | None, account: Account) -> None:
        """Note that the edition stands, from now on and until a moment; with the key b"" that it does not."""
        self.store.keep("last build", self.place, key, (now, until, account))


@dataclass(frozen=True, slots=True)
class Inspection:
    """What was looked at to tell whether an edition stands: the settings' mark, and files by name with their states and
    digests (Scan.seen). A build that follows need not look at them once more."""

    mark: str
    seen: Mapping[str, tuple[bytes, bytes]] = field(default_factory=dict)


def stands(values: Mapping[str, Any]) -> tuple[Account | None, Inspection]:
    """What the last build with these settings (settings.read_settings_file) said, where its edition still stands; and
    what was looked at. Pelican is not asked, so it need not be imported; a site with plugins of others is never told
    here, for they may want to be called at the end of every build."""
    root = Path(values["PATH"]).parent
    mark = mark_of(values, root)
    if not HOUSE.issuperset(map(str, values.get("PLUGINS", ()))):
        return None, Inspection(mark)
    if not (root / ".build" / "edition.sqlite").is_file():
        return None, Inspection(mark)
    now, lock = None if values.get("NOW") else datetime.now(UTC), Lock(root / ".build")
    try:
        lock.take("", str, patience=0)
    except Busy:
        return None, Inspection(mark)  # the build that follows waits, and says for whom
    store = None
    try:
        store = Store(root / ".build")
        scan = Scan(store)
        last = LastBuild(store, Output(store, Path(values["OUTPUT_PATH"]), bool(values.get("FSYNC", False))))
        account = last.account(last.key(sources(root, values, mark), scan), now)
        if account:
            scan.save()
        store.save()
    except (Damaged, sqlite3.DatabaseError) as fault:
        if not is_damage(fault):
            raise
        return None, Inspection(mark)  # the build that follows meets it too, and sets the store aside
    finally:
        if store:
            store.close()
        lock.release()
    return account, Inspection(mark, scan.seen)
