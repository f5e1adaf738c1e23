"""Pictures that move go on moving, as animated WebP, beside a still."""

from __future__ import annotations

import pytest
from PIL import Image

from tests.samples.photographs import RED, moving, saved

from .lab import at, delta, fault, largest, made, read


def _left(image: Image.Image) -> float:
    """Where the red square begins, as a part of the width."""
    row = [at(image, x / 160, 0.5) for x in range(160)]
    return next(x for x, colour in enumerate(row) if delta(colour, RED) < 25) / 160


@pytest.mark.parametrize("format", ["GIF", "PNG", "WEBP"])
def test_every_frame_is_whole_and_in_its_turn(format: str) -> None:
    """Six frames in, six frames out, 80 ms each; the square walks from left to right over a clean field."""
    data = moving(format)
    assert read(data).frames == 6
    shown = made(data)["moving", "webp"]
    assert shown.n_frames == 6  # type: ignore[attr-defined]
    lefts = []
    for number in range(6):
        shown.seek(number)
        shown.load()
        assert shown.info["duration"] == 80
        lefts.append(_left(shown))
        assert sum(delta(at(shown, x / 40, 0.5), RED) < 25 for x in range(40)) in (9, 10, 11), "one square, no trail"
    assert lefts == sorted(lefts)
    assert lefts[0] < 0.02
    assert lefts[-1] > 0.7
    assert shown.info["loop"] == 0


def test_the_still_is_the_first_frame() -> None:
    """For readers who prefer less motion, and for JPEG."""
    still = largest(made(moving("GIF")), "jpeg")
    assert getattr(still, "n_frames", 1) == 1
    assert _left(still) < 0.02


def test_a_wide_one_is_made_smaller() -> None:
    """Moving pictures are published at column width at most."""
    shown = made(moving("GIF", size=(320, 240)), widths={"column": 160})["moving", "webp"]
    assert shown.size == (160, 120)
    assert shown.n_frames == 6  # type: ignore[attr-defined]


def test_beyond_the_cap_only_the_still_is_published() -> None:
    """Six frames of 320 by 240 are half a megapixel."""
    shown = made(moving("GIF", frames=60, size=(320, 240)), moving=4)
    assert ("moving", "webp") not in shown
    assert ("card", "jpeg") in shown


def test_frames_without_a_time_get_the_usual_one() -> None:
    """Ten frames a second, as browsers do."""
    frames = [Image.new("RGB", (40, 40), colour) for colour in ("red", "green", "blue")]
    shown = made(saved(frames[0], "GIF", save_all=True, append_images=frames[1:], duration=0))["moving", "webp"]
    shown.load()
    assert shown.info["duration"] == 100


def test_a_moving_picture_cut_off_in_the_middle_is_refused() -> None:
    """Half a picture is not published."""
    data = moving("GIF", size=(320, 240))
    assert fault(data[: len(data) // 2]).message
