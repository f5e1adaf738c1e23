"""How one file of the content folder names another."""

from __future__ import annotations

import posixpath
from urllib.parse import quote

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from plugins.newsroom.paths import beside


@pytest.mark.parametrize(
    ("folder", "reference", "path"),
    [
        ("news/2021", "a.jpg", "news/2021/a.jpg"),
        ("news/2021", "./a.jpg", "news/2021/a.jpg"),
        ("news/2021", "qiao/a.jpg", "news/2021/qiao/a.jpg"),
        ("news/2021", "qiao\\a.jpg", "news/2021/qiao/a.jpg"),
        ("news/2021", "../../bases/jinye/b.jpg", "bases/jinye/b.jpg"),
        ("news/2021", "..\\2020\\b.jpg", "news/2020/b.jpg"),
        ("", "villages.toml", "villages.toml"),
        ("news/2021", "秋收 现场/稻 田（一）.jpg", "news/2021/秋收 现场/稻 田（一）.jpg"),
        ("news/2021", "%E7%A8%BB%E7%94%B0.jpg", "news/2021/稻田.jpg"),
        ("news/2021", "a%20b.jpg", "news/2021/a b.jpg"),
        ("news/2021", "增长50%.jpg", "news/2021/增长50%.jpg"),
        ("news/2021", "...", "news/2021/..."),
    ],
)
def test_understood(folder: str, reference: str, path: str) -> None:
    """A reference is taken from the file's folder, with either slash, with or without percent-escapes."""
    assert beside(folder, reference) == path


@pytest.mark.parametrize(
    "reference",
    [
        "",
        "../..",
        "../../..",
        "../../../etc/passwd",
        "..\\..\\..\\secret.txt",
        "%2e%2e/%2e%2e/%2e%2e/x",
        "..%2f..%2f..%2fx",
        "..%5c..%5c..%5cx",
        "/etc/passwd",
        "\\windows\\x",
        "%2fetc/passwd",
        "//host/share/x",
        "\\\\host\\share\\x",
        "%5c%5chost/x",
        "C:\\x.jpg",
        "c:x.jpg",
        "c%3a/x.jpg",
        "http://a.example/x.jpg",
        "HTTPS://a.example/x.jpg",
        "file:///etc/passwd",
        "javascript:alert(1)",
        "data:image/png;base64,AA",
        "a\x00.jpg",
        "a%00.jpg",
    ],
)
def test_refused(reference: str) -> None:
    """What leads out of the content folder, to another host or to a drive is None."""
    assert beside("news/2021", reference) is None


PIECES = st.sampled_from(["..", ".", "/", "\\", "%2e", "%2f", "%5c", "a", "稻", ":", " ", "%00", "C:", "%", "~"])


@given(
    st.sampled_from(["", "news", "news/2021", "features/桥 通了"]), st.lists(PIECES | st.text(max_size=3)).map("".join)
)
@example("", "..\\.")
@example("news", "%2e%2e/..")
def test_never_leaves_the_content_folder(folder: str, reference: str) -> None:
    """Whatever is written, the path stays in the content folder and is in its shortest form."""
    path = beside(folder, reference)
    if path is not None:
        assert posixpath.normpath(posixpath.join("/site/content", path)).startswith("/site/content/")
        assert path == posixpath.normpath(path)
        assert "\\" not in path
        assert "\x00" not in path


@given(st.text(alphabet=st.characters(exclude_characters="/\\\x00:%", exclude_categories=["Cs"]), min_size=1))
def test_any_file_name_can_be_named(name: str) -> None:
    """A file beside the story is found by its name, and by its name in percent-escapes."""
    if name not in (".", ".."):
        assert beside("news", name) == beside("news", quote(name)) == f"news/{name}"
