"""From a content folder to an Edition whose pages are planned: the order in which the rooms take their turns."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

from ...incremental.tree import walk
from ...newsroom import signals
from ...newsroom.copy import Copy
from ...newsroom.edition import Edition
from ...newsroom.gazetteer import read_gazetteer
from ...newsroom.site import NewsroomSettings, Site, read_settings
from ...newsroom.story import Piece
from ..outputs import settle
from ..tags import respelt, spellings, told
from ..take_in.copy_files import Source, scan
from ..take_in.intake import Intake, Reader, Typist
from ..take_in.stories import Typed, apart, base_from, newest_first, standing_from
from .assets import read_assets
from .enclosures import enclose
from .inputs import Desk
from .links import resolve
from .pages import all_pages, with_menu
from .related import Around

Recall = Callable[[str, Any, Callable[[], Any]], Any]


def open_edition(settings: Mapping[str, Any], root: Path, now: datetime, preview: bool = False) -> Edition:
    """An Edition with its settings read, its theme's files taken in and no copy yet. A SettingsError names what is
    wrong. preview: it is made for the desk to look at, never to be written."""
    content = Path(settings["PATH"])
    gazetteer, problems = read_gazetteer(content)
    url = str(settings["SITEURL"]).rstrip("/")
    assets, files = read_assets(Path(settings["THEME"]) / "static", digests=not preview)
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
        now=now,
        site=site,
        gazetteer=gazetteer,
        strict=bool(settings.get("STRICT", False)),
        problems=problems,
        preview=preview,
    )
    edition.files.update(files)
    edition.files.update(extra(content))
    return edition


def fill(edition: Edition, intake: Intake, markdown: Mapping[str, Any], reader: Reader | None = None) -> None:
    """Read all copy and make Stories, Bases and StandingPages of it; what cannot be one is a Problem and costs no
    other. markdown: Pelican's setting; reader: reads a file where plugins want to look on."""
    zone, gazetteer = edition.now.tzinfo, edition.gazetteer
    assert zone is not None
    filed: dict[str, list[Source]] = {"base": [], "story": [], "page": []}
    sources, problems = scan(edition.content)
    edition.problems += problems
    for source in sources:
        filed[source.kind].append(source)
    typist = Typist(markdown, gazetteer, (), zone, intake.shelf)
    for read in intake.few(filed["base"], typist, reader):
        base, problems = base_from(read, gazetteer, zone) if isinstance(read, Copy) else (None, read)
        edition.problems += problems
        edition.bases += [base] if base else []
    for read in intake.few(filed["page"], typist, reader):
        page, problems = standing_from(read, gazetteer, zone) if isinstance(read, Copy) else (None, read)
        edition.problems += problems
        edition.standing += [page] if page else []
    typist = Typist(markdown, gazetteer, edition.bases, zone, intake.shelf)
    for typed in intake.stories(filed["story"], typist, reader):
        admit(edition, typed)
    intake.shelf.asked.clear()
    signals.stories_read.send(edition)


def admit(edition: Edition, typed: Typed) -> None:
    """Take in a story, or what is wrong with it."""
    story, problems = typed.at(edition.now)
    edition.problems += problems
    edition.stories += [story] if story else []
    if typed.ahead:
        edition.turns(typed.ahead[0])
    if story:
        for moment in (story.embargo, story.date, story.position.over if story.position else None):
            edition.turns(moment)
    if story and typed.undated:
        edition.turns(edition.now.replace(hour=0, minute=0, second=0, microsecond=0) + timedelta(days=1))


def pieces(edition: Edition) -> list[Piece]:
    """Everything that has a page of its own copy."""
    return [*edition.stories, *edition.bases, *edition.standing]


def addresses(edition: Edition) -> dict[str, str]:
    """Content path of every piece that is out → its page."""
    return {piece.path.removeprefix("content/"): piece.url for piece in pieces(edition)}


def place(edition: Edition) -> dict[str, dict[str, str]]:
    """Find what every piece offers and links to; by a piece's path, its link targets → output paths."""
    content, store, files, faults = edition.content, edition.store, edition.files, edition.problems
    edition.stories = [enclose(story, content, store, files, faults) for story in edition.stories]
    edition.bases = [enclose(base, content, store, files, faults) for base in edition.bases]
    edition.standing = [enclose(page, content, store, files, faults) for page in edition.standing]
    known = addresses(edition)
    return {piece.path: resolve(piece, known, content, store, files, faults) for piece in pieces(edition)}


def plan(edition: Edition, recall: Recall | None = None) -> None:
    """Give every piece its place and plan all pages; what the plugins hold back is not among the stories any more.

    recall: gives what was worked out before from an equal value, or works it out; which stories are related is asked
    of it, for that takes as long as all the rest.
    """
    stories, problems = apart(sorted(edition.stories, key=newest_first))
    own = spellings(stories, edition.gazetteer.tags)
    edition.problems += [*problems, *told(stories, own)]
    edition.stories = [respelt(story, own) for story in stories]
    links = place(edition)
    edition.site = with_menu(edition.site, edition.stories, edition.bases, edition.standing)
    around = Around(edition.stories)
    if recall:
        around.know(recall("related", around.traits, around.all_related))
    desk = Desk(
        edition.site, edition.gazetteer, edition.stories, edition.bases, edition.standing, links, around, edition.now
    )
    edition.pages = list(all_pages(desk))
    signals.pages_planned.send(edition)
    settled = settle(edition.pages, edition.files, extra(edition.content), edition.shown())
    edition.pages, edition.files = settled.pages, settled.files
    edition.problems += settled.problems


def extra(content: Path) -> dict[str, Path]:
    """Files for the output's root, such as robots.txt, by output path."""
    folder = content / "extra"
    return {path: Path(place) for path, place in walk(folder).files}
