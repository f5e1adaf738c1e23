"""Nothing on a page moves while it loads, even where pictures come late."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

import pytest
from playwright.sync_api import Browser

from ..press import Built
from .kinds import KINDS
from .server import served

WATCH = """
window.shifts = [];
new PerformanceObserver((list) => {
  for (const entry of list.getEntries()) {
    const what = entry.sources.map(({ node }) => (node && (node.className || node.localName)) || "?");
    window.shifts.push(`${entry.value.toFixed(4)} ${what}`);
  }
}).observe({ type: "layout-shift", buffered: true });
"""
# Scroll down as a reader does, a window at a time, and wait for the pictures that come into it.
SCROLL = """
async () => {
  const frame = () => new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done)));
  for (let y = 0; y < document.documentElement.scrollHeight; y += innerHeight / 2) {
    scrollTo(0, y);
    await frame();
    const shown = [...document.images].filter((image) => {
      const box = image.getBoundingClientRect();
      return box.bottom > 0 && box.top < innerHeight;
    });
    await Promise.all(shown.map((image) => image.decode()));
    await frame();
  }
}
"""
VISITS = [
    ("working", "home", 1440),
    ("working", "home", 390),
    ("working", "feature", 390),
    ("working", "feature", 1440),
    ("working", "pictures", 390),
    ("working", "base", 1440),
    ("working", "gallery", 390),
    ("crowded", "feature with everything", 390),
    ("crowded", "feature with everything", 1440),
    ("crowded", "section of many", 820),
]


@pytest.fixture(scope="module")
def slow(townships: Mapping[str, Built]) -> Iterator[Mapping[str, str]]:
    """The townships on a host from which pictures take a tenth of a second."""
    with served(townships["working"].output, 0.1) as working, served(townships["crowded"].output, 0.1) as crowded:
        yield {"working": working, "crowded": crowded}


@pytest.mark.parametrize(("township", "kind", "width"), VISITS)
def test_nothing_shifts(browser: Browser, slow: Mapping[str, str], township: str, kind: str, width: int) -> None:
    """The cumulative layout shift is 0, from the first byte to the page's foot."""
    context = browser.new_context(viewport={"width": width, "height": 900})
    page = context.new_page()
    page.add_init_script(WATCH)
    page.goto(f"{slow[township]}/{KINDS[township][kind]}", wait_until="load")
    page.evaluate(SCROLL)
    assert page.evaluate("shifts") == []
    context.close()
