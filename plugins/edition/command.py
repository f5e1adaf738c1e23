"""The build command: as little of the program as a build needs. Where nothing has changed, or only words of a few
stories, neither Pelican nor invoke is imported.
"""

from __future__ import annotations

import gc
import os
import sys
import time
from io import TextIOWrapper
from pathlib import Path

# When the command was given, in seconds since the epoch: news.py says it to the interpreter that it starts.
STARTED = "XISHAN_STARTED"
USAGE = "用法：python3 news.py build [--publish] [--output 文件夹] [--explain]；每个词的意思见 build --help"


def make(settings_file: Path, output: Path | None = None, explain: bool = False) -> None:
    """Bring an edition up to date, or see that it is; the process ends here where the copy has errors.

    output: in the place of the settings' own; explain: say of each page that is made again why.
    """
    started = float(os.environ.pop(STARTED, time.time()))
    from .quick import build_unplanned

    account, look = build_unplanned(settings_file, output, explain)
    if account:
        if code := account.tell(time.time() - started):
            sys.exit(code)
        return
    from .door import build

    build(settings_file, output, explain, look, started)
    gc.freeze()  # the process ends here: nothing has to be looked for that could be thrown away


def build(publish: bool, output: str, explain: bool) -> None:
    """The verb: publish: the strict edition; output: a folder, "" for the settings' own."""
    root = Path(__file__).resolve().parents[2]
    conf = root / ("publishconf.py" if publish else "pelicanconf.py")
    folder = Path(output).resolve() if output else None
    if folder:
        from ..incremental.settings import read_settings_file
        from ..newsroom.folders import unfit

        if why := unfit(folder, root, Path(read_settings_file(conf)["PATH"])):
            sys.exit(f"不能生成到那里：{why} → 换一个空的或还没有的文件夹")
    make(conf, folder, explain)


def main(words: list[str]) -> int:
    """Run the command with these words (those of `inv build`)."""
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, TextIOWrapper):
            stream.reconfigure(errors="replace")  # a console that lacks a letter prints "?" and the work goes on
    publish = explain = False
    output = ""
    rest = iter(words)
    for word in rest:
        name, _, value = word.partition("=")
        if word in ("--publish", "-p"):
            publish = True
        elif word in ("--explain", "-e"):
            explain = True
        elif name in ("--output", "-o") and (value := value or next(rest, "")):
            output = value
        else:
            print(f"不懂“{word}”\n{USAGE}", file=sys.stderr)
            return 2
    build(publish, output, explain)
    return 0
