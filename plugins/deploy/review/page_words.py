"""What a page shows its readers: its title, the words of its main part, line by line, and its photographs."""

from __future__ import annotations

import re
from dataclasses import dataclass

from bs4 import BeautifulSoup, Tag

BLOCKS = ("p", "h1", "h2", "h3", "h4", "li", "dt", "dd", "td", "th", "figcaption", "blockquote", "summary", "time")
# What leads to other pages, and changes when they do.
LEADS = "nav, .related, .share"
_PHOTO = re.compile(r"(?:^|/)(photos/[0-9a-f]+-[^\s,]+)")
_NAME = re.compile(r"photos/[0-9a-f]+-(.*?)(?:-(?:\d+|share|thumb|moving))?\.\w+")


@dataclass(frozen=True, slots=True)
class PagePhoto:
    """A photograph on a page: its file, which is named by its content, and its alt."""

    file: str
    alt: str

    @property
    def name(self) -> str:
        """What the newsroom calls it."""
        found = _NAME.fullmatch(self.file)
        return found[1] if found else self.file


@dataclass(frozen=True, slots=True)
class PageWords:
    """A page as readers see it. lines: words in reading order, the title not among them; photos: each once, in
    order."""

    title: str
    lines: tuple[str, ...]
    photos: tuple[PagePhoto, ...]


def page_words(html: bytes) -> PageWords:
    """Read a page's main part; the whole body where it has none."""
    page = BeautifulSoup(html, "html.parser")
    main = page.find("main") or page.body or page
    for element in main.select(LEADS):
        element.decompose()
    title = page.find("h1") or page.title
    lines = [
        words
        for block in main.find_all(BLOCKS)
        if block is not title and not block.find(BLOCKS) and (words := _words(block))
    ]
    photos = {}
    for image in main.find_all("img"):
        if found := _PHOTO.search(str(image.get("src", ""))):
            photos[found[1]] = PagePhoto(found[1], str(image.get("alt", "")))
    return PageWords(_words(title) if title else "", tuple(lines), tuple(photos.values()))


def _words(element: Tag) -> str:
    return " ".join(element.get_text().split())
