"""The arithmetic of sizes, crops and names."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from plugins.newsroom.site import SettingsError, read_settings
from plugins.photos.original.header import Original
from plugins.photos.original.photo_record import PhotoRecord
from plugins.photos.plan.cuts import (
    TALLEST,
    address,
    crop,
    fit,
    key,
    ladder,
    plan,
    scale,
    shape,
    stem,
    still_only,
    window,
)
from plugins.photos.settings import PhotoSettings

WIDTHS = {"card": 480, "column": 960, "wide": 1600, "full": 2400}
sides = st.integers(1, 30_000)
sizes = st.tuples(sides, sides)
boxes = st.tuples(st.integers(1, 3_000), st.integers(1, 3_000))
points = st.tuples(st.floats(0, 1), st.floats(0, 1))


def original(width: int = 6000, height: int = 4000, **more: Any) -> Original:
    return Original("ab" * 32, "JPEG", width, height, **more)


@given(sizes, boxes)
def test_a_step_is_never_enlarged_stays_in_its_box_and_keeps_the_shape(
    size: tuple[int, int], box: tuple[int, int]
) -> None:
    """Width and height are at most the photo's and the box's, and each is within a pixel of what the other asks for."""
    width, height = fit(size, box)
    assert 1 <= width <= min(size[0], box[0])
    assert 1 <= height <= min(size[1], box[1])
    factor = min(1, box[0] / size[0], box[1] / size[1])
    assert abs(width - size[0] * factor) <= 1
    assert abs(height - size[1] * factor) <= 1


@given(sizes, boxes, points)
def test_a_crop_is_never_enlarged_keeps_the_boxs_shape_and_lies_inside_the_photo(
    size: tuple[int, int], box: tuple[int, int], focus: tuple[float, float]
) -> None:
    """A crop has the box's shape within a pixel; its window is inside, as near the focus as the edges allow."""
    width, height = crop(size, box)
    assert 1 <= width <= min(box[0], size[0])
    assert 1 <= height <= min(box[1], size[1])
    factor = width / box[0]
    assert abs(height - box[1] * factor) <= 1 + box[1] / box[0]
    left, top, right, bottom = window(size, box, focus)
    assert -1e-6 <= left < right <= size[0] + 1e-6
    assert -1e-6 <= top < bottom <= size[1] + 1e-6
    assert right - left == pytest.approx(shape(size, box)[0])
    if left > 0 and right < size[0]:
        assert (left + right) / 2 == pytest.approx(focus[0] * size[0])
    if top > 0 and bottom < size[1]:
        assert (top + bottom) / 2 == pytest.approx(focus[1] * size[1])


@given(sizes, points | st.none(), st.booleans())
def test_every_cut_of_a_plan_keeps_the_rules(size: tuple[int, int], focus: Any, share: bool) -> None:
    """For any photo: no cut larger than the photo or its purpose, each chain leads downwards, no two cuts alike."""
    settings = PhotoSettings()
    cuts = plan(original(*size), settings, focus, share)
    for cut in cuts:
        box = settings.crops[cut.purpose] if cut.crop else (settings.widths[cut.purpose], TALLEST)
        assert cut.width <= min(box[0], size[0])
        assert cut.height <= min(box[1], size[1])
        assert list(cut.chain) == sorted(cut.chain, reverse=True)
        assert all(step[0] >= cut.width for step in cut.chain)
        assert cut.crop or cut.chain[-1] == cut.size
    assert len({(cut.purpose, cut.format) for cut in cuts}) == len(cuts)
    assert any(cut.purpose == "share" for cut in cuts) == share


def test_a_large_photo_gets_the_whole_ladder_and_both_crops() -> None:
    """24 megapixels: seven widths in each format, a share card and a thumbnail in JPEG."""
    cuts = plan(original(), PhotoSettings(formats=("avif", "webp", "jpeg")))
    assert [(cut.format, cut.width) for cut in cuts if not cut.crop] == [
        (format, width) for format in ("avif", "webp", "jpeg") for width in (160, 280, 480, 720, 960, 1600, 2400)
    ]
    assert [(cut.purpose, cut.format, cut.size) for cut in cuts if cut.crop] == [
        ("share", "jpeg", (1200, 630)),
        ("thumb", "jpeg", (480, 360)),
    ]


@pytest.mark.parametrize(
    ("size", "steps"),
    [
        ((6000, 4000), [("card", (480, 320)), ("column", (960, 640)), ("wide", (1600, 1067)), ("full", (2400, 1600))]),
        ((1200, 800), [("card", (480, 320)), ("column", (960, 640)), ("wide", (1200, 800))]),
        ((100, 68), [("card", (100, 68))]),
        ((960, 10), [("card", (480, 5)), ("column", (960, 10))]),
        ((1000, 40_000), [("card", (400, 16_000))]),
    ],
)
def test_the_ladder_ends_at_the_photos_own_width(size: tuple[int, int], steps: list[Any]) -> None:
    """A narrow photo stops at its own width; a very tall one at the tallest that WebP can hold."""
    assert ladder(size, WIDTHS) == steps


@pytest.mark.parametrize(
    ("stored", "need", "by"),
    [((6000, 4000), (1600, 1067), 2), ((20_000, 14_000), (2400, 1680), 8), ((1800, 1200), (1600, 1067), 1)],
)
def test_the_decoder_scales_down_as_far_as_the_largest_step_lets_it(stored: Any, need: Any, by: int) -> None:
    """The scaled picture still covers what is needed."""
    assert scale(stored, need) == by
    assert stored[0] // by >= need[0]


def test_a_name_tells_source_recipe_and_tools_apart_and_nothing_else() -> None:
    """Other bytes, quality, chain, focus, rights or encoder: another key. Another purpose of one recipe: the same."""
    cut = plan(original(), PhotoSettings())[0]
    known = key("00", cut, "tools 1")
    assert known == key("00", replace(cut, purpose="wide"), "tools 1")
    others = {
        key("01", cut, "tools 1"),
        key("00", cut, "tools 2"),
        key("00", replace(cut, quality=81), "tools 1"),
        key("00", replace(cut, chain=cut.chain[1:]), "tools 1"),
        key("00", replace(cut, focus=(0.1, 0.2)), "tools 1"),
        key("00", replace(cut, rights=("©", "")), "tools 1"),
    }
    assert len(others | {known}) == 7


def test_one_more_format_or_narrower_width_leaves_the_other_names_alone() -> None:
    """What was made for the preview serves the publish build."""

    def keys(**settings: Any) -> set[str]:
        return {key("00", cut, "t") for cut in plan(original(), PhotoSettings(**settings))}

    plain = keys(formats=("webp", "jpeg"), crops={})
    assert plain < keys(formats=("avif", "webp", "jpeg"), crops={})
    narrow = keys(formats=("webp", "jpeg"), crops={}, widths={"column": 960, "wide": 1600, "full": 2400})
    assert narrow < plain


@pytest.mark.parametrize(
    ("source", "name"),
    [
        ("bases/a/DSC_0001.JPG", "dsc-0001"),
        ("秋收 现场（一）.JPG", "photo"),
        ("a/Olympus μ Digital 800.JPG", "olympus-digital-800"),
        ("test?<special> chars#.jpg", "test-special-chars"),
        ("a/..jpg", "photo"),
        (f"{'x' * 300}.jpg", "x" * 40),
        ("CON.jpg", "con"),
    ],
)
def test_a_stem_is_safe_in_any_address(source: str, name: str) -> None:
    """Only a-z, 0-9 and hyphens of the original's name are published."""
    assert stem(source) == name


def test_addresses_say_hash_stem_and_width_or_purpose() -> None:
    """photos/{hash}-{stem}-{width}.{ending}; crops are named by their purpose."""
    cuts = plan(original(), PhotoSettings())
    assert address("0123456789abcdef", "x/田.png", cuts[0]) == "photos/0123456789ab-photo-160.webp"
    assert address("0123456789abcdef", "x/Tian.png", cuts[-1]) == "photos/0123456789ab-tian-thumb.jpg"


def test_moving_pictures_keep_moving_up_to_a_size() -> None:
    """Frames times pixels decide; beyond the setting there is only the still."""
    small, large = original(400, 300, frames=30), original(4000, 3000, frames=100)
    settings = PhotoSettings()
    assert [cut.size for cut in plan(small, settings) if cut.moving] == [(400, 300)]
    assert not still_only(small, settings)
    assert not [cut for cut in plan(large, settings) if cut.moving]
    assert still_only(large, settings)
    assert not still_only(original(), settings)


def test_rights_ride_along_in_every_cut() -> None:
    """Copyright and credit of the original are part of the recipe."""
    cuts = plan(original(record=PhotoRecord(copyright="© 溪山", byline="王", credit="本站")), PhotoSettings())
    assert {cut.rights for cut in cuts} == {("© 溪山", "王/本站")}


@pytest.mark.parametrize(
    "rows",
    [
        {"formats": ("webp",)},
        {"formats": ("gif", "jpeg")},
        {"widths": {"huge": 9000}},
        {"widths": {}},
        {"crops": {"square": (9, 9)}},
        {"paper": "white"},
        {"quality": {"jpeg": 0, "webp": 80}},
        {"format": ("jpeg",)},
    ],
)
def test_settings_that_cannot_work_are_refused_in_chinese(rows: dict[str, Any]) -> None:
    """A wrong PHOTOS stops the build before any photo is opened, with a sentence that names the setting."""
    with pytest.raises(SettingsError, match="设置 PHOTOS"):
        read_settings(PhotoSettings, rows, "PHOTOS")
