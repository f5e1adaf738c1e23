"""Plain pictures for tests: a gradient and a few shapes, quick to make and to cut, each one different."""

from __future__ import annotations

from pathlib import Path

from PIL import Image, ImageDraw


def draw(path: Path, width: int = 1800, height: int = 1200, seed: int = 0) -> Path:
    """Write one JPEG; the same seed and size give the same picture."""
    picture = Image.linear_gradient("L").resize((width, height))
    shades = Image.merge(
        "RGB", (picture.point(lambda v: v // 2 + 20 * (seed % 5)), picture, picture.point(lambda v: 255 - v))
    )
    pen = ImageDraw.Draw(shades)
    for number in range(6):
        left = (seed * 97 + number * width // 6) % width
        pen.ellipse(
            (left, height // 3, left + width // 8, height // 3 + height // 5),
            fill=(40 * number, 90, 60 + 9 * seed % 150),
        )
    path.parent.mkdir(parents=True, exist_ok=True)
    shades.save(path, quality=85)
    return path
