"""A fair down the main street."""

import numpy as np

from ..brush import Brush
from ..colour import Array, ink, lay, mix
from ..ground import View, relief
from ..house import House, draw_house, paint
from ..light import blaze, sky
from ..picture import Picture
from ..planting import coat
from ..ridge import ridges
from ..street import figure
from ..texture import full, leaves


def market(rng: np.random.Generator) -> Array:
    w, h = 3000, 2000
    image = sky(rng, w, h, [(0, "#8fbdd4"), (0.2, "#d0e3e2"), (0.4, "#fbf0da")], ink("#ffffff"), 0.8, 0.15)
    image = blaze(image, 0.3, 0.1, ink("#fffbe8"), 0.4, 0.6)
    mist = ink("#ece9dc")
    image = ridges(
        image,
        rng,
        mist,
        [
            (0.22, 0.05, 0.14, "#a2bfc6", "#cdd8cc", 0.15, 0.6, 0, ((0.44, 0.11, 0.12),)),
            (0.30, 0.05, 0.13, "#6f9f9c", "#acc69c", 0.15, 0.85, 1, ((0.62, 0.10, 0.10), (0.28, 0.07, 0.10))),
            (0.38, 0.04, 0.15, "#3f7d68", "#8fb26a", 0.14, 1, 4, ((0.48, 0.05, 0.10),)),
        ],
        banks=(0, 1),
    )
    view = View(w, h, 4.6, 0.37, 0.86)
    seen = relief(view, lambda x, z: x * 0 + z * 0, 4, 260, slices=700)
    near, tuft = np.clip(1.4 - seen.z / 70, 0, 1), leaves(rng, w, h, 12)
    paving = lay(
        full("#cdbfa2", w, h), ink("#b9a888"), ((np.floor(seen.x / 1.2) + np.floor(seen.z / 1.2)) % 2) * near * 0.55
    )
    joints = np.maximum(np.abs((seen.x / 1.2) % 1 - 0.5), np.abs((seen.z / 1.2) % 1 - 0.5)) > 0.482
    paving = lay(paving, ink("#9c8b6d"), joints * near * 0.5) * (1 + 0.05 * tuft)[..., None]
    image = coat(image, seen, paving, mist, 260, 0.7)
    look = paint("#fbf4e4", "#4d5554", "#ece9dc", wood="#7d5638", reach=320, sun=(-0.5, 0.8, -0.4), low=0.62)
    houses = []
    for side in (-1, 1):
        z = 22.0
        while z < 120:
            long = float(rng.uniform(9, 13))
            tall = float(rng.choice([6.0, 8.8, 6.4, 9.0]))
            houses.append(
                House(
                    side * (15.5 + rng.uniform(-0.4, 0.4)),
                    z + long / 2,
                    0,
                    long,
                    8,
                    tall,
                    2.5,
                    np.pi / 2,
                    3 if tall > 8 else 2,
                    4,
                )
            )
            z += long + rng.uniform(0.3, 2.0)
    houses += [House(-7, 128, 0, 12, 8, 8.8, 2.6, 0.05, 3, 5), House(7.5, 131, 0, 13, 8, 6.2, 2.5, -0.05, 2, 5)]
    for one in sorted(houses, key=lambda q: -q.z):
        draw_house(image, view, one, rng, look)
    # stalls in two rows down the street and the goods upon them
    stripes = [
        ("#c8402f", "#f6ead2"),
        ("#2f7a6a", "#f2eeda"),
        ("#e0a02c", "#fbf2d8"),
        ("#3d6a9c", "#f2efe2"),
        ("#b8553a", "#f0dcc0"),
        ("#5c8f4a", "#f4f0d8"),
    ]
    goods = [
        ("#d8452a", "#f0703a"),
        ("#f2a32a", "#f9c75a"),
        ("#5c9a3c", "#a5cc5c"),
        ("#7a5236", "#a9774c"),
        ("#f2e6c4", "#fffaf0"),
        ("#8d4a78", "#b878a0"),
        ("#e0cf4a", "#f6ec8a"),
        ("#4a3426", "#77563c"),
    ]
    zs = np.concatenate([[9.5, 14.2], np.arange(19.2, 100, 5.0)])
    crowd = [(float(rng.uniform(-3.6, 3.6)), float(21 * (95 / 21) ** rng.uniform(0, 1))) for _ in range(58)]
    coats = [ink(c) for c in ("#3d5a80", "#8a3b34", "#5c6b54", "#c9a25a", "#5b4a6a", "#d8d2c4", "#37474f", "#a8563e")]
    queue = [(z, "stall", side, i) for i, z in enumerate(zs) for side in (-1, 1)] + [
        (z, "person", x, 0) for x, z in crowd
    ]
    for z, what, a, i in sorted(queue, key=lambda q: -q[0]):
        far = float(np.clip(1 - np.exp(-z / 220), 0, 0.7))
        if what == "person":
            px, py = view.at(a, 0, z)
            s = view.size(z)
            brush = Brush(image, (px - s, py - 2 * s, px + s, py + 0.3 * s), 3)
            figure(brush, view, rng, a, z, mix(coats[int(rng.integers(0, 8))], mist, far))
            brush.finish()
            continue
        side = int(a)
        x_in, x_out, deep = side * 4.9, side * 9.0, 3.9
        z1 = z + deep
        c0, c1 = (mix(ink(c), mist, far) for c in stripes[int((i * 2 + (side > 0)) * 5) % 6])
        ends = [
            view.at(x, up, q)
            for x in (x_in - side * 1.6, x_out + side)
            for up in (-0.1, 4.6)
            for q in (z - 0.5, z1 + 0.5)
        ]
        brush = Brush(
            image,
            (
                min(p[0] for p in ends) - 9,
                min(p[1] for p in ends) - 9,
                max(p[0] for p in ends) + 9,
                max(p[1] for p in ends) + 9,
            ),
            2,
        )
        wood = mix(ink("#8a6238"), mist, far)
        brush.shape(
            [view.at(x_in, 0.01, z), view.at(x_out, 0.01, z), view.at(x_out, 0.01, z1), view.at(x_in, 0.01, z1)],
            ink("#4a4034"),
            0.35,
        )
        for q in (z1 - 0.1, z + 0.1):
            for x in (x_out, x_in):
                brush.line(
                    [view.at(x, 0, q), view.at(x, 3.0 if x == x_in else 3.4, q)],
                    wood * 0.8,
                    max(1.5, view.size(q) * 0.09),
                )
        # back cloth and table
        brush.shape(
            [view.at(x_out, 0.0, z), view.at(x_out, 2.3, z), view.at(x_out, 2.3, z1), view.at(x_out, 0, z1)],
            mix(c1 * 0.72, mist, far * 0.3),
        )
        tx = side * 7.1
        brush.shape(
            [view.at(x_in, 0.1, z), view.at(x_in, 0.92, z), view.at(x_in, 0.92, z1), view.at(x_in, 0.1, z1)],
            wood * 0.86,
        )
        brush.shape(
            [view.at(x_in, 0.1, z), view.at(tx, 0.1, z), view.at(tx, 1.25, z), view.at(x_in, 0.92, z)], wood * 0.62
        )
        brush.shape(
            [view.at(x_in, 0.92, z), view.at(x_in, 0.92, z1), view.at(tx, 1.25, z1), view.at(tx, 1.25, z)], wood * 1.12
        )
        for r in range(2):
            for k in range(4):
                qa, qb = z1 - (k * 0.25 + 0.02) * deep, z1 - (k * 0.25 + 0.23) * deep
                xa, xb = x_in + side * (0.08 + r * 1.06), x_in + side * (1.06 + r * 1.06)
                ua, ub = 0.95 + r * 0.16, 1.10 + r * 0.16
                g0, g1 = (mix(ink(c), mist, far) for c in goods[int(rng.integers(0, 8))])
                brush.shape(
                    [view.at(xa, ua, qb), view.at(xa, ua + 0.16, qb), view.at(xa, ua + 0.16, qa), view.at(xa, ua, qa)],
                    wood * 1.3,
                )
                for _ in range(26 if z < 40 else 10):
                    u, v = rng.random(), rng.random()
                    px, py = view.at(
                        xa + (xb - xa) * u,
                        ua + 0.16 + (ub - ua) * u + 0.22 * (1 - abs(2 * v - 1)) * (1 - abs(2 * u - 1)) + 0.05,
                        qb + (qa - qb) * v,
                    )
                    rr = view.size(z) * rng.uniform(0.075, 0.12)
                    brush.round(px, py, rr, rr * 0.86, mix(g0, g1, rng.random()))
                    if z < 26:
                        brush.round(px - rr * 0.25, py - rr * 0.3, rr * 0.35, rr * 0.28, mix(g1, 1, 0.35))
        # the awning, striped across the street
        n = 9
        lip = x_in - side * 1.15
        for k in range(n):
            qa, qb = z + deep * k / n - 0.15, z + deep * (k + 1) / n - 0.15
            tone = c0 if k % 2 == 0 else c1
            brush.shape(
                [view.at(lip, 2.75, qa), view.at(lip, 2.75, qb), view.at(x_out, 3.75, qb), view.at(x_out, 3.75, qa)],
                tone * (1.0 if side < 0 else 0.94),
            )
            brush.shape(
                [
                    view.at(lip, 2.75, qa),
                    view.at(lip, 2.75, qb),
                    view.at(lip, 2.42, qb),
                    view.at(lip, 2.34, (qa + qb) / 2),
                    view.at(lip, 2.42, qa),
                ],
                tone * 0.80,
            )
        brush.shape(
            [
                view.at(lip, 2.75, z - 0.15),
                view.at(x_out, 3.75, z - 0.15),
                view.at(x_out, 3.45, z - 0.15),
                view.at(lip, 2.42, z - 0.15),
            ],
            c0 * 0.74,
        )
        brush.finish()
    # strings of small lanterns over the street
    brush = Brush(image, (0, 0, w, h * 0.6), 2)
    for z in np.arange(86, 12, -12.0):
        far = float(np.clip(1 - np.exp(-z / 220), 0, 0.7))
        us = np.linspace(-1, 1, 41)
        points = [view.at(11.3 * u, 7.6 - 1.3 * (1 - u * u), z) for u in us]
        brush.line(points, mix(ink("#4a4038"), mist, far), max(1, view.size(z) * 0.03))
        for u in np.linspace(-0.86, 0.86, 9):
            px, py = view.at(11.3 * u, 7.6 - 1.3 * (1 - u * u) - 0.42, z)
            s = view.size(z)
            brush.round(px, py, 0.30 * s, 0.27 * s, mix(ink("#d03a26"), mist, far))
            brush.round(px - 0.07 * s, py - 0.05 * s, 0.14 * s, 0.18 * s, mix(ink("#f0664a"), mist, far))
            brush.line([(px, py + 0.27 * s), (px, py + 0.52 * s)], mix(ink("#e8b04a"), mist, far), max(1, 0.05 * s))
    brush.finish()
    return image


PICTURES = {"market-fair": Picture(market, 103)}
