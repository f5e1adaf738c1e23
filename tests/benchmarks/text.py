"""What text costs: whole builds, cold and after every kind of change, beside Hugo and stock Pelican in one run.

python -m tests.benchmarks.text [STORIES,STORIES] [RUNS] [plain|theme|short]

Everyone makes the same pages from the same stories of about 3,000 characters (lists of 20, five sections, three tags
each) in the same plain layout; ours is built by `inv build`, with its own Markdown extensions on. The rivals come
through the rig that lies beside the checkout (shared/bench) and are left out where there is none. Read ratios, not
seconds: other work may share the machine. After that the same in the site's own theme; `short`: ours alone, in the
plain layout, with stories of 300 characters, for numbers at which others give up.
"""

from __future__ import annotations

import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

from . import rig
from .corpus import LENGTH
from .cost import ROOT, Cost, measure, median, set_aside
from .site import Site

# What is promised, against Hugo's row of the same kind: CPU, wall (0: nothing).
PROMISED = {
    "cold": (2.0, 0.0),
    "nothing changed": (1 / 10, 1 / 6),
    "one body edited": (1 / 8, 1 / 5),
    "clone with .build and output": (1 / 6, 0.0),
    "clone with .build": (1 / 3, 0.0),
}
SHORT = 300  # characters
HUGO = {"cold": "cold", "nothing changed": "no change"}  # every other row is held against its edit


def ours(site: Site, runs: int) -> Iterator[tuple[str, Cost, str]]:
    """Each row of ours with its cost and what it rewrote."""
    costs = []
    for _ in range(runs):
        site.clean()
        costs.append(site.build())
    site.clean()
    workers = site.spread()
    cold, pages = median(costs), site.pages()
    note = f"{pages} pages, {cold.cpu / pages * 1000:.2f} ms a page, store {site.store():.0f} MB, {workers:.0%} of it in workers"
    yield "cold", cold, note
    site.changed()
    yield "nothing changed", median([site.build() for _ in range(runs)]), _told(site.changed())
    for name, edit in (
        ("one body edited", site.edit_body),
        ("one title edited", site.edit_title),
        ("one partial edited", site.edit_partial),
    ):
        costs = []
        for number in range(runs):
            edit(number)
            site.changed()
            costs.append(site.build())
        yield name, median(costs), _told(site.changed())
    for name, kept in (("clone with .build and output", True), ("clone with .build", False)):
        clones = (site.clone(site.folder.parent / f"{name}-{number}", kept) for number in range(runs))
        yield name, median([clone.build() for clone in clones]), ""


def _told(changed: list[str]) -> str:
    shown = "、".join(changed[:8])
    return f"{len(changed)} rewritten{f': {shown}' if changed else ''}{' …' if len(changed) > 8 else ''}"


def rivals(articles: list[dict[str, Any]], folder: Path, runs: int) -> dict[tuple[str, str], Cost]:
    """The rows of Hugo and stock Pelican, by name and row."""
    found: dict[tuple[str, str], Cost] = {}
    for name in ("hugo", "pelican"):
        peer = rig.peer(name, folder / name)
        peer.write(articles)

        def build(peer: Any = peer) -> Cost:
            return measure([str(word) for word in peer.build()], peer.env(), peer.site)

        def cold(peer: Any = peer, build: Callable[[], Cost] = build) -> Cost:
            set_aside(peer.site / peer.output, *(peer.site / cache for cache in peer.caches))
            return build()

        found[name, "cold"] = median([cold() for _ in range(runs)])
        if name == "pelican":  # it makes everything anew each time
            continue
        found[name, "no change"] = median([build() for _ in range(runs)])
        edits = []
        for number in range(runs):
            article = articles[len(articles) // 2 + number]
            peer.write_article({**article, "body": article["body"] + f"\n\n改动{number}。"})
            time.sleep(1.1)  # its clock of files ticks in seconds
            edits.append(build())
        found[name, "edit"] = median(edits)
    return found


def main(counts: list[int], runs: int, layouts: list[str]) -> None:
    """Print a table for each layout and number of stories."""
    (ROOT / ".build").mkdir(exist_ok=True)
    with tempfile.TemporaryDirectory(dir=ROOT / ".build") as folder:
        for layout in layouts:
            first = 0.0
            for count in counts:
                first = table(count, runs, layout, Path(folder) / f"{layout}-{count}", first)


def table(count: int, runs: int, layout: str, folder: Path, first: float) -> float:
    """Print one table; gives the CPU seconds a story costs cold, and shows them against those of the first table."""
    short = layout == "short"
    articles = rig.articles(count, folder) if rig.there() and not short else None
    length, look = (SHORT, "plain") if short else (LENGTH, layout)
    site = Site(folder / "ours", count, articles, look, length)
    of = f" of {length} characters" if short else ""
    print(f"\n{count} stories{of}, {'the plain layout' if look == 'plain' else 'the site’s own theme'}\n")
    print("| build | CPU s | wall s | peak MB | × Hugo's CPU | × its wall | promised | |")
    print("|---|---|---|---|---|---|---|---|", flush=True)
    beside = rivals(articles, folder, runs) if articles and layout == "plain" else {}
    for (name, row), cost in beside.items():
        print(f"| {name}, {row} | {_row(cost)} | | | | |", flush=True)
    for name, cost, note in ours(site, runs):
        hugo = beside.get(("hugo", HUGO.get(name, "edit")))
        cpu, wall = PROMISED.get(name, (0.0, 0.0))
        against = f"{cost.cpu / hugo.cpu:.2f} | {cost.wall / hugo.wall:.2f}" if hugo else " | "
        bar = f"≤ {cpu:.2f}{f', wall ≤ {wall:.2f}' if wall else ''}" if cpu else ""
        if name == "cold":
            first = first or cost.cpu / count
            note += f", {cost.cpu / count * 1000:.2f} ms a story, × {cost.cpu / count / first:.2f}"
            if ("pelican", "cold") in beside:
                note += f", × {cost.cpu / beside['pelican', 'cold'].cpu:.2f} of stock Pelican"
        print(f"| **{name}** | {_row(cost)} | {against} | {bar} | {note} |", flush=True)
    return first


def _row(cost: Cost) -> str:
    return f"{cost.cpu:.2f} | {cost.wall:.2f} | {cost.memory:.0f}"


if __name__ == "__main__":
    words = sys.argv[1:]
    main(
        [int(word) for word in (words[0] if words else "1000,10000").split(",")],
        int(words[1]) if len(words) > 1 else 3,
        (words[2] if len(words) > 2 else "plain,theme").split(","),
    )
