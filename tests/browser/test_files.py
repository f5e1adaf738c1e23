"""What a page is made of, read as files: its weight, its outline, its links, nothing written into its tags."""

from __future__ import annotations

import posixpath
import re
from collections.abc import Mapping
from functools import cache
from pathlib import Path
from urllib.parse import unquote, urldefrag, urljoin, urlsplit

import pytest
from bs4 import BeautifulSoup

from ..press import Built

KILOBYTES = 68
STORY = re.compile(r"[a-z]+/\d{6}/[a-z0-9-]+\.html")
townships_named = pytest.mark.parametrize("name", ["working", "crowded", "empty"])


@cache
def read(folder: Path) -> dict[str, BeautifulSoup]:
    """Every page of an output, parsed, by its path."""
    return {
        file.relative_to(folder).as_posix(): BeautifulSoup(file.read_text(encoding="utf-8"), "html.parser")
        for file in sorted(folder.rglob("*.html"))
    }


def weight(built: Built, path: str) -> int:
    """Bytes of a page and of the styles and scripts that it asks for."""
    page = built.page(path)
    asked = [tag["href"] for tag in page.select("link[rel=stylesheet]")] + [
        s["src"] for s in page.select("script[src]")
    ]
    files = [posixpath.normpath(posixpath.join(posixpath.dirname(path), address)) for address in asked]
    assert len(files) >= 2, "a story page has a style sheet and a script"
    return sum((built.output / file).stat().st_size for file in (path, *files))


def test_a_story_page_is_light(edition: Built) -> None:
    """HTML, style sheets and scripts of the heaviest story together stay light, uncompressed; 60 kB is the aim."""
    stories = [path for path in read(edition.output) if STORY.fullmatch(path)]
    heaviest = max((weight(edition, path), path) for path in stories)
    assert heaviest[0] < KILOBYTES * 1000, heaviest


@townships_named
def test_heads_make_an_outline(townships: Mapping[str, Built], name: str) -> None:
    """One h1 a page, and no level is skipped on the way down."""
    for path, page in read(townships[name].output).items():
        levels = [int(head.name[1]) for head in page.find_all(re.compile("^h[1-6]$"))]
        assert levels.count(1) == 1, path
        steps = [(above, below) for above, below in zip([0, *levels], levels, strict=False) if below > above + 1]
        assert [step for step in steps if step[0]] == [], (path, levels)


@townships_named
def test_nothing_is_written_into_tags(townships: Mapping[str, Built], name: str) -> None:
    """No style attribute, no inline handler, one <style> and one short inline script."""
    for path, page in read(townships[name].output).items():
        for tag in page.find_all(True):
            assert not [key for key in tag.attrs if key == "style" or key.startswith("on")], (path, tag)
        assert len(page.find_all("style")) <= 1, path
        assert len(page.select("script:not([src]):not([type])")) <= 1, path


@townships_named
def test_every_link_works_and_every_page_is_reached(townships: Mapping[str, Built], name: str) -> None:
    """As a reader without scripts goes: from the home page by links to every page but the 404, each link to a file
    that is there and to a part that is there."""
    pages = read(townships[name].output)
    output = townships[name].output
    reached, waiting = {"404.html", "index.html"}, ["index.html"]
    while waiting:
        path = waiting.pop()
        for link in pages[path].select("a[href]"):
            if urlsplit(link["href"]).scheme:
                continue
            address, fragment = urldefrag(urljoin(f"//site/{path}", link["href"]))
            target = unquote(urlsplit(address).path.lstrip("/"))
            assert (output / target).is_file(), (path, link["href"])
            if target.endswith(".html"):
                assert not fragment or pages[target].find(id=unquote(fragment)), (path, link["href"])
                if target not in reached:
                    reached.add(target)
                    waiting.append(target)
    assert set(pages) - reached == set()
