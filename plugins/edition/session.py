"""One settings file's editions: what they are read, planned and written with."""

from __future__ import annotations

import gc
import os
import sys
from collections.abc import Callable, Iterator, Mapping
from contextlib import ExitStack, contextmanager
from datetime import datetime
from functools import cached_property, partial
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

from blinker import ANY
from jinja2 import Environment

from ..incremental.account import Account
from ..incremental.build_lock import Lock
from ..incremental.code import code_key
from ..incremental.file_digests import Scan
from ..incremental.fingerprint import Fingerprints
from ..incremental.last_build import HOUSE, Inspection, LastBuild
from ..incremental.output import Output, place_of
from ..incremental.settings import mark_of, plain
from ..incremental.sources import ROOMS, sources
from ..incremental.store import BodyStore, Store, set_aside
from ..incremental.templates import Templates
from ..incremental.tree import walk
from ..newsroom import signals
from ..newsroom.edition import Edition
from ..newsroom.problem import errors
from .plan import assemble
from .plan.clock import moment
from .print.environment import clear_compiled, environment_settings, make_environment
from .print.page_inputs import notes_of
from .print.render import Printer
from .print.report import account_of
from .print.write_edition import press, rendering_settings, why
from .take_in.intake import Intake, Reader
from .take_in.markdown_setting import with_extensions

# Settings that one build hands itself: no edition is another for them.
_PASSING = dict.fromkeys(("EDITION", "ACCOUNT", "STARTED", "LOOK", "EXPLAIN", "AFRESH"))
# Files that a build which knows nothing is going to read whole: whoever does takes their digests by the way.
_READ = (".md", ".jpg", ".jpeg", ".png", ".webp", ".avif", ".heic", ".gif")


class Session:
    """The order in which an edition is made: `begin`; then `plan` and `write`, or `leave` where `account` says that it
    stands. A preview keeps the session, and asks it for templates and for what takes in copy."""

    def __init__(
        self,
        settings: Mapping[str, Any],
        reader: Reader | None = None,
        environment: Environment | None = None,
        again: Callable[[], Environment] | None = None,
    ) -> None:
        """reader: reads one file of copy in the place of edition.reading, where plugins want to look on; environment:
        the templates', where plugins have a hand in it; again: makes the same in another process."""
        self.settings = settings
        self.markdown = with_extensions(settings["MARKDOWN"], list(map(str, settings["PLUGINS"])))
        self.jobs = int(settings.get("JOBS", 0))
        self.sync = bool(settings.get("FSYNC", False))
        self.content, self.output = Path(settings["PATH"]), Path(settings["OUTPUT_PATH"])
        self.root = self.content.parent
        self.look: Inspection | None = settings.get("LOOK")
        self.reader = reader
        self._given = environment, again
        self._announced: set[str] = set()  # by a build whose store was damaged before it came to its end
        self.edition: Edition | None = None

    @cached_property
    def environment(self) -> Environment:
        """The templates', and what has been compiled of them."""
        return self._given[0] or make_environment(self.settings, self._compiled)

    @property
    def again(self) -> Callable[[], Environment] | None:
        """Makes the same environment in another process; None where nobody can."""
        if self._given[0]:
            return self._given[1]
        return partial(make_environment, environment_settings(self.settings), self._compiled)

    @property
    def _compiled(self) -> Path:
        return self.root / ".build" / "templates" / self.code.hex()

    @cached_property
    def templates(self) -> Templates:
        """What each template is made of."""
        return Templates(self.environment, self.recall)

    @cached_property
    def code(self) -> bytes:
        """The fingerprint of all code that this edition is made by, and of the settings that change what templates
        say."""
        found = [*walk(self.root, closed=False, deep=False).files]
        for folder in (ROOMS, *self.settings["PLUGIN_PATHS"]):
            found += walk(folder, closed=False).files
        files = [Path(place) for _, place in found if place.endswith(".py")]
        return Fingerprints().of([code_key(files), rendering_settings(self.settings)])

    @property
    def alone(self) -> bool:
        """Whether nobody but our rooms has a hand in the edition."""
        moments = (
            signals.stories_read,
            signals.pages_planned,
            signals.pages_written,
            signals.stories_reworded,
        )
        heard = [receiver for moment in moments for receiver in moment.receivers_for(ANY)]
        ours = all(".".join(getattr(receiver, "__module__", "").split(".")[:2]) in HOUSE for receiver in heard)
        return ours and self.reader is None and HOUSE.issuperset(map(str, self.settings.get("PLUGINS", ())))

    def settle(self, passing: bool = False) -> bytes:
        """Under which key the edition is to be kept: b"" where the next build has to look again, as where a file was
        saved while this one was made."""
        if self.last.moved(self.sources, self.scan):
            self.last.output.doubt()
            return b""
        return b"" if passing else self.key

    @property
    def clock(self) -> datetime | None:
        """The moment by which an edition may be over; None where the settings say it."""
        return None if self.settings.get("NOW") else self.now

    @property
    def reading(self) -> bytes:
        """The fingerprint of what reads copy."""
        return Fingerprints().of([self.code, plain(self.markdown, self.root)])

    def make(self) -> Edition:
        """Bring everything up to date."""
        self.begin()
        self.plan()
        return self.write()

    def open(self) -> None:
        """Open the store."""
        self.store = Store(self.root / ".build")
        self.shelf = BodyStore(self.store.file).use()
        self.scan = Scan(self.store, self.look.seen if self.look else None)

    def begin(self) -> None:
        """Wait for whoever builds here, open the store, and look at everything that an edition is made from.

        Until the session is left nothing is looked for that could be thrown away: an edition lets go of little while
        it is made, and looking for it takes a quarter of the time.
        """
        self.held = ExitStack()
        gc.disable()
        self.held.callback(gc.enable)
        with self.or_let_go():
            self._begin()

    def _begin(self) -> None:
        lock = Lock(self.root / ".build")
        output = place_of(self.root / ".build", self.output)
        lock.take(output, partial(print, file=sys.stderr))
        self.held.callback(lock.release)
        self.open()
        self.held.callback(self.store.close)
        self.held.callback(self.shelf.close)
        self.now = moment(self.settings.get("NOW"), ZoneInfo(self.settings["TIMEZONE"]))
        self.last = LastBuild(self.store, Output(self.store, self.output, self.sync))
        self.last.output.know(self._announced)
        mark = self.look.mark if self.look else mark_of({**self.settings, **_PASSING}, self.root)
        self.sources = sources(self.root, self.settings, mark)
        # A new store says nothing of any copy: all is going to be read, and whoever reads takes the digests by the way.
        self.unread = not self.scan.known
        if self.unread:
            self.last.output.adopt()
            self.last.look(self.sources, self.scan, later=_is_read)
        else:
            self.key = self.last.key(self.sources, self.scan)

    def account(self) -> Account | None:
        """After `begin`: what the last build said, where the output still is what a build would make now; never with
        the setting AFRESH, by which somebody asks for the edition itself. The session then has nothing to do but
        `leave`."""
        if self.unread or self.settings.get("AFRESH"):
            return None
        with self.or_let_go():
            return self.last.account(self.key, self.clock)

    def start_over(self) -> None:
        """Set a damaged store aside, and say so; everything is then made again."""
        if hasattr(self, "last"):
            self._announced |= self.last.output.announced
        lock = Lock(self.root / ".build")
        lock.take(place_of(self.root / ".build", self.output), partial(print, file=sys.stderr))
        try:
            set_aside(self.root / ".build")
        finally:
            lock.release()
        self.look = None
        print("以前生成的记录损坏了，已经放到一边，这次全部重新生成", file=sys.stderr)

    def finish(self) -> None:
        """Write the edition that was planned, or leave it as it stands."""
        if self.edition:
            self.write()
        else:
            self.leave()

    def leave(self) -> None:
        """Keep what has been learnt of the files."""
        with self.or_let_go():
            self.scan.save()
            self.store.save()
        self.held.close()

    def plan(self) -> Edition:
        """Read, let the plugins have their turn, plan every page."""
        with self.or_let_go():
            self.edition = edition = assemble.open_edition(self.settings, self.root, self.now)
            edition.saw = self._saw
            self.take_in()
            assemble.fill(edition, self.intake, self.markdown, self.reader)
            if self.unread:
                self.key = self.last.whole_key(self.scan)
            self.scan.save()
            self.store.save()
            assemble.plan(edition, self.recall)
        return edition

    @contextmanager
    def or_let_go(self) -> Iterator[None]:
        """Whatever fails, the store is left as it was last saved and free for the next build."""
        try:
            yield
        except BaseException:
            self.held.close()
            raise

    def _saw(self, file: Path, stat: os.stat_result, data: bytes, now: int) -> None:
        """Somebody has read a file of the content folder."""
        if file.is_relative_to(self.content):
            self.scan.saw(f"content/{file.relative_to(self.content).as_posix()}", stat, data, now)

    def recall(self, name: str, given: Any, work: Callable[[], Any]) -> Any:
        """What was worked out before from an equal value by the same code; else it is worked out, and kept."""
        key = Fingerprints().of([self.code, given])
        known = self.store.get("recall", name, key)
        if known is None:
            known = work()
            self.store.keep("recall", name, key, known)
        return known

    def take_in(self) -> Intake:
        """What takes in copy, by way of the store."""
        self.intake = Intake(self.store, self.shelf, self.reading, self.scan, self.jobs)
        return self.intake

    def why(self, path: str) -> str:
        """A line about one page (press.why); nothing of the output is written."""
        self.begin()
        edition = self.plan()
        with self.or_let_go():
            words = why(edition, self.templates, self.last.output, self.code, self.intake.fingerprints, path)
        self.held.close()
        return words

    def printer(self, edition: Edition) -> Printer:
        """What renders an edition's pages."""
        finishes = edition.finishes
        return Printer(edition.site, edition.output, self.environment, self.shelf, finishes, self.again, self.sync)

    def write(self) -> Edition:
        """Write what is stale. A strict edition with errors writes nothing: what is published stays as it was."""
        assert self.edition
        edition = self.edition
        with self.or_let_go():
            if not (edition.strict and errors(edition.problems)):
                edition.written = press(
                    edition,
                    self.printer(edition),
                    self.templates,
                    self.last.output,
                    self.code,
                    self.intake.fingerprints,
                    self.jobs,
                    keep=self.alone,
                )
                key = self.settle(edition.passing)
                self.last.save(key, self.now, edition.until, account_of(edition))
                if self.alone:
                    self.store.keep("notes", self.last.place, key, notes_of(edition, self.shelf))
            self.intake.forget()
            self.last.output.forget_others(self.now)
            self.store.save()
            self.last.output.clear()
            clear_compiled(self._compiled)
        self.held.close()
        return edition


def _is_read(name: str) -> bool:
    """Whether a file is copy, or most likely a photograph: in a build that knows nothing it is going to be read."""
    return name.startswith("content/") and name.lower().endswith(_READ)
