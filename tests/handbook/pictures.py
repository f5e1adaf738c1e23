"""The pictures in the handbook and in README.md, photographed from pages that are built for it: `inv pictures`."""

from __future__ import annotations

import io
import os
import sys
import tempfile
from pathlib import Path

from PIL import Image
from playwright.sync_api import Page, sync_playwright

from ..browser.install import chromium
from ..press import ROOT, build
from .samples import PICTURES, read_handbook, samples
from .township import lay_out, url_of

WIDTH, SCALE, MARGIN = 760, 2, 20
SHOWN = {"head": ".story-head, .lead-photo"}
BODY = ".body"
SETTLED = 800  # milliseconds until a film that cannot be played no longer turns its wheel


def photograph() -> None:
    """Build the samples and the working edition, and write every picture anew."""
    pictures = ROOT / PICTURES
    pictures.mkdir(parents=True, exist_ok=True)
    shown = samples(read_handbook())
    with tempfile.TemporaryDirectory() as folder, sync_playwright() as playwright:
        site = build(lay_out(Path(folder) / "handbook", shown))
        if site.code:
            sys.exit(site.err)
        whole = build(ROOT, Path(folder) / "edition", "pelicanconf.py")
        if whole.code:
            sys.exit(whole.err)
        root = ["--no-sandbox"] if sys.platform == "linux" and os.geteuid() == 0 else []
        browser = playwright.chromium.launch(executable_path=chromium(), args=root)
        page = browser.new_page(viewport={"width": WIDTH, "height": 900}, device_scale_factor=SCALE)
        for sample in shown:
            page.goto((site.output / url_of(sample)).as_uri())
            keep(_part(page, SHOWN.get(sample.name, BODY)), pictures / f"{sample.name}.webp")
        page = browser.new_page(viewport={"width": 1280, "height": 1000}, device_scale_factor=1.5)
        page.goto((whole.output / "index.html").as_uri())
        page.wait_for_load_state("networkidle")
        keep(page.screenshot(), pictures / "home.webp")
        browser.close()


def _part(page: Page, selector: str) -> bytes:
    """A part of the page with a margin around it, as a PNG."""
    page.wait_for_load_state("networkidle")
    page.wait_for_timeout(SETTLED)
    boxes = [box for element in page.locator(selector).all() if (box := element.bounding_box())]
    top = max(0, min(box["y"] for box in boxes) - MARGIN)
    bottom = max(box["y"] + box["height"] for box in boxes) + MARGIN
    page.set_viewport_size({"width": WIDTH, "height": int(bottom) + 1})
    return page.screenshot(clip={"x": 0, "y": top, "width": WIDTH, "height": bottom - top})


def keep(png: bytes, file: Path) -> None:
    """Write a screenshot as a WebP of a few dozen kilobytes."""
    Image.open(io.BytesIO(png)).convert("RGB").save(file, quality=72, method=6)


if __name__ == "__main__":
    photograph()
