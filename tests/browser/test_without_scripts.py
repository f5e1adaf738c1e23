"""A reader whose browser runs no scripts."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

import pytest
from playwright.sync_api import Browser, Page, expect

from .kinds import EVERY, KINDS

# Text that is in the page but does not show, save what is there for screen readers only and what needs scripts.
HIDDEN = """
() => {
  const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
  const range = document.createRange();
  const hidden = [];
  while (walker.nextNode()) {
    const { data, parentElement } = walker.currentNode;
    if (!data.trim() || parentElement.closest(".hidden-text, .skip, .modes, .share, script, style, video, details:not([open]) > :not(summary)")) continue;
    range.selectNodeContents(walker.currentNode);
    const box = range.getBoundingClientRect();
    const shows = parentElement.checkVisibility({ visibilityProperty: true, opacityProperty: true });
    if (!shows || box.width < 2 || box.height < 2) hidden.push(data.trim());
  }
  return hidden;
}
"""


@pytest.fixture(scope="module")
def quiet(browser: Browser) -> Iterator[Page]:
    """A page that runs no scripts."""
    context = browser.new_context(java_script_enabled=False)
    yield context.new_page()
    context.close()


@pytest.mark.parametrize(("township", "kind"), EVERY)
def test_every_page_reads(quiet: Page, addresses: Mapping[str, str], township: str, kind: str) -> None:
    """All text shows, and no switch stands there that could do nothing."""
    quiet.goto(f"{addresses[township]}/{KINDS[township][kind]}")
    assert quiet.evaluate(HIDDEN) == []
    assert quiet.locator("button:visible").count() == 0


def test_a_photograph_opens_as_a_picture(quiet: Page, address: str) -> None:
    """Without the lightbox the link of a photograph leads to it at its largest."""
    quiet.goto(f"{address}/{KINDS['working']['feature']}")
    quiet.locator("figure[id] > a").first.click()
    quiet.wait_for_url("**/photos/*.jpg")
    assert quiet.evaluate("document.images[0].naturalWidth") >= 1200


def test_a_picture_can_be_linked(quiet: Page, address: str) -> None:
    """The address of a picture on its page brings it into view."""
    feature = f"{address}/{KINDS['working']['feature']}"
    quiet.goto(feature)
    name = quiet.locator("figure[id]").last.get_attribute("id")
    quiet.goto(f"{feature}#{name}")
    expect(quiet.locator(f"[id='{name}']")).to_be_in_viewport()
