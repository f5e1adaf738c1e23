"""s3://BUCKET/PREFIX?endpoint=URL — a bucket of any host that speaks S3: 阿里云 OSS, 腾讯云 COS, MinIO …

A bucket has no switch, so a release gets there in steps that never show a page before what it names:

    1. what is named by its content goes straight to its place, where no page asks for it yet; every other new file
       waits under .xishan/blobs/{sha256}
    2. the manifest is written as .xishan/releases/{number}, which only one deploy can do
    3. the switch, all copies within the bucket: what will be overwritten is kept as a blob; then what pages show,
       pages, lists; then deletions; .xishan/current last

A release older than the one served comes back by step 3 alone. A switch that broke off is named in .xishan/switching:
whatever differs between its release and the served one is put in place again.

.xishan/ should not be readable by the public.
"""

from __future__ import annotations

import gzip
from collections.abc import Callable, Collection, Iterator, Sequence
from itertools import groupby
from time import sleep
from urllib.parse import parse_qs, urlsplit

from ..fault import DeployFault
from ..release.kinds import IMMUTABLE, rank
from ..release.manifest import EMPTY, FileEntry, Manifest, ReleaseHeading, read_heading, read_manifest
from ..release.plan import plan
from .bucket import Bucket
from .layout import name
from .transport import STALE, Inventory, Shipment, taken

HOLD = ".xishan/"
SETTLE = 0.5  # seconds between writing the lease and reading it back


class S3:
    """Releases in a bucket."""

    compressed = False  # a bucket sends the file it has been asked for
    caching = True
    exposed = True  # blobs lie where the site lies

    def __init__(self, address: str) -> None:
        parts = urlsplit(address)
        options = {key: values[-1] for key, values in parse_qs(parts.query).items()}
        if not parts.netloc or options.keys() - {"endpoint", "region", "style"}:
            raise DeployFault(f"看不懂地址 {address}", "写成 s3://存储桶/前缀?endpoint=https://…（可加 &region=…）")
        if options.get("style", "path") not in ("path", "virtual"):
            raise DeployFault(f"看不懂地址 {address}", "style 是 virtual 或 path")
        self.prefix = parts.path.strip("/") + "/" if parts.path.strip("/") else ""
        self.bucket = Bucket(parts.netloc, **options)
        self.address = f"s3://{self.bucket.name}/{self.prefix}"
        self.sent: dict[int, tuple[Shipment, set[str], Inventory]] = {}

    def inventory(self) -> Inventory:
        """`current` names the releases that have been served; a number in the list alone was never switched to."""
        lines = (self._get("current") or b"").decode().splitlines()
        current = read_heading(lines[0]) if lines else None
        claimed = self._claimed()
        served = [read_heading(line) for line in lines[1:]]
        following = max(claimed, default=0) + 1
        if current is None and claimed and self._get("sending") is None:
            # Somebody has removed the list. What it named is in the manifests; nobody knows what is in its place.
            served = [read_manifest(self.text(number))[0] for number in sorted(claimed)]
            return Inventory(None, tuple(served), following, torn=True)
        torn = current is not None and bool(self._begun() - {current.number})
        return Inventory(current, tuple(h for h in served if h.number in claimed), following, torn)

    def text(self, number: int) -> str:
        """The release's manifest."""
        found = self._get(f"releases/{name(number)}")
        if found is None:
            raise DeployFault(f"目标上没有第 {number} 版", "用 python3 news.py releases 看看有哪些")
        return gzip.decompress(found).decode()

    def fetch(self, number: int, entries: Collection[FileEntry]) -> Iterator[tuple[str, bytes]]:
        """From its place where it is served now, else from what was kept."""
        current = self.inventory().current
        for entry in entries:
            served = current and current.number == number
            key = self.prefix + entry.path if served else self._blob(entry.sha256)
            if (data := self.bucket.read(key)) is not None:
                yield entry.path, data

    def claim(self, line: str) -> bool:
        """With If-None-Match. A host that ignores it lets two write at once: whoever then reads the other's line has
        lost."""
        if self.holder() is not None or not self.bucket.put_once(self._key("lease"), line.encode()):
            return False
        sleep(SETTLE)
        held = self.holder()
        return held is not None and held[0] == line

    def holder(self) -> tuple[str, bool] | None:
        """The lease, and whether it is stale by the host's clock."""
        found = self.bucket.aged(self._key("lease"))
        return (found[0].decode(), found[1] > STALE) if found else None

    def renew(self, line: str) -> None:
        """Write it again."""
        if (held := self.holder()) and held[0] == line:
            self._put("lease", line)

    def leave(self, line: str) -> None:
        """Remove it where it is still this one."""
        if (held := self.holder()) and held[0] == line:
            self._delete("lease")

    def send(self, shipment: Shipment) -> None:
        """Steps 1 and 2."""
        blobs, inventory = self._blobs(), self.inventory()
        # Left by a deploy that did not get to its end: what it brought is asked for before it is brought again.
        resumed = self._get("sending") is not None
        self._put("sending", shipment.heading.by)
        payload, waiting, direct = shipment.payload, {}, []
        for entry in shipment.plan.sent:
            if entry.cache == IMMUTABLE and entry.path not in shipment.old.files:
                direct.append(entry)
            elif entry.sha256 not in blobs:
                waiting[entry.sha256] = entry

        def bring(task: tuple[str, FileEntry]) -> None:
            key, entry = task
            if not (resumed and self.bucket.digest(key) == entry.sha256):
                self.bucket.upload(key, entry, payload.check(entry))

        tasks = [(self.prefix + entry.path, entry) for entry in direct]
        self.bucket.each(bring, tasks + [(self._blob(digest), entry) for digest, entry in waiting.items()])
        number = shipment.heading.number
        if not self.bucket.put_once(self._key(f"releases/{name(number)}"), _packed(shipment.text)):
            raise DeployFault("别人刚刚发布了新的一版", "再发布一次，会在它的基础上进行")
        self.sent[number] = shipment, blobs | set(waiting), inventory

    def switch(self, number: int, line: str) -> None:
        """Step 3. The lease is looked at again before each kind of file."""
        self._still(line)
        if number in self.sent:
            shipment, blobs, inventory = self.sent.pop(number)
            heading, wanted, served = shipment.heading, shipment.manifest, shipment.old
        else:
            heading, wanted = read_manifest(self.text(number))
            inventory = self.inventory()
            served = read_manifest(self.text(inventory.current.number))[1] if inventory.current else EMPTY
            blobs = self._blobs()
        begun = self._begun() | (set() if inventory.current else {release.number for release in inventory.releases})
        unsure = {path for n in begun - {number} for path in _different(served, read_manifest(self.text(n))[1])}
        difference = plan(served, wanted)
        sent = [*difference.sent, *(entry for entry in difference.kept if entry.path in unsure)]
        gone = [*(entry.path for entry in difference.deleted), *(unsure - served.files.keys() - wanted.files.keys())]
        old = {served.files[path].sha256: path for path in [*(e.path for e in sent), *gone] if path in served.files}
        self._put("switching", " ".join(str(n) for n in sorted(begun | {number})))
        self.bucket.each(self._keep, [(digest, path) for digest, path in old.items() if digest not in blobs])
        blobs |= old.keys()
        for _, group in groupby(sorted(sent, key=_rank), key=_rank):
            self._still(line)
            self.bucket.each(self._place, [entry for entry in group if entry.sha256 in blobs])
        self._still(line)
        self.bucket.delete(self.prefix + path for path in gone)
        headings = {release.number: release for release in (*inventory.releases, heading)}
        self._put("current", "\n".join(map(str, [heading, *(headings[n] for n in sorted(headings))])))
        self._delete("switching", "sending")

    def purge(self, heading: ReleaseHeading, manifest: Manifest, gone: Sequence[FileEntry]) -> str:
        """Blobs that no other release would be brought back from go, then the manifest and the list say so."""
        others = [read_manifest(self.text(number))[1] for number in self._claimed() - {heading.number}]
        needed = {entry.sha256 for one in (*others, manifest) for entry in one.files.values()}
        self._delete(*(f"blobs/{entry.sha256}" for entry in gone if entry.sha256 not in needed))
        self.bucket.put(self._key(f"releases/{name(heading.number)}"), _packed(manifest.text(heading)))
        lines = (self._get("current") or b"").decode().splitlines()
        listed = [str(heading) if read_heading(line).number == heading.number else line for line in lines]
        self._put("current", "\n".join(listed))
        return ""

    def drop(self, keep: Sequence[ReleaseHeading], manifest: Callable[[ReleaseHeading], Manifest]) -> None:
        """Manifests that are not kept, and blobs that no kept release would be brought back from."""
        current = self.inventory().current
        assert current
        in_place = {entry.sha256 for entry in manifest(current).files.values()}
        needed = {e.sha256 for release in keep if release != current for e in manifest(release).files.values()}
        self._delete(*(f"blobs/{digest}" for digest in self._blobs() - (needed - in_place)))
        self._delete(*(f"releases/{name(n)}" for n in self._claimed() - {release.number for release in keep}))

    def _keep(self, row: tuple[str, str]) -> None:
        digest, path = row
        # Where somebody has removed the file by hand there is nothing to keep.
        self.bucket.copy(self.prefix + path, self._blob(digest), missing=True)

    def _place(self, entry: FileEntry) -> None:
        self.bucket.copy(self._blob(entry.sha256), self.prefix + entry.path, entry)

    def _still(self, line: str) -> None:
        held = self.holder()
        if held is None or held[0] != line:
            raise taken(held[0] if held else "")

    def _begun(self) -> set[int]:
        """Releases whose switch has begun and not ended."""
        return {int(word) for word in (self._get("switching") or b"").split()}

    def _claimed(self) -> set[int]:
        return {int(key) for key in self.bucket.list(self._key("releases/")) if key.isdigit()}

    def _blobs(self) -> set[str]:
        return set(self.bucket.list(self._key("blobs/")))

    def _key(self, name: str) -> str:
        return f"{self.prefix}{HOLD}{name}"

    def _blob(self, digest: str) -> str:
        return self._key(f"blobs/{digest}")

    def _get(self, name: str) -> bytes | None:
        return self.bucket.read(self._key(name))

    def _put(self, name: str, words: str) -> None:
        self.bucket.put(self._key(name), words.encode())

    def _delete(self, *names: str) -> None:
        self.bucket.delete(map(self._key, names))


def _packed(text: str) -> bytes:
    return gzip.compress(text.encode(), mtime=0)


def _rank(entry: FileEntry) -> int:
    return rank(entry.path)


def _different(one: Manifest, other: Manifest) -> set[str]:
    difference = plan(one, other)
    return {entry.path for entry in (*difference.sent, *difference.deleted)}
