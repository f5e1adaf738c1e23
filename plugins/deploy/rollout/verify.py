"""What readers really get: pages fetched from the live address and held against the manifest."""

from __future__ import annotations

import gzip
import http.client
import socket
import ssl
import time
import zlib
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from hashlib import sha256
from threading import local
from urllib.parse import quote, urlsplit

import brotli

from ..fault import unsecret
from ..release.kinds import ENCODINGS, IMMUTABLE
from ..release.manifest import FileEntry, Manifest
from ..release.plan import Plan

AT_ONCE = 8  # requests
SAMPLE = 20  # files that did not change
NAMED = 3  # files of one fault told by name
PAUSE = 1.0  # seconds between two looks
HELP = "nginx 要 include 发布写出的 nginx.conf，别的服务器照 _headers 设"


@dataclass(frozen=True, slots=True)
class LiveSite:
    """The live site. url: without a slash at the end; caching, compressed: whether the host does what we ask for;
    patience: seconds within which a change may take to reach readers; strict: whether what readers can do without must
    hold as well."""

    url: str
    caching: bool = True
    compressed: bool = True
    patience: float = 10.0
    strict: bool = False


@dataclass(frozen=True, slots=True)
class Finding:
    """What is not as it was asked for, in Chinese. must: readers get something else than was published, or a browser
    will not show it; else it is advice to whoever runs the server."""

    words: str
    must: bool = True

    def __bool__(self) -> bool:
        return bool(self.words)


NOTHING = Finding("")
# Without these types a browser takes a page for a download, and a stylesheet or script for nothing.
NEEDED: dict[str, tuple[str, ...]] = {
    "text/html": ("text/html",),
    "text/css": ("text/css",),
    "text/javascript": ("text/javascript", "application/javascript", "application/x-javascript"),
}


def choose(manifest: Manifest, difference: Plan | None) -> list[FileEntry]:
    """What to look at: home, everything that changed, and a sample of the rest, the same one for the same release.
    Pre-compressed files are looked at by way of the file they stand for."""
    readable = [entry for entry in manifest.files.values() if not _aside(entry.path)]
    changed = {entry.path for entry in difference.sent} if difference else set()
    rest = [entry for entry in readable if entry.path not in changed]
    sample = sorted(rest, key=lambda entry: sha256(f"{manifest.digest}{entry.path}".encode()).digest())[:SAMPLE]
    chosen = {entry.path for entry in sample} | changed | {"index.html"}
    return [entry for entry in readable if entry.path in chosen]


def verify(site: LiveSite, manifest: Manifest, difference: Plan | None = None) -> dict[str, Finding]:
    """What is not as it should be, by path; what must be right and is not yet is asked for again until patience ends.
    `difference`: what the last deploy changed; the pages it took away must be gone, and photographs, attachments and
    films with them, which caches may show for a while."""
    deadline = time.monotonic() + site.patience
    entries = choose(manifest, difference)
    left = difference.deleted if difference else ()
    gone = [e for e in left if (e.cache != IMMUTABLE or (e.owners and not e.until)) and not _aside(e.path)]
    packed: Mapping[str, FileEntry] = manifest.files if site.compressed else {}
    found = _look(site, entries, gone, packed)
    while (wrong := {path for path, one in found.items() if one.must}) and time.monotonic() < deadline:
        time.sleep(PAUSE)
        again = _look(site, [e for e in entries if e.path in wrong], [e for e in gone if e.path in wrong], packed)
        found = {path: one for path, one in found.items() if path not in wrong} | again
    return found


def as_lines(found: Mapping[str, Finding], must: bool = True) -> list[str]:
    """What must be right and is not, or else what is advice, as lines: files of which the same is said share one."""
    files = defaultdict(list)
    for path in sorted(found):
        if found[path].must == must:
            files[found[path].words].append(path)
    return [f"{_some(paths)}：{words}" for words, paths in files.items()]


def _some(paths: Sequence[str]) -> str:
    named = "、".join(paths[:NAMED])
    return named if len(paths) <= NAMED else f"{named} 等 {len(paths)} 个文件"


def _aside(path: str) -> bool:
    # A host that knows _headers does not serve it.
    return path == "_headers" or path.endswith(tuple(ENCODINGS))


def _look(
    site: LiveSite, entries: Iterable[FileEntry], gone: Iterable[FileEntry], packed: Mapping[str, FileEntry]
) -> dict[str, Finding]:
    visitor = Visitor(site)
    with ThreadPoolExecutor(AT_ONCE) as pool:
        found = [
            *pool.map(lambda entry: (entry.path, visitor.compare(entry, packed)), entries),
            *pool.map(lambda entry: (entry.path, visitor.missing(entry)), gone),
        ]
    return {path: one for path, one in found if one}


class Visitor:
    """A reader that keeps one connection a thread."""

    def __init__(self, site: LiveSite) -> None:
        self.site = site
        self.address = urlsplit(site.url)
        self.own = local()

    def compare(self, entry: FileEntry, packed: Mapping[str, FileEntry]) -> Finding:
        """What is not right with a file as it is served: bytes, status and the type of pages must be; charset where it
        is not said, other types, caching and compression are advice, unless the settings are strict."""
        try:
            status, headers, body = self._get(entry.path)
        except (OSError, http.client.HTTPException) as fault:
            return Finding(_unreachable(fault))
        if status != 200:
            where = unsecret(headers.get("location", ""))
            return Finding(f"服务器回答 {status}" + (f"，转到 {where}" if where else ""))
        encoding = headers.get("content-encoding", "")
        try:
            plain = {"br": brotli.decompress, "gzip": gzip.decompress, "": bytes}[encoding](body)
        except (KeyError, OSError, EOFError, zlib.error, brotli.error):
            return Finding(f"压缩格式 {encoding} 解不开")
        if sha256(plain).hexdigest() != entry.sha256:
            return Finding("内容和发布的不一样")
        given = headers.get("content-type", "")
        if not _same(given, entry.type) and not usable(given, entry.type):
            return Finding(f"类型是 {given or '空'}，应该是 {entry.type}；{HELP}")
        rows = [f"类型是 {given or '空'}，最好是 {entry.type}" if not _same(given, entry.type) else ""]
        if self.site.caching and headers.get("cache-control", "") != entry.cache:
            rows.append(f"缓存规则是 {headers.get('cache-control') or '空'}，最好是 {entry.cache}")
        if not encoding and f"{entry.path}.gz" in packed:
            rows.append("没有用压缩好的文件")
        words = "；".join(filter(None, rows))
        return Finding(f"{words}；{HELP}", self.site.strict) if words else NOTHING

    def missing(self, entry: FileEntry) -> Finding:
        """What is wrong with a file that was taken away."""
        try:
            status = self._get(entry.path)[0]
        except (OSError, http.client.HTTPException) as fault:
            return Finding(_unreachable(fault))
        if status != 200:
            return NOTHING
        if entry.cache == IMMUTABLE:
            return Finding("已经撤下，缓存里还能打开 → 请管 CDN 的人按网址刷新", must=False)
        return Finding("已经撤下，读者还能打开")

    def _get(self, path: str) -> tuple[int, dict[str, str], bytes]:
        for attempt in (1, 2):
            connection = self._connection()
            try:
                # no-cache: caches on the way are asked past, as far as they let themselves.
                connection.request(
                    "GET",
                    f"{self.address.path}/{quote(path)}",
                    headers={"Accept-Encoding": "br, gzip", "Cache-Control": "no-cache", "User-Agent": "xishan"},
                )
                answer = connection.getresponse()
                headers = {name.lower(): value for name, value in answer.getheaders()}
                return answer.status, headers, answer.read()
            except (OSError, http.client.HTTPException):
                connection.close()
                if attempt == 2:  # the first may have been a connection that the server had closed meanwhile
                    raise
        raise AssertionError("unreachable")

    def _connection(self) -> http.client.HTTPConnection:
        if not hasattr(self.own, "connection"):
            host, port = self.address.hostname or "", self.address.port
            self.own.connection = (
                http.client.HTTPSConnection(host, port, timeout=20, context=ssl.create_default_context())
                if self.address.scheme == "https"
                else http.client.HTTPConnection(host, port, timeout=20)
            )
        connection: http.client.HTTPConnection = self.own.connection
        return connection


def _unreachable(fault: Exception) -> str:
    known = {
        ConnectionRefusedError: "服务器没有开",
        ConnectionResetError: "连接断了",
        TimeoutError: "服务器没有回答",
        socket.gaierror: "找不到这个网址的主机",
        ssl.SSLCertVerificationError: "证书不对",
    }
    return f"取不到，{next((words for kind, words in known.items() if isinstance(fault, kind)), str(fault))}"


def usable(given: str, wanted: str) -> bool:
    """Whether a browser shows a file of a type as it should: pages, stylesheets and scripts need theirs, and no charset
    but the one they are written in, which it would believe more than the page; the rest it knows by its bytes."""
    kind, _, more = given.lower().replace(" ", "").replace('"', "").partition(";")
    if "charset=" in more and "charset=utf-8" not in more and "charset=utf-8" in wanted:
        return False
    needed = NEEDED.get(wanted.partition(";")[0])
    return needed is None or kind in needed


def _same(one: str, other: str) -> bool:
    return one.lower().replace(" ", "") == other.lower().replace(" ", "")
