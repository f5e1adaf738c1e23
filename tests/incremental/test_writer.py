"""Bytes to disk: wholly old or wholly new."""

from __future__ import annotations

import os
from collections.abc import Callable
from pathlib import Path

import pytest

from plugins.incremental import writer
from plugins.incremental.writer import publish_file, write_file

Put = Callable[[Path, bytes], bool]


def by_copy(path: Path, data: bytes) -> bool:
    """Publish a file that holds these bytes."""
    original = path.parents[1] / "original"
    original.write_bytes(data)
    return publish_file(path, original)


@pytest.fixture(params=[write_file, by_copy])
def put(request: pytest.FixtureRequest) -> Put:
    """Each way to put bytes into a file."""
    way: Put = request.param
    return way


@pytest.fixture
def target(tmp_path: Path) -> Path:
    """A file to be, in a folder with spaces and Chinese in its name."""
    return tmp_path / "丰 溪" / "桥.html"


def test_a_new_file(put: Put, target: Path) -> None:
    """A file is written with its folders, and nothing is left beside it."""
    assert put(target, b"new")
    assert target.read_bytes() == b"new"
    assert os.listdir(target.parent) == [target.name]


def test_no_two_writers_share_a_draft(put: Put, target: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Two machines that share the folder may well have processes of one number."""
    drafts: list[object] = []
    rename = os.replace
    monkeypatch.setattr(os, "getpid", lambda: 7)

    def replace(draft: str, name: str) -> None:
        drafts.append(draft)
        rename(draft, name)

    monkeypatch.setattr(os, "replace", replace)
    for data in (b"one", b"another"):
        put(target, data)
    assert len(set(drafts)) == 2


def test_a_file_that_would_not_change(put: Put, target: Path) -> None:
    """A file that holds the bytes already is not touched."""
    put(target, b"same")
    os.utime(target, ns=(1, 1))
    inode = target.stat().st_ino
    assert not put(target, b"same")
    assert (target.stat().st_mtime_ns, target.stat().st_ino) == (1, inode)


@pytest.mark.parametrize("data", [b"", b"longer than it was", b"old!", b"olD"])
def test_a_file_that_changes(put: Put, target: Path, data: bytes) -> None:
    """Other bytes, also as many of them, are written."""
    put(target, b"old")
    assert put(target, data)
    assert target.read_bytes() == data


def test_a_file_that_differs_at_its_end(put: Put, target: Path) -> None:
    """A long file of the same length that differs in its last byte is written."""
    put(target, b"a" * 3_000_000)
    assert put(target, b"a" * 2_999_999 + b"b")


@pytest.mark.parametrize("broken", ["replace", "write"])
def test_a_failure_in_the_middle(put: Put, target: Path, broken: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """Where writing fails the old file stands as it was, nothing is left beside it, and the failure is told."""
    put(target, b"old")

    def fail(*_: object) -> None:
        raise OSError(28, "disk full")

    def half(draft: Path | str, data: bytes, *_: object) -> None:
        Path(draft).write_bytes(data[:2])
        raise OSError(28, "disk full")

    def half_copy(original: Path, draft: Path) -> None:
        half(draft, Path(original).read_bytes())

    if broken == "replace":
        monkeypatch.setattr(os, "replace", fail)
    elif put is write_file:
        monkeypatch.setattr(writer, "_put", half)
    else:
        monkeypatch.setattr(writer.shutil, "copyfile", half_copy)
    if broken == "write" and put is not write_file:
        (target.parents[1] / "other").write_bytes(b"newer")
        with pytest.raises(OSError, match="disk full"):
            publish_file(target, target.parents[1] / "other")
    else:
        with pytest.raises(OSError, match="disk full"):
            put(target, b"newer")
    monkeypatch.undo()
    assert target.read_bytes() == b"old"
    assert os.listdir(target.parent) == [target.name]
