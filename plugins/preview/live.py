"""The edition as it stands this moment: saves go in, pages and what is to be said of them come out."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterable
from dataclasses import asdict
from hashlib import sha256
from pathlib import Path
from typing import TYPE_CHECKING

from ..newsroom.dates import in_chinese, timed
from . import notices
from .fault import Fault
from .viewers import State, Viewers
from .watch import settled
from .worker import Broken, Progress, Worker

if TYPE_CHECKING:  # the edition's front door needs Pelican, which runs in the worker's process alone
    from ..edition.live.outlook import Held, Outlook

Say = Callable[[str], None]


def digest_of(data: bytes) -> str:
    """What a page is known by: 16 hexadecimal digits."""
    return sha256(data).hexdigest()[:16]


class Live:
    """What the server serves. Saves are taken by one thread (`open`, `save`); any thread may look.

    say: a line for the terminal.
    """

    def __init__(self, settings_file: Path, root: Path, say: Say) -> None:
        self.worker = Worker(settings_file, root, self._read)
        self.viewers = Viewers()
        self.say = say
        self.reading: Progress | None = Progress(0, 0)
        self.fault: Fault | None = None
        self.outlook: Outlook | None = None
        self.base = ""
        self._sources: dict[str, str] = {}  # output path → the copy it was last made of
        self._told = 0.0

    def open(self) -> tuple[Path, ...]:
        """Read the whole edition, in a fresh process; the folders it is made of, none where it cannot be opened."""
        self.reading = Progress(0, 0)
        started = time.perf_counter()
        self._tell()
        try:
            folders = self.worker.open()
            outlook = self.outlook = self.worker.ask("outlook")
            self.base, self.fault = folders.base, None
        except Broken as broken:
            self._broke(broken.fault)
            return ()
        finally:
            self.reading = None
            self._tell()
        self.say(f"稿件 {outlook.stories} 篇，用时 {time.perf_counter() - started:.1f} 秒；{_counted(outlook)}")
        return tuple(folders.watched)

    def save(self, paths: set[Path]) -> tuple[Path, ...]:
        """Take in what was saved and tell every open page; new folders to watch, if any."""
        started = time.perf_counter()
        if self.outlook is None or self.fault or any(path.suffix == ".py" for path in paths):
            return self.open()
        try:
            settled(paths, self.worker.ask("known", paths))
            outlook = self.worker.ask("refresh", paths)
        except Broken as broken:
            if broken.ended:
                return self.open()
            self._broke(broken.fault)
            self._tell()
            return ()
        if outlook is not None:
            self.outlook = outlook
            self._tell()
            seconds = time.perf_counter() - started
            self._rest()
            self._report(paths, seconds, self.outlook)
        return ()

    def _rest(self) -> None:
        """Once the open pages have been told: what only all pages together tell."""
        try:
            outlook = self.worker.ask("rest")
        except Broken as broken:
            self._broke(broken.fault)
            self._tell()
            return
        if outlook is not None:
            self.outlook = outlook
            self._tell()

    def _broke(self, fault: Fault) -> None:
        self.fault = fault
        where = f"{fault.path}:{fault.line}: " if fault.path else ""
        self.say(f"{where}{fault.title} → {fault.remedy}\n{fault.trace or fault.message}".rstrip())

    def _report(self, paths: Iterable[Path], seconds: float, outlook: Outlook) -> None:
        names = sorted(path.name for path in paths)
        several = f" 等 {len(names)} 个文件" if len(names) > 1 else ""
        self.say(f"{time.strftime('%H:%M:%S')}  {names[0]}{several}  {seconds:.2f} 秒；{_counted(outlook)}")

    def _read(self, progress: Progress) -> None:
        self.reading = progress
        if time.monotonic() - self._told > 0.25:
            self._tell()

    def _tell(self) -> None:
        self._told = time.monotonic()
        self.viewers.tell(self.state)

    def look(self, path: str, source: str = "") -> notices.Shown:
        """What stands at an output path now: a page, a file, or a notice that says why there is none. source: the copy
        that a page was made of when it was opened."""
        if self.reading is not None:
            return notices.reading(self.reading)
        if self.fault is not None:
            return notices.fault(self.fault)
        try:
            sheet = self.worker.ask("look", path, source or self._sources.get(path, ""))
        except Broken as broken:
            return notices.fault(broken.fault)
        if sheet.status == 200 and sheet.source:
            self._sources[path] = sheet.source
        return notices.Shown(sheet.status, sheet.body, sheet.source, sheet.problems, sheet.moved)

    def problems(self) -> notices.Shown:
        """The page of all problems."""
        if self.reading is not None or self.fault is not None:
            return self.look("")
        try:
            return notices.problems(self.worker.ask("problems"))
        except Broken as broken:
            return notices.fault(broken.fault)

    def state(self, path: str, source: str = "") -> State:
        """Everything that an open page has to know. source: the copy that it was made of when it was opened."""
        shown = self.problems() if path == notices.PROBLEMS else self.look(path, source)
        state: State = {"page": digest_of(shown.body) if isinstance(shown.body, bytes) else "", "status": shown.status}
        if self.reading is not None:
            return {**state, "reading": [self.reading.done, self.reading.total]}
        outlook = self.outlook
        if self.fault is not None or outlook is None:
            return state
        return {
            **state,
            "source": shown.source,
            "moved": shown.moved,
            "assets": outlook.scripts,
            "styles": outlook.styles,
            "unpublished": {held.url: _when(held) for held in outlook.held},
            "here": [asdict(problem) for problem in shown.problems],
            "others": max(0, outlook.errors + outlook.warnings - len(shown.problems)),
            "errors": outlook.errors,
        }

    def close(self) -> None:
        """End the edition's process."""
        self.worker.close()


def _when(held: Held) -> str:
    """Why a story may not go out, and when it will."""
    if held.due is None:
        return held.reason
    clock = f"{held.due.hour}:{held.due.minute:02}" if timed(held.due) else ""
    return f"{held.reason}，{in_chinese(held.due)}{clock}起发布"


def _counted(outlook: Outlook) -> str:
    if not outlook.errors + outlook.warnings:
        return "没有发现问题"
    return f"问题 {outlook.errors + outlook.warnings} 个：错误 {outlook.errors} 个，提醒 {outlook.warnings} 个"
