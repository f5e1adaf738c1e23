"""A preview as an editor runs it: a process of its own on a copy of the township, spoken to over HTTP."""

from __future__ import annotations

import http.client
import json
import os
import re
import shutil
import signal
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from ..press import ROOT

_RUN = (
    "import sys; from pathlib import Path; from plugins.preview import preview\n"
    "if __name__ == '__main__': preview(Path(sys.argv[1]), int(sys.argv[2]), show=False)"
)
PATIENCE = 60.0


@dataclass
class Preview:
    """A running preview of the site in `site`; `said` is what it printed."""

    site: Path
    process: subprocess.Popen[str]
    said: list[str] = field(default_factory=list)

    @property
    def port(self) -> int:
        return int(re.search(r"http://127\.0\.0\.1:(\d+)/", "".join(self.said))[1])  # type: ignore[index]

    @property
    def address(self) -> str:
        return f"http://127.0.0.1:{self.port}"

    def ask(self, path: str, method: str = "GET", **headers: str) -> tuple[http.client.HTTPResponse, bytes]:
        """One request; header names with _ for -."""
        connection = http.client.HTTPConnection("127.0.0.1", self.port, timeout=30)
        connection.request(method, path, headers={name.replace("_", "-"): value for name, value in headers.items()})
        answer = connection.getresponse()
        body = answer.read()
        connection.close()
        return answer, body

    def text(self, path: str) -> str:
        return self.ask(path)[1].decode()

    def write(self, path: str, words: str) -> None:
        """Save a file as an editor does that writes in place."""
        file = self.site / path
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(words, encoding="utf-8")

    def edit(self, path: str, old: str, new: str) -> None:
        words = (self.site / path).read_text(encoding="utf-8")
        assert old in words
        self.write(path, words.replace(old, new))

    def until(self, holds: Callable[[], object]) -> None:
        """Wait until something holds; whether it ever does is the test, not how soon."""
        until = time.monotonic() + PATIENCE
        while not holds():
            assert self.process.poll() is None, "".join(self.said)
            assert time.monotonic() < until, "".join(self.said)
            time.sleep(0.02)

    def stop(self) -> int:
        """Ctrl-C; the exit code."""
        if self.process.poll() is None:
            self.process.send_signal(signal.SIGINT)
        return self.process.wait(30)


def run(site: Path, port: int = 0) -> Preview:
    """Start a preview and wait for its address."""
    process = subprocess.Popen(
        [sys.executable, "-c", _RUN, str(site / "siteconf.py"), str(port)],
        cwd=ROOT,
        env={**os.environ, "PYTHONUTF8": "1", "PYTHONPATH": str(ROOT)},
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        encoding="utf-8",
        start_new_session=True,
    )
    preview = Preview(site, process)

    def listen() -> None:
        assert process.stdout
        preview.said.extend(iter(process.stdout.readline, ""))

    threading.Thread(target=listen, daemon=True).start()
    preview.until(lambda: "http://127" in "".join(preview.said))
    return preview


def ready(preview: Preview) -> Preview:
    """Wait until all copy is read."""
    preview.until(lambda: "稿件 " in "".join(preview.said))
    return preview


def themed(site: Path) -> Path:
    """Give a site a theme of its own, to be broken and mended."""
    shutil.copytree(ROOT / "theme", site / "theme")
    conf = site / "siteconf.py"
    conf.write_text(conf.read_text(encoding="utf-8") + '\nTHEME = str(HERE / "theme")\n', encoding="utf-8")
    return site


class Stream:
    """An open page's end of the event stream, in a thread; `states` are all that it was told, in order."""

    def __init__(self, preview: Preview, page: str, source: str = "") -> None:
        self.states: list[dict[str, Any]] = []
        self._connection = http.client.HTTPConnection("127.0.0.1", preview.port, timeout=PATIENCE)
        self._connection.request("GET", f"/-/events?page={page}&source={source}")
        self.answer = self._connection.getresponse()
        threading.Thread(target=self._listen, daemon=True).start()
        preview.until(lambda: self.states)

    def _listen(self) -> None:
        for state in self._events():
            self.states.append(state)

    def _events(self) -> Iterator[dict[str, Any]]:
        try:
            while line := self.answer.readline():
                if line.startswith(b"data: "):
                    yield json.loads(line[6:])
        except (OSError, ValueError, AttributeError):  # closed, by them or by us
            return

    @property
    def last(self) -> dict[str, Any]:
        return self.states[-1]

    def close(self) -> None:
        self._connection.close()
