"""From a content folder to an Edition whose pages are planned: the order in which the rooms take their turns."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit
from zoneinfo import ZoneInfo

from ..newsroom import signals
from ..newsroom.copy import Copy
from ..newsroom.edition import Edition
from ..newsroom.gazetteer import read_gazetteer
from ..newsroom.problem import Problem
from ..newsroom.site import NewsroomSettings, Site, read_settings
from ..newsroom.story import Base, Piece
from .assets import read_assets
from .clock import moment
from .enclosures import enclose
from .links import resolve
from .pages import plan_pages
from .scan import Source, scan
from .stories import apart, base_from, newest_first, standing_from, story_from

Read = Callable[[Source], Copy | list[Problem]]


def open_edition(settings: Mapping[str, Any], root: Path) -> Edition:
    """An Edition with its settings read, its theme's files taken in and no copy yet. A SettingsError names what is
    wrong."""
    content = Path(settings["PATH"])
    gazetteer, problems = read_gazetteer(content)
    url = str(settings["SITEURL"]).rstrip("/")
    assets, files = read_assets(Path(settings["THEME"]) / "static")
    site = Site(
        name=settings["SITENAME"],
        url=url,
        base=urlsplit(url).path,
        language=settings["DEFAULT_LANG"],
        sections=gazetteer.sections,
        newsroom=read_settings(NewsroomSettings, settings.get("NEWSROOM", {}), "NEWSROOM"),
        assets=assets,
    )
    edition = Edition(
        root=root,
        content=content,
        output=Path(settings["OUTPUT_PATH"]),
        store=root / ".build",
        settings=settings,
        now=moment(settings.get("NOW"), ZoneInfo(settings["TIMEZONE"])),
        site=site,
        gazetteer=gazetteer,
        strict=bool(settings.get("STRICT", False)),
        problems=problems,
    )
    edition.files.update(files)
    edition.files.update(_extra(content / "extra"))
    return edition


def fill(edition: Edition, read: Read) -> None:
    """Read all copy and make Stories, Bases and StandingPages of it; what cannot be one is a Problem and costs no
    other."""
    zone, gazetteer = edition.now.tzinfo, edition.gazetteer
    assert zone is not None
    filed: dict[str, list[Copy]] = {"base": [], "story": [], "page": []}
    for source in scan(edition.content):
        copy = read(source)
        if isinstance(copy, Copy):
            filed[source.kind].append(copy)
        else:
            edition.problems += copy
    for copy in filed["base"]:
        base, problems = base_from(copy, gazetteer, zone)
        edition.problems += problems
        edition.bases += [base] if base else []
    for copy in filed["story"]:
        type_story(edition, copy, edition.bases)
    for copy in filed["page"]:
        page, problems = standing_from(copy, gazetteer, zone)
        edition.problems += problems
        edition.standing += [page] if page else []
    signals.stories_read.send(edition)


def type_story(edition: Edition, copy: Copy, bases: Sequence[Base]) -> None:
    """Make a Story of one file of copy, or tell the edition why there is none."""
    assert edition.now.tzinfo is not None
    story, problems = story_from(copy, edition.gazetteer, bases, edition.now.tzinfo, edition.now)
    edition.problems += problems
    edition.stories += [story] if story else []


def pieces(edition: Edition) -> list[Piece]:
    """Everything that has a page of its own copy."""
    return [*edition.stories, *edition.bases, *edition.standing]


def addresses(edition: Edition) -> dict[str, str]:
    """Content path of every piece that is out → its page."""
    return {piece.path.removeprefix("content/"): piece.url for piece in pieces(edition)}


def place(edition: Edition, known: Mapping[str, str] | None = None) -> dict[str, dict[str, str]]:
    """Find what every piece offers and links to; by a piece's path, its link targets → output paths. known: addresses,
    where the edition is not all there is."""
    content, files, faults = edition.content, edition.files, edition.problems
    edition.stories = [enclose(story, content, files, faults) for story in edition.stories]
    edition.bases = [enclose(base, content, files, faults) for base in edition.bases]
    edition.standing = [enclose(page, content, files, faults) for page in edition.standing]
    known = addresses(edition) if known is None else known
    return {piece.path: resolve(piece, known, content, files, faults) for piece in pieces(edition)}


def plan(edition: Edition) -> None:
    """Give every piece its place and plan all pages; what the plugins hold back is not among the stories any more."""
    edition.stories, problems = apart(sorted(edition.stories, key=newest_first))
    edition.problems += problems
    links = place(edition)
    edition.site = replace(edition.site, standing=tuple((page.headline, page.url) for page in edition.standing))
    edition.pages = plan_pages(
        edition.site, edition.gazetteer, edition.stories, edition.bases, edition.standing, links, edition.now
    )
    signals.pages_planned.send(edition)


def _extra(folder: Path) -> dict[str, Path | bytes]:
    """Files for the output's root, such as robots.txt."""
    if not folder.is_dir():
        return {}
    return {file.relative_to(folder).as_posix(): file for file in sorted(folder.rglob("*")) if file.is_file()}
