"""Pictures of every shape, wide tables and long addresses, names of every length: each stands as a page should."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

import pytest
from playwright.sync_api import Browser, Page, expect

from .kinds import CROWDED, WORKING

SHAPES = CROWDED["pictures of every shape"]
# What is hit in the middle of every card's picture: the address of the page that it leads to.
TAPPED = """
() => [...document.querySelectorAll(".river .picture, .card .picture, .album .row > *, .lead .picture")].map((picture) => {
  picture.scrollIntoView({ block: "center" });
  const box = picture.getBoundingClientRect();
  const link = document.elementFromPoint(box.left + box.width / 2, box.top + box.height / 2).closest("a");
  const own = picture.closest("article, li").querySelector("h1 a, h2 a, h3 a");
  return [link && link.href, own.href];
})
"""
WIDTH = "element => element.getBoundingClientRect().width"


@pytest.fixture(scope="module")
def screen(browser: Browser) -> Iterator[Page]:
    """One reader for all that only looks."""
    context = browser.new_context(viewport={"width": 1440, "height": 900})
    yield context.new_page()
    context.close()


def look(screen: Page, addresses: Mapping[str, str], width: int, path: str = SHAPES, township: str = "crowded") -> Page:
    """A page of the crowded township on a window so wide."""
    screen.set_viewport_size({"width": width, "height": 768})
    screen.goto(f"{addresses[township]}/{path}")
    return screen


@pytest.mark.parametrize("kind", ["home", "section", "tag", "village", "gallery"])
def test_the_photograph_of_a_card_leads_to_its_story(screen: Page, addresses: Mapping[str, str], kind: str) -> None:
    """A finger on the picture is a finger on the headline, however the picture is drawn."""
    for width in (390, 1440):
        page = look(screen, addresses, width, WORKING[kind], "working")
        hit = page.evaluate(TAPPED)
        assert hit
        assert [link for link, own in hit] == [own for link, own in hit]


@pytest.mark.parametrize("width", [390, 1440])
def test_a_standing_photograph_leads_the_home_page_in_a_frame(
    screen: Page, addresses: Mapping[str, str], width: int
) -> None:
    """As wide as the lead and two thirds as high, whatever its own shape."""
    page = look(screen, addresses, width, "index.html")
    image = page.locator(".lead img")
    assert image.evaluate("image => image.naturalWidth < image.naturalHeight")
    box = image.bounding_box()
    assert box
    assert box["width"] / box["height"] == pytest.approx(1.5, abs=0.02)


@pytest.mark.parametrize("width", [390, 820, 1366, 1440])
def test_shapes(screen: Page, addresses: Mapping[str, str], width: int) -> None:
    """A strip is as wide as the text; a small original grows by a fifth at most; what stands fits the window; captions are
    no wider than their pictures or stand beside them."""
    page = look(screen, addresses, width)
    measure = page.locator(".body > p").first.evaluate(WIDTH)
    figures = page.locator("main figure").all()
    assert len(figures) == 7
    for strip in page.locator("figure.long img").all():
        assert strip.evaluate(WIDTH) == pytest.approx(measure, abs=20)
    for figure in figures:
        image, words = figure.locator("img").bounding_box(), figure.locator("figcaption").bounding_box()
        assert image
        assert words
        if "long" not in (figure.get_attribute("class") or ""):
            assert image["height"] < 768
        assert image["width"] <= 1.2 * int(figure.locator("img").get_attribute("width") or 0) + 1
        beside = words["x"] >= image["x"] + image["width"]
        assert beside or words["width"] <= image["width"] + 1
    small = page.get_by_alt_text("一张小图")
    assert small.evaluate(WIDTH) == pytest.approx(min(360, measure), abs=20)


def test_a_strip_scrolls_in_the_lightbox_at_full_size(screen: Page, addresses: Mapping[str, str]) -> None:
    """As wide as its pixels, from its top, by the wheel and by the keys; the next picture fits the window again."""
    page = look(screen, addresses, 1366)
    page.locator("figure.long > a").first.click()
    image = page.locator("dialog.lightbox img")
    expect(image).to_have_js_property("complete", value=True)
    page.wait_for_function("document.querySelector('dialog.lightbox img').naturalWidth > 0")
    assert image.evaluate("image => [image.naturalWidth, image.clientWidth]") == [900, 900]
    frame = page.locator("dialog.lightbox .frame")
    assert frame.evaluate("frame => [frame.scrollTop, frame.scrollHeight > 5000]") == [0, True]
    page.keyboard.press("PageDown")
    page.wait_for_function("document.querySelector('dialog.lightbox .frame').scrollTop > 100")
    page.keyboard.press("ArrowRight")
    assert frame.evaluate("frame => [frame.scrollTop, frame.scrollHeight <= frame.clientHeight]") == [0, True]


@pytest.mark.parametrize("width", [390, 1440])
def test_a_table_of_thirteen_columns(screen: Page, addresses: Mapping[str, str], width: int) -> None:
    """No figure is torn from its unit; on a desktop it grows over the measure, on a phone it scrolls inside its frame."""
    page = look(screen, addresses, width)
    frame = page.locator(".body > .table")
    assert frame.evaluate("frame => [...frame.querySelectorAll('td.n')].length") == 48
    lines = "cell => { const range = document.createRange(); range.selectNodeContents(cell); return range.getClientRects().length }"
    assert {cell.evaluate(lines) for cell in frame.locator("td.n").all()[:12]} == {1}
    scrolls, wide = frame.evaluate("frame => [frame.scrollWidth > frame.clientWidth, frame.clientWidth]")
    assert scrolls if width == 390 else wide > 700
    assert page.evaluate("document.documentElement.scrollWidth") <= width
    shade = frame.evaluate("frame => getComputedStyle(frame).backgroundImage")
    assert shade.count("linear-gradient") == 4


def test_an_address_in_the_text_tears_no_line_apart(screen: Page, addresses: Mapping[str, str]) -> None:
    """It begins in the line of the word before it."""
    page = look(screen, addresses, 390)
    tops = page.locator(".url").first.evaluate(
        "url => [url.getClientRects()[0].top, url.getClientRects()[0].bottom, url.parentNode.getBoundingClientRect().top]"
    )
    assert tops[0] < tops[2] + (tops[1] - tops[0])


def test_paper(screen: Page, addresses: Mapping[str, str]) -> None:
    """All columns of a wide table and all of a long line are on the sheet; a link tells its address."""
    screen.emulate_media(media="print")
    page = look(screen, addresses, 643)  # an A4 page between its margins
    try:
        for part in (".table table", "pre"):
            assert page.locator(part).first.evaluate(
                "part => part.getBoundingClientRect().right <= innerWidth + 1 && part.scrollWidth <= part.clientWidth + 1"
            )
        link = page.locator('.body a[href="https://elsewhere.example/zwgk/"]')
        told = link.evaluate("a => getComputedStyle(a, '::after').content")
        assert "https://elsewhere.example/zwgk/" in told or "attr(href)" in told
    finally:
        screen.emulate_media(media="screen")


@pytest.mark.parametrize("letters", [2, 3, 4, 5, 8, 9, 10, 13, 16])
def test_names_fit_the_masthead(screen: Page, addresses: Mapping[str, str], letters: int) -> None:
    """A newsroom's name of 2 to 16 characters stands whole on the smallest phone, and in one line on a desktop."""
    name = "某某县丰溪镇人民政府融媒体中心网"[:letters]
    lengths = {"long": letters > 4, "longest": letters > 9}
    for path in (WORKING["home"], WORKING["news"]):
        for width in (320, 390, 820, 1440):
            page = look(screen, addresses, width, path, "working")
            found = page.evaluate(
                """([name, lengths]) => {
                  const mark = document.querySelector(".wordmark");
                  mark.style.setProperty("--letters", name.length);
                  for (const [word, on] of Object.entries(lengths)) mark.classList.toggle(word, on);
                  const text = mark.querySelector(".name"), seal = mark.querySelector(".seal");
                  text.textContent = name;
                  const [a, b] = [text.getBoundingClientRect(), seal.getBoundingClientRect()];
                  const beside = [...document.querySelectorAll(".place, .today")].map((ear) => ear.getBoundingClientRect());
                  return {
                    inside: a.left >= 0 && b.right <= innerWidth,
                    lines: text.getClientRects().length,
                    size: parseFloat(getComputedStyle(mark).fontSize),
                    apart: beside.every((ear) => ear.right <= a.left || ear.left >= b.right || ear.top >= a.bottom - 1),
                  };
                }""",
                [name, lengths],
            )
            assert found["inside"], (path, width)
            assert found["apart"], (path, width)
            assert found["size"] >= 18, (path, width)
            assert found["lines"] == 1 or (letters > 9 and width < 768)


def test_the_masthead_says_what_its_date_is(screen: Page, addresses: Mapping[str, str]) -> None:
    """It is the day of the newest story, not today."""
    page = look(screen, addresses, 1440, "index.html")
    assert page.locator(".today").inner_text().split() == ["最近更新", "2021年11月30日", "星期二"]


def test_what_is_empty_is_in_no_menu(screen: Page, addresses: Mapping[str, str]) -> None:
    """Without a picture there is no way to the gallery, and no section on the home page without a story."""
    gallery = screen.locator(".nav").get_by_role("link", name="图集")
    expect(look(screen, addresses, 1440, "index.html", "empty").locator(".columns > section")).to_have_count(0)
    expect(gallery).to_have_count(0)
    look(screen, addresses, 1440, "index.html")
    expect(gallery).to_have_count(1)
    expect(screen.locator("main").get_by_text("还没有稿件")).to_have_count(0)


def test_forced_colours_show_where_one_is(browser: Browser, addresses: Mapping[str, str]) -> None:
    """The section one is in and a switch that is pressed are marked by lines, which such a mode leaves standing."""
    context = browser.new_context(forced_colors="active", viewport={"width": 390, "height": 800})
    page = context.new_page()
    page.goto(f"{addresses['working']}/{WORKING['section']}")
    page.get_by_role("button", name="大字").click()
    line = "element => getComputedStyle(element, '::after').borderBottomStyle"
    assert page.locator(".nav a[aria-current]").evaluate(line) == "solid"
    assert page.locator(".nav button[aria-pressed=true]").evaluate(line) == "solid"
    context.close()
