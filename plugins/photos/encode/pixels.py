"""Pixels: from the bytes of an original to the bytes of its renditions. Nothing here touches a disk.

One original is decoded once, at the smallest DCT scale that still covers its largest step; each step is made from the
one above it; colour is converted once, after the first step, where there are fewest pixels to convert.

Pillow, not pyvips, does it: on one ladder (480, 960, 1600 of 24 megapixels, two processes, tests/benchmarks/photos.py)
libvips wins nothing that anybody would notice, and takes three times the memory. CPU seconds a photo, and MB:

    formats       Pillow 13.0   pyvips 3.2
    WebP + JPEG   0.45  131     0.44  397
    JPEG          0.22  125     0.21  428
    AVIF          1.36  229     5.85  415    (speed 6 against effort 4: not the same effort)
"""

from __future__ import annotations

import io
from dataclasses import dataclass
from typing import Any

from PIL import Image, features

from ..fault import PassingFault, PhotoFault
from ..original.exif import read_exif
from ..original.header import AGAIN, Original, open_image
from ..original.iptc import write_iptc
from ..original.nclx import colour_numbers
from ..original.xmp import write_xmp
from ..plan.cuts import PhotoCut, Size, scale, window
from .colour import profile_of, to_srgb, workable
from .damage import find_damage
from .edges import saturated_edges
from .focus import find_focus
from .hdr import tone_down
from .moving import save_moving

# Pillow takes memory in blocks of 16 MB, which the system clears anew for each; small ones are used again. Measured on
# photos of 24 megapixels: a third of the page faults, 3 % less CPU.
Image.core.set_block_size(1 << 16)

PIPELINE = "4"  # goes up when the same recipe gives other pixels


@dataclass(frozen=True, slots=True)
class Work:
    """What is sent to a worker: an original's bytes and what to make of them. ladder: the steps, largest first, on the
    last of which the dominant colour is looked for, and damage in the original; () where both are known."""

    data: bytes
    original: Original
    cuts: tuple[PhotoCut, ...]
    ladder: tuple[Size, ...] = ()


@dataclass(frozen=True, slots=True)
class Encoded:
    """What comes back: the dominant colour and what is damaged, "" where they were not asked for, and each cut's bytes
    in their order."""

    tone: str
    files: tuple[bytes, ...]
    damage: str = ""


def tools() -> str:
    """Versions of all that turns pixels into bytes: another version may give other bytes."""
    names = ("jpg", "webp", "avif", "littlecms2", "zlib")
    versions = [f"{name} {features.version(name) or '-'}" for name in ("pil", *names)]
    return " ".join([f"xishan {PIPELINE}", *versions])


def encode(work: Work) -> Encoded:
    """All cuts of one original; PhotoFault where its pixels cannot be had."""
    original = work.original
    steps = sorted({*work.ladder, *(step for cut in work.cuts if not cut.moving for step in cut.chain)}, reverse=True)
    if not steps:
        steps = [original.size]  # whatever is asked for, the pixels must be there
    image = largest_step(work.data, original, steps[0])
    made = {cut: save_moving(work.data, cut, to_srgb) for cut in work.cuts if cut.moving}
    jpeg = any(cut.format == "jpeg" for cut in work.cuts)
    sharp = jpeg and saturated_edges(on_paper(image, "#ffffff"))
    for step in steps:
        if step != image.size:
            image = image.resize(step, Image.Resampling.LANCZOS, reducing_gap=2.0)
        for cut in work.cuts:
            if not cut.moving and cut.chain[-1] == step:
                made[cut] = save(_cropped(image, cut) if cut.crop else image, cut, sharp)
    files = tuple(made[cut] for cut in work.cuts)
    if not work.ladder:
        return Encoded("", files)
    return Encoded(tone(image), files, find_damage(work.data) if original.kind == "JPEG" else "")


def largest_step(data: bytes, original: Original, step: Size) -> Image.Image:
    """The largest step, this size as shown: decoded, scaled, turned upright, in sRGB."""
    image: Image.Image = open_image(data)
    numbers = colour_numbers(data)
    profile = profile_of(image, read_exif(image, data), numbers)
    hdr = numbers if numbers and numbers.hdr and not image.info.get("icc_profile") else None
    stored = step[::-1] if original.turned else step
    _decode(image, stored)
    image = workable(image)
    if image.size != stored:
        image = image.resize(stored, Image.Resampling.LANCZOS, reducing_gap=2.0)
    if original.orientation != 1:
        image = image.transpose(TURNS[original.orientation])
    image.info.clear()  # nothing of the original's metadata may ride along
    return tone_down(image, hdr) if hdr else to_srgb(image, profile)


TURNS = {
    2: Image.Transpose.FLIP_LEFT_RIGHT,
    3: Image.Transpose.ROTATE_180,
    4: Image.Transpose.FLIP_TOP_BOTTOM,
    5: Image.Transpose.TRANSPOSE,
    6: Image.Transpose.ROTATE_270,
    7: Image.Transpose.TRANSVERSE,
    8: Image.Transpose.ROTATE_90,
}


def _decode(image: Image.Image, need: Size) -> None:
    by = scale(image.size, need)
    if by > 1:
        image.draft(None, (image.width // by, image.height // by))
    try:
        image.load()
    except MemoryError:
        raise PassingFault("太大，内存不够解码", "缩小后再放进来，或把设置 PHOTOS 的 jobs 调小") from None
    except Exception as fault:  # a decoder fed with damaged bytes may raise anything
        half = "truncated" in str(fault)
        raise PhotoFault("不完整，后半截丢了" if half else "已损坏，解不出画面", AGAIN) from fault


def _cropped(image: Image.Image, cut: PhotoCut) -> Image.Image:
    focus = cut.focus or find_focus(image, cut.size)
    return image.resize(cut.size, Image.Resampling.LANCZOS, box=window(image.size, cut.size, focus), reducing_gap=2.0)


def save(image: Image.Image, cut: PhotoCut, sharp: bool = False) -> bytes:
    """One step or crop as the bytes of a file. sharp: a JPEG keeps the full resolution of its colours, as each AVIF
    does; WebP cannot."""
    out = io.BytesIO()
    packet = write_xmp(*cut.rights)
    if cut.format == "jpeg":
        flat = on_paper(image, cut.paper)
        more: dict[str, Any] = {"progressive": True, "optimize": True} if cut.progressive else {}
        more |= {"subsampling": "4:4:4" if sharp else "4:2:0", "extra": write_iptc(*cut.rights)}
        flat.save(out, "JPEG", quality=cut.quality, xmp=packet, **more)
    elif cut.format == "webp":
        image.save(out, "WEBP", quality=cut.quality, method=cut.effort, xmp=packet)
    else:
        # One thread: workers already fill the cores.
        more = {"speed": cut.effort, "subsampling": "4:4:4", "max_threads": 1}
        image.save(out, "AVIF", quality=cut.quality, xmp=packet, **more)
    return out.getvalue()


def on_paper(image: Image.Image, paper: str) -> Image.Image:
    """Without transparency: the paper's colour shows through."""
    if image.mode != "RGBA":
        return image
    piece = Image.new("RGB", image.size, paper)
    piece.paste(image, mask=image.getchannel("A"))
    return piece


def tone(image: Image.Image) -> str:
    """The colour that takes most room, "#rrggbb": a placeholder until the picture is there."""
    small = on_paper(image, "#ffffff").resize((24, 24), Image.Resampling.BOX)
    few = small.quantize(4, Image.Quantize.MEDIANCUT)
    counts = few.histogram()
    most = counts.index(max(counts))
    red, green, blue = (few.getpalette() or [])[3 * most : 3 * most + 3]
    return f"#{red:02x}{green:02x}{blue:02x}"
