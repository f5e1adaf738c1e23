"""What readers will see change."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as some

from plugins.deploy.release.kinds import cache_of, type_of
from plugins.deploy.release.manifest import FileEntry, Manifest, manifest_of
from plugins.deploy.release.plan import plan
from plugins.deploy.review.diff import changes, lines, marked, report, wanted
from plugins.deploy.review.page_words import PagePhoto, page_words

STORY = "chanye/202106/qiao.html"


def page(title: str, *blocks: str, after: str = "", head: str = "") -> bytes:
    """A story's page with a list of others at its end."""
    related = f'<section class="related"><h2>相关稿件</h2><h3>{after}</h3></section><nav>{after}</nav>'
    body = "".join(block if block.startswith("<") else f"<p>{block}</p>" for block in blocks)
    return f"<html><head>{head}</head><body><main><h1>{title}</h1>{body}{related}</main></body></html>".encode()


def photo(digest: str, name: str, alt: str = "") -> str:
    """A photograph as a page shows it."""
    return f'<figure><img src="../../photos/{digest}-{name}-960.jpg" alt="{alt}"></figure>'


def manifest(files: dict[str, bytes]) -> Manifest:
    """A manifest of files whose digests only have to differ."""
    return manifest_of(
        FileEntry(path, f"{hash(data) % 16**8:064x}", len(data), type_of(path).header, cache_of(path))
        for path, data in files.items()
    )


def told(old: dict[str, bytes], new: dict[str, bytes]) -> list[str]:
    """The report on two editions, line by line."""
    difference = plan(manifest(old), manifest(new))
    before, after = wanted(difference)
    found = changes({e.path: old[e.path] for e in before}, {e.path: new[e.path] for e in after})
    return [line for line in report(difference, found).split("\n") if line]


@pytest.mark.parametrize(
    ("before", "after", "found"),
    [
        ("一样", "一样", "一样"),
        ("修了三座桥", "修了五座桥", "修了［三→五］座桥"),
        ("龙头一拧", "水龙头一拧", "［+水］龙头一拧"),
        ("很快修好了", "修好了", "［-很快］修好了"),
        ("甲" * 40 + "旧", "甲" * 40 + "新", "……" + "甲" * 10 + "［旧→新］"),
        ("旧" + "甲" * 40 + "旧", "新" + "甲" * 40 + "新", "［旧→新］" + "甲" * 10 + "……" + "甲" * 10 + "［旧→新］"),
    ],
)
def test_one_line(before: str, after: str, found: str) -> None:
    """The change stands in brackets with a few words around it."""
    assert marked(before, after) == found


@pytest.mark.parametrize(
    ("before", "after", "found"),
    [
        (["第一段。"], ["第一段。"], []),
        (["第一段。"], ["第一段。", "新的一段。"], ["+ 新的一段。"]),
        (["第一段。", "老的一段。"], ["第一段。"], ["- 老的一段。"]),
        (["桥通了，人都来看。"], ["桥修通了，人都来看。"], ["~ 桥［+修］通了，人都来看。"]),
        (["桥通了。"], ["今年茶叶丰收。"], ["- 桥通了。", "+ 今年茶叶丰收。"]),
        (
            ["一一一一", "二二二二", "三三三三"],
            ["零零零零", "二二二二五"],
            ["- 一一一一", "+ 零零零零", "~ 二二二二［+五］", "- 三三三三"],
        ),
    ],
)
def test_the_lines_of_a_text(before: list[str], after: list[str], found: list[str]) -> None:
    """New, gone, or reads differently; what stays is not told. Lines are paired where they are alike."""
    assert lines(before, after) == found


PARAGRAPHS = some.lists(some.text("桥路水田村", min_size=1, max_size=8), max_size=6)


@given(PARAGRAPHS, PARAGRAPHS)
def test_any_two_texts(before: list[str], after: list[str]) -> None:
    """Nothing is told of equal texts; of others every new line was written and every gone one was there, and all that
    came or went is told."""
    found = lines(before, after)
    assert (found == []) == (before == after)
    assert all(row[2:] in {"+": after, "-": before}.get(row[0], [row[2:]]) for row in found)
    rows = [row[0] for row in found]
    assert rows.count("+") - rows.count("-") == len(after) - len(before)


def test_an_edited_story() -> None:
    """Its headline, its words and its photographs; the lists that follow from it are only counted."""
    old = {
        STORY: page("桥通了", "桥通了，人都来看。", photo("aa", "qiao", "一座桥"), photo("bb", "ren", "人群")),
        "index.html": b"1",
    }
    new = {
        STORY: page("新桥通了", "桥修通了，人都来看。", photo("cc", "qiao", "一座桥"), photo("dd", "shui", "溪水")),
        "index.html": b"2",
    }
    assert told(old, new) == [
        "改动的网页 1 个",
        f"  《新桥通了》 {STORY}",
        "    ~ 标题：［+新］桥通了",
        "    ~ 桥［+修］通了，人都来看。",
        "    ~ 图片 qiao 换了（一座桥）",
        "    + 图片 shui（溪水）",
        "    - 图片 ren（人群）",
        "首页、列表、订阅和站点地图：1 个",
    ]


def test_new_and_withdrawn_stories() -> None:
    """By headline and address; a new one with how many photographs it has."""
    old, new = {"a/1.html": page("撤下的", "一")}, {"a/2.html": page("新的", "二", photo("aa", "x"), photo("bb", "y"))}
    assert told(old, new) == [
        "新增的网页 1 个",
        "  《新的》 a/2.html",
        "    图片 2 张",
        "撤下的网页 1 个",
        "  《撤下的》 a/1.html",
    ]


@pytest.mark.parametrize("more", [{"head": "<link>"}, {"after": "另一篇"}])
def test_a_page_whose_words_stay_is_only_counted(more: dict[str, str]) -> None:
    """A new stylesheet, or other stories at its end: its own readers see the same."""
    assert told({STORY: page("桥", "一")}, {STORY: page("桥", "一", **more)}) == [
        "正文不变、只有版面或导航变化的网页：1 个"
    ]


def test_nothing() -> None:
    """No change is said in a sentence."""
    assert told({STORY: b"1"}, {STORY: b"1"}) == ["读者看到的不会有任何变化"]


def test_a_rewritten_story_is_not_told_to_the_end() -> None:
    """After forty lines the rest is counted, and its photographs are still told."""
    old = page("桥", *(chr(0x4E00 + n) * 9 for n in range(60)), photo("aa", "x"))
    new = page("桥", *(chr(0x6E00 + n) * 9 for n in range(60)))
    rows = told({STORY: old}, {STORY: new})
    assert [row for row in rows if "还有" in row] == [f"    ……还有 {120 - 40} 处"]
    assert "    - 图片 x（）" in rows


def test_what_a_page_shows() -> None:
    """Each block once, in order, without blanks that do not show; scripts and lists of other pages are no words of
    its own; a page without a main part is taken whole."""
    found = page_words(
        page(
            "桥 <b>通</b>了",
            "第一段，<em>重</em>点。",
            "<ul><li>一</li><li>二</li></ul>",
            "<blockquote><p>引\n 文</p></blockquote>",
            "<script>1</script>",
            after="别的",
        )
    )
    assert (found.title, found.lines) == ("桥 通了", ("第一段，重点。", "一", "二", "引 文"))
    assert page_words(b"<title>t</title><p>x</p>").lines == ("x",)
    assert page_words(b"").lines == ()


def test_a_photo_s_name() -> None:
    """A photograph is told by the newsroom's name for it."""
    for file in (
        "photos/0a1b-stone-bridge-960.jpg",
        "photos/0a1b-stone-bridge-share.jpg",
        "photos/0a1b-stone-bridge.jpg",
    ):
        assert PagePhoto(file, "").name == "stone-bridge"
