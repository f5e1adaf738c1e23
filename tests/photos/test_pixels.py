"""Every camera's file comes out upright, in its own colours, whatever it was stored as."""

from __future__ import annotations

import io
from dataclasses import replace
from typing import Any

import pytest
from PIL import Image, ImageChops

from plugins.photos.encode.colour import to_srgb
from plugins.photos.encode.hdr import tone_down
from plugins.photos.encode.icc import ADOBE_RGB, DISPLAY_P3, Space, matrix_profile
from plugins.photos.encode.pixels import Work, encode, tone
from plugins.photos.original.nclx import ColourNumbers
from plugins.photos.plan.cuts import plan
from plugins.photos.settings import PhotoSettings
from tests.samples import photographs as samples
from tests.samples.photographs import BLUE, RED, scene

from .lab import ALL, at, delta, largest, made, raw, read, upright


@pytest.mark.parametrize("orientation", range(1, 9))
def test_all_eight_orientations_come_out_upright(orientation: int) -> None:
    """The picture, its width and height are those after turning, in every format, crops too."""
    data = samples.oriented(orientation)
    assert read(data).size == (600, 400)
    shown = made(data, formats=ALL, widths={"card": 300, "column": 960})
    for image in (shown["card", "jpeg"], shown["column", "webp"], shown["column", "avif"]):
        assert upright(image), image
    assert shown["column", "jpeg"].size == (600, 400)
    assert shown["card", "jpeg"].size == (300, 200)


@pytest.mark.parametrize("format", ["PNG", "WEBP", "TIFF"])
@pytest.mark.parametrize("orientation", [3, 6])
def test_other_formats_carry_an_orientation_too(format: str, orientation: int) -> None:
    """PNG and WebP say it in their EXIF chunk; a TIFF is turned by its decoder, once."""
    shown = made(samples.oriented(orientation, format=format))
    assert upright(largest(shown, "jpeg"))


def test_an_orientation_that_does_not_exist_is_none() -> None:
    """Orientation 9 is shown as stored."""
    assert upright(largest(made(samples.oriented(9)), "jpeg"))


def test_a_turned_photo_is_scaled_by_its_shown_width() -> None:
    """A portrait stored on its side gets the widths of a portrait."""
    shown = made(samples.oriented(6, (1000, 2000)), widths={"card": 250, "column": 500})
    assert [shown[name, "jpeg"].size for name in ("card", "column")] == [(250, 500), (500, 1000)]
    assert upright(shown["column", "jpeg"])


def _in_space(space: Space, colour: tuple[int, int, int]) -> tuple[int, int, int]:
    """An sRGB colour in another space's numbers, by the definitions of IEC 61966-2-1 and of the space itself."""
    np = pytest.importorskip("numpy")

    def to_xyz(red: Any, green: Any, blue: Any) -> Any:
        matrix = np.array([[x / y, 1, (1 - x - y) / y] for x, y in (red, green, blue)]).T
        white = np.array([0.3127 / 0.329, 1, (1 - 0.3127 - 0.329) / 0.329])
        return matrix * np.linalg.solve(matrix, white)

    value = np.array(colour) / 255
    linear = np.where(value <= 0.04045, value / 12.92, ((value + 0.055) / 1.055) ** 2.4)
    xyz = to_xyz((0.64, 0.33), (0.3, 0.6), (0.15, 0.06)) @ linear
    there = np.clip(np.linalg.solve(to_xyz(space.red, space.green, space.blue), xyz), 0, 1)
    if space.gamma:
        coded = there ** (1 / space.gamma)
    else:
        coded = np.where(there <= 0.0031308, there * 12.92, 1.055 * there ** (1 / 2.4) - 0.055)
    return tuple(round(v * 255) for v in coded)


@pytest.mark.parametrize("space", [ADOBE_RGB, DISPLAY_P3], ids=lambda space: space.name)
@pytest.mark.parametrize("colour", [(200, 30, 30), (30, 160, 60), (40, 60, 190), (120, 120, 120)])
def test_a_wide_gamut_is_converted_through_its_profile(space: Space, colour: tuple[int, int, int]) -> None:
    """The same colour comes out, where the bare numbers would be a duller one."""
    stored = _in_space(space, colour)
    data = samples.saved(Image.new("RGB", (80, 60), stored), quality=100, icc_profile=matrix_profile(space))
    shown = made(data, formats=ALL)
    assert delta(at(largest(shown, "jpeg"), 0.5, 0.5), colour) < 2
    assert not [key for key, image in shown.items() if "icc_profile" in image.info]
    if len(set(colour)) > 1:
        assert delta(stored, colour) > 3, "the sample would pass without any conversion"


def test_a_moving_wide_gamut_is_converted_too() -> None:
    """Every frame, and no profile is left in the file."""
    stored = [_in_space(DISPLAY_P3, colour) for colour in ((200, 30, 30), (30, 160, 60))]
    shots = [Image.new("RGB", (80, 60), colour) for colour in stored]
    data = samples.saved(
        shots[0], "PNG", save_all=True, append_images=shots[1:], icc_profile=matrix_profile(DISPLAY_P3)
    )
    shown = made(data)["moving", "webp"]
    assert "icc_profile" not in shown.info
    shown.seek(1)
    assert delta(at(shown, 0.5, 0.5), (30, 160, 60)) < 3


def test_adobe_rgb_is_known_by_exif_alone() -> None:
    """A camera that writes no profile but interoperability index R03 means Adobe RGB."""
    exif = Image.Exif()
    exif.get_ifd(0x8769)[0xA001] = 65535
    exif.get_ifd(0x8769)[0xA005] = {1: "R03\0"}
    stored = _in_space(ADOBE_RGB, (30, 160, 60))
    data = samples.saved(Image.new("RGB", (80, 60), stored), quality=100, exif=exif)
    assert delta(at(largest(made(data), "jpeg"), 0.5, 0.5), (30, 160, 60)) < 2


def test_a_profile_may_be_all_that_makes_a_picture_look_natural() -> None:
    """Red and blue are stored the wrong way round, and the profile says so."""
    swapped = Space("Swapped", DISPLAY_P3.blue, DISPLAY_P3.green, DISPLAY_P3.red, 2.2)
    red, green, blue = scene().split()
    data = samples.saved(Image.merge("RGB", (blue, green, red)), icc_profile=matrix_profile(swapped))
    shown = at(largest(made(data), "jpeg"), 0.05, 0.05)
    assert shown[0] > 2 * shown[2]


def test_srgb_by_any_name_is_left_alone() -> None:
    """A profile that says sRGB in other words costs no conversion and moves no colour."""
    same = Space("Something like sRGB", (0.64, 0.33), (0.3, 0.6), (0.15, 0.06), None)
    assert upright(largest(made(samples.jpeg(icc_profile=matrix_profile(same))), "jpeg"))


@pytest.mark.parametrize("profile", [b"not a profile", matrix_profile(ADOBE_RGB)[:200]])
def test_a_damaged_profile_is_as_good_as_none(profile: bytes) -> None:
    """The picture is shown with the numbers it has."""
    assert upright(largest(made(samples.jpeg(icc_profile=profile)), "jpeg"))


def test_a_profile_of_another_kind_of_picture_is_as_good_as_none() -> None:
    """An RGB profile in a grey picture, a CMYK profile in an RGB one."""
    grey = samples.saved(Image.new("L", (60, 40), 90), icc_profile=matrix_profile(ADOBE_RGB))
    assert delta(at(largest(made(grey), "jpeg"), 0.5, 0.5), (90, 90, 90)) < 2
    assert upright(largest(made(samples.jpeg(icc_profile=samples.cmyk_profile())), "jpeg"))


def test_cmyk_without_a_profile_keeps_its_inks() -> None:
    """Adobe's inverted CMYK is not shown as a negative: cyan, magenta, yellow, paper."""
    shown = largest(made(samples.cmyk_adobe()), "jpeg")
    for y, colour in ((0.12, (0, 255, 255)), (0.37, (255, 0, 255)), (0.62, (255, 255, 0)), (0.9, (255, 255, 255))):
        assert delta(at(shown, 0.5, y), colour) < 8


def test_cmyk_goes_through_its_profile() -> None:
    """A press whose cyan prints orange and whose magenta prints green."""
    image = Image.open(io.BytesIO(samples.cmyk_adobe()))
    shown = largest(made(samples.saved(image, icc_profile=samples.cmyk_profile())), "jpeg")
    assert delta(at(shown, 0.5, 0.12), (245, 120, 0)) < 8
    assert delta(at(shown, 0.5, 0.37), (0, 140, 34)) < 8
    assert delta(at(shown, 0.5, 0.9), (255, 255, 255)) < 8


def test_sixteen_bits_do_not_wrap_around() -> None:
    """60,000 of 65,535 is light and 10,000 dark, in colour and in grey."""
    colour = largest(made(samples.sixteen_bits(2)), "webp")
    assert delta(at(colour, 0.2, 0.5), (233, 117, 19)) < 10
    assert delta(at(colour, 0.8, 0.5), (39, 19, 19)) < 10
    grey = largest(made(samples.sixteen_bits(0)), "webp")
    assert delta(at(grey, 0.2, 0.5), (233, 233, 233)) < 3
    assert delta(at(grey, 0.8, 0.5), (39, 39, 39)) < 3


def test_grey_with_alpha_keeps_both() -> None:
    """Sixteen bits of grey beside a mask."""
    shown = made(samples.sixteen_bits(4), formats=ALL)
    for format in ("webp", "avif"):
        assert at(largest(shown, format), 0.2, 0.5)[3] == 255
        assert at(largest(shown, format), 0.8, 0.5)[3] == 0
    assert delta(at(largest(shown, "jpeg"), 0.2, 0.5), (233, 233, 233)) < 3
    assert delta(at(largest(shown, "jpeg"), 0.8, 0.5), (255, 255, 255)) < 3


@pytest.mark.parametrize("format", ["PNG", "WEBP"])
def test_transparency_stays_and_lies_on_paper_in_jpeg(format: str) -> None:
    """WebP and AVIF keep alpha; a JPEG shows the paper's colour there, not black; so do the crops."""
    shown = made(samples.with_alpha(format), formats=ALL, paper="#f4efe6")
    for kind in ("webp", "avif"):
        image = largest(shown, kind)
        assert (at(image, 0.1, 0.5)[3], at(image, 0.9, 0.5)[3]) == (0, 255)
    assert delta(at(largest(shown, "jpeg"), 0.1, 0.5), (0xF4, 0xEF, 0xE6)) < 2
    assert delta(at(shown["thumb", "jpeg"], 0.02, 0.5), (0xF4, 0xEF, 0xE6)) < 2


def test_no_dark_fringe_where_transparency_ends() -> None:
    """What is hidden under transparent pixels does not bleed in when the picture is made smaller."""
    image = Image.new("RGBA", (900, 300), (0, 0, 0, 0))
    image.paste((250, 250, 250, 255), (451, 0, 900, 300))
    small = made(samples.saved(image, "PNG"), widths={"card": 90}, formats=("webp", "jpeg"))["card", "jpeg"]
    assert min(at(small, x / 90, 0.5)[0] for x in range(40, 50)) > 235


def test_a_palette_is_smooth_when_scaled() -> None:
    """Colours between two of the palette's appear: the picture was converted before it was scaled."""
    image = scene().quantize(40, dither=Image.Dither.NONE)
    small = made(samples.saved(image, "PNG"), widths={"card": 100}, formats=("webp", "jpeg"))["card", "jpeg"]
    assert len(small.convert("RGB").getcolors(10_000) or []) > 100
    assert upright(small)


@pytest.mark.parametrize("mode", ["1", "L", "LA", "P", "I;16", "YCbCr", "LAB", "CMYK", "RGBA"])
def test_every_mode_comes_out_as_rgb(mode: str) -> None:
    """TIFF and PNG bring all kinds of pixels; each gives a JPEG that any browser shows."""
    image = Image.linear_gradient("L").resize((40, 40))
    image = image.point(lambda v: v * 257, "I").convert(mode) if mode == "I;16" else _in_mode(image, mode)
    data = samples.saved(image, "PNG" if mode in ("1", "LA", "P") else "TIFF")
    shown = largest(made(data), "jpeg").convert("RGB")
    assert at(shown, 0.5, 0.05)[0] < 60
    assert at(shown, 0.5, 0.95)[0] > 195


def _in_mode(image: Image.Image, mode: str) -> Image.Image:
    if mode == "LAB":
        flat = Image.new("L", image.size, 128)
        return Image.merge("LAB", (image, flat, flat))
    if mode in ("L", "1", "P", "LA"):
        return image.convert(mode)
    return image.convert("RGB").convert(mode)


def test_a_floating_point_tiff_is_refused() -> None:
    """There is no telling what its numbers mean."""
    from .lab import fault

    assert "像素格式" in fault(samples.saved(Image.new("F", (20, 20), 0.5), "TIFF")).message


def test_stereo_and_gain_map_files_show_their_first_picture() -> None:
    """An MPO is one still photo: the primary one."""
    original = read(samples.stereo())
    assert (original.kind, original.frames) == ("JPEG", 1)
    assert upright(largest(made(samples.stereo()), "jpeg"))


def test_heic_is_read_and_shows_its_primary_picture() -> None:
    """An iPhone's file with several pictures in it."""
    heif = pytest.importorskip("pillow_heif", reason="not run: pillow-heif is not installed")
    book = heif.from_pillow(Image.new("RGB", (600, 400), BLUE))
    book.add_from_pillow(scene())
    out = io.BytesIO()
    try:
        book.save(out, quality=95, primary_index=1)
    except RuntimeError as lacking:
        pytest.skip(f"not run: this pillow-heif cannot write HEIC ({lacking})")
    original = read(out.getvalue())
    assert (original.kind, original.size, original.frames) == ("HEIF", (600, 400), 1)
    assert upright(largest(made(out.getvalue()), "jpeg"))


def test_avif_and_webp_are_read_too() -> None:
    """What the room writes it can read."""
    for format in ("AVIF", "WEBP"):
        assert upright(largest(made(samples.saved(scene(), format, quality=95)), "jpeg"))


def test_a_giant_baseline_jpeg_is_decoded_small() -> None:
    """280 megapixels, of which the decoder makes four: the right colours on both halves."""
    shown = made(samples.giant(), widths={"card": 480}, crops={})["card", "jpeg"]
    assert shown.size == (480, 336)
    assert delta(at(shown, 0.2, 0.5), (190, 40, 40)) < 5
    assert delta(at(shown, 0.8, 0.5), (40, 60, 190)) < 5


def test_nothing_is_enlarged() -> None:
    """A picture of 100 by 68 comes out as it is."""
    shown = made(samples.jpeg((100, 68)))
    assert {largest(shown, format).size for format in ("webp", "jpeg")} == {(100, 68)}
    assert max(image.width for image in shown.values()) == 100


def test_jpegs_are_progressive_and_subsampled_unless_the_settings_say_otherwise() -> None:
    """What the network likes best."""
    from PIL import JpegImagePlugin

    shown = largest(made(samples.jpeg()), "jpeg")
    assert shown.info.get("progressive")
    assert JpegImagePlugin.get_sampling(shown) == 2
    assert not largest(made(samples.jpeg(), progressive=False), "jpeg").info.get("progressive")


def test_the_same_photo_gives_the_same_bytes() -> None:
    """Twice, in every format."""
    data = samples.jpeg()
    assert raw(data, formats=ALL) == raw(data, formats=ALL)


def test_a_cut_made_alone_is_the_cut_made_with_all_others() -> None:
    """Which of the cuts are missing makes no difference to any of them."""
    data = samples.jpeg((1300, 900))
    original = read(data)
    cuts = plan(original, PhotoSettings(formats=ALL))
    whole = encode(Work(data, original, cuts)).files
    for cut, file in zip(cuts, whole, strict=True):
        assert encode(Work(data, original, (cut,))).files == (file,), cut


@pytest.mark.parametrize("colour", [(200, 30, 30), (12, 90, 40), (250, 250, 240)])
def test_the_tone_is_the_colour_that_takes_most_room(colour: tuple[int, int, int]) -> None:
    """Two thirds of one colour beside one third of another; not their mixture."""
    image = Image.new("RGB", (300, 200), colour)
    image.paste((10, 10, 120), (200, 0, 300, 200))
    found = tone(image)
    assert delta(tuple(int(found[n : n + 2], 16) for n in (1, 3, 5)), colour) < 3


def test_the_ladder_is_sharp() -> None:
    """A step made from the step above it is as good as one made from the original itself."""
    image = scene((2400, 1600))
    data = samples.saved(image, "PNG")
    small = encode(Work(data, read(data), plan(read(data), PhotoSettings(quality={"jpeg": 98, "webp": 80})))).files
    original = read(data)
    cuts = plan(original, PhotoSettings(quality={"jpeg": 98, "webp": 80}))
    number = next(n for n, cut in enumerate(cuts) if cut.format == "jpeg" and cut.width == 480)
    shown = Image.open(io.BytesIO(small[number])).convert("RGB")
    direct = image.resize((480, 320), Image.Resampling.LANCZOS)
    difference = ImageChops.difference(shown, direct).convert("L").histogram()
    mean = sum(value * count for value, count in enumerate(difference)) / sum(difference)
    assert mean < 1.5
    assert replace(cuts[number], purpose="card") == cuts[number]


def test_red_stays_red_in_every_format() -> None:
    """The formats agree with each other."""
    shown = made(samples.jpeg(), formats=ALL)
    for format in ALL:
        assert delta(at(largest(shown, format), 0.1, 0.1), RED) < 6


@pytest.mark.parametrize("format", ["AVIF", "HEIF", "PNG"])
def test_colours_named_by_numbers_are_converted(format: str) -> None:
    """Display P3 without a profile: as with one."""
    if format == "HEIF":
        pytest.importorskip("pillow_heif", reason="not run: pillow-heif is not installed").register_heif_opener()
    shown = made(samples.numbered(12, 13, (201, 80, 80), format), widths={"card": 64}, crops={})
    expected = to_srgb(Image.new("RGB", (1, 1), (201, 80, 80)), matrix_profile(DISPLAY_P3)).getpixel((0, 0))
    assert max(abs(a - b) for a, b in zip(at(shown["card", "jpeg"], 0.5, 0.5), expected, strict=True)) <= 4  # type: ignore[arg-type]


@pytest.mark.parametrize(("transfer", "white", "middle"), [(16, 148, 107), (18, 191, 116)])
def test_high_dynamic_range_is_toned_down(transfer: int, white: int, middle: int) -> None:
    """PQ and HLG: paper white, 203 cd/m², is nearly white, a fifth of its light is what it is in sRGB; never flat and
    grey."""
    paper = made(samples.numbered(1, transfer, (white,) * 3, "PNG"), widths={"card": 64}, crops={})
    assert min(at(paper["card", "webp"], 0.5, 0.5)) > 240
    grey = made(samples.numbered(1, transfer, (middle,) * 3, "PNG"), widths={"card": 64}, crops={})
    assert 115 < at(grey["card", "webp"], 0.5, 0.5)[1] < 133


def test_the_brightest_of_a_picture_takes_the_room_that_is_left() -> None:
    """White paper beside a light five times as bright: darker than that, and light enough."""
    image = Image.new("RGB", (64, 64), (148, 148, 148))
    image.paste((192, 192, 192), (32, 0, 64, 64))
    toned = tone_down(image, ColourNumbers(1, 16))
    paper, light = toned.getpixel((5, 5)), toned.getpixel((60, 5))
    assert isinstance(paper, tuple)
    assert isinstance(light, tuple)
    assert 200 < paper[0] < 240 < light[0]


@pytest.mark.parametrize("how", ["eXIf", "tEXt", "zTXt", "iTXt"])
def test_a_png_is_turned_wherever_its_exif_stands(how: str) -> None:
    """Behind the pixels, or as text."""
    shown = made(samples.late_exif(6, how), widths={"card": 600}, crops={})["card", "webp"]
    assert shown.size == (600, 400)
    assert upright(shown)
