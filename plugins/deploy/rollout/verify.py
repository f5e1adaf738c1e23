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
    patience: seconds within which a change may take to reach readers."""

    url: str
    caching: bool = True
    compressed: bool = True
    patience: float = 10.0


def choose(manifest: Manifest, difference: Plan | None) -> list[FileEntry]:
    """What to look at: home, everything that changed, and a sample of the rest, the same one for the same release.
    Pre-compressed files are looked at by way of the file they stand for."""
    readable = [entry for entry in manifest.files.values() if not _aside(entry.path)]
    changed = {entry.path for entry in difference.sent} if difference else set()
    rest = [entry for entry in readable if entry.path not in changed]
    sample = sorted(rest, key=lambda entry: sha256(f"{manifest.digest}{entry.path}".encode()).digest())[:SAMPLE]
    chosen = {entry.path for entry in sample} | changed | {"index.html"}
    return [entry for entry in readable if entry.path in chosen]


def verify(site: LiveSite, manifest: Manifest, difference: Plan | None = None) -> dict[str, str]:
    """What is wrong, in Chinese, by path; what is not right yet is asked for again until patience ends. `difference`:
    what the last deploy changed; what it took away must be gone."""
    deadline = time.monotonic() + site.patience
    entries = choose(manifest, difference)
    gone = [e for e in difference.deleted if e.cache != IMMUTABLE and not _aside(e.path)] if difference else []
    packed: Mapping[str, FileEntry] = manifest.files if site.compressed else {}
    wrong = _look(site, entries, gone, packed)
    while wrong and time.monotonic() < deadline:
        time.sleep(PAUSE)
        wrong = _look(site, [e for e in entries if e.path in wrong], [e for e in gone if e.path in wrong], packed)
    return wrong


def as_lines(wrong: Mapping[str, str]) -> list[str]:
    """What is wrong as lines: files that have the same fault share one."""
    files = defaultdict(list)
    for path in sorted(wrong):
        files[wrong[path]].append(path)
    return [f"{_some(paths)}：{fault}" for fault, paths in files.items()]


def _some(paths: Sequence[str]) -> str:
    named = "、".join(paths[:NAMED])
    return named if len(paths) <= NAMED else f"{named} 等 {len(paths)} 个文件"


def _aside(path: str) -> bool:
    # A host that knows _headers does not serve it.
    return path == "_headers" or path.endswith(tuple(ENCODINGS))


def _look(
    site: LiveSite, entries: Iterable[FileEntry], gone: Iterable[FileEntry], packed: Mapping[str, FileEntry]
) -> dict[str, str]:
    visitor = Visitor(site)
    with ThreadPoolExecutor(AT_ONCE) as pool:
        found = [
            *pool.map(lambda entry: (entry.path, visitor.compare(entry, packed)), entries),
            *pool.map(lambda entry: (entry.path, visitor.missing(entry)), gone),
        ]
    return {path: fault for path, fault in found if fault}


class Visitor:
    """A reader that keeps one connection a thread."""

    def __init__(self, site: LiveSite) -> None:
        self.site = site
        self.address = urlsplit(site.url)
        self.own = local()

    def compare(self, entry: FileEntry, packed: Mapping[str, FileEntry]) -> str:
        """What is wrong with a file as it is served; "" where nothing is."""
        try:
            status, headers, body = self._get(entry.path)
        except (OSError, http.client.HTTPException) as fault:
            return _unreachable(fault)
        if status != 200:
            where = headers.get("location", "")
            return f"服务器回答 {status}" + (f"，转到 {where}" if where else "")
        encoding = headers.get("content-encoding", "")
        try:
            plain = {"br": brotli.decompress, "gzip": gzip.decompress, "": bytes}[encoding](body)
        except (KeyError, OSError, EOFError, zlib.error, brotli.error):
            return f"压缩格式 {encoding} 解不开"
        if sha256(plain).hexdigest() != entry.sha256:
            return "内容和发布的不一样"
        if not _same_type(headers.get("content-type", ""), entry.type):
            return f"类型是 {headers.get('content-type') or '空'}，应该是 {entry.type}；{HELP}"
        if self.site.caching and headers.get("cache-control", "") != entry.cache:
            return f"缓存规则是 {headers.get('cache-control') or '空'}，应该是 {entry.cache}；{HELP}"
        if not encoding and f"{entry.path}.gz" in packed:
            return f"没有用压缩好的文件；{HELP}"
        return ""

    def missing(self, entry: FileEntry) -> str:
        """What is wrong with a file that was taken away."""
        try:
            status = self._get(entry.path)[0]
        except (OSError, http.client.HTTPException) as fault:
            return _unreachable(fault)
        return "已经撤下，读者还能打开" if status == 200 else ""

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


def _same_type(one: str, other: str) -> bool:
    return one.lower().replace(" ", "") == other.lower().replace(" ", "")
