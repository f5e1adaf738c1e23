"""Photographs on which the site was once wrong; each kind has its twin among the files that samples draw."""

from __future__ import annotations

from pathlib import Path

import pytest

from plugins.photos.encode.damage import BAD, CUT, SHIFTED, find_damage

from .lab import at, delta, fault, made, read
from .test_dev_set import REFUSED


@pytest.fixture(scope="session")
def found(shared: Path) -> Path:
    """The folder of these files; its README says what is right."""
    return shared / "fixtures" / "found" / "photos"


def test_frames_far_outside_a_gif_are_refused(found: Path) -> None:
    """Its second frame took 8 GB."""
    assert "65635×65635" in fault((found / "decompression_bomb_extents.gif").read_bytes()).message


def test_junk_before_the_frame_hides_no_size(found: Path) -> None:
    """The limit of a progressive JPEG is applied; a small one with the same fault is sound."""
    assert "渐进式" in fault((found / "prog196-junk.jpg").read_bytes()).message
    assert made((found / "junk-before-sof.jpg").read_bytes(), widths={"card": 400}, crops={})


def test_a_motion_photograph_is_a_photograph(found: Path) -> None:
    """What its film holds are no scans."""
    files = made((found / "motion-progressive-small.jpg").read_bytes(), widths={"card": 400}, crops={})
    assert files["card", "webp"].size == (400, 267)


@pytest.mark.parametrize(
    ("name", "damage"), [("corrupt.jpg", BAD), ("bitrot-mid.jpg", SHIFTED), ("trunc-half-eoi.jpg", CUT)]
)
def test_damage_without_a_word_from_pillow_is_found(found: Path, name: str, damage: str) -> None:
    """Magenta blocks, another light, half of it grey."""
    assert find_damage((found / name).read_bytes()) == damage


def test_no_sound_photograph_is_called_damaged(shared: Path) -> None:
    """None of the true photographs but the one whose stripes show that it is."""
    photos = [file for file in sorted((shared / "fixtures" / "photos").iterdir()) if file.name not in REFUSED]
    damaged = [file.name for file in photos if file.read_bytes()[:2] == b"\xff\xd8" and find_damage(file.read_bytes())]
    assert damaged == ["bad-exif.jpg"]


@pytest.mark.parametrize("name", ["exif-copyright-utf8.jpg", "exif-copyright-gbk.jpg"])
def test_a_copyright_is_no_mojibake(found: Path, name: str) -> None:
    """In EXIF, which knows only ASCII."""
    assert read((found / name).read_bytes()).record.copyright == "丰溪镇宣传办"


def test_press_metadata_is_one_line_of_plain_text(found: Path) -> None:
    """No line break, NUL, escape or mark of direction; Big5 is read."""
    lines, nul, big5 = (read((found / f"iptc-{name}.jpg").read_bytes()).record for name in ("newline", "nul", "big5"))
    assert lines.byline == "张三、李四"
    assert lines.caption.startswith("第一行 第二行 第三行")
    assert (nul.byline, nul.caption) == ("王小明", "abc; def")
    assert (big5.byline, big5.caption) == ("王小明", "近葉村的藥田")


def test_colours_named_by_numbers(found: Path) -> None:
    """Display P3 is converted, PQ is toned down."""
    files = {
        name: made((found / name).read_bytes(), widths={"card": 400}, crops={})["card", "webp"]
        for name in ("nclx-p3.avif", "nclx-pq.heic", "seine_hdr_srgb.avif", "png-exif-after.png")
    }
    assert delta(at(files["nclx-p3.avif"], 0.5, 0.5), (216, 69, 76)) < 3
    assert at(files["nclx-pq.heic"], 0.5, 0.5)[0] > 240
    assert min(at(files["seine_hdr_srgb.avif"], 0.1, 0.1)) > 220, "a clouded sky is light"
    assert files["png-exif-after.png"].size == (400, 267)
