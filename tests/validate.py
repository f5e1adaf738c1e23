"""What needs Java or Node: the Nu HTML checker over every page, and Lighthouse on three of them.

    python -m tests.validate

Says in Chinese what is found and what is missing. Exit code 0 only when everything ran and nothing was wrong.
"""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from .browser.install import chromium
from .browser.server import served
from .press import ROOT, Built, run

NODE = ROOT / ".build" / "node"
PACKAGES = {"vnu-jar": "26", "lighthouse": "12"}
JAR = NODE / "node_modules" / "vnu-jar" / "build" / "dist" / "vnu.jar"
LIGHTHOUSE = NODE / "node_modules" / "lighthouse" / "cli" / "index.js"
PAGES = {"首页": "index.html", "通讯": "dangjian/202106/yishanqing.html", "基地": "bases/jinye.html"}
LEAST = {"performance": 98, "accessibility": 100, "best-practices": 100, "seo": 100}
NAMES = {"performance": "性能", "accessibility": "无障碍", "best-practices": "最佳做法", "seo": "搜索"}
TRIES = 3
# The checker knows no hashes, takes data for scripts, and finds no host in a folder. Policies are tested in a browser
# (tests/browser/test_every_page.py).
POLICY = "Content Security Policy (meta tag)"


def missing() -> list[str]:
    """What this machine lacks, each with the way to get it."""
    wanted = {
        "java": "缺少 Java：apt install default-jre-headless",
        "node": "缺少 Node.js（18 或更新）：apt install nodejs",
        "npm": "缺少 npm：apt install npm",
    }
    found = [sentence for name, sentence in wanted.items() if not shutil.which(name)]
    return found + ([] if chromium() else ["缺少 Chromium：apt install chromium"])


def install() -> bool:
    """Fetch the two packages where they are not there yet; none of their install scripts is run."""
    if JAR.is_file() and LIGHTHOUSE.is_file():
        return True
    NODE.mkdir(parents=True, exist_ok=True)
    packages = [f"{name}@{version}" for name, version in PACKAGES.items()]
    quiet = ["--ignore-scripts", "--no-audit", "--no-fund", "--silent"]
    npm = shutil.which("npm") or "npm"
    return subprocess.call([npm, "install", *quiet, "--prefix", str(NODE), *packages], cwd=NODE) == 0


def html_faults(output: Path) -> list[str]:
    """Errors and warnings of the Nu HTML checker: page:line and its sentence."""
    command = ["java", "-jar", str(JAR), "--format", "json", "--skip-non-html", str(output)]
    told = subprocess.run(command, capture_output=True, encoding="utf-8").stderr
    return [
        f"{row['url'].partition(output.name + '/')[2]}:{row.get('lastLine', 0)}: {row['message']}"
        for row in json.loads(told)["messages"]
        if (row["type"] == "error" or row.get("subType") == "warning") and POLICY not in row["message"]
    ]


def audit(url: str) -> dict[str, Any]:
    """Lighthouse's report on a page, as on a phone of middling speed."""
    flags = "--headless=new --disable-gpu --no-first-run" + (" --no-sandbox" if sys.platform == "linux" else "")
    command = ["node", str(LIGHTHOUSE), url, "--quiet", "--output=json", f"--chrome-flags={flags}"]
    environment = {**os.environ, "CHROME_PATH": chromium() or ""}
    report = subprocess.run(command, capture_output=True, encoding="utf-8", env=environment)
    if report.returncode:
        sys.exit(f"Lighthouse 没有跑完：{report.stderr[-400:]}")
    found: dict[str, Any] = json.loads(report.stdout)
    return found


def scores(url: str) -> dict[str, int]:
    """The four scores. What else the machine does can only take from performance: the best of three tries counts."""
    best: dict[str, int] = {}
    for _ in range(TRIES):
        rows = audit(url)["categories"].items()
        best = {name: max(best.get(name, 0), round(row["score"] * 100)) for name, row in rows if name in LEAST}
        if all(best[name] >= least for name, least in LEAST.items()):
            break
    return best


def lighthouse(output: Path) -> Iterator[tuple[str, bool]]:
    """A line for each page, and whether it has every score."""
    with served(output) as address:
        for name, path in PAGES.items():
            found = scores(f"{address}/{path}")
            line = "，".join(f"{NAMES[key]} {found[key]}" for key in LEAST)
            yield f"{name}（{path}）：{line}", all(found[key] >= least for key, least in LEAST.items())


def build(output: Path) -> Built:
    """The working edition, as `news.py build` makes it."""
    command = [sys.executable, "-m", "invoke", "--search-root", str(ROOT), "build", "--output", str(output)]
    return run(command, output, ROOT)


def main() -> int:
    """Run what can be run; the exit code."""
    lacking = missing()
    for sentence in lacking:
        print(sentence)
    if not shutil.which("npm") or not install():
        print("没能装上检查用的软件包（npm：vnu-jar、lighthouse）。请检查网络，再运行一次")
        return 1
    with tempfile.TemporaryDirectory(prefix="xishan-") as folder:
        built = build(Path(folder) / "edition")
        if built.code:
            print(built.err or built.out)
            return 1
        good = not lacking
        if shutil.which("java"):
            faults = html_faults(built.output)
            pages = len(list(built.output.rglob("*.html")))
            print(f"网页 {pages} 个，HTML 错误 {len(faults)} 个", *faults, sep="\n  ")
            good = good and not faults
        if shutil.which("node") and chromium():
            for line, enough in lighthouse(built.output):
                print(f"{'够' if enough else '不够'}  {line}")
                good = good and enough
        if not good:
            least = "，".join(f"{NAMES[name]} {score}" for name, score in LEAST.items())
            print(f"没有全部通过。要求：HTML 错误 0 个；{least}")
        return 0 if good else 1


if __name__ == "__main__":
    sys.exit(main())
