"""Photos of 24 megapixels for measuring: large as a camera's, with detail at every scale, the same for the same number."""

from __future__ import annotations

import functools
from pathlib import Path
from typing import Any

import numpy as np
from PIL import Image, ImageCms, ImageDraw, ImageFilter

WIDTH, HEIGHT = 6000, 4000
ORIENTATIONS = (1, 1, 1, 6, 1, 1, 8, 1, 3, 1)


def write_photo(path: Path, number: int) -> Path:
    """Write one JPEG of quality 92 (7–9 MB): clouds of 1/f noise, a sky, soft shapes, grain; EXIF with a position."""
    dice = np.random.default_rng([1, number])
    clouds, grain = _fields()
    luma = _piece(clouds, dice) + _piece(grain, dice)
    tint = _piece(clouds, dice) >> 2
    sky = (np.linspace(1, 0, HEIGHT) ** 2 * 60).astype(np.int16)[:, None]
    shapes = _shapes(dice)
    pixels = np.empty((HEIGHT, WIDTH, 3), np.uint8)
    for channel, colour in enumerate((tint + (sky >> 1), sky, sky - tint)):
        np.clip(shapes[..., channel] + luma + colour, 0, 255, out=pixels[..., channel], casting="unsafe")
    exif = Image.Exif()
    exif[0x0112] = ORIENTATIONS[number % len(ORIENTATIONS)]
    position = exif.get_ifd(0x8825)
    position[1], position[2], position[3], position[4] = "N", (31.0, 50.0, float(number % 60)), "E", (109.0, 40.0, 30.0)
    profile = ImageCms.ImageCmsProfile(ImageCms.createProfile("sRGB")).tobytes()
    path.parent.mkdir(parents=True, exist_ok=True)
    Image.fromarray(pixels).save(path, "JPEG", quality=92, exif=exif, icc_profile=profile, subsampling="4:2:0")
    return path


@functools.cache
def _fields() -> tuple[Any, Any]:
    """Clouds and grain, larger than a photo: each photo takes its own pieces."""
    dice = np.random.default_rng(1)
    clouds = np.zeros((5, 7), np.float32)
    for level in range(11):
        clouds += dice.standard_normal(clouds.shape, np.float32) * 1.5 ** (10 - level)
        if level < 10:
            size = (clouds.shape[1] * 2, clouds.shape[0] * 2)
            clouds = np.asarray(Image.fromarray(clouds).resize(size, Image.Resampling.BILINEAR)).copy()
    clouds *= 34 / clouds.std()
    grain = dice.standard_normal(clouds.shape, np.float32) * 6
    return clouds.astype(np.int16), grain.astype(np.int16)


def _piece(field: Any, dice: np.random.Generator) -> Any:
    top = dice.integers(0, field.shape[0] - HEIGHT)
    left = dice.integers(0, field.shape[1] - WIDTH)
    return field[top : top + HEIGHT, left : left + WIDTH]


def _shapes(dice: np.random.Generator) -> Any:
    width, height = WIDTH // 4, HEIGHT // 4
    image = Image.new("RGB", (width, height), tuple(int(value) for value in dice.uniform(60, 150, 3)))
    draw = ImageDraw.Draw(image)
    for _ in range(60):
        x, y = (int(value) for value in (dice.integers(0, width), dice.integers(height // 3, height)))
        across, down = (int(value) for value in dice.integers(10, 260, 2))
        colour = tuple(int(value) for value in dice.integers(20, 230, 3))
        draw.ellipse((x, y, x + across, y + down), fill=colour)
    return np.asarray(image.filter(ImageFilter.GaussianBlur(0.7)).resize((WIDTH, HEIGHT), Image.Resampling.BILINEAR))
