"""A village under snow."""

import numpy as np

from ..colour import Array, ink, lay, smooth
from ..ground import Rough, View, relief
from ..house import paint, village
from ..light import blaze, bloom, lamp, sky
from ..picture import Picture
from ..planting import Plant, coat, plant, spread
from ..ridge import ridges
from ..texture import full, leaves
from ..tree import broadleaf, bush, conifer, stand
from ..weather import flakes


def snow(rng: np.random.Generator) -> Array:
    w, h = 3000, 2000
    image = sky(rng, w, h, [(0, "#8ea5bd"), (0.22, "#b9c6d4"), (0.42, "#e9dfdb")], ink("#dfe3ea"), 0.6)
    image = blaze(image, 0.74, 0.26, ink("#f6e3d6"), 0.4, 0.7)
    mist = ink("#dfe3ea")
    image = ridges(
        image,
        rng,
        mist,
        [
            (0.25, 0.05, 0.13, "#9fb0c6", "#e9edf2", 0.15, 1.0, 0, ((0.34, 0.12, 0.11), (0.74, 0.07, 0.11))),
            (0.33, 0.05, 0.13, "#7f94b0", "#eef1f5", 0.15, 1.2, 2, ((0.90, 0.13, 0.10), (0.12, 0.09, 0.10))),
            (0.42, 0.05, 0.14, "#5a7391", "#e3e8ef", 0.15, 1.3, 6, ((0.52, 0.08, 0.10), (0.02, 0.08, 0.10))),
        ],
        sun=1,
        leaf=0.5,
        banks=(0, 1),
    )
    view = View(w, h, 17, 0.36, 0.95)
    big, small = Rough(rng, 320, 70, 3), Rough(rng, 160, 12, 3)
    step = 1.6

    def hill(x, z):
        return (
            22 * smooth(25, 190, z) * (0.45 + 0.55 * smooth(-90, 80, -x + 20 * np.sin(z / 40)))
            + big.at(x, z) * 3.4
            + 2 * np.sin(x / 26 + z / 37)
        )

    def height(x, z):
        level = hill(x, z) / step
        return (np.floor(level) + smooth(0.70, 1, level % 1) * 1.0) * step

    seen = relief(view, height, 8, 230, (0.70, 0.55, 0.1), 1600, 1)
    part = hill(seen.x, seen.z) / step % 1
    tuft, wander = leaves(rng, w, h, 10), small.at(seen.x, seen.z)
    colour = lay(full("#f4f5f8", w, h), ink("#d6deea"), smooth(-0.3, 0.7, wander + tuft * 0.25))
    colour = lay(colour, ink("#a9b9d0"), smooth(0.85, 0.15, seen.slope) * 0.65)
    colour = lay(colour, ink("#fff4ea"), smooth(0.75, 1, seen.slope) * 0.5)
    bare = smooth(0.74, 0.80, part) * smooth(1.0, 0.94, part)
    colour = lay(
        colour,
        lay(full("#6f6a64", w, h), ink("#a9a59c"), smooth(-0.3, 0.5, tuft)),
        bare * smooth(-0.15, 0.45, tuft + wander) * 0.75,
    )
    stubble = smooth(0.5, 0.9, np.sin(part * 34 + wander * 2) + tuft * 0.7) * (part < 0.7)
    colour = lay(colour, ink("#b5ab98"), stubble * np.clip(1.2 - seen.z / 110, 0, 1) * 0.35)
    lane = np.abs(seen.x - 5 - 9 * np.sin(seen.z / 26) - 0.10 * seen.z)
    colour = lay(colour, ink("#c5c9d2"), smooth(1.9, 1.3, lane + tuft * 0.3) * 0.8)
    image = coat(image, seen, colour, mist, 560, 0.75)
    frosted, firs = stand(rng, broadleaf, 5, sun=(0.1, -1), bare=0.62), stand(rng, conifer, 5, sun=1)
    bushes = stand(rng, bush, 4, sun=(0, -1))
    things: list = []
    for x, z in spread(rng, seen, 230, 24, 210):
        if abs(x - 5 - 9 * np.sin(z / 26) - 0.10 * z) < 4 or (z < 88 and abs(x) < 26 and rng.random() < 0.75):
            continue
        kind = rng.random()
        if kind < 0.35 and (z > 46 or abs(x) > z * 0.36):
            things.append(
                Plant(
                    x,
                    z,
                    rng.uniform(5, 8),
                    frosted[int(kind * 97) % 5],
                    ink("#8b93a6"),
                    ink("#ffffff"),
                    ink("#4a4244"),
                    shadow=0.18,
                )
            )
        elif kind < 0.6 and z > 60:
            things.append(
                Plant(x, z, rng.uniform(7, 12), firs[int(kind * 97) % 5], ink("#3d5568"), ink("#eef2f6"), shadow=0.15)
            )
        elif kind > 0.82:
            things.append(
                Plant(x, z, rng.uniform(1, 2), bushes[int(kind * 97) % 4], ink("#8d99ac"), ink("#fbfcff"), shadow=0.15)
            )
    for x, z, tall in (
        (-17, 36, 11),
        (-13.5, 33, 8),
        (-20, 42, 13),
        (19, 40, 12),
        (22, 44, 9),
        (15.5, 35, 7.5),
        (-24, 50, 12),
        (27, 55, 13),
    ):
        things.append(Plant(x, z, tall, firs[int(tall) % 5], ink("#2f4860"), ink("#f2f5f9"), shadow=0.2))
    look = paint(
        "#f2ebe0",
        "#4a525c",
        "#dfe3ea",
        wood="#6b4c3a",
        window="#505a68",
        lamp="#ffc873",
        reach=560,
        sun=(0.6, 0.7, -0.3),
        low=0.66,
        snow=ink("#fbfbfd"),
    )
    spots = [
        (-22, 92),
        (-9, 97),
        (-36, 99),
        (26, 104),
        (39, 108),
        (-16, 112),
        (-2, 118),
        (-42, 120),
        (52, 113),
        (29, 122),
        (-60, 130),
        (-26, 136),
        (14, 140),
        (68, 136),
        (-6, 150),
        (42, 146),
    ]
    houses = village(view, rng, spots, height, -0.1, 0.75, 0.3, 0.5)
    plant(image, seen, rng, things + houses, look, mist, 560, 0.75, sun=1)
    for one in houses:
        px, py = view.at(one.x, one.ground + 2, one.z - 4.5)
        lamp(image, px, py, view.size(one.z) * 9, (1, 0.72, 0.36), 0.22)
        # smoke from the hearth
        sx, sy = view.at(one.x + one.long * 0.25, one.ground + one.eaves + one.rise, one.z)
        if rng.random() < 0.4:
            s = view.size(one.z)
            for k in range(16):
                ax, ay, r = sx + s * (0.3 * k + 0.9 * np.sin(k * 0.5)), sy - s * (0.55 * k), s * (0.35 + 0.16 * k)
                xa, xb, ya, yb = (
                    int(max(ax - r, 0)),
                    int(min(ax + r + 1, w)),
                    int(max(ay - r, 0)),
                    int(min(ay + r + 1, h)),
                )
                if xa < xb and ya < yb:
                    yy, xx = np.mgrid[ya:yb, xa:xb]
                    image[ya:yb, xa:xb] = lay(
                        image[ya:yb, xa:xb],
                        ink("#f6f4f2"),
                        smooth(1, 0, np.hypot(xx - ax, yy - ay) / r) * 0.26 * (1 - k / 16),
                    )
    image = flakes(image, rng, 2600, 1.6, 13, [ink("#ffffff")], 0.85)
    return bloom(image, 0.86, 40, 0.25, (1, 0.85, 0.6))


PICTURES = {"village-snow": Picture(snow, 202, warm=0)}
