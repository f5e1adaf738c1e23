"""Which output paths are spoken for. A file cannot lie where a folder is, nor below a file; letters of both cases are
one on some disks."""

from __future__ import annotations

from collections.abc import Iterable, Iterator


class Places:
    """The table of output paths and whose each is: whoever takes a path first has it."""

    def __init__(self, taken: Iterable[str] = ()) -> None:
        self._files: dict[str, str] = {}
        self._folders: dict[str, str] = {}
        for path in taken:
            self.take(path)

    def take(self, path: str) -> None:
        """Take a path; one that is taken stays whose it is."""
        self._files.setdefault(path.lower(), path)
        for folder in _above(path.lower()):
            if self._folders.setdefault(folder, path) is not path:
                break

    def in_the_way(self, path: str) -> str:
        """The path that is taken and leaves no room for this one, "" where there is room: the same but for capitals,
        one below it, or one that it would lie below."""
        low = path.lower()
        found = self._files.get(low) or self._folders.get(low)
        return found or next((self._files[folder] for folder in _above(low) if folder in self._files), "")

    def free(self, path: str) -> bool:
        """Whether there is room for a file."""
        return not self.in_the_way(path)


def _above(path: str) -> Iterator[str]:
    folder = path.rpartition("/")[0]
    while folder:
        yield folder
        folder = folder.rpartition("/")[0]
