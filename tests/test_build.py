"""The whole path on the small township: what a build writes, twice, elsewhere, and after a change."""

from __future__ import annotations

import os
import posixpath
import re
from pathlib import Path
from urllib.parse import unquote, urlsplit

import pytest

from .press import Built, build, township, tree

pytestmark = pytest.mark.build


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return township(tmp_path_factory.mktemp("小镇 站"))


@pytest.fixture(scope="module")
def built(site: Path) -> Built:
    return build(site)


def test_a_healthy_site_builds(built: Built) -> None:
    """Exit code 0, no problem, and a summary with the file to open."""
    assert built.code == 0, built.err
    assert "没有发现问题" in built.out
    assert str(built.output / "index.html") in built.out


PAGES = [
    "index.html",
    "404.html",
    "about.html",
    "chanye/index.html",
    "minsheng/index.html",
    "gonggao/index.html",
    "chanye/202106/lvlang.html",
    "minsheng/202105/qiao.html",
    "bases/index.html",
    "bases/jinye.html",
    "villages/zhenggou/index.html",
    "villages/daping/index.html",
    "tags/dangjian/index.html",
    "reporters/benzhan/index.html",
    "archive/index.html",
    "archive/2021/index.html",
    "archive/2021/06.html",
    "gallery/index.html",
    "corrections/index.html",
    "feed.xml",
    "chanye/feed.xml",
    "sitemap.xml",
    "robots.txt",
]


@pytest.mark.parametrize("path", PAGES)
def test_every_kind_of_page_is_there(built: Built, path: str) -> None:
    """Each kind of page stands where its address says."""
    assert (built.output / path).is_file()


def test_drafts_and_embargoed_stories_stay_in(built: Built) -> None:
    """Neither their pages nor their headlines are anywhere in the output, and the summary says how many were held."""
    assert "草稿1篇" in built.out
    assert "定时未到1篇" in built.out
    for path, data in tree(built.output).items():
        assert "还没写完的稿子".encode() not in data, path
        assert "年底才发的稿子".encode() not in data, path


def links(built: Built, path: str) -> list[str]:
    """Every address a page names, as written."""
    page = built.page(path)
    found = [tag[name] for name in ("href", "src") for tag in page.find_all(attrs={name: True})]
    sets = [piece.split()[0] for tag in page.find_all(attrs={"srcset": True}) for piece in tag["srcset"].split(",")]
    return found + sets


def test_every_link_names_a_file_that_is_there(built: Built) -> None:
    """Relative, ending in a file's name, and that file exists; the 404 page starts from the site's path instead."""
    for file in sorted(built.output.rglob("*.html")):
        path = file.relative_to(built.output).as_posix()
        for address in links(built, path):
            parts = urlsplit(address)
            if parts.scheme or not parts.path:
                continue
            if path == "404.html":
                assert parts.path.startswith("/xizhen/"), address
                target = parts.path.removeprefix("/xizhen/")
            else:
                assert not parts.path.startswith("/"), (path, address)
                target = posixpath.normpath(posixpath.join(posixpath.dirname(path), unquote(parts.path)))
            assert (built.output / unquote(target)).is_file(), (path, address)


def test_fragments_lead_somewhere(built: Built) -> None:
    """A link to a part of a page finds that part."""
    for file in sorted(built.output.rglob("*.html")):
        path = file.relative_to(built.output).as_posix()
        for address in links(built, path):
            parts = urlsplit(address)
            if parts.fragment and not parts.scheme and path != "404.html" and not parts.path.endswith((".jpg", ".xml")):
                target = (
                    posixpath.normpath(posixpath.join(posixpath.dirname(path), unquote(parts.path)))
                    if parts.path
                    else path
                )
                assert built.page(target).find(id=unquote(parts.fragment)), (path, address)


def test_no_page_asks_another_host_for_anything(built: Built) -> None:
    """Every image, script, stylesheet and icon is the site's own."""
    for file in built.output.rglob("*.html"):
        page = built.page(file.relative_to(built.output).as_posix())
        for tag in page.find_all(["img", "script", "source", "iframe", "video", "audio", "embed", "object", "use"]):
            for name in ("src", "href", "data", "poster"):
                assert not urlsplit(tag.get(name, "")).netloc, tag
        for tag in page.select(
            'link[rel~="stylesheet"], link[rel~="icon"], link[rel~="preload"], link[rel~="manifest"]'
        ):
            assert not urlsplit(tag["href"]).netloc, tag
    for file in built.output.rglob("*.css"):
        assert not re.search(r"url\(\s*[\"']?(?:https?:)?//", file.read_text(encoding="utf-8"))


def test_no_page_carries_a_style_attribute_or_a_handler(built: Built) -> None:
    """The published site runs under a strict Content-Security-Policy."""
    for file in built.output.rglob("*.html"):
        for tag in built.page(file.relative_to(built.output).as_posix()).find_all(True):
            assert not [name for name in tag.attrs if name == "style" or name.startswith("on")], (file, tag)


def test_originals_are_never_published(built: Built, site: Path) -> None:
    """No file of the output has the bytes of a photograph as it was filed."""
    originals = {file.read_bytes() for file in (site / "content").rglob("*.jpg")}
    assert not [path for path, data in tree(built.output).items() if data in originals]


def test_a_second_build_gives_the_same_bytes_and_touches_nothing(built: Built, site: Path) -> None:
    """No file changes, not even its time."""
    before = {file: (file.stat().st_mtime_ns, file.read_bytes()) for file in built.output.rglob("*") if file.is_file()}
    again = build(site)
    after = {file: (file.stat().st_mtime_ns, file.read_bytes()) for file in built.output.rglob("*") if file.is_file()}
    assert again.code == 0
    assert after == before


def test_the_same_content_elsewhere_gives_the_same_bytes(built: Built, tmp_path: Path) -> None:
    """Another folder, an empty store, another time zone, another order of hashes: the same tree."""
    other = build(township(tmp_path / "elsewhere"), TZ="America/New_York", PYTHONHASHSEED="7")
    assert tree(other.output) == tree(built.output)


def test_what_no_story_needs_any_more_is_pruned_and_nothing_else(tmp_path: Path) -> None:
    """A deleted story's page and pictures go; a file somebody put into the output stays."""
    site = township(tmp_path)
    first = build(site)
    (first.output / "verify.txt").write_text("由主机商放入", encoding="utf-8")
    (site / "content/news/2021/qiao.md").unlink()
    story = site / "content/features/lvlang/story.md"
    story.write_text(
        story.read_text(encoding="utf-8").replace("[桥通了](../../news/2021/qiao.md)", "下文"), encoding="utf-8"
    )
    second = build(site)
    assert second.code == 0, second.err
    assert not (second.output / "minsheng/202105").exists()
    assert (second.output / "verify.txt").is_file()
    clean = build(site, site / "clean")
    assert tree(clean.output) == {path: data for path, data in tree(second.output).items() if path != "verify.txt"}


def test_the_story_page_carries_its_photos_in_both_formats(built: Built) -> None:
    """Each figure has a <picture> with WebP and JPEG, the size of the picture, and none wider than the original."""
    page = built.page("chanye/202106/lvlang.html")
    pictures = page.select("main picture")
    assert len(pictures) >= 4
    for picture in pictures:
        image = picture.find("img")
        assert int(image["width"]) > 0
        assert int(image["height"]) > 0
        assert picture.select('source[type="image/webp"]')
    widths = [int(w) for tag in page.select("main [srcset]") for w in re.findall(r"(\d+)w", tag["srcset"])]
    assert max(widths) <= 1800


def test_the_base_page_gathers_every_photo_captioned_for_it(built: Built) -> None:
    """Its own, and those of stories whose caption names it by any of its names, by year; other captions stay out."""
    text = built.page("bases/jinye.html").find("main").get_text()
    assert "晨雾里的近叶药材基地" in text
    assert "近叶基地的秋天" in text or "近叶药材基地" in text
    assert "村口的树" not in text
    assert "2021" in text


def test_the_correction_is_logged(built: Built) -> None:
    """The corrections page links to the story that was wrong."""
    page = built.page("corrections/index.html").find("main")
    assert "原稿把桥长写错了" in page.get_text()
    assert page.find("a", href=lambda href: href and href.startswith("../minsheng/202105/qiao.html"))


def test_tags_are_split_on_any_chinese_separator(built: Built) -> None:
    """党建，乡村振兴、食用菌 are three tags, and one of them is shared with another story."""
    story = built.page("chanye/202106/lvlang.html")
    assert {"党建", "乡村振兴", "食用菌"} <= {a.get_text(strip=True) for a in story.select("a[href*='tags/']")}
    assert "桥通了" in built.page("tags/dangjian/index.html").find("main").get_text()


def test_stories_lead_on(built: Built) -> None:
    """A story leads to its neighbour in the section and to related ones."""
    hrefs = [a["href"] for a in built.page("chanye/202106/lvlang.html").select("main a[href]")]
    assert any(href.endswith("202109/cai.html") for href in hrefs)
    assert any(href.endswith("minsheng/202105/qiao.html") for href in hrefs)


def test_the_site_works_under_a_county_domain(built: Built) -> None:
    """Canonical addresses, feed and sitemap are absolute and keep the sub-path."""
    page = built.page("chanye/202106/lvlang.html")
    assert page.find("link", rel="canonical")["href"] == "https://town.example/xizhen/chanye/202106/lvlang.html"
    assert "https://town.example/xizhen/chanye/202106/lvlang.html" in (built.output / "sitemap.xml").read_text()
    assert "https://town.example/xizhen/minsheng/202105/qiao.html" in (built.output / "feed.xml").read_text()


@pytest.mark.skipif(os.name == "nt", reason="fork is what POSIX has")
def test_a_setting_that_does_not_exist_is_answered_with_the_near_one(tmp_path: Path) -> None:
    """A typing error in the settings is a sentence, not a traceback."""
    site = township(tmp_path)
    conf = site / "siteconf.py"
    conf.write_text(conf.read_text(encoding="utf-8") + 'NEWSROOM = {"plaec": ("甲",)}\n', encoding="utf-8")
    built = build(site)
    assert built.code == 1
    assert "place" in built.err
    assert "Traceback" not in built.err
