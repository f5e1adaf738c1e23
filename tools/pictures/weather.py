"""Rain, snow and petals in the air."""

import numpy as np
from PIL import Image, ImageDraw, ImageFilter

from .colour import Array, lay


def rain(
    image: Array, rng: np.random.Generator, count: int, length: float, slant: float, colour, strength: float
) -> Array:
    """Slanting streaks; length in pixels."""
    h, w = image.shape[:2]
    layer = Image.new("L", (w, h), 0)
    draw = ImageDraw.Draw(layer)
    for _ in range(count):
        x, y, near = rng.uniform(-0.1, 1.1) * w, rng.uniform(-0.1, 1.05) * h, rng.random()
        run = length * (0.35 + near)
        draw.line(
            [(x, y), (x + slant * run, y + run)], fill=int(50 + 170 * near * rng.random()), width=1 + int(near * 2.4)
        )
    mask = np.asarray(layer.filter(ImageFilter.GaussianBlur(1.1)), np.float32) / 255
    return lay(image, colour, mask * strength)


def flakes(
    image: Array,
    rng: np.random.Generator,
    count: int,
    small: float,
    large: float,
    colours,
    strength: float = 0.9,
    flat: float = 1,
) -> Array:
    """Snowflakes or petals: few and soft near by, many and small far off; sizes are radii in pixels."""
    h, w = image.shape[:2]
    for soft, share, low, high in (
        (1.0, 0.7, small, small * 2),
        (2.5, 0.25, small * 1.5, max(small * 2, large * 0.5)),
        (large * 0.30, 0.05, large * 0.5, large),
    ):
        for colour in colours:
            layer = Image.new("L", (w, h), 0)
            draw = ImageDraw.Draw(layer)
            for _ in range(int(count * share / len(colours))):
                x, y, r = rng.uniform(0, w), rng.uniform(0, h), low + (high - low) * rng.random()
                draw.ellipse([x - r, y - r * flat, x + r, y + r * flat], fill=int(rng.uniform(110, 250)))
            mask = np.asarray(layer.filter(ImageFilter.GaussianBlur(soft)), np.float32) / 255
            image = lay(image, np.asarray(colour, np.float32), mask * strength)
    return image
