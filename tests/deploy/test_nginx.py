"""Debian's nginx with the snippet that a publish writes: what readers' browsers get from it."""

from __future__ import annotations

import http.client
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import urlsplit

import pytest
from playwright.sync_api import Browser, ConsoleMessage

from plugins.deploy import commands
from plugins.deploy.release.headers import EVERYWHERE, brotli_file, headers_file, nginx_file
from plugins.deploy.release.kinds import BRIEF, IMMUTABLE
from plugins.deploy.release.payload import read_payload
from plugins.deploy.rollout.verify import LiveSite, verify
from plugins.deploy.settings import TargetSettings, destination

from ..press import Built
from . import servers
from .targets import NOW
from .trees import lay, note_built, stories

# One page of every kind.
KINDS = (
    "index.html",
    "minsheng/index.html",
    "dangjian/202106/yishanqing.html",
    "minsheng/202109/qingshui.html",
    "chanye/202101/jingjizhang.html",
    "xiangcun/202012/siji.html",
    "bases/index.html",
    "bases/zhenggou.html",
    "villages/jinye/index.html",
    "tags/shiyongjun/index.html",
    "reporters/xishan/index.html",
    "archive/index.html",
    "archive/2021/index.html",
    "archive/2021/11.html",
    "gallery/index.html",
    "corrections/index.html",
    "search/index.html",
    "about.html",
    "accessibility.html",
    "404.html",
)


def ask(url: str, path: str, encodings: str = "") -> tuple[int, dict[str, str], bytes]:
    """Status, headers (lower case) and body as sent."""
    connection = http.client.HTTPConnection(urlsplit(url).netloc, timeout=20)
    connection.request("GET", path, headers={"Accept-Encoding": encodings} if encodings else {})
    answer = connection.getresponse()
    body = answer.read()
    connection.close()
    return answer.status, {name.lower(): value for name, value in answer.getheaders()}, body


@pytest.fixture(scope="module")
def address(edition: Built, tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """The working edition, published to a folder and served from there with the release's own snippets."""
    folder = tmp_path_factory.mktemp("nginx")
    own = TargetSettings(to=f"folder:{folder / 'target'}", level=5)
    note_built(edition.output, folder / "store")
    assert commands.publish_to(destination("county", own, edition.output, folder / "store"), NOW) == 0
    current = folder / "target" / "current"
    snippets = [current / "nginx.conf", current / "nginx-brotli.conf"]
    with servers.nginx(folder, current / "site", snippets) as url:
        yield url


def some(edition: Built, pattern: str) -> str:
    """The address of one file of the edition."""
    return "/" + next(edition.output.glob(pattern)).relative_to(edition.output).as_posix()


def test_types_caching_and_compression(address: str, edition: Built) -> None:
    """Everything that was published, asked for as a browser does, comes with its type, its caching, and compressed
    where there is a compressed form."""
    own = TargetSettings(to="folder:/nowhere", level=5)
    note_built(edition.output, edition.output.parent / "store")
    tree = read_payload(edition.output, edition.output.parent / "store", level=own.level)
    assert verify(LiveSite(address, patience=0), tree.manifest) == {}


@pytest.mark.parametrize(
    ("pattern", "type", "cache", "packed"),
    [
        ("index.html", "text/html; charset=utf-8", BRIEF, True),
        ("feed.xml", "text/xml; charset=utf-8", BRIEF, True),
        ("sitemap.xml", "text/xml; charset=utf-8", BRIEF, True),
        ("theme/css/site.*.css", "text/css; charset=utf-8", IMMUTABLE, True),
        ("theme/js/modes.*.js", "text/javascript; charset=utf-8", IMMUTABLE, True),
        ("theme/favicon.*.svg", "image/svg+xml", IMMUTABLE, True),
        ("photos/*.webp", "image/webp", IMMUTABLE, False),
        ("photos/*.jpg", "image/jpeg", IMMUTABLE, False),
        ("files/*.pdf", "application/pdf", IMMUTABLE, False),
    ],
)
def test_each_kind_of_file(address: str, edition: Built, pattern: str, type: str, cache: str, packed: bool) -> None:
    """As a browser that knows brotli gets it, one that knows gzip, and one that knows neither."""
    path = some(edition, pattern)
    small = (edition.output / path[1:]).stat().st_size < 256
    for encodings, expected in (("gzip, deflate, br", "br"), ("gzip", "gzip"), ("", "")):
        status, headers, body = ask(address, path, encodings)
        assert status == 200
        assert headers["content-type"] == type
        assert headers["cache-control"] == cache
        assert headers.get("content-encoding", "") == (expected if packed and not small else "")
        if packed and not small:
            assert headers["vary"] == "Accept-Encoding"
        for name, value in EVERYWHERE:
            assert headers[name.lower()] == value


def test_what_is_not_there(address: str) -> None:
    """The newsroom's own page, told as missing, and not kept by browsers."""
    status, headers, body = ask(address, "/chanye/none.html")
    assert status == 404
    assert "没有这一页" in body.decode()
    assert headers["content-type"] == "text/html; charset=utf-8"
    assert "cache-control" not in headers
    assert headers["x-content-type-options"] == "nosniff"
    assert ask(address, "/release.txt")[0] == ask(address, "/nginx.conf")[0] == 404


def test_a_folder_is_its_index(address: str) -> None:
    """Readers type a name without a file."""
    assert ask(address, "/")[2] == ask(address, "/index.html")[2]
    assert ask(address, "/dangjian/")[2] == ask(address, "/dangjian/index.html")[2]
    assert ask(address, "/dangjian")[0] == 301


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_no_page_of_any_kind_breaks_its_policy(address: str, browser: Browser, scheme: str) -> None:
    """Every kind of page in a real browser, light and dark, with its lightbox opened: nothing on the console, nothing
    refused, nothing asked of another host, and the page's own style holds."""
    context = browser.new_context(color_scheme=scheme)  # type: ignore[arg-type]
    said, asked, failed = list[str](), list[str](), list[str]()

    def note(message: ConsoleMessage) -> None:
        if message.type in ("error", "warning"):
            said.append(message.text)

    context.on("console", note)
    context.on("weberror", lambda error: said.append(str(error.error)))
    context.on("request", lambda request: asked.append(request.url))
    context.on("requestfailed", lambda request: failed.append(f"{request.url} {request.failure}"))
    opened = 0
    for path in KINDS:
        page = context.new_page()
        answer = page.goto(f"{address}/{path}")
        assert answer
        assert answer.status == 200
        assert "'unsafe" not in page.content()
        assert page.locator("meta[http-equiv=Content-Security-Policy]").count() == 1
        night = "matchMedia('(prefers-color-scheme: dark)').matches"
        assert page.evaluate(night) == (scheme == "dark")
        ratios = page.evaluate(
            "[...document.querySelectorAll('figure[id]')].map(f => getComputedStyle(f).getPropertyValue('--ratio'))"
        )
        assert all(ratios), f"{path}: the page's own style was refused"
        link = page.locator("figure[id] > a").first
        if link.count():
            link.click()
            page.locator("dialog.lightbox[open] img").wait_for()
            page.keyboard.press("ArrowRight")
            opened += 1
        page.close()
    context.close()
    assert said == []
    assert [row for row in failed if "ERR_ABORTED" not in row] == []  # a picture that was left behind is no fault
    assert [url for url in asked if not url.startswith((f"{address}/", "data:"))] == []
    assert opened >= 4


def test_under_a_path_of_the_county_s_server(tmp_path: Path) -> None:
    """Mounted at /fengxi/ beside the county's own pages: the site works there, and theirs keep their headers."""
    lay(tmp_path / "output", stories(3))
    note_built(tmp_path / "output", tmp_path / "store")
    own = TargetSettings(to=f"folder:{tmp_path / 'target'}", level=5)
    made = destination("county", own, tmp_path / "output", tmp_path / "store", "/fengxi")
    assert commands.publish_to(made, NOW) == 0
    www, current = tmp_path / "www", tmp_path / "target" / "current"
    www.mkdir()
    (www / "index.html").write_text("county")
    (www / "fengxi").symlink_to(current / "site", target_is_directory=True)
    with servers.nginx(tmp_path, www, [current / "nginx.conf", current / "nginx-brotli.conf"]) as url:
        tree = read_payload(tmp_path / "output", tmp_path / "store", "/fengxi", 5)
        assert verify(LiveSite(f"{url}/fengxi", patience=0), tree.manifest) == {}
        assert ask(url, "/fengxi/")[2] == ask(url, "/fengxi/index.html")[2]
        status, headers, body = ask(url, "/fengxi/none.html")
        assert (status, "没有这一页" in body.decode()) == (404, True)
        status, headers, body = ask(url, "/index.html")
        assert (status, body) == (200, b"county")
        assert not {"cache-control", "content-security-policy"} & headers.keys()


def test_the_snippets_come_from_one_table() -> None:
    """nginx and `_headers` say the same of every kind of file."""
    for base in ("", "/fengxi"):
        for name, value in EVERYWHERE:
            assert nginx_file(base).count(f'add_header {name} "{value}" always;') == 2
            assert headers_file(base).count(f"  {name}: {value}\n") == 1
        assert [line for line in headers_file(base).splitlines() if not line.startswith(" ")] == [
            f"{base}{pattern}" for pattern in ("/*", "/theme/*", "/photos/*", "/files/*", "/search/shards/*")
        ]
    assert "unsafe" not in nginx_file("") + headers_file("")
    assert "brotli_static on;" in brotli_file()
    assert "brotli" not in "".join(line for line in nginx_file("").splitlines() if not line.startswith("#"))
