"""Beehives on a flowering slope."""

import numpy as np

from ..colour import Array, ink, lay, smooth
from ..ground import Rough, View, relief
from ..house import paint
from ..light import blaze, sky
from ..picture import Picture
from ..planting import Plant, Thing, coat, plant, spread
from ..ridge import bank, ridges
from ..solid import box
from ..texture import full, leaves
from ..tree import broadleaf, bush, stand


def beehives(rng: np.random.Generator) -> Array:
    w, h = 3000, 2000
    image = sky(rng, w, h, [(0, "#8bbad2"), (0.25, "#d3e4e0"), (0.42, "#fbf0d8")], ink("#fffaf0"), 0.7, 0.12)
    image = blaze(image, 0.15, 0.12, ink("#fff3d0"), 0.4, 0.8)
    mist = ink("#e9eee2")
    image = ridges(
        image,
        rng,
        mist,
        [
            (0.24, 0.05, 0.14, "#9dbcc8", "#cbd8cc", 0.16, 0.6, 0, ((0.80, 0.11, 0.12), (0.45, 0.06, 0.12))),
            (0.33, 0.05, 0.13, "#6a9da4", "#a8c5a2", 0.16, 0.85, 1, ((0.22, 0.12, 0.11), (0.95, 0.09, 0.10))),
            (0.43, 0.05, 0.15, "#377a72", "#86b070", 0.14, 1, 3, ((0.64, 0.09, 0.11),)),
            (0.51, 0.04, 0.15, "#22604d", "#74a357", 0.12, 1, 6, ((0.05, 0.10, 0.12), (0.95, 0.05, 0.1))),
        ],
        banks=(1, 2),
    )
    image = bank(image, rng, 0.54, 0.035, ink("#f7f6ea"), 0.95)
    view = View(w, h, 9, 0.36, 0.95)
    big = Rough(rng, 240, 46, 3)

    def height(x, z):
        return np.where(
            z < 300,
            3.2 * smooth(8, 70, z) * (0.35 + 0.65 * smooth(-50, 60, x))
            + big.at(x, z) * 1.1
            + 5.5 * smooth(-2, 66, x) * smooth(14, 66, z)
            - 9 * smooth(58, 100, z)
            - 7 * smooth(5, -70, x) * smooth(18, 80, z),
            0,
        )

    seen = relief(view, height, 6, 130, (-0.75, 0.55, -0.2), 1200)
    tuft, fine = leaves(rng, w, h, 10), leaves(rng, w, h, 5)
    patch = big.at(seen.x * 2, seen.z * 2)
    near = np.clip(1.4 - seen.z / 60, 0.1, 1)
    colour = lay(full("#5c9142", w, h), ink("#b5c45c"), smooth(-0.5, 0.6, patch + tuft * 0.4))
    colour = colour * (0.74 + 0.36 * smooth(0.2, 1, seen.slope) + 0.14 * tuft * near)[..., None]
    for text, shift in (("#ffffff", 0), ("#f6d34a", 37), ("#e58fb4", 81)):
        drift = smooth(0.05, 0.55, big.at(seen.x * 1.6 + shift, seen.z * 1.6 + shift))
        colour = lay(
            colour, ink(text), smooth(0.34, 0.60, np.roll(fine, shift * 9, 1)) * drift * np.clip(near + 0.2, 0, 1) * 0.9
        )
    trail = np.abs(seen.x + 6 - 0.22 * seen.z - 3 * np.sin(seen.z / 9))
    colour = lay(colour, ink("#e3d6b0"), smooth(0.9, 0.6, trail + tuft * 0.2) * 0.9)
    image = coat(image, seen, colour, mist, 260, 0.75)
    trees, things = stand(rng, broadleaf, 4), []
    blooms = stand(rng, bush, 5, fruit=30, size=0.035)
    tints = ["#7fb0c4", "#f0d58a", "#f4efe2", "#c98f5a", "#8fb58a"]

    def hive(tint: str):
        def draw(x: float, up: float, z: float) -> None:
            c, far = ink(tint), float(1 - np.exp(-z / 260))
            for dx in (-0.34, 0.34):
                box(image, view, x + dx, up, z + 0.1, 0.09, 0.35, 0.5, c * 0.35, c * 0.3, c * 0.4, mist, far)
            box(image, view, x, up + 0.3, z, 0.95, 0.62, 0.75, c * 0.96, c * 0.72, c, mist, far)
            box(image, view, x, up + 0.92, z, 0.95, 0.50, 0.75, c * 0.90, c * 0.68, c, mist, far, lid=ink("#e8e4d8"))
            box(image, view, x, up + 0.36, z - 0.02, 0.5, 0.07, 0.02, c * 0.22, c * 0.2, c * 0.2, mist, far)
            box(image, view, x, up + 0.30, z - 0.14, 0.6, 0.03, 0.14, c * 0.6, c * 0.5, c * 0.8, mist, far)

        return draw

    for line, (z0, x0, n) in enumerate(((17, -4.5, 8), (22.5, -4, 10), (29, -3, 11), (37, -2, 12), (46, 0, 13))):
        for i in range(n):
            x = x0 + i * (2.2 + 0.05 * line) + rng.normal() * 0.12
            things.append(
                Thing(
                    x,
                    z0 + 0.35 * i * (0.4 if line else 0.2) + rng.normal() * 0.15,
                    hive(tints[int(rng.integers(0, 5))]),
                )
            )
    for x, z in spread(rng, seen, 620, 6.5, 50):
        hue = rng.random()
        things.append(
            Plant(
                x,
                z,
                rng.uniform(0.35, 0.75),
                blooms[int(hue * 83) % 5],
                ink("#2f6a35"),
                ink("#a3c45c"),
                fruit=ink(("#ffffff", "#f7d955", "#ef9fc0")[int(hue * 3)]),
                shadow=0.15,
            )
        )
    for x, z, tall in [
        (30, 52, 9),
        (38, 56, 11),
        (24, 60, 8),
        (45, 60, 12),
        (-22, 42, 6),
        (16, 64, 8),
        (52, 58, 10),
        (-30, 48, 7),
    ]:
        things.append(
            Plant(x, z, tall, trees[int(tall) % 4], ink("#1f4f30"), ink("#9cc062"), ink("#4c3d2c"), shadow=0.4)
        )
    plant(image, seen, rng, things, paint("#fbf6ec", "#4b575c", "#e4ecea"), mist, 260, 0.75)
    return image


PICTURES = {"beehives-slope": Picture(beehives, 29)}
