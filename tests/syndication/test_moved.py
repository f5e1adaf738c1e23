"""Pages at the addresses that stories have left."""

from __future__ import annotations

from dataclasses import replace

import pytest

from plugins.newsroom.ledger import Move
from plugins.newsroom.page import Page
from plugins.syndication.moved import moved_pages, output_path

from ..township import SITE, a_story

NEW = "chanye/202106/qiao.html"
OLD = "dangjian/202105/qiao.html"
ROOT = replace(SITE, url="https://town.example", base="")


def sent_on(pages: list[Page]) -> dict[str, str]:
    return {page.path: page.given["to"] for page in pages}


@pytest.mark.parametrize(
    ("alias", "path"),
    [
        ("chanye/202105/a.html", "chanye/202105/a.html"),
        ("/a/b.html", "a/b.html"),
        ("/xizhen/a/b.html", "a/b.html"),
        ("https://town.example/xizhen/a/b.html", "a/b.html"),
        ("https://other.example/a/b.html", None),
        ("//other.example/a.html", None),
        ("http://[/a.html", None),
        ("a/b/", "a/b/index.html"),
        ("a/b", "a/b/index.html"),
        ("a/t20220417_974894.shtml", "a/t20220417_974894.shtml/index.html"),
        ("%E6%A1%A5.html", "桥.html"),
        ("a.html?id=3", None),
        ("a.html#p2", "a.html"),
        ("/", "index.html"),
        ("../a.html", None),
        ("a/../../b.html", None),
        ("a/%2e%2e/b.html", None),
        ("a/.b.html", None),
        ("a\\b.html", None),
        ("a%00b.html", None),
        ("c:/a.html", None),
        ("a./b.html", None),
        ("a" * 116 + ".html", None),
    ],
)
def test_addresses_as_people_write_them(alias: str, path: str | None) -> None:
    """An address of this site becomes a file of the output that every system can hold; any other is none."""
    assert output_path(alias, SITE) == path


def test_an_address_at_the_root_of_its_host() -> None:
    """Where the site has a host of its own, nothing is cut from a path."""
    assert output_path("/xizhen/a.html", ROOT) == "xizhen/a.html"


def test_what_the_ledger_knows() -> None:
    """A story that the ledger knew elsewhere is found from there; the page names the story and where it is."""
    story = a_story()
    (page,), problems = moved_pages([story], [Move("qiao", OLD, NEW)], [NEW], SITE)
    assert problems == []
    assert (page.path, page.template, page.given["to"]) == (OLD, "moved.html", NEW)
    head = page.given["head"]
    assert (head.title, head.listed, head.canonical) == (story.headline, False, f"https://town.example/xizhen/{NEW}")


def test_what_a_story_names() -> None:
    """Every 旧网址 leads to its story; one that the ledger knows as well makes one page."""
    story = a_story(aliases=("a.html", f"/{OLD}", NEW))
    pages, problems = moved_pages([story], [Move("qiao", OLD, NEW)], [NEW], SITE)
    assert sent_on(pages) == {"a.html": NEW, OLD: NEW}
    assert problems == []


@pytest.mark.parametrize(
    ("alias", "taken"),
    [
        ("about.html", "about.html"),
        ("about.html", "ABOUT.html"),
        ("About.html", "about.html"),
        ("about.html", "about.html/index.html"),
    ],
)
def test_an_address_that_is_taken(alias: str, taken: str) -> None:
    """What stands at an address stays there, whatever its case and whether it is a folder; the story is told."""
    story = a_story(aliases=(alias,), lines=(("Aliases", 7),))
    pages, (problem,) = moved_pages([story], [], [taken], SITE)
    assert pages == []
    assert (problem.path, problem.line, problem.level) == (story.path, 7, "warning")
    assert alias in problem.message


def test_no_file_below_a_file() -> None:
    """No folder is made where a file lies."""
    pages, problems = moved_pages([a_story(aliases=("feed.html/a.html",))], [], ["feed.html"], SITE)
    assert (pages, len(problems)) == ([], 1)


def test_two_stories_name_one_address() -> None:
    """The first by path has it; the other is told."""
    stories = [a_story("lu", aliases=("a.html",)), a_story("qiao", aliases=("a.html",))]
    pages, (problem,) = moved_pages(stories[::-1], [], [], SITE)
    assert sent_on(pages) == {"a.html": stories[0].url}
    assert problem.path == stories[1].path


def test_an_address_of_another_host_is_told() -> None:
    """A 旧网址 that this site cannot answer to is a warning with its line."""
    story = a_story(aliases=("https://other.example/a.html",), lines=(("Aliases", 9),))
    pages, (problem,) = moved_pages([story], [], [], SITE)
    assert (pages, problem.line, problem.level) == ([], 9, "warning")
