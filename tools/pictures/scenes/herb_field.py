"""A field of herbs in flower."""

import numpy as np

from ..colour import Array, ink, lay, mix, smooth
from ..ground import Rough, View, relief
from ..house import paint, village
from ..light import blaze, sky
from ..picture import Picture
from ..planting import Plant, coat, plant
from ..ridge import ridges
from ..texture import full, leaves
from ..tree import broadleaf, bush, stand


def herb_field(rng: np.random.Generator) -> Array:
    w, h = 3000, 2000
    image = sky(rng, w, h, [(0, "#6fa3c4"), (0.3, "#bcd7dc"), (0.5, "#f2efdc")], ink("#fbf8ee"), 0.75, 0.14)
    image = blaze(image, 0.82, 0.16, ink("#fff3d2"), 0.4, 0.6)
    mist = ink("#dfe8e6")
    image = ridges(
        image,
        rng,
        mist,
        [
            (0.26, 0.05, 0.13, "#8fb1c4", "#bcd0cd", 0.16, 0.6, 0, ((0.24, 0.12, 0.11), (0.60, 0.06, 0.12))),
            (0.34, 0.05, 0.14, "#5d8fa0", "#9dbfa6", 0.16, 0.85, 1, ((0.78, 0.14, 0.11), (0.05, 0.09, 0.10))),
            (0.43, 0.04, 0.15, "#2f6e70", "#82ad72", 0.14, 1, 3, ((0.42, 0.06, 0.10), (1.0, 0.08, 0.10))),
            (0.49, 0.03, 0.15, "#1f5a4a", "#6f9f56", 0.12, 1, 6, ((0.10, 0.06, 0.12),)),
        ],
        sun=1,
        banks=(1, 2),
    )
    view = View(w, h, 3.4, 0.47, 0.9, 0.5)
    roll = Rough(rng, 300, 60, 2)

    def height(x, z):
        return (
            roll.at(x, z) * np.clip(z / 60, 0, 1.6) * 1.6
            + 0.8 * np.sin(x / 40 + 1) * np.clip(z / 80, 0, 1)
            - 0.004 * np.clip(z - 60, 0, None)
        )

    seen = relief(view, height, 3, 210, (0.7, 0.6, -0.2), 900)
    row = seen.x / 1.5 + 0.02 * seen.z + 0.25 * np.sin(seen.z / 14)
    bed = 0.5 + 0.5 * np.cos(row * 2 * np.pi)
    tuft = leaves(rng, w, h, 10)
    near = np.clip(1.25 - seen.z / 90, 0, 1)
    patch = roll.at(seen.x * 3 + 40, seen.z * 2)
    flower = lay(full("#8a6cb8", w, h), ink("#b79ad6"), smooth(-0.4, 0.5, patch))
    flower = lay(flower, ink("#4f8042"), smooth(40, 22, seen.z) * 0.92)
    soil = lay(full("#6d7a45", w, h), ink("#8c7a52"), smooth(-0.3, 0.4, tuft) * near)
    colour = lay(soil, flower, smooth(0.28, 0.60, bed + tuft * 0.12) * near + (1 - near) * 0.85)
    colour = colour * (0.86 + 0.18 * bed * near + 0.10 * (1 - near))[..., None]
    lane = np.abs(seen.x - 8 - seen.z * 0.09 + 3 * np.sin(seen.z / 22))
    colour = lay(colour, ink("#e2d8bb"), smooth(1.5, 1.2, lane) * (seen.z > 4))
    other = smooth(95, 100, seen.z + seen.x * 0.3)
    colour = lay(
        colour, lay(full("#8db45f", w, h), ink("#c3c46d"), smooth(-0.2, 0.3, np.sin(seen.x / 17) + patch)), other
    )
    image = coat(image, seen, colour, mist, 260, 0.75)
    blooms, trees, things = stand(rng, bush, 6, fruit=75, size=0.032), stand(rng, broadleaf, 4), []
    for j in range(-36, 37):
        z = 3.6 + rng.uniform(0, 0.5)
        while z < 44:
            x = (j - 0.02 * z - 0.25 * np.sin(z / 14)) * 1.5
            if abs(x) < z * 0.62 and abs(x - 8 - z * 0.09 + 3 * np.sin(z / 22)) > 1.9:
                hue = rng.random()
                violet = mix(ink("#8d62c4"), ink("#c3a2e6"), hue) if hue < 0.93 else ink("#f3ecfa")
                things.append(
                    Plant(
                        float(x + rng.normal() * 0.10),
                        float(z),
                        rng.uniform(0.72, 1.0),
                        blooms[int(hue * 89) % 6],
                        ink("#2c5a35"),
                        ink("#86b25c"),
                        fruit=violet,
                        shadow=0.25,
                    )
                )
            z += 0.52 + z * 0.016
    for x, z in [
        (-64, 150),
        (-50, 155),
        (-40, 148),
        (70, 165),
        (82, 158),
        (20, 175),
        (30, 180),
        (-20, 170),
        (110, 170),
        (-100, 168),
        (58, 150),
        (-78, 146),
        (-8, 178),
    ]:
        things.append(
            Plant(x, z, rng.uniform(7, 11), trees[int(abs(x)) % 4], ink("#1e4a35"), ink("#86b05a"), ink("#4c3d2c"))
        )
    spots = [(-52, 140), (-38, 143), (-66, 145), (36, 150), (50, 146), (63, 153)]
    plant(
        image,
        seen,
        rng,
        things + village(view, rng, spots, height, 0.1, two=0.5),
        paint("#faf5ea", "#48545a", "#dfe8e6", reach=420, sun=(0.6, 0.7, -0.4)),
        mist,
        260,
        0.75,
        sun=1,
    )
    return image


PICTURES = {"herb-field-bloom": Picture(herb_field, 5)}
