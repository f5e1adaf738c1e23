"""The steps of a reader's walk that several tests take."""

from __future__ import annotations

from playwright.sync_api import Locator, Page

FEATURE = "main a[href*='/yishanqing.html']"
BASE = "main a[href*='bases/']"


def tab_to(page: Page, selector: str, most: int = 120) -> Locator:
    """Press Tab until the focus is on an element that matches; on the way every stop is visible and ringed."""
    for _ in range(most):
        page.keyboard.press("Tab")
        focused = page.locator(":focus")
        assert focused.count() == 1, "the focus is nowhere"
        ring = focused.evaluate("element => getComputedStyle(element).outline")
        assert "none" not in ring, (focused.evaluate("element => element.outerHTML"), ring)
        if focused.evaluate("(element, selector) => element.matches(selector)", selector):
            return focused
    raise AssertionError(f"{selector} was not reached with {most} steps")


def swipe(page: Page, dx: int, dy: int = 0) -> None:
    """Draw a finger over the middle of the window by so many pixels."""
    size = page.viewport_size
    assert size
    x, y = size["width"] / 2 - dx / 2, size["height"] / 2 - dy / 2
    finger = page.context.new_cdp_session(page)
    finger.send("Input.dispatchTouchEvent", {"type": "touchStart", "touchPoints": [{"x": x, "y": y}]})
    for step in range(1, 6):
        at = {"x": x + dx * step / 5, "y": y + dy * step / 5}
        finger.send("Input.dispatchTouchEvent", {"type": "touchMove", "touchPoints": [at]})
    finger.send("Input.dispatchTouchEvent", {"type": "touchEnd", "touchPoints": []})
    finger.detach()
