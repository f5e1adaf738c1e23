"""A gate in front of an S3 server: it can refuse requests the way hosts do, and it remembers what was asked."""

from __future__ import annotations

import http.client
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from urllib.parse import urlsplit

# (method, path of the request) → (status, what S3 calls it), None to let it through.
Answer = Callable[[str, str], tuple[int, str] | None]


class Gate(ThreadingHTTPServer):
    """answer: what is refused. asked: method, path and headers of every request that was let through. As a proxy it is asked for whole
    addresses, whose host carries the bucket; the server behind it finds the bucket in the path."""

    daemon_threads = True

    def __init__(self, port: int) -> None:
        super().__init__(("127.0.0.1", 0), _Handler)
        self.behind = port
        self.answer: Answer = lambda method, path: None
        self.asked: list[tuple[str, str, dict[str, str]]] = []

    @property
    def uploads(self) -> list[str]:
        """Paths of objects that were brought, not copied, but for the few that hold no file of the site."""
        return [
            path
            for method, path, headers in self.asked
            if method == "PUT" and "x-amz-copy-source" not in headers and "cache-control" in headers
        ]

    @property
    def address(self) -> str:
        """Its endpoint."""
        return f"http://127.0.0.1:{self.server_port}"


class _Handler(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"
    server: Gate

    def handle_one_request(self) -> None:
        self.close_connection = True
        if not (line := self.rfile.readline(65537)):
            return
        self.raw_requestline = line
        if not self.parse_request():
            return
        self.close_connection = False
        if self.headers.get("Expect"):
            self.wfile.write(b"HTTP/1.1 100 Continue\r\n\r\n")
        body = self.rfile.read(int(self.headers.get("Content-Length", 0)))
        refused = self.server.answer(self.command, self.path)
        if refused:
            status, code = refused
            data = f"<?xml version='1.0'?><Error><Code>{code}</Code><Message>{code}</Message></Error>".encode()
            headers = [("Content-Type", "application/xml")]
        else:
            self.server.asked.append((self.command, self.path, {k.lower(): v for k, v in self.headers.items()}))
            behind = http.client.HTTPConnection("127.0.0.1", self.server.behind)
            parts = urlsplit(self.path)
            place = f"/{str(parts.hostname).partition('.')[0]}{parts.path}" if parts.hostname else parts.path
            sent = {k: v for k, v in self.headers.items() if k.lower() not in ("connection", "expect", "host")}
            behind.request(self.command, f"{place}?{parts.query}".rstrip("?"), body, sent)
            answer = behind.getresponse()
            status, data = answer.status, answer.read()
            skipped = ("connection", "transfer-encoding", "content-length", "date", "server")
            headers = [(k, v) for k, v in answer.getheaders() if k.lower() not in skipped]
            if self.command == "HEAD":
                headers.append(("Content-Length", answer.headers.get("Content-Length", "0")))
            behind.close()
        self.send_response(status)
        for name, value in headers:
            self.send_header(name, value)
        if self.command != "HEAD":
            self.send_header("Content-Length", str(len(data)))
        self.end_headers()
        self.wfile.write(b"" if self.command == "HEAD" else data)

    def log_message(self, format: str, *words: object) -> None:
        pass


@contextmanager
def gate(endpoint: str) -> Iterator[Gate]:
    """A gate in front of a server."""
    made = Gate(urlsplit(endpoint).port or 0)
    thread = threading.Thread(target=made.serve_forever, daemon=True)
    thread.start()
    try:
        yield made
    finally:
        made.shutdown()
        made.server_close()
