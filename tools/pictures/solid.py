"""Boxes, posts and lamps in perspective."""

import numpy as np

from .brush import Brush
from .colour import Array, mix
from .ground import View


def box(
    image: Array,
    view: View,
    x: float,
    up: float,
    z: float,
    wide: float,
    tall: float,
    deep: float,
    front,
    side,
    top,
    mist=None,
    far: float = 0,
    k: int = 3,
    lid=None,
) -> None:
    """An upright box whose near face stands at z with its middle at x, in place; lid draws a thin overhanging cover."""

    def haze(c):
        return mix(np.asarray(c), np.asarray(mist), far) if mist is not None else np.asarray(c)

    a, b = x - wide / 2, x + wide / 2
    corners = [view.at(px, pu, pz) for px in (a, b) for pu in (up - 0.2, up + tall + 0.3) for pz in (z, z + deep)]
    brush = Brush(
        image,
        (
            min(c[0] for c in corners) - 6,
            min(c[1] for c in corners) - 6,
            max(c[0] for c in corners) + 6,
            max(c[1] for c in corners) + 6,
        ),
        k,
    )
    if brush.empty:
        return

    def block(a: float, b: float, low: float, high: float, z0: float, z1: float, f, s, t) -> None:
        if view.up > high:
            brush.shape(
                [view.at(a, high, z0), view.at(b, high, z0), view.at(b, high, z1), view.at(a, high, z1)], haze(t)
            )
        if a > 0:
            brush.shape([view.at(a, low, z0), view.at(a, low, z1), view.at(a, high, z1), view.at(a, high, z0)], haze(s))
        if b < 0:
            brush.shape([view.at(b, low, z0), view.at(b, low, z1), view.at(b, high, z1), view.at(b, high, z0)], haze(s))
        brush.shape([view.at(a, low, z0), view.at(b, low, z0), view.at(b, high, z0), view.at(a, high, z0)], haze(f))

    block(a, b, up, up + tall, z, z + deep, front, side, top)
    if lid is not None:
        o = wide * 0.07
        block(
            a - o,
            b + o,
            up + tall,
            up + tall + tall * 0.10,
            z - o,
            z + deep + o,
            np.asarray(lid) * 0.8,
            np.asarray(lid) * 0.65,
            lid,
        )
    brush.finish()
