"""Herb terraces in spring."""

import numpy as np

from ..colour import Array, ink, lay, mix, smooth
from ..ground import Rough, View, relief
from ..house import paint, village
from ..light import blaze, sky
from ..picture import Picture
from ..planting import Plant, coat, plant, spread
from ..ridge import bank, ridges
from ..texture import full, leaves
from ..tree import broadleaf, bush, stand


def terraces_spring(rng: np.random.Generator) -> Array:
    w, h = 3000, 2000
    image = sky(rng, w, h, [(0, "#a5c6cf"), (0.3, "#e6ede0"), (0.5, "#f7eed6")], ink("#f8f5e8"), 0.5)
    image = blaze(image, 0.24, 0.10, ink("#fff4d6"), 0.4, 0.8)
    mist = ink("#eef1e2")
    image = ridges(
        image,
        rng,
        mist,
        [
            (0.20, 0.05, 0.14, "#a3c1c2", "#c8d8c8", 0.16, 0.6, 0, ((0.70, 0.10, 0.12), (0.30, 0.05, 0.10))),
            (0.28, 0.05, 0.13, "#77a8a6", "#a9c7a5", 0.16, 0.8, 1, ((0.14, 0.12, 0.10), (0.88, 0.08, 0.10))),
            (0.37, 0.05, 0.16, "#468379", "#8db578", 0.15, 1, 3, ((0.52, 0.08, 0.10), (0.99, 0.11, 0.09))),
        ],
    )
    image = bank(image, rng, 0.42, 0.035, ink("#f6f6ea"), 0.9)
    view = View(w, h, 52, 0.27)
    big, small = Rough(rng, 420, 70, 3, 0.45), Rough(rng, 200, 14, 3)
    step = 1.25

    def hill(x, z):
        slope = np.clip((z - 40) / 260, 0, 1.25)
        rise = 64 * slope**0.95 * (0.42 + 0.58 * smooth(-120, 130, x + 30 * np.sin(z / 60)))
        spur = 10 * np.sin(x / 34 + z / 90 + 0.6) * smooth(0, 0.5, slope) * smooth(1.3, 0.6, slope)
        return rise + spur + big.at(x, z) * 8 * np.clip(z / 110, 0.35, 1.3) - 6 * smooth(0.9, 1.25, slope)

    def height(x, z):
        level = hill(x, z) / step
        return (np.floor(level) + smooth(0.86, 1, level % 1)) * step

    seen = relief(view, height, 26, 380, (-0.75, 0.55, -0.25), 1600, 2)
    level = hill(seen.x, seen.z) / step
    base, part = np.floor(level), level % 1
    wander = small.at(seen.x, seen.z)
    plot = np.floor(seen.x / 34 + wander * 0.35 + np.sin(base * 2.7) * 2)
    pick = np.abs(np.sin(base * 12.9898 + plot * 78.233) * 43758.5453) % 1
    colour = full("#6fa344", w, h)
    for low, text in (
        (0.16, "#93b84f"),
        (0.34, "#559544"),
        (0.50, "#b4c07a"),
        (0.62, "#3d8150"),
        (0.76, "#a98a55"),
        (0.84, "#7fb055"),
        (0.91, "#c9cf9a"),
    ):
        colour[pick > low] = ink(text)
    fade = np.clip(1.4 - seen.z / 170, 0, 1)
    rows, tuft = np.sin(part / 0.86 * np.pi * 2 * 5), leaves(rng, w, h)
    colour = colour * (1 + (0.11 * rows + 0.16 * tuft) * fade + 0.10 * wander)[..., None]
    colour = lay(
        colour, ink("#fffaf6"), (pick > 0.91) * smooth(0.05, 0.45, tuft + rows * 0.2) * np.clip(fade + 0.25, 0, 1) * 0.9
    )
    riser = smooth(0.855, 0.885, part)
    colour = lay(colour, lay(full("#4c6636", w, h), ink("#2f5430"), smooth(-0.3, 0.5, tuft)), riser * 0.85)
    colour = lay(colour, ink("#f0efb8"), smooth(0.79, 0.84, part) * (1 - riser) * 0.45)
    colour = colour * (0.66 + 0.46 * smooth(0.25, 0.95, seen.slope))[..., None]
    image = coat(image, seen, colour, mist, 420, 0.8)
    trees, bushes, things = stand(rng, broadleaf, 5), stand(rng, bush, 4), []
    for x, z in spread(rng, seen, 420, 30, 370):
        part_ = float(hill(np.float32(x), np.float32(z)) / step) % 1
        if 0.55 < part_ < 0.98:
            hue, small_ = rng.random(), rng.random() < 0.65
            pink = hue > 0.86 and not small_
            things.append(
                Plant(
                    x,
                    z,
                    rng.uniform(1.8, 3.2) if small_ else rng.uniform(5, 9),
                    (bushes if small_ else trees)[int(hue * 97) % 4],
                    ink("#b5787a") if pink else ink("#1f4a30"),
                    ink("#fbe0dc") if pink else mix(ink("#8fb95a"), ink("#c5c768"), hue),
                    ink("#4c3d2c"),
                )
            )
    spots = [(62, 205), (78, 209), (70, 220), (90, 218), (100, 228), (-72, 235), (-58, 240), (-84, 246), (-66, 250)]
    plant(
        image,
        seen,
        rng,
        things + village(view, rng, spots, height, 0.25, two=0.4),
        paint("#f7f1e5", "#4a5557", "#eef1e2", reach=520),
        mist,
        420,
        0.8,
    )
    return bank(image, rng, 0.44, 0.03, ink("#f6f6ea"), 0.5)


PICTURES = {"terraces-spring": Picture(terraces_spring, 23, warm=0.012)}
