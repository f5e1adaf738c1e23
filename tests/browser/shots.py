"""Every kind of page in every mode as a screenshot, and contact sheets of them, for whoever wants to look.

    python -m tests.browser.shots [--only feature] [--townships working,crowded]

Written to .build/shots: `<township>/<kind>-<width>-<mode>.png`, and `sheets/<township>-<width>-<mode>-<n>.jpg`.
"""

from __future__ import annotations

import argparse
import sys
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path

from PIL import Image, ImageDraw, ImageFont
from playwright.sync_api import Browser, Page, sync_playwright

from ..press import ROOT, Built, build, run
from .crowded import crowd, empty
from .install import chromium
from .kinds import KINDS
from .server import served
from .survey import Mode, reader, unroll

SHOTS = ROOT / ".build" / "shots"
WIDTHS = (390, 820, 1440)
LARGE = {"home", "feature", "base", "feature with everything"}
TALLEST, WIDEST = 1600, 2400
GAP, LABEL = 24, 34
GROUND, INK = "#8a8f88", "#101510"


def modes(kind: str, widths: Iterable[int] = WIDTHS) -> Iterator[Mode]:
    """Light and dark at every width; large text, by day and by night, for the kinds that matter most."""
    for width in widths:
        yield Mode("light", width)
        yield Mode("dark", width, dark=True)
        if kind in LARGE:
            yield Mode("large", width, large=True)
            yield Mode("large-dark", width, dark=True, large=True)


def townships(names: Sequence[str]) -> Iterator[tuple[str, Path]]:
    """Build the three, each into a place of its own that later runs start from."""
    makers = {"crowded": crowd, "empty": empty}
    for name in names:
        site = SHOTS / "sites" / name
        if name == "working":
            command = [sys.executable, "-m", "invoke", "--search-root", str(ROOT), "build", "--output", str(site)]
            built = run(command, site, ROOT)
        else:
            built = build(makers[name](site))
        _tell(name, built)
        yield name, built.output


def _tell(name: str, built: Built) -> None:
    if built.code and name != "crowded":
        sys.exit(built.err or built.out)


def shoot(page: Page, url: str, mode: Mode, path: Path) -> Path:
    """One whole page, pictures fetched."""
    page.set_viewport_size({"width": mode.width, "height": 900})
    page.goto(url, wait_until="load")
    unroll(page, mode.width)
    page.evaluate("Promise.all([...document.images].map((image) => image.decode().catch(() => null)))")
    path.parent.mkdir(parents=True, exist_ok=True)
    page.screenshot(path=path)
    return path


def sheets(shots: Sequence[tuple[str, Path]], path: Path, scale: float) -> None:
    """Contact sheets path-1.jpg, path-2.jpg …: pages side by side under their names, tall ones cut into columns."""
    columns: list[tuple[str, Image.Image]] = []
    for name, file in shots:
        with Image.open(file) as shot:
            small = shot.convert("RGB").resize((round(shot.width * scale), round(shot.height * scale)))
        for top in range(0, small.height, TALLEST):
            part = small.crop((0, top, small.width, min(top + TALLEST, small.height)))
            columns.append((name if not top else "", part))
    row = max(1, WIDEST // (columns[0][1].width + GAP))
    for number, start in enumerate(range(0, len(columns), row), start=1):
        _sheet(columns[start : start + row], path.with_name(f"{path.name}-{number}.jpg"))


def _sheet(columns: Sequence[tuple[str, Image.Image]], path: Path) -> None:
    font = ImageFont.load_default(20)
    height = max(part.height for _, part in columns)
    canvas = Image.new("RGB", (sum(part.width + GAP for _, part in columns) + GAP, height + LABEL + GAP), GROUND)
    pen, left = ImageDraw.Draw(canvas), GAP
    for name, part in columns:
        pen.text((left, 6), name, INK, font)
        canvas.paste(part, (left, LABEL))
        left += part.width + GAP
    path.parent.mkdir(parents=True, exist_ok=True)
    canvas.save(path, quality=88)


def photograph(browser: Browser, name: str, address: str, only: str, widths: Sequence[int]) -> None:
    """Every kind of page of one township, and its sheets."""
    readers: dict[Mode, Page] = {}
    by_mode: dict[Mode, list[tuple[str, Path]]] = {}
    for kind, path in KINDS[name].items():
        if only not in kind:
            continue
        for mode in modes(kind, widths):
            if mode not in readers:
                readers[mode] = reader(browser, mode)
            file = SHOTS / name / f"{kind.replace(' ', '-')}-{mode.width}-{mode.name}.png"
            by_mode.setdefault(mode, []).append((kind, shoot(readers[mode], f"{address}/{path}", mode, file)))
    for mode, shots in by_mode.items():
        if not only:
            sheets(shots, SHOTS / "sheets" / f"{name}-{mode.width}-{mode.name}", 0.8 if mode.width < 600 else 0.5)
    for page in readers.values():
        page.context.close()


def main() -> None:
    """Take them all, or those whose kind has a word in its name."""
    words = argparse.ArgumentParser(description=__doc__)
    words.add_argument("--only", default="")
    words.add_argument("--townships", default=",".join(KINDS))
    words.add_argument("--widths", default=",".join(map(str, WIDTHS)))
    chosen = words.parse_args()
    flags = ["--no-sandbox"] if sys.platform == "linux" else []
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=chromium(), args=flags)
        for name, output in townships(chosen.townships.split(",")):
            with served(output) as address:
                photograph(browser, name, address, chosen.only, [int(width) for width in chosen.widths.split(",")])
        browser.close()
    print(f"截图在 {SHOTS}")


if __name__ == "__main__":
    main()
