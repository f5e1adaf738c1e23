"""What a page shows its readers: its title, the words of its main part, line by line, and its photographs."""

from __future__ import annotations

import re
from dataclasses import dataclass

from bs4 import BeautifulSoup, Tag

BLOCKS = ("p", "h1", "h2", "h3", "h4", "li", "dt", "dd", "td", "th", "figcaption", "blockquote", "summary", "time")
_PHOTO = re.compile(r"(?:^|/)(photos/[0-9a-f]+-[^\s,]+)")


@dataclass(frozen=True, slots=True)
class Shown:
    """A page as readers see it. lines: words in reading order; photos: (file without size and ending, alt)."""

    title: str
    lines: tuple[str, ...]
    photos: tuple[tuple[str, str], ...]


def shown(html: bytes) -> Shown:
    """Read a page's main part; the whole body where it has none."""
    page = BeautifulSoup(html, "html.parser")
    main = page.find("main") or page.body or page
    title = page.find("h1") or page.title
    lines = [
        words
        for block in main.find_all(BLOCKS)
        if isinstance(block, Tag) and not block.find(BLOCKS) and (words := " ".join(block.get_text().split()))
    ]
    photos = {}
    for image in main.find_all("img"):
        if found := _PHOTO.search(str(image.get("src", ""))):
            name = re.sub(r"^photos/[0-9a-f]+-|-(?:\d+|share|thumb|moving)\.\w+$", "", found[1])
            photos[name] = str(image.get("alt", ""))
    return Shown(title.get_text().strip() if title else "", tuple(lines), tuple(photos.items()))
