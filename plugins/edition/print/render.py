"""A Page to bytes, and many of them to files: the one place where a template is run."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from jinja2 import Environment

from ...incremental.backup import Backup
from ...incremental.file_digests import digest_of, packed, state_of
from ...incremental.store import BodyStore
from ...incremental.writer import write_file
from ...newsroom.lean import lean
from ...newsroom.page import Page
from ...newsroom.policy import with_policy
from ...newsroom.site import Site

Finish = Callable[[Page, Site], Page]


def render(page: Page, site: Site, environment: Environment) -> bytes:
    """The page's file in UTF-8, its security policy in it. The template sees `site`, `path` and what the page was
    given; any other name raises jinja2.UndefinedError."""
    template = environment.get_template(page.template)
    return with_policy(template.render({"site": site, "path": page.path, **page.given}).encode("utf-8"))


def finish(page: Page, site: Site, finishes: Sequence[Finish]) -> Page:
    """The page after everyone's last word on it."""
    for one in finishes:
        page = one(page, site)
    return page


@lean
@dataclass(frozen=True, slots=True)
class Printed:
    """One page in the output: whether its bytes are new, and the file's state and digest."""

    path: str
    changed: bool
    state: bytes
    digest: bytes


class Printer:
    """Renders pages into an output folder: all that a worker is told.

    finishes: see Edition; again: makes the same environment in another process; None where there is none but this;
    sync: see write_file.
    """

    def __init__(
        self,
        site: Site,
        output: Path,
        environment: Environment,
        shelf: BodyStore,
        finishes: Sequence[Finish] = (),
        again: Callable[[], Environment] | None = None,
        sync: bool = False,
    ) -> None:
        self.site, self.output, self.environment, self.shelf = site, output, environment, shelf
        self.finishes, self.again, self.sync = tuple(finishes), again, sync
        self.backup = Backup(shelf.file.parent)

    def __reduce__(self) -> tuple[Any, ...]:
        if self.again is None:
            raise TypeError("these templates cannot be had in another process")
        return _printer, (self.site, self.output, self.shelf.file, self.finishes, self.again, self.sync)

    def load(self, pages: Iterable[Page]) -> None:
        """Have all templates of these pages in memory, for workers that are forked next: else each compiles them for
        itself. Only rendering tells which others a template asks for, so one page of each is rendered and let go; the
        shelf as well, for its connection must not cross a fork."""
        for page in {page.template: page for page in pages}.values():
            render(finish(page, self.site, self.finishes), self.site, self.environment)
        self.shelf.close()

    def print(self, page: Page) -> Printed:
        """One page."""
        data = render(finish(page, self.site, self.finishes), self.site, self.environment)
        file = os.path.join(self.output, page.path)
        changed, digest = write_file(file, data, self.sync), digest_of(data)
        self.backup.keep(file, digest)
        return Printed(page.path, changed, packed(state_of(file)), digest)


def _printer(
    site: Site, output: Path, store: Path, finishes: Sequence[Finish], again: Callable[[], Environment], sync: bool
) -> Printer:
    return Printer(site, output, again(), BodyStore(store).use(), finishes, again, sync)


def print_part(printer: Printer, pages: Sequence[Page]) -> list[Printed]:
    """A worker's share."""
    return [printer.print(page) for page in pages]
