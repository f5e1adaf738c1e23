"""The pages that stand open in a browser, and the newest that each of them has to be told."""

from __future__ import annotations

import threading
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

State = dict[str, Any]


@dataclass(eq=False, slots=True)
class Viewer:
    """One open page. path: its output path; what it has not been told yet waits in `news`, and only the newest does:
    a state says everything, so a slow browser misses nothing by missing the ones between."""

    path: str
    source: str
    news: State | None = None
    _told: threading.Condition = field(default_factory=threading.Condition)

    def tell(self, state: State) -> None:
        """Have this state sent next."""
        with self._told:
            self.news = state
            self._told.notify_all()

    def wait(self, seconds: float) -> State | None:
        """The newest state, once; None where there is nothing new within so many seconds."""
        with self._told:
            if self.news is None:
                self._told.wait(seconds)
            news, self.news = self.news, None
            return news


class Viewers:
    """All open pages."""

    def __init__(self) -> None:
        self._all: set[Viewer] = set()
        self._changing = threading.Lock()

    def join(self, viewer: Viewer) -> None:
        """A page was opened."""
        with self._changing:
            self._all.add(viewer)

    def leave(self, viewer: Viewer) -> None:
        """A page was closed."""
        with self._changing:
            self._all.discard(viewer)

    def tell(self, state_of: Callable[[str, str], State]) -> None:
        """Tell every open page its state by output path and source; a page that is open twice is looked at once."""
        with self._changing:
            viewers = sorted(self._all, key=lambda viewer: (viewer.path, viewer.source))
        states: dict[tuple[str, str], State] = {}
        for viewer in viewers:
            key = viewer.path, viewer.source
            if key not in states:
                states[key] = state_of(*key)
            viewer.tell(states[key])
