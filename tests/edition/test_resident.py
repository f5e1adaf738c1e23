"""The edition that a preview keeps: whatever is saved, it stands as one that is read from the beginning."""

from __future__ import annotations

import re
import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, rule

from plugins.edition.live.resident import Resident
from plugins.edition.print.filters import furnish

from ..press import ROOT, build, township
from ..samples.plain import draw
from .site import a_resident, every_page, rooms

QIAO = "content/news/2021/qiao.md"
QIAO_PAGE = "minsheng/202105/qiao.html"


@pytest.fixture(scope="module")
def drawn(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The township with its renditions made: copies of it need not cut photographs again."""
    site = township(tmp_path_factory.mktemp("drawn") / "site")
    with rooms():
        a_resident(site)
    return site


@pytest.fixture
def site(drawn: Path, tmp_path: Path) -> Iterator[Path]:
    shutil.copytree(drawn, tmp_path / "site")
    with rooms():
        yield tmp_path / "site"


def change(site: Path, path: str, old: str, new: str) -> Path:
    """Replace words in a file of the site."""
    file = site / path
    words = file.read_text(encoding="utf-8")
    assert old in words
    file.write_text(words.replace(old, new), encoding="utf-8")
    return file


def text(resident: Resident, path: str) -> str:
    body = resident.look(path).body
    assert isinstance(body, bytes)
    return body.decode()


def same(one: Resident, other: Resident) -> None:
    """Two editions say and show the same everywhere."""
    one.rest()
    first, second = one.outlook(), other.outlook()
    assert one.problems() == other.problems()
    assert set(first.held) == set(second.held)
    assert one.addresses == other.addresses
    assert (first.stories, first.errors, first.warnings) == (second.stories, second.errors, second.warnings)
    assert (dict(first.styles), first.scripts) == (dict(second.styles), second.scripts)
    assert every_page(one) == every_page(other)
    for path in ("feed.xml", "sitemap.xml", "chanye/old.html"):
        assert one.look(path) == other.look(path)


def test_pages_are_those_of_a_build(site: Path) -> None:
    """But for stylesheets' plain names and what is not published yet, a preview shows what a build writes."""
    for name in ("draft", "later"):
        (site / f"content/news/2021/{name}.md").unlink()
    built = build(site)
    assert built.code == 0, built.err + built.out
    written = {f.relative_to(built.output).as_posix(): f.read_bytes() for f in built.output.rglob("*.html")}
    plain = {path: re.sub(rb"(theme/[\w/-]+)\.[0-9a-f]{8}\.", rb"\1.", page) for path, page in written.items()}
    resident = a_resident(site)
    assert every_page(resident) == plain
    for path in ("feed.xml", "sitemap.xml", "robots.txt"):
        body = resident.look(path).body
        assert (body if isinstance(body, bytes) else body.read_bytes()) == (built.output / path).read_bytes()


def test_a_body_that_changes_changes_one_page(site: Path) -> None:
    """The story's page shows the new words; no other piece was made again."""
    resident = a_resident(site)
    before = {path: made.piece for path, made in resident.pieces.made.items()}
    text(resident, QIAO_PAGE)
    outlook = resident.refresh({change(site, QIAO, "通了车。", "通了车，十里八乡都来看。")})
    assert outlook is not None
    assert "十里八乡都来看" in text(resident, QIAO_PAGE)
    again = [path for path, made in resident.pieces.made.items() if made.piece is not before[path]]
    assert again == [QIAO]


def test_what_is_not_published_is_there_and_named(site: Path) -> None:
    """A draft and an embargoed story have pages and stand in lists, and the outlook says why they are not out; a
    withdrawn one has no page."""
    resident = a_resident(site)
    held = {held.url: (held.reason, held.due is not None) for held in resident.outlook().held}
    assert held == {
        "chanye/202110/draft.html": ("草稿", False),
        "chanye/202111/later.html": ("定时未到", True),
    }
    assert resident.look("chanye/202110/draft.html").status == 200
    assert "还没写完的稿子" in text(resident, "chanye/index.html")
    resident.refresh({change(site, "content/news/2021/draft.md", "草稿", "撤稿")})
    assert resident.look("chanye/202110/draft.html").status == 404
    assert "还没写完的稿子" not in text(resident, "chanye/index.html")


def test_an_edition_for_the_desk_is_never_written(site: Path) -> None:
    """What holds unpublished stories cannot be pressed into an output, whoever asks."""
    from plugins.edition.print.write_edition import press

    resident = a_resident(site)
    with pytest.raises(AssertionError, match="never written"):
        press(resident.edition, None, None, None, b"", None)  # type: ignore[arg-type]
    assert not (site / "output").exists()


def test_a_story_that_cannot_be_one_is_told_and_comes_back(site: Path) -> None:
    """Its page is gone, its problem stands with file and line, all others stay; mended, it is as before."""
    resident = a_resident(site)
    before = text(resident, QIAO_PAGE)
    file = change(site, QIAO, "minsheng", "nirvana")
    outlook = resident.refresh({file})
    assert outlook is not None
    sheet = resident.look(QIAO_PAGE, QIAO)
    assert sheet.status == 404
    assert [(p.path, p.line) for p in sheet.problems if p.level == "error"] == [(QIAO, 3)]
    assert outlook.errors == 2  # the other is the story that links to it
    assert resident.look("index.html").status == 200
    resident.refresh({change(site, QIAO, "nirvana", "minsheng")})
    assert text(resident, QIAO_PAGE) == before


def test_a_template_is_seen_at_once(site: Path, tmp_path: Path) -> None:
    """A template that changes is used for the next page looked at; a stylesheet changes its digest and no page."""
    theme = tmp_path / "theme"
    shutil.copytree(ROOT / "theme", theme)
    resident = a_resident(site, theme)
    furnish(resident.session.environment)  # templates are read once, until something of the theme is saved
    old, page = resident.outlook(), text(resident, "index.html")
    style = theme / "static/css/tokens.css"
    style.write_text(style.read_text(encoding="utf-8").replace("#faf7ef", "#ffffff"), encoding="utf-8")
    new = resident.refresh({style})
    assert new is not None
    assert [path for path in old.styles if old.styles[path] != new.styles[path]] == ["theme/css/site.css"]
    assert text(resident, "index.html") == page
    footer = theme / "templates/partials/footer.html"
    footer.write_text(footer.read_text(encoding="utf-8").replace("往期", "旧报"), encoding="utf-8")
    resident.refresh({footer})
    assert "旧报" in text(resident, "index.html")


def test_an_address_that_was_left_leads_on(site: Path) -> None:
    """A page of its own stands at an old address, once it is asked for and whether or not all pages were planned; two
    stories that claim one are told."""
    resident = a_resident(site)
    old = "minsheng/qiao-old.html"
    assert resident.look(old).status == 404
    resident.refresh({change(site, QIAO, "Tags:", f"Aliases: {old}\nTags:")})
    assert resident.look(old).status == 200
    resident.refresh({change(site, "content/news/2021/cai.md", "标签", f"旧网址：{old}\n标签")})
    outlook = resident.rest()
    assert outlook is not None
    assert any(old in problem.message for problem, _ in resident.problems())
    assert resident.rest() is None


def test_what_is_nobodys_is_nobodys_business(site: Path) -> None:
    """A file outside the edition changes nothing, and says so."""
    resident = a_resident(site)
    assert resident.refresh({site / "notes.txt"}) is None


def test_a_photograph_that_is_put_there_later_is_found(site: Path) -> None:
    """A story that shows a missing photograph says so, until it lies there; then it is cut and shown."""
    resident = a_resident(site)
    outlook = resident.refresh({change(site, QIAO, "大坪村的桥", '![桥](bridge.jpg "新桥（本站 摄）")\n\n大坪村的桥')})
    assert outlook is not None
    assert any("bridge.jpg" in problem.message for problem in resident.look(QIAO_PAGE).problems)
    outlook = resident.refresh({draw(site / "content/news/2021/bridge.jpg", 800, 600, seed=5)})
    assert outlook is not None
    assert not any("bridge.jpg" in problem.message for problem in resident.look(QIAO_PAGE).problems)
    picture = re.search(r'src="[./]*(photos/[^"]+)"', text(resident, QIAO_PAGE))
    assert picture
    file = resident.look(picture[1]).body
    assert isinstance(file, Path)
    assert file.read_bytes()[:2] == b"\xff\xd8"


def test_a_gone_folder_takes_its_stories(site: Path) -> None:
    """The system tells of a folder that is moved away, not of each file in it."""
    resident = a_resident(site)
    (site / "content/features").rename(site / "elsewhere")
    resident.refresh({site / "content/features"})
    same(resident, a_resident(site))
    (site / "elsewhere").rename(site / "content/features")
    resident.refresh({site / "content/features"})
    same(resident, a_resident(site))


NAMES = st.sampled_from(["qiao", "cai", "draft", "later"])
NEW = st.sampled_from(["xin", "jiu", "shui"])


class Desk(RuleBasedStateMachine):
    """Editors at work: any order of edits, and the resident edition is what a fresh one is."""

    drawn: Path
    folder: Path

    @initialize()
    def open(self) -> None:
        self.site = self.folder / "site"
        shutil.rmtree(self.folder, ignore_errors=True)
        shutil.copytree(self.drawn, self.site)
        self.resident = a_resident(self.site)
        self.saved: set[Path] = set()

    def news(self, name: str) -> Path:
        return self.site / f"content/news/2021/{name}.md"

    def edit(self, file: Path, pattern: str, new: str) -> None:
        if file.is_file():
            words = file.read_text(encoding="utf-8")
            file.write_text(re.sub(pattern, new, words, count=1, flags=re.M), encoding="utf-8")
            self.saved.add(file)

    @rule(name=NAMES, words=st.sampled_from(["天晴。", "下雨了，路滑。", "[桥](qiao.md)又通了。", "![苗](no.jpg)"]))
    def body(self, name: str, words: str) -> None:
        self.edit(self.news(name), r"\Z", f"\n{words}\n")

    @rule(name=NAMES, line=st.sampled_from(["标题：换了标题", "标题：", "Title: 又换"]))
    def headline(self, name: str, line: str) -> None:
        self.edit(self.news(name), r"^(标题|Title).*$", line)

    @rule(name=NAMES, day=st.sampled_from(["2021-05-08", "2021-11-30", "2022-01-01", "没有日子"]))
    def date(self, name: str, day: str) -> None:
        self.edit(self.news(name), r"^(日期|Date).*$", f"日期：{day}")

    @rule(name=NAMES, section=st.sampled_from(["产业", "gonggao", "没有的栏目"]))
    def section(self, name: str, section: str) -> None:
        self.edit(self.news(name), r"^(栏目|Category).*$", f"栏目：{section}")

    @rule(
        name=NAMES,
        line=st.sampled_from(
            ["标签：党建、新", "基地：近叶基地", "网址名：cai", "旧网址：chanye/old.html", "状态：撤稿", "状态：草稿"]
        ),
    )
    def head(self, name: str, line: str) -> None:
        self.edit(self.news(name), r"\A", f"{line}\n")

    @rule(name=NEW)
    def add(self, name: str) -> None:
        self.news(name).write_text(f"标题：{name}\n日期：2021-07-01\n栏目：产业\n\n新稿。\n", encoding="utf-8")
        self.saved.add(self.news(name))

    @rule(name=st.one_of(NAMES, NEW))
    def delete(self, name: str) -> None:
        self.news(name).unlink(missing_ok=True)
        self.saved.add(self.news(name))

    @rule(name=NAMES, other=NEW)
    def rename(self, name: str, other: str) -> None:
        if self.news(name).is_file():
            self.news(name).replace(self.news(other))
            self.saved |= {self.news(name), self.news(other)}

    @rule(name=st.sampled_from(["近叶药材基地", "近叶药园", ""]))
    def base(self, name: str) -> None:
        self.edit(self.site / "content/bases/jinye/base.md", r"^标题.*$", f"标题：{name}")

    @rule(name=st.sampled_from(["大坪村", "大平村"]))
    def village(self, name: str) -> None:
        self.edit(self.site / "content/villages.toml", r"大.村", name)

    @rule(seed=st.integers(7, 8))
    def photo(self, seed: int) -> None:
        self.saved.add(draw(self.site / "content/features/lvlang/tree.jpg", 300, 400, seed=seed))

    @rule()
    def lost_photo(self) -> None:
        (self.site / "content/features/lvlang/tree.jpg").unlink(missing_ok=True)
        self.saved.add(self.site / "content/features/lvlang/tree.jpg")

    @rule()
    def page(self) -> None:
        self.edit(self.site / "content/pages/about.md", r"^(标题|Title).*$", "标题：换了")

    @rule()
    def save(self) -> None:
        """The saves so far are told as one; those between two looks come together as well."""
        self.resident.refresh(self.saved)
        self.saved = set()

    @rule()
    def look(self) -> None:
        """Looking changes nothing."""
        self.resident.look("index.html")
        self.resident.look("feed.xml")

    def teardown(self) -> None:
        self.resident.refresh(self.saved)
        same(self.resident, a_resident(self.site))


@pytest.mark.build
def test_any_order_of_saves(drawn: Path, tmp_path: Path) -> None:
    """A stateful test: see Desk."""
    from hypothesis.stateful import run_state_machine_as_test

    class Here(Desk):
        pass

    Here.drawn, Here.folder = drawn, tmp_path / "desk"
    slow = [HealthCheck.too_slow, HealthCheck.data_too_large, HealthCheck.filter_too_much]
    with rooms():
        run_state_machine_as_test(
            Here,
            settings=settings(max_examples=30, stateful_step_count=10, deadline=None, suppress_health_check=slow),
        )
