"""Stories for search: words of every kind, and an index cut so small that a handful of stories has many shards."""

from __future__ import annotations

import json
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import timedelta
from pathlib import Path

import pytest

from plugins.newsroom.story import Story
from plugins.search import shards
from plugins.search.index import Index

from ..township import a_body, a_day, a_photo, a_story

FIRST = a_day("2021-01-20")


@contextmanager
def cut_small(small: int = 700, texts: int = 500, keys: int = 150, block: int = 2) -> Iterator[None]:
    """Shards of a few hundred bytes."""
    with pytest.MonkeyPatch.context() as patch:
        for name, value in (("SMALL", small), ("TEXTS", texts), ("KEYS", keys), ("BLOCK", block)):
            patch.setattr(shards, name, value)
        yield


def a_tale(number: int, words: str, **more: object) -> Story:
    """A story a day."""
    return a_story(f"t{number}", date=FIRST + timedelta(days=number), body=a_body(words), **more)


def built(folder: Path, stories: list[Story]) -> dict[str, bytes]:
    """The index of these stories, made by whoever made one in this folder before; the files that stand in its output."""
    output = folder / "output"
    with Index(folder / "store", output, jobs=1) as index:
        files = index.update(stories)
        put(output, files, index)
        return standing(output)


def put(output: Path, files: dict[str, bytes], index: Index) -> None:
    """Write them, and take away what is no more."""
    for path, data in files.items():
        (output / path).parent.mkdir(parents=True, exist_ok=True)
        (output / path).write_bytes(data)
    index.save(files)
    for file in (output / shards.FOLDER).glob("*"):
        if file.relative_to(output).as_posix() not in index.paths:
            file.unlink()


def standing(output: Path) -> dict[str, bytes]:
    """All files of an output."""
    return {file.relative_to(output).as_posix(): file.read_bytes() for file in output.rglob("*.js")}


def values(files: dict[str, bytes]) -> dict[str, object]:
    """What each script says, by the name it says it of."""
    found = {}
    for data in files.values():
        name, _, value = data.decode().removeprefix("searchShard(").removesuffix(");\n").partition(",")
        found[json.loads(name)] = json.loads(value)
    return found


def a_picture(words: str) -> object:
    """A photograph with a caption."""
    return a_photo("news/2021/field.jpg", caption=words)
