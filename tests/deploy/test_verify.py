"""What readers get, held against the manifest."""

from __future__ import annotations

import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from plugins.deploy.release.manifest import EMPTY, manifest_of
from plugins.deploy.release.payload import Payload, read_payload
from plugins.deploy.release.plan import Plan, plan
from plugins.deploy.rollout.verify import SAMPLE, Finding, LiveSite, as_lines, choose, usable, verify

from .host import Answer, Host, Spoil, host
from .trees import lay, note_built, stories

NOTHING = Plan((), (), (), ())


@pytest.fixture
def tree(tmp_path: Path) -> Payload:
    """An edition with its compressed forms beside it."""
    lay(tmp_path / "site", stories(30))
    note_built(tmp_path / "site", tmp_path / "store")
    made = read_payload(tmp_path / "site", tmp_path / "store", level=5)
    for path, source in made.sources.items():
        target = tmp_path / "site" / path
        if not target.exists():
            target.write_bytes(source.read_bytes())
    return made


@pytest.fixture
def served(tree: Payload, tmp_path: Path) -> Iterator[Host]:
    """The edition on a host that does everything right."""
    with host(tmp_path / "site", "/fengxi") as made:
        yield made


def looked(served: Host, tree: Payload, difference: Plan | None = None, patience: float = 0, **more: bool) -> list[str]:
    """What is found wrong."""
    return as_lines(verify(LiveSite(served.url, patience=patience, **more), tree.manifest, difference))


def test_a_host_that_does_it_right(served: Host, tree: Payload) -> None:
    """Nothing is wrong; home is looked at, what changed, and a sample; never the compressed forms or _headers by their
    own names."""
    changed = [entry for entry in tree.manifest.files.values() if entry.path.endswith("s07.html")]
    assert looked(served, tree, Plan((), tuple(changed), (), ())) == []
    assert {"index.html", "news/202106/s07.html"} <= set(served.asked)
    assert len(served.asked) == len(set(served.asked)) <= SAMPLE + 2
    assert not [path for path in served.asked if path.endswith((".br", ".gz")) or path == "_headers"]


def test_everything_that_changed_is_looked_at(served: Host, tree: Payload) -> None:
    """A first release is looked at whole."""
    assert looked(served, tree, plan(EMPTY, tree.manifest)) == []
    readable = {path for path in tree.manifest.files if not path.endswith((".br", ".gz")) and path != "_headers"}
    assert set(served.asked) == readable


def test_the_sample_is_the_same_for_the_same_release(tree: Payload) -> None:
    """And another one for another release, so that in time every page is looked at."""
    again = manifest_of(tree.manifest.files.values())
    assert choose(tree.manifest, None) == choose(again, None)
    other = manifest_of(entry for entry in tree.manifest.files.values() if "s01" not in entry.path)
    assert choose(tree.manifest, None) != choose(other, None)


def spoiled(name: str, value: str) -> Spoil:
    """An answer with another header."""

    def spoil(path: str, answer: Answer) -> None:
        if path == "index.html":
            answer.headers[name] = value

    return spoil


def status(code: int, **headers: str) -> Spoil:
    """Another status for home."""

    def spoil(path: str, answer: Answer) -> None:
        if path == "index.html":
            answer.status, answer.body = code, b""
            answer.headers = {name.title(): value for name, value in headers.items()}

    return spoil


def body(data: bytes) -> Spoil:
    """Another body for home."""

    def spoil(path: str, answer: Answer) -> None:
        if path == "index.html":
            answer.body = data

    return spoil


def plain(path: str, answer: Answer) -> None:
    """Not compressed, although there is a compressed form."""
    if path == "index.html" and answer.headers.pop("Content-Encoding", ""):
        answer.body = answer.plain


@pytest.mark.parametrize(
    ("spoil", "told"),
    [
        (status(404), "服务器回答 404"),
        (status(500), "服务器回答 500"),
        (status(301, location="https://other.example/"), "服务器回答 301，转到 https://other.example/"),
        (status(0), "取不到"),
        (spoiled("Content-Type", "text/plain"), "类型是 text/plain，应该是 text/html; charset=utf-8"),
        (spoiled("Content-Type", "text/html; charset=gbk"), "类型是 text/html; charset=gbk"),
        (spoiled("Content-Encoding", "zstd"), "压缩格式 zstd 解不开"),
        (spoiled("Content-Encoding", "gzip"), "压缩格式 gzip 解不开"),
        (body(b"\x1f\x8b\x08\x00 not gzip"), "压缩格式 br 解不开"),
    ],
)
def test_what_is_wrong_is_told(served: Host, tree: Payload, spoil: Spoil, told: str) -> None:
    """Each kind of fault in a sentence with the file's name, and nothing else is found wrong."""
    served.spoil = spoil
    found = looked(served, tree)
    assert len(found) == 1, found
    assert found[0].startswith(f"index.html：{told}")


@pytest.mark.parametrize(
    ("spoil", "told"),
    [
        (spoiled("Content-Type", "text/html"), "类型是 text/html，最好是 text/html; charset=utf-8"),
        (spoiled("Cache-Control", "max-age=600"), "缓存规则是 max-age=600，最好是 public, max-age=60"),
        (plain, "没有用压缩好的文件"),
    ],
)
def test_what_readers_can_do_without_is_advice(served: Host, tree: Payload, spoil: Spoil, told: str) -> None:
    """As most plain servers do it: told, and no reason to take a release back; with strict settings it is one."""
    served.spoil = spoil
    found = verify(LiveSite(served.url, patience=0), tree.manifest)
    assert as_lines(found) == []
    (line,) = as_lines(found, must=False)
    assert line.startswith(f"index.html：{told}")
    assert looked(served, tree, strict=True) == [line]


@pytest.mark.parametrize(
    ("given", "wanted", "does"),
    [
        ("application/xml", "text/xml; charset=utf-8", True),
        ("application/octet-stream", "image/avif", True),
        ("", "text/html; charset=utf-8", False),
        ('text/html;charset="UTF-8"', "text/html; charset=utf-8", True),
        ("text/plain", "text/css; charset=utf-8", False),
        ("application/javascript", "text/javascript; charset=utf-8", True),
        ("text/css; charset=gb2312", "text/css; charset=utf-8", False),
    ],
)
def test_types_that_do(given: str, wanted: str, does: bool) -> None:
    """Pages, stylesheets and scripts need theirs; a wrong charset is believed, one that is not said is not missed."""
    assert usable(given, wanted) == does


def test_other_bytes_are_found(served: Host, tree: Payload) -> None:
    """A page that was changed on the host, if only by a byte, is not the one that was published."""
    for ending in ("", ".br", ".gz"):
        (served.folder / f"index.html{ending}").unlink()
    (served.folder / "index.html").write_bytes(b"<!doctype html>hacked")
    assert looked(served, tree) == ["index.html：内容和发布的不一样"]


def test_truncated_gzip_is_found(served: Host, tree: Payload) -> None:
    """Half a compressed file is a fault of that file, and not of the program."""
    for file in served.folder.rglob("*.br"):
        file.unlink()
    packed = served.folder / "index.html.gz"
    for cut in (packed.read_bytes()[:-20], packed.read_bytes()[:20] + b"\xff" * 40):
        packed.write_bytes(cut)
        assert looked(served, tree) == ["index.html：压缩格式 gzip 解不开"]


def test_what_the_host_does_its_own_way_is_not_asked_for(served: Host, tree: Payload) -> None:
    """Where the settings say that the host caches and compresses in its own way, that is no fault."""

    def spoil(path: str, answer: Answer) -> None:
        plain(path, answer)
        answer.headers["Cache-Control"] = "max-age=600"

    served.spoil = spoil
    assert looked(served, tree, caching=False, compressed=False) == []


def test_what_was_taken_away_must_be_gone(served: Host, tree: Payload) -> None:
    """A page that was withdrawn and can still be opened is told; an old picture that stays a while is not."""
    gone = [entry for entry in tree.manifest.files.values() if "s05" in entry.path]
    rest = manifest_of(entry for entry in tree.manifest.files.values() if "s05" not in entry.path)
    found = verify(LiveSite(served.url, patience=0), rest, Plan((), (), tuple(gone), ()))
    assert found.pop("news/202106/s05.html") == Finding("已经撤下，读者还能打开")
    assert [(path.split("/")[0], one.must) for path, one in found.items()] == [("photos", False)]
    for file in served.folder.rglob("*s05*"):
        file.unlink()
    assert verify(LiveSite(served.url, patience=0), rest, Plan((), (), tuple(gone), ())) == {}


def test_a_change_may_take_a_while(served: Host, tree: Payload, monkeypatch: pytest.MonkeyPatch) -> None:
    """Within patience what is not right yet is asked for again, and only that."""
    monkeypatch.setattr(time, "sleep", lambda seconds: None)
    late = {"index.html": 3}

    def spoil(path: str, answer: Answer) -> None:
        if late.get(path, 0):
            late[path] -= 1
            answer.status = 404

    served.spoil = spoil
    assert looked(served, tree, patience=60) == []
    assert served.asked.count("index.html") == 4
    assert max(served.asked.count(path) for path in set(served.asked) - {"index.html"}) == 1


def test_a_host_that_is_away(tree: Payload) -> None:
    """Every file is told, in one line, and no traceback."""
    found = verify(LiveSite("http://127.0.0.1:9", patience=0), tree.manifest, NOTHING)
    assert len(found) >= SAMPLE
    (line,) = as_lines(found)
    assert line.endswith(f" 等 {len(found)} 个文件：取不到，服务器没有开")
    assert as_lines({path: Finding(words) for path, words in (("b", "慢"), ("a", "慢"), ("c", "坏"))}) == [
        "a、b：慢",
        "c：坏",
    ]
