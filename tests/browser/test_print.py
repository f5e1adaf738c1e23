"""A reader with a printer."""

from __future__ import annotations

import pytest
from playwright.sync_api import Browser, Page, expect

from .kinds import WORKING


@pytest.fixture
def sheet(page: Page, address: str) -> Page:
    """The feature as it goes to paper."""
    page.goto(f"{address}/{WORKING['feature']}")
    page.emulate_media(media="print")
    return page


def test_paper_carries_the_story_and_nothing_to_click(sheet: Page) -> None:
    """No navigation, buttons, neighbours or footer; the newsroom's name, the whole story, its captions and its desk."""
    for gone in (".nav", ".skip", ".share", ".turn", ".related", ".footer", ".ridge"):
        for part in sheet.locator(gone).all():
            expect(part).to_be_hidden()
    for kept in (".wordmark", "h1", ".dek", ".body > p", ".two-part", ".desk"):
        expect(sheet.locator(kept).first).to_be_visible()
    for caption in sheet.locator("main figcaption").all():
        expect(caption).to_be_visible()


def test_every_sheet_after_the_first_has_a_running_head(sheet: Page) -> None:
    """Two lines: the newsroom's name, and the headline; the first sheet has the masthead instead."""
    rules = sheet.evaluate(
        "() => [...document.styleSheets].flatMap(s => [...s.cssRules]).filter(r => r instanceof CSSPageRule).map(r => r.cssText)"
    )
    running = "".join(rules)
    assert "@top-left" in running
    assert sheet.locator("h1").inner_text().replace("\n", "")[:6] in running
    assert "丰溪" in running


def test_paper_is_white_in_every_mode(browser: Browser, address: str) -> None:
    """Black on white, in serif and at a newspaper's size, though the reader reads large and in the dark."""
    context = browser.new_context(color_scheme="dark")
    page = context.new_page()
    page.add_init_script("localStorage.setItem('xishan-text', 'large'); localStorage.setItem('xishan-theme', 'dark')")
    page.goto(f"{address}/{WORKING['feature']}")
    page.emulate_media(media="print")
    look = (
        page.locator(".body > p")
        .nth(1)
        .evaluate(
            "p => [getComputedStyle(p).color, getComputedStyle(document.body).backgroundColor, getComputedStyle(p).fontSize, getComputedStyle(p).fontFamily]"
        )
    )
    assert look[:2] == ["rgb(0, 0, 0)", "rgb(255, 255, 255)"]
    assert float(look[2].removesuffix("px")) < 16
    assert "Song" in look[3] or "Serif" in look[3]
    context.close()


def test_photographs_fit_the_sheet(sheet: Page) -> None:
    """On paper 170 mm wide no picture is wider than the text, nor higher than half a sheet."""
    sheet.set_viewport_size({"width": 642, "height": 900})
    millimetre = 96 / 25.4
    images = sheet.locator("main img:visible").all()
    assert len(images) >= 3
    for image in images:
        box = image.bounding_box()
        assert box
        assert box["width"] <= 642
        assert box["height"] <= 148 * millimetre
