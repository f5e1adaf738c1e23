"""A reader with a keyboard alone."""

from __future__ import annotations

import re

from playwright.sync_api import Page, expect

from .kinds import WORKING
from .walk import BASE, FEATURE, tab_to

COUNT = re.compile(r"^(\d+) / (\d+)$")


def test_a_walk_by_keyboard(page: Page, address: str) -> None:
    """Home → section → feature → lightbox → base → back, each by Tab and Enter."""
    page.goto(f"{address}/index.html")
    tab_to(page, "nav a[href='dangjian/index.html']")
    page.keyboard.press("Enter")
    expect(page.locator("h1")).to_have_text("党建")
    tab_to(page, FEATURE)
    page.keyboard.press("Enter")
    expect(page.locator("h1")).to_contain_text("一山更比一山青")
    opener = tab_to(page, "figure[id] > a").element_handle()
    page.keyboard.press("Enter")
    expect(page.locator("dialog.lightbox")).to_be_visible()
    page.keyboard.press("Escape")
    expect(page.locator("dialog.lightbox")).to_be_hidden()
    # The fragment goes a moment after the box: until then a step on is a step in the history, too.
    expect(page).to_have_url(f"{address}/{WORKING['feature']}")
    assert page.evaluate("element => element === document.activeElement", opener)
    tab_to(page, BASE)
    page.keyboard.press("Enter")
    expect(page.locator("h1")).to_contain_text("基地")
    page.go_back()
    expect(page.locator("h1")).to_contain_text("一山更比一山青")


def test_the_first_stop_skips_to_the_text(page: Page, address: str) -> None:
    """The skip link is the first stop, shows itself there, and leads past the navigation."""
    page.goto(f"{address}/index.html")
    page.keyboard.press("Tab")
    skip = page.locator(":focus")
    expect(skip).to_have_text("跳到正文")
    expect(skip).to_be_in_viewport(ratio=1)
    assert skip.bounding_box()["height"] >= 44
    page.keyboard.press("Enter")
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.closest('main') !== null")


def test_the_lightbox_by_keyboard(page: Page, address: str) -> None:
    """Arrows turn over, round both ends; Tab stays inside; caption and credit are the picture's; Escape gives back."""
    page.goto(f"{address}/{WORKING['feature']}")
    figures = page.locator("main figure:has(> a)")
    link = figures.nth(1).locator("a").first
    link.focus()
    page.keyboard.press("Enter")
    box = page.locator("dialog.lightbox")
    expect(box.locator(".count")).to_have_text(f"2 / {figures.count()}")
    expect(box.locator(".words")).to_have_text(figures.nth(1).locator("figcaption").inner_text())
    page.keyboard.press("ArrowRight")
    expect(box.locator(".count")).to_have_text(f"3 / {figures.count()}")
    assert page.url.endswith(f"#{figures.nth(2).get_attribute('id')}")
    for _ in range(3):
        page.keyboard.press("ArrowLeft")
    expect(box.locator(".count")).to_have_text(f"{figures.count()} / {figures.count()}")
    page.keyboard.press("ArrowRight")
    expect(box.locator(".count")).to_have_text(f"1 / {figures.count()}")
    for _ in range(8):
        page.keyboard.press("Tab")
        assert page.evaluate(
            "document.activeElement === document.body || document.activeElement.closest('dialog') !== null"
        )
    page.keyboard.press("Escape")
    expect(box).to_be_hidden()
    expect(link).to_be_focused()
    expect(page).to_have_url(f"{address}/{WORKING['feature']}")


def test_the_address_of_a_picture_opens_it(page: Page, address: str) -> None:
    """A link to a picture opens the lightbox on it; leaving it leaves the page where it is, without the fragment."""
    feature = f"{address}/{WORKING['feature']}"
    page.goto(feature)
    figure = page.locator("main figure:has(> a)").nth(2)
    name, alt = figure.get_attribute("id"), figure.locator("img").get_attribute("alt")
    page.goto("about:blank")
    page.goto(f"{feature}#{name}")
    box = page.locator("dialog.lightbox")
    expect(box).to_be_visible()
    expect(box.locator("img")).to_have_attribute("alt", str(alt))
    page.keyboard.press("Escape")
    expect(box).to_be_hidden()
    expect(page).to_have_url(feature)


def test_back_leaves_the_lightbox_and_not_the_page(page: Page, address: str) -> None:
    """As a phone's back gesture does."""
    feature = f"{address}/{WORKING['feature']}"
    page.goto(feature)
    page.locator("main figure > a").first.click()
    expect(page.locator("dialog.lightbox")).to_be_visible()
    page.go_back()
    expect(page.locator("dialog.lightbox")).to_be_hidden()
    expect(page).to_have_url(feature)


def test_the_next_picture_is_fetched_ahead(page: Page, address: str) -> None:
    """Opening one picture asks for the one after it, large enough to fill the window."""
    page.goto(f"{address}/{WORKING['pictures']}", wait_until="networkidle")
    second = page.locator("main figure:has(> a)").nth(1).locator("a").get_attribute("href") or ""
    named = re.search(r"[0-9a-f]+-(.+)-\d+\.jpg$", second)
    assert named
    with page.expect_request(lambda request: named[1] in request.url):
        page.locator("main figure > a").first.click()
