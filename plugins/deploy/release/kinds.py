"""What a published file is: its type, how long it may be kept by browsers, and when it travels. One table for all
hosts."""

from __future__ import annotations

import re
from dataclasses import dataclass

IMMUTABLE = "public, max-age=31536000, immutable"
BRIEF = "public, max-age=60"

# First folders whose files are named by their content, so that a name never gets other bytes.
NAMED_BY_CONTENT = ("theme", "photos", "files", "search/shards")


@dataclass(frozen=True, slots=True)
class MediaType:
    """A content type (IANA media types) by file ending. `charset`: sent as UTF-8 text; `dense`: compressed
    already."""

    name: str
    charset: bool = False
    dense: bool = True

    @property
    def header(self) -> str:
        """The whole Content-Type."""
        return f"{self.name}; charset=utf-8" if self.charset else self.name


def _text(name: str) -> MediaType:
    return MediaType(name, charset=True, dense=False)


UNKNOWN = MediaType("application/octet-stream")
TYPES = {
    "html": _text("text/html"),
    "css": _text("text/css"),
    "js": _text("text/javascript"),
    "txt": _text("text/plain"),
    "csv": _text("text/csv"),
    "xml": _text("text/xml"),
    "json": MediaType("application/json", dense=False),
    "webmanifest": MediaType("application/manifest+json", dense=False),
    "svg": MediaType("image/svg+xml", dense=False),
    "ico": MediaType("image/x-icon", dense=False),
    "avif": MediaType("image/avif"),
    "gif": MediaType("image/gif"),
    "jpeg": MediaType("image/jpeg"),
    "jpg": MediaType("image/jpeg"),
    "png": MediaType("image/png"),
    "webp": MediaType("image/webp"),
    "mp4": MediaType("video/mp4"),
    "woff2": MediaType("font/woff2"),
    "pdf": MediaType("application/pdf"),
    "doc": MediaType("application/msword"),
    "docx": MediaType("application/vnd.openxmlformats-officedocument.wordprocessingml.document"),
    "xls": MediaType("application/vnd.ms-excel"),
    "xlsx": MediaType("application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"),
    "ppt": MediaType("application/vnd.ms-powerpoint"),
    "pptx": MediaType("application/vnd.openxmlformats-officedocument.presentationml.presentation"),
    "wps": MediaType("application/vnd.ms-works"),
    "et": MediaType("application/octet-stream"),
    "ofd": MediaType("application/ofd"),
    "zip": MediaType("application/zip"),
}

ENCODINGS = {".br": "br", ".gz": "gzip"}
_LIST = re.compile(
    r"(?:.*/)?(?:index\.html|page-\d+\.html|feed[^/]*\.xml|sitemap[^/]*\.xml)"
    r"|(?:archive|bases|corrections|feeds|gallery|reporters|search|tags|villages)/.*"
)


def plain(path: str) -> str:
    """The path of the file that a pre-compressed one stands beside; any other path as it is."""
    stem, dot, ending = path.rpartition(".")
    return stem if dot + ending in ENCODINGS and stem.rpartition(".")[2] in TYPES else path


def type_of(path: str) -> MediaType:
    """The type of a file, of a pre-compressed one that of the file it stands for."""
    return TYPES.get(plain(path).rpartition(".")[2].lower(), UNKNOWN)


def cache_of(path: str) -> str:
    """The Cache-Control of a file."""
    return IMMUTABLE if path.partition("/")[0] in NAMED_BY_CONTENT else BRIEF


def is_page(path: str) -> bool:
    """Whether readers would call it a page."""
    return path.endswith(".html")


def rank(path: str) -> int:
    """When it travels: 0 what pages show, 1 pages, 2 what leads to pages. Nothing goes out before what it names."""
    if cache_of(path) == IMMUTABLE:
        return 0
    return 2 if _LIST.fullmatch(plain(path)) else 1
