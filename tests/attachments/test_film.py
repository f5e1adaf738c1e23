"""A film goes out without where, when and with what it was taken, and is otherwise the same."""

from __future__ import annotations

import io
import struct
from contextlib import suppress
from functools import lru_cache
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from plugins.attachments.film import FilmFault, clean_film
from plugins.photos.original.boxes import boxes, find_box
from tests.samples import films

SECRETS = (films.PLACE, films.PHONE, "31.8437", "109.6742", "张某", "location", "SoundHandler")
film = lru_cache(films.film)


def cleaned(data: bytes, folder: Path) -> bytes:
    file = folder / "film.mp4"
    file.write_bytes(data)
    out = io.BytesIO()
    clean_film(file, out)
    return out.getvalue()


def kinds(data: bytes) -> list[bytes]:
    return [box.kind for box in boxes(data)]


def dates(data: bytes) -> set[bytes]:
    """Created and modified, of the film and of its first track."""
    rows = [find_box(data, b"moov", b"mvhd"), find_box(data, b"moov", b"trak", b"tkhd")]
    return {data[row.body + 4 : row.body + 12] for row in rows if row}


@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    st.integers(1, 14),
    st.booleans(),
    st.booleans(),
    st.lists(st.sampled_from([b"uuid", b"free", b"skip", b"meta", b"udta", b"wide"]), max_size=3),
)
def test_nothing_is_told_and_all_is_shown(
    tmp_path: Path, frames: int, sound: bool, front: bool, more: list[bytes]
) -> None:
    """Every picture and tone is that of the original; the index stands in front; no place, device, date or name is
    left; cleaning twice changes nothing."""
    data = film(frames, sound, front)
    assert any(secret.encode() in data for secret in SECRETS)
    for kind in more:
        data = films.with_box(data, kind)
    found = cleaned(data, tmp_path)
    assert films.shown(found) == films.shown(film(frames, sound, front))
    assert [secret for secret in SECRETS if secret.encode() in found.partition(b"mdat")[0]] == []
    assert films.PHONE.encode() not in found
    assert kinds(found)[:2] == [b"ftyp", b"moov"]
    assert dates(found) == {b"\0" * 8}
    assert cleaned(found, tmp_path) == found


def test_a_track_of_positions_goes_with_its_samples(tmp_path: Path) -> None:
    """Its chunks in the media are overwritten, those of the picture are not."""
    data = film(12, True, False)
    sound = films.shown(data)[1]
    found = cleaned(films.with_positions(data), tmp_path)
    pictures, none = films.shown(found)
    assert sound
    assert not none
    assert pictures == films.shown(data)[0]
    media = next(box for box in boxes(data) if box.kind == b"mdat")
    after = next(box for box in boxes(found) if box.kind == b"mdat")
    changed = [n for n in range(media.end - media.body) if data[media.body + n] != found[after.body + n]]
    assert len(changed) > 100
    assert {found[after.body + n] for n in changed} == {0}


@pytest.mark.parametrize(
    ("data", "words"),
    [
        (b"", "不是完整的 MP4"),
        (b"not a film at all", "不是完整的 MP4"),
        (film(12, True, False)[:-200], "不是完整的 MP4"),
        (film(3, False, True)[:400], "不是完整的 MP4"),
        (films.with_box(film(3, False, True), b"moof", b""), "分段"),
    ],
)
def test_what_cannot_be_cleaned_says_why(data: bytes, words: str, tmp_path: Path) -> None:
    """And is never published as if it were clean."""
    with pytest.raises(FilmFault, match=words):
        cleaned(data, tmp_path)


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.integers(0, 4000), st.binary(min_size=1, max_size=8))
def test_a_damaged_index_is_a_fault_of_the_film(tmp_path: Path, place: int, junk: bytes) -> None:
    """Never anything else, whatever stands in it."""
    data = film(6, True, True)
    with suppress(FilmFault):
        assert cleaned(data[:place] + junk + data[place + len(junk) :], tmp_path)


def test_offsets_of_eight_bytes_are_moved_as_well(tmp_path: Path) -> None:
    """co64 instead of stco, as large films have it."""
    data = film(6, False, False)
    table = find_box(data, b"moov", b"trak", b"mdia", b"minf", b"stbl", b"stco")
    assert table
    offsets = struct.unpack_from(f">{(table.end - table.body - 8) // 4}I", data, table.body + 8)
    wide = data[table.body : table.body + 8] + struct.pack(f">{len(offsets)}Q", *offsets)
    grown = data[: table.start] + struct.pack(">I", len(wide) + 8) + b"co64" + wide + data[table.end :]
    more = len(grown) - len(data)
    for path in ((), (b"trak",), (b"trak", b"mdia"), (b"trak", b"mdia", b"minf"), (b"trak", b"mdia", b"minf", b"stbl")):
        box = find_box(data, b"moov", *path)
        assert box
        size = struct.pack(">I", box.end - box.start + more)
        grown = grown[: box.start] + size + grown[box.start + 4 :]
    assert films.shown(cleaned(grown, tmp_path)) == films.shown(data)
