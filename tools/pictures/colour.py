"""Colours as sRGB triples in 0..1, and the ways to blend them.

Images are float32 arrays of shape (height, width, 3), masks and fields of shape (height, width).
"""

import numpy as np
from numpy.typing import NDArray

Array = NDArray[np.float32]


def ink(text: str) -> Array:
    """The triple of a colour written #rrggbb."""
    return np.array([int(text[i : i + 2], 16) / 255 for i in (1, 3, 5)], np.float32)


def smooth(low: float, high: float, x):
    """0 below low, 1 above high, an S-curve between."""
    t = np.clip((np.asarray(x, np.float32) - low) / (high - low), 0, 1)
    return t * t * (3 - 2 * t)


def mix(a, b, t):
    """a where t is 0, b where t is 1."""
    return a + (b - a) * t


def lay(image: Array, over, mask) -> Array:
    """The image with a colour or another image over it, as far as the mask (0..1) lets it."""
    return image + (over - image) * np.asarray(mask, np.float32)[..., None]


def ramp(stops: list[tuple[float, str]], t) -> Array:
    """Colours along a scale: stops are (place, #rrggbb) in rising places."""
    places = [place for place, _ in stops]
    triples = np.array([ink(text) for _, text in stops])
    return np.stack([np.interp(t, places, triples[:, i]) for i in range(3)], -1).astype(np.float32)


def eight(colour, alpha: float = 1) -> tuple[int, int, int, int]:
    """A triple as the four bytes Pillow draws with."""
    r, g, b = (int(v) for v in np.clip(np.asarray(colour) * 255 + 0.5, 0, 255))
    return r, g, b, int(alpha * 255 + 0.5)
