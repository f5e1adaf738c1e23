"""What a deploy costs: 10,000 stories by rsync and to a bucket, 12,000 files that did not change.

python -m tests.benchmarks.deploy [stories]
"""

from __future__ import annotations

import json
import os
import re
import subprocess
import sys
import tempfile
from datetime import datetime
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

from ..deploy import servers
from ..deploy.targets import CREDENTIALS, s3_client
from ..deploy.trees import lay, note_built, stories
from .corpus import write_corpus
from .cost import ROOT, measure

STORIES = 10_000
FILES = 12_000


def build(site: Path) -> None:
    """The publish build of a corpus."""
    conf = f"from publishconf import *\nPATH = {str(site / 'content')!r}\nOUTPUT_PATH = {str(site / 'output')!r}\n"
    (site / "benchconf.py").write_text(conf + "NOW = '2026-07-01'\n", encoding="utf-8")
    command = [sys.executable, "-m", "pelican", "-s", str(site / "benchconf.py")]
    environment = {**os.environ, "PYTHONPATH": str(ROOT)}
    subprocess.run(command, cwd=ROOT, env=environment, check=True, stdout=subprocess.DEVNULL)


def once(address: str, output: str, store: str, told: str) -> None:
    """One deploy in this process; what it did goes into a file."""
    from plugins.deploy.release.payload import read_payload
    from plugins.deploy.rollout.deploy import deploy, prepare
    from plugins.deploy.settings import TargetSettings, destination

    there, now = (
        destination("bench", TargetSettings(to=address), Path(output), Path(store)),
        datetime.now().astimezone(),
    )
    note_built(there.output, there.store)
    payload = read_payload(there.output, there.store, there.base, there.level, there.target.transport.compressed)
    prepared = prepare(there.target, payload, now)
    if not prepared.plan.empty:
        deploy(there.target, payload, now, prepared, None)
    row = {
        "sent": len(prepared.plan.sent),
        "deleted": len(prepared.plan.deleted),
        "bytes": prepared.plan.bytes,
        "peak": _peak(),
    }
    Path(told).write_text(json.dumps(row), encoding="utf-8")


def _peak() -> float:
    """The most memory that this process took, in MB; 0 where there is no /proc."""
    status = Path("/proc/self/status")
    found = re.search(r"VmHWM:\s+(\d+) kB", status.read_text()) if status.is_file() else None
    return int(found[1]) / 1000 if found else 0.0


def row(name: str, address: str, output: Path, store: Path, proxy: servers.Proxy | None = None) -> None:
    """A deploy in a process of its own, interpreter start included, as a row of the table."""
    before = proxy.passed if proxy else 0
    told = store.with_name("told.json")
    words = [sys.executable, "-m", "tests.benchmarks.deploy", "once", address, str(output), str(store), str(told)]
    cost = measure(words)
    did: dict[str, Any] = json.loads(told.read_text(encoding="utf-8"))
    line = proxy.passed - before if proxy else 0
    share = f"{line / did['bytes']:.2f}" if line and did["bytes"] else "–"
    over = f"{line / 1e6:.2f}" if proxy else "–"
    changes = f"{did['sent']}+{did['deleted']}"
    print(
        f"| {name} | {cost.wall:.2f} | {cost.cpu:.2f} | {did['peak']:.0f} | {changes} | {did['bytes'] / 1e6:.2f} | {over} | {share} |",
        flush=True,
    )


def edit(site: Path) -> None:
    """Other words in the newest story's first paragraph."""
    file = sorted((site / "content" / "news").rglob("*.md"))[-1]
    text = file.read_text(encoding="utf-8")
    file.write_text(re.sub(r"(?<=\n\n)(?=[\u4e00-\u9fff*])", "改过一句话。", text, count=1), encoding="utf-8")


def main(count: int) -> None:
    """Print the table. 线上: bytes that went over the line, both ways; 之比: to the bytes of what changed, at most 1.2
    for one story by rsync."""
    os.environ.update(CREDENTIALS)
    print("| 发布 | 用时 秒 | CPU 秒 | 峰值 MB | 传+删 | 改动 MB | 线上 MB | 之比 |")
    print("|---|--:|--:|--:|--:|--:|--:|--:|")
    with tempfile.TemporaryDirectory() as folder, servers.sshd(Path(folder)) as ssh:
        root = Path(folder)
        lay(root / "plain", stories((FILES - 10) // 2))
        os.environ["XISHAN_SSH"] = ssh.command(own=True)
        for kind, address in (("folder", f"folder:{root / 'f'}"), ("rsync", f"rsync:127.0.0.1:{root / 'r'}")):
            row(f"{kind}：{FILES} 个文件，首次", address, root / "plain", root / kind)
            row(f"{kind}：{FILES} 个文件，没有改动", address, root / "plain", root / kind)
        site = root / "site"
        write_corpus(site / "content", count)
        build(site)
        with (
            servers.moto(root) as endpoint,
            servers.proxy(ssh.port) as line,
            servers.proxy(urlsplit(endpoint).port or 0) as web,
        ):
            os.environ["XISHAN_SSH"] = ssh.command(port=line.port)
            s3_client(endpoint).create_bucket(Bucket="fengxi")
            targets = {
                "rsync": (f"rsync:127.0.0.1:{root / 'town'}", line),
                "s3": (f"s3://fengxi/town?endpoint=http://127.0.0.1:{web.port}", web),
            }
            for kind, (address, proxy) in targets.items():
                row(f"{kind}：{count} 篇，首次", address, site / "output", root / f"big-{kind}", proxy)
                row(f"{kind}：{count} 篇，没有改动", address, site / "output", root / f"big-{kind}", proxy)
            edit(site)
            build(site)
            for kind, (address, proxy) in targets.items():
                row(f"{kind}：{count} 篇，改一篇", address, site / "output", root / f"big-{kind}", proxy)


if __name__ == "__main__":
    if sys.argv[1:2] == ["once"]:
        once(*sys.argv[2:])
    else:
        main(int(sys.argv[1]) if sys.argv[1:] else STORIES)
