"""Where two want one place in the output."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from plugins.edition.outputs import settle
from plugins.newsroom.page import Page

from ..press import ROOT, build, township, tree
from ..township import a_story

EXTRA = Path("content/extra")
STORY = Page("chanye/202106/qiao.html", "news.html", {"story": a_story("qiao")})
HOME = Page("index.html", "home.html", {})
MOVED = Page("old.html", "moved.html", {"to": STORY.path})


def test_nothing_is_lost_where_nothing_clashes() -> None:
    """Pages, files, pages at old addresses and extra files all go out, and there is nothing to tell."""
    extra = {"robots.txt": EXTRA / "robots.txt"}
    found = settle([HOME, STORY, MOVED], {"feed.xml": b"", **extra}, extra, ["photos/a.jpg"])
    assert (found.pages, found.problems) == ([HOME, STORY, MOVED], [])
    assert found.files == {"feed.xml": b"", **extra}


@pytest.mark.parametrize(
    ("path", "named"),
    [
        ("index.html", "首页"),
        ("chanye/202106/QIAO.html", STORY.given["story"].path),
        ("chanye", STORY.given["story"].path),
        ("index.html/a.txt", "首页"),
        ("feed.xml", "feed.xml"),
        ("old.html", "old.html"),
        ("photos/a.jpg", "photos/a.jpg"),
    ],
)
def test_an_extra_file_replaces_nothing(path: str, named: str) -> None:
    """It stays behind, and the site's own page or file is named with it, though another took its place in the list."""
    extra = {path: EXTRA / path}
    files: dict[str, Path | bytes] = {**extra, "feed.xml": b"own"}
    found = settle([HOME, STORY, MOVED], files, extra, ["photos/a.jpg"])
    assert found.pages == [HOME, STORY, MOVED]
    assert found.files == {"feed.xml": b"own"}
    assert [(problem.path, problem.level) for problem in found.problems] == [(f"content/extra/{path}", "warning")]
    assert named in found.problems[0].message


def test_of_two_pages_the_first_stays() -> None:
    """The other is named with it, by their copy."""
    other = Page(STORY.path, "news.html", {"story": a_story("other")})
    found = settle([STORY, other], {}, {}, [])
    assert found.pages == [STORY]
    assert [(problem.path, problem.level) for problem in found.problems] == [(other.given["story"].path, "error")]
    assert STORY.given["story"].path in found.problems[0].message


def test_an_old_address_gives_way() -> None:
    """To a page and to whatever is made beside the pages."""
    for path in (STORY.path, "feed.xml/index.html", "photos/a.jpg"):
        moved = Page(path, "moved.html", {"to": STORY.path})
        found = settle([STORY, moved], {"feed.xml": b""}, {}, ["photos/a.jpg"])
        assert found.pages == [STORY]
        assert [problem.path for problem in found.problems] == [STORY.given["story"].path]


def test_a_build_with_every_kind_of_clash(tmp_path: Path) -> None:
    """Old addresses and extra files on the site's own: the build stands as if they were not there, and each is told; what
    the build before left in a new file's or folder's place is gone."""
    site = township(tmp_path / "site")
    content = site / "content"
    plain = build(site)
    assert plain.code == 0, plain.err
    before = tree(plain.output)
    head = "日期：2021-11-02\n栏目：产业\n来源：本站\n责编：值班\n审核：甲、乙\n"
    story = content / "news" / "2021" / "jiuzhi.md"
    story.write_text(f"标题：旧网址\n{head}旧网址：/feed.xml\n\n文。\n", encoding="utf-8")
    story.with_name("zhan.md").write_text(
        f"标题：本站旧网址\n{head}旧网址：https://town.example/xizhen/old.html\n\n文。\n", encoding="utf-8"
    )
    for name, text in (("index.html", "EXTRA"), ("sitemap.xml", "EXTRA"), ("weizhi", "a"), ("weizhi2/a.txt", "b")):
        (content / "extra" / name).parent.mkdir(parents=True, exist_ok=True)
        (content / "extra" / name).write_text(text, encoding="utf-8")
    clashing = build(site)
    assert clashing.code == 0, clashing.err
    for told in ("jiuzhi.md:7", "content/extra/index.html", "content/extra/sitemap.xml"):
        assert told in clashing.err
    assert "zhan.md" not in clashing.err
    now = tree(clashing.output)
    kept = {path for path in before if not path.startswith("search/shards/")}  # whose names tell what is in them
    assert now.keys() >= kept | {"old.html", "weizhi", "weizhi2/a.txt"}
    assert b"EXTRA" not in (now["index.html"], now["sitemap.xml"])
    # a folder where a file was, and a file where a folder was
    for name in ("weizhi", "weizhi2/a.txt"):
        (content / "extra" / name).unlink()
    (content / "extra" / "weizhi2").rmdir()
    (content / "extra" / "weizhi").mkdir()
    (content / "extra" / "weizhi" / "b.txt").write_text("c", encoding="utf-8")
    (content / "extra" / "weizhi2").write_text("d", encoding="utf-8")
    after = build(site)
    assert after.code == 0, after.err
    now = tree(after.output)
    assert (now["weizhi/b.txt"], now["weizhi2"]) == (b"c", b"d")
    assert tree(build(site, tmp_path / "clean").output) == now


@pytest.mark.parametrize("number", ["01", "06", "07", "09"])
def test_what_was_found(shared: Path, tmp_path: Path, number: str) -> None:
    """The cases that once went wrong: built whole, the home page the site's own, and what is wrong is told once."""
    site = tmp_path / "site"
    found = shared / "fixtures" / "found" / "markdown" / number
    left_out = shutil.ignore_patterns("__pycache__", "news", "features", "bases")
    shutil.copytree(ROOT / "tests" / "site", site, ignore=left_out)
    settings = site / "siteconf.py"
    text = settings.read_text(encoding="utf-8").replace("https://town.example/xizhen", "https://fengxi.example")
    settings.write_text(text.replace("2021-12-01", "2024-02-01"), encoding="utf-8")
    whole = (found / "content").is_dir()
    target = site / "content" if whole else site / "content" / "news" / "2024"
    shutil.copytree(found / "content" if whole else found, target, dirs_exist_ok=True)
    built = build(site)
    assert built.code == 0, built.err
    assert "EXTRA" not in (built.output / "index.html").read_text(encoding="utf-8")
    assert (built.output / "sitemap.xml").is_file()
    if number == "07":
        assert built.err.count("是同一个标签") == 2
        assert len(list((built.output / "tags").iterdir())) == 3
    if number == "09":
        assert "不能用" not in built.err
        assert (built.output / "old.html").is_file()
