"""What a command costs: CPU seconds, wall seconds, and the most memory its whole tree of processes took at once."""

from __future__ import annotations

import itertools
import os
import statistics
import subprocess
import threading
import time
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]


@dataclass(frozen=True, slots=True)
class Cost:
    """cpu, wall: seconds; memory: MB, pages shared between processes counted once (0 where there is no /proc)."""

    cpu: float
    wall: float
    memory: float


def measure(command: Sequence[str], env: Mapping[str, str] | None = None, folder: Path = ROOT) -> Cost:
    """Run one command in a folder; it has to succeed. Python may keep what it compiles, as it does for users."""
    surroundings = {name: value for name, value in os.environ.items() if name != "PYTHONDONTWRITEBYTECODE"}
    before, started = os.times(), time.perf_counter()
    running = subprocess.Popen(
        command,
        cwd=folder,
        env={**surroundings, **(env or {})},
        stdout=subprocess.DEVNULL,
        stderr=subprocess.PIPE,
    )
    ended, most = threading.Event(), [0.0]

    def watch() -> None:
        while not ended.wait(0.2):
            most[0] = max(most[0], _memory(running.pid))

    watcher = threading.Thread(target=watch, daemon=True)
    watcher.start()
    _, errors = running.communicate()
    ended.set()
    watcher.join()
    if running.returncode:
        raise SystemExit(f"{command} ended with {running.returncode}:\n{errors.decode(errors='replace')[-2000:]}")
    after = os.times()
    cpu = after.children_user + after.children_system - before.children_user - before.children_system
    return Cost(cpu, time.perf_counter() - started, most[0])


def median(costs: Sequence[Cost]) -> Cost:
    """Of CPU and wall; of memory the most."""
    return Cost(
        statistics.median(cost.cpu for cost in costs),
        statistics.median(cost.wall for cost in costs),
        max(cost.memory for cost in costs),
    )


def set_aside(*kept: Path) -> None:
    """Move what earlier builds made out of the way, beside its folder; whoever made the folder above removes it all.

    Not deleted: where ext4 has no journal it passes over inodes freed in the last minutes, one by one
    (recently_deleted in fs/ext4/ialloc.c), and the next build is charged with seconds that are not its own.
    """
    for path in kept:
        if path.exists():
            number = next(n for n in itertools.count(1) if not (path.parent.parent / f"aside-{path.name}-{n}").exists())
            path.rename(path.parent.parent / f"aside-{path.name}-{number}")


def _memory(root: int) -> float:
    total = 0
    for process in _tree(root):
        try:
            lines = Path(f"/proc/{process}/smaps_rollup").read_text().splitlines()
        except OSError:
            continue
        total += sum(int(line.split()[1]) for line in lines if line.startswith("Pss:"))
    return total / 1024


def _tree(root: int) -> list[int]:
    found = [root]
    for process in found:
        for file in Path(f"/proc/{process}/task").glob("*/children"):
            try:
                found += [int(word) for word in file.read_text().split()]
            except OSError:
                continue
    return found
