"""Damage that libjpeg decodes in silence is found, and told until somebody has looked at it."""

from __future__ import annotations

import io
from dataclasses import replace
from typing import Any

import pytest
from PIL import Image, ImageDraw

from plugins.photos.encode.damage import BAD, CUT, GREY, SHIFTED, find_damage
from tests.samples import photographs as samples

from .lab import read
from .test_fill import edition, fill  # noqa: F401  # the fixture


@pytest.mark.parametrize(
    ("data", "damage"),
    [
        (samples.broken_data(), BAD),
        (samples.half(), CUT),
        (samples.half(b""), CUT),
        (samples.shifted(), SHIFTED),
        (samples.shifted(-30, 0), SHIFTED),
        (samples.shifted(60, 500), SHIFTED),
        (samples.ends_grey(160, 320), GREY),
        (samples.padded_restart(400), BAD),
        (samples.broken_data()[:-2] + b"\0" * 5000 + b"\xff\xd9", BAD),
        (samples.junk_before_frame(samples.broken_data(), b"\0"), BAD),
    ],
)
def test_damage_is_found(data: bytes, damage: str) -> None:
    """By the decoder's warnings, and by the pixels where there is none."""
    assert find_damage(data) == damage


def _drawn(size: tuple[int, int] = (640, 480), **options: Any) -> bytes:
    """Plain areas with sharp horizontal borders where units meet, as posters have them."""
    image = Image.new("RGB", size, (200, 30, 30))
    draw = ImageDraw.Draw(image)
    for row in range(0, size[1], 32):
        draw.rectangle((0, row, size[0], row + 15), fill=(128 + row % 120, 128, 128))
    return samples.saved(image, **options)


@pytest.mark.parametrize(
    "data",
    [
        samples.jpeg(),
        samples.progressive(),
        samples.saved(samples.detailed(), quality=30, subsampling="4:2:0"),
        samples.saved(samples.detailed().convert("L")),
        samples.saved(samples.detailed().convert("CMYK")),
        samples.saved(samples.detailed((72, 40))),
        samples.saved(Image.new("RGB", (640, 480), (128, 128, 128))),
        samples.saved(samples.detailed(), restart_marker_rows=1),
        samples.padded_restart(4),
        samples.junk_before_frame(samples.jpeg(), b"\0junk"),
        samples.motion_photo(),
        samples.stereo(),
        samples.cmyk_adobe(),
        samples.jpeg() + b"\0" * 5000,
        samples.jpeg()[:-2] + b"\0" * 5000 + b"\xff\xd9",
        samples.ends_grey(150),
        samples.ends_grey(160),
        samples.shifted(40, 0, 232),
        _drawn(),
        _drawn(quality=40, subsampling="4:2:0"),
    ],
)
def test_what_is_sound_is_left_alone(data: bytes) -> None:
    """Whatever lies between markers or behind the end; grey and steps of light that do not begin where a unit does."""
    assert find_damage(data) == ""


def test_damage_is_told_until_it_is_said_to_be_fine(request: pytest.FixtureRequest) -> None:
    """As an error with the picture shown; 照片：已核对 silences it for that story alone."""
    paper = request.getfixturevalue("edition")
    (paper.content / "features/qiao/still.jpg").write_bytes(samples.broken_data())
    checked = replace(paper.stories[0], path="content/features/qiao/again.md", checked=("photos",))
    paper.stories.append(checked)
    fill(paper)
    told = [problem for problem in paper.problems if BAD in problem.message]
    assert [(problem.path, problem.line, problem.level) for problem in told] == [
        ("content/features/qiao/story.md", 15, "error")
    ]
    assert "照片：已核对" in told[0].remedy
    poster = paper.stories[0].videos[0].poster
    assert poster is not None
    assert poster.renditions
    paper.problems.clear()
    fill(paper)  # what is known of the file says it again, without decoding
    assert [problem.line for problem in paper.problems if BAD in problem.message] == [15]


def test_a_damaged_header_is_no_matter_of_pixels() -> None:
    """Such a file has been refused before."""
    assert find_damage(samples.jpeg()[:120]) == ""
    assert read(samples.broken_data()).damage == ""
    assert Image.open(io.BytesIO(samples.broken_data())).size == (640, 480)
