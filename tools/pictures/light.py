"""Skies, sun and moon, lamps and the bloom of bright things."""

import numpy as np
from PIL import Image, ImageFilter

from .colour import Array, lay, ramp, smooth
from .noise import cloud, stretch


def blank(w: int, h: int) -> Array:
    return np.zeros((h, w, 3), np.float32)


def sky(
    rng: np.random.Generator,
    w: int,
    h: int,
    stops: list[tuple[float, str]],
    veil=None,
    thin: float = 0.5,
    streak: float = 0.09,
) -> Array:
    """A sky coloured from top to bottom by stops (parts of the height), with streaks of cloud in the veil colour."""
    rows = ramp(stops, np.linspace(0, 1, h))
    image = np.repeat(rows[:, None, :], w, 1)
    if veil is not None:
        hw, hh = w // 2, h // 2
        field = cloud(rng, hw, hh, hw * 0.42, hh * streak, 6, 0.52)
        image = lay(image, veil, stretch(smooth(0, 0.75, field).astype(np.float32), w, h) * thin)
    return image


def blaze(image: Array, x: float, y: float, colour, reach: float, strength: float = 0.9, flat: float = 1.4) -> Array:
    """Glow round a light at (x, y) parts of the picture, wider than high by flat."""
    h, w = image.shape[:2]
    yy, xx = np.mgrid[0 : h // 4, 0 : w // 4].astype(np.float32)
    d = np.hypot(xx / (w // 4) - x, (yy / (h // 4) - y) * h / w * flat)
    mask = np.exp(-((d / reach) ** 1.5) * 2.2) * strength
    return lay(image, colour, stretch(mask.astype(np.float32), w, h))


def disc(image: Array, x: float, y: float, radius: float, colour, strength: float = 1, edge: float = 1.5) -> Array:
    """A sun or moon of a radius in pixels."""
    h, w = image.shape[:2]
    yy, xx = np.mgrid[0:h, 0:w].astype(np.float32)
    return lay(image, colour, smooth(edge, -edge, np.hypot(xx - x * w, yy - y * h) - radius) * strength)


def stars(image: Array, rng: np.random.Generator, count: int, low: float, colour=(1, 0.98, 0.92)) -> Array:
    """Stars above the row low (a part of the height), fewer and fainter towards it."""
    h, w = image.shape[:2]
    glow = np.zeros((h, w), np.float32)
    for _ in range(count):
        x, y = int(rng.uniform(4, w - 5)), int(rng.uniform(0, 1) ** 1.4 * low * h) + 4
        size, power = rng.uniform(0.7, 1.9), rng.uniform(0.15, 0.95) * (1 - y / (low * h + 9))
        yy, xx = np.mgrid[-4:5, -4:5]
        glow[y - 4 : y + 5, x - 4 : x + 5] += np.exp(-(xx**2 + yy**2) / size**2)[: h - y + 4] * power
    return lay(image, np.asarray(colour, np.float32), np.clip(glow, 0, 1))


def lamp(image: Array, x: float, y: float, radius: float, colour, strength: float = 1) -> None:
    """Add the glow of a lamp at pixel (x, y) to the image in place; it has faded out at the radius."""
    h, w = image.shape[:2]
    xa, xb, ya, yb = (
        max(0, int(x - radius)),
        min(w, int(x + radius) + 1),
        max(0, int(y - radius)),
        min(h, int(y + radius) + 1),
    )
    if xa >= xb or ya >= yb:
        return
    yy, xx = np.mgrid[ya:yb, xa:xb].astype(np.float32)
    d = np.hypot(xx - x, yy - y) / radius
    glow = np.clip(1 - d, 0, 1) ** 2 * 0.35 + np.exp(-((d * 5.5) ** 2)) * 0.65
    here = image[ya:yb, xa:xb]
    light = glow[..., None] * np.asarray(colour, np.float32) * strength
    image[ya:yb, xa:xb] = 1 - (1 - np.clip(here, 0, 1)) * (1 - np.clip(light, 0, 1))


def blur(image: Array, radius: float) -> Array:
    """The image softened, worked at a quarter of its size when the radius allows."""
    h, w = image.shape[:2]
    k = 4 if radius >= 8 else 1
    eight = Image.fromarray((np.clip(image, 0, 1) * 255).astype(np.uint8))
    if k > 1:
        eight = eight.reduce(k)
    soft = eight.filter(ImageFilter.GaussianBlur(radius / k))
    return np.asarray(soft.resize((w, h), Image.Resampling.BICUBIC), np.float32) / 255


def bloom(image: Array, threshold: float, radius: float, strength: float, tint=(1, 0.85, 0.6)) -> Array:
    """Bright places spill light around them."""
    bright = np.clip(image - threshold, 0, 1) * np.asarray(tint, np.float32)
    return image + blur(bright, radius) * strength


def beams(
    image: Array,
    rng: np.random.Generator,
    x: float,
    y: float,
    colour,
    strength: float,
    low: float = 1,
    width: float = 0.05,
) -> Array:
    """Shafts of light fanning down from (x, y) parts of the picture, gone at the row low."""
    h, w = image.shape[:2]
    yy, xx = np.mgrid[0 : h // 4, 0 : w // 4].astype(np.float32)
    fan = np.arctan2(xx - x * (w // 4), yy - y * (h // 4))
    table = cloud(rng, 1200, 2, 1200 * width, 2, 4)[0]
    shaft = smooth(0.02, 0.7, table[np.clip((fan + 1.6) / 3.2 * 1199, 0, 1199).astype(int)])
    yh = yy / (h // 4)
    mask = shaft * smooth(low, low * 0.2, yh) * smooth(0, 0.12, yh - max(y, 0)) * strength
    return lay(image, colour, stretch(mask.astype(np.float32), w, h))
