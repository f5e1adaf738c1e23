"""A web host on loopback that serves a release as it should, or in a way that a test asks for."""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from urllib.parse import unquote

IMMUTABLE = ("theme", "photos", "files")
TYPES = {".html": "text/html; charset=utf-8", ".css": "text/css; charset=utf-8", ".xml": "text/xml; charset=utf-8"}
TYPES |= {".txt": "text/plain; charset=utf-8", ".jpg": "image/jpeg"}


@dataclass
class Answer:
    """What is about to be sent; plain: the file as it is uncompressed."""

    status: int
    headers: dict[str, str]
    body: bytes
    plain: bytes = b""


Spoil = Callable[[str, Answer], None]


@dataclass
class Host:
    """folder: the server's root, looked at anew for each request; spoil: changes an answer before it is sent."""

    folder: Path
    base: str = ""
    url: str = ""
    spoil: Spoil = lambda path, answer: None
    asked: list[str] = field(default_factory=list)

    def answer(self, address: str, encodings: str) -> Answer:
        """The answer to one request."""
        path = unquote(address).removeprefix(f"{self.base}/")
        self.asked.append(path)
        file = self.folder / path
        found = Answer(404, {}, b"")
        if file.is_file():
            cache = "public, max-age=31536000, immutable" if path.split("/")[0] in IMMUTABLE else "public, max-age=60"
            plain = file.read_bytes()
            headers = {"Content-Type": TYPES.get(file.suffix, "application/octet-stream"), "Cache-Control": cache}
            for ending, name in ((".br", "br"), (".gz", "gzip")):
                if name in encodings and file.with_name(file.name + ending).is_file():
                    headers["Content-Encoding"] = name
                    file = file.with_name(file.name + ending)
                    break
            found = Answer(200, headers, file.read_bytes(), plain)
        self.spoil(path, found)
        return found


@contextmanager
def host(folder: Path, base: str = "") -> Iterator[Host]:
    """Serve a folder until the block ends."""
    made = Host(folder, base)

    class Handler(BaseHTTPRequestHandler):
        protocol_version = "HTTP/1.1"

        def do_GET(self) -> None:
            answer = made.answer(self.path, self.headers.get("Accept-Encoding", ""))
            if answer.status == 0:  # hang up
                self.close_connection = True
                return
            self.send_response(answer.status)
            for name, value in answer.headers.items():
                self.send_header(name, value)
            self.send_header("Content-Length", str(len(answer.body)))
            self.end_headers()
            self.wfile.write(answer.body)

        def log_message(self, format: str, *args: object) -> None:
            pass

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    made.url = f"http://127.0.0.1:{server.server_port}{base}"
    thread = threading.Thread(target=server.serve_forever, args=(0.02,), daemon=True)
    thread.start()
    try:
        yield made
    finally:
        server.shutdown()
        thread.join()
        server.server_close()
