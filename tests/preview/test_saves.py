"""Editors at work while a preview runs: what is saved is told to the pages that show it, however it is saved."""

from __future__ import annotations

import os
import re
import shutil
import time
from pathlib import Path

import pytest

from ..press import build, tree
from .desk import Preview, Stream, ready, run

pytestmark = pytest.mark.build

QIAO = "content/news/2021/qiao.md"
PAGE = "minsheng/202105/qiao.html"


def digest(preview: Preview, path: str) -> str:
    """The digest of the page that a browser would be given now."""
    return re.search('data-digest="([0-9a-f]+)"', preview.text(f"/{path}"))[1]  # type: ignore[index]


def test_a_save_is_told_to_the_page_that_shows_it(preview: Preview) -> None:
    """The story's open page hears of a new digest, and gets that page when it asks; a page that does not show the
    change keeps the digest it had."""
    open_page, elsewhere = Stream(preview, PAGE), Stream(preview, "chanye/202109/cai.html")
    before = open_page.last["page"], elsewhere.last["page"]
    preview.edit(QIAO, "大坪村的桥通了车。", "大坪村的桥通了车。\n\n十里八乡都来看。")
    preview.until(lambda: open_page.last["page"] != before[0])
    assert "十里八乡都来看" in preview.text(f"/{PAGE}")
    assert digest(preview, PAGE) == open_page.last["page"]
    assert {state["page"] for state in elsewhere.states} == {before[1]}


def test_problems_come_and_go(preview: Preview) -> None:
    """A fault in the copy stands in the state of its own page with line and remedy, is counted for others, and goes
    when it is mended."""
    own, home = Stream(preview, PAGE), Stream(preview, "index.html")
    assert (own.last["here"], home.last["others"]) == ([], 0)
    preview.edit(QIAO, "Villages: 大坪村", "Villages: 大平村")
    preview.until(lambda: own.last["here"] and home.last["others"])
    problem = own.last["here"][0]
    assert (problem["path"], problem["line"], problem["level"]) == (QIAO, 4, "error")
    assert "大坪村" in problem["remedy"]
    assert (home.last["here"], home.last["others"], home.last["errors"]) == ([], 1, 1)
    assert "大平村" in preview.text("/-/problems")
    preview.edit(QIAO, "大平村", "大坪村")
    preview.until(lambda: not own.last["here"] and not home.last["others"])
    assert "没有发现问题" in preview.text("/-/problems")


def test_a_story_that_moves_takes_its_reader_along(preview: Preview) -> None:
    """A story whose address changes tells the page that stood open where it is now."""
    stream = Stream(preview, PAGE, QIAO)
    preview.edit(QIAO, "2021年5月8日", "2021年4月8日")
    preview.until(lambda: stream.last["status"] == 404)
    assert stream.last["moved"] == "minsheng/202104/qiao.html"
    assert preview.ask("/" + stream.last["moved"])[0].status == 200


def test_a_story_that_fails_says_why_where_it_stood(preview: Preview) -> None:
    """A page that cannot be made any more still tells its own problems to whoever has it open."""
    stream = Stream(preview, PAGE)
    preview.edit(QIAO, "Category: minsheng", "Category: nirvana")
    preview.until(lambda: stream.last["status"] == 404)
    assert [problem["line"] for problem in stream.last["here"]] == [3]
    preview.edit(QIAO, "nirvana", "minsheng")
    preview.until(lambda: stream.last["status"] == 200)
    assert stream.last["page"] == stream.states[0]["page"]


def test_what_is_published_loses_its_mark(preview: Preview) -> None:
    """A draft that becomes published is told to every open page."""
    home = Stream(preview, "index.html")
    assert home.last["unpublished"]["chanye/202110/draft.html"] == "草稿"
    preview.edit("content/news/2021/draft.md", "状态：草稿", "状态：已发")
    preview.until(lambda: "chanye/202110/draft.html" not in home.last["unpublished"])


def write_beside_and_rename(file: Path, words: str) -> None:
    """VS Code with atomic saves, Emacs, most word processors."""
    draft = file.with_name(f"{file.name}.tmp")
    draft.write_text(words, encoding="utf-8")
    os.replace(draft, file)


def move_away_and_write(file: Path, words: str) -> None:
    """vim: the old file becomes a backup, a new one takes its name, the backup goes."""
    backup = file.with_name(f"{file.name}~")
    os.replace(file, backup)
    time.sleep(0.05)
    file.write_text(words, encoding="utf-8")
    backup.unlink()


def empty_and_write(file: Path, words: str) -> None:
    """Notepad on a slow disk: the file is emptied, and filled a moment later."""
    file.write_bytes(b"")
    time.sleep(0.05)
    file.write_text(words, encoding="utf-8")


def in_a_folder_of_its_own(file: Path, words: str) -> None:
    """macOS: written in a temporary folder beside the file and swapped in."""
    folder = file.with_name(f"{file.name}.sb-1a2b3c4d-XyZ")
    folder.mkdir()
    (folder / file.name).write_text(words, encoding="utf-8")
    os.replace(folder / file.name, file)
    folder.rmdir()


@pytest.mark.parametrize(
    "save", [write_beside_and_rename, move_away_and_write, empty_and_write, in_a_folder_of_its_own]
)
def test_ways_of_saving(preview: Preview, save: object) -> None:
    """However an editor saves, the page ends as the file ends, and on the way no state calls the story empty."""
    stream = Stream(preview, PAGE)
    file = preview.site / QIAO
    words = file.read_text(encoding="utf-8").replace("大坪村的桥通了车。", "新的一段，写得长一些。")
    save(file, words)  # type: ignore[operator]
    preview.until(lambda: "新的一段，写得长一些" in preview.text(f"/{PAGE}"))
    preview.until(lambda: stream.last["page"] == digest(preview, PAGE))
    told = [problem["message"] for state in stream.states for problem in state["here"]]
    assert "文件是空的" not in told
    assert {state["status"] for state in stream.states} == {200}
    assert not stream.last["here"]


def test_the_last_of_many_saves(preview: Preview) -> None:
    """Saves that come faster than pages are made: the last one is what stands."""
    stream = Stream(preview, PAGE)
    words = (preview.site / QIAO).read_text(encoding="utf-8")
    for number in range(40):
        preview.write(QIAO, f"{words}\n第{number}次存盘。\n")
        time.sleep(0.007)
    preview.until(lambda: "第39次存盘" in preview.text(f"/{PAGE}"))
    preview.until(lambda: stream.last["page"] == digest(preview, PAGE))


def test_a_whole_branch_is_checked_out(preview: Preview) -> None:
    """Hundreds of files that come, change and go at once, with a folder renamed, leave what a fresh preview shows."""
    news = preview.site / "content/news"
    for number in range(300):
        preview.write(
            f"content/news/2020/s{number}.md",
            f"标题：第{number}篇\n日期：2020-03-0{number % 9 + 1}\n栏目：产业\n\n正文。\n",
        )
    preview.until(lambda: preview.ask("/chanye/202003/s299.html")[0].status == 200)
    shutil.move(news / "2020", news / "2019")
    (news / "2021/cai.md").unlink()
    preview.edit(QIAO, "桥通了", "大桥通了")
    preview.until(lambda: preview.ask("/chanye/202109/cai.html")[0].status == 404)
    preview.until(lambda: "大桥通了" in preview.text("/minsheng/index.html"))
    pages = {
        path: preview.ask(f"/{path}")[1]
        for path in ("index.html", "chanye/page-7.html", "archive/2020/03.html", "feed.xml")
    }
    other = ready(run(preview.site))
    try:
        assert {path: other.ask(f"/{path}")[1] for path in pages} == pages
    finally:
        other.stop()


def test_a_save_while_copy_is_read_is_not_lost(site: Path) -> None:
    """What is saved between the start and the first page is in the first page or follows it."""
    preview = run(site)
    try:
        for number in range(20):
            preview.edit(QIAO, "通了", f"通了{number}") if number == 0 else preview.edit(
                QIAO, f"通了{number - 1}", f"通了{number}"
            )
            time.sleep(0.05)
        ready(preview)
        preview.until(lambda: "桥通了19" in preview.text(f"/{PAGE}"))
    finally:
        preview.stop()


def test_a_template_that_breaks_and_is_mended(preview: Preview) -> None:
    """A page whose template is broken says where; it comes back when the template does, and other pages never went."""
    stream = Stream(preview, PAGE)
    preview.edit("theme/templates/news.html", "{% extends", "\n\n{% if %}{% extends")
    preview.until(lambda: stream.last["status"] == 500)
    answer, body = preview.ask(f"/{PAGE}")
    assert answer.status == 500
    assert "theme/templates/news.html:3" in body.decode()
    assert "模板写错了" in body.decode()
    assert "/-/overlay.js" in body.decode()
    assert preview.ask("/index.html")[0].status == 200
    preview.edit("theme/templates/news.html", "\n\n{% if %}{% extends", "{% extends")
    preview.until(lambda: stream.last["status"] == 200)
    assert stream.last["page"] == stream.states[0]["page"]


def test_a_name_that_a_template_was_not_given(preview: Preview) -> None:
    """A mistake that only shows while a page is made is told with the template's own line."""
    stream = Stream(preview, PAGE)
    preview.edit("theme/templates/partials/footer.html", "<footer", "{{ nobody }}<footer")
    preview.until(lambda: stream.last["status"] == 500)
    body = preview.text(f"/{PAGE}")
    assert "theme/templates/partials/footer.html:2" in body
    assert "nobody" in body


def test_a_stylesheet_is_swapped(preview: Preview) -> None:
    """A stylesheet that changes is told as that: no page is another than before."""
    stream = Stream(preview, PAGE)
    before = stream.last
    preview.edit("theme/static/css/tokens.css", "#faf7ef", "#fafafa")
    preview.until(lambda: stream.last["styles"] != before["styles"])
    assert stream.last["page"] == before["page"]
    assert b"#fafafa" in preview.ask("/theme/css/site.css")[1]


def test_settings_that_break_and_are_mended(preview: Preview) -> None:
    """Broken settings stop every page with file and line; mended and changed ones are followed."""
    stream = Stream(preview, PAGE)
    conf = (preview.site / "siteconf.py").read_text(encoding="utf-8")
    preview.write("siteconf.py", conf + "SITENAME = (\n")
    preview.until(lambda: stream.last["status"] == 500)
    lines = conf.count("\n") + 1
    assert f"siteconf.py:{lines}" in preview.text(f"/{PAGE}")
    preview.write("siteconf.py", conf + 'NEWSROOM = {"plaice": ()}\n')
    preview.until(lambda: "是不是想写“place”" in preview.text(f"/{PAGE}"))
    preview.write("siteconf.py", conf + 'SITENAME = "大镇"\n')
    preview.until(lambda: stream.last["status"] == 200)
    assert "大镇" in preview.text("/")


def test_a_preview_that_starts_with_broken_settings(site: Path) -> None:
    """It serves the fault, and the edition once that is mended."""
    conf = (site / "siteconf.py").read_text(encoding="utf-8")
    (site / "siteconf.py").write_text("raise KeyError('TIMEZONE')\n" + conf, encoding="utf-8")
    preview = run(site)
    try:
        preview.until(lambda: preview.ask("/")[0].status == 500)
        assert "siteconf.py:1" in preview.text("/")
        preview.write("siteconf.py", conf)
        preview.until(lambda: preview.ask("/")[0].status == 200)
    finally:
        preview.stop()


def test_code_of_a_plugin_is_read_anew(site: Path) -> None:
    """A plugin of the site's own is followed as it changes, broken or not; the server stays."""
    conf = (site / "siteconf.py").read_text(encoding="utf-8")
    (site / "siteconf.py").write_text(
        conf + 'PLUGIN_PATHS = [str(HERE / "own")]\nPLUGINS = [*PLUGINS, "stamp"]\n', encoding="utf-8"
    )
    code = (
        "from pelican import signals\n\n\ndef stamp(generator):\n    generator.env.globals['stamp'] = 'WORD'\n\n\n"
        "def register():\n    signals.generator_init.connect(stamp)\n"
    )
    (site / "own").mkdir()
    (site / "own/stamp.py").write_text(code.replace("WORD", "甲章"), encoding="utf-8")
    footer = site / "theme/templates/partials/footer.html"
    footer.write_text("{{ stamp }}" + footer.read_text(encoding="utf-8"), encoding="utf-8")
    preview = ready(run(site))
    try:
        assert "甲章" in preview.text("/")
        preview.write("own/stamp.py", code.replace("WORD", "乙章"))
        preview.until(lambda: "乙章" in preview.text("/"))
        preview.write("own/stamp.py", "def register(:\n")
        preview.until(lambda: preview.ask("/")[0].status == 500)
        assert "own/stamp.py:1" in preview.text("/")
        preview.write("own/stamp.py", code.replace("WORD", "丙章"))
        preview.until(lambda: "丙章" in preview.text("/"))
    finally:
        preview.stop()


def test_a_build_beside_a_preview(preview: Preview, drawn: Path, tmp_path: Path) -> None:
    """A build while a preview runs and copy is saved writes what it writes alone: nothing unpublished, and the
    preview stands afterwards as before."""
    before = preview.ask("/")[1]
    built = build(preview.site)
    assert built.code == 0, built.err + built.out
    pages = "".join(file.read_text(encoding="utf-8") for file in built.output.rglob("*.html"))
    assert "还没写完的稿子" not in pages
    assert "年底才发的稿子" not in pages
    assert "/-/" not in pages
    assert not (built.output / "chanye/202110").exists()
    assert preview.ask("/")[1] == before
    preview.stop()
    again = build(preview.site, tmp_path / "clean")
    assert tree(again.output) == tree(built.output)
