"""What a browser gets from a preview, over real HTTP."""

from __future__ import annotations

import json
import re
import socket

import pytest

from .desk import Preview, Stream

QIAO = "minsheng/202105/qiao.html"


def test_a_page_and_what_it_carries(standing: Preview) -> None:
    """A page comes as UTF-8, is kept by nobody, and ends in the overlay's script; the home page stands at /."""
    answer, body = standing.ask("/")
    assert answer.status == 200
    assert answer.headers["Content-Type"] == "text/html; charset=utf-8"
    assert answer.headers["Cache-Control"] == "no-store"
    assert int(answer.headers["Content-Length"]) == len(body)
    assert re.search(r'<script src="/-/overlay\.js" data-page="index\.html" data-digest="[0-9a-f]{16}"', body.decode())
    assert standing.ask("/index.html")[1] == body
    assert standing.ask("/", "HEAD")[1] == b""


def test_types(standing: Preview) -> None:
    """Every kind of file comes under its own type, whatever this machine believes of endings."""
    picture = re.search(r'src="[./]*(photos/[^"]+)"', standing.text("/"))
    assert picture
    kinds = {
        "/theme/css/site.css": "text/css; charset=utf-8",
        "/theme/js/modes.js": "text/javascript; charset=utf-8",
        "/theme/favicon.svg": "image/svg+xml",
        "/feed.xml": "text/xml; charset=utf-8",
        "/robots.txt": "text/plain; charset=utf-8",
        f"/{picture[1]}": "image/jpeg",
        "/-/overlay.js": "text/javascript; charset=utf-8",
        "/-/overlay.css": "text/css; charset=utf-8",
    }
    found = {path: standing.ask(path)[0].headers["Content-Type"] for path in kinds}
    assert found == kinds


def test_folders_and_pages_that_are_not_there(standing: Preview) -> None:
    """A folder's index stands at the folder; what is not there is the site's own 404 page, whose links, which begin
    with the site's place on its host, lead somewhere."""
    assert standing.ask("/minsheng/")[1] == standing.ask("/minsheng/index.html")[1]
    answer, _ = standing.ask("/minsheng")
    assert (answer.status, answer.headers["Location"]) == (302, "/minsheng/")
    answer, body = standing.ask("/no/such/page.html")
    assert answer.status == 404
    assert "没有这一页" in body.decode()
    home = re.search(r'href="(/xizhen/index\.html)"', body.decode())
    assert home
    assert standing.ask(home[1])[0].status == 200


@pytest.mark.parametrize(
    "path",
    [
        "/../siteconf.py",
        "/..%2fsiteconf.py",
        "/%2e%2e/siteconf.py",
        "/content/news/2021/qiao.md",
        "/siteconf.py",
        "/.build/edition.sqlite",
        "/-/../live.py",
        "/-/..%2flive.py",
        "/-/",
        "//etc/passwd",
        "/\x00.html".replace("\x00", "%00"),
        "/theme/..\\..\\siteconf.py".replace("\\", "%5c"),
    ],
)
def test_nothing_outside_the_edition(standing: Preview, path: str) -> None:
    """No way of writing a path leads out of the edition."""
    assert standing.ask(path)[0].status == 404


def test_parts_of_a_file(preview: Preview) -> None:
    """A film is played from the middle: its bytes come in the parts that are asked for."""
    film = bytes(range(256)) * 40
    (preview.site / "content/news/2021/film.mp4").write_bytes(film)
    preview.edit("content/news/2021/qiao.md", "大坪村的桥通了车。", "大坪村的桥通了车。\n\n![桥](film.mp4)")
    preview.until(lambda: "files/" in preview.text(f"/{QIAO}"))
    path = "/" + re.search(r'files/[^"]+\.mp4', preview.text(f"/{QIAO}"))[0]  # type: ignore[index]
    answer, body = preview.ask(path)
    assert (answer.status, answer.headers["Accept-Ranges"], answer.headers["Content-Type"], body) == (
        200,
        "bytes",
        "video/mp4",
        film,
    )
    answer, body = preview.ask(path, Range="bytes=1000-1999")
    assert (answer.status, answer.headers["Content-Range"], body) == (
        206,
        f"bytes 1000-1999/{len(film)}",
        film[1000:2000],
    )
    answer, body = preview.ask(path, Range="bytes=-10")
    assert (answer.status, body) == (206, film[-10:])
    answer, body = preview.ask(path, "HEAD", Range="bytes=0-9")
    assert (answer.status, answer.headers["Content-Length"], body) == (206, "10", b"")
    answer, _ = preview.ask(path, Range=f"bytes={len(film)}-")
    assert (answer.status, answer.headers["Content-Range"]) == (416, f"bytes */{len(film)}")


def test_another_name_for_this_machine(standing: Preview) -> None:
    """DNS rebinding: a page on a name that only resolves to this machine learns nothing, not even from the stream."""
    for path in ("/", "/-/events?page=index.html", "/-/problems", f"/{QIAO}"):
        for host in (
            "evil.example",
            f"evil.example:{standing.port}",
            f"127.0.0.1.evil.example:{standing.port}",
            "127.0.0.1:1",
            "",
        ):
            answer, body = standing.ask(path, Host=host)
            assert answer.status == 421
            assert "小镇".encode() not in body
    assert standing.ask("/", Host=f"localhost:{standing.port}")[0].status == 200


def test_a_page_of_another_site(standing: Preview) -> None:
    """Another site may lead here and may not read here."""
    assert standing.ask("/", Sec_Fetch_Site="cross-site", Sec_Fetch_Mode="no-cors")[0].status == 403
    assert standing.ask("/", Sec_Fetch_Site="cross-site", Sec_Fetch_Mode="navigate")[0].status == 200
    headers = standing.ask("/")[0].headers
    assert headers["Cross-Origin-Resource-Policy"] == "same-origin"
    assert "Access-Control-Allow-Origin" not in headers


def test_only_reading(standing: Preview) -> None:
    """Nothing can be sent to a standing."""
    for method in ("POST", "PUT", "DELETE"):
        assert standing.ask("/", method)[0].status == 501


def test_a_request_without_a_host(standing: Preview) -> None:
    """HTTP/1.0 without a Host is turned away; what is no HTTP at all does no harm."""
    for words in (b"GET / HTTP/1.0\r\n\r\n", b"\x16\x03\x01\x02\x00\x01\r\n\r\n"):
        with socket.create_connection(("127.0.0.1", standing.port), timeout=10) as connection:
            connection.sendall(words)
            assert b" 200 " not in connection.recv(200)
    assert standing.ask("/")[0].status == 200


def test_a_stream_tells_its_state_at_once(standing: Preview) -> None:
    """A page that is opened hears how things stand, and its digest is that of the page it was given."""
    stream = Stream(standing, QIAO)
    assert stream.answer.headers["Content-Type"] == "text/event-stream; charset=utf-8"
    digest = re.search('data-digest="([0-9a-f]+)"', standing.text(f"/{QIAO}"))
    assert digest
    assert stream.last["page"] == digest[1]
    assert stream.last["source"] == "content/news/2021/qiao.md"
    assert stream.last["here"] == []
    assert stream.last["unpublished"] == {
        "chanye/202110/draft.html": "草稿",
        "chanye/202111/later.html": "定时未到，2021年12月31日9:00起发布",
    }
    json.dumps(stream.last)
    stream.close()


def test_one_slow_reader_holds_up_nobody(standing: Preview) -> None:
    """Streams that are opened and left lying do not keep a page from coming."""
    streams = [Stream(standing, "index.html") for _ in range(20)]
    assert standing.ask("/")[0].status == 200
    for stream in streams:
        stream.close()
