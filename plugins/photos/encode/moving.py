"""Pictures that move (GIF, APNG, WebP) go on moving, as animated WebP."""

from __future__ import annotations

import io
from collections.abc import Callable

from PIL import Image, ImageSequence

from ..fault import PhotoFault
from ..original.header import AGAIN, open_image
from ..original.xmp import write_xmp
from ..plan.cuts import PhotoCut
from .colour import workable

DEFAULT = 100  # milliseconds, as browsers do where a frame says nothing
QUICKEST = 20  # browsers slow down what is quicker


def save_moving(data: bytes, cut: PhotoCut, to_srgb: Callable[[Image.Image, bytes], Image.Image]) -> bytes:
    """All frames in the cut's size and in sRGB, each for its own time, looping as the original does."""
    image = open_image(data)
    profile = bytes(image.info.get("icc_profile") or b"")
    size = image.size
    frames: list[Image.Image] = []
    times: list[int] = []
    try:
        for frame in ImageSequence.Iterator(image):
            frame.load()
            times.append(_time(frame.info.get("duration")))
            whole = workable(frame.copy())
            if whole.size != size:  # a frame of a GIF may reach outside
                whole = whole.crop((0, 0, *size))
            if whole.size != cut.size:
                whole = whole.resize(cut.size, Image.Resampling.LANCZOS, reducing_gap=2.0)
            whole.info.clear()
            frames.append(to_srgb(whole, profile))
    except PhotoFault:
        raise
    except Exception as fault:  # a decoder fed with damaged bytes may raise anything
        raise PhotoFault("是动图，中间有损坏", AGAIN) from fault
    loop = image.info.get("loop", 1 if image.format == "GIF" else 0)
    out = io.BytesIO()
    frames[0].save(
        out,
        "WEBP",
        save_all=True,
        append_images=frames[1:],
        duration=times,
        loop=int(loop) if 0 <= int(loop) < 65536 else 0,
        quality=cut.quality,
        method=cut.effort,
        xmp=write_xmp(*cut.rights),
    )
    return out.getvalue()


def _time(duration: object) -> int:
    time = int(duration) if isinstance(duration, (int, float)) and duration > 0 else DEFAULT
    return max(QUICKEST, time) if time > 10 else DEFAULT
