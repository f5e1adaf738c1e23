"""The one module that knows Pelican: its generator for the edition, its reader for copy, and the ways in for tasks and
the preview. It finds, calls and hands back; what is done is done behind it."""

from __future__ import annotations

import sqlite3
import sys
import time
from collections.abc import Callable, Mapping
from functools import cached_property, partial
from io import TextIOWrapper
from pathlib import Path
from typing import Any

from jinja2 import Environment
from markdown import Markdown
from pelican import Pelican
from pelican import signals as pelican_signals
from pelican.generators import Generator
from pelican.log import console
from pelican.log import init as init_logging
from pelican.readers import BaseReader
from pelican.settings import read_settings
from pelican.utils import DateFormatter

from ..incremental.build_lock import Busy
from ..incremental.last_build import HOUSE, Inspection
from ..incremental.store import Damaged, is_damage
from ..newsroom.copy import Copy
from ..newsroom.edition import Edition
from ..newsroom.problem import Problem, errors
from ..newsroom.site import SettingsError
from .live.resident import Resident
from .print import report
from .print.disk_faults import unwritable
from .print.environment import jinja_setting
from .print.filters import furnish
from .print.reworded import make_reworded
from .session import Session
from .take_in.copy_files import Source
from .take_in.markdown_setting import with_extensions
from .take_in.reading import markdown_from, read_copy

# What the disk below the store may say while an edition is made.
_STORE_FAULTS = (Damaged, OSError, sqlite3.DatabaseError)


class CopyReader(BaseReader):
    """Pelican's reader for .md files, by way of edition.reading."""

    enabled = True
    file_extensions = ["md"]

    @cached_property
    def markdown(self) -> Markdown:
        """Made when the first file is read: Pelican makes several readers and most of them read nothing."""
        return markdown_from(self.settings["MARKDOWN"])

    def read(self, source_path: str) -> tuple[str, dict[str, Any]]:
        """No content of Pelican's own; the Copy, or its Problems, under "copy"."""
        content = Path(self.settings["PATH"])
        path = f"content/{Path(source_path).relative_to(content).as_posix()}"
        return "", {"copy": read_copy(path, Path(source_path).read_bytes(), self.markdown)}


def filed(content: str, metadata: dict[str, Any], **_: Any) -> Copy | list[Problem]:
    """In the place of Pelican's content classes: what CopyReader read."""
    copy: Copy | list[Problem] = metadata["copy"]
    return copy


class EditionGenerator(Generator):
    """Runs the edition inside Pelican: copy is read and pages are planned with the context, written with the output.

    The Edition also stands in Pelican's settings, the one thing that its `finalized` signal shares with generators.
    """

    def generate_context(self) -> None:
        """Read, let the plugins have their turn, plan every page."""
        self.session = _session(self)
        try:
            self.plan()
        except _STORE_FAULTS as fault:
            self.start_over(fault)
            self.plan()

    def plan(self) -> None:
        """Bring the edition to where it can be written, or find that it stands."""
        try:
            self.session.begin()
            with self.session.or_let_go():
                self.settings["ACCOUNT"] = self.session.account() or make_reworded(self.session)
            self.settings["EDITION"] = None if self.settings["ACCOUNT"] else self.session.plan()
        except (SettingsError, Busy) as fault:
            sys.exit(str(fault))

    def start_over(self, fault: Exception) -> None:
        """Set the store aside where it is damaged; end with a sentence where it is the disk that will not; else the
        fault is ours and raised."""
        if is_damage(fault):
            self.session.start_over()
            return
        if not isinstance(fault, OSError | sqlite3.OperationalError):
            raise fault
        words = unwritable(fault, [Path(self.settings["OUTPUT_PATH"]), self.session.root / ".build"])
        if not words:
            raise fault
        sys.exit(words)

    def read(self, source: Source) -> Copy | list[Problem]:
        """One file of copy, through Pelican's readers, with the signals that Pelican sends for articles."""
        copy: Copy | list[Problem] = self.readers.read_file(
            base_path=self.settings["PATH"],
            path=str(source.file),
            content_class=filed,
            fmt="md",
            context=self.context,
            preread_signal=pelican_signals.article_generator_preread,
            preread_sender=self,
            context_signal=pelican_signals.article_generator_context,
            context_sender=self,
        )
        return copy

    def generate_output(self, writer: Any) -> None:
        """Write what is stale."""
        try:
            self.session.finish()
        except _STORE_FAULTS as fault:
            self.start_over(fault)
            self.plan()
            self.session.finish()


def watched(settings: Mapping[str, Any]) -> bool:
    """Whether a plugin or a setting wants a hand in how a file of copy is read: then Pelican's readers read it, one
    after another, and send what they send for articles."""
    heard = (
        pelican_signals.readers_init,
        pelican_signals.article_generator_preread,
        pelican_signals.article_generator_context,
    )
    return any(signal.receivers for signal in heard) or bool(settings.get("READERS"))


def _session(generator: EditionGenerator) -> Session:
    """The session of a generator; with its environment where plugins of others are listed, which may have changed
    it."""
    settings = generator.settings
    reader = generator.read if watched(settings) else None
    if HOUSE.issuperset(map(str, settings["PLUGINS"])):
        return Session(settings, reader)
    furnish(generator.env)
    return Session(settings, reader, generator.env, partial(_environment, dict(settings)))


def _environment(settings: Mapping[str, Any]) -> Environment:
    """The environment of a generator of Pelican's, in another process."""
    paths = {"path": settings["PATH"], "theme": settings["THEME"], "output_path": settings["OUTPUT_PATH"]}
    environment: Environment = Generator(context={}, settings=settings, **paths).env
    furnish(environment)
    return environment


def prepare(pelican: Any) -> None:
    """When Pelican has read its settings and loaded its plugins: name our Markdown extensions and say what Jinja is to
    do with names that it does not know."""
    settings = pelican.settings
    settings["MARKDOWN"] = with_extensions(settings.get("MARKDOWN", {}), list(map(str, settings["PLUGINS"])))
    settings["JINJA_ENVIRONMENT"] = jinja_setting(settings)


strftime = DateFormatter()  # for templates made for Pelican


def add_generator(pelican: Any) -> type[EditionGenerator]:
    """Hand Pelican our generator, and take the time where nobody has."""
    pelican.settings.setdefault("STARTED", time.time())
    return EditionGenerator


def tell(pelican: Any) -> None:
    """The end of a build: what was made, what is wrong; the exit code is 1 where an error stands."""
    seconds = time.time() - pelican.settings["STARTED"]
    if account := pelican.settings["ACCOUNT"]:
        if account.tell(seconds):
            sys.exit(1)
        return
    edition: Edition = pelican.settings["EDITION"]
    if edition.problems:
        print(report.listed(edition.problems), file=sys.stderr)
    print(report.summary(edition, seconds))
    if errors(edition.problems):
        if edition.strict:
            print("有错误，没有写出任何文件；改好后再发布")
        sys.exit(1)


def register() -> None:
    """Called by Pelican."""
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, TextIOWrapper):
            stream.reconfigure(errors="replace")  # a console that lacks a letter prints "?" and the build goes on
    pelican_signals.initialized.connect(prepare)
    pelican_signals.get_generators.connect(add_generator)
    pelican_signals.finalized.connect(tell)


def settings_of(settings_file: Path, **override: Any) -> dict[str, Any]:
    """The settings as Pelican reads them."""
    settings: dict[str, Any] = read_settings(str(settings_file), override=override)
    return settings


def run(settings: dict[str, Any]) -> None:
    """Run Pelican on settings; exits with 1 where the copy has errors."""
    Pelican(settings).run()


def build(
    settings_file: Path,
    output: Path | None = None,
    explain: bool = False,
    look: Inspection | None = None,
    started: float | None = None,
) -> Edition | None:
    """Run Pelican on a settings file in this process; what Pelican logs as an error is one of ours and raises.

    `pelican -s FILE -o OUTPUT` writes the same bytes. explain: say of each page that is rendered why. look: from
    incremental.last_build, by who has no use for the edition itself: one that stands need not be planned. started:
    when the command was given, in seconds since the epoch.
    Exits with 1 where the copy has errors, else gives the edition as it was written; None where it was not planned.
    """
    init_logging(fatal="errors")
    console.quiet = True  # Pelican counts articles, of which we make none; our own summary follows
    override = {"OUTPUT_PATH": str(output)} if output else {}
    passing = {"EXPLAIN": explain, "LOOK": look, "AFRESH": look is None, "STARTED": started or time.time()}
    settings = settings_of(settings_file, **override, **passing)
    run(settings)
    edition: Edition | None = settings["EDITION"]
    return edition


def open_session(settings_file: Path, **override: Any) -> Session:
    """A Session on a settings file, its plugins loaded, nothing read or written yet. override: settings, as on the
    command line. What Pelican logs as an error raises; a SettingsError names a setting that cannot be used."""
    init_logging(fatal="errors")
    console.quiet = True
    settings = settings_of(settings_file, **override)
    Pelican(settings)
    paths = {"path": settings["PATH"], "theme": settings["THEME"], "output_path": settings["OUTPUT_PATH"]}
    generator = EditionGenerator(context=settings.copy(), settings=settings, **paths)
    return _session(generator)


def open_resident(settings_file: Path, progress: Callable[[int, int], object]) -> Resident:
    """The edition of a settings file, kept in memory for a preview. progress: told how many files of copy, of how many,
    have been read."""
    session = open_session(settings_file)
    session.environment.auto_reload = True
    try:
        return Resident(session, progress)
    except (Damaged, sqlite3.DatabaseError) as fault:
        if not is_damage(fault):
            raise
        session.start_over()
        return Resident(session, progress)
