"""What a scene file offers: a drawing and how its sheet is finished."""

from collections.abc import Callable
from dataclasses import dataclass

import numpy as np

from .colour import Array


@dataclass(frozen=True)
class Picture:
    """One picture of the edition; limit is the file's size in bytes and best its highest JPEG quality."""

    draw: Callable[[np.random.Generator], Array]
    seed: int
    limit: int = 390_000
    best: int = 64
    grain: float = 0.007
    warm: float = 0.01
    edge: float = 0.10
    soft: float = 0.10
    punch: float = 0.22
