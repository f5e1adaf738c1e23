"""Smooth random fields, about -1..1: the texture of everything.

Value noise by bicubic enlargement of a random grid, summed over octaves (Perlin, "An image synthesizer", 1985, for
the idea of summed octaves).
"""

import math

import numpy as np
from PIL import Image

from .colour import Array, mix


def stretch(field: Array, w: int, h: int) -> Array:
    """A field enlarged or reduced to w × h."""
    if field.shape == (h, w):
        return field
    grown = Image.fromarray(np.ascontiguousarray(field, np.float32)).resize((w, h), Image.Resampling.BICUBIC)
    return np.asarray(grown)


def noise(rng: np.random.Generator, w: int, h: int, cell_x: float, cell_y: float | None = None) -> Array:
    """One octave with cells of the given size in pixels."""
    cell_y = cell_y or cell_x
    across, along = w / cell_x, h / cell_y
    grid = rng.standard_normal((math.ceil(along) + 4, math.ceil(across) + 4)).astype(np.float32)
    box = (1.5, 1.5, 1.5 + across, 1.5 + along)
    return np.asarray(Image.fromarray(grid).resize((w, h), Image.Resampling.BICUBIC, box=box)) * np.float32(0.6)


def cloud(
    rng: np.random.Generator,
    w: int,
    h: int,
    cell_x: float,
    cell_y: float | None = None,
    octaves: int = 5,
    gain: float = 0.5,
    ridged: bool = False,
) -> Array:
    """Octaves of noise, each half the size of the last; ridged gives sharp crests and round hollows."""
    cell_y = cell_y or cell_x
    total, weight = np.zeros((2, 2), np.float32), 0.0
    for i in range(octaves):
        cx, cy = max(cell_x / 2**i, 1.5), max(cell_y / 2**i, 1.5)
        last = i == octaves - 1
        tw = w if last else min(w, math.ceil(w / cx * 5))
        th = h if last else min(h, math.ceil(h / cy * 5))
        octave = noise(rng, tw, th, cx * tw / w, cy * th / h)
        if ridged and i < 3:
            octave = 0.7 - 1.7 * np.abs(octave)
        total = stretch(total, tw, th) + octave * np.float32(gain**i)
        weight += gain**i
    return total / np.float32(weight)


def skyline(
    rng: np.random.Generator, w: int, cell: float, octaves: int = 7, gain: float = 0.48, sharp: float = 0.5
) -> Array:
    """A mountain skyline across w pixels, about -1..1: rounded shoulders, more crests as sharp goes to 1."""
    total, weight = np.zeros(w, np.float32), 0.0
    for i in range(octaves):
        n = noise(rng, w, 4, max(cell / 2**i, 2), 4)[0]
        if i < 3:
            n = mix(n, 0.7 - 1.6 * np.abs(n), sharp)
        total = total + n * gain**i
        weight += gain**i
    return total / weight


def sample(field: Array, x, y) -> Array:
    """The field at fractional pixel places, wrapping round at its edges."""
    h, w = field.shape
    x0, y0 = np.floor(x).astype(np.int32), np.floor(y).astype(np.int32)
    fx, fy = (x - x0).astype(np.float32), (y - y0).astype(np.float32)
    xa, xb, ya, yb = x0 % w, (x0 + 1) % w, y0 % h, (y0 + 1) % h
    top = field[ya, xa] * (1 - fx) + field[ya, xb] * fx
    return top * (1 - fy) + (field[yb, xa] * (1 - fx) + field[yb, xb] * fx) * fy


def ease(values: Array, radius: float) -> Array:
    """A line of values averaged over a radius of neighbours."""
    n = int(radius * 2) | 1
    window = np.hanning(n + 2)[1:-1]
    return np.convolve(np.pad(values, n // 2, mode="edge"), window / window.sum(), mode="valid").astype(np.float32)
