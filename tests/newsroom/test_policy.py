"""The Content-Security-Policy of a page."""

from __future__ import annotations

import base64
import re
from hashlib import sha256

import pytest
from hypothesis import given
from hypothesis import strategies as st
from playwright.sync_api import Page

from plugins.newsroom.policy import hashes, policy, with_policy

PAGE = b'<!doctype html><html><head>\n<meta charset="utf-8">\n%s</head><body>%s</body></html>'


def source(text: str) -> str:
    """The source expression of an inline element's text, worked out here."""
    return f"'sha256-{base64.b64encode(sha256(text.encode()).digest()).decode()}'"


def rules(html: bytes) -> dict[str, list[str]]:
    """A page's policy by directive."""
    content = with_policy(html).split(b'http-equiv="Content-Security-Policy" content="')[1].split(b'"')[0].decode()
    return {name: words for name, *words in (rule.split() for rule in content.split("; "))}


def test_where_it_stands() -> None:
    """Right behind the charset, ahead of everything that it rules; all else stays."""
    page = PAGE % (b"<style>a{}</style>", b"")
    assert with_policy(page).startswith(
        b'<!doctype html><html><head>\n<meta charset="utf-8">\n<meta http-equiv="Content-Security-Policy"'
    )
    before, _, after = with_policy(page).partition(b'\n<meta http-equiv="Content-Security-Policy"')
    assert before + after.partition(b">")[2] == page


def test_only_the_page_s_own_inline_elements_run() -> None:
    """Each inline style and script of the head by its hash, files of the site by 'self', nothing else by any name."""
    found = rules(PAGE % (b"<style>a{}</style><script>1</script><script src=x.js></script><style>b{}</style>", b""))
    assert found["style-src"] == ["'self'", source("a{}"), source("b{}")]
    assert found["script-src"] == ["'self'", source("1")]
    assert found["default-src"] == ["'self'"]
    assert not {"'unsafe-inline'", "'unsafe-eval'", "*", "http:", "https:"} & {w for ws in found.values() for w in ws}


@pytest.mark.parametrize(
    ("element", "found"),
    [
        ("<style>甲{}</style>", ["甲{}"]),
        ("<STYLE media=print>a{}</Style >", ["a{}"]),
        ("<style>\na{}\n</style>", ["\na{}\n"]),
        ("<style>a{}\r\nb{}</style>", ["a{}\nb{}"]),  # a parser takes the carriage return away
        ("<style></style>", [""]),
        ("<p>style</p>", []),
    ],
)
def test_what_is_hashed(element: str, found: list[str]) -> None:
    """The text between the tags, to the last byte, as a parser hands it on."""
    assert hashes(b"style", element.encode()) == [source(text) for text in found]


@pytest.mark.parametrize("kind", ["application/ld+json", "application/json"])
def test_data_is_no_script(kind: str) -> None:
    """Data for machines does not run and needs no hash."""
    assert hashes(b"script", f'<script type="{kind}">{{}}</script>'.encode()) == []


TAGS = "<style>|<STYLE media=a>|<script>|<script src=a>|<script |</style>|</STYLE >|</script>|</script\n>|<|>|a|\r\n|</head"
ELEMENT = re.compile(rb"<(style|script)([^>]*)>(.*?)</(\1)\s*>", re.I | re.S)


@given(st.lists(st.sampled_from(TAGS.split("|"))).map("".join))
def test_tags_in_any_order(html: str) -> None:
    """Tags that are never closed, or within each other: an element goes from its tag to the first end of that name."""
    for tag in ("style", "script"):
        found = [
            source(text.replace(b"\r\n", b"\n").decode())
            for name, attributes, text, _ in ELEMENT.findall(html.encode())
            if name.decode().lower() == tag and b"src" not in attributes
        ]
        assert hashes(tag.encode(), html.encode()) == found


def test_a_hash_is_named_once() -> None:
    """Two elements that read the same have one hash."""
    assert policy(b"<style>a{}</style><style>a{}</style>").count("sha256-") == 1


@pytest.mark.parametrize("page", [b"", b"<p>a</p>", b"<head></head>", b'<body><meta charset="utf-8"></body>'])
def test_a_page_without_a_charset_is_refused(page: bytes) -> None:
    """A template without a charset in its head would publish pages without a policy: the build stops instead."""
    with pytest.raises(ValueError, match="charset"):
        with_policy(page)


def test_in_a_browser(page: Page) -> None:
    """What the head brings along works; a script or style that got into the body, or in a handler, does not."""
    said: list[str] = []
    page.on("console", lambda message: said.append(message.text))
    head = b"<style>b{color:rgb(1,2,3)}</style><script>window.own = 1</script>"
    body = (
        b'<b style="color:red">a</b><script>window.strange = 1</script><img src="data:," onerror="window.strange = 2">'
    )
    page.set_content(with_policy(PAGE % (head, body)).decode())
    assert page.evaluate("getComputedStyle(document.querySelector('b')).color") == "rgb(1, 2, 3)"
    assert page.evaluate("[window.own, window.strange]") == [1, None]
    assert len([line for line in said if "Content Security Policy" in line]) == 3
