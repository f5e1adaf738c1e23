"""One Word file all the way: handed in, drafted, its gaps filled, built, published, read in a browser, moved."""

from __future__ import annotations

import json
import os
import re
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

import pytest
from docx import Document
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls
from docx.shared import Cm, Pt
from playwright.sync_api import Browser, Page, expect

from ..press import Built, run
from ..samples.plain import draw
from ..test_front_desk import copy_repository

HEADLINE, DEK = "一片叶子绿了山", "青岩镇茶产业发展纪实"
PARAGRAPHS = (
    "茶是青岩人的命根子。过去是，现在更是。三月里满山是采茶的人，背篓一只挨着一只。",
    "头一年，大家把坡地翻了三遍，把石头捡干净，才把苗一棵一棵栽下去，根要舒展，土要压实。",
    "除草不用药，施肥用农家肥，虫子用灯来诱，灯一亮，山上像落了一层星星。",
    "茶要卖得出去，先要叫得出名字。名字叫出去了，山也跟着出了名，路上的车也多了起来。",
)
HEADS = ("从一棵树 到一片山", "从一片山 到一个名")
LEAD_INS = ("种下去。", "管起来。")
CAPTIONS = ("清晨的茶山", "炒茶的锅要热，手要快", "晾茶的匾")
ROWS = (("年份", "茶园（亩）"), ("2019", "1200"), ("2020", "2600"))
BOXED = "青岩镇海拔八百米，一年有雾二百天。"


def manuscript(folder: Path) -> Path:
    """A feature as Word users set it: centred head, a photo with its caption, bold lead-ins, a table, a text box."""
    document = Document()

    def line(text: str, size: float = 10.5, bold: bool = False, centre: bool = False) -> Any:
        paragraph = document.add_paragraph()
        made = paragraph.add_run(text)
        made.bold, made.font.size = bold or None, Pt(size)
        if centre:
            paragraph.alignment = WD_ALIGN_PARAGRAPH.CENTER
        return paragraph

    def photo(number: int) -> None:
        picture = str(draw(folder / f"{number}.jpg", 900, 600, seed=number))
        document.add_paragraph().add_run().add_picture(picture, width=Cm(12))
        line(f"{CAPTIONS[number]}（本站记者 摄）", 9, centre=True)

    def led(number: int, text: str) -> None:
        line("　　" + LEAD_INS[number], bold=True).add_run(text).font.size = Pt(10.5)

    line(HEADLINE, 22, bold=True, centre=True)
    line("——" + DEK, 14, centre=True)
    line("本站记者", centre=True)
    photo(0)
    line("　　" + PARAGRAPHS[0])
    line(HEADS[0], bold=True, centre=True)
    led(0, PARAGRAPHS[1])
    led(1, PARAGRAPHS[2])
    table = document.add_table(rows=3, cols=2)
    for number, row in enumerate(ROWS):
        for column, words in enumerate(row):
            table.cell(number, column).text = words
    line(HEADS[1], bold=True, centre=True)
    last = line("　　" + PARAGRAPHS[3])
    last.add_run()._r.append(
        parse_xml(
            f"<w:pict {nsdecls('w')} xmlns:v='urn:schemas-microsoft-com:vml'><v:shape><v:textbox><w:txbxContent>"
            f"<w:p><w:r><w:t>{BOXED}</w:t></w:r></w:p></w:txbxContent></v:textbox></v:shape></w:pict>"
        )
    )
    photo(1)
    photo(2)
    document.save(str(folder / "茶稿.docx"))
    return folder / "茶稿.docx"


class Newsroom:
    """A newsroom with the small township's copy, and its commands."""

    def __init__(self, folder: Path) -> None:
        self.root = copy_repository(folder)
        self.published = self.root / "output-publish"

    def do(self, *words: str) -> Built:
        """`python3 news.py …`, in this environment."""
        command = [sys.executable, "-m", "invoke", "--search-root", str(self.root), *words]
        return run(command, self.published, self.root.parent, SITEURL="https://town.example/xizhen")

    @contextmanager
    def preview(self) -> Iterator[str]:
        """`python3 news.py preview`: its address, once all copy is read."""
        command = [sys.executable, "-m", "invoke", "--search-root", str(self.root), "preview", "--no-show", "--port=0"]
        said = self.root.parent / "preview.log"
        with said.open("w", encoding="utf-8") as log:
            process = subprocess.Popen(command, stdout=log, stderr=log, env={**os.environ, "PYTHONUTF8": "1"})
        until = time.monotonic() + 120
        try:
            while "用时" not in said.read_text(encoding="utf-8"):
                assert process.poll() is None, said.read_text(encoding="utf-8")
                assert time.monotonic() < until, said.read_text(encoding="utf-8")
                time.sleep(0.1)
            found = re.search(r"http://127\.0\.0\.1:\d+", said.read_text(encoding="utf-8"))
            assert found
            yield found[0]
        finally:
            process.send_signal(signal.SIGINT)
            process.wait(30)


def fill(story: Path, **values: str) -> None:
    """Write a value behind each key, as an editor does."""
    text = story.read_text(encoding="utf-8")
    for key, value in values.items():
        text, count = re.subn(f"(?m)^{key}：.*$", f"{key}：{value}", text)
        assert count == 1, key
    story.write_text(text, encoding="utf-8")


@pytest.fixture(scope="module")
def newsroom(tmp_path_factory: pytest.TempPathFactory) -> Newsroom:
    return Newsroom(tmp_path_factory.mktemp("house") / "青岩 新闻站")


def test_the_whole_way(newsroom: Newsroom, page: Page, browser: Browser, tmp_path: Path) -> None:
    """From the Word file to what readers see, and from the address it once had."""
    done = newsroom.do("draft", str(manuscript(tmp_path)), "--slug", "yezi", "--section", "产业", "--json")
    assert done.code == 0, done.err
    told = json.loads(done.out)
    assert [fact["key"] for fact in told["facts"]] == ["Title", "Dek", "Reporters", "Genre"]
    assert (told["missing"], len(told["photos"])) == ([], 3)
    story = newsroom.root / "content" / "features" / "yezi" / "story.md"

    # as drafted: the site can be published, the draft is not in it, and its gaps are told
    done = newsroom.do("build", "--publish")
    assert done.code == 0, done.err
    assert not list(newsroom.published.rglob("yezi.html"))
    for gap in ("没有日期", "“来源”还空着", "“责编”还空着", "“审核”还空着"):
        assert gap in done.err

    # as drafted, in the preview: the whole page, told to be a draft, under today and the section it was given
    with newsroom.preview() as address:
        day = datetime.now(ZoneInfo("Asia/Shanghai"))
        page.goto(f"{address}/chanye/{day:%Y%m}/yezi.html")
        shows_everything(page)
        expect(page.get_by_text("未发布").first).to_be_visible()

    # let out with its gaps: told as errors, nothing is written
    fill(story, 状态="已发")
    done = newsroom.do("build", "--publish")
    assert done.code == 1
    assert not list(newsroom.published.rglob("yezi.html"))

    # filled
    fill(story, 日期="2021-09-03", 来源="丰溪", 责编="值班编辑", 审核="值班主任、值班总编")
    done = newsroom.do("build")
    told = [line for line in done.err.splitlines() if line.startswith(("错误", "提醒"))]
    assert done.code == 0, done.err
    assert all("没有替代文字" in line for line in told), (
        done.err
    )  # which a manuscript has not, and only its desk can say
    host = tmp_path / "host"
    done = newsroom.do("publish", f"--target=folder:{host}")
    assert done.code == 0, done.err
    old = host / "current" / "site" / "chanye" / "202109" / "yezi.html"

    said: list[str] = []
    page.on("console", lambda message: said.append(message.text) if message.type in ("error", "warning") else None)
    page.on("pageerror", lambda error: said.append(str(error)))
    page.goto(old.as_uri())
    shows_everything(page)
    assert said == []

    # now that it is out, another section: the old address leads to the new one, without JavaScript
    fill(story, 栏目="民生")
    done = newsroom.do("publish", f"--target=folder:{host}")
    assert done.code == 0, done.err
    assert "noindex" in old.read_text(encoding="utf-8")
    assert len(old.read_bytes()) < 2000
    assert "chanye/202109/yezi.html" not in (host / "current" / "site" / "sitemap.xml").read_text(encoding="utf-8")
    plain = browser.new_context(java_script_enabled=False)
    reader = plain.new_page()
    reader.goto(old.as_uri())
    reader.wait_for_url("**/minsheng/202109/yezi.html")
    expect(reader.locator("h1")).to_contain_text(HEADLINE)
    plain.close()


def shows_everything(page: Page) -> None:
    """Every word of the manuscript in its order, every photo, every caption with its credit."""
    expect(page.locator("h1")).to_contain_text(HEADLINE)
    words = re.sub(r"\s", "", page.locator("main").inner_text())
    place = 0
    for piece in (
        *(HEADLINE, DEK, "本站记者", CAPTIONS[0], PARAGRAPHS[0], HEADS[0]),
        *(LEAD_INS[0] + PARAGRAPHS[1], LEAD_INS[1] + PARAGRAPHS[2], *(cell for row in ROWS for cell in row)),
        *(HEADS[1], PARAGRAPHS[3], BOXED, CAPTIONS[1], CAPTIONS[2]),
    ):
        found = words.find(re.sub(r"\s", "", piece), place)
        assert found >= 0, f"{piece} 不在 {place} 之后"
        place = found
    heads = [re.sub(r"\s+", " ", head) for head in page.locator("main .body h2").all_inner_texts()]
    assert heads == list(HEADS)
    assert [bold.inner_text() for bold in page.locator("main .lead-in").all()] == list(LEAD_INS)
    pictures = page.locator("main figure img")
    expect(pictures).to_have_count(3)
    for number in range(3):
        pictures.nth(number).scroll_into_view_if_needed()
        page.wait_for_function(
            "image => image.complete && image.naturalWidth > 0", arg=pictures.nth(number).element_handle()
        )
    credits = [credit.inner_text() for credit in page.locator("main figure .credit").all()]
    assert ["本站记者" in credit for credit in credits] == [True] * 3
