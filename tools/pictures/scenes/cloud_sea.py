"""Sunrise over a sea of clouds."""

import numpy as np

from ..colour import Array, ink
from ..light import blaze, bloom, disc, sky
from ..picture import Picture
from ..ridge import billows, ridge


def cloud_sea(rng: np.random.Generator) -> Array:
    w, h = 3000, 1500
    image = sky(
        rng,
        w,
        h,
        [(0, "#3f5f86"), (0.18, "#7f97ad"), (0.32, "#e2b99a"), (0.42, "#f9d9a4"), (0.55, "#fbe9c8")],
        ink("#f6d3b4"),
        0.55,
    )
    image = blaze(image, 0.64, 0.385, ink("#ffe9b0"), 0.36, 0.95)
    image = blaze(image, 0.64, 0.385, ink("#fffbe6"), 0.09, 1)
    image = disc(image, 0.64, 0.375, 52, ink("#fffdf0"), 1, 3)
    mist = ink("#f3d8bd")
    far = [
        (0.455, 0.05, 0.12, "#a9a5b4", "#d8bfae", ((0.30, 0.09, 0.10), (0.86, 0.06, 0.10))),
        (0.50, 0.06, 0.14, "#8189a3", "#c3a9a4", ((0.14, 0.11, 0.09), (0.45, 0.06, 0.07), (0.95, 0.10, 0.10))),
    ]
    for base, height, cell, shade, lit, peaks in far:
        image, _ = ridge(
            image, rng, base, height, cell, ink(shade), ink(lit), mist, 0.16, 0.8, peaks=peaks, sun=1, leaf=0.2
        )
    image = billows(image, rng, 0.515, 0.03, 0.10, ink("#cdb9bd"), ink("#fdeed8"), depth=0.06)
    image = billows(image, rng, 0.545, 0.035, 0.13, ink("#b7b0c0"), ink("#fbe6d0"), depth=0.08)
    image, _ = ridge(
        image,
        rng,
        0.66,
        0.05,
        0.16,
        ink("#4c5f7c"),
        ink("#93877f"),
        ink("#cfc0c6"),
        0.16,
        1,
        3,
        peaks=((0.74, 0.16, 0.07), (0.86, 0.08, 0.06)),
        sun=1,
        leaf=0.25,
        tilt=0.02,
    )
    image = billows(image, rng, 0.655, 0.04, 0.15, ink("#a3a6bd"), ink("#f6dfce"), depth=0.10)
    image, _ = ridge(
        image,
        rng,
        0.86,
        0.06,
        0.18,
        ink("#2c4a60"),
        ink("#6d7f74"),
        ink("#b9b7c6"),
        0.22,
        1.1,
        5,
        peaks=((0.24, 0.30, 0.10), (0.10, 0.17, 0.08), (0.40, 0.12, 0.06)),
        sun=1,
        leaf=0.3,
    )
    image = billows(image, rng, 0.80, 0.05, 0.17, ink("#8f9ab6"), ink("#efd9d0"), depth=0.12)
    image = billows(image, rng, 0.91, 0.06, 0.22, ink("#7d8bab"), ink("#e3d2d2"), depth=0.16)
    image, _ = ridge(
        image,
        rng,
        1.02,
        0.05,
        0.2,
        ink("#183245"),
        ink("#3f5a55"),
        ink("#7f8daa"),
        0.3,
        1,
        9,
        peaks=((0.93, 0.26, 0.10), (0.80, 0.10, 0.08)),
        sun=1,
        leaf=0.35,
    )
    return bloom(image, 0.80, 60, 0.35)


PICTURES = {"cloud-sea-sunrise": Picture(cloud_sea, 17, warm=0.012)}
