"""What a published file is: its type, its caching, and when it travels."""

from __future__ import annotations

import mimetypes
import re

import pytest

from plugins.deploy.release.kinds import BRIEF, IMMUTABLE, TYPES, cache_of, plain, rank, type_of
from plugins.edition.plan.enclosures import KINDS
from plugins.newsroom.photo import MIME

from ..press import Built

# The name of a file that is named by its content.
NAMED = re.compile(r"(?:photos|files)/[0-9a-f]{12}-.*|theme/.*\.[0-9a-f]{8}\.\w+")


@pytest.mark.parametrize(
    ("path", "type"),
    [
        ("index.html", "text/html; charset=utf-8"),
        ("index.html.br", "text/html; charset=utf-8"),
        ("feed.xml.gz", "text/xml; charset=utf-8"),
        ("search/1.json", "application/json"),
        ("photos/a.avif", "image/avif"),
        ("A.JPG", "image/jpeg"),
        ("files/a.tar.gz", "application/octet-stream"),
        ("CNAME", "application/octet-stream"),
    ],
)
def test_types(path: str, type: str) -> None:
    """By the file's ending; a compressed form has the type of the file it stands for."""
    assert type_of(path).header == type


def test_the_usual_endings_have_their_registered_types() -> None:
    """Where Python's own table knows an ending, ours says the same."""
    own = {"js": "text/javascript", "xml": "text/xml", "ico": "image/x-icon", "wps": "application/vnd.ms-works"}
    for ending, type in TYPES.items():
        known = mimetypes.MimeTypes(filenames=()).guess_type(f"a.{ending}")[0]
        assert type.name == own.get(ending, known or type.name), ending


def test_all_that_the_newsroom_publishes_has_a_type() -> None:
    """Every kind of attachment, every format of photograph."""
    assert {ending for ending in KINDS if ending not in TYPES} == set()
    assert set(MIME.values()) <= {type.name for type in TYPES.values()}


@pytest.mark.parametrize(
    ("path", "order"),
    [
        ("theme/css/site.0a1b2c3d.css", 0),
        ("photos/0a-b.jpg", 0),
        ("chanye/202106/qiao.html", 1),
        ("chanye/202106/qiao.html.br", 1),
        ("about.html", 1),
        ("robots.txt", 1),
        ("index.html", 2),
        ("index.html.gz", 2),
        ("chanye/index.html", 2),
        ("chanye/page-2.html", 2),
        ("archive/2021/11.html", 2),
        ("feed.xml", 2),
        ("sitemap-2021.xml", 2),
    ],
)
def test_order(path: str, order: int) -> None:
    """What pages show first, pages, then what leads to pages."""
    assert rank(path) == order


def test_only_what_is_named_by_its_content_is_kept_for_good(edition: Built) -> None:
    """In the working edition: a file that browsers never ask for again has its digest in its name."""
    for file in edition.output.rglob("*.*"):
        path = file.relative_to(edition.output).as_posix()
        if file.is_file():
            assert cache_of(path) == (IMMUTABLE if NAMED.fullmatch(path) else BRIEF), path


def test_plain() -> None:
    """A compressed form stands beside a file of a known kind; an archive is a file of its own."""
    assert [plain(path) for path in ("a.html.br", "a.css.gz", "a.tar.gz", "a.gz", "a.html")] == [
        "a.html",
        "a.css",
        "a.tar.gz",
        "a.gz",
        "a.html",
    ]
