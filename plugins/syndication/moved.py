"""A page at every address that a story has left: it sends readers on, and search engines to the new address.

An address is left when a story's section, month or slug changes after it was published (the ledger knows where it
was), and when the story names it among its 旧网址. The page works without JavaScript, from any host and from a disk.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from urllib.parse import SplitResult, unquote, urlsplit

from ..newsroom.ledger import Move
from ..newsroom.page import Head, Page
from ..newsroom.places import Places
from ..newsroom.problem import Problem
from ..newsroom.site import Site
from ..newsroom.story import Story
from .address import absolute

# Hosts of an edition for this machine alone.
_HERE = frozenset({None, "127.0.0.1", "localhost", "::1"})
# A name that every system takes for a file: no longer than Windows opens with its folders before it, not hidden, no
# blank or dot at its end.
_NAME = re.compile(r"(?!\.)[^\x00-\x1f<>:\"|?*\\]{0,119}[^\x00-\x1f<>:\"|?*\\. ]")


def moved_pages(
    stories: Sequence[Story], moves: Iterable[Move], taken: Iterable[str], site: Site
) -> tuple[list[Page], list[Problem]]:
    """The pages by path, and what is wrong with the 旧网址 that stories name.

    moves: from the ledger; taken: output paths that the edition needs for something else, which stay what they are.
    """
    claims, problems = _named(stories, site)
    by_url = {story.url: story for story in stories}
    left = [*claims, *((move.old, by_url[move.new], None) for move in moves)]
    places = Places(taken if left else ())
    pages: dict[str, Page] = {}
    for path, story, told in left:
        if path in pages and pages[path].given["to"] == story.url:
            continue
        if places.free(path):
            places.take(path)
            pages[path] = _page(path, story, site)
        elif told:
            problems.append(told)
    return [pages[path] for path in sorted(pages)], problems


def _page(path: str, story: Story, site: Site) -> Page:
    head = Head(story.headline, kind="moved", canonical=absolute(site, story.url), listed=False)
    return Page(path, "moved.html", {"head": head, "to": story.url})


def _named(stories: Sequence[Story], site: Site) -> tuple[list[tuple[str, Story, Problem | None]], list[Problem]]:
    """What stories name as their 旧网址: output path, story, and the Problem to tell where it is taken."""
    claims: list[tuple[str, Story, Problem | None]] = []
    problems: list[Problem] = []
    for story in sorted(stories, key=lambda story: story.path):
        for alias in story.aliases:
            path = output_path(alias, site)
            line = story.line("Aliases")
            if path is None:
                remedy = "写本站的路径，例如 chanye/202106/qiao.html；别的网站上的网址这里转不了"
                problems.append(Problem(story.path, line, f"旧网址“{alias}”不能用", remedy, "warning"))
            elif path != story.url:
                what = f"旧网址 {path} 上已经有别的网页，没有转到这一篇"
                claims.append((path, story, Problem(story.path, line, what, "从“旧网址”里删掉它", "warning")))
    return claims, problems


def output_path(alias: str, site: Site) -> str | None:
    """The output path that answers to an address as people write it, None where this site cannot answer to it.

    "/a/b.html", "https://<this site>/a/b.html" → "a/b.html"; "a/b/", "a/b", "a/b.shtml" → that folder's index file. An
    edition for this machine alone does not know the host that readers use: to it any may be the site's own, and the one
    that is published says which is not.
    """
    try:
        parts = urlsplit(alias)
    except ValueError:  # "http://[" and the like
        return None
    if parts.query or (parts.scheme or parts.netloc) and not _ours(parts, site):
        return None
    path = unquote(parts.path)
    if site.base and path.startswith(f"{site.base}/"):
        path = path[len(site.base) :]
    pieces = [piece for piece in path.split("/") if piece]
    if not path.endswith((".html", ".htm")):
        pieces.append("index.html")
    return "/".join(pieces) if all(map(_NAME.fullmatch, pieces)) else None


def _ours(parts: SplitResult, site: Site) -> bool:
    own = urlsplit(site.url)
    if not parts.netloc or parts.scheme not in ("", "http", "https"):
        return False
    return parts.netloc in (own.netloc, site.newsroom.domain) or own.hostname in _HERE
