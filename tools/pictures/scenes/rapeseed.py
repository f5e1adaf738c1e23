"""A river valley yellow with rape."""

import numpy as np

from ..colour import Array, ink, lay, mix, ramp, smooth
from ..ground import Rough, View, relief
from ..house import paint, village
from ..light import blaze, sky
from ..noise import cloud, stretch
from ..picture import Picture
from ..planting import Plant, coat, plant, spread
from ..ridge import bank, ridges
from ..texture import full, leaves
from ..tree import broadleaf, bush, stand


def rapeseed(rng: np.random.Generator) -> Array:
    w, h = 3000, 1500
    image = sky(rng, w, h, [(0, "#7fb2d0"), (0.25, "#c9e0e2"), (0.42, "#f6f0da")], ink("#ffffff"), 0.7, 0.14)
    image = blaze(image, 0.30, 0.12, ink("#fff6da"), 0.36, 0.7)
    mist = ink("#e6ede6")
    image = ridges(
        image,
        rng,
        mist,
        [
            (0.25, 0.05, 0.11, "#9cbccb", "#c6d6d2", 0.18, 0.6, 0, ((0.66, 0.13, 0.09), (0.20, 0.08, 0.09))),
            (0.34, 0.05, 0.11, "#6a9fae", "#a5c5b0", 0.18, 0.85, 1, ((0.10, 0.14, 0.08), (0.86, 0.13, 0.09))),
            (0.43, 0.04, 0.12, "#37807e", "#83b27c", 0.15, 1, 3, ((0.46, 0.07, 0.09), (0.99, 0.12, 0.08))),
        ],
        banks=(1, 2),
    )
    image = bank(image, rng, 0.465, 0.03, ink("#f4f5ea"), 0.8)
    view = View(w, h, 30, 0.40, 0.9)
    big, small = Rough(rng, 500, 70, 3), Rough(rng, 260, 20, 3)

    def height(x, z):
        side = np.abs(x - 10) / (50 + z * 0.42)
        return 5 * np.clip(side - 0.75, 0, 2) ** 1.4 * np.clip(z / 60, 0, 3) + big.at(x, z) * 0.8

    seen = relief(view, height, 24, 560, (-0.7, 0.6, -0.2), 1200)
    wander, tuft = small.at(seen.x, seen.z), leaves(rng, w, h, 7)

    def course(z):
        return 8 + 30 * np.sin(z / 52 + 0.4) * np.clip(z / 90, 0.3, 1.5) - z * 0.03

    river = np.abs(seen.x - course(seen.z) + wander * 1.5)
    a, b = (seen.x + seen.z * 0.35) / 26, (seen.z - seen.x * 0.22) / 34
    cell = np.floor(a + 0.2 * wander) * 17 + np.floor(b + 0.2 * wander) * 31
    pick = np.abs(np.sin(cell * 12.9898) * 43758.5453) % 1
    gold = lay(full("#f2c620", w, h), ink("#ffe05a"), smooth(-0.4, 0.5, wander + tuft * 0.4))
    green = lay(full("#5f9a4a", w, h), ink("#9bbf5c"), smooth(-0.4, 0.5, wander))
    colour = np.where((pick < 0.66)[..., None], gold, np.where((pick < 0.86)[..., None], green, ink("#b7c985")))
    near = np.clip(1.4 - seen.z / 170, 0.1, 1)
    colour = colour * (1 + 0.13 * tuft * near + 0.05 * np.sin((seen.x * 0.94 + seen.z * 0.34) * 2.2) * near)[..., None]
    edge = np.maximum(np.abs((a + 0.2 * wander) % 1 - 0.5), np.abs((b + 0.2 * wander) % 1 - 0.5)) > 0.475
    colour = lay(colour, ink("#55803f"), edge * 0.75)
    bank_ = smooth(13, 9.5, river + tuft)
    colour = lay(colour, lay(full("#7fa45a", w, h), ink("#4b7c48"), smooth(-0.4, 0.4, tuft)), bank_)
    colour = lay(colour, ink("#e9e2c8"), smooth(9.2, 8.4, river + tuft * 0.6) * 0.9)
    water = smooth(8.0, 7.4, river)
    flow = ramp([(0, "#dfe9e6"), (0.5, "#a6cbd6"), (1, "#4f93ab")], smooth(240, 24, seen.z))
    flow = lay(flow, ink("#ffffff"), smooth(0.35, 0.7, stretch(cloud(rng, w // 2, h // 2, 60, 5, 4), w, h)) * 0.35)
    colour = lay(colour, flow, water)
    colour = colour * (0.82 + 0.22 * smooth(0.2, 0.9, seen.slope))[..., None]
    image = coat(image, seen, colour, mist, 520, 0.8)
    trees, bushes, things = stand(rng, broadleaf, 5), stand(rng, bush, 4), []
    for x, z in spread(rng, seen, 560, 27, 520):
        off = abs(x - float(course(np.float32(z))))
        if 9.5 < off < 14 or (off > 70 + z * 0.3 and rng.random() < 0.6) or (off > 15 and rng.random() < 0.07):
            hue = rng.random()
            low = rng.random() < 0.45
            things.append(
                Plant(
                    x,
                    z,
                    rng.uniform(1.5, 3) if low else rng.uniform(5, 10),
                    (bushes if low else trees)[int(hue * 97) % 4],
                    ink("#1f5138"),
                    mix(ink("#8bb85e"), ink("#c0cc66"), hue),
                    ink("#4c3d2c"),
                )
            )
    spots = [
        (60, 150),
        (73, 153),
        (66, 162),
        (82, 163),
        (92, 156),
        (56, 170),
        (100, 168),
        (76, 175),
        (-70, 190),
        (-58, 195),
        (-84, 197),
        (-66, 205),
        (-95, 206),
        (-40, 320),
        (-24, 325),
        (-55, 330),
        (130, 300),
        (148, 306),
    ]
    plant(
        image,
        seen,
        rng,
        things + village(view, rng, spots, height, 0.2, two=0.6),
        paint("#fbf6ea", "#465257", "#e6ede6", reach=560),
        mist,
        520,
        0.8,
    )
    return image


PICTURES = {"rapeseed-valley": Picture(rapeseed, 33)}
