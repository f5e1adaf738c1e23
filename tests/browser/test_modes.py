"""The switches 大字 and 深色, and what the reader's system asks for."""

from __future__ import annotations

import pytest
from playwright.sync_api import Browser, Page, expect

from ..press import Built
from .kinds import WORKING

# Every custom property of the page and what it comes to.
COLOURS = """
() => {
  const css = [...document.styleSheets].flatMap((sheet) => [...sheet.cssRules]).map((rule) => rule.cssText).join();
  const look = getComputedStyle(document.documentElement);
  return Object.fromEntries(css.match(/--[\\w-]+(?=:)/g).map((name) => [name, look.getPropertyValue(name)]));
}
"""
# The words of the page that show, in order.
WORDS = """
() => {
  const walker = document.createTreeWalker(document.querySelector("main"), NodeFilter.SHOW_TEXT);
  const words = [];
  while (walker.nextNode()) {
    const { data, parentElement } = walker.currentNode;
    if (data.trim() && parentElement.checkVisibility({ visibilityProperty: true, opacityProperty: true })) words.push(data.trim());
  }
  return words;
}
"""
COLUMNS = """
() => [...document.querySelectorAll("main .columns, main .front, main .row, main .river > li")]
  .filter((box) => box.checkVisibility() && !box.closest(".album"))
  .flatMap((box) => {
    const parts = [...box.children].filter((part) => part.checkVisibility()).map((part) => part.getBoundingClientRect());
    return parts.slice(1).filter((part, n) => part.width > 300 && part.top < parts[n].bottom - 4 && part.left > parts[n].left + 4);
  }).length
"""


def size(page: Page) -> float:
    """The size of the running text in CSS pixels."""
    return float(page.locator(".body > p:not(.lede)").first.evaluate("p => parseFloat(getComputedStyle(p).fontSize)"))


@pytest.mark.parametrize("way", ["http", "file"])
def test_switches_are_remembered(page: Page, address: str, edition: Built, way: str) -> None:
    """Over pages and reloads, over HTTP and from the folder, until they are switched back."""
    start = address if way == "http" else edition.output.as_uri()
    page.goto(f"{start}/index.html")
    large, dark = page.get_by_role("button", name="大字"), page.get_by_role("button", name="深色")
    expect(large).to_have_attribute("aria-pressed", "false")
    large.click()
    dark.click()
    expect(large).to_have_attribute("aria-pressed", "true")
    page.goto(f"{start}/{WORKING['feature']}")
    page.reload()
    expect(large).to_have_attribute("aria-pressed", "true")
    expect(dark).to_have_attribute("aria-pressed", "true")
    assert size(page) >= 22
    large.click()
    dark.click()
    page.goto(f"{start}/{WORKING['feature']}")
    expect(large).to_have_attribute("aria-pressed", "false")
    expect(dark).to_have_attribute("aria-pressed", "false")
    assert 17 <= size(page) <= 18


def test_what_was_chosen_stands_before_the_first_paint(page: Page, address: str) -> None:
    """The head itself sets it, without waiting for a script to come over the line."""
    page.goto(f"{address}/{WORKING['feature']}")
    page.get_by_role("button", name="大字").click()
    page.get_by_role("button", name="深色").click()
    chosen = page.evaluate(COLOURS)
    page.route("**/*.js", lambda route: route.abort())
    page.reload()
    assert size(page) >= 22
    assert page.evaluate(COLOURS) == chosen


def test_a_browser_that_keeps_nothing_still_switches(page: Page, address: str) -> None:
    """Where storage is refused the choice holds for the page, and nothing breaks."""
    said: list[str] = []
    page.on("pageerror", lambda error: said.append(str(error)))
    page.add_init_script("Object.defineProperty(window, 'localStorage', { get() { throw new Error('refused') } })")
    page.goto(f"{address}/{WORKING['feature']}")
    page.get_by_role("button", name="大字").click()
    assert size(page) >= 22
    assert said == []


@pytest.mark.parametrize("large", [False, True], ids=["normal", "large"])
def test_dark_by_switch_is_dark_by_system(browser: Browser, address: str, large: bool) -> None:
    """Every colour is the same whichever asked for it, and a reader may have day where the system says night."""
    found = {}
    for name, system, chosen in (
        ("system", "dark", ""),
        ("switch", "light", "dark"),
        ("day", "light", ""),
        ("day by switch", "dark", "light"),
    ):
        context = browser.new_context(color_scheme=system)
        page = context.new_page()
        keep = {"theme": chosen, "text": "large" if large else ""}
        for mode, value in keep.items():
            if value:
                page.add_init_script(f"localStorage.setItem('xishan-{mode}', '{value}')")
        page.goto(f"{address}/{WORKING['about']}")
        found[name] = page.evaluate(COLOURS)
        context.close()
    assert found["system"] == found["switch"]
    assert found["day"] == found["day by switch"]
    assert found["day"] != found["system"]


@pytest.mark.parametrize("kind", ["home", "feature", "news", "base", "section", "gallery"])
def test_large_text_hides_nothing(browser: Browser, address: str, kind: str) -> None:
    """The same words in the same order as before, in one column, on a wide window and on a phone."""
    for width in (1440, 390):
        context = browser.new_context(viewport={"width": width, "height": 900})
        page = context.new_page()
        page.goto(f"{address}/{WORKING[kind]}")
        before = page.evaluate(WORDS)
        page.get_by_role("button", name="大字").click()
        assert page.evaluate(WORDS) == before
        assert page.evaluate(COLUMNS) == 0
        context.close()


def test_reduced_motion_is_honoured(browser: Browser, address: str) -> None:
    """Nothing fades, slides or scrolls smoothly where the system asks for stillness; elsewhere nothing but a fade."""
    moving = """
    () => [...document.querySelectorAll("*")].map((element) => getComputedStyle(element)).filter((style) =>
      style.scrollBehavior === "smooth" || parseFloat(style.animationDuration) > 0 ||
      style.transitionDuration.split(",").some((time) => parseFloat(time) > 0)
    ).map((style) => style.transitionProperty + " " + style.animationName)
    """
    found = {}
    for wish in ("reduce", "no-preference"):
        context = browser.new_context(reduced_motion=wish)
        page = context.new_page()
        page.goto(f"{address}/{WORKING['feature']}")
        page.locator("figure[id] > a").first.click()
        expect(page.locator("dialog.lightbox img")).to_be_visible()
        found[wish] = set(page.evaluate(moving))
        context.close()
    assert found["reduce"] == set()
    assert found["no-preference"] <= {"color none", "all appear", "opacity none"}
