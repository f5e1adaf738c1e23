"""What a reader finds, in a browser, over HTTP and from a folder on a disk: every story that holds the words, and no
other."""

from __future__ import annotations

import json
import os
import random
import re
import shutil
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import quote

import pytest
from playwright.sync_api import Browser, Page, expect

from plugins.newsroom.story import Story
from plugins.search import folding
from plugins.search.documents import record_of
from plugins.search.folding import END, fold, letters
from plugins.search.index import Index

from ..browser.server import served
from ..press import Built
from .library import put
from .newspaper import RARE, Newspaper

STORIES = 2_000
# The whole ground truth is 400 and 100 of them: XISHAN_QUERIES=400.
WORDS = int(os.environ.get("XISHAN_QUERIES", "60"))
ABSENT = WORDS // 4
# Everything that is shown for one query, page by page: the addresses of the hits.
COLLECT = """
async query => {
  const field = document.querySelector("form.search input"), found = document.querySelector(".found");
  const settled = async () => {
    do await new Promise(done => setTimeout(done, 4)); while (found.getAttribute("aria-busy") !== "false");
  };
  const hits = [];
  field.value = query;
  field.form.requestSubmit();
  for (;;) {
    await settled();
    hits.push(...[...found.querySelectorAll(".hits h3 a")].map(link => link.getAttribute("href").slice(3)));
    const next = found.querySelector("[rel=next]");
    if (!next) return { hits, count: found.querySelector(".count").textContent };
    next.click();
  }
}
"""


@pytest.fixture(scope="module")
def stories() -> list[Story]:
    """A newspaper of many years."""
    return Newspaper(words=8_000).stories(STORIES)


@pytest.fixture(scope="module")
def library(edition: Built, stories: list[Story], tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Its search page, with its index."""
    folder = tmp_path_factory.mktemp("library")
    shutil.copytree(edition.output / "theme", folder / "theme")
    (folder / "search").mkdir()
    shutil.copy(edition.output / "search/index.html", folder / "search/index.html")
    with Index(folder / "store", folder, jobs=1) as index:
        put(folder, index.update(stories), index)
    return folder


@pytest.fixture(scope="module")
def page(browser: Browser) -> Iterator[Page]:
    """A window in which a whole page of hits is in view."""
    context = browser.new_context(viewport={"width": 1000, "height": 12_000})
    page = context.new_page()
    page.on("pageerror", lambda fault: pytest.fail(str(fault)))
    yield page
    context.close()


def fields_of(story: Story) -> list[list[str]]:
    """What a story says, folded, in the ranks' order."""
    _, headline, section, day, villages, names, standfirst, photos, text = json.loads(record_of(story))
    rows = [[headline], [standfirst], ["\n".join([names, *villages])], [photo[0] for photo in photos]]
    return [[fold(words) for words in row] for row in [*rows, [section, day, text]]]


def holds(fields: list[list[str]], query: str) -> bool:
    """Whether a story holds all words of a query: the truth."""
    words = [word for word in fold(query).split() if letters(word).strip(END)]
    searched = [fields if len(word) > 1 else [fields[0], fields[2]] for word in words]
    return bool(words) and all(
        any(word in text for row in rows for text in row) for word, rows in zip(words, searched, strict=True)
    )


def queries(stories: list[Story]) -> list[str]:
    """Pieces of what stories say, of two to eight characters, from every field; then what none says."""
    dice, found = random.Random(7), list[str]()
    told = [fields_of(story) for story in dice.sample(stories, WORDS)]
    raw = [json.loads(record_of(story)) for story in dice.sample(stories, WORDS)]
    while len(found) < WORDS:
        row = raw[len(found) % len(raw)]
        text = dice.choice(
            [row[1], row[6] or row[1], row[5], "\n".join(p[0] for p in row[7]) or row[8], row[8], row[8]]
        )
        at, size = dice.randrange(max(1, len(text) - 1)), dice.randint(2, 8)
        piece = text[at : at + size].replace("\n", " ").strip()
        if len(fold(piece).strip()) > 1 and letters(fold(piece)).strip(END + " "):
            found.append(piece)
    everything = "\n".join(text for fields in told for row in fields for text in row)
    while len(found) < WORDS + ABSENT:
        piece = "".join(dice.choices(everything, k=dice.randint(3, 8)))
        if letters(piece).strip(END + " "):
            found.append(piece)
    return [*found, RARE[0], RARE[1], "5g", "15834", "wi-fi", "GB/T", "2021年", "本站"]


@pytest.mark.parametrize("way", ["http", "file"])
def test_every_story_that_holds_the_words_and_no_other(
    page: Page, library: Path, stories: list[Story], edition: Built, way: str
) -> None:
    """Hundreds of pieces of headlines, bodies, captions and names, and of nothing."""
    told = {story.url: fields_of(story) for story in stories}
    asked = queries(stories)
    # Over HTTP all of them; from a disk, where the same script reads the same files, each fifth.
    asked = asked if way == "http" else asked[::5]
    with served(library) as address:
        page.goto(f"{address if way == 'http' else library.as_uri()}/search/index.html")
        wrong = {}
        for query in asked:
            found = page.evaluate(COLLECT, query)
            truth = {url for url, fields in told.items() if holds(fields, query)}
            if sorted(found["hits"]) != sorted(truth):
                missed, false = truth - set(found["hits"]), set(found["hits"]) - truth
                wrong[query] = f"{len(missed)} missed, {len(false)} false of {len(truth)}"
            elif truth and way == "http" and "约" not in found["count"]:
                assert re.search(r"\d+", found["count"])[0] == str(len(truth)), (query, found["count"])  # type: ignore[index]
    assert wrong == {}


def test_the_browser_folds_as_the_index_does(page: Page, library: Path) -> None:
    """Every code point that both know."""
    page.goto(f"{library.as_uri()}/search/index.html")
    script = (Path(__file__).parents[2] / "theme/static/js/search.js").read_text(encoding="utf-8")
    start, stop = script.index("  const UNSEEN"), script.index("  function wordsOf")
    (end,) = re.findall(r'\bEND = (".")', script)
    body = (
        f"const END = {end};\n"
        + script[start:stop]
        + "return Array.from(points, point => letters(String.fromCodePoint(point)));"
    )
    points = [point for point in range(0x30000) if not 0xD800 <= point < 0xE000 and _assigned(point)]
    theirs = page.evaluate(f"points => {{ {body} }}", points)
    ours = [folding.letters(chr(point)) for point in points]
    different = [(hex(p), o, t) for p, o, t in zip(points, ours, theirs, strict=True) if o != t]
    assert different == []


def _assigned(point: int) -> bool:
    import unicodedata

    return unicodedata.category(chr(point)) not in ("Cn", "Co", "Cs")


def test_the_working_edition(page: Page, edition: Built) -> None:
    """What stands in its pages is found in them."""
    with served(edition.output) as address:
        page.goto(f"{address}/search/index.html?q={quote('乡村振兴')}")
        page.wait_for_selector(".found[aria-busy=false] .hits li")
        shown = {link.get_attribute("href")[3:] for link in page.locator(".hits h3 a").all()}  # type: ignore[index]
    said = {
        file.relative_to(edition.output).as_posix()
        for file in edition.output.glob("*/[0-9]*/*.html")
        if "乡村振兴" in re.sub(r"<[^>]*>", "", file.read_text(encoding="utf-8").partition('<section class="measure related')[0].partition("<main")[2])
    }  # fmt: skip
    assert shown
    assert shown >= said


def test_the_address_says_what_is_shown(page: Page, library: Path) -> None:
    """Query, filters and page; back and forward go through them."""
    with served(library) as address:
        page.goto(f"{address}/search/index.html")
        page.locator("main [type=search]").fill("本站")
        page.wait_for_url("**?q=*")
        expect(page.locator(".count")).to_have_text(f"找到 {STORIES} 篇")
        page.locator("[rel=next]").click()
        page.wait_for_url("**page=2*")
        first = page.locator(".hits a").first.get_attribute("href")
        page.locator("select[name=section]").select_option("党建")
        page.wait_for_url("**section=*")
        expect(page.locator(".hits .date").first).to_contain_text("党建")
        page.go_back()
        expect(page.locator(".hits a").first).to_have_attribute("href", first or "")
        page.reload()
        expect(page.locator(".hits a").first).to_have_attribute("href", first or "")
        page.locator("button[value=photos]").click()
        expect(page.locator(".shots img").first).to_be_visible()


def test_nothing_found(page: Page, edition: Built) -> None:
    """The nearest names, and the ways to look on."""
    with served(edition.output) as address:
        page.goto(f"{address}/search/index.html?q={quote('大平村')}")
        page.wait_for_selector(".found[aria-busy=false]")
        expect(page.locator(".count")).to_contain_text("没有稿件写到")
        expect(page.locator(".found .links")).to_contain_text("大坪村")
        expect(page.locator(".ways")).to_be_visible()


def test_the_field(page: Page, edition: Built) -> None:
    """/ and Ctrl-K lead to it from any page; in it / is a character; Enter in a composition does not send."""
    with served(edition.output) as address:
        page.goto(f"{address}/about.html")
        page.keyboard.press("/")
        field = page.locator(".find input")
        expect(field).to_be_focused()
        page.keyboard.type("a/b")
        expect(field).to_have_value("a/b")
        page.locator("body").evaluate("() => document.activeElement.blur()")
        page.keyboard.press("Control+k")
        expect(field).to_be_focused()
        kept = field.evaluate(
            "input => !input.dispatchEvent(new KeyboardEvent('keydown', "
            "{ key: 'Enter', isComposing: true, bubbles: true, cancelable: true }))"
        )
        assert kept
        field.fill("药材")
        page.keyboard.press("Enter")
        page.wait_for_url("**/search/index.html?q=*")
        page.wait_for_selector(".hits li")


def test_a_page_that_is_not_there(page: Page, edition: Built) -> None:
    """Its name is in the field."""
    with served(edition.output) as address:
        page.goto(f"{address}/chanye/202106/yao-cai.html")
        expect(page.locator("main [type=search]")).to_have_value("yao cai")
