"""Ridge behind blue-green ridge, and the stream that comes out of them."""

import numpy as np

from ..colour import Array, ink, lay, mix, smooth
from ..light import blaze, sky
from ..noise import cloud, stretch
from ..picture import Picture
from ..ridge import bank, ridge


def ridges_panorama(rng: np.random.Generator) -> Array:
    w, h = 3000, 1500
    image = sky(rng, w, h, [(0, "#9fc3c6"), (0.25, "#d5e3d6"), (0.5, "#f5ead0")], ink("#f7f2e2"), 0.5)
    image = blaze(image, 0.38, 0.22, ink("#fff3d3"), 0.40, 0.8)
    mist = ink("#eef0de")
    layers = [
        (0.34, 0.09, 0.13, "#a4c4c3", "#c6d8c8", 0.18, 0.6, 0, ((0.62, 0.16, 0.10), (0.22, 0.08, 0.10))),
        (0.43, 0.09, 0.12, "#7aaeae", "#b3cfae", 0.18, 0.8, 0, ((0.10, 0.17, 0.10), (0.80, 0.14, 0.09))),
        (0.53, 0.08, 0.15, "#4b9190", "#a1c088", 0.18, 0.95, 1, ((0.46, 0.16, 0.09), (0.96, 0.17, 0.08))),
        (0.65, 0.08, 0.14, "#2b7675", "#8cb06a", 0.19, 1.05, 3, ((0.22, 0.16, 0.10), (0.70, 0.10, 0.09))),
        (0.78, 0.07, 0.16, "#1f5f5f", "#7ba05a", 0.18, 1.1, 6, ((0.90, 0.22, 0.11), (0.02, 0.16, 0.09))),
    ]
    for i, (base, height, cell, shade, lit, depth, relief, trees, peaks) in enumerate(layers):
        image, _ = ridge(
            image,
            rng,
            base,
            height,
            cell,
            ink(shade),
            ink(lit),
            mix(mist, ink("#dcebe0"), i / 5),
            depth,
            relief,
            trees,
            0.45,
            peaks=peaks,
            leaf=0.25 + 0.1 * i,
        )
        if i in (1, 2, 3):
            image = bank(image, rng, base + 0.075, 0.035, ink("#f6f4e4"), 0.85)
    # the stream comes out of the mist at the valley's foot
    y, x = np.mgrid[0:h, 0:w].astype(np.float32)
    v = (y / h - 0.80) / 0.20
    meadow = lay(
        np.broadcast_to(ink("#8fae6a"), (h, w, 3)),
        ink("#4d8360"),
        stretch(smooth(-0.5, 0.6, cloud(rng, w // 2, h // 2, 200, 26, 4)), w, h),
    )
    meadow = lay(meadow, ink("#dccf86"), stretch(smooth(0.2, 0.5, cloud(rng, w // 2, h // 2, 260, 22, 3)), w, h) * 0.5)
    meadow = lay(meadow, ink("#e6eedd"), (1 - smooth(0, 0.5, v)) * 0.85)
    image = lay(image, meadow, smooth(0.02, 0.30, v + stretch(cloud(rng, w // 2, h // 2, 200, 30, 4), w, h) * 0.12))
    middle = w * (0.47 + 0.07 * np.sin(v * 5.2 + 0.9) * (0.25 + v * 0.85) + 0.10 * v)
    half = 5 + 120 * np.clip(v, 0, 1.2) ** 1.7
    wander = stretch(cloud(rng, w // 2, h // 2, 100, 14, 3), w, h)
    water = smooth(3, -3, np.abs(x - middle + wander * half * 0.35) - half) * smooth(0.02, 0.16, v)
    image = lay(image, mix(ink("#f2ecd8"), ink("#a9cfd2"), smooth(0.1, 1, v)[..., None]), water * 0.95)
    for place, peak in ((0, 0.10), (1, 0.07)):
        side = ((place, peak + 0.06, 0.22),)
        image, _ = ridge(
            image,
            rng,
            1.03,
            0.02,
            0.12,
            ink("#123f3f"),
            ink("#4f7a45"),
            ink("#173f3f"),
            0.5,
            0.9,
            10,
            0.3,
            fog=0.2,
            peaks=side,
            leaf=0.8,
        )
    return image


PICTURES = {"ridges-panorama": Picture(ridges_panorama, 41, warm=0.015)}
