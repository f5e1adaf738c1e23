"""Where a story's words alone have changed, its page is made again and the edition is not planned; where anything else
may have, it is. Either way the tree is a clean build's."""

from __future__ import annotations

import shutil
import sqlite3
from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from plugins.edition.command import make
from plugins.edition.plan import assemble
from plugins.edition.print import reworded
from plugins.edition.print.render import Printed, Printer
from plugins.incremental.output import Output
from plugins.incremental.store import Store
from plugins.newsroom import signals
from plugins.newsroom.edition import Edition
from plugins.newsroom.ledger import HEAD, digest
from plugins.newsroom.page import Page
from plugins.newsroom.signals import Happening

from ..press import tree
from ..township import a_body, a_story
from .newsdesk import Draft, Newsdesk, a_head, difference, in_process, quietly

PAGE = "chanye/202101/s0.html"


class Planned:
    """How often an edition was planned."""

    times = 0


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> Newsdesk:
    """A township, built."""
    desk = Newsdesk(tmp_path_factory.mktemp("reworded") / "小镇").open()
    with in_process():
        outcome = desk.build()
    assert outcome.code == 0, outcome.err
    return desk


@pytest.fixture
def planned(monkeypatch: pytest.MonkeyPatch) -> Planned:
    """Counts."""
    counted, plan = Planned(), assemble.plan

    def counting(*args: object) -> None:
        counted.times += 1
        plan(*args)  # type: ignore[arg-type]

    monkeypatch.setattr(assemble, "plan", counting)
    return counted


@pytest.fixture
def desk(built: Newsdesk, tmp_path: Path, planned: Planned) -> Iterator[Newsdesk]:
    """A copy of the township. At the end its tree is a clean build's."""
    desk = built.copy(tmp_path / "小镇")
    with in_process():
        desk.build()
        planned.times = 0
        yield desk
        desk.build()
        desk.clean(tmp_path / "clean")
    assert difference(tree(desk.output), tree(tmp_path / "clean")) == ""


def reword(desk: Newsdesk, path: str, *paragraphs: str) -> None:
    """Other words under the same head; the first paragraph stays."""
    draft = desk.drafts[path]
    desk.file(path, Draft(draft.head, [draft.body[0], *paragraphs]))


def test_other_words(desk: Newsdesk, planned: Planned) -> None:
    """The page is made again, and says so; the next build finds it standing."""
    reword(desk, "news/2021/s0.md", "改过的第二段。")
    built = desk.build(explain=True)
    assert planned.times == 0
    assert "改过的第二段。" in (desk.output / PAGE).read_text(encoding="utf-8")
    assert "改动文件 1 个" in built.out
    assert built.err == f"{PAGE}：内容变了\n"
    assert "改动文件 0 个" in desk.build().out
    assert planned.times == 0


def test_again_and_again(desk: Newsdesk, planned: Planned) -> None:
    """Back and forth, and with another story of the same folder."""
    for words in ("一改。", "二改。", "第二段。", "三改。"):
        reword(desk, "news/2021/s0.md", words)
        desk.build()
        assert words in (desk.output / PAGE).read_text(encoding="utf-8")
    desk.file("news/2021/t0.md", Draft({**a_head(0), "标题": "另一件"}, ["另一件事。"]))
    desk.build()
    assert planned.times == 1
    for number in (1, 2):
        reword(desk, "news/2021/t0.md", f"第{number}改。")
        reword(desk, "news/2021/s0.md", f"第{number}改。", "## 小标题")
        assert "改动文件 2 个" in desk.build().out
    assert planned.times == 1


def test_with_photographs(desk: Newsdesk, planned: Planned) -> None:
    """A feature keeps its pictures."""
    draft = desk.drafts["features/lvlang/story.md"]
    desk.file("features/lvlang/story.md", Draft(draft.head, [*draft.body, "后来写的一段。"]))
    assert "改动文件 1 个" in desk.build().out
    assert planned.times == 0


def test_what_was_made_before_a_whole_build(desk: Newsdesk, planned: Planned) -> None:
    """A page that was made so is not made once more by the build that plans everything."""
    reword(desk, "news/2021/s0.md", "改过的第二段。")
    desk.build()
    desk.file("news/2021/far.md", Draft({"标题": "远处的事", "日期": "2020-03-01", "栏目": "公告"}, ["远处。"]))
    told = desk.build(explain=True).err
    assert planned.times == 1
    assert "gonggao/202003/far.html：新的" in told
    assert PAGE not in told


@pytest.mark.parametrize(
    "change",
    [
        lambda draft: Draft({**draft.head, "标题": "新题"}, draft.body),
        lambda draft: Draft({**draft.head, "标签": "茶"}, draft.body),
        lambda draft: Draft({**draft.head, "状态": "草稿"}, draft.body),
        lambda draft: Draft(draft.head, ["改过的头一段，摘要也就变了。", "第二段。"]),
        lambda draft: Draft(draft.head, [*draft.body, "另见[那一篇](s1.md)。"]),
        lambda draft: Draft(draft.head, [*draft.body, '!!! 更正 "2021-05-10"\n    写错了。']),
        lambda draft: Draft(draft.head, [*draft.body, '![田](../../bases/jinye/field.jpg "近叶药材基地（本站 摄）")']),
        lambda draft: Draft(draft.head, [*draft.body, "这里错了的的。"]),
        lambda draft: Draft({**draft.head, "怪的稿头": "甲"}, draft.body),
    ],
)
def test_more_than_words(desk: Newsdesk, planned: Planned, change: Callable[[Draft], Draft]) -> None:
    """What lists, neighbours or the desk's report show is planned."""
    desk.file("news/2021/s0.md", change(desk.drafts["news/2021/s0.md"]))
    desk.build()
    assert planned.times == 1


def test_problems_that_stay(desk: Newsdesk, planned: Planned) -> None:
    """A story with a fault that stays where it is can be reworded; the fault is told again, and the exit code too."""
    reword(desk, "news/2021/s0.md", "错了的的。", "末段。")
    first = desk.build()
    assert (first.code, planned.times) == (1, 1)
    reword(desk, "news/2021/s0.md", "错了的的。", "改过的末段。")
    second = desk.build()
    assert (second.code, second.problems, planned.times) == (1, first.problems, 1)


def test_other_files_too(desk: Newsdesk, planned: Planned) -> None:
    """Anything else that changes with it has everything planned: a file that came or went, a template, a setting."""
    changes: list[Callable[[], object]] = [
        lambda: desk.file("news/2021/s9.md", Draft(a_head(9), ["新来的。"])),
        lambda: desk.drop("news/2021/s9.md"),
        lambda: desk.put("theme/templates/partials/footer.html", "页脚"),
        lambda: desk.put("content/names.toml", ""),
        lambda: desk.set_settings(SITENAME="大镇"),
        lambda: desk.picture("bases/jinye/field.jpg", 7),
    ]
    for number, change in enumerate(changes, 1):
        reword(desk, "news/2021/s0.md", f"第{number}改。")
        change()
        desk.build()
        assert planned.times == number


def test_many(desk: Newsdesk, planned: Planned, monkeypatch: pytest.MonkeyPatch) -> None:
    """More than a few stories are planned together."""
    monkeypatch.setattr(reworded, "FEW", 1)
    for path in ("news/2021/s0.md", "news/2021/s1.md"):
        reword(desk, path, "改过的。")
    desk.build()
    assert planned.times == 1


def test_an_output_that_was_touched(desk: Newsdesk, planned: Planned) -> None:
    """The page itself is written anew whatever became of it; another that is lost comes back."""
    reword(desk, "news/2021/s0.md", "改过的。")
    (desk.output / PAGE).unlink()
    desk.build()
    assert planned.times == 0
    reword(desk, "news/2021/s0.md", "再改过的。")
    (desk.output / "index.html").write_text("别的", encoding="utf-8")
    (desk.output / "about.html").unlink()
    desk.build()
    assert (desk.output / "about.html").is_file()


def test_another_output(desk: Newsdesk, planned: Planned, tmp_path: Path) -> None:
    """Each output has its own pages; what one of them has made of a change the other still has to make."""
    desk.build(tmp_path / "other")
    reword(desk, "news/2021/s0.md", "改过的。")
    desk.build()
    desk.build(tmp_path / "other")
    assert tree(desk.output) == tree(tmp_path / "other")


def test_a_store_that_knows_too_little(desk: Newsdesk, planned: Planned) -> None:
    """Without what the last edition left, everything is planned."""
    for room in ("page inputs output", "notes", "story"):
        with sqlite3.connect(desk.site / ".build/edition.sqlite") as base:
            assert base.execute("DELETE FROM kept WHERE room=?", (room,)).rowcount
        base.close()
        before = planned.times
        reword(desk, "news/2021/s0.md", f"没有了{room}。")
        desk.build()
        assert planned.times == before + 1


def test_a_page_of_another_edition(desk: Newsdesk, planned: Planned) -> None:
    """A page that is not what the output's was made from is not used."""
    store = Store(desk.site / ".build")
    output = Output(store, desk.output)
    output.change({PAGE: replace(output.known[PAGE], causes=bytes(48))})
    store.commit()
    reword(desk, "news/2021/s0.md", "改过的。")
    desk.build()
    assert planned.times == 1


def test_killed(desk: Newsdesk, planned: Planned, monkeypatch: pytest.MonkeyPatch) -> None:
    """A build that ends in the middle of it leaves the next one to plan everything."""

    def fall(*_: object) -> None:
        raise KeyboardInterrupt

    for place, name in ((reworded.Printer, "print"), (reworded.PageInputs, "change"), (Output, "end")):
        reword(desk, "news/2021/s0.md", f"断在{name}。")
        with monkeypatch.context() as patch:
            patch.setattr(place, name, fall)
            with pytest.raises(KeyboardInterrupt):
                desk.build()
        desk.build()
        assert f"断在{name}。" in (desk.output / PAGE).read_text(encoding="utf-8")
    assert planned.times == 3


def test_killed_once_it_had_read(desk: Newsdesk, planned: Planned, monkeypatch: pytest.MonkeyPatch) -> None:
    """What a killed build has kept of a file is not what the edition was made from."""

    def fall(*_: object) -> None:
        raise KeyboardInterrupt

    draft = desk.drafts["news/2021/s0.md"]
    desk.file("news/2021/s0.md", Draft({**draft.head, "标题": "新题"}, draft.body))
    with monkeypatch.context() as patch:
        patch.setattr(assemble, "fill", fall)
        with pytest.raises(KeyboardInterrupt):
            desk.build()
    desk.build()
    assert planned.times == 1
    assert "新题" in (desk.output / "index.html").read_text(encoding="utf-8")


def test_a_text_that_the_ledger_seeks(desk: Newsdesk, planned: Planned) -> None:
    """A story that comes to say what a line of the ledger has lost takes over its address, and gives it back; one that
    the ledger knows by its id is not read for that."""
    lost = digest(a_story(headline="第0件事", body=a_body("第0件事的头一段。", "从前的话。")))
    rows = [
        HEAD,
        ("old", "chanye/202001/old.html", "2020-01-02", lost),
        ("s1", "minsheng/202102/s1.html", "2021-02-11", "0"),
    ]
    desk.put("content/ledger.tsv", "".join("\t".join(row) + "\n" for row in rows))
    desk.build()
    assert not (desk.output / "chanye/202001/old.html").exists()
    reword(desk, "news/2021/s0.md", "从前的话。")
    desk.build()
    assert (desk.output / "chanye/202001/old.html").exists()
    reword(desk, "news/2021/s0.md", "后来的话。")
    desk.build()
    assert not (desk.output / "chanye/202001/old.html").exists()
    assert planned.times == 3
    reword(desk, "news/2021/s1.md", "别的话。")
    desk.build()
    assert planned.times == 3


@pytest.mark.parametrize("moment", [signals.stories_read, signals.pages_planned, signals.pages_written])
def test_a_story_that_is_quoted(desk: Newsdesk, planned: Planned, moment: Happening) -> None:
    """What a room has made of a story's words is made again with them; of the others it has read none."""

    def quote(edition: Edition) -> None:
        story = next(story for story in edition.stories if story.slug == "s0")
        edition.root.joinpath("quotes.txt").write_text(story.text, encoding="utf-8")

    quote.__module__ = "plugins.syndication"  # one of the house's rooms
    moment.connect(quote)
    try:
        desk.set_settings(SITENAME="大镇")
        desk.build()
        reword(desk, "news/2021/s1.md", "别的话。")
        desk.build()
        assert planned.times == 1
        reword(desk, "news/2021/s0.md", "要引用的话。")
        desk.build()
        assert planned.times == 2
        assert "要引用的话。" in desk.site.joinpath("quotes.txt").read_text(encoding="utf-8")
    finally:
        moment.disconnect(quote)


def test_another_who_listens(desk: Newsdesk, planned: Planned) -> None:
    """A receiver that is no room of the house is told of every change, wherever it was connected."""
    heard: list[int] = []

    def listen(edition: Edition) -> None:
        heard.append(len(edition.stories))

    signals.pages_written.connect(listen)
    try:
        reword(desk, "news/2021/s0.md", "改过的。")
        desk.build()
    finally:
        signals.pages_written.disconnect(listen)
    assert (len(heard), planned.times) == (1, 1)


def test_other_settings_beside(desk: Newsdesk, planned: Planned) -> None:
    """What one settings file's reader has made of a story is not what another's makes of it."""
    other = (desk.site / "siteconf.py").read_text(encoding="utf-8").replace('"output"', '"output-other"')
    desk.put("otherconf.py", f'{other}MARKDOWN = {{"extensions": ["nl2br"], "output_format": "html"}}\n')
    with_breaks = desk.site / "output-other"

    def build_other() -> str:
        with quietly():
            make(desk.site / "otherconf.py", with_breaks)
        return (with_breaks / PAGE).read_text(encoding="utf-8")

    desk.build()
    build_other()
    desk.build()
    for number in range(2):
        reword(desk, "news/2021/s0.md", f"one {number}\ntwo")
        desk.build()
        assert "<br" in build_other()
        assert f"one {number}\ntwo" in (desk.output / PAGE).read_text(encoding="utf-8")


@pytest.mark.parametrize("saved", ["theme/templates/partials/footer.html", "content/villages.toml"])
def test_saved_meanwhile_and_undone(
    desk: Newsdesk, planned: Planned, monkeypatch: pytest.MonkeyPatch, saved: str
) -> None:
    """A file that is another one while pages are made, and then again what it was, leaves nothing behind."""
    file, once = desk.site / saved, reworded.Printer.print
    was = file.read_text(encoding="utf-8")

    def print_another(self: Printer, page: Page) -> Printed:
        file.write_text(f"# 别的\n{was}", encoding="utf-8", newline="\n")
        self.environment.cache.clear()  # type: ignore[union-attr]  # it has one
        return once(self, page)

    for change in (lambda: reword(desk, "news/2021/s0.md", "改过的。"), lambda: desk.drop("news/2021/s3.md")):
        change()
        with monkeypatch.context() as patch:
            patch.setattr(reworded.Printer, "print", print_another)
            desk.build()
        file.write_text(was, encoding="utf-8", newline="\n")
        desk.build()
        desk.clean(desk.site.parent / "meanwhile")
        assert difference(tree(desk.output), tree(desk.site.parent / "meanwhile")) == ""
        shutil.rmtree(desk.site.parent / "meanwhile")


def test_a_plugin_of_others(desk: Newsdesk, planned: Planned, monkeypatch: pytest.MonkeyPatch) -> None:
    """Who else has a hand in the edition is asked every time."""
    monkeypatch.syspath_prepend(desk.site)
    desk.put("bell.py", "def register():\n    pass\n")
    rooms = [f"plugins.{room}" for room in ("edition", "blocks", "photos", "copydesk", "syndication")]
    desk.set_settings(PLUGINS=[*rooms, "bell"])
    desk.build()
    reword(desk, "news/2021/s0.md", "改过的。")
    desk.build()
    assert planned.times == 2


def test_a_publish_build(desk: Newsdesk, planned: Planned) -> None:
    """What is published is planned whole: the ledger is told what every story says."""
    desk.set_settings(STRICT=True)
    desk.build()
    reword(desk, "news/2021/s0.md", "改过的。")
    desk.build()
    assert planned.times == 2
