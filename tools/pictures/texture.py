"""Fields of one colour, and the leafy noise laid over them."""

import numpy as np

from .colour import Array, ink
from .noise import cloud, stretch


def leaves(rng: np.random.Generator, w: int, h: int, cell: float = 9) -> Array:
    """Fine leafy noise over the whole picture."""
    return stretch(cloud(rng, w // 2, h // 2, cell, cell * 0.55, 3, 0.8), w, h)


def full(text: str, w: int, h: int) -> Array:
    return np.zeros((h, w, 3), np.float32) + ink(text)
