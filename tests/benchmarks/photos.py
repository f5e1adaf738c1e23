"""What photos cost: whole builds against bare image libraries on the same photos, in one run, alternating.

python -m tests.benchmarks.photos [PHOTOS] [RUNS]

A build is `pelican` on an edition with this many photos of 24 megapixels in ten stories, cold: hashing, metadata, colour,
placeholder and verification are on; the same widths, formats and qualities as the bare ladder; crops and `full` off.
Read ratios, not seconds: other work may share the machine.
"""

from __future__ import annotations

import importlib.util
import shutil
import sys
import tempfile
from collections.abc import Sequence
from pathlib import Path

from plugins.photos.settings import PhotoSettings
from tests.samples.photographs_large import write_photo

from .corpus import write_corpus
from .cost import Cost, measure, median

PHOTOS = {
    "jobs": 2,
    "widths": {"card": 480, "column": 960, "wide": 1600},
    "crops": {},
    "progressive": False,
    "quality": {"avif": 55, "webp": 80, "jpeg": 80},
}
STORIES = 10
PIXELS = sum(width * width * 2 // 3 for width in (480, 960, 1600)) / 1e6  # of one photo's ladder, in megapixels


def write_edition(folder: Path, photos: Sequence[Path], formats: Sequence[str]) -> Path:
    """An edition whose ten stories show these photos; its settings file."""
    content = folder / "content"
    write_corpus(content, STORIES)
    for number, story in enumerate(sorted(content.rglob("s*.md"))):
        mine = photos[number::STORIES]
        shown = "".join(f'\n![照片]({photo.name} "第{photo.stem}张（本站 摄）")\n' for photo in mine)
        story.write_text(story.read_text(encoding="utf-8") + shown, encoding="utf-8", newline="\n")
        for photo in mine:
            shutil.copy2(photo, story.parent / photo.name)
    conf = folder / "benchconf.py"
    settings = {**PHOTOS, "formats": tuple(formats)}
    PhotoSettings(**settings)  # type: ignore[arg-type]  # refused here rather than in the build
    lines = ("from pelicanconf import *", f"PATH = {str(content)!r}", "NOW = '2026-07-01'", f"PHOTOS = {settings!r}")
    conf.write_text("\n".join(lines) + "\n", encoding="utf-8")
    return conf


def build(conf: Path, output: Path, cold: bool) -> Cost:
    """One build; cold: nothing is kept from before. Otherwise only the output is gone."""
    shutil.rmtree(output, ignore_errors=True)
    if cold:
        shutil.rmtree(conf.parent / ".build", ignore_errors=True)
    return measure([sys.executable, "-m", "pelican", "-q", "-s", str(conf), "-o", str(output)])


def bare(name: str, photos: Path, formats: Sequence[str]) -> Cost:
    """One bare library."""
    with tempfile.TemporaryDirectory() as out:
        return measure([sys.executable, "-m", "tests.benchmarks.ladder", name, str(photos), out, ",".join(formats)])


def table(work: Path, photos: Sequence[Path], formats: Sequence[str], runs: int) -> None:
    """Print one table: cold builds, bare libraries, then warm builds with and without photos."""
    names = ["pillow"] + ["pyvips"] * bool(importlib.util.find_spec("pyvips"))
    conf = write_edition(work / "with", photos, formats)
    plain = write_edition(work / "without", [], formats)
    costs: dict[str, list[Cost]] = {name: [] for name in ("edition", *names, "warm", "without")}
    for _ in range(runs):
        for name in names:
            costs[name].append(bare(name, photos[0].parent, formats))
        costs["edition"].append(build(conf, work / "output", cold=True))
    for _ in range(runs):
        costs["warm"].append(build(conf, work / "output", cold=False))
        costs["without"].append(build(plain, work / "output", cold=False))
    yardstick = median(costs["pillow"]).cpu
    print(f"\n{len(photos)} photos, {' + '.join(formats)}, median of {runs}\n")
    print("| what | CPU s | a photo | of the bare ladder | wall s | memory MB |\n|---|---|---|---|---|---|")
    for name, rows in costs.items():
        cost = median(rows)
        print(
            f"| {name} | {cost.cpu:.2f} | {cost.cpu / len(photos):.3f} | {cost.cpu / yardstick:.2f} "
            f"| {cost.wall:.1f} | {cost.memory:.0f} |"
        )
    cold, warm, without = (median(costs[name]).cpu for name in ("edition", "warm", "without"))
    print(f"\nwarm, output deleted: {100 * (warm - without) / cold:.1f} % of cold above the edition without photos")
    if "avif" in formats:
        share = (cold - without) / len(photos) / PIXELS
        print(f"CPU s a megapixel written: {share:.2f}; bare ladder {yardstick / len(photos) / PIXELS:.2f}")


def main(count: int = 24, runs: int = 3) -> None:
    """The tables of all formats."""
    with tempfile.TemporaryDirectory() as folder:
        work = Path(folder)
        photos = [write_photo(work / "photos" / f"p{number:04}.jpg", number) for number in range(1, count + 1)]
        for number, formats in enumerate((("webp", "jpeg"), ("jpeg",), ("avif", "jpeg"))):
            table(work / f"{number}", photos if "avif" not in formats else photos[: max(1, count // 3)], formats, runs)


if __name__ == "__main__":
    main(*(int(word) for word in sys.argv[1:]))
