"""Still and running water: what stands above it comes back upside down, broken by ripples."""

import numpy as np

from .colour import Array, lay, smooth
from .noise import cloud, stretch


def reflect(
    image: Array,
    rng: np.random.Generator,
    mask: Array,
    line: Array | float,
    tint,
    clear: float = 0.75,
    ripple: float = 6,
    squash: float = 1.0,
    glint=None,
    gleam: float = 0.12,
    cell: float = 0.03,
) -> Array:
    """Water where the mask is, mirroring what is above the row line (per column or one for all).

    tint is the water's own colour, clear the share of the mirror, ripple the sideways break in pixels at the
    picture's foot.
    """
    h, w = image.shape[:2]
    shore = np.broadcast_to(np.asarray(line, np.float32), (w,))
    top = max(0, int(shore.min()))
    rows = np.arange(top, h, dtype=np.float32)[:, None]
    below = rows - shore
    hw, hh = w // 2, (h - top + 1) // 2
    # ripples are fine far off and broad near by: the row is bent before the noise is read
    deep = np.linspace(0, 1, h - top, dtype=np.float32)[:, None]
    waves = stretch(cloud(rng, hw, hh, w * cell, h * cell * 0.10, 4, 0.6), w, h - top)
    fine = stretch(cloud(rng, hw, hh, w * cell * 0.4, h * cell * 0.05, 3, 0.6), w, h - top)
    wave = fine * (1 - deep) + waves * deep
    grow = ripple * (0.25 + 0.75 * deep)
    sx = np.clip(np.arange(w, dtype=np.float32) + wave * grow * 1.5, 0, w - 1).astype(np.int32)
    sy = np.clip(shore - below * squash + wave * grow * 1.1, 0, h - 1).astype(np.int32)
    mirror = image[sy, sx]
    colour = np.asarray(tint, np.float32) + (mirror - tint) * clear
    if glint is not None:
        colour = lay(colour, glint, smooth(0.25, 0.75, wave) * gleam)
    image[top:] = lay(image[top:], colour, mask[top:])
    return image
