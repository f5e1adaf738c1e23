"""Flooded rice terraces at dawn."""

import numpy as np

from ..colour import Array, ink, lay, smooth
from ..ground import Rough, View, relief
from ..house import paint, village
from ..light import blaze, bloom, disc, sky
from ..picture import Picture
from ..planting import Plant, coat, plant, spread
from ..ridge import bank, ridges
from ..texture import full, leaves
from ..tree import broadleaf, bush, stand


def rice_dawn(rng: np.random.Generator) -> Array:
    w, h = 3000, 2000
    stops = [(0, "#34507c"), (0.14, "#6f7fa2"), (0.24, "#c79aa0"), (0.32, "#f2b98c"), (0.40, "#fbdca6")]
    image = sky(rng, w, h, stops, ink("#f7c9b0"), 0.75, 0.07)
    image = blaze(image, 0.40, 0.32, ink("#ffe3a8"), 0.34, 0.95)
    image = disc(image, 0.40, 0.315, 46, ink("#fff4d8"), 1, 3)
    mist = ink("#eec9ae")
    image = ridges(
        image,
        rng,
        mist,
        [
            (0.33, 0.04, 0.13, "#8d8ba6", "#c9a79f", 0.13, 0.6, 0, ((0.16, 0.08, 0.12), (0.72, 0.06, 0.12))),
            (0.38, 0.04, 0.14, "#5f6788", "#a48c90", 0.12, 0.8, 1, ((0.88, 0.10, 0.10), (0.26, 0.03, 0.10))),
            (0.43, 0.03, 0.16, "#39496a", "#76707c", 0.11, 0.9, 3, ((0.03, 0.09, 0.12), (0.62, 0.04, 0.12))),
        ],
        sun=1,
    )
    image = bank(image, rng, 0.44, 0.03, ink("#f8dcc0"), 0.9)
    mirror = image.copy()
    view = View(w, h, 48, 0.30)
    big, small = Rough(rng, 460, 80, 3, 0.42), Rough(rng, 200, 18, 3)
    step = 1.5

    def hill(x, z):
        slope = np.clip((z - 34) / 270, 0, 1.2)
        side = 34 * smooth(20, -190, x + 40 * np.sin(z / 90)) + 26 * smooth(60, 240, x - 30 * np.sin(z / 70))
        return slope * (side + 14) + big.at(x, z) * 8 * np.clip(z / 120, 0.5, 1.3) + 4 * np.sin(x / 30 + z / 44)

    def height(x, z):
        level = hill(x, z) / step
        return (np.floor(level) + smooth(0.90, 1, level % 1)) * step

    seen = relief(view, height, 26, 360, (0.2, 0.5, 0.8), 1600, 2)
    level = hill(seen.x, seen.z) / step
    base, part = np.floor(level), level % 1
    wander = small.at(seen.x, seen.z)
    # a flat pool mirrors the sky above its far bank; lower pools look higher into the sky
    row = np.arange(h, dtype=np.float32)[:, None] + np.zeros((1, w), np.float32)
    up = np.clip(0.42 * h - (row - 0.40 * h) * 0.62 + np.sin(base * 5.1) * 26 + wander * 8, 0, h - 1).astype(np.int32)
    cols = np.clip(np.arange(w) + (wander * 20).astype(np.int32), 0, w - 1)
    pool = mirror[up, cols] * np.float32(1.0)
    pool = lay(pool, ink("#3c4f6e"), smooth(0.3, 1, row / h) * 0.30)
    pool = lay(pool, ink("#fff0cf"), smooth(0.25, 0.6, leaves(rng, w, h, 40)) * 0.10)
    plot = np.floor(seen.x / 40 + np.sin(base * 2.7) * 2 + wander * 0.2)
    pick = np.abs(np.sin(base * 12.9898 + plot * 78.233) * 43758.5453) % 1
    tuft = leaves(rng, w, h, 8)
    green = lay(full("#3f5b46", w, h), ink("#8a9a5c"), smooth(-0.5, 0.6, tuft + wander))
    colour = lay(pool, green, (pick > 0.86) * 0.9)
    sprout = (pick > 0.60) * (pick <= 0.86)
    colour = lay(
        colour,
        ink("#5f7a4e"),
        sprout
        * smooth(0.2, 0.7, 0.5 + 0.5 * np.sin(part * 40 + wander * 3) * 0.6 + tuft * 0.5)
        * np.clip(1.2 - seen.z / 160, 0, 0.6),
    )
    cross = np.abs((seen.x / 40 + np.sin(base * 2.7) * 2 + wander * 0.2) % 1 - 0.5) > 0.5 - 0.016
    bund = np.maximum(smooth(0.80, 0.83, part), smooth(0.06, 0.03, part))
    dark = lay(full("#243540", w, h), ink("#55604a"), smooth(-0.3, 0.6, tuft))
    colour = lay(colour, dark, np.maximum(bund, cross * 0.9) * 0.94)
    colour = lay(colour, ink("#f6cf9c"), smooth(0.815, 0.83, part) * smooth(0.87, 0.845, part) * 0.55)
    image = coat(image, seen, colour, mist, 620, 0.6)
    trees, bushes, things = stand(rng, broadleaf, 4, sun=(0.5, -0.7)), stand(rng, bush, 4, sun=(0.5, -0.7)), []
    for x, z in spread(rng, seen, 420, 30, 350):
        part_ = float(hill(np.float32(x), np.float32(z)) / step) % 1
        if part_ > 0.84:
            low = rng.random() < 0.6
            things.append(
                Plant(
                    x,
                    z,
                    rng.uniform(1.5, 2.6) if low else rng.uniform(5, 9),
                    (bushes if low else trees)[int(z) % 4],
                    ink("#1c2b35"),
                    ink("#6b7050"),
                    ink("#241f22"),
                    shadow=0,
                )
            )
    spots = [(-98, 238), (-84, 244), (-110, 248), (-92, 255), (120, 262), (134, 268), (110, 272)]
    plant(
        image,
        seen,
        rng,
        things + village(view, rng, spots, height, 0.2, 0.5),
        paint("#c9b5ae", "#39414f", "#eec9ae", lamp="#ffd898", reach=620, sun=(0.3, 0.5, 0.8)),
        mist,
        620,
        0.6,
        sun=1,
    )
    image = bank(image, rng, 0.47, 0.028, ink("#f8dcc0"), 0.5)
    return bloom(image, 0.82, 40, 0.35)


PICTURES = {"rice-terraces-dawn": Picture(rice_dawn, 61)}
