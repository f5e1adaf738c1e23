"""What an editor sees: a page that follows the file, the overlay, the marks of what is not published."""

from __future__ import annotations

import re
from collections.abc import Iterator

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page, expect

from .desk import Preview, ready, run

QIAO = "content/news/2021/qiao.md"
PAGE = "minsheng/202105/qiao.html"
CHIP, PANEL, BAR = "xishan-preview .chip", "xishan-preview .panel", "xishan-unpublished .bar"


@pytest.fixture
def said(page: Page) -> Iterator[list[str]]:
    """What the browser's console complains of; nothing, by the end of a test."""
    found: list[str] = []
    page.on("console", lambda message: found.append(message.text) if message.type in ("error", "warning") else None)
    page.on("pageerror", lambda error: found.append(str(error)))
    yield found
    assert found == []


def opened(page: Page, preview: Preview, path: str) -> Page:
    """The page, once it listens."""
    page.goto(f"{preview.address}/{path}")
    expect(page.locator("xishan-preview[data-ready]")).to_be_attached()
    return page


def test_a_save_is_seen_without_a_hand(page: Page, preview: Preview, said: list[str]) -> None:
    """The words saved on disk stand on the page that is open; nobody pressed anything."""
    opened(page, preview, PAGE)
    preview.edit(QIAO, "大坪村的桥通了车。", "大坪村的桥通了车。\n\n十里八乡都来看。")
    expect(page.locator("main")).to_contain_text("十里八乡都来看")
    preview.edit(QIAO, "十里八乡", "四邻八乡")
    expect(page.locator("main")).to_contain_text("四邻八乡都来看")


def test_other_pages_stay_as_they_are(page: Page, preview: Preview, said: list[str]) -> None:
    """A page that does not show what was saved is not loaded again."""
    opened(page, preview, "chanye/202109/cai.html")
    page.evaluate("window.untouched = true")
    preview.edit(QIAO, "大坪村的桥通了车。", "大坪村的桥通了车，人人都去看。")
    preview.until(lambda: "人人都去看" in preview.text(f"/{PAGE}"))
    preview.edit("content/news/2021/cai.md", "栏目：产业", "栏木：x\n栏目：产业")
    expect(page.locator(CHIP)).to_contain_text("1 个问题")
    assert page.evaluate("window.untouched")


def test_the_place_is_kept(page: Page, preview: Preview, said: list[str]) -> None:
    """After a save that adds words above, the block that was at the top of the screen is where it was."""
    paragraphs = "\n\n".join(f"第{number}段。" + "山高水长，路远人勤。" * 12 for number in range(40))
    preview.edit(QIAO, "大坪村的桥通了车。", paragraphs)
    preview.until(lambda: "第39段" in preview.text(f"/{PAGE}"))
    opened(page, preview, PAGE)
    block = page.locator("main p", has_text="第30段")
    block.evaluate("block => scrollTo({top: scrollY + block.getBoundingClientRect().top - 100, behavior: 'instant'})")
    before = block.evaluate("block => Math.round(block.getBoundingClientRect().top)")
    assert 0 <= before <= 200
    preview.edit(QIAO, "第0段。", "第0段。\n\n" + "上面多了这一段。" * 40 + "\n\n")
    expect(page.locator("main")).to_contain_text("上面多了这一段")
    expect(page.locator("xishan-preview[data-ready]")).to_be_attached()
    after = block.evaluate("block => Math.round(block.getBoundingClientRect().top)")
    assert abs(after - before) <= 2


def test_the_overlay_comes_and_goes(page: Page, preview: Preview, said: list[str]) -> None:
    """An error in this page's copy opens the panel with line, fault and remedy; mended, it is gone."""
    opened(page, preview, PAGE)
    expect(page.locator(PANEL)).to_be_hidden()
    expect(page.locator(CHIP)).to_have_text("没有问题")
    preview.edit(QIAO, "Villages: 大坪村", "Villages: 大平村")
    expect(page.locator(PANEL)).to_be_visible()
    expect(page.locator(f"{PANEL} li")).to_have_count(1)
    expect(page.locator(f"{PANEL} .where")).to_have_text(f"{QIAO}:4")
    expect(page.locator(f"{PANEL} .what")).to_have_text("村庄名录里没有“大平村”")
    expect(page.locator(f"{PANEL} .remedy")).to_contain_text("大坪村")
    preview.edit(QIAO, "大平村", "大坪村")
    expect(page.locator(PANEL)).to_be_hidden()
    expect(page.locator(CHIP)).to_have_text("没有问题")


def test_the_panel_is_folded_by_hand_and_stays_so(page: Page, preview: Preview, said: list[str]) -> None:
    """Escape folds the panel; a save that leaves the same problems leaves it folded, another problem opens it."""
    preview.edit(QIAO, "Villages: 大坪村", "Villages: 大平村")
    preview.until(lambda: "大平村" in preview.text("/-/problems"))
    opened(page, preview, PAGE)
    expect(page.locator(PANEL)).to_be_visible()
    page.locator(CHIP).focus()
    page.keyboard.press("Escape")
    expect(page.locator(PANEL)).to_be_hidden()
    preview.edit(QIAO, "大坪村的桥通了车。", "大坪村的新桥通了车。")
    expect(page.locator("main")).to_contain_text("新桥")
    expect(page.locator(CHIP)).to_contain_text("这一页 1 个问题")
    expect(page.locator(PANEL)).to_be_hidden()
    preview.edit(QIAO, "大平村", "大瓶村")
    expect(page.locator(PANEL)).to_be_visible()


def test_problems_elsewhere_are_counted_and_listed(page: Page, preview: Preview, said: list[str]) -> None:
    """Another page counts the problem and leads to the list of all, which leads to the page that has it."""
    opened(page, preview, "index.html")
    preview.edit(QIAO, "Villages: 大坪村", "Villages: 大平村")
    expect(page.locator(CHIP)).to_have_text("别处 1 个问题")
    page.locator(CHIP).click()
    page.locator(PANEL).get_by_role("link", name=re.compile("1 个问题")).click()
    expect(page.locator("h1")).to_have_text("1 个错误")
    expect(page.locator(".what")).to_contain_text("大平村")
    preview.edit(QIAO, "Tags: 党建", "Tage: 党建")
    expect(page.locator("h1")).to_have_text("1 个错误，1 个提醒")
    page.get_by_role("link", name="看这一页").click()
    expect(page.locator(PANEL)).to_be_visible()


def test_a_story_that_fails_keeps_its_page(page: Page, preview: Preview, said: list[str]) -> None:
    """While a story cannot be made its last page stays on the screen under what is wrong with it."""
    opened(page, preview, PAGE)
    preview.edit(QIAO, "Category: minsheng", "Category: nirvana")
    expect(page.locator(f"{PANEL} h2")).to_have_text("这一篇现在排不出来")
    expect(page.locator("main")).to_contain_text("大坪村的桥通了车")
    preview.edit(QIAO, "nirvana", "minsheng")
    expect(page.locator(PANEL)).to_be_hidden()


def test_a_story_that_moves_takes_the_reader_along(page: Page, preview: Preview, said: list[str]) -> None:
    """The date is changed, the address with it: the browser is at the new one."""
    opened(page, preview, PAGE)
    preview.edit(QIAO, "2021年5月8日", "2021年4月8日")
    page.wait_for_url("**/minsheng/202104/qiao.html")
    expect(page.locator("main")).to_contain_text("大坪村的桥通了车")


def test_a_stylesheet_is_swapped_without_loading(page: Page, preview: Preview, said: list[str]) -> None:
    """The new colour is there, and the page is the one that was there before."""
    opened(page, preview, PAGE)
    page.evaluate("window.untouched = true")
    colour = "getComputedStyle(document.documentElement).getPropertyValue('--paper')"
    assert page.evaluate(colour) == "#faf7ef"
    preview.edit("theme/static/css/tokens.css", "--paper: #faf7ef", "--paper: #fdfdfd")
    preview.until(lambda: page.evaluate(colour) == "#fdfdfd")
    preview.edit("theme/static/css/tokens.css", "--paper: #fdfdfd", "--paper: #fefefe")
    preview.until(lambda: page.evaluate(colour) == "#fefefe")
    assert page.evaluate("window.untouched")
    preview.until(lambda: page.evaluate("document.querySelectorAll('link[rel=stylesheet]').length") == 1)


def test_a_draft_is_marked_on_its_page_and_in_lists(page: Page, preview: Preview, said: list[str]) -> None:
    """A red bar on a draft's own page, a mark before its headline in a list; both go when it is published."""
    opened(page, preview, "chanye/202110/draft.html")
    expect(page.locator(BAR)).to_contain_text("未发布")
    expect(page.locator(BAR)).to_contain_text("草稿")
    opened(page, preview, "chanye/202111/later.html")
    expect(page.locator(BAR)).to_contain_text("定时未到，2021年12月31日9:00起发布")
    opened(page, preview, "chanye/index.html")
    expect(page.locator(BAR)).to_be_hidden()
    marks = page.locator("xishan-mark .mark")
    assert set(marks.all_text_contents()) == {"草稿", "定时未到"}
    preview.edit("content/news/2021/draft.md", "状态：草稿", "状态：已发")
    expect(marks.get_by_text("草稿")).to_have_count(0)


def test_a_broken_template_and_back(page: Page, preview: Preview) -> None:
    """The page says which line is broken, and is itself again when that is mended."""
    opened(page, preview, PAGE)
    preview.edit("theme/templates/news.html", "{% extends", "{% if %}{% extends")
    expect(page.locator("h1")).to_have_text("模板写错了")
    expect(page.locator(".where")).to_have_text("theme/templates/news.html:1")
    expect(page.locator(".excerpt .here")).to_contain_text("{% if %}")
    preview.edit("theme/templates/news.html", "{% if %}{% extends", "{% extends")
    expect(page.locator("main")).to_contain_text("大坪村的桥通了车")


COUNTED = """
const Stream = EventSource;
window.streams = 0;
window.EventSource = class extends Stream {
  constructor(address) { super(address); window.streams += 1; }
  close() { super.close(); window.streams -= 1; }
};
"""


def test_a_page_that_was_away_is_told_when_it_is_looked_at(page: Page, preview: Preview, said: list[str]) -> None:
    """A tab in the background holds no stream; when it comes to the front it is what it should be."""
    page.add_init_script(COUNTED)
    opened(page, preview, PAGE)
    assert page.evaluate("window.streams") == 1
    turned = "Object.defineProperty(document, 'visibilityState', {value: '%s', configurable: true});"
    turned += "document.dispatchEvent(new Event('visibilitychange'))"
    page.evaluate(turned % "hidden")
    assert page.evaluate("window.streams") == 0
    preview.edit(QIAO, "大坪村的桥通了车。", "大坪村的桥通了车，人山人海。")
    preview.until(lambda: "人山人海" in preview.text(f"/{PAGE}"))
    expect(page.locator("main")).not_to_contain_text("人山人海")
    page.evaluate(turned % "visible")
    expect(page.locator("main")).to_contain_text("人山人海")


def test_it_follows_a_preview_that_starts_again(page: Page, preview: Preview) -> None:
    """A page that stood open while the preview was stopped goes on with the next one on the same port."""
    opened(page, preview, PAGE)
    port = preview.port
    preview.stop()
    expect(page.locator("xishan-preview .told")).to_contain_text("预览停了")
    preview.edit(QIAO, "大坪村的桥通了车。", "大坪村的桥通了车，又一回。")
    again = ready(run(preview.site, port))
    try:
        expect(page.locator("main")).to_contain_text("又一回", timeout=20_000)
    finally:
        again.stop()


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_the_overlay_can_be_used_by_everyone(page: Page, preview: Preview, scheme: str) -> None:
    """Neither the overlay nor the preview's own pages break a rule of axe."""
    preview.edit(QIAO, "Villages: 大坪村", "Villages: 大平村")
    preview.until(lambda: "大平村" in preview.text("/-/problems"))
    page.emulate_media(color_scheme=scheme)  # type: ignore[arg-type]
    page.set_viewport_size({"width": 390, "height": 844})
    opened(page, preview, PAGE)
    expect(page.locator(PANEL)).to_be_visible()
    assert Axe().run(page, context="xishan-preview").response["violations"] == []
    page.goto(f"{preview.address}/-/problems")
    assert Axe().run(page).response["violations"] == []
