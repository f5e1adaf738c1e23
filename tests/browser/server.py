"""A small server on loopback that does what a host does: types, gzip, caching, its own page for what is not there."""

from __future__ import annotations

import gzip
import sys
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from functools import partial
from http import HTTPStatus
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any
from urllib.parse import unquote, urlsplit

TYPES = {
    ".css": "text/css; charset=utf-8",
    ".html": "text/html; charset=utf-8",
    ".jpg": "image/jpeg",
    ".js": "text/javascript; charset=utf-8",
    ".mp4": "video/mp4",
    ".pdf": "application/pdf",
    ".svg": "image/svg+xml",
    ".txt": "text/plain; charset=utf-8",
    ".webp": "image/webp",
    ".xml": "application/xml; charset=utf-8",
}
PICTURES = (".avif", ".jpg", ".webp")


class Host(SimpleHTTPRequestHandler):
    """GET from one folder. `lag`: seconds by which a picture comes late, as it does in the village."""

    protocol_version = "HTTP/1.1"

    def __init__(self, *args: object, folder: Path, lag: float, **more: object) -> None:
        self.folder, self.lag = folder, lag
        super().__init__(*args, directory=str(folder), **more)

    def do_GET(self) -> None:
        path = unquote(urlsplit(self.path).path).lstrip("/")
        file = self.folder / (f"{path}index.html" if not path or path.endswith("/") else path)
        code = HTTPStatus.OK
        if not file.resolve().is_relative_to(self.folder.resolve()) or not file.is_file():
            file, code = self.folder / "404.html", HTTPStatus.NOT_FOUND
        if file.suffix in PICTURES and self.lag:
            time.sleep(self.lag)
        data = file.read_bytes()
        self.send_response(code)
        self.send_header("Content-Type", TYPES.get(file.suffix, "application/octet-stream"))
        self.send_header("Cache-Control", "public, max-age=31536000" if file.suffix != ".html" else "no-cache")
        if TYPES.get(file.suffix, "").startswith(("text/", "image/svg", "application/xml")):
            data = gzip.compress(data, 6, mtime=0)
            self.send_header("Content-Encoding", "gzip")
        self.send_header("Content-Length", str(len(data)))
        self.end_headers()
        self.wfile.write(data)

    def log_message(self, format: str, *args: object) -> None:
        pass


class Quiet(ThreadingHTTPServer):
    """A browser that leaves a page lets its requests drop; that is no fault of the server."""

    daemon_threads = True

    def handle_error(self, request: Any, client_address: Any) -> None:
        if not isinstance(sys.exc_info()[1], ConnectionError):
            super().handle_error(request, client_address)


@contextmanager
def served(folder: Path, lag: float = 0) -> Iterator[str]:
    """The folder on loopback; its address, without a slash at the end."""
    server = Quiet(("127.0.0.1", 0), partial(Host, folder=folder, lag=lag))
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    try:
        yield f"http://127.0.0.1:{server.server_port}"
    finally:
        server.shutdown()
        thread.join()
        server.server_close()
