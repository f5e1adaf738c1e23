"""The desk's live server: what is saved is seen at once, with what is wrong and what is not published yet.

    watch · drives              which files were saved; where that has to be looked for
    worker                      the edition (edition.resident), in a process of its own
    live · viewers              what stands now, and the open pages that are told
    serve · spans · ports       HTTP on loopback
    overlay · inject · notices  what a page is given on its way to the browser; the preview's own pages
    fault                       what stopped the program, told with file and line

Not a Pelican plugin. Nothing of a preview is written into an output: pages are made when they are looked at.
"""

from __future__ import annotations

import os
import signal
import sys
import threading
import webbrowser
from pathlib import Path
from types import FrameType

from .live import Live
from .ports import NoPort, listen
from .serve import Server
from .watch import Watch

ROOT = Path(__file__).resolve().parents[2]


def preview(settings_file: Path, port: int = 8000, show: bool = True, poll: bool = False) -> None:
    """Serve an edition until Ctrl-C. show: open a browser, where this machine has a screen; poll: look for what was
    saved instead of being told, as is done on network drives anyway."""
    try:
        listening = listen(port)
    except NoPort as fault:
        sys.exit(str(fault))
    if port and listening.getsockname()[1] != port:
        _say(f"端口 {port} 有别的程序在用，改用 {listening.getsockname()[1]}")
    signal.signal(signal.SIGTERM, _interrupt)
    site = settings_file.resolve().parent
    live = Live(settings_file.resolve(), site, _say)
    server = Server(listening, live)
    watch = Watch(poll or None, _say)
    serving = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.1}, daemon=True)
    try:
        serving.start()
        _say(f"预览：{server.address}  只有这台电脑能打开；按 Ctrl-C 结束")
        if show and _has_screen():
            webbrowser.open(server.address)
        watch.add({site, ROOT}, deep=False)
        watch.add(folder for home in {site, ROOT} for folder in (home / "content", home / "theme", home / "plugins"))
        watch.add(live.open())
        for paths in watch.saved():
            watch.add(live.save(paths))
    except KeyboardInterrupt:
        pass
    finally:
        signal.signal(signal.SIGINT, signal.SIG_IGN)  # a second Ctrl-C has nothing to hurry
        watch.close()
        server.close()
        live.close()
    _say("预览已结束")


def _say(words: str) -> None:
    print(words, flush=True)


def _interrupt(number: int, frame: FrameType | None) -> None:
    raise KeyboardInterrupt


def _has_screen() -> bool:
    """Whether there is a browser to open; in a terminal without a screen Python would start one made of text."""
    if sys.platform in ("win32", "darwin"):
        return True
    return bool(os.environ.get("DISPLAY") or os.environ.get("WAYLAND_DISPLAY"))
