"""A damaged store: whatever is flipped in it, it is set aside with a sentence, and what comes out is a clean build's."""

from __future__ import annotations

import os
import random
import shutil
import sqlite3
from collections.abc import Iterator
from pathlib import Path

import pytest

from plugins.incremental.output import Output
from plugins.incremental.store import BodyStore, Damaged, Store, checksum, is_damage, set_aside

from ..press import tree
from .newsdesk import Draft, Newsdesk, a_head, difference, in_process

TRIALS = int(os.environ.get("XISHAN_FLIPS", "12"))
SAID = "以前生成的记录损坏了，已经放到一边，这次全部重新生成"


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> Newsdesk:
    """A site, built."""
    with in_process():
        desk = Newsdesk(tmp_path_factory.mktemp("damage") / "site").open()
        assert desk.build().code == 0
    return desk


@pytest.fixture
def desk(built: Newsdesk, tmp_path: Path) -> Iterator[Newsdesk]:
    """A copy of it, up to date; its output is put back from the store, so that they share their bytes as ever."""
    with in_process():
        desk = built.copy(tmp_path / "site")
        shutil.rmtree(desk.output)
        assert desk.build().code == 0
        yield desk


def flip(file: Path, dice: random.Random, bits: int = 3) -> None:
    """Turn a few bits of a file over, as a bad disk does: nobody else's name for these bytes is touched."""
    data = bytearray(file.read_bytes())
    for _ in range(bits if data else 0):
        data[dice.randrange(len(data))] ^= 1 << dice.randrange(8)
    file.unlink()
    file.write_bytes(data)


@pytest.mark.parametrize("seed", range(TRIALS))
def test_bits_flipped_anywhere(desk: Newsdesk, tmp_path: Path, seed: int) -> None:
    """In any file of the store; the next build, of an edited or an unedited site, ends as a clean one does."""
    dice = random.Random(seed)
    files = sorted(file for file in (desk.site / ".build").rglob("*") if file.is_file() and file.stat().st_size)
    large = [file for file in files if file.suffix == ".sqlite"]
    flip(dice.choice(large if seed % 2 else files), dice, bits=dice.choice((1, 3, 30)))
    edit = dice.randrange(3)
    if edit == 1:
        desk.drop("news/2021/s1.md")
    elif edit == 2:
        desk.file("news/2021/s2.md", Draft(a_head(2), ["另一段话。"]))
    outcome = desk.build()
    assert outcome.code == 0, outcome.err
    assert "Traceback" not in outcome.err
    desk.clean(tmp_path / "clean")
    assert difference(tree(desk.output), tree(tmp_path / "clean")) == ""
    assert "改动文件 0 个" in desk.build().out


TABLES = {"kept": "value", "files": "digest", "output": "digest", "shelf": "value"}


@pytest.mark.parametrize("table", TABLES)
def test_a_row_that_sqlite_believes(desk: Newsdesk, tmp_path: Path, table: str) -> None:
    """A value that was changed without any fault of SQLite's is met where it is read."""
    with sqlite3.connect(desk.site / ".build/edition.sqlite") as base:
        column = TABLES[table]
        base.execute(f"UPDATE {table} SET {column}=zeroblob(length({column}))")
    base.close()
    desk.set_settings(SITENAME="大镇")
    outcome = desk.build()
    assert (outcome.code, SAID in outcome.err) == (0, True), outcome.err
    assert list((desk.site / ".build").glob("edition.sqlite*.aside"))
    desk.clean(tmp_path / "clean")
    assert difference(tree(desk.output), tree(tmp_path / "clean")) == ""


def test_rows_that_are_gone(desk: Newsdesk) -> None:
    """A record with fewer rows than were written is not believed: a page would stand that nobody prunes."""
    with sqlite3.connect(desk.site / ".build/edition.sqlite") as base:
        base.execute("DELETE FROM output WHERE path='index.html'")
    base.close()
    assert SAID in desk.build().err


def test_what_was_lost_of_the_record_is_pruned(tmp_path: Path) -> None:
    """A page whose story is gone since goes too, though the store that knew it was damaged; a stranger's file stays."""
    with in_process():
        _prune_what_was_lost(Newsdesk(tmp_path / "site").open())


def _prune_what_was_lost(desk: Newsdesk) -> None:
    desk.build()
    page = next(desk.output.glob("*/*/s1.html"))
    (desk.output / "theirs.html").write_text("别人的", encoding="utf-8")
    os.link(desk.output / "theirs.html", desk.site / "theirs-too.html")
    (desk.site / ".build/edition.sqlite").write_bytes(b"damaged " * 900)
    desk.drop("news/2021/s1.md")
    assert SAID in desk.build().err
    assert not page.exists()
    assert (desk.output / "theirs.html").exists()


def test_damage_that_is_met_while_pages_are_written(desk: Newsdesk, monkeypatch: pytest.MonkeyPatch) -> None:
    """The edition is planned once more, and written."""
    real, calls = BodyStore.take, iter(range(1))

    def take(self: BodyStore, fingerprint: bytes) -> object:
        if next(calls, None) is not None:
            raise Damaged("a body")
        return real(self, fingerprint)

    clean = tree(desk.output)
    shutil.rmtree(desk.output)
    shutil.rmtree(desk.site / ".build" / "backup")
    monkeypatch.setattr(BodyStore, "take", take)
    outcome = desk.build()
    assert (outcome.code, SAID in outcome.err) == (0, True), outcome.err
    assert difference(tree(desk.output), clean) == ""


def test_nothing_is_unpickled_unverified(tmp_path: Path) -> None:
    """A value that is not what was kept is told before it is looked at."""
    store = Store(tmp_path)
    store.keep("room", "name", b"key", {"a": 1})
    store.base.execute("UPDATE kept SET value=?", (b"cposix\nsystem\n(S'touch %s'\ntR." % bytes(tmp_path / "hole"),))
    for ask in (
        lambda: store.get("room", "name", b"key"),
        lambda: store.rows("room"),
        lambda: store.value("room", "name"),
    ):
        with pytest.raises(Damaged):
            ask()
    assert not (tmp_path / "hole").exists()


@pytest.mark.parametrize("fields", [("a", "b"), (b"a", "b"), ("", ""), ("桥", b"\0")])
def test_checksums(fields: tuple[str | bytes, ...]) -> None:
    """Equal for equal fields; another where a letter goes over to its neighbour, or a field is of another kind."""
    assert checksum(*fields) == checksum(*fields)
    assert checksum("ab", "c") != checksum("a", "bc")
    for wrong in (None, 1, 1.5):
        with pytest.raises(Damaged):
            checksum(*fields, wrong)


def test_what_is_no_damage(tmp_path: Path) -> None:
    """A full disk, a store that another holds, a fault of ours."""
    full = sqlite3.OperationalError("disk full")
    full.sqlite_errorcode = sqlite3.SQLITE_FULL
    assert not is_damage(full)
    assert not is_damage(ValueError("x"))
    assert is_damage(Damaged("x"))
    Store(tmp_path).commit()
    set_aside(tmp_path)
    set_aside(tmp_path)  # what is not there cannot be set aside, and that is no fault
    assert [file.name for file in sorted(tmp_path.iterdir())] == ["edition.sqlite.aside"]
    assert Output(Store(tmp_path), tmp_path / "output").known == {}
