"""Crops: round the focal point that was given, else round what draws the eye."""

from __future__ import annotations

from pathlib import Path

import pytest
from PIL import Image, ImageDraw

from plugins.photos.encode.focus import find_focus
from plugins.photos.plan.cuts import Focus, Size, window
from tests.samples.photographs import saved

from .lab import at, delta, largest, made

SHARE, THUMB, SQUARE, TALL = (1200, 630), (480, 360), (300, 300), (300, 400)
CENTRE = (0.5, 0.5)
WHEAT, SKIN, CLOTH = (196, 160, 104), (214, 160, 132), (60, 70, 110)


def seen(size: Size, box: Size, focus: Focus, subject: tuple[float, float, float, float]) -> float:
    """How much of the subject (left, top, right, bottom as parts of the picture) is inside the crop, 0–1."""
    left, top, right, bottom = (value / size[n % 2] for n, value in enumerate(window(size, box, focus)))
    across = max(0.0, min(right, subject[2]) - max(left, subject[0]))
    down = max(0.0, min(bottom, subject[3]) - max(top, subject[1]))
    return across * down / (subject[2] - subject[0]) / (subject[3] - subject[1])


def portrait(size: Size, at_: Focus, field: tuple[int, int, int] = (120, 150, 110)) -> Image.Image:
    """A person before a plain field: head at this place, clothes below."""
    image = Image.new("RGB", size, field)
    draw = ImageDraw.Draw(image)
    for n in range(0, size[0], 12):  # blades of grass
        draw.line((n, size[1] - n % 84, n + 4, size[1]), fill=tuple(value - 20 for value in field), width=3)
    x, y, r = at_[0] * size[0], at_[1] * size[1], min(size) / 10
    draw.rectangle((x - 1.4 * r, y + r, x + 1.4 * r, size[1]), fill=CLOTH)
    draw.ellipse((x - r, y - 1.2 * r, x + r, y + 1.2 * r), fill=SKIN)
    draw.ellipse((x - 0.5 * r, y - 0.3 * r, x - 0.2 * r, y), fill=(30, 20, 20))
    draw.ellipse((x + 0.2 * r, y - 0.3 * r, x + 0.5 * r, y), fill=(30, 20, 20))
    return image


@pytest.mark.parametrize("field", [(120, 150, 110), WHEAT], ids=["meadow", "wheat"])
@pytest.mark.parametrize(
    ("size", "head", "box"),
    [
        ((600, 900), (0.5, 0.22), SHARE),
        ((600, 900), (0.5, 0.14), THUMB),
        ((600, 900), (0.3, 0.2), SQUARE),
        ((900, 600), (0.15, 0.3), SQUARE),
        ((900, 600), (0.85, 0.3), SQUARE),
        ((1200, 500), (0.9, 0.4), TALL),
    ],
)
def test_a_head_near_the_edge_is_kept_where_the_centre_would_lose_it(
    size: Size, head: Focus, box: Size, field: tuple[int, int, int]
) -> None:
    """For the most part, even before a field that has the colour of skin."""
    image = portrait(size, head, field)
    r = min(size) / 10
    face = (head[0] - r / size[0], head[1] - r / size[1], head[0] + r / size[0], head[1] + r / size[1])
    ours, centre = seen(size, box, find_focus(image, box), face), seen(size, box, CENTRE, face)
    assert ours > 0.6
    assert ours > centre


def test_a_picture_with_nothing_in_it_is_cropped_at_rest() -> None:
    """In the middle from left to right; a little above it from top to bottom."""
    plain = Image.new("RGB", (900, 300), (90, 90, 90))
    assert find_focus(plain, SQUARE) == (pytest.approx(0.5, abs=0.02), 0.5)
    tall = find_focus(plain.rotate(90, expand=True), SQUARE)
    assert tall[0] == 0.5
    assert tall[1] <= 0.5


def test_a_focal_point_in_the_story_is_obeyed() -> None:
    """A grey corner at the far left, of a picture that is full of stripes at its right."""
    image = Image.new("RGB", (1200, 400), (150, 160, 150))
    for x in range(800, 1200, 40):
        image.paste((190, 20, 20), (x, 0, x + 20, 400))
    image.paste((90, 90, 90), (0, 0, 200, 400))
    data = saved(image)
    left, right = made(data, focus=(0.05, 0.5))["thumb", "jpeg"], made(data)["thumb", "jpeg"]
    assert delta(at(left, 0.1, 0.5), (90, 90, 90)) < 5
    assert delta(at(right, 0.1, 0.5), (90, 90, 90)) > 20


def test_the_focus_moves_no_step_of_the_ladder() -> None:
    """Only crops are cropped."""
    data = saved(portrait((900, 600), (0.2, 0.3)))
    assert largest(made(data, focus=(0, 0)), "jpeg").tobytes() == largest(made(data), "jpeg").tobytes()


# What a photo editor would keep of each, as parts of the picture.
SUBJECTS = {
    "sample-xyb.jpg": (0.38, 0.05, 0.62, 0.30),
    "indexed.png": (0.38, 0.05, 0.62, 0.30),
    "adobergb-iptc-BonTon.jpg": (0.2, 0.12, 0.8, 0.78),
    "iptc-agency-photographer-example.jpg": (0.08, 0.18, 0.48, 0.9),
    "Olympus μ Digital 800.JPG": (0, 0.3, 1, 0.9),
    "gray-concert.jpg": (0.53, 0.15, 0.78, 0.4),
    "cmyk-swop.jpg": (0.4, 0.18, 0.75, 0.9),
    "Irvine_CA.avif": (0, 0.4, 1, 0.65),
}


def test_it_beats_the_centre_on_true_photographs(shared: Path) -> None:
    """Altogether more of what matters is kept; of the portraits' heads very much more."""
    ours = dict.fromkeys(SUBJECTS, 0.0)
    centre = dict(ours)
    for name, subject in SUBJECTS.items():
        image = largest(made((shared / "fixtures" / "photos" / name).read_bytes(), crops={}), "jpeg").convert("RGB")
        for box in (SHARE, THUMB, SQUARE, TALL):
            ours[name] += seen(image.size, box, find_focus(image, box), subject)
            centre[name] += seen(image.size, box, CENTRE, subject)
    assert sum(ours.values()) > sum(centre.values()) + 2
    assert ours["sample-xyb.jpg"] > 2 * centre["sample-xyb.jpg"]
    assert all(ours[name] > centre[name] - 0.4 for name in SUBJECTS)
