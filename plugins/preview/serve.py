"""HTTP on loopback: the edition, the overlay's own files under /-/, and the stream that tells open pages what is new.

Python's own threading server: a page is one look-up, an editor opens a handful of pages, and nothing needs installing.
"""

from __future__ import annotations

import json
import select
import shutil
import socket
import sys
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any, BinaryIO
from urllib.parse import parse_qs, quote, unquote, urlsplit

from ..deploy.release.kinds import type_of
from . import notices
from .inject import inject
from .live import Live, digest_of
from .ports import LOOPBACK
from .spans import Unsatisfiable, span_of
from .viewers import Viewer

OWN = "-/"
_FILES = Path(__file__).resolve().parent / "overlay"
# A comment line now and then keeps the stream alive; looking at the socket tells that a page was closed.
_BREATH, _GLANCE = 15.0, 1.0


class Server(ThreadingHTTPServer):
    """Serves one Live on a socket that listens already. `hosts`: the names it answers to."""

    daemon_threads = True

    def __init__(self, listening: socket.socket, live: Live) -> None:
        port = listening.getsockname()[1]
        super().__init__((LOOPBACK, port), Handler, bind_and_activate=False)
        self.socket.close()
        self.socket = listening
        self.live = live
        self.closing = False
        self.hosts = {f"{name}:{port}" for name in (LOOPBACK, "localhost")}
        if port == 80:
            self.hosts |= {LOOPBACK, "localhost"}
        self.address = f"http://{LOOPBACK}:{port}/"

    def close(self) -> None:
        """Take no more, and let the streams go."""
        self.closing = True
        self.shutdown()
        self.server_close()

    def handle_error(self, request: Any, client_address: Any) -> None:
        """A browser that goes away in the middle is no fault; everything else is ours and is shown."""
        if not isinstance(sys.exception() if sys.version_info >= (3, 12) else sys.exc_info()[1], ConnectionError):
            super().handle_error(request, client_address)


class Handler(BaseHTTPRequestHandler):
    """One connection."""

    server: Server
    protocol_version = "HTTP/1.1"
    server_version, sys_version = "Xishan", ""
    timeout = 60

    def log_message(self, format: str, *args: object) -> None:
        """The terminal is for what was saved, not for what was fetched."""

    def do_GET(self) -> None:
        """A page, a file, or one of our own."""
        if not self._welcome():
            return
        parts = urlsplit(self.path)
        path = unquote(parts.path, errors="replace").removeprefix("/")
        if path == OWN + "events":
            self._events(parse_qs(parts.query))
        elif path == notices.PROBLEMS:
            self._show(path, self.server.live.problems())
        elif path.startswith(OWN):
            self._own(path.removeprefix(OWN))
        else:
            self._edition(self._within(path))

    do_HEAD = do_GET

    def _welcome(self) -> bool:
        """Whether to answer. A name that only pretends to be this machine (DNS rebinding), and a page of another site
        that reaches for ours, learn nothing: there are unpublished stories here."""
        if self.headers.get("Host", "").lower() not in self.server.hosts:
            self._refuse(421, "这个预览只在本机用，网址请写 " + self.server.address)
            return False
        if self.headers.get("Sec-Fetch-Site") == "cross-site" and self.headers.get("Sec-Fetch-Mode") != "navigate":
            self._refuse(403, "别的网站不能读这里的内容")
            return False
        return True

    def _within(self, path: str) -> str:
        """An output path; the site's own place on its host (/fengxi) may stand before it, as the 404 page writes it."""
        base = self.server.live.base.strip("/")
        if base and (path == base or path.startswith(f"{base}/")):
            path = path.removeprefix(base).removeprefix("/")
        return f"{path}index.html" if not path or path.endswith("/") else path

    def _edition(self, path: str) -> None:
        shown = self.server.live.look(path)
        folder = shown.status == 404 and "." not in path.rpartition("/")[2]
        if folder and self.server.live.look(f"{path}/index.html").status == 200:
            self._head(302, "text/plain; charset=utf-8", 0, Location=f"/{quote(path)}/")
            return
        self._show(path, shown)

    def _show(self, path: str, shown: notices.Shown) -> None:
        if isinstance(shown.body, Path):
            self._file(shown.body, path)
            return
        page = shown.status != 200 or path.endswith(".html") or path == notices.PROBLEMS
        if not page:
            self._bytes(shown.status, type_of(path).header, shown.body)
            return
        body = inject(shown.body, path, digest_of(shown.body), shown.source)
        self._bytes(shown.status, "text/html; charset=utf-8", body)

    def _own(self, name: str) -> None:
        file = _FILES / name
        if name in {known.name for known in _FILES.iterdir()}:
            self._bytes(200, type_of(name).header, file.read_bytes())
        else:
            self._refuse(404, "没有这个文件")

    def _bytes(self, status: int, kind: str, body: bytes) -> None:
        self._head(status, kind, len(body))
        if self.command != "HEAD":
            self.wfile.write(body)

    def _file(self, file: Path, path: str) -> None:
        """A file as it is, or the part of it that was asked for."""
        try:
            opened: BinaryIO = file.open("rb")
        except OSError:
            self._refuse(404, "文件刚刚被移走了")
            return
        with opened:
            size = opened.seek(0, 2)
            kind = type_of(path).header
            try:
                span = span_of(self.headers.get("Range"), size)
            except Unsatisfiable:
                self._head(416, kind, 0, Content_Range=f"bytes */{size}")
                return
            first, after = span or (0, size)
            extra = {"Content_Range": f"bytes {first}-{after - 1}/{size}"} if span else {}
            self._head(206 if span else 200, kind, after - first, Accept_Ranges="bytes", **extra)
            if self.command == "HEAD":
                return
            opened.seek(first)
            if not span:
                shutil.copyfileobj(opened, self.wfile, 1 << 18)
                return
            left = after - first
            while left and (chunk := opened.read(min(left, 1 << 18))):
                self.wfile.write(chunk)
                left -= len(chunk)

    def _refuse(self, status: int, words: str) -> None:
        self.close_connection = True
        body = f"{words}\n".encode()
        self._head(status, "text/plain; charset=utf-8", len(body))
        if self.command != "HEAD":
            self.wfile.write(body)

    def _head(self, status: int, kind: str, length: int | None, **more: str) -> None:
        self.send_response(status)
        self.send_header("Content-Type", kind)
        if length is None:
            self.send_header("Connection", "close")
        else:
            self.send_header("Content-Length", str(length))
        self.send_header("Cache-Control", "no-store")
        self.send_header("X-Content-Type-Options", "nosniff")
        self.send_header("Cross-Origin-Resource-Policy", "same-origin")
        self.send_header("Content-Security-Policy", "frame-ancestors 'self'")
        for name, value in more.items():
            self.send_header(name.replace("_", "-"), value)
        self.end_headers()

    def _events(self, query: dict[str, list[str]]) -> None:
        """Server-sent events for one open page: its state at once, and again after every save."""
        live = self.server.live
        path = self._own_path(query.get("page", [""])[0])
        viewer = Viewer(path, query.get("source", [""])[0])
        self.close_connection = True
        self._head(200, "text/event-stream; charset=utf-8", None)
        live.viewers.join(viewer)
        try:
            viewer.tell(live.state(viewer.path, viewer.source))
            still = 0.0
            while not self.server.closing and not self._gone():
                state = viewer.wait(_GLANCE)
                still = 0.0 if state else still + _GLANCE
                if state:
                    self.wfile.write(f"data: {json.dumps(state, ensure_ascii=False)}\n\n".encode())
                elif still >= _BREATH:
                    self.wfile.write(b":\n\n")
                    still = 0.0
        finally:
            live.viewers.leave(viewer)

    def _own_path(self, path: str) -> str:
        return path if path == notices.PROBLEMS else self._within(path)

    def _gone(self) -> bool:
        """Whether the browser has closed its end."""
        readable, _, _ = select.select([self.connection], [], [], 0)
        return bool(readable) and not self.connection.recv(1, socket.MSG_PEEK)
