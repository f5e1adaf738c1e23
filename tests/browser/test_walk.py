"""A reader walks from the home page to a base and back, from the folder and over HTTP."""

from __future__ import annotations

from playwright.sync_api import Page, expect

from ..press import Built


def walk(page: Page, start: str) -> tuple[list[str], list[str]]:
    """Home → section → feature → base → back to the feature; what the console said and what was requested."""
    said: list[str] = []
    asked: list[str] = []
    page.on("console", lambda message: said.append(message.text) if message.type in ("error", "warning") else None)
    page.on("pageerror", lambda error: said.append(str(error)))
    page.on("request", lambda request: asked.append(request.url))
    page.goto(f"{start}/index.html")
    page.locator("nav").get_by_role("link", name="党建", exact=True).first.click()
    expect(page.locator("h1")).to_have_text("党建")
    page.locator("main a[href*='/yishanqing.html']:visible").first.click()
    expect(page.locator("h1")).to_contain_text("一山更比一山青")
    page.locator("main a[href*='bases/']:visible").first.click()
    expect(page.locator("h1")).to_contain_text("基地")
    page.go_back()
    expect(page.locator("h1")).to_contain_text("一山更比一山青")
    page.wait_for_load_state("networkidle")
    return said, asked


def test_a_reader_walks_the_site_from_the_folder(page: Page, edition: Built) -> None:
    """From file://, as it lies on a stick: no console error, nothing requested but files."""
    said, asked = walk(page, edition.output.as_uri())
    assert said == []
    assert {url.partition(":")[0] for url in asked} <= {"file", "data", "blob"}


def test_a_reader_walks_the_site_over_http(page: Page, address: str) -> None:
    """Over HTTP: no console error, no request to another host."""
    said, asked = walk(page, address)
    assert said == []
    assert [url for url in asked if not url.startswith((address, "data:", "blob:"))] == []
