"""One visit to one page in one mode, and everything that is measured there."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, ConsoleMessage, Page

HERE = Path(__file__).resolve().parent
AXE = Axe()
NARROW = 320


@dataclass(frozen=True, slots=True)
class Mode:
    """How a reader reads: on a window so wide, by day or by night, with large text or not."""

    name: str
    width: int
    dark: bool = False
    large: bool = False

    @property
    def target(self) -> int:
        """How large a control has to be, in CSS pixels (look.md; 60 where text is large)."""
        return 60 if self.large else 44

    def __str__(self) -> str:
        return self.name


DAY = Mode("light", 1440)
NIGHT = Mode("dark", 390, dark=True)
LARGE = Mode("large text", 820, large=True)
LARGE_NIGHT = Mode("large text in the dark", 390, dark=True, large=True)
MODES = (DAY, NIGHT, LARGE)


@dataclass(frozen=True, slots=True)
class Text:
    """A piece of text on the page and its contrast with what is behind it; 0 where that is a photograph."""

    ratio: float
    part: str
    text: str


@dataclass(frozen=True, slots=True)
class Seen:
    """said: what the console complained of, such as a breach of the page's policy; axe: the violations as axe-core
    tells them; texts: every piece of text; small: controls that a finger would
    miss; sideways: what is too wide for a window of 320 pixels, and broken: the clauses broken inside there."""

    said: tuple[str, ...]
    axe: tuple[str, ...]
    texts: tuple[Text, ...]
    small: tuple[str, ...]
    sideways: tuple[str, ...]
    broken: tuple[str, ...]


def script(name: str) -> str:
    """A measurement, as the browser runs it."""
    return (HERE / f"{name}.js").read_text(encoding="utf-8")


def reader(browser: Browser, mode: Mode) -> Page:
    """A page in a context of its own that asks for what the mode asks for."""
    size = {"width": mode.width, "height": 900}
    context = browser.new_context(viewport=size, color_scheme="dark" if mode.dark else "light")
    page = context.new_page()
    if mode.large:
        page.add_init_script("localStorage.setItem('xishan-text', 'large')")
    return page


def survey(page: Page, url: str, mode: Mode) -> Seen:
    """Open a page and measure it."""
    said: list[str] = []

    def hear(message: ConsoleMessage) -> None:
        if message.type in ("error", "warning"):
            said.append(message.text)

    page.set_viewport_size({"width": mode.width, "height": 900})
    page.on("console", hear)
    answer = page.goto(url, wait_until="load")
    assert answer, url
    assert answer.ok or url.endswith("/404.html"), f"{url}: {answer.status}"
    unroll(page, mode.width)
    page.remove_listener("console", hear)
    texts = page.evaluate(script("contrast"))
    small = page.evaluate(script("targets"), mode.target)
    found = AXE.run(page).response["violations"]
    page.set_viewport_size({"width": NARROW, "height": 640})
    return Seen(
        said=tuple(said),
        axe=tuple(f"{rule['id']}: {node['target']} {node['html'][:120]}" for rule in found for node in rule["nodes"]),
        texts=tuple(Text(row["ratio"], row["part"], row["text"]) for row in texts),
        small=tuple(small),
        sideways=tuple(page.evaluate(script("sideways"))),
        broken=tuple(page.evaluate(script("lines"))),
    )


def unroll(page: Page, width: int) -> None:
    """Make the window as high as the page, and again as long as the page grows with it: then all of it can be looked
    at without scrolling."""
    height = 0
    while height < (whole := page.evaluate("document.documentElement.scrollHeight")):
        height = whole
        page.set_viewport_size({"width": width, "height": height})
