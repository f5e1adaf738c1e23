"""What photos cost: whole builds against bare image libraries and other generators, in one run, alternating.

python -m tests.benchmarks.photos [PHOTOS] [RUNS]

A build is `pelican` on an edition with this many photos of 24 megapixels in ten stories, cold: hashing, metadata,
colour, placeholder and verification are on; widths, formats and qualities are those of the bare ladder; crops and
`full` are off. Read ratios, not seconds: other work may share the machine.
"""

from __future__ import annotations

import functools
import shutil
import sys
import tempfile
from collections.abc import Callable, Sequence
from pathlib import Path

from plugins.photos.settings import PhotoSettings
from tests.samples.photographs_large import write_photo

from . import rig
from .corpus import write_corpus
from .cost import ROOT, Cost, measure, median

PHOTOS = {
    "jobs": 2,
    "widths": {"card": 480, "column": 960, "wide": 1600},
    "crops": {},
    "progressive": False,
    "quality": {"avif": 55, "webp": 80, "jpeg": 80},
}
STORIES = 10
PIXELS = sum(width * width * 2 // 3 for width in (480, 960, 1600)) / 1e6  # of one photo's ladder, in megapixels
RIVALS = {
    ("webp", "jpeg"): ("eleventy", "pelican", "hugo"),
    ("jpeg",): ("sigal",),
    ("avif",): ("eleventy", "hugo"),
}
# What is promised: at most this many times the cost of a row.
PROMISED = {
    ("webp", "jpeg"): {"pillow": 1.15, "eleventy": 1 / 2.5, "pelican": 1 / 4, "hugo": 1 / 10},
    ("jpeg",): {"sigal": 1.0},
}
LARGEST = 500  # MB, the whole tree of a build's processes


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
    settings = {**PHOTOS, "formats": tuple(formats) if "jpeg" in formats else (*formats, "jpeg")}
    PhotoSettings(**settings)  # type: ignore[arg-type]  # refused here rather than in the build
    lines = ("from pelicanconf import *", f"PATH = {str(content)!r}", "NOW = '2026-07-01'", f"PHOTOS = {settings!r}")
    conf.write_text("\n".join(lines) + "\n", encoding="utf-8")
    return conf


def build(conf: Path, cold: bool) -> Cost:
    """One build; cold: nothing is kept from before. Otherwise only the output is gone."""
    output = conf.parent / "output"
    shutil.rmtree(output, ignore_errors=True)
    if cold:
        shutil.rmtree(conf.parent / ".build", ignore_errors=True)
    command = [sys.executable, "-m", "pelican", "-q", "-s", str(conf), "-o", str(output)]
    return measure(command, {"PYTHONPATH": str(ROOT)})


def bare(name: str, photos: Path, formats: Sequence[str]) -> Cost:
    """One bare library, where there is no rig to run it."""
    with tempfile.TemporaryDirectory() as out:
        command = [sys.executable, "-m", "tests.benchmarks.ladder", name, str(photos), out, ",".join(formats)]
        return measure(command, {"PYTHONPATH": str(ROOT)})


def contest(photos: Sequence[Path], formats: Sequence[str], stand: rig.Rig | None) -> dict[str, Callable[[], Cost]]:
    """Whoever else makes the same renditions, by name."""
    if stand is None:
        return {name: functools.partial(bare, name, photos[0].parent, formats) for name in ("pillow", "pyvips")}
    limits = {name: stand.limit(name, formats) for name in ("pillow", "pyvips")}
    rivals = {
        name: stand.limit(name, formats) if name == "sigal" else stand.rival(name, formats)
        for name in RIVALS.get(tuple(formats), ())
    }
    return limits | {name: work for name, work in rivals.items() if work}


def slow(name: str, formats: Sequence[str]) -> bool:
    """Whether one run of it is enough: it takes minutes, and differs by a factor."""
    return name == "hugo" or "avif" in formats and name not in ("xishan", "pillow")


def table(work: Path, photos: Sequence[Path], formats: Sequence[str], runs: int, stand: rig.Rig | None) -> None:
    """Print one table: cold builds and everybody else in turn, then warm builds with and without photos."""
    conf = write_edition(work / "with", photos, formats)
    plain = write_edition(work / "without", [], formats)
    works = {"xishan": lambda: build(conf, cold=True), **contest(photos, formats, stand)}
    costs: dict[str, list[Cost]] = {name: [] for name in (*works, "warm", "without")}
    for number in range(runs):
        for name, once in works.items():
            if number == 0 or not slow(name, formats):
                costs[name].append(once())
                print(f"{'+'.join(formats)} {number + 1}/{runs} {name} {costs[name][-1]}", file=sys.stderr, flush=True)
    build(plain, cold=False)
    for _ in range(2 * runs + 1):
        costs["warm"].append(build(conf, cold=False))
        costs["without"].append(build(plain, cold=False))
    _print(costs, len(photos), formats)


def _print(costs: dict[str, list[Cost]], count: int, formats: Sequence[str]) -> None:
    cpu = {name: median(rows).cpu for name, rows in costs.items()}
    print(f"\n{count} 张 2400 万像素的照片，{' + '.join(formats)}（各项取中位数）\n")
    print("| 谁 | 次数 | CPU 秒 | 每张 | 与裸 Pillow 之比 | 用时 秒 | 内存 MB |\n|---|---|---|---|---|---|---|")
    for name, rows in costs.items():
        cost = median(rows)
        print(
            f"| {name} | {len(rows)} | {cost.cpu:.2f} | {cost.cpu / count:.3f} | {cost.cpu / cpu['pillow']:.2f} "
            f"| {cost.wall:.1f} | {cost.memory:.0f} |"
        )
    print()
    promised = PROMISED.get(tuple(formats), {})
    for name, most in promised.items():
        if name in cpu:
            ratio = cpu["xishan"] / cpu[name]
            print(f"xishan 是 {name} 的 {ratio:.3f} 倍（要求 ≤ {most:.2f}）：{_kept(ratio <= most)}")
    memory = median(costs["xishan"]).memory
    print(f"最多用内存 {memory:.0f} MB（要求 < {LARGEST}）：{_kept(memory < LARGEST)}")
    extra = 100 * (cpu["warm"] - cpu["without"]) / cpu["xishan"]
    print(f"输出删掉再生成：比没有照片的同一版多用第一次的 {extra:.1f} %（要求 ≤ 1）：{_kept(extra <= 1)}")
    if "avif" in formats:
        for name in cpu.keys() - {"warm", "without"}:
            taken = cpu[name] - (cpu["without"] if name == "xishan" else 0)
            print(f"{name}：每写一百万像素 {taken / count / PIXELS:.2f} CPU 秒")


def _kept(promise: bool) -> str:
    return "做到" if promise else "没有做到"


def main(count: int = 24, runs: int = 3) -> None:
    """The tables of all formats."""
    with tempfile.TemporaryDirectory() as folder:
        for formats in (("webp", "jpeg"), ("jpeg",), ("avif",)):
            number = count if "avif" not in formats else max(1, count // 6)
            stand = rig.Rig(number) if rig.there() else None
            if stand is None:
                print(f"没有量别的生成器：{rig.RIG} 里没有量具（位置由 XISHAN_SHARED 给出）", file=sys.stderr)
            photos = stand.photos if stand else _own(Path(folder) / f"photos-{number}", number)
            table(Path(folder) / "-".join(formats), photos, formats, runs, stand)


def _own(folder: Path, count: int) -> list[Path]:
    return [write_photo(folder / f"p{number:04}.jpg", number) for number in range(1, count + 1)]


if __name__ == "__main__":
    main(*(int(word) for word in sys.argv[1:]))
