"""Tea hedges round the hills."""

import numpy as np

from ..colour import Array, ink, lay, ramp, smooth
from ..ground import Rough, View, relief
from ..house import paint, village
from ..light import blaze, sky
from ..picture import Picture
from ..planting import Plant, coat, plant
from ..ridge import bank, ridges
from ..texture import full, leaves
from ..tree import broadleaf, conifer, stand


def tea_rows(rng: np.random.Generator) -> Array:
    w, h = 3000, 2000
    image = sky(rng, w, h, [(0, "#8fbfc4"), (0.25, "#d9e8d4"), (0.45, "#fbf0cf")], ink("#fdf8e4"), 0.6)
    image = blaze(image, 0.86, 0.20, ink("#fff0bc"), 0.42, 0.9)
    mist = ink("#f3f2d8")
    image = ridges(
        image,
        rng,
        mist,
        [
            (0.27, 0.05, 0.14, "#a7c6b8", "#d3dcb8", 0.15, 0.6, 0, ((0.40, 0.11, 0.11), (0.08, 0.06, 0.12))),
            (0.35, 0.05, 0.14, "#6fa58e", "#b5c987", 0.15, 0.85, 1, ((0.16, 0.12, 0.11), (0.70, 0.07, 0.12))),
            (0.43, 0.04, 0.16, "#3d7d62", "#95b65c", 0.13, 1, 4, ((0.55, 0.05, 0.12), (0.98, 0.10, 0.10))),
        ],
        sun=1,
        banks=(1,),
    )
    image = bank(image, rng, 0.46, 0.035, ink("#fbf7e2"), 0.95)
    view = View(w, h, 17, 0.34, 0.95)
    big = Rough(rng, 300, 60, 2, 0.4)
    knolls = [
        (-34, 92, 19, 40),
        (40, 130, 27, 46),
        (2, 58, 7.5, 27),
        (-92, 165, 30, 52),
        (98, 96, 17, 36),
        (-22, 200, 30, 60),
        (34, 42, 5, 20),
        (-30, 36, 4, 20),
    ]

    def hill(x, z):
        total = big.at(x, z) * 2.2
        for kx, kz, up, r in knolls:
            total = np.maximum(total, total * 0.25 + up * np.exp(-((x - kx) ** 2 + (z - kz) ** 2) / r**2 * 1.1))
        return total

    pitch = 1.1

    def hedge(x, z):
        part = (hill(x, z) * 0.75 + z * 0.09 + x * 0.012) / pitch % 1
        return smooth(0, 0.22, part) * smooth(0.86, 0.64, part)

    def height(x, z):
        return hill(x, z) + 0.85 * hedge(x, z) * np.clip(z / 20, 0.6, 1)

    seen = relief(view, height, 9, 280, (0.80, 0.42, -0.15), 1800, 1)
    tuft, top = leaves(rng, w, h, 7), hedge(seen.x, seen.z)
    light = np.clip(seen.slope * 0.72 + 0.26, 0, 1)
    soil = full("#5d5a35", w, h) * (1 + 0.2 * tuft)[..., None]
    leaf = ramp(
        [(0, "#123f2c"), (0.35, "#2c6b38"), (0.62, "#6fa03c"), (0.85, "#b8cb54"), (1, "#e9e58a")],
        np.clip(light + 0.12 * tuft * np.clip(1.3 - seen.z / 120, 0.2, 1), 0, 1),
    )
    near = np.clip(1.5 - seen.z / 130, 0.12, 1)
    colour = lay(leaf, soil * 0.7, (1 - smooth(0.05, 0.5, top)) * near * 0.9)
    colour = lay(colour, ink("#f3eb98"), smooth(0.8, 1, top) * smooth(0.5, 0.9, light) * 0.22 * near)
    image = coat(image, seen, colour, mist, 340, 0.8)
    trees, firs, things = stand(rng, broadleaf, 4, sun=(0.55, -0.7)), stand(rng, conifer, 3, sun=1), []
    for kx, kz, _, r in knolls[:6]:
        for _ in range(3):
            x, z = kx + rng.normal() * r * 0.25, kz + rng.normal() * r * 0.25
            things.append(
                Plant(
                    x,
                    z,
                    rng.uniform(4, 7),
                    (trees + firs)[int(rng.integers(0, 7))],
                    ink("#17422f"),
                    ink("#a5b958"),
                    ink("#4c3d2c"),
                    shadow=0.4,
                )
            )
    spots = [(-3, 172), (9, 178), (-15, 180)]
    plant(
        image,
        seen,
        rng,
        things + village(view, rng, spots, height, -0.2, two=0.4),
        paint("#fbf3e0", "#4b5752", "#f3f2d8", reach=420, sun=(0.8, 0.6, -0.3)),
        mist,
        340,
        0.8,
        sun=1,
    )
    return image


PICTURES = {"tea-rows": Picture(tea_rows, 7)}
