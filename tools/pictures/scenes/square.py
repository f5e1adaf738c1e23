"""The village square hung with lanterns."""

import numpy as np

from ..brush import Brush
from ..colour import Array, ink, lay, smooth
from ..ground import View, relief
from ..house import House, paint
from ..light import blaze, bloom, lamp, sky, stars
from ..picture import Picture
from ..planting import Plant, coat, plant
from ..ridge import ridges
from ..street import figure
from ..texture import full, leaves
from ..tree import broadleaf, stand


def square(rng: np.random.Generator) -> Array:
    w, h = 3000, 2000
    image = sky(
        rng,
        w,
        h,
        [(0, "#1d2f5c"), (0.18, "#4a5c8c"), (0.30, "#a9839c"), (0.38, "#eba886"), (0.45, "#fbd5a0")],
        ink("#e89a8a"),
        0.65,
        0.07,
    )
    image = stars(image, rng, 120, 0.18)
    image = blaze(image, 0.70, 0.38, ink("#ffd794"), 0.32, 0.8)
    mist = ink("#8a7f9c")
    image = ridges(
        image,
        rng,
        mist,
        [
            (0.27, 0.05, 0.13, "#7d7ca0", "#b596a0", 0.15, 0.7, 0, ((0.20, 0.12, 0.11), (0.60, 0.06, 0.11))),
            (0.34, 0.05, 0.13, "#515a86", "#82769a", 0.15, 0.9, 1, ((0.88, 0.14, 0.11), (0.42, 0.08, 0.10))),
            (0.41, 0.04, 0.14, "#2f3d66", "#56597c", 0.2, 1, 5, ((0.06, 0.12, 0.10), (0.70, 0.06, 0.10))),
        ],
        banks=(0, 1),
        bank_colour=ink("#c79fa0"),
        strength=0.6,
        sun=1,
    )
    view = View(w, h, 8.5, 0.40, 0.92)
    seen = relief(view, lambda x, z: x * 0 + z * 0, 7, 260, slices=700)
    tuft, near = leaves(rng, w, h, 12), np.clip(1.5 - seen.z / 80, 0, 1)
    cx, cz = 0.0, 33.0
    r = np.hypot(seen.x - cx, seen.z - cz)
    a = np.arctan2(seen.z - cz, seen.x - cx)
    base = lay(
        full("#57597a", w, h), ink("#6b6a88"), ((np.floor(seen.x / 1.5) + np.floor(seen.z / 1.5)) % 2) * near * 0.6
    )
    ring = np.floor(r / 2.2)
    wedge = np.floor((a / (2 * np.pi)) * 24 + ring * 0.5) % 2
    disk = lay(full("#8a7f90", w, h), ink("#a5949a"), wedge * 0.9)
    disk = lay(disk, ink("#6b5f78"), (np.abs(r / 2.2 - np.round(r / 2.2)) < 0.045) * near)
    colour = np.where((r < 15.4)[..., None], disk, base)
    colour = lay(colour, ink("#c9a88c"), (np.abs(r - 15.6) < 0.25) * 1.0)
    colour = lay(colour, ink("#d8b48c"), (r < 2.2) * 1.0 * smooth(0, 0.3, np.cos(a * 8) * 0.5 + 0.5 - r / 3))
    colour = lay(colour, lay(full("#2b4442", w, h), ink("#46604c"), smooth(-0.3, 0.4, tuft)), (seen.z > 70) * 1.0)
    warm = np.exp(-(((r - 2) / 22) ** 2))
    colour = lay(colour, colour * np.array([1.5, 1.14, 0.80], np.float32) + 0.05, warm * 0.8)
    image = coat(image, seen, colour * (1 + 0.06 * tuft)[..., None], mist, 260, 0.7)
    look = paint(
        "#b7a9b8",
        "#333b58",
        "#8a7f9c",
        wood="#5a3d3a",
        window="#39405e",
        lamp="#ffce7c",
        reach=340,
        sun=(0.3, 0.6, -0.5),
        low=0.66,
    )
    houses = []
    for x, z, tall, ang in [
        (-44, 78, 6, 0.1),
        (-31, 82, 8.8, 0.05),
        (-18, 80, 6, -0.05),
        (18, 82, 6.2, 0.05),
        (31, 80, 8.8, -0.06),
        (44, 77, 6, -0.1),
        (-56, 74, 8.8, 0.2),
        (57, 73, 6.2, -0.2),
        (-38, 96, 8.8, 0),
        (-24, 98, 8.8, 0.1),
        (26, 98, 9, 0),
        (40, 95, 8.8, -0.1),
        (52, 93, 9, 0.05),
        (-52, 94, 8.8, 0.1),
    ]:
        houses.append(House(x, z, 1.5 if z > 90 else 0, 11.5, 8, tall, 2.5, ang, 3 if tall > 8 else 2, 4, 0.7))
    for side in (-1, 1):
        for z, tall in ((30, 6.0), (43, 8.8), (56, 6.2)):
            houses.append(House(side * 30.5, z, 0, 11.5, 8, tall, 2.5, np.pi / 2, 3 if tall > 8 else 2, 4, 0.7))
    trees = stand(rng, broadleaf, 5, sun=(0.5, -0.6))
    things: list = list(houses)
    for x, z in [
        (-22, 62),
        (-14, 66),
        (15, 66),
        (23, 61),
        (-24, 24),
        (24, 23),
        (-62, 84),
        (64, 84),
        (9, 74),
        (-9, 74),
        (-23.5, 43),
        (24, 44),
    ]:
        things.append(
            Plant(
                x,
                z,
                rng.uniform(6, 8.5),
                trees[int(abs(x)) % 5],
                ink("#1c2b3c"),
                ink("#6b6f62"),
                ink("#2c2630"),
                shadow=0.35,
            )
        )
    plant(image, seen, rng, things, look, mist, 300, 0.7, sun=1)
    # the stage: a raised floor, four columns, a sweeping double roof
    z, k = 62.0, view.size(62.0)
    px, py = view.at(0, 0, z)
    brush = Brush(image, (px - 11 * k, py - 13 * k, px + 11 * k, py + k), 3)

    def q(points, c) -> None:
        brush.shape([(px + a_ * k, py - b_ * k) for a_, b_ in points], ink(c) if isinstance(c, str) else c)

    q([(-8, 0), (8, 0), (8, 1.2), (-8, 1.2)], "#6f6275")
    q([(-8.2, 1.1), (8.2, 1.1), (8.2, 1.4), (-8.2, 1.4)], "#a8929a")
    for n in range(5):
        q(
            [(-2.2, 0.24 * n), (2.2, 0.24 * n), (2.2, 0.24 * n + 0.24), (-2.2, 0.24 * n + 0.24)],
            ink("#8c7c8a") * (0.8 + 0.07 * n),
        )
    q([(-7.2, 1.4), (7.2, 1.4), (7.2, 5.6), (-7.2, 5.6)], "#f2b564")
    q([(-7.2, 1.4), (7.2, 1.4), (7.2, 2.2), (-7.2, 2.2)], "#a9653c")
    for n in range(12):
        u = -6.6 + n * 1.2
        q([(u - 0.42, 2.5), (u + 0.42, 2.5), (u + 0.42, 5.0), (u - 0.42, 5.0)], "#ffdc96")
        q([(u - 0.04, 2.5), (u + 0.04, 2.5), (u + 0.04, 5.0), (u - 0.04, 5.0)], "#8a4a30")
    for u in (-7.2, -3.4, 3.4, 7.2):
        q([(u - 0.28, 1.4), (u + 0.28, 1.4), (u + 0.28, 6.0), (u - 0.28, 6.0)], "#7c2f2a")
        q([(u - 0.28, 1.4), (u - 0.10, 1.4), (u - 0.10, 6.0), (u - 0.28, 6.0)], "#a8443a")
    q([(-7.6, 5.5), (7.6, 5.5), (7.6, 6.1), (-7.6, 6.1)], "#6a2b30")
    for half, low, high, tip in ((9.6, 6.0, 8.2, 0.95), (6.4, 8.6, 10.9, 0.8)):
        us = np.linspace(-1, 1, 61)
        eaves_ = [(half * u, low + tip * abs(u) ** 5) for u in us]
        ridge_ = [(half * 0.62 * u, high + 0.18 * abs(u) ** 4) for u in us[::-1]]
        q(eaves_ + ridge_, "#2f3a58")
        for u in np.linspace(-1, 1, 41):
            brush.line(
                [
                    (px + half * u * k, py - (low + tip * abs(u) ** 5) * k),
                    (px + half * 0.62 * u * k, py - (high + 0.18 * abs(u) ** 4) * k),
                ],
                ink("#48547a"),
                max(1, 0.07 * k),
            )
        brush.line([(px + a_ * k, py - b_ * k) for a_, b_ in eaves_], ink("#d0a070"), max(1.5, 0.14 * k))
        brush.line([(px + a_ * k, py - b_ * k) for a_, b_ in ridge_], ink("#1d2540"), max(2, 0.30 * k))
        if half > 9:
            q([(-5.4, 8.1), (5.4, 8.1), (5.4, 8.8), (-5.4, 8.8)], "#8a3a32")
    brush.finish()
    lamp(image, px, py - 3.6 * k, 11 * k, (1, 0.72, 0.36), 0.55)
    crowd = Brush(image, (0, h * 0.4, w, h), 3)
    coats = [ink(c) for c in ("#3a4468", "#7a3a44", "#4c5668", "#8a7458", "#4a3d5c", "#2f3a52")]
    for x, z_ in sorted(
        [(float(rng.uniform(-15, 15)), float(rng.uniform(26, 56))) for _ in range(46)], key=lambda p: -p[1]
    ):
        figure(crowd, view, rng, x, z_, coats[int(rng.integers(0, 6))])
    crowd.finish()
    # lantern strings from the stage to posts at the square's edge
    posts = [(-19, 22), (19, 22), (-22, 40), (22, 40)]
    lanterns = []
    brush = Brush(image, None, 2)
    for x, z_ in posts:
        brush.line([view.at(x, 0, z_), view.at(x, 8.2, z_)], ink("#2c2a3c"), max(2, view.size(z_) * 0.13))
    strings = [
        ((-8.6, 7.4, 61), (-22, 8, 40)),
        ((-22, 8, 40), (-19, 8, 22)),
        ((8.6, 7.4, 61), (22, 8, 40)),
        ((22, 8, 40), (19, 8, 22)),
        ((-22, 8, 40), (22, 8, 40)),
        ((-19, 8, 22), (19, 8, 22)),
        ((-19, 8, 22), (8.6, 7.4, 61)),
        ((19, 8, 22), (-8.6, 7.4, 61)),
    ]
    for (xa, ua, za), (xb, ub, zb) in strings:
        us = np.linspace(0, 1, 40)
        sag = 1.9
        brush.line(
            [view.at(xa + (xb - xa) * u, ua + (ub - ua) * u - sag * 4 * u * (1 - u), za + (zb - za) * u) for u in us],
            ink("#2c2a3c"),
            2.2,
        )
        count = int(np.hypot(xb - xa, zb - za) / 3.1)
        for n in range(1, count):
            u = n / count
            lanterns.append((za + (zb - za) * u, xa + (xb - xa) * u, ua + (ub - ua) * u - sag * 4 * u * (1 - u) - 0.75))
    brush.finish()
    brush = Brush(image, None, 2)
    for z_, x, up in sorted(lanterns, reverse=True):
        lx, ly = view.at(x, up, z_)
        s = view.size(z_) * 0.62
        for rx, c in ((1.0, "#c42a1c"), (0.78, "#e8452a"), (0.48, "#ff7a44"), (0.20, "#ffb070")):
            brush.round(lx, ly, s * rx, s * 0.86, ink(c))
        for cap_ in (-1, 1):
            brush.shape(
                [
                    (lx - s * 0.42, ly + cap_ * s * 0.80),
                    (lx + s * 0.42, ly + cap_ * s * 0.80),
                    (lx + s * 0.42, ly + cap_ * s * 0.98),
                    (lx - s * 0.42, ly + cap_ * s * 0.98),
                ],
                ink("#e8b04a"),
            )
        for n in (-0.14, 0, 0.14):
            brush.line(
                [(lx + n * s, ly + s * 0.98), (lx + n * 1.3 * s, ly + s * 1.7)], ink("#e8b04a"), max(1, s * 0.07)
            )
    brush.finish()
    for z_, x, up in lanterns:
        lx, ly = view.at(x, up, z_)
        lamp(image, lx, ly, view.size(z_) * 3.6, (1, 0.42, 0.18), 0.34)
    return bloom(image, 0.68, 40, 0.6, (1.15, 0.8, 0.5))


PICTURES = {"village-square-lanterns": Picture(square, 105, warm=0.01)}
