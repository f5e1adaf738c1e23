"""The edition that ships with the repository: the feature in the seed's shape, and Pelican's own command."""

from __future__ import annotations

import re
import sys
from pathlib import Path

import pytest
from bs4 import BeautifulSoup

from .press import ROOT, Built, run, tree


def feature(edition: Built) -> BeautifulSoup:
    """The feature that leads the home page."""
    home = edition.page("index.html")
    lead = home.select_one("main h2 a[href], main h1 a[href], main .lead a[href]")
    assert lead is not None
    return edition.page(lead["href"].partition("#")[0])


def test_the_feature_carries_every_part(edition: Built) -> None:
    """Kicker, headline, dek with its dash, byline, date, lead photo with caption and credit."""
    page = feature(edition)
    head = page.select_one("main header") or page.find("main")
    assert page.select_one(".kicker").get_text(strip=True)
    assert page.find("h1").get_text(strip=True)
    assert page.select_one(".dek").get_text(strip=True).startswith("——")
    assert "记者" in head.get_text()
    assert head.find("time")["datetime"].startswith("2021")
    figure = page.find("main").find("figure")
    assert figure.find("img")["alt"]
    assert figure.find("figcaption").get_text(strip=True)
    assert figure.select_one(".credit").get_text(strip=True)


def test_the_feature_has_four_two_part_heads(edition: Built) -> None:
    """Each head is two spans with one space between, and an id made of its words."""
    heads = feature(edition).select("main h2.two-part[id]")
    heads = [head for head in heads if len(head.find_all("span", recursive=False)) == 2]
    assert len(heads) == 4
    assert all(re.search(r"[\u4e00-\u9fff]", head["id"]) for head in heads)


def test_the_feature_has_its_lead_ins(edition: Built) -> None:
    """At least twelve paragraphs open with a lead-in sentence in a <strong> of its own."""
    found = feature(edition).select("main p > strong.lead-in")
    assert len(found) >= 12
    assert all(strong.get_text().endswith(("。", "！", "？")) for strong in found)


def test_the_feature_closes_with_a_gallery(edition: Built) -> None:
    """At least five photographs, each with its caption and credit, after the last paragraph of the text."""
    page = feature(edition)
    gallery = page.select("main .gallery")[-1]
    figures = gallery.find_all("figure")
    assert len(figures) >= 5
    assert all(figure.find("figcaption").get_text(strip=True) for figure in figures)
    assert all(figure.select_one(".credit").get_text(strip=True) for figure in figures)


def test_pelican_writes_the_same_bytes(edition: Built, tmp_path: Path) -> None:
    """`pelican -s pelicanconf.py` in the environment builds what `news.py build` builds."""
    command = [sys.executable, "-m", "pelican", "-s", "pelicanconf.py", "-o", str(tmp_path)]
    built = run(command, tmp_path, ROOT)
    assert built.code == 0, built.err
    assert tree(built.output) == tree(edition.output)


@pytest.mark.parametrize("path", ["index.html", "bases/index.html", "gallery/index.html", "about.html"])
def test_no_story_is_missing_its_page(edition: Built, path: str) -> None:
    """As many story pages as stories that are out."""
    assert (edition.output / path).is_file()
    stories = list((ROOT / "content" / "features").glob("*/story.md")) + list((ROOT / "content" / "news").rglob("*.md"))
    pages = [file for file in edition.output.rglob("*.html") if re.fullmatch(r"\d{6}", file.parent.name)]
    assert len(pages) == len(stories)
