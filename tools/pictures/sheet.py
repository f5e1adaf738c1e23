"""The finished sheet: paper grain, a soft edge, and a JPEG without banding."""

from io import BytesIO
from pathlib import Path

import numpy as np
from PIL import Image, ImageFilter

from .colour import Array, mix, smooth
from .light import blur
from .noise import cloud, stretch


def print_sheet(
    image: Array,
    rng: np.random.Generator,
    path: Path,
    limit: int = 390_000,
    best: int = 64,
    grain: float = 0.009,
    warm: float = 0.01,
    edge: float = 0.10,
    soft: float = 0.10,
    punch: float = 0.22,
) -> int:
    """Write the picture as a JPEG at the highest quality, best or lower, that keeps it within limit bytes.

    grain is the strength of the paper, warm a shift to yellow, edge the dimming of the corners, soft the glow of light
    into dark, punch an S-curve of contrast. Returns the quality.
    """
    h, w = image.shape[:2]
    image = np.clip(image, 0, 1)
    wide = blur(image, 40)
    image = mix(image, wide, soft * 0.6) + (wide - 0.5) * soft * 0.4
    image = mix(image, smooth(0, 1, image), punch)
    hw, hh = w // 2, h // 2
    fibre = stretch(
        cloud(rng, hw, hh, 40, 9, 3) * 0.3 + cloud(rng, hw, hh, 9, 40, 3) * 0.3 + cloud(rng, hw, hh, 4, 4, 2), w, h
    )
    y, x = np.mgrid[0:h, 0:w].astype(np.float32)
    corner = ((x / w - 0.5) ** 2 + (y / h - 0.5) ** 2) * 2
    image = image * (1 + grain * fibre)[..., None] * (1 - edge * smooth(0.25, 1, corner))[..., None]
    image = image * (1 + warm * np.array([1, 0.3, -1], np.float32))
    image = image * 255 + rng.random((h, w, 1), np.float32) * 1.4 - 0.2
    # edges drawn harder than a lens would draw them cost bytes that nobody sees
    whole = Image.fromarray(np.clip(image, 0, 255).astype(np.uint8)).filter(ImageFilter.GaussianBlur(0.7))
    for quality in range(best, 44, -4):
        sheet = BytesIO()
        whole.save(sheet, "JPEG", quality=quality, optimize=True, progressive=True, subsampling="4:2:0")
        if sheet.tell() <= limit:
            break
    path.write_bytes(sheet.getvalue())
    return quality
