"""The record of what was written into an output folder."""

from __future__ import annotations

import shutil
from collections.abc import Iterable
from pathlib import Path

import pytest

from plugins.incremental.output import Output, Written
from plugins.incremental.store import Store


def lay(folder: Path, *paths: str) -> None:
    """Put files into a folder."""
    for path in paths:
        (folder / path).parent.mkdir(parents=True, exist_ok=True)
        (folder / path).write_bytes(b"x")


def tree(folder: Path) -> set[str]:
    """What stands in a folder, folders included."""
    return {path.relative_to(folder).as_posix() for path in folder.rglob("*")}


@pytest.fixture
def output(tmp_path: Path) -> Path:
    """An output folder with a stranger's file."""
    lay(tmp_path / "output", "mine.txt")
    return tmp_path / "output"


class Build:
    """A build that writes into an output, with a store beside the first."""

    def __init__(self, store: Path, output: Path) -> None:
        self.store = Store(store)
        self.output = Output(self.store, output)

    def announce(self, paths: Iterable[str]) -> None:
        self.output.announce(paths)

    def prune(self, wanted: Iterable[str]) -> list[str]:
        """To its end."""
        gone = self.output.prune(wanted)
        self.output.now = {path: Written() for path in wanted}
        self.output.save()
        self.store.commit()
        return gone

    def paths(self) -> set[str]:
        return set(self.output.known)


def record_of(output: Path) -> Build:
    """A build that begins."""
    return Build(output.parent / ".build", output)


def test_exactly_ours(output: Path) -> None:
    """What was written and is wanted no more is deleted, with the folders that this leaves empty; what others put there
    stays, and so does a folder that holds some of it."""
    ours = ["a/b/old.html", "a/b/c/old.html", "a/keep.html", "d/old.html", "index.html"]
    record_of(output).announce(ours)
    lay(output, *ours, "d/theirs.html")
    pruned = record_of(output).prune(["a/keep.html", "index.html"])
    assert pruned == ["a/b/c/old.html", "a/b/old.html", "d/old.html"]
    assert tree(output) == {"a", "a/keep.html", "d", "d/theirs.html", "index.html", "mine.txt"}


def test_a_build_that_was_killed(output: Path) -> None:
    """What was announced and written by a build that never came to its end is known as ours by the next."""
    record_of(output).announce(["old.html"])
    record_of(output).announce(["half.html"])
    lay(output, "old.html", "half.html")
    assert record_of(output).prune(["new.html"]) == ["half.html", "old.html"]
    assert tree(output) == {"mine.txt"}


def test_drafts_of_a_build_that_was_killed(output: Path) -> None:
    """A build that announced and never pruned may have left drafts: the next one sweeps them, and only that one."""
    record_of(output).announce(["a/b.html", "index.html", "c/d.html"])
    theirs = [".mine.txt.4711.part", "a/.b.html.part", "a/.other.html.4711.part"]
    lay(output, "a/.b.html.4711.part", ".index.html.4711.part", "c/.d.html.4711.part", "a/b.html", *theirs)
    again = record_of(output)
    again.announce(["a/b.html"])
    again.prune(["a/b.html"])
    assert tree(output) == {"mine.txt", "a", "a/b.html", *theirs}
    lay(output, ".mine.txt.part")
    third = record_of(output)
    third.announce(["a/b.html"])
    third.prune(["a/b.html"])
    assert ".mine.txt.part" in tree(output)


def test_only_what_is_recorded_next_time(output: Path) -> None:
    """After pruning, the record names what is wanted and nothing else."""
    record_of(output).announce(["a.html", "b.html"])
    record_of(output).prune(["b.html", "c.html"])
    assert record_of(output).paths() == {"b.html", "c.html"}


def test_already_gone(output: Path) -> None:
    """A file that someone has deleted, or a whole output, stops nothing."""
    record_of(output).announce(["a/b.html", "c.html"])
    assert record_of(output).prune(["c.html"]) == []
    assert record_of(output).paths() == {"c.html"}
    shutil.rmtree(output)
    record_of(output).prune([])
    assert record_of(output).paths() == set()


def test_a_file_that_became_a_folder(output: Path) -> None:
    """A path on which a folder stands now, or below which a file does, is no file of ours and stops nothing."""
    record_of(output).announce(["page", "folder/page.html"])
    lay(output, "page/theirs.html", "folder")
    record_of(output).prune([])
    assert tree(output) == {"page", "page/theirs.html", "folder", "mine.txt"}


@pytest.mark.parametrize(
    "line",
    [
        "../victim.txt",
        "a/../../victim.txt",
        "..",
        ".",
        "/",
        "a/..",
        "./../victim.txt",
        "{root}/victim.txt",
        "C:/x",
        "..\\victim.txt",
    ],
)
def test_hostile_paths(output: Path, line: str) -> None:
    """A record that names what is not in the output deletes nothing there."""
    root = output.parent
    lay(root, "victim.txt")
    lay(output, "a/keep.html")
    record = record_of(output)
    record.announce(["a/keep.html", line.format(root=root.as_posix())])
    record_of(output).prune(["a/keep.html"])
    assert (root / "victim.txt").is_file()
    assert tree(output) == {"a", "a/keep.html", "mine.txt"}


def test_any_name(output: Path) -> None:
    """A name with spaces, Chinese, or a character that ends a line elsewhere is one path."""
    names = {"丰 溪/桥.html", "a\u2028b.html", "a\x85b.html"}
    record_of(output).announce(names)
    assert record_of(output).paths() == names


def test_two_outputs(output: Path) -> None:
    """Two outputs of one site, also of one name, have a record each."""
    other = output.parent / "publish" / "output"
    one, two = record_of(output), Build(output.parent / ".build", other)
    lay(output, "a.html")
    lay(other, "a.html")
    one.announce(["a.html"])
    two.announce(["a.html"])
    assert two.prune([]) == ["a.html"]
    assert (output / "a.html").is_file()
    assert one.paths() == {"a.html"}


def test_a_site_that_moved(output: Path) -> None:
    """A site that is moved with its store and its output still knows its files."""
    record_of(output).announce(["old.html"])
    lay(output, "old.html")
    moved = output.parent.rename(output.parent.with_name("搬 家"))
    assert record_of(moved / "output").prune([]) == ["old.html"]


def test_a_name_with_other_capitals(output: Path) -> None:
    """A path that changed only its capitals is not deleted: on most desktops it is the file just written."""
    record_of(output).announce(["extra/Robots.txt"])
    lay(output, "extra/Robots.txt")
    record_of(output).prune(["extra/robots.txt"])
    assert (output / "extra/Robots.txt").is_file()
