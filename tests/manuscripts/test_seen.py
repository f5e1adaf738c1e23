"""Pictures that were cropped or turned in Word go out as they are seen there, and never whole."""

from __future__ import annotations

import io
import zipfile
from pathlib import Path

import pytest
from PIL import Image, ImageChops, ImageOps

from plugins.manuscripts.manuscript import Filed
from plugins.manuscripts.photos.files import ending
from plugins.manuscripts.photos.seen import NotShown, Seen, as_seen

from .readers.test_word import INLINE, OLD, p, read
from .samples import drafted_at

GREEN, RED = (20, 160, 60), (200, 30, 30)


def photo(kind: str = "JPEG", orientation: int = 1, size: tuple[int, int] = (320, 160)) -> bytes:
    """Green, with a red band over its left quarter, in which somebody stands."""
    image = Image.new("RGB", size, GREEN)
    image.paste(RED, (0, 0, size[0] // 4, size[1]))
    thumbnail = Image.Exif()
    thumbnail[0x0112] = orientation
    thumbnail[0x013B] = "Zhang"
    thumbnail[0x010E] = "somebody"
    sink = io.BytesIO()
    image.save(sink, kind, exif=thumbnail, **({"quality": 88} if kind == "JPEG" else {}))
    return sink.getvalue()


def opened(raw: bytes) -> Image.Image:
    return Image.open(io.BytesIO(raw))


def red_pixels(image: Image.Image) -> int:
    red, green, _ = image.convert("RGB").split()
    return ImageChops.subtract(red, green).point(lambda value: 255 if value > 40 else 0).histogram()[255]


@pytest.mark.parametrize("kind", ["JPEG", "PNG", "WEBP", "TIFF"])
def test_what_is_cut_off_is_gone(kind: str) -> None:
    """Not a pixel and not a word of it is left, whatever the format."""
    raw = as_seen(io.BytesIO(photo(kind)), Seen(left=0.25))
    image = opened(raw)
    assert red_pixels(image) <= image.height  # at most the ringing of one column
    assert abs(image.width - 240) <= 16
    assert image.height == 160
    assert b"somebody" not in raw
    assert image.getexif().get(0x013B) == "Zhang"


def test_a_jpeg_keeps_its_pixels() -> None:
    """Cut on its coding blocks and written with its own tables: within rounding of what was there."""
    source = Image.effect_noise((320, 160), 60).convert("RGB").resize((640, 320))
    sink = io.BytesIO()
    source.save(sink, "JPEG", quality=90, subsampling=2)
    kept = opened(as_seen(io.BytesIO(sink.getvalue()), Seen(left=0.1, top=0.1)))
    whole = opened(sink.getvalue()).convert("RGB")
    box = (whole.width - kept.width, whole.height - kept.height, whole.width, whole.height)
    assert (box[0] % 16, box[1] % 16) == (0, 0)
    assert box[0] >= 64
    assert box[1] >= 32
    apart = ImageChops.difference(whole.crop(box).convert("L"), kept.convert("L")).histogram()
    assert not any(apart[5:])


@pytest.mark.parametrize(("turns", "corner"), [(0, "left"), (1, "top"), (2, "right"), (3, "bottom")])
def test_turned(turns: int, corner: str) -> None:
    """A quarter turn clockwise brings the left side up."""
    image = opened(as_seen(io.BytesIO(photo()), Seen(turns=turns))).convert("RGB")
    assert image.size == ((160, 320) if turns % 2 else (320, 160))
    middle = (image.width // 2, image.height // 2)
    at = {"left": (4, middle[1]), "top": (middle[0], 4), "right": (image.width - 4, middle[1])}
    where = at.get(corner, (middle[0], image.height - 4))
    pixel = image.getpixel(where)
    assert isinstance(pixel, tuple)
    assert pixel[0] > 150


def test_mirrored() -> None:
    """Left to right, and top to bottom."""
    image = opened(as_seen(io.BytesIO(photo()), Seen(mirrored=True))).convert("RGB")
    pixel = image.getpixel((316, 80))
    assert isinstance(pixel, tuple)
    assert pixel[0] > 150


def test_the_frame_that_word_cropped_in() -> None:
    """A phone's photograph that lies on its side: whether its left or its top was cut off tells the shape on the page."""
    lying = photo(orientation=6)  # 320 × 160 stored, upright 160 × 320, its red band on top
    upright = opened(as_seen(io.BytesIO(lying), Seen(top=0.25, aspect=160 / 240)))
    assert upright.size[0] == 160
    assert red_pixels(upright) <= 160
    stored = opened(as_seen(io.BytesIO(lying), Seen(left=0.25, aspect=240 / 160)))
    assert stored.size[1] == 160
    assert red_pixels(stored) <= 160
    assert ImageOps.exif_transpose(stored).size == (160, stored.size[0])


@pytest.mark.parametrize("raw", [b"", b"\xff\xd8\xff", b"GIF89a"])
def test_what_cannot_be_cropped(raw: bytes) -> None:
    """Is refused; the whole one does not go out instead."""
    with pytest.raises(NotShown):
        as_seen(io.BytesIO(raw), Seen(left=0.5))
    with pytest.raises(NotShown):
        as_seen(io.BytesIO(photo()), Seen(left=0.6, right=0.5))


CROP = '</pic:blipFill><pic:spPr><a:xfrm {1}><a:ext cx="200" cy="100"/></a:xfrm></pic:spPr>'


@pytest.mark.parametrize(
    ("drawn", "expected"),
    [
        (INLINE.replace("</pic:blipFill>", '<a:srcRect l="30000" t="10000" r="20000"/></pic:blipFill>'), Seen(0.3, 0.1, 0.2)),
        (INLINE.replace("</pic:blipFill>", '<a:srcRect l="30%" b="-5000"/></pic:blipFill>'), Seen(0.3)),
        (INLINE.replace("</pic:blipFill>", CROP.replace("{1}", 'rot="5400000"')), Seen(turns=1, aspect=2.0)),
        (INLINE.replace("</pic:blipFill>", CROP.replace("{1}", 'rot="16200000" flipH="1"')), Seen(turns=3, mirrored=True, aspect=2.0)),
        (INLINE.replace("</pic:blipFill>", CROP.replace("{1}", 'rot="120000"')), Seen()),
        (OLD.replace("<v:imagedata", '<v:imagedata cropleft="16384f" croptop=".5"'), Seen(0.25, 0.5)),
        (OLD.replace("<v:shape>", '<v:shape style="width:20pt;rotation:90;flip:x">'), Seen(turns=1, mirrored=True)),
        (OLD, Seen()),
    ],
)  # fmt: skip
def test_what_word_shows(tmp_path: Path, drawn: str, expected: Seen) -> None:
    """Crop, turn and mirror, of pictures new and old; told, but where there is none."""
    found = read(tmp_path, p(drawn.replace("{0}", "rId1").replace("{1}", "")))
    assert found.photos[0].seen == expected
    assert [problem.message for problem in found.problems] == ([] if expected == Seen() else ["第1段的图片"])


def manuscript(folder: Path, drawn: str, raw: bytes) -> Path:
    """A story with one picture in it."""
    inside = p("茶山新路通车") + p("本站记者") + p("茶山村的新路今天通车，村民们站在路边，等第一班车开过来，等了很久。")
    filed = read(folder, inside + p(drawn.replace("{0}", "rId1")) + p("村民在路边（记者 某某 摄）"))
    path = folder / "稿件.docx"
    with zipfile.ZipFile(filed.photos[0].path) as source:
        parts = {name: source.read(name) for name in source.namelist()}
    with zipfile.ZipFile(path, "w") as sink:
        for name, part in parts.items():
            sink.writestr(name, raw if name.endswith("image1.jpg") else part)
    return path


def test_the_whole_picture_is_nowhere(tmp_path: Path) -> None:
    """The draft's folder holds the cropped picture alone, also where its original was handed in beside the text."""
    cut = INLINE.replace("</pic:blipFill>", '<a:srcRect l="25000"/></pic:blipFill>').replace("{1}", "")
    for number, beside in enumerate(("", "IMG_1.jpg", "村民在路边.jpg")):
        folder = tmp_path / f"交稿{number}"
        folder.mkdir()
        manuscript(folder, cut, photo())
        if beside:
            (folder / beside).write_bytes(photo())
        made = drafted_at(folder, tmp_path / str(number))
        pictures = [path for path in made.folder.iterdir() if path.suffix != ".md"]
        assert len(pictures) == 1
        image = opened(pictures[0].read_bytes())
        assert red_pixels(image) <= image.height
        again = drafted_at(folder, tmp_path / str(number))
        assert [path.name for path in again.folder.iterdir() if path.suffix == ".jpg"] == [pictures[0].name]


def test_a_crop_that_fails(tmp_path: Path) -> None:
    """The picture stays away and is told; its place in the story waits for it."""
    cut = INLINE.replace("</pic:blipFill>", '<a:srcRect l="25000"/></pic:blipFill>').replace("{1}", "")
    made = drafted_at(manuscript(tmp_path, cut, photo()[:200]), tmp_path)
    assert [path.name for path in made.folder.iterdir()] == ["story.md"]
    assert any("照样裁不出来" in problem.message for problem in made.problems)


def test_received(shared: Path, tmp_path: Path) -> None:
    """The manuscript in which this went wrong: one cropped, one turned."""
    path = shared / "fixtures/found/manuscripts/06裁剪旋转.docx"
    made = drafted_at(path, tmp_path)
    with zipfile.ZipFile(path) as package:
        stored = [opened(package.read(photo)).size for photo in ("word/media/image1.jpg", "word/media/image2.jpg")]
    first, second = (opened((made.folder / file).read_bytes()).size for file in made.files)
    assert abs(first[0] - stored[0][0] / 2) <= 16
    assert abs(first[1] - stored[0][1] * 0.9) <= 16
    assert second == stored[1][::-1]


def test_filed_hands_out_nothing_else(tmp_path: Path) -> None:
    """Whoever opens a cropped picture gets what is seen."""
    path = tmp_path / "1.jpg"
    path.write_bytes(photo())
    with Filed("1.jpg", path, seen=Seen(left=0.5)).open() as stream:
        assert opened(stream.read()).width == 160


@pytest.mark.parametrize(
    ("name", "kind", "ending_is"),
    [("x.php", "JPEG", ".jpg"), ("x.JPEG", "JPEG", ".jpeg"), ("gallery.md", "PNG", ".png"), ("1.jpg", "WEBP", ".webp")],
)
def test_a_name_from_its_bytes(tmp_path: Path, name: str, kind: str, ending_is: str) -> None:
    """A photograph's file ends as its bytes say, never as a stranger named it."""
    path = tmp_path / "stored"
    path.write_bytes(photo(kind))
    assert ending(Filed(name, path)) == ending_is
    assert ending(Filed(name, path, seen=Seen(left=0.5))) == (ending_is if kind == "JPEG" else ".png")
