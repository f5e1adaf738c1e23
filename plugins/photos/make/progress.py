"""How far the photos are: one line that changes on a terminal, a line now and then elsewhere."""

from __future__ import annotations

import time
from collections.abc import Callable
from typing import TextIO

EVERY = 10.0  # seconds between lines where nobody watches
SMOOTH = 0.2  # seconds between changes where somebody does


class PhotoProgress:
    """Counts photos and megabytes of originals, and guesses the time left from the time taken."""

    def __init__(self, total: int, out: TextIO, clock: Callable[[], float] = time.monotonic) -> None:
        self.total = total
        self.out = out
        self.clock = clock
        self.live = out.isatty()
        self.done = 0
        self.bytes = 0
        self.start = self.told = clock()

    def step(self, size: int) -> None:
        """One more photo is done; `size` of its original in bytes."""
        self.done += 1
        self.bytes += size
        now = self.clock()
        if now - self.told >= (SMOOTH if self.live else EVERY) or self.done == self.total:
            self.told = now
            self._tell(now)

    def _tell(self, now: float) -> None:
        spent = now - self.start
        left = spent / self.done * max(0, self.total - self.done)
        line = f"照片 {self.done}/{self.total} · {self.bytes / 1e6:.1f} MB · "
        line += f"还要 {duration(left)}" if self.done < self.total else f"用了 {duration(spent)}"
        self.out.write(f"\r{line}\x1b[K" if self.live else f"{line}\n")
        self.out.flush()

    def close(self) -> None:
        """Leave the terminal's line."""
        if self.live and self.done:
            self.out.write("\n")
            self.out.flush()


def duration(seconds: float) -> str:
    """8 秒, 2 分 5 秒, 1 小时 3 分."""
    whole = round(seconds)
    if whole < 60:
        return f"{whole} 秒"
    if whole < 3600:
        return f"{whole // 60} 分 {whole % 60} 秒"
    return f"{whole // 3600} 小时 {whole % 3600 // 60} 分"
