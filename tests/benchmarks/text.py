"""What a cold build costs for each story, at growing numbers of stories.

python -m tests.benchmarks.text 200 2000
"""

from __future__ import annotations

import os
import subprocess
import sys
import tempfile
import time
from pathlib import Path

from .corpus import ROOT, write_corpus

RUNS = 3


def cold(count: int, folder: Path) -> tuple[float, float]:
    """CPU and wall seconds of one build of `count` stories with nothing kept from before."""
    site = folder / f"{count}"
    write_corpus(site / "content", count)
    conf = f"from pelicanconf import *\nPATH = {str(site / 'content')!r}\nNOW = '2026-07-01'\n"
    (site / "benchconf.py").write_text(conf, encoding="utf-8")
    output = Path(tempfile.mkdtemp(dir=folder))
    command = [sys.executable, "-m", "pelican", "-s", str(site / "benchconf.py"), "-o", str(output)]
    before, started = os.times(), time.perf_counter()
    subprocess.run(
        command, cwd=ROOT, env={**os.environ, "PYTHONPATH": str(ROOT)}, check=True, stdout=subprocess.DEVNULL
    )
    after, wall = os.times(), time.perf_counter() - started
    cpu = after.children_user + after.children_system - before.children_user - before.children_system
    return cpu, wall


def main(counts: list[int]) -> None:
    """Print the median of three runs a count, and the cost a story against the first count's."""
    print("| 稿件 | CPU 秒 | 秒/篇（毫秒） | 与第一行之比 | 用时（秒） |\n|---|---|---|---|---|")
    first = 0.0
    with tempfile.TemporaryDirectory() as folder:
        for count in counts:
            runs = sorted(cold(count, Path(folder)) for _ in range(RUNS))
            cpu, wall = runs[len(runs) // 2]
            first = first or cpu / count
            print(
                f"| {count} | {cpu:.2f} | {cpu / count * 1000:.2f} | {cpu / count / first:.2f} | {wall:.2f} |",
                flush=True,
            )


if __name__ == "__main__":
    main([int(word) for word in sys.argv[1:]] or [200, 2000])
