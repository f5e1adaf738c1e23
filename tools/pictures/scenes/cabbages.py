"""Vegetables in the open field."""

import numpy as np

from ..colour import Array, ink, lay, mix, smooth
from ..ground import View, relief
from ..house import paint, village
from ..light import sky
from ..picture import Picture
from ..planting import Plant, coat, plant
from ..ridge import ridges
from ..texture import full, leaves
from ..tree import broadleaf, cabbage, stand


def cabbages(rng: np.random.Generator) -> Array:
    w, h = 3000, 2000
    image = sky(rng, w, h, [(0, "#86b6cf"), (0.28, "#cfe2e2"), (0.45, "#f3f1e2")], ink("#ffffff"), 0.8, 0.16)
    mist = ink("#e4ecea")
    image = ridges(
        image,
        rng,
        mist,
        [
            (0.22, 0.05, 0.14, "#9dbac6", "#c3d3cf", 0.16, 0.6, 0, ((0.56, 0.11, 0.12), (0.12, 0.07, 0.12))),
            (0.30, 0.05, 0.13, "#6597a0", "#9fc0a8", 0.16, 0.85, 1, ((0.85, 0.12, 0.11), (0.33, 0.07, 0.10))),
            (0.38, 0.03, 0.15, "#31706a", "#7cab70", 0.13, 1, 4, ((0.05, 0.09, 0.11), (0.66, 0.04, 0.12))),
        ],
        banks=(1, 2),
    )
    view = View(w, h, 2.6, 0.415, 0.85, 0.46)

    def height(x, z):
        return 1.2 * np.sin(x / 50) * np.clip(z / 90, 0, 1) + 0.01 * z

    seen = relief(view, height, 2, 190, (-0.7, 0.6, -0.2), 900)
    tuft = leaves(rng, w, h, 8)
    row = seen.x / 1.1
    bed = 0.5 + 0.5 * np.cos(row * 2 * np.pi)
    near = np.clip(1.3 - seen.z / 60, 0, 1)
    block = np.floor((seen.z + seen.x * 0.12) / 34)
    crop = np.where(
        (block == 0)[..., None],
        ink("#6aa25c"),
        np.where(
            (block == 1)[..., None], ink("#8fb555"), np.where((block == 2)[..., None], ink("#4c8a5c"), ink("#a9bd66"))
        ),
    )
    soil = lay(full("#7a5d3f", w, h), ink("#94795a"), smooth(-0.4, 0.5, tuft))
    colour = lay(
        soil, crop.astype(np.float32), smooth(0.35, 0.6, bed + 0.1 * tuft) * near * (seen.z > 24) + (1 - near) * 0.9
    )
    colour = colour * (0.80 + 0.22 * bed * near + 0.16 * (1 - near) + 0.08 * tuft)[..., None]
    gap = np.abs(((seen.z + seen.x * 0.12) / 34) % 1 - 0.5) > 0.5 - 0.022
    colour = lay(colour, ink("#d8ceb0"), gap * (seen.z > 12) * 0.9)
    image = coat(image, seen, colour, mist, 210, 0.8)
    heads, trees, things = stand(rng, cabbage, 6), stand(rng, broadleaf, 4), []
    for j in range(-30, 40):
        z = 2.5 + rng.uniform(0, 0.25)
        while z < 31:
            x = j * 1.1 + rng.normal() * 0.05
            if abs(x) < z * 0.72:
                hue = rng.random()
                things.append(
                    Plant(
                        x,
                        z,
                        rng.uniform(0.78, 0.92),
                        heads[int(hue * 83) % 6],
                        mix(ink("#2c6a4a"), ink("#35784a"), hue),
                        mix(ink("#c6e29a"), ink("#dcecb0"), hue),
                        shadow=0.45,
                    )
                )
            z += 0.66 + 0.004 * z
    for k in range(46):
        things.append(
            Plant(
                -95 + k * 4.6 + rng.normal(),
                128 + rng.normal() * 7,
                rng.uniform(5, 10),
                trees[k % 4],
                ink("#22523f"),
                ink("#8db565"),
                ink("#4c3d2c"),
            )
        )
    spots = [(-52, 116), (-40, 119), (-63, 121), (46, 118), (58, 122), (70, 117), (12, 124)]
    plant(
        image,
        seen,
        rng,
        things + village(view, rng, spots, height, 0.1, two=0.6),
        paint("#fbf6ec", "#4b575c", "#e4ecea", reach=380),
        mist,
        210,
        0.8,
    )
    return image


PICTURES = {"cabbage-field": Picture(cabbages, 19)}
