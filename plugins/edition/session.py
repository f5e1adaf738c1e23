"""A site's editions, made one after another from one settings file: once for a build, many for the preview."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from functools import cached_property
from pathlib import Path
from typing import Any

from jinja2 import Environment

from ..incremental.code import code_key
from ..incremental.fingerprint import Fingerprints
from ..incremental.scan import Scan
from ..incremental.store import Shelf, Store
from ..newsroom import signals
from ..newsroom.copy import Copy
from ..newsroom.edition import Edition
from ..newsroom.problem import Problem, errors
from . import assemble
from .intake import Intake, Reader, Typist
from .pages import story_page
from .press import named, press, rendering_settings
from .related import Neighbours
from .render import Printer
from .scan import Source, scan


@dataclass(frozen=True, slots=True)
class Turn:
    """One step of bringing a site up to date.

    changed: output paths (posix) whose bytes are new or gone; problems: of what was looked at; whole: the output is
    now what a build from nothing would write. A turn that is not whole shows one story's own page and nothing else.
    """

    changed: tuple[str, ...]
    problems: tuple[Problem, ...]
    whole: bool


class Session:
    """What stays between two editions of one site: templates, Markdown reader, the last edition.

    A build makes one edition. The preview keeps the session and tells it which files have moved:

        session = open_session(Path("pelicanconf.py"), NOW=…)     # plugins.edition
        session.make()                                            # everything that is stale; session.edition is it
        for turn in session.changed(paths):                       # first the page of the story that was saved,
            push(turn.changed, turn.problems)                     # then, with turn.whole, all that shows it

    `changed` may be given any paths, also none, or hundreds after a checkout: what has really changed is found out by
    looking. It is an iterator: whoever stops after the first turn leaves the output without the lists. Content faults
    are in turn.problems and never raise; a fault in a template raises (jinja2.TemplateError, with file and line) and
    the session goes on at the next call. When code or settings have changed, open another session.
    """

    def __init__(
        self,
        settings: Mapping[str, Any],
        environment: Environment,
        reader: Reader | None = None,
        again: Callable[[], Environment] | None = None,
    ) -> None:
        """reader: reads one file of copy in the place of edition.reading, where plugins want to look on; again: makes
        the same environment in another process."""
        self.settings, self.environment, self.again = settings, environment, again
        self.jobs = int(settings.get("JOBS", 0))
        self.root = Path(settings["PATH"]).parent
        self.reader = reader
        self.edition: Edition | None = None

    @cached_property
    def code(self) -> bytes:
        """The fingerprint of all code that this edition is made by, and of the settings that change what templates
        say."""
        files = [*Path(__file__).resolve().parents[1].rglob("*.py"), *self.root.glob("*.py")]
        for folder in self.settings["PLUGIN_PATHS"]:
            files += Path(folder).rglob("*.py")
        return Fingerprints().of([code_key(files), rendering_settings(self.settings)])

    def make(self) -> Edition:
        """Bring everything up to date."""
        self.plan()
        return self.write()

    def plan(self) -> Edition:
        """Read, let the plugins have their turn, plan every page."""
        self.edition = edition = assemble.open_edition(self.settings, self.root)
        self.take_in(edition)
        assemble.fill(edition, self.intake, self.settings["MARKDOWN"], self.reader)
        self.scan.save()
        self.store.save()
        assemble.plan(edition)
        return edition

    def take_in(self, edition: Edition) -> Intake:
        """Open the store, and what takes in copy by way of it."""
        self.store = Store(edition.store)
        self.shelf = Shelf(self.store.file).use()
        self.scan = Scan(self.store)
        reading = Fingerprints().of([self.code, named(self.settings["MARKDOWN"])])
        self.intake = Intake(self.store, self.shelf, reading, lambda s: self.scan.digest(s.path, s.file), self.jobs)
        return self.intake

    def printer(self, edition: Edition) -> Printer:
        """What renders an edition's pages."""
        return Printer(edition.site, edition.output, self.environment, self.shelf, self.again)

    def write(self) -> Edition:
        """Write what is stale. A strict edition with errors writes nothing: what is published stays as it was."""
        assert self.edition
        edition = self.edition
        if not (edition.strict and errors(edition.problems)):
            edition.written = press(edition, self.printer(edition), self.store, self.code, self.jobs)
        self.intake.forget()
        self.store.commit()
        return edition

    def changed(self, files: Iterable[Path]) -> Iterator[Turn]:
        """Bring the site up to date after files have moved: see the class."""
        moved = {Path(file).resolve() for file in files}
        before = self.edition
        if before and len(moved) == 1:
            source = next((s for s in scan(before.content) if s.file.resolve() in moved and s.kind == "story"), None)
            if source and (turn := self._proof(before, source)):
                yield turn
        edition = self.make()
        yield Turn(edition.written.paths, tuple(edition.problems), whole=True)

    def _proof(self, before: Edition, source: Source) -> Turn | None:
        """The page of one story as it now reads, among the stories of the last edition; None where it has no page of
        its own, or its address has changed."""
        assert before.now.tzinfo
        typist = Typist(self.settings["MARKDOWN"], before.gazetteer, before.bases, before.now.tzinfo, self.shelf)
        copy = (self.reader or typist.read)(source)
        old = next((story for story in before.stories if story.path == source.path), None)
        if not isinstance(copy, Copy) or old is None:
            return None
        proof = replace(
            before, stories=[], bases=[], standing=[], pages=[], held=[], files={}, problems=[], renditions={},
            published=set(), proof=True,
        )  # fmt: skip
        assemble.admit(proof, typist.type(copy))
        signals.stories_read.send(proof)
        if [story.url for story in proof.stories] != [old.url]:
            return None
        links = assemble.place(proof, assemble.addresses(before))
        page = next(page for page in before.pages if page.path == old.url)
        around = Neighbours(page.given["newer"], page.given["older"])
        story = proof.stories[0]
        proof.pages = [story_page(story, before.gazetteer, links[story.path], around, page.given["related"])]
        signals.pages_planned.send(proof)
        printed = self.printer(before).print(proof.pages[0])
        signals.pages_written.send(proof)
        return Turn((old.url,) if printed.changed else (), tuple(proof.problems), whole=False)
