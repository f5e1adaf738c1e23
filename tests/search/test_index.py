"""An index that was edited is the index that is made anew, byte for byte; an edit rewrites its own shards."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from plugins.newsroom.story import Story
from plugins.search.index import Index
from plugins.search.shards import START

from .library import a_tale, built, cut_small, put, standing, values

WORDS = st.text(st.sampled_from("一二三四五六七八九十甲乙丙丁药材基地。，ab12𬒈 \n"), max_size=60)
TALES = st.dictionaries(st.integers(0, 60), WORDS, max_size=14)


@settings(max_examples=60, deadline=None)
@given(steps=st.lists(TALES, min_size=2, max_size=4))
def test_any_edits(tmp_path_factory: pytest.TempPathFactory, steps: list[dict[int, str]]) -> None:
    """Stories come, go and change, the edition is small or not: what stands is what a new store gives."""
    folder = tmp_path_factory.mktemp("index")
    with cut_small():
        for step in steps:
            stories = [a_tale(number, words, headline=words[:9] or "题") for number, words in step.items()]
            edited = built(folder / "edited", stories)
            clean = built(folder / "clean", stories)
            shutil.rmtree(folder / "clean")
            assert edited == clean
    shutil.rmtree(folder)


def many(count: int = 40) -> list[Story]:
    """Enough to have keys."""
    return [a_tale(number, f"第{number}件事写在这里，药材基地第{number % 7}回收成。" * 3) for number in range(count)]


def test_a_lost_and_a_spoilt_file_are_made_again(tmp_path: Path) -> None:
    """From the store, without reading a story."""
    with cut_small():
        whole = built(tmp_path, many())
        for number, path in enumerate(sorted(whole)):
            file = tmp_path / "output" / path
            if number % 2:
                file.unlink()
            else:
                file.write_bytes(b"spoilt")
        assert built(tmp_path, many()) == whole


def test_a_story_rewrites_its_own_shards(tmp_path: Path) -> None:
    """The text, its directory, and the keys that came or went: nothing else gets other bytes."""
    with cut_small():
        before = built(tmp_path, many())
        stories = many()
        stories[20] = a_tale(20, "第20件事写在这里，药材基地第6回收成。" * 3 + "龘")
        after = built(tmp_path, stories)
    old, new = values(before), values(after)
    changed = {name for name in old.keys() | new.keys() if old.get(name) != new.get(name)}
    assert {name for name in changed if name[0] == "t"} == {"t20"}
    assert len({name for name in changed if name[0] == "d"}) == 1
    assert "f" not in changed
    assert len(changed) < len(new) / 5


def test_other_words_alone(tmp_path: Path) -> None:
    """A story that says something else and is otherwise what it was is taken in without the others; one that is not
    known as it was is refused."""
    with cut_small():
        built(tmp_path, many())
        was, now = many()[7], a_tale(7, "全是别的话。")
        with Index(tmp_path / "store", tmp_path / "output") as index:
            assert index.reword([(now, was)]) is None
            files = index.reword([(was, now)])
            assert files is not None
            put(tmp_path / "output", files, index)
        stories = many()
        stories[7] = now
        assert standing(tmp_path / "output") == built(tmp_path / "clean", stories)


def test_no_story(tmp_path: Path) -> None:
    """An index of nothing is one."""
    files = built(tmp_path, [])
    assert values(files)["index"] == {"stories": 0, "texts": [], "keys": {}, "facets": values_facets(files)}
    assert START in files


def values_facets(files: dict[str, bytes]) -> str:
    """The digest in the name of the facets' file."""
    return next(path.split(".")[-2] for path in files if "/f." in path)


def test_processes_make_the_same(tmp_path: Path) -> None:
    """However many work on it."""
    with cut_small():
        with Index(tmp_path / "two", tmp_path / "output", jobs=2) as index:
            files = index.update(many(260))
        assert files == built(tmp_path / "one", many(260))
