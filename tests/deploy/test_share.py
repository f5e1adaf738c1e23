"""A draft as one file for a reviewer's phone."""

from __future__ import annotations

import base64
import subprocess
import sys
from datetime import datetime
from pathlib import Path

import pytest
from bs4 import BeautifulSoup
from playwright.sync_api import Browser, Page

from plugins.deploy.fault import DeployFault
from plugins.deploy.review.share import find_story, one_file

from ..press import ROOT, township

NOW = datetime(2021, 12, 1, 9, 30)
PAGE = "chanye/202106/qiao.html"
FILES = {
    "theme/css/site.css": b"body{background:url(../a.svg)}</style>"[:30],
    "theme/a.svg": b"<svg/>",
    "photos/1-qiao-480.webp": b"w" * 480,
    "photos/1-qiao-1600.webp": b"W" * 1600,
    "photos/1-qiao-960.jpg": b"j" * 960,
    "photos/2-shui-480.webp": b"x" * 480,
    "photos/2-shui-960.webp": b"X" * 960,
    "photos/3-plain.jpg": b"p" * 300,
}


def picture(number: int, name: str, *widths: int) -> str:
    """A photograph as pages show it."""
    srcset = ", ".join(f"../../photos/{number}-{name}-{width}.webp {width}w" for width in widths)
    return (
        f'<figure><a href="../../photos/{number}-{name}-960.jpg"><picture><source type="image/avif" srcset="none.avif 480w">'
        f'<source type="image/webp" srcset="{srcset}" sizes="100vw"><img src="../../photos/{number}-{name}-960.jpg" '
        f'loading="lazy" alt="{name}"></picture></a></figure>'
    )


BODY = picture(1, "qiao", 480, 1600) + picture(2, "shui", 480, 960) + '<img src="../../photos/3-plain.jpg" alt="plain">'


def page(body: str = BODY, head: str = "") -> bytes:
    """A story's page, with all that a page has and a reviewer does not need."""
    return (
        '<!doctype html><html><head><meta charset="utf-8"><meta http-equiv="Content-Security-Policy" content="x">'
        f'<title>桥通了 · 小镇</title><meta property="og:url" content="https://town.example/{PAGE}">'
        '<link rel="canonical" href="https://town.example/"><link rel="stylesheet" href="../../theme/css/site.css">'
        f"<style>.p{{color:red}}</style><script>1</script>{head}</head><body><a class='skip' href='#main'>跳</a>"
        f"<header><nav><a href='../../index.html'>首页</a></nav></header><main>{body}"
        "<p><a href='https://other.example/'>别处</a><a href='#fn1'>1</a></p><section class='related'>别的</section>"
        "</main><footer>页脚</footer></body></html>"
    ).encode()


def shared(html: bytes, limit: int = 10**6) -> BeautifulSoup:
    """The file, parsed."""
    return BeautifulSoup(one_file(html, PAGE, FILES.__getitem__, NOW, limit), "html.parser")


def datas(found: BeautifulSoup) -> list[bytes]:
    """The bytes of its pictures."""
    return [base64.b64decode(str(image["src"]).partition(",")[2]) for image in found.find_all("img")]


def test_everything_is_in_the_file() -> None:
    """Style and photographs are in it, and no address of anything else, whatever a phone would do with it."""
    found = shared(page())
    assert datas(found) == [b"w" * 480, b"X" * 960, b"p" * 300]
    assert "data:image/svg+xml;base64," in found.select_one("style").get_text()  # type: ignore[union-attr]
    assert not found.select("script, link, source, nav, footer, [srcset], [href^=http], [href*='/']")
    assert [link["href"] for link in found.select("a[href]")] == ["#fn1"]


def test_it_is_marked() -> None:
    """On the page, in its title, and for search engines, should it ever get to one."""
    found = shared(page())
    assert found.title
    assert found.title.get_text() == "【未发布】桥通了 · 小镇"
    banner = found.select_one("body > :first-child")
    assert banner
    assert "未发布" in banner.get_text()
    assert "2021-12-01 09:30" in banner.get_text()
    assert found.select_one('meta[name=robots][content="noindex"]')


def test_it_asks_nobody() -> None:
    """One policy of its own: no script, no request; its own style by its hash."""
    rules = [str(meta["content"]) for meta in shared(page()).select("meta[http-equiv]")]
    assert len(rules) == 1
    assert rules[0].startswith("default-src 'none'; img-src data:; style-src 'sha256-")


@pytest.mark.parametrize(
    ("room", "sizes"),
    [(2_400, [480, 960, 300]), (2_300, [480, 480, 300]), (1_700, [480, 480]), (700, [480]), (600, []), (-600, [])],
)
def test_it_stays_small(room: int, sizes: list[int]) -> None:
    """Where photographs do not fit they get narrower, all of them; then the last ones are left out, and say so."""
    whole = len(one_file(page(), PAGE, FILES.__getitem__, NOW, 10**6))
    words = whole - sum(len(base64.b64encode(data)) + 23 for data in (b"w" * 480, b"X" * 960, b"p" * 300))
    html = one_file(page(), PAGE, FILES.__getitem__, NOW, words + room)
    found = BeautifulSoup(html, "html.parser")
    assert [len(data) for data in datas(found)] == sizes
    assert found.get_text().count("（图片略）") == 3 - len(sizes)
    assert len(html) <= words + max(room, 0)


def test_films() -> None:
    """A film is its poster; one without a poster is told."""
    body = '<video poster="../../photos/3-plain.jpg"><source src="a.mp4"></video><video src="b.mp4"></video>'
    found = shared(page(body))
    assert datas(found) == [b"p" * 300]
    assert "（视频略）" in found.get_text()


def lay(content: Path, *files: str) -> Path:
    """Empty stories."""
    for file in files:
        (content / file).parent.mkdir(parents=True, exist_ok=True)
        (content / file).touch()
    return content


@pytest.mark.parametrize(
    "name",
    [
        "qiao",
        "2021/qiao",
        "news/2021/qiao",
        "news/2021/qiao.md",
        "content/news/2021/qiao.md",
        r"content\news\2021\qiao.md",
    ],
)
def test_a_story_by_its_file(tmp_path: Path, name: str) -> None:
    """As people write it, on any system."""
    content = lay(tmp_path / "content", "news/2021/qiao.md", "news/2021/da-qiao.md", "features/lvlang/story.md")
    assert find_story(content, name) == "content/news/2021/qiao.md"


@pytest.mark.parametrize("name", ["lvlang", "features/lvlang", "features/lvlang/", "content/features/lvlang/story.md"])
def test_a_story_by_its_folder(tmp_path: Path, name: str) -> None:
    """A feature is its folder; an absolute path, as it is dragged into a terminal, will do."""
    content = lay(tmp_path / "content", "news/2021/qiao.md", "features/lvlang/story.md", "features/lvlang/notes.md")
    assert find_story(content, name) == "content/features/lvlang/story.md"
    assert find_story(content, str(content / "features/lvlang")) == "content/features/lvlang/story.md"


def test_a_story_that_is_none(tmp_path: Path) -> None:
    """The near one is offered; of two the files are named; nothing outside of the content folder is a story."""
    content = lay(tmp_path / "content", "news/2021/qiao.md", "news/2020/shui.md", "news/2021/shui.md")
    with pytest.raises(DeployFault, match="qiao"):
        find_story(content, "qaio")
    with pytest.raises(DeployFault, match="news/2020/shui.md、news/2021/shui.md"):
        find_story(content, "shui")
    with pytest.raises(DeployFault, match="找不到"):
        find_story(content, str(lay(tmp_path, "other/secret.md") / "other/secret.md"))


def share(site: Path, story: str) -> subprocess.CompletedProcess[str]:
    """The verb, in a process of its own."""
    code = "import sys; from pathlib import Path; from plugins.deploy import share; sys.exit(share(Path(sys.argv[1]), sys.argv[2]))"
    words = [sys.executable, "-c", code, str(site / "siteconf.py"), story]
    return subprocess.run(words, cwd=ROOT, capture_output=True, encoding="utf-8", timeout=300)


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The small township, its feature not published yet."""
    folder = township(tmp_path_factory.mktemp("share"))
    story = folder / "content/features/lvlang/story.md"
    story.write_text(story.read_text(encoding="utf-8").replace("版位：头条\n", "状态：草稿\n"), encoding="utf-8")
    return folder


def listen(page: Page, said: list[str], asked: list[str]) -> None:
    """Note what a page prints to its console, and the scheme of all it asks for."""
    page.on("console", lambda message: said.append(message.text))
    page.on("request", lambda request: asked.append(request.url.partition(":")[0]))


def test_on_a_phone(site: Path, browser: Browser) -> None:
    """The draft as a reviewer gets it: whole, marked while scrolled, photographs shown, nothing refused, nothing
    asked for; in light and dark."""
    done = share(site, "lvlang")
    assert done.returncode == 0, done.stderr
    file = site / ".build/share/lvlang.html"
    assert str(file) in done.stdout
    for scheme in ("light", "dark"):
        context = browser.new_context(viewport={"width": 390, "height": 844}, color_scheme=scheme)
        page, said, asked = context.new_page(), list[str](), list[str]()
        listen(page, said, asked)
        page.goto(file.as_uri())
        assert "绿浪" in page.locator("h1").inner_text()
        assert page.evaluate("[...document.images].every(image => image.complete && image.naturalWidth > 0)")
        assert page.locator("img").count() >= 3
        assert page.evaluate("document.documentElement.scrollWidth") == 390
        page.evaluate("scrollTo(0, document.body.scrollHeight)")
        box = page.locator(".unpublished").bounding_box()
        assert box
        assert box["y"] == 0
        assert page.locator(".unpublished").evaluate("e => getComputedStyle(e).backgroundColor") == "rgb(163, 32, 29)"
        ink = "e => getComputedStyle(e).color"
        assert page.locator(".unpublished").evaluate(ink) == page.locator(".unpublished small").evaluate(ink)
        assert said == []
        assert asked.count("file") == 1
        assert set(asked) <= {"file", "data"}
        context.close()


def test_nothing_of_the_site_changes(site: Path) -> None:
    """The draft stays a draft: neither the output nor the copy is touched."""
    before = (site / "content/features/lvlang/story.md").read_bytes()
    assert share(site, "lvlang").returncode == 0
    assert (site / "content/features/lvlang/story.md").read_bytes() == before
    assert not (site / "output").exists()
    assert not (site / "content/ledger.tsv").exists()


def test_a_draft_with_faults(site: Path) -> None:
    """What can be shown is shown, what is wrong with this draft is told with its line, and the exit code says so."""
    file = site / "content/news/2021/draft.md"
    file.write_text(file.read_text(encoding="utf-8") + "\n![](missing.jpg)\n", encoding="utf-8")
    done = share(site, "draft")
    assert done.returncode == 1
    assert "content/news/2021/draft.md:8" in done.stderr
    assert "Traceback" not in done.stderr
    assert (site / ".build/share/draft.html").is_file()


def test_a_draft_that_cannot_be_read(site: Path) -> None:
    """A file without a head is told, and nothing is written."""
    (site / "content/news/2021/bare.md").write_text("没有稿头\n", encoding="utf-8")
    done = share(site, "bare")
    (site / "content/news/2021/bare.md").unlink()
    assert done.returncode == 1
    assert "content/news/2021/bare.md" in done.stderr
    assert "Traceback" not in done.stderr
    assert not (site / ".build/share/bare.html").exists()
