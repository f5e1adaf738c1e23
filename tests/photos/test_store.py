"""The store believes a file only when it is what its name says, and gives up only what nobody uses."""

from __future__ import annotations

import os
import time
from pathlib import Path

import pytest

from plugins.photos.fault import PhotoFault
from plugins.photos.make import maker as rooms
from plugins.photos.make.digests import Digests, digest_of
from plugins.photos.make.maker import Ready, RenditionMaker, Wanted
from plugins.photos.make.rendition_store import DAY, RenditionStore
from plugins.photos.original.header import Original
from plugins.photos.original.photo_record import PhotoRecord
from plugins.photos.settings import PhotoSettings
from tests.samples import photographs as samples
from tests.samples.plain import draw

from .lab import make_all

DIGEST = "3f" + "a" * 62


@pytest.fixture
def store(tmp_path: Path) -> RenditionStore:
    """An empty store."""
    return RenditionStore(tmp_path / "renditions", Digests(tmp_path / "photos.json"))


def photo(tmp_path: Path, name: str = "a.jpg", data: bytes = samples.jpeg()) -> Path:
    """A content folder with one photo."""
    content = tmp_path / "content"
    content.mkdir(exist_ok=True)
    (content / name).write_bytes(data)
    return content


def ready(found: Ready | PhotoFault) -> Ready:
    assert isinstance(found, Ready), found
    return found


def test_what_is_kept_is_found_by_its_key(store: RenditionStore) -> None:
    """And nothing else is."""
    file = store.keep(DIGEST, "k1", "webp", b"RIFF...")
    assert store.find(DIGEST, ["k1", "k2"]) == {"k1": file}
    assert store.find("00" * 32, ["k1"]) == {}
    assert file.read_bytes() == b"RIFF..."


@pytest.mark.parametrize("damage", [b"RIFF..,", b"RIFF", b"", b"RIFF.... and more"])
def test_a_damaged_file_is_as_good_as_none(store: RenditionStore, damage: bytes) -> None:
    """Another byte, cut off, emptied, longer."""
    file = store.keep(DIGEST, "k1", "webp", b"RIFF...")
    file.write_bytes(damage)
    assert store.find(DIGEST, ["k1"]) == {}
    assert store.find(DIGEST, ["k1"]) == {}
    store.keep(DIGEST, "k1", "webp", b"RIFF...")
    assert store.find(DIGEST, ["k1"]) == {"k1": file}


def test_what_is_known_of_an_original_is_kept_whole_or_not_at_all(store: RenditionStore) -> None:
    """Written and read back; half a file is none."""
    original = Original(DIGEST, "JPEG", 60, 40, 6, 1, PhotoRecord(caption="秋收", byline="王"), "#aabbcc")
    store.keep_original(original)
    assert store.original(DIGEST) == original
    file = next(store.folder_of(DIGEST).iterdir())
    file.write_text(file.read_text(encoding="utf-8")[:40], encoding="utf-8")
    assert store.original(DIGEST) is None
    file.write_text(
        '{"digest": "x", "kind": "JPEG", "width": 1, "height": 1, "new": 1, "record": {}}', encoding="utf-8"
    )
    assert store.original(DIGEST) is None


def test_a_damaged_rendition_is_made_again(tmp_path: Path) -> None:
    """By the next build, byte for byte as it was; the others are left alone."""
    content = photo(tmp_path)
    first = ready(make_all(content, tmp_path / "build", "a.jpg")["a.jpg"])
    whole = {file: file.read_bytes() for file in first.files}
    victim = first.files[1]
    victim.write_bytes(whole[victim][:-9])
    times = {file: file.stat().st_mtime_ns for file in first.files if file != victim}
    again = ready(make_all(content, tmp_path / "build", "a.jpg")["a.jpg"])
    assert {file: file.read_bytes() for file in again.files} == whole
    assert {file: file.stat().st_mtime_ns for file in times} == times


def test_a_build_without_changes_opens_no_photo(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Size and time stamp are enough, and no process is started."""
    content = photo(tmp_path)
    hour_ago = time.time() - 3600
    os.utime(content / "a.jpg", (hour_ago, hour_ago))
    first = make_all(content, tmp_path / "build", "a.jpg")

    def refuse(*_: object) -> None:
        raise AssertionError("opened a photo")

    monkeypatch.setattr(rooms, "fetch", refuse)
    assert make_all(content, tmp_path / "build", "a.jpg") == first


def test_an_edited_photo_gets_new_names_and_the_old_ones_stay_for_whoever_has_them(tmp_path: Path) -> None:
    """Names come from the bytes."""
    content = photo(tmp_path)
    first = ready(make_all(content, tmp_path / "build", "a.jpg")["a.jpg"])
    photo(tmp_path, data=samples.jpeg(quality=90))
    second = ready(make_all(content, tmp_path / "build", "a.jpg")["a.jpg"])
    assert not set(first.keys) & set(second.keys)
    assert all(file.is_file() for file in first.files + second.files)


def test_one_photo_under_two_names_is_made_once(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """In the same build, whichever stories show it."""
    content = photo(tmp_path)
    photo(tmp_path, "b.jpg")
    sent: list[object] = []
    real = rooms.Pool.run

    def counted(self: object, tasks: object) -> object:
        def each() -> object:
            for task in tasks:  # type: ignore[attr-defined]
                sent.append(task)
                yield task

        return real(self, each())  # type: ignore[arg-type]

    monkeypatch.setattr(rooms.Pool, "run", counted)
    found = make_all(content, tmp_path / "build", "a.jpg", "b.jpg")
    assert ready(found["a.jpg"]).files == ready(found["b.jpg"]).files
    assert len(sent) == 1


def test_two_photos_of_one_stem_stay_two(tmp_path: Path) -> None:
    """a.jpg and a.png, and names that differ only in capitals."""
    content = photo(tmp_path)
    photo(tmp_path, "a.png", samples.saved(samples.scene((300, 200)), "PNG"))
    found = make_all(content, tmp_path / "build", "a.jpg", "a.png")
    assert not set(ready(found["a.jpg"]).files) & set(ready(found["a.png"]).files)


def test_a_lost_store_is_made_again_byte_for_byte(tmp_path: Path) -> None:
    """Everything in .build may be deleted at any time."""
    content = photo(tmp_path)
    first = ready(make_all(content, tmp_path / "one", "a.jpg")["a.jpg"])
    second = ready(make_all(content, tmp_path / "two", "a.jpg", start="spawn")["a.jpg"])
    assert [file.read_bytes() for file in first.files] == [file.read_bytes() for file in second.files]
    assert first.keys == second.keys


def test_a_store_can_be_shared(tmp_path: Path) -> None:
    """A second checkout finds what the first one made, and makes nothing."""
    content = photo(tmp_path)
    shared = str(tmp_path / "shared")
    first = ready(make_all(content, tmp_path / "one", "a.jpg", store=shared)["a.jpg"])
    times = {file: file.stat().st_mtime_ns for file in first.files}
    second = ready(make_all(content, tmp_path / "two", "a.jpg", store=shared)["a.jpg"])
    assert {file: file.stat().st_mtime_ns for file in second.files} == times
    assert (tmp_path / "two" / "photos.json").is_file()


def test_another_quality_makes_only_that_format_again(tmp_path: Path) -> None:
    """The others keep their names and files."""
    content = photo(tmp_path)
    first = ready(make_all(content, tmp_path / "build", "a.jpg", crops={})["a.jpg"])
    second = ready(make_all(content, tmp_path / "build", "a.jpg", crops={}, quality={"jpeg": 60, "webp": 80})["a.jpg"])
    same = set(first.keys) & set(second.keys)
    assert {cut.format for cut, key in zip(first.cuts, first.keys, strict=True) if key in same} == {"webp"}


def test_the_tone_is_what_a_fresh_store_says(tmp_path: Path) -> None:
    """Neither other settings before, nor cuts that were asked for later, lead to another shade."""
    content = draw(photo(tmp_path) / "a.jpg", 90, 60, seed=5).parent
    narrow = PhotoSettings(widths={"column": 80}, crops={}, jobs=1)
    ladder = PhotoSettings(widths={"card": 40, "column": 80}, crops={"share": (60, 32)}, jobs=1)

    def tone(folder: str, settings: PhotoSettings, share: bool = True) -> str:
        wanted = Wanted("a.jpg", share=share)
        return ready(RenditionMaker(settings, content, tmp_path / folder).make([wanted])[wanted]).original.tone

    tone("used", ladder)
    assert tone("used", narrow) == tone("fresh", narrow)
    tone("shared later", ladder, share=False)
    assert tone("shared later", ladder) == tone("shared at once", ladder)
    assert tone("fresh", narrow) != tone("shared at once", ladder), "a picture that shows the difference"


def test_only_what_nobody_asked_for_in_a_long_time_is_pruned(tmp_path: Path) -> None:
    """Used now: stays. Asked for lately, though not now: stays. Neither: goes, and its folder with it."""
    digests = Digests(tmp_path / "photos.json")
    store = RenditionStore(tmp_path / "renditions", digests)
    used, recent, old = (store.keep(f"{n}{n}" * 32, "k", "webp", b"RIFF%d" % n) for n in (1, 2, 3))
    for n in (1, 2, 3):
        store.keep_original(Original(f"{n}{n}" * 32, "JPEG", 1, 1))
    long_ago = time.time() - 40 * DAY
    for folder in (used.parent, old.parent):
        for file in folder.iterdir():
            os.utime(file, (long_ago, long_ago))
    assert store.prune([used], 30) == 2
    assert used.is_file()
    assert recent.is_file()
    assert list(used.parent.glob("original-*.json")), "known as long as there is a rendition"
    assert not old.parent.exists()
    assert store.prune([], 30) == 0, "looks but once a day"


def test_asking_for_a_rendition_keeps_it_young(tmp_path: Path) -> None:
    """The access time is moved, at most once a day; the modification time is not."""
    store = RenditionStore(tmp_path / "renditions", Digests(tmp_path / "photos.json"))
    file = store.keep(DIGEST, "k", "webp", b"RIFF")
    long_ago = time.time() - 40 * DAY
    os.utime(file, (long_ago, long_ago))
    assert store.find(DIGEST, ["k"])
    assert file.stat().st_mtime == pytest.approx(long_ago, abs=1)
    assert file.stat().st_atime == pytest.approx(time.time(), abs=60)
    assert store.prune([], 30) == 0
    assert file.is_file()


def test_a_part_left_by_a_killed_build_is_swept_but_not_one_being_written(tmp_path: Path) -> None:
    """A day old, or just begun."""
    store = RenditionStore(tmp_path / "renditions", Digests(tmp_path / "photos.json"))
    file = store.keep(DIGEST, "k", "webp", b"RIFF")
    left, fresh = file.with_name(".x.webp.11.part"), file.with_name(".y.webp.12.part")
    left.write_bytes(b"RI")
    fresh.write_bytes(b"RI")
    os.utime(left, (time.time() - 2 * DAY,) * 2)
    store.prune([file], 0)
    assert not left.exists()
    assert fresh.exists()
    assert file.exists()


def test_digests_are_believed_only_while_size_and_time_are_the_same(tmp_path: Path) -> None:
    """A change of either means reading again; another build reads the table back."""
    digests = Digests(tmp_path / "photos.json")
    file = tmp_path / "a.bin"
    file.write_bytes(b"one")
    os.utime(file, (1_600_000_000.5, 1_600_000_000.5))
    assert digests.hold(file, digest_of(b"one"))
    assert digests.known(file) == digest_of(b"one")
    digests.save()
    later = Digests(tmp_path / "photos.json")
    assert later.known(file) == digest_of(b"one")
    file.write_bytes(b"two")
    assert later.known(file) == ""
    assert not later.hold(file, digest_of(b"one"))
    assert later.known(tmp_path / "absent") == ""
    assert not later.hold(tmp_path / "absent", "x")


def test_what_was_changed_a_moment_ago_is_not_remembered(tmp_path: Path) -> None:
    """A second change within a tick of the file system's clock would not be seen."""
    digests = Digests(tmp_path / "photos.json")
    file = tmp_path / "a.bin"
    file.write_bytes(b"one")
    whole_second = int(time.time())
    os.utime(file, (whole_second, whole_second))
    assert digests.hold(file, digest_of(b"one"))
    assert digests.known(file) == ""


@pytest.mark.parametrize("words", ["", "[]", "{", '{"a": 1}', '{"a": [1, 2]}'])
def test_a_damaged_table_of_digests_is_begun_anew(tmp_path: Path, words: str) -> None:
    """It only saves reading."""
    (tmp_path / "photos.json").write_text(words, encoding="utf-8")
    assert Digests(tmp_path / "photos.json").rows == {}


def test_a_broken_photo_is_looked_at_again_by_every_build(tmp_path: Path) -> None:
    """Its fault is told each time, until it is mended."""
    content = photo(tmp_path, data=samples.jpeg()[:3000])
    for _ in range(2):
        assert isinstance(make_all(content, tmp_path / "build", "a.jpg")["a.jpg"], PhotoFault)
    photo(tmp_path)
    assert isinstance(make_all(content, tmp_path / "build", "a.jpg")["a.jpg"], Ready)


def test_each_focus_has_its_own_crops_and_shares_the_ladder(tmp_path: Path) -> None:
    """Two stories crop one photo differently; nothing else is made twice."""
    content = photo(tmp_path, data=samples.jpeg((900, 300)))
    room = RenditionMaker(PhotoSettings(jobs=1), content, tmp_path / "build")
    left, right = Wanted("a.jpg", (0.1, 0.5)), Wanted("a.jpg", (0.9, 0.5))
    found = room.make([left, right])
    one, other = ready(found[left]), ready(found[right])
    differing = {cut.purpose for cut, a, b in zip(one.cuts, one.keys, other.keys, strict=True) if a != b}
    assert differing == {"thumb"}
