"""True files from cameras, phones and agencies: each behaves as the table beside them says."""

from __future__ import annotations

import io
import itertools
import os
import re
from pathlib import Path

import pytest
from PIL import Image, ImageCms, ImageOps

from plugins.photos.fault import PhotoFault
from plugins.photos.make.maker import Ready
from plugins.photos.plan.cuts import address

from .lab import ALL, at, delta, fault, largest, made, make_all, raw, read
from .test_privacy import RIGHTS, TELLING, scan, write

REFUSED = {
    "12bit-monkey12.jpg": "12 位的 JPEG",
    "bomb-65536.png": "太大：65536×65536",
    "bomb-17000x17000.avif": "尺寸大得离谱",
    "bomb-text-png_decompression_dos.png": "损坏",
    "truncated.jpg": "后半截丢了",
    "truncated.png": "后半截丢了",
    "corrupt-header.jpg": "损坏",
}
SIZES = {
    **{f"orient-{n}.jpg": (1800, 1200) for n in range(1, 9)},
    "16-bit-grey-alpha.png": (109, 96),
    "16bit-rgb.png": (900, 600),
    "Canon_40D.jpg": (100, 68),
    "DSCN0010.jpg": (640, 480),
    "Irvine_CA.avif": (480, 640),
    "Olympus μ Digital 800.JPG": (1024, 768),
    "SUGARSHACK MPO.JPG": (640, 480),
    "adobergb-iptc-BonTon.jpg": (300, 379),
    "alpha-blackbug.png": (2048, 1536),
    "alpha.webp": (300, 300),
    "animated-apng.png": (128, 64),
    "animated.gif": (80, 80),
    "animated.webp": (80, 80),
    "bad-exif.jpg": (500, 500),
    "cmyk-no-profile.jpg": (500, 333),
    "cmyk-swop.jpg": (500, 333),
    "giant-20000x14000.jpg": (20_000, 14_000),
    "gps-wide-67-0_length_string.jpg": (4032, 2012),
    "gray-concert.jpg": (400, 267),
    "heic-single.heic": (1440, 960),
    "indexed.png": (290, 442),
    "iptc-agency-photographer-example.jpg": (527, 350),
    "p3-apple_gainmap_new.jpg": (384, 512),
    "p3.png": (8, 8),
    "pil_sample_cmyk.jpg": (100, 100),
    "progressive-app13-multiple.jpg": (256, 160),
    "sample-xyb.jpg": (290, 442),
    "test?<special> chars#.jpg": (600, 800),
    "xmp-BlueSquare.jpg": (360, 216),
    "zPug_3.heic": (64, 64),
    "村口花田.jpeg": (1920, 1080),
    "秋收 现场（一）.JPG": (2048, 1536),
}


@pytest.fixture(scope="session")
def photos(shared: Path) -> Path:
    """The folder of true photographs."""
    return shared / "fixtures" / "photos"


def test_the_table_names_every_file(photos: Path) -> None:
    """No file goes without its row."""
    assert {file.name for file in photos.iterdir()} - {"README.md"} == set(SIZES) | set(REFUSED)


@pytest.mark.parametrize("name", REFUSED)
def test_a_bad_file_is_refused_with_a_reason(photos: Path, name: str) -> None:
    """A Chinese sentence, and what to do."""
    found = fault((photos / name).read_bytes())
    assert re.search(REFUSED[name], found.message)
    assert re.search("[\u4e00-\u9fff]", found.remedy)


@pytest.mark.parametrize("name", SIZES)
def test_a_good_file_has_its_size_and_its_colours(photos: Path, name: str) -> None:
    """As shown, after turning; the largest step is the photo's own width or 1,600, in its own shape, never enlarged.
    Every place has the colour of a plain conversion at full size, in every format."""
    data = (photos / name).read_bytes()
    assert read(data).size == SIZES[name]
    width, height = SIZES[name]
    shown = made(data, formats=ALL, widths={"card": 480, "wide": 1600}, effort={"avif": 9, "webp": 0})
    expected = reference(data)
    for format in ALL:
        image = largest(shown, format)
        assert image.width == min(width, 1600)
        assert abs(image.height - height * image.width / width) <= 1
        assert grid_delta(on_white(image), expected) < 3, format


def reference(data: bytes) -> Image.Image:
    """The picture by the plainest way there is: decoded whole, turned, through its profile, on white."""
    if data[4:8] == b"ftyp" and data[8:11] != b"avi":
        heif = pytest.importorskip("pillow_heif", reason="not run: pillow-heif is not installed")
        image = heif.open_heif(data).to_pillow()
    else:
        image = Image.open(io.BytesIO(data))
        image.draft("RGB", (2500, 2500)) if max(image.size) > 10_000 else None
    profile = image.info.get("icc_profile")
    turned = ImageOps.exif_transpose(image) if image.format != "TIFF" else image
    if profile and turned.mode in ("RGB", "CMYK", "L"):
        opened = ImageCms.ImageCmsProfile(io.BytesIO(profile))
        space = {"RGB ": "RGB", "CMYK": "CMYK", "GRAY": "L"}[opened.profile.xcolor_space]
        converted = ImageCms.profileToProfile(
            turned.convert(space), opened, ImageCms.createProfile("sRGB"), ImageCms.Intent.RELATIVE_COLORIMETRIC,
            outputMode="RGB", flags=ImageCms.Flags.BLACKPOINTCOMPENSATION,
        )  # fmt: skip
        assert converted is not None
        return converted
    return on_white(turned)


def on_white(image: Image.Image) -> Image.Image:
    """Without transparency."""
    whole = image.convert("RGBA") if image.mode != "CMYK" else image.convert("RGB").convert("RGBA")
    paper = Image.new("RGBA", whole.size, "white")
    paper.alpha_composite(whole)
    return paper.convert("RGB")


def test_all_eight_orientations_look_the_same(photos: Path) -> None:
    """On a grid of places, against the one that was stored upright."""
    first = largest(made((photos / "orient-1.jpg").read_bytes(), widths={"card": 480}), "jpeg")
    for number in range(2, 9):
        other = largest(made((photos / f"orient-{number}.jpg").read_bytes(), widths={"card": 480}), "jpeg")
        assert other.size == first.size
        assert grid_delta(first, other) < 3, number


def grid_delta(one: Image.Image, other: Image.Image) -> float:
    """The mean ΔE of two pictures on a grid of eight by eight averaged places."""
    small = [image.convert("RGB").resize((8, 8), Image.Resampling.BOX) for image in (one, other)]
    places = [((x + 0.5) / 8, (y + 0.5) / 8) for x in range(8) for y in range(8)]
    return sum(delta(at(small[0], *place), at(small[1], *place)) for place in places) / 64


@pytest.mark.parametrize(
    "name", ["adobergb-iptc-BonTon.jpg", "p3-apple_gainmap_new.jpg", "sample-xyb.jpg", "cmyk-swop.jpg"]
)
def test_colours_are_not_those_of_a_stripped_profile(photos: Path, name: str) -> None:
    """Nearer to the conversion through the profile than to the bare numbers, which differ by more than a shade."""
    data = (photos / name).read_bytes()
    bare, expected = Image.open(io.BytesIO(data)).convert("RGB"), reference(data)
    shown = largest(made(data, quality={"jpeg": 95, "webp": 90}), "jpeg")
    assert grid_delta(shown, expected) < 1.5
    assert grid_delta(shown, bare) > 2 * grid_delta(shown, expected), "it would pass without conversion"


@pytest.mark.parametrize("name", ["cmyk-no-profile.jpg", "pil_sample_cmyk.jpg"])
def test_cmyk_without_a_profile_is_plainly_converted(photos: Path, name: str) -> None:
    """Not a negative."""
    data = (photos / name).read_bytes()
    shown = largest(made(data, quality={"jpeg": 95, "webp": 90}), "jpeg")
    assert grid_delta(shown, Image.open(io.BytesIO(data)).convert("RGB")) < 2


def test_the_two_farmers_agree(photos: Path) -> None:
    """One picture as a palette PNG and as a JPEG in XYB, right only through its profile."""
    one, other = (largest(made((photos / name).read_bytes()), "jpeg") for name in ("indexed.png", "sample-xyb.jpg"))
    assert grid_delta(one, other) < 6


def test_the_flag_keeps_its_colours(photos: Path) -> None:
    """Sixteen bits a channel, red over white over blue."""
    flag = largest(made((photos / "16bit-rgb.png").read_bytes()), "jpeg")
    assert delta(at(flag, 0.5, 0.5), (255, 255, 255)) < 2
    assert at(flag, 0.5, 0.15)[0] > 150 > 2 * at(flag, 0.5, 0.15)[2]
    assert at(flag, 0.5, 0.85)[2] > 120 > 2 * at(flag, 0.5, 0.85)[0]


@pytest.mark.parametrize("name", ["alpha-blackbug.png", "alpha.webp", "16-bit-grey-alpha.png"])
def test_transparency_is_kept_or_lies_on_paper(photos: Path, name: str) -> None:
    """Where the original is transparent WebP and AVIF are, and JPEG shows paper."""
    data = (photos / name).read_bytes()
    shown = made(data, formats=ALL, paper="#f4efe6", widths={"card": 480}, crops={})
    original = Image.open(io.BytesIO(data)).convert("RGBA").resize(shown["card", "webp"].size, Image.Resampling.BOX)
    clear = [
        (x / 20, y / 20)
        for x in range(20)
        for y in range(20)
        if original.getpixel(_place(original, x, y))[3] == 0  # type: ignore[index]
    ]
    assert clear
    for place in clear:
        assert at(shown["card", "webp"], *place)[3] < 40
        assert at(shown["card", "avif"], *place)[3] < 40
        assert delta(at(shown["card", "jpeg"], *place), (0xF4, 0xEF, 0xE6)) < 25


def _place(image: Image.Image, x: int, y: int) -> tuple[int, int]:
    return int(x / 20 * image.width), int(y / 20 * image.height)


@pytest.mark.parametrize(("name", "frames"), [("animated.gif", 30), ("animated.webp", 9), ("animated-apng.png", 5)])
def test_what_moves_keeps_moving(photos: Path, name: str, frames: int) -> None:
    """Every frame is what the original shows at that time, on paper; and there is a still."""
    data = (photos / name).read_bytes()
    shown = made(data)
    assert read(data).frames == frames
    told = [(max(20, time) if time > 10 else 100, image) for time, image in film(Image.open(io.BytesIO(data)))]
    moving = film(shown["moving", "webp"])
    assert sum(time for time, _ in moving) == pytest.approx(sum(time for time, _ in told), abs=30)
    ends = list(itertools.accumulate(time for time, _ in moving))
    now = 0.0
    for time, expected in told:
        at_that_time = next(n for n, end in enumerate(ends) if now + time / 2 < end)
        assert grid_delta(moving[at_that_time][1], expected) < 4, now
        now += time
    assert grid_delta(largest(shown, "jpeg"), told[0][1]) < 4


def film(image: Image.Image) -> list[tuple[float, Image.Image]]:
    """Every frame with its milliseconds, on white."""
    frames = []
    for number in range(image.n_frames):  # type: ignore[attr-defined]
        image.seek(number)
        image.load()
        frames.append((image.info.get("duration") or 100, on_white(image)))
    return frames


def test_the_giant_comes_out_small_and_right(photos: Path) -> None:
    """280 megapixels; only the left and right of a real decode at the smallest scale are looked at."""
    data = (photos / "giant-20000x14000.jpg").read_bytes()
    reference = Image.open(io.BytesIO(data))
    reference.draft("RGB", (2500, 1750))
    shown = made(data, crops={})["full", "jpeg"]
    assert shown.size == (2400, 1680)
    assert grid_delta(shown, reference) < 2


@pytest.mark.parametrize("name", ["SUGARSHACK MPO.JPG", "p3-apple_gainmap_new.jpg"])
def test_files_with_several_pictures_are_one_still(photos: Path, name: str) -> None:
    """The first picture, as a JPEG; the gain map and the second eye are dropped."""
    data = (photos / name).read_bytes()
    assert read(data).frames == 1
    for file in raw(data).values():
        assert b"MPF\0" not in file
        assert b"hdrgm" not in file


def test_heic_shows_its_primary_picture(photos: Path) -> None:
    """Of three in the file."""
    heif = pytest.importorskip("pillow_heif", reason="not run: pillow-heif is not installed")
    data = (photos / "zPug_3.heic").read_bytes()
    book = heif.open_heif(data)
    primary = next(picture for picture in book if picture.info["primary"]).to_pillow().convert("RGB")
    others = [picture.to_pillow().convert("RGB") for picture in book if not picture.info["primary"]]
    shown = largest(made(data), "jpeg")
    assert grid_delta(shown, primary) < 3
    assert all(other.size != shown.size or grid_delta(shown, other) > 3 for other in others)


def test_an_agencys_caption_and_credit_are_offered(photos: Path) -> None:
    """From IPTC; accents and line breaks intact."""
    agency = read((photos / "iptc-agency-photographer-example.jpg").read_bytes()).record
    assert (agency.byline, agency.credit) == ("Julie Doe", "Mugwum Press")
    assert agency.caption.startswith("This statue")
    bonton = read((photos / "adobergb-iptc-BonTon.jpg").read_bytes()).record
    assert "leçon" in bonton.caption
    assert "\n" not in bonton.caption
    assert read((photos / "xmp-BlueSquare.jpg").read_bytes()).record.caption.startswith("XMPFiles BlueSquare")


def test_nothing_but_rights_is_published_of_any_of_them(photos: Path, tmp_path: Path) -> None:
    """Read by an independent reader, every rendition of every good file, in every format."""
    for number, name in enumerate(SIZES):
        data = (photos / name).read_bytes()
        write(tmp_path / f"{number}", raw(data, formats=ALL, widths={"card": 240}, crops={"thumb": (48, 36)}))
    found = scan(tmp_path)
    assert len(found) > 3 * len(SIZES)
    for row in found:
        told = {
            name
            for name in row
            if name.partition(":")[0] in ("EXIF", "MakerNotes", "XMP", "IPTC", "Photoshop", "ICC_Profile")
        }
        told = (told - RIGHTS) | {name for name in row if any(word in name for word in TELLING)}
        assert not told, row
        assert not row["File:FileType"].startswith("HEI")


def test_the_whole_folder_at_once(photos: Path, tmp_path: Path) -> None:
    """Through the pool: every bad file is named, every good one is ready, under names that suit any server."""
    found = make_all(photos, tmp_path, *SIZES, *REFUSED, widths={"card": 240}, crops={})
    assert {name for name in found if isinstance(found[name], PhotoFault)} == set(REFUSED)
    addresses = []
    for name, ready in found.items():
        if isinstance(ready, Ready):
            addresses += [address(key, name, cut) for key, cut in zip(ready.keys, ready.cuts, strict=True)]
    assert all(re.fullmatch(r"photos/[0-9a-f]{12}-[a-z0-9-]+\.(webp|jpg)", path) for path in addresses)
    assert len(set(addresses)) == len(addresses)
    assert not [name for name in os.listdir(tmp_path) if name.endswith(".part")]
