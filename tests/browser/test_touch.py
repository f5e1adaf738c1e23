"""A reader with a phone and a finger."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, Page, expect

from .kinds import WORKING
from .walk import BASE, FEATURE, swipe


@pytest.fixture
def phone(browser: Browser) -> Iterator[Page]:
    """A phone's page."""
    context = browser.new_context(viewport={"width": 390, "height": 844}, has_touch=True, is_mobile=True)
    yield context.new_page()
    context.close()


def test_a_walk_by_touch(phone: Page, address: str) -> None:
    """Home → section → feature → lightbox → base → back, each by a tap."""
    phone.goto(f"{address}/index.html")
    phone.locator("nav a[href='dangjian/index.html']").tap()
    expect(phone.locator("h1")).to_have_text("党建")
    phone.locator(f"{FEATURE}:visible").first.tap()
    expect(phone.locator("h1")).to_contain_text("一山更比一山青")
    phone.wait_for_load_state()  # until the scripts are there, the tap leads to the picture itself
    phone.locator("figure[id] > a").first.tap()
    expect(phone.locator("dialog.lightbox")).to_be_visible()
    phone.locator("dialog.lightbox .close").tap()
    expect(phone.locator("dialog.lightbox")).to_be_hidden()
    expect(phone).to_have_url(f"{address}/{WORKING['feature']}")
    phone.locator(f"{BASE}:visible").first.tap()
    expect(phone.locator("h1")).to_contain_text("基地")
    phone.go_back()
    expect(phone.locator("h1")).to_contain_text("一山更比一山青")


def test_swipes_turn_over(phone: Page, address: str) -> None:
    """To the left for the next, to the right for the one before; up and down and a trembling finger turn nothing."""
    phone.goto(f"{address}/{WORKING['pictures']}")
    phone.locator("figure[id] > a").first.tap()
    count = phone.locator("dialog.lightbox .count")
    expect(count).to_have_text("1 / 9")
    swipe(phone, -200)
    expect(count).to_have_text("2 / 9")
    swipe(phone, -200)
    expect(count).to_have_text("3 / 9")
    swipe(phone, 200)
    expect(count).to_have_text("2 / 9")
    swipe(phone, 20)
    swipe(phone, 30, -200)
    expect(count).to_have_text("2 / 9")


def test_the_arrows_do_not_cover_the_picture(phone: Page, address: str) -> None:
    """Buttons, words and picture stand beside each other, and the picture has most of the window."""
    phone.goto(f"{address}/{WORKING['pictures']}")
    phone.locator("figure[id] > a").first.tap()
    box = phone.locator("dialog.lightbox")
    frame = box.locator(".frame").bounding_box()
    assert frame
    assert frame["height"] > 844 / 2
    for name in (".prev", ".next", ".close", ".words", ".count"):
        other = box.locator(name).bounding_box()
        assert other
        apart = (
            other["x"] + other["width"] <= frame["x"] + 0.5
            or other["x"] >= frame["x"] + frame["width"] - 0.5
            or other["y"] + other["height"] <= frame["y"] + 0.5
            or other["y"] >= frame["y"] + frame["height"] - 0.5
        )
        assert apart, name
