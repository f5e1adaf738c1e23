"""Firs going up into the mist."""

import numpy as np

from ..brush import Brush
from ..colour import Array, ink, lay, mix, smooth
from ..light import beams, blaze, sky
from ..noise import cloud, stretch
from ..picture import Picture
from ..ridge import ridges
from ..tree import conifer, stamp, stand


def fir_mist(rng: np.random.Generator) -> Array:
    w, h = 2000, 3000
    image = sky(rng, w, h, [(0, "#c3d2d3"), (0.25, "#dfe5dd"), (0.5, "#eef0e4"), (1, "#d5e0d8")], ink("#f4f4ea"), 0.6)
    image = blaze(image, 0.62, 0.22, ink("#fdf6e0"), 0.45, 0.8)
    mist = ink("#e6ece4")
    image = ridges(
        image,
        rng,
        mist,
        [
            (0.27, 0.04, 0.22, "#b5c8c8", "#cdd9d0", 0.10, 0.5, 0, ((0.30, 0.08, 0.20),)),
            (0.33, 0.04, 0.20, "#9ab5b5", "#bacdc3", 0.09, 0.6, 3, ((0.80, 0.07, 0.20),)),
        ],
    )
    firs = stand(rng, conifer, 7, n=420, sun=1, slim=0.17)
    rows = 11
    for i in range(rows):
        t = i / (rows - 1)
        level, size = h * (0.40 + 0.70 * t**1.25), h * (0.045 + 0.40 * t**1.7)
        slope = (0.10 if i % 2 else -0.12) * (1 - 0.3 * t)
        dark = mix(mist * 0.93, ink("#0f2f2b"), 0.16 + 0.82 * t**0.9)
        lit = mix(mist * 0.97, ink("#4f8066"), 0.14 + 0.74 * t)
        count = int(44 - 34 * t**0.7)
        for px in np.sort(rng.uniform(-0.06, 1.06, count)):
            if i >= 8 and abs(px - 0.55) < 0.12 + 0.05 * (i - 8):
                continue
            py = level + slope * (px - 0.5) * w * 0.5 + rng.normal() * size * 0.06
            stamp(
                image,
                firs[int(rng.integers(0, 7))],
                px * w,
                py,
                size * rng.uniform(0.72, 1.2),
                dark,
                lit,
                wide=rng.uniform(0.85, 1.1),
                flip=False,
            )
        if i < rows - 1:
            y, x = np.mgrid[0:h, 0:w].astype(np.float32)
            field = stretch(cloud(rng, w // 4, h // 4, w * 0.10, h * 0.012, 5), w, h)
            veil = smooth(
                -0.16, 0.05, (y - level - slope * (x / w - 0.5) * w * 0.5) / h + size / h * 0.42 + field * 0.06
            )
            image = lay(image, mix(mist, ink("#dbe6df"), t), veil * mix(0.86, 0.55, t))
    image = beams(image, rng, 0.70, -0.1, ink("#fffbe8"), 0.25, 0.8, 0.06)
    brush = Brush(image, (0, 0, w, h * 0.4), 2)
    for k, (bx, by) in enumerate(
        [(0.30, 0.150), (0.335, 0.138), (0.36, 0.158), (0.41, 0.146), (0.275, 0.168), (0.385, 0.175), (0.44, 0.165)]
    ):
        s, px, py = w * (0.011 + 0.003 * (k % 3)), bx * w, by * h
        brush.line(
            [
                (px - s, py - s * 0.5),
                (px - s * 0.35, py - s * 0.16),
                (px, py),
                (px + s * 0.35, py - s * 0.2),
                (px + s, py - s * 0.42),
            ],
            ink("#6f8788"),
            3,
        )
    brush.finish()
    return image


PICTURES = {"fir-mist": Picture(fir_mist, 72, warm=0)}
