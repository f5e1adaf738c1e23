"""The edition kept in memory for a preview: a save changes what it touches, and a page is made when it is looked at.

Nothing is written. Pages are planned and rendered by the functions that a build uses, over the same values; what is
kept between two saves is only what the first one did not touch.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable
from dataclasses import replace
from hashlib import sha256
from pathlib import Path
from zoneinfo import ZoneInfo

from ...incremental.sources import ROOMS
from ...newsroom import signals
from ...newsroom.edition import Edition
from ...newsroom.page import Page
from ...newsroom.problem import Problem, in_order
from ...newsroom.story import Base, Piece, StandingPage, Story
from ..outputs import settle
from ..plan.assemble import extra, open_edition
from ..plan.clock import moment
from ..plan.inputs import Desk
from ..plan.links import resolve
from ..plan.pages import all_pages, home_page, page_of_story, pages_in, with_menu
from ..plan.related import Around
from ..print.render import finish, render
from ..session import Session
from ..tags import respelt, spellings, told
from ..take_in.intake import Progress
from ..take_in.stories import apart, newest_first
from .effect import Effect, effect
from .outlook import Folders, Held, Outlook, Sheet
from .pieces import Pieces
from .read_copy import LiveCopy


class Resident:
    """One edition. Every method is called by one thread.

    progress: told how many files of how many have been read while it opens.
    """

    def __init__(self, session: Session, progress: Progress) -> None:
        self.session = session
        self.edition = self._open()
        self.copy = LiveCopy(session, self.edition, progress)
        self.pieces = Pieces(self.copy)
        self.links: dict[str, dict[str, str]] = {}
        self.astray: dict[str, list[Problem]] = {}  # problems of links, by piece
        self.clashes: list[Problem] = []
        self.spellings: dict[str, str] = {}
        self.addresses: dict[str, str] = {}
        self.late: tuple[Problem, ...] = ()  # what the plugins say of all pages together
        self.desk: Desk
        everything = set(self.copy.rows)
        self.pieces.make(self.edition, everything, whole=True)
        self._settle(True, everything)
        self._plan_whole()

    def _open(self) -> Edition:
        settings = self.session.settings
        now = moment(settings.get("NOW"), ZoneInfo(settings["TIMEZONE"]))
        edition = open_edition(settings, self.session.root, now, preview=True)
        theme = {path: data for path, data in edition.files.items() if path.startswith("theme/")}
        self._theme = {path: _digest(data) for path, data in theme.items() if isinstance(data, bytes)}
        return edition

    @property
    def folders(self) -> Folders:
        """What there is to watch."""
        settings = self.edition.settings
        code = [ROOMS, *map(Path, settings["PLUGIN_PATHS"])]
        return Folders((self.edition.content, Path(settings["THEME"]), *code), self.edition.site.base)

    def known(self, paths: Iterable[Path]) -> set[Path]:
        """Those of these paths that copy is read from now."""
        return {path for path in paths if self.copy.name(path) in self.copy.rows}

    # What is saved

    def refresh(self, paths: set[Path]) -> Outlook | None:
        """Take in what was saved; None where nothing of it is the edition's."""
        settings, content = self.edition.settings, self.edition.content
        theme = any(path.is_relative_to(settings["THEME"]) for path in paths)
        inside = {path for path in paths if path.is_relative_to(content)}
        if not theme and not inside:
            return None
        tables = any(path.parent == content and path.suffix == ".toml" for path in inside)
        if theme or tables or any(path.is_relative_to(content / "extra") for path in inside):
            self._open_again()
        zone = self.edition.now.tzinfo
        assert zone is not None
        self.edition.now = moment(settings.get("NOW"), zone)
        stale = set(self.copy.rows) if tables else self.pieces.due(self.edition.now)
        if tables:
            self.copy.read_all()
            stale |= self.copy.rows.keys()
        elif inside:
            stale |= self.copy.saved(inside)
        before = {path: self.pieces.piece(path) for path in stale}
        self.pieces.make(self.edition, stale, whole=tables)
        ledger = content / "ledger.tsv" in inside
        moves = any(effect(piece, self.pieces.piece(path)) is Effect.PLACES for path, piece in before.items())
        placed = theme or tables or ledger or moves
        self._settle(placed, stale)
        return self.outlook()

    def _open_again(self) -> None:
        """Theme, tables and extra files as they are now; what has been read stays."""
        fresh, old = self._open(), self.edition
        fresh.renditions, fresh.galleries = old.renditions, old.galleries
        fresh.files = old.files | fresh.files
        self.edition = self.copy.edition = fresh
        if self.session.environment.cache is not None:
            self.session.environment.cache.clear()

    # What stands where

    def _settle(self, placed: bool, stale: set[str]) -> None:
        """Give the pieces their places. placed: whether any may have another than before; where none has, the new ones
        stand where the old ones stood."""
        pieces = self.pieces.all()
        if placed:
            found = [piece for piece in pieces.values() if isinstance(piece, Story)]
            stories, self.clashes = apart(sorted(found, key=newest_first))
            self.spellings = spellings(stories, self.edition.gazetteer.tags)
            self.clashes += told(stories, self.spellings)
            stories = [respelt(story, self.spellings) for story in stories]
            around = Around(stories)
            out = {story.path for story in stories}
            addresses = {p.path: p.url for p in pieces.values() if not isinstance(p, Story) or p.path in out}
            if addresses != self.addresses:
                stale = set(addresses)
            self.addresses, self.sources = addresses, {url: path for path, url in addresses.items()}
        else:
            stories, around = list(self.desk.stories), self.desk.around
            for path in stale & self.addresses.keys():
                if isinstance(piece := pieces[path], Story):
                    stories[around.numbers[piece.url]] = respelt(piece, self.spellings)
        self._link([pieces[path] for path in sorted(stale & self.addresses.keys())])
        bases = [piece for piece in pieces.values() if isinstance(piece, Base)]
        standing = [piece for piece in pieces.values() if isinstance(piece, StandingPage)]
        site = with_menu(self.edition.site, stories, bases, standing)
        self.desk = Desk(site, self.edition.gazetteer, stories, bases, standing, self.links, around, self.edition.now)
        self._pages: dict[str, dict[str, Page]] = {}
        self._printed: dict[str, bytes] = {}
        self._files: dict[str, Path | bytes] | None = None
        self._later: list[Callable[[str], Path | None]] = []
        if placed:
            self._more: dict[str, Page] | None = None

    def _link(self, pieces: Iterable[Piece]) -> None:
        """Find where the links of these pieces lead."""
        addresses = {path.removeprefix("content/"): url for path, url in self.addresses.items()}
        for piece in pieces:
            faults: list[Problem] = []
            self.links[piece.path] = resolve(
                piece, addresses, self.edition.content, self.edition.store, self.edition.files, faults
            )
            self.astray[piece.path] = faults

    # What is looked at

    def look(self, path: str, source: str = "") -> Sheet:
        """What stands at an output path now. source: the copy that made the page there when it was last looked at."""
        page = self._page(path)
        if page:
            source = self.sources.get(path, "")
            return Sheet(200, self._print(page), source, self._of(source))
        file = (self._files or {}).get(path) or self.edition.files.get(path) or self.edition.renditions.get(path)
        if file is None and (self._more is None or self._files is None and not path.endswith(".html")):
            self._plan_whole()
        if file is None and self._files:
            file = self._files.get(path)
        if file is None:
            file = next((found for ask in self._later if (found := ask(path))), None)
        if file is not None:
            return Sheet(200, file)
        if self._more and path in self._more:
            return Sheet(200, self._print(self._more[path]))
        missing = self._page("404.html")
        assert missing is not None
        return Sheet(404, self._print(missing), source, self._of(source), self.addresses.get(source, ""))

    def _of(self, source: str) -> tuple[Problem, ...]:
        """The problems of one piece of copy and of its folder, errors first."""
        made = self.pieces.made.get(source)
        found = {*(made.problems if made else ()), *self.astray.get(source, ())}
        name = source.rpartition("/")[2]
        folder = source.removesuffix(name) if name in ("story.md", "base.md") else "\0"
        for problem in (*(row for rows in self.pieces.loose.values() for row in rows), *self.late, *self.clashes):
            if source and (problem.path == source or problem.path.startswith(folder)):
                found.add(problem)
        return tuple(sorted(in_order(found), key=lambda problem: problem.level != "error"))

    def problems(self) -> list[tuple[Problem, str]]:
        """Every problem, by file and line, with the page of its copy, "" where there is none."""
        found = {*self.edition.problems, *self.copy.odd, *self.clashes, *self.late}
        found.update(*(made.problems for made in self.pieces.made.values()))
        found.update(*self.pieces.loose.values(), *(self.astray.get(path, ()) for path in self.addresses))
        return [(problem, self.addresses.get(problem.path, "")) for problem in in_order(found)]

    def outlook(self) -> Outlook:
        """What is to be said of the whole edition now."""
        rows: list[Collection[Problem]] = [self.edition.problems, self.copy.odd, self.clashes, self.late]
        rows += self.pieces.loose.values()
        rows += [made.problems for made in self.pieces.made.values() if made.problems]
        rows += [found for path, found in self.astray.items() if found and path in self.addresses]
        errors = sum(problem.level == "error" for row in rows for problem in row)
        return Outlook(
            stories=len(self.desk.stories),
            errors=errors,
            warnings=sum(map(len, rows)) - errors,
            held=tuple(Held(story.url, why, story.embargo) for story, why in self.pieces.held()),
            styles={path: digest for path, digest in self._theme.items() if path.endswith(".css")},
            scripts=_digest(
                "".join(digest for path, digest in sorted(self._theme.items()) if path[-4:] != ".css").encode()
            ),
        )

    def _page(self, path: str) -> Page | None:
        """The page of a path, planned when it is asked for, with all others of its folder."""
        number = self.desk.around.numbers.get(path)
        if number is not None:
            return page_of_story(self.desk, number)
        if path == "index.html":
            return home_page(self.desk)
        folder = path.partition("/")[0] if "/" in path else ""
        if folder not in self._pages:
            self._pages[folder] = {page.path: page for page in pages_in(self.desk, folder)}
        return self._pages[folder].get(path)

    def _print(self, page: Page) -> bytes:
        """A page's bytes, with what the plugins add to it."""
        if page.path not in self._printed:
            batch = replace(
                self.edition, proof=True, site=self.desk.site, pages=[page], problems=[], files={}, finishes=[]
            )
            batch.stories = list(self.desk.stories)
            signals.pages_planned.send(batch)
            finished = finish(batch.pages[0], batch.site, batch.finishes)
            self._printed[page.path] = render(finished, batch.site, self.session.environment)
        return self._printed[page.path]

    def rest(self) -> Outlook | None:
        """Plan what only all pages together tell, once something has moved: for a moment when nobody waits. None where
        that leaves nothing new to say."""
        if self._more is not None:
            return None
        before = self.late
        self._plan_whole()
        return self.outlook() if self.late != before else None

    def _plan_whole(self) -> None:
        """What the plugins make of all pages together: feeds, the sitemap, pages at addresses that were left."""
        desk = self.desk
        pages = list(all_pages(desk))
        batch = replace(self.edition, site=desk.site, problems=[], pages=list(pages), finishes=[], later=[])
        batch.files = dict(self.edition.files)
        batch.stories, batch.bases, batch.standing = list(desk.stories), list(desk.bases), list(desk.standing)
        signals.pages_planned.send(batch)
        settled = settle(batch.pages, batch.files, extra(batch.content), batch.shown())
        planned = {page.path for page in pages}
        self._files = {path: file for path, file in settled.files.items() if file is not self.edition.files.get(path)}
        self._later = batch.later
        self._more = {page.path: page for page in settled.pages if page.path not in planned}
        self.late = (*batch.problems, *settled.problems)


def _digest(data: bytes) -> str:
    return sha256(data).hexdigest()[:16]
