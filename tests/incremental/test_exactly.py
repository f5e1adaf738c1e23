"""What an edit rewrites: the pages that show it, by name, and no others. A page that is rendered and comes out as it was
is not written."""

from __future__ import annotations

import os
import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from jinja2 import UndefinedError

from ..press import tree
from .newsdesk import Draft, Newsdesk, a_head, difference, in_process

STORIES = 24  # more than one list page


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> Newsdesk:
    """A township with two pages in its larger section, built."""
    desk = Newsdesk(tmp_path_factory.mktemp("exactly") / "小镇").open()
    for number in range(STORIES):
        head = {**a_head(number), "栏目": "民生", "标题": f"老题{number}", "摘要": f"摘要{number}"}
        desk.file(
            f"news/2020/n{number}.md", Draft({**head, "日期": f"2020-03-{number + 1:02}"}, ["头一段。", "末一段。"])
        )
    with in_process():
        outcome = desk.build()
    assert outcome.code == 0, outcome.err
    return desk


@pytest.fixture
def desk(built: Newsdesk, tmp_path: Path) -> Iterator[Newsdesk]:
    """A copy of it that is up to date."""
    desk = built.copy(tmp_path / "小镇")
    with in_process():
        desk.build()
        yield desk
        desk.build()
        desk.clean(tmp_path / "clean")
    assert difference(tree(desk.output), tree(tmp_path / "clean")) == ""


def states(desk: Newsdesk) -> dict[str, tuple[int, int]]:
    """Time and inode of every file of the output."""
    files = (file for file in desk.output.rglob("*") if file.is_file())
    return {file.relative_to(desk.output).as_posix(): (file.stat().st_mtime_ns, file.stat().st_ino) for file in files}


def rewritten(desk: Newsdesk) -> set[str]:
    """The files that a build writes, or takes away, the index aside."""
    before = states(desk)
    outcome = desk.build()
    assert outcome.code == 0, outcome.err
    after = states(desk)
    paths = {path for path in before.keys() | after.keys() if before.get(path) != after.get(path)}
    return {path for path in paths if not in_index(path)}


def showing(desk: Newsdesk, words: str) -> set[str]:
    """The files of the output that hold these words, the index aside."""
    return {path for path, data in tree(desk.output).items() if words.encode() in data and not in_index(path)}


def in_index(path: str) -> bool:
    """Whether a file is the index's: which of its shards hold a word depends on all words (tests/search)."""
    return path.startswith("search/shards/") or path == "search/index.js"


def rewrite(desk: Newsdesk, path: str, old: str, new: str) -> None:
    """Other words in a file of copy."""
    draft = desk.drafts[path]
    assert old in draft.text
    draft.head = {key: value.replace(old, new) for key, value in draft.head.items()}
    draft.body = [words.replace(old, new) for words in draft.body]
    desk.file(path, draft)


def test_nothing(desk: Newsdesk) -> None:
    """No file is touched, and none is rendered."""
    assert rewritten(desk) == set()
    assert "改动文件 0 个" in desk.build().out


def test_touched(desk: Newsdesk) -> None:
    """Another time, the same bytes."""
    for file in [*desk.content.rglob("*"), *desk.templates.rglob("*")]:
        os.utime(file)
    assert rewritten(desk) == set()


def test_a_body(desk: Newsdesk) -> None:
    """A paragraph that no list shows: exactly the story's page."""
    rewrite(desk, "news/2020/n3.md", "末一段", "改过的末一段")
    assert rewritten(desk) == {"minsheng/202003/n3.html"}


def test_a_summary(desk: Newsdesk) -> None:
    """Words that lists and feeds show: the pages that have them, and no others. A story of the newest twenty stands in
    the feeds, one of March 2020's in none."""
    old = showing(desk, "第1件事的头一段")
    rewrite(desk, "news/2021/s1.md", "第1件事的头一段", "第一件事的新头一段")
    found = rewritten(desk)
    assert found == old == showing(desk, "第一件事的新头一段")
    assert {"minsheng/202102/s1.html", "feed.xml", "minsheng/feed.xml", "minsheng/index.html"} <= found
    assert "chanye/feed.xml" not in found
    old = showing(desk, "摘要0")
    rewrite(desk, "news/2020/n0.md", "摘要0", "摘要零")
    found = rewritten(desk)
    assert found == old == showing(desk, "摘要零")
    assert "minsheng/202003/n0.html" in found
    assert not {path for path in found if path.endswith("feed.xml")}


def test_a_title(desk: Newsdesk) -> None:
    """The pages that show the title, by name: the story's, its neighbours' and related ones', and the lists it is in."""
    old = showing(desk, "老题1<")
    rewrite(desk, "news/2020/n1.md", "老题1", "新题")
    found = rewritten(desk)
    assert found == old == showing(desk, "新题") | old
    assert {"minsheng/202003/n1.html", "minsheng/202003/n0.html", "minsheng/202003/n2.html"} <= found
    assert {"minsheng/page-2.html", "archive/2020/03.html"} <= found
    for other in ("index.html", "minsheng/index.html", "chanye/index.html", "archive/index.html", "about.html"):
        assert other not in found
    assert "minsheng/202003/n9.html" not in found


def made_of(desk: Newsdesk, template: str) -> set[str]:
    """The pages whose template reaches this one, seen by putting a word into it."""
    mark = "见得到的字"
    file = desk.templates / template
    text = file.read_text(encoding="utf-8")
    file.write_text(f"{mark}{text}", encoding="utf-8", newline="\n")
    return {mark, *rewritten(desk)} - {mark}


@pytest.mark.parametrize(
    ("template", "some", "not_others"),
    [
        (
            "partials/story_after.html",
            {"minsheng/202003/n1.html", "chanye/202101/s0.html"},
            {"index.html", "about.html", "minsheng/index.html", "feed.xml", "bases/jinye.html"},
        ),
        ("partials/footer.html", {"index.html", "about.html", "minsheng/202003/n1.html", "404.html"}, {"feed.xml"}),
    ],
)
def test_a_partial(desk: Newsdesk, template: str, some: set[str], not_others: set[str]) -> None:
    """The pages that include it, which show the change, and no others."""
    found = made_of(desk, template)
    assert found == showing(desk, "见得到的字")
    assert some <= found
    assert not not_others & found


def test_a_picture(desk: Newsdesk) -> None:
    """Another picture under the same name: its renditions, the story and the pages that show it; no page of words."""
    desk.picture("features/lvlang/dawn.jpg", 7)
    found = rewritten(desk)
    assert {path for path in found if path.startswith("photos/")}
    assert {path for path, data in tree(desk.output).items() if b"-dawn-" in data and not in_index(path)} <= found
    assert "bases/jinye.html" in found
    assert not {"about.html", "404.html", "corrections/index.html", "archive/index.html", "feed.xml"} & found


def test_a_story_deleted(desk: Newsdesk) -> None:
    """Its page goes; what showed it is written anew; what did not is not."""
    old = showing(desk, "minsheng/202003/n5.html") | showing(desk, "/n5.html")
    desk.drop("news/2020/n5.md")
    found = rewritten(desk)
    assert not (desk.output / "minsheng/202003/n5.html").exists()
    assert showing(desk, "n5.html") == set()
    assert old <= found
    assert "about.html" not in found
    assert "chanye/202101/s0.html" not in found


def test_copied(desk: Newsdesk, tmp_path: Path) -> None:
    """A fresh clone with the store and the output of another machine: nothing is written. With the store only:
    everything is, as it was."""
    for folder in ("content", "theme"):
        shutil.copytree(desk.site / folder, tmp_path / "clone" / folder, copy_function=shutil.copyfile)
    for folder in (".build", "output"):
        shutil.copytree(desk.site / folder, tmp_path / "clone" / folder)
    shutil.copyfile(desk.site / "siteconf.py", tmp_path / "clone" / "siteconf.py")
    clone = Newsdesk(tmp_path / "clone", desk.settings, desk.drafts, desk.sections)
    assert rewritten(clone) == set()
    shutil.rmtree(clone.output)
    outcome = clone.build()
    assert outcome.code == 0, outcome.err
    assert difference(tree(clone.output), tree(desk.output)) == ""


def shown(desk: Newsdesk, words: str) -> None:
    """Put an expression into the standing page's template."""
    file = desk.templates / "page.html"
    text = file.read_text(encoding="utf-8")
    place = text.index("%}", text.index("{% block ")) + 2
    file.write_text(text[:place] + words + text[place:], encoding="utf-8", newline="\n")


def test_a_name_that_no_page_was_given(desk: Newsdesk) -> None:
    """A template that reaches for what it was not given stops the build, and is named; it never prints an old or an
    empty value."""
    kept = (desk.templates / "page.html").read_text(encoding="utf-8")
    for words in ("{{ stories|length }}", "{{ settings.SITENAME }}", "{{ articles }}", "{{ now }}"):
        shown(desk, words)
        with pytest.raises(UndefinedError):
            desk.build()
        (desk.templates / "page.html").write_text(kept, encoding="utf-8", newline="\n")


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("'甲'", "'乙'"),
        ("{'a': ['甲']}", "{'a': ['乙']}"),
        ("__import__('datetime').date(2021, 1, 1)", "__import__('datetime').date(2021, 1, 2)"),
        ("lambda: '甲'", "lambda: '乙'"),
        ("(lambda word: lambda: word)('甲')", "(lambda word: lambda: word)('乙')"),
        ("lambda word='甲': word", "lambda word='乙': word"),
        ("__import__('types').SimpleNamespace(a='甲')", "__import__('types').SimpleNamespace(a='乙')"),
        ("type('Word', (), {'__str__': lambda self: '甲'})()", "type('Word', (), {'__str__': lambda self: '乙'})()"),
        ("__import__('functools').partial(max, 1, 2)", "__import__('functools').partial(max, 1, 3)"),
    ],
)
def test_what_the_settings_give_to_every_template(desk: Newsdesk, before: str, after: str) -> None:
    """JINJA_GLOBALS is declared in the settings: whatever kind of value they work out there, another one is seen, though
    no line of them has changed."""
    conf = desk.site / "siteconf.py"
    banner = "JINJA_GLOBALS = {'banner': eval((HERE / 'banner.txt').read_text('utf-8'))}\n"
    conf.write_text(conf.read_text(encoding="utf-8") + banner, encoding="utf-8", newline="\n")
    shown(desk, "{{ banner() if banner is callable else banner }}")
    found = []
    for value in (before, after):
        (desk.site / "banner.txt").write_text(value, encoding="utf-8")
        outcome = desk.build()
        assert outcome.code == 0, outcome.err
        found.append((desk.output / "about.html").read_bytes())
    assert found[0] != found[1]


def test_a_template_named_only_while_it_is_rendered(desk: Newsdesk) -> None:
    """A partial whose name is worked out is seen to change as well."""
    (desk.templates / "partials/word.html").write_text("甲字", encoding="utf-8")
    shown(desk, "{% include 'partials/' ~ (site.name and 'word') ~ '.html' %}")
    assert "about.html" in rewritten(desk)
    (desk.templates / "partials/word.html").write_text("乙字", encoding="utf-8")
    assert "about.html" in rewritten(desk)
    assert "about.html" in showing(desk, "乙字")
