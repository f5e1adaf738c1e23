"""From a save to the page: the preview beside `hugo server`, on the same stories in the same run.

python -m tests.benchmarks.preview 1000 10000

A save adds a paragraph to a story in the middle. `seen`: the page as served shows it, looked at every 10 ms as the rig
does; `pushed`: the open page was told; `settled`: the preview has nothing left to do.
"""

from __future__ import annotations

import argparse
import http.client
import json
import os
import shutil
import subprocess
import sys
import tempfile
import threading
import time
from collections.abc import Callable
from pathlib import Path
from statistics import median
from typing import Any

from . import rig
from .cost import ROOT

RUNS = 7
SECTIONS = ("党建", "产业", "民生", "文旅", "公告")
FILES = {"党建": "dangjian", "产业": "chanye", "民生": "minsheng", "文旅": "wenlv", "公告": "gonggao"}
_CONF = """
from pelicanconf import *
PATH = {content!r}
THEME = {theme!r}
OUTPUT_PATH = {output!r}
NOW = "2026-11-23"
"""
_SERVE = (
    "import sys; from pathlib import Path; from plugins.preview import preview\n"
    "if __name__ == '__main__': preview(Path(sys.argv[1]), 0, show=False)"
)
Article = dict[str, Any]


def write_article(content: Path, article: Article) -> Path:
    """One of the rig's articles as our copy."""
    file = content / "news" / article["date"][:4] / f"{article['slug']}.md"
    head = {
        "标题": article["title"],
        "日期": article["date"][:16].replace("T", " "),
        "栏目": article["category"],
        "标签": "、".join(article["tags"]),
        "记者": article["author"],
        "摘要": article["summary"],
    }
    lines = "".join(f"{key}：{value}\n" for key, value in head.items())
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_text(f"{lines}\n{article['body']}\n", encoding="utf-8")
    return Path(file)


def url_of(article: Article) -> str:
    """Where its page stands."""
    return f"{FILES[article['category']]}/{article['date'][:7].replace('-', '')}/{article['slug']}.html"


class Running:
    """Our preview of a folder, and what it has said, with the time of each line."""

    def __init__(self, conf: Path) -> None:
        self.started = time.perf_counter()
        self.process = subprocess.Popen(
            [sys.executable, "-c", _SERVE, str(conf)],
            cwd=ROOT,
            env={**os.environ, "PYTHONPATH": str(ROOT), "PYTHONUTF8": "1"},
            stdout=subprocess.PIPE,
            encoding="utf-8",
        )
        self.lines: list[tuple[float, str]] = []
        threading.Thread(target=self._listen, daemon=True).start()
        self.until(lambda: any("稿件 " in line for _, line in self.lines), 900)
        self.up = time.perf_counter() - self.started
        self.port = int(self.lines[0][1].split("127.0.0.1:")[1].split("/")[0])
        self.told: list[tuple[float, dict[str, Any]]] = []

    def _listen(self) -> None:
        assert self.process.stdout
        for line in self.process.stdout:
            self.lines.append((time.perf_counter(), line))

    def watch(self, page: str) -> None:
        """Open a page's stream."""
        connection = http.client.HTTPConnection("127.0.0.1", self.port, timeout=900)
        connection.request("GET", f"/-/events?page={page}")
        answer = connection.getresponse()

        def listen() -> None:
            try:
                while line := answer.readline():
                    if line.startswith(b"data:"):
                        self.told.append((time.perf_counter(), json.loads(line[5:])))
            except (OSError, ValueError, AttributeError):  # the preview has ended
                return

        threading.Thread(target=listen, daemon=True).start()
        self.until(lambda: self.told, 60)

    def shows(self, page: str, words: str) -> bool:
        connection = http.client.HTTPConnection("127.0.0.1", self.port, timeout=120)
        connection.request("GET", f"/{page}")
        found = words in connection.getresponse().read().decode()
        connection.close()
        return found

    def until(self, holds: Callable[[], object], limit: float) -> None:
        end = time.perf_counter() + limit
        while not holds():
            if self.process.poll() is not None or time.perf_counter() > end:
                raise TimeoutError("".join(line for _, line in self.lines))
            time.sleep(0.001)

    def memory(self) -> float:
        """Megabytes of the whole family, what they share counted once (PSS)."""
        family, found = {self.process.pid}, 0
        for folder in sorted(Path("/proc").glob("[0-9]*"), key=lambda path: int(path.name)):
            try:
                if int((folder / "stat").read_text().rpartition(")")[2].split()[1]) in family:
                    family.add(int(folder.name))
            except OSError:
                continue
        for pid in family:
            rollup = Path(f"/proc/{pid}/smaps_rollup").read_text()
            found += next(int(line.split()[1]) for line in rollup.splitlines() if line.startswith("Pss:"))
        return found / 1000

    def stop(self) -> None:
        self.process.terminate()
        self.process.wait(30)


def ours(articles: list[Article], theme: Path, folder: Path, runs: int) -> dict[str, Any]:
    """Our figures, in seconds and megabytes."""
    content = folder / "content"
    for article in articles:
        write_article(content, article)
    tables = "".join(f'[[section]]\nslug = "{FILES[name]}"\nname = "{name}"\n\n' for name in SECTIONS)
    (content / "sections.toml").write_text(tables, encoding="utf-8")
    conf = folder / "benchconf.py"
    conf.write_text(_CONF.format(content=str(content), theme=str(theme), output=str(folder / "out")), encoding="utf-8")
    running = Running(conf)
    try:
        seen, pushed, settled = [], [], []
        for number in range(runs):
            article = articles[len(articles) // 2 + number]
            page, token = url_of(article), f"预览{number}标记{int(time.time())}。"
            running.told = []
            running.watch(page)
            before, said = running.told[-1][1]["page"], len(running.lines)
            time.sleep(1)
            write_article(content, {**article, "body": f"{article['body']}\n\n{token}"})
            saved = time.perf_counter()
            while not running.shows(page, token):
                time.sleep(0.01)
            seen.append(time.perf_counter() - saved)
            running.until(lambda before=before: running.told[-1][1]["page"] != before, 60)  # type: ignore[misc]
            pushed.append(next(at for at, state in running.told if state["page"] != before) - saved)
            running.until(lambda said=said: len(running.lines) > said, 60)  # type: ignore[misc]
            settled.append(running.lines[said][0] - saved)
        return {"up": running.up, "seen": seen, "pushed": pushed, "settled": settled, "memory": running.memory()}
    finally:
        running.stop()


def hugo(count: int, runs: int) -> dict[str, Any]:
    """Hugo's, as the rig takes them."""
    bench = rig.Rig(0, count).bench
    bench.args = argparse.Namespace(work=str(rig.WORK), seed=1, articles=count, runs=runs, limit=600)
    bench.preview("hugo")
    row = json.loads((rig.WORK / "results.jsonl").read_text(encoding="utf-8").splitlines()[-1])
    return {"up": row["up"], "seen": row["walls"], "memory": row["tree"]}


def line(name: str, count: int, found: dict[str, Any]) -> str:
    """A row of the table."""
    cells = [f"{median(found[key]):.3f}" if key in found else "–" for key in ("seen", "pushed", "settled")]
    return (
        f"| {count:,} | {name} | {' | '.join(cells)} | {min(found['seen']):.3f} | {found['up']:.1f} |"
        f" {found['memory']:.0f} | {os.getloadavg()[0]:.1f} |"
    )


def main(counts: list[int]) -> None:
    """Print the table."""
    print("| 稿件 | | 存盘到看见（秒，中位） | 到推送 | 到全部更新 | 最快看见 | 起动（秒） | 内存（MB） | 机器负载 |")
    print("|---|---|---|---|---|---|---|---|---|")
    for count in counts:
        if not rig.there():
            sys.exit("没有并排比较用的 shared/bench，设 XISHAN_SHARED 指出它在哪里")
        articles = rig.Rig(0, count).articles
        for name, theme in (("溪山，简单版式", ROOT / "tests/benchmarks/plain"), ("溪山，本站版式", ROOT / "theme")):
            folder = Path(tempfile.mkdtemp(prefix="preview-"))
            try:
                print(line(name, count, ours(articles, theme, folder, RUNS)), flush=True)
            finally:
                shutil.rmtree(folder)
        print(line("hugo server", count, hugo(count, RUNS)), flush=True)


if __name__ == "__main__":
    main([int(word) for word in sys.argv[1:]] or [1_000, 10_000])
