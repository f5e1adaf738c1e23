"""What stands and walks in a street: lamp posts and passers-by."""

import numpy as np

from .brush import Brush
from .colour import Array, ink
from .ground import View


def lamp_post(image: Array, view: View, x: float, up: float, z: float, tall: float, tone, glow=None) -> None:
    """A lamp post with a lantern head, lit when glow is a colour."""
    px, py = view.at(x, up, z)
    s = view.size(z)
    brush = Brush(image, (px - s * 0.6, py - s * (tall + 0.8), px + s * 0.6, py + 3), 3)
    brush.line([(px, py), (px, py - s * tall)], tone, max(1, s * 0.09))
    brush.shape(
        [
            (px - s * 0.17, py - s * tall),
            (px + s * 0.17, py - s * tall),
            (px + s * 0.22, py - s * (tall + 0.5)),
            (px - s * 0.22, py - s * (tall + 0.5)),
        ],
        tone if glow is None else glow,
    )
    brush.shape(
        [(px - s * 0.30, py - s * (tall + 0.5)), (px + s * 0.30, py - s * (tall + 0.5)), (px, py - s * (tall + 0.72))],
        tone,
    )
    brush.finish()


def figure(brush: Brush, view: View, rng: np.random.Generator, x: float, z: float, coat_, up: float = 0) -> None:
    """A person no larger than a thumbnail: head, coat, legs, perhaps a basket on the back."""
    s = view.size(z) * rng.uniform(0.92, 1.04)
    px, py = view.at(x, up, z)
    brush.round(px, py, 0.34 * s, 0.07 * s, ink("#2b2620"), 0.30)
    brush.shape(
        [(px - 0.13 * s, py), (px - 0.02 * s, py), (px, py - 0.8 * s), (px - 0.17 * s, py - 0.8 * s)], ink("#2f3238")
    )
    brush.shape(
        [(px + 0.03 * s, py), (px + 0.14 * s, py), (px + 0.17 * s, py - 0.8 * s), (px, py - 0.8 * s)], ink("#2a2d33")
    )
    brush.shape(
        [
            (px - 0.22 * s, py - 0.72 * s),
            (px + 0.22 * s, py - 0.72 * s),
            (px + 0.20 * s, py - 1.36 * s),
            (px - 0.20 * s, py - 1.36 * s),
        ],
        coat_,
    )
    brush.shape(
        [
            (px - 0.22 * s, py - 1.30 * s),
            (px - 0.31 * s, py - 0.78 * s),
            (px - 0.23 * s, py - 0.76 * s),
            (px - 0.15 * s, py - 1.25 * s),
        ],
        np.asarray(coat_) * 0.85,
    )
    brush.shape(
        [
            (px + 0.22 * s, py - 1.30 * s),
            (px + 0.31 * s, py - 0.78 * s),
            (px + 0.23 * s, py - 0.76 * s),
            (px + 0.15 * s, py - 1.25 * s),
        ],
        np.asarray(coat_) * 0.8,
    )
    brush.round(px, py - 1.52 * s, 0.125 * s, 0.15 * s, ink("#8a6650"))
    brush.round(px, py - 1.57 * s, 0.135 * s, 0.12 * s, ink("#26211f"))
    if rng.random() < 0.22:
        brush.shape(
            [
                (px - 0.21 * s, py - 0.82 * s),
                (px + 0.21 * s, py - 0.82 * s),
                (px + 0.27 * s, py - 1.36 * s),
                (px - 0.27 * s, py - 1.36 * s),
            ],
            ink("#a5793f"),
        )
        brush.line([(px - 0.25 * s, py - 1.2 * s), (px + 0.25 * s, py - 1.2 * s)], ink("#7c582b"), max(1, 0.03 * s))
