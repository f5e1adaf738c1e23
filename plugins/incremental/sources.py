"""What an edition is made from: every file of the content, the theme and the code."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from .tree import walk

ROOMS = Path(__file__).resolve().parents[1]


@dataclass(frozen=True, slots=True)
class Sources:
    """What an edition is made from. folders: of files, by the name they are remembered by; mark: of the settings."""

    folders: Mapping[str, Path]
    mark: str

    def files(self) -> Iterator[tuple[str, str]]:
        """Name and place of every file."""
        for name, folder in self.folders.items():
            own = name == "site"  # of the site's own folder the settings alone: content and output lie below it
            for path, place in walk(folder, closed=name == "content", deep=not own).files:
                if not own or path.endswith(".py"):
                    yield f"{name}/{path}", place


def sources(root: Path, settings: Mapping[str, Any], mark: str) -> Sources:
    """The sources of the site in a folder, as the settings PATH, THEME and so on name them."""
    folders = {"content": Path(settings["PATH"]), "theme": Path(settings["THEME"]), "rooms": ROOMS, "site": root}
    more = [*settings.get("PLUGIN_PATHS", ()), *settings.get("THEME_TEMPLATES_OVERRIDES", ())]
    folders |= {f"more {number}": Path(folder) for number, folder in enumerate(more)}
    return Sources(folders, mark)
