"""Bad input: one site with every fault at once. Each is told with its place and remedy, and nothing healthy is lost."""

from __future__ import annotations

from pathlib import Path

import pytest

from .press import Built, build, township
from .samples.plain import draw

pytestmark = pytest.mark.build

HEAD = "标题：{title}\n日期：2021-03-0{day}\n栏目：产业\n\n"


def spoil(site: Path) -> None:
    """Add one file for each way in which copy goes wrong."""
    news = site / "content" / "news" / "2021"

    def write(name: str, text: str | bytes) -> None:
        data = text if isinstance(text, bytes) else text.encode()
        file = news / name
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_bytes(data)

    write("empty.md", "")
    write("bare.md", "这一篇没有稿头，\n直接写正文。\n")
    write("bom.md", b"\xef\xbb\xbf" + HEAD.format(title="带记号的稿子", day=1).encode() + "正文。\n".encode())
    write("crlf.md", (HEAD.format(title="回车换行的稿子", day=2) + "第一行\n第二行\n").replace("\n", "\r\n"))
    write("gbk.md", (HEAD.format(title="国标编码的稿子", day=3) + "正文。\n").encode("gbk"))
    write("stray.md", HEAD.format(title="粘贴来的稿子", day=4) + "看不见的\x01字符\x1f\n")
    write("missing.md", HEAD.format(title="丢了照片的稿子", day=5) + '![丢](diu.jpg "丢了（本站 摄）")\n')
    for name, data in {
        "zero.jpg": b"",
        "text.jpg": "这不是照片".encode(),
        "cut.jpg": draw(news / "whole.jpg", 900, 600).read_bytes()[:4000],
    }.items():
        write(name, data)
    pictures = "\n\n".join(
        f'![坏]({name} "坏照片（本站 摄）")' for name in ("zero.jpg", "text.jpg", "cut.jpg", "whole.jpg")
    )
    write("pictures.md", HEAD.format(title="照片坏了的稿子", day=6) + pictures + "\n")
    draw(news / "twins" / "a.jpg", 700, 500, seed=3)
    draw(news / "twins" / "b.jpg", 700, 500, seed=4).rename(news / "twins" / "a.png")
    draw(news / "twins" / "A.JPG", 800, 500, seed=5)
    twins = (
        '![甲](twins/a.jpg "甲（本站 摄）")\n![乙](twins/a.png "乙（本站 摄）")\n![丙](twins/A.JPG "丙（本站 摄）")\n'
    )
    write("twins.md", HEAD.format(title="同名照片的稿子", day=7) + twins)
    draw(news / "秋收 现场" / "稻 田（一）.jpg", 700, 500, seed=6)
    spaced = '![稻田](<秋收 现场/稻 田（一）.jpg> "稻田（本站 摄）")\n'
    write("spaced.md", HEAD.format(title="文件夹带空格的稿子", day=8) + spaced)
    write("long.md", HEAD.format(title="十万字一段的稿子", day=9) + "山高水长，" * 20_000 + "\n")
    write("future.md", "标题：明年的稿子\n日期：2022-11-01\n栏目：产业\n\n正文。\n")
    write("untitled.md", "日期：2021-02-01\n栏目：产业\n\n正文。\n")
    write("undated.md", "标题：没有日期的稿子\n栏目：产业\n\n正文。\n")
    write("impossible.md", "标题：二月三十日的稿子\n日期：2021-02-30\n栏目：产业\n\n正文。\n")
    write("astray.md", "标题：栏目写错的稿子\n日期：2021-02-02\n栏目：产叶\n\n正文。\n")
    write("nowhere.md", "标题：村名写错的稿子\n日期：2021-02-03\n栏目：产业\n村：正勾村\n\n正文。\n")
    write("typo.md", "标题：键名写错的稿子\n日期：2021-02-04\n栏目：产业\nTilte: 错\n\n正文。\n")
    write("双胞胎.md", "标题：网址不合规的稿子\n日期：2021-02-05\n栏目：产业\n\n正文。\n")
    write("twin-a.md", "标题：一个网址甲\n日期：2021-02-06\n栏目：产业\n网址名：twin\n\n正文。\n")
    write("twin-b.md", "标题：一个网址乙\n日期：2021-02-16\n栏目：产业\n网址名：twin\n\n正文。\n")
    write(
        "script.md",
        HEAD.format(title="带脚本的稿子", day=5) + "<script>alert(1)</script>\n\n好的<b onclick=x>字</b>。\n",
    )
    folder = site / "content" / "features" / "丰溪 特写"
    folder.mkdir(parents=True)
    (folder / "story.md").write_text(HEAD.format(title="文件夹名不合规", day=1) + "正文。\n", encoding="utf-8")
    named = site / "content" / "features" / "另一篇 特写"
    named.mkdir(parents=True)
    slug = "标题：文件夹名不合规但写了网址名\n网址名：ling-yi-pian\n日期：2021-03-02\n栏目：产业\n\n正文。\n"
    (named / "story.md").write_text(slug, encoding="utf-8")


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> Built:
    site = township(tmp_path_factory.mktemp("faults"))
    spoil(site)
    return build(site)


FAULTS = [
    ("empty.md: ", "文件是空的"),
    ("bare.md:1: ", "没有稿头"),
    ("gbk.md:1: ", "GBK"),
    ("stray.md:5: ", "控制字符"),
    ("missing.md:5: ", "diu.jpg"),
    ("pictures.md:5: ", "zero.jpg"),
    ("pictures.md:7: ", "text.jpg"),
    ("pictures.md:9: ", "cut.jpg"),
    ("future.md:2: ", "还没有到"),
    ("untitled.md:1: ", "没有标题"),
    ("undated.md:1: ", "没有日期"),
    ("impossible.md:2: ", "2021-02-30"),
    ("astray.md:3: ", "是不是“产业”"),
    ("nowhere.md:4: ", "是不是“正沟村”"),
    ("typo.md:4: ", "是不是想写“Title”"),
    ("双胞胎.md:1: ", "不能用作网址"),
    ("twin-b.md:4: ", "twin-a.md"),
    ("script.md:5: ", "script"),
    ("features/丰溪 特写/story.md:1: ", "不能用作网址"),
]


@pytest.mark.parametrize(("where", "what"), FAULTS, ids=[where for where, _ in FAULTS])
def test_each_fault_is_told_with_its_place_and_a_remedy(built: Built, where: str, what: str) -> None:
    """One line says where, what and what to do; all faults are told in one build."""
    lines = [line for line in built.err.splitlines() if where in line and what in line]
    assert lines, f"no line with {where} and {what} in:\n{built.err}"
    assert " → " in lines[0]


@pytest.mark.parametrize("name", ["bom.md", "crlf.md", "long.md", "twins.md", "spaced.md", "另一篇 特写"])
def test_what_only_looks_odd_is_no_fault(built: Built, name: str) -> None:
    """A byte order mark, Windows line ends, a very long paragraph, photos of one stem, blanks in names: not a word."""
    assert name not in built.err


def test_windows_line_ends_do_not_part_a_sentence(built: Built) -> None:
    """Lines of a paragraph join as they do elsewhere."""
    assert "第一行第二行" in built.page("chanye/202103/crlf.html").get_text()


def test_nobody_sees_a_traceback(built: Built) -> None:
    """A user's mistake never shows our code."""
    assert "Traceback" not in built.err + built.out


def test_the_exit_code_says_that_something_is_wrong(built: Built) -> None:
    """Exit code 1, once everything healthy is written."""
    assert built.code == 1


@pytest.mark.parametrize(
    "path",
    [
        "index.html",
        "chanye/202106/lvlang.html",
        "chanye/202103/bom.html",
        "chanye/202103/crlf.html",
        "chanye/202103/stray.html",
        "chanye/202103/missing.html",
        "chanye/202103/pictures.html",
        "chanye/202103/twins.html",
        "chanye/202103/spaced.html",
        "chanye/202103/long.html",
        "chanye/202103/script.html",
        "chanye/202102/nowhere.html",
        "chanye/202102/typo.html",
        "chanye/202102/twin.html",
        "chanye/202103/ling-yi-pian.html",
    ],
)
def test_nothing_healthy_is_lost(built: Built, path: str) -> None:
    """Every story that can be shown is there, whatever is wrong with another, or with a part of it."""
    assert (built.output / path).is_file()


@pytest.mark.parametrize("slug", ["empty", "bare", "gbk", "future", "untitled", "undated", "impossible", "astray"])
def test_what_cannot_be_a_story_is_left_out(built: Built, slug: str) -> None:
    """A story without its title, date or section has no page."""
    assert not list(built.output.rglob(f"{slug}.html"))


def test_a_broken_photo_leaves_a_placeholder_with_its_caption(built: Built) -> None:
    """Three photos cannot be made; their frames and captions stand, and the fourth is a picture."""
    page = built.page("chanye/202103/pictures.html")
    assert len(page.find_all("figcaption", string=lambda s: True)) + len(page.select("figcaption")) >= 4
    assert len(page.select("main figure img")) == 1
    assert page.get_text().count("坏照片") >= 4


def test_photos_of_one_stem_stay_apart(built: Built) -> None:
    """a.jpg, a.png and A.JPG are three different pictures on the page."""
    page = built.page("chanye/202103/twins.html")
    shown = {image["src"] for image in page.select("main figure img")}
    assert len(shown) == 3
    assert all((built.output / "chanye" / "202103" / source).resolve().is_file() for source in shown)


def test_a_control_character_does_not_reach_the_page(built: Built) -> None:
    """The words around a stray character join up."""
    assert "看不见的字符" in built.page("chanye/202103/stray.html").get_text()


def test_a_script_in_a_story_is_gone(built: Built) -> None:
    """Neither the script nor the handler is on the page; the word it stood on is."""
    html = (built.output / "chanye/202103/script.html").read_text(encoding="utf-8")
    assert "alert(1)" not in html
    assert "onclick" not in html
    assert "好的" in html


def test_a_strict_build_with_errors_writes_nothing(tmp_path: Path) -> None:
    """What is published stays as it was."""
    site = township(tmp_path)
    strict = (site / "siteconf.py").read_text(encoding="utf-8") + "STRICT = True\n"
    (site / "siteconf.py").write_text(strict, encoding="utf-8")
    (site / "content/news/2021/empty.md").write_text("", encoding="utf-8")
    (site / "output").mkdir()
    (site / "output" / "index.html").write_text("旧的", encoding="utf-8")
    built = build(site)
    assert built.code == 1
    assert [file.name for file in built.output.rglob("*")] == ["index.html"]
    assert "没有写出" in built.out
