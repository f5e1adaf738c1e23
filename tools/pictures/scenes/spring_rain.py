"""A village in spring rain, seen past peach blossom."""

import numpy as np

from ..brush import Brush
from ..colour import Array, ink, lay, mix, smooth
from ..ground import Rough, View, relief
from ..house import paint, village
from ..light import sky
from ..noise import cloud, stretch
from ..picture import Picture
from ..planting import Plant, coat, plant, spread
from ..ridge import bank, ridges
from ..texture import full, leaves
from ..tree import broadleaf, bush, stand
from ..weather import rain


def spring_rain(rng: np.random.Generator) -> Array:
    w, h = 2000, 3000
    image = sky(rng, w, h, [(0, "#8fa5ab"), (0.2, "#b9c8c8"), (0.4, "#d5ddd6")], ink("#e3e8e3"), 0.6, 0.08)
    mist = ink("#d6dfda")
    image = ridges(
        image,
        rng,
        mist,
        [
            (0.20, 0.03, 0.22, "#a0b5bb", "#bccac8", 0.12, 0.6, 0, ((0.64, 0.07, 0.2), (0.18, 0.05, 0.2))),
            (0.28, 0.03, 0.20, "#809fa5", "#a6bbb3", 0.12, 0.8, 1, ((0.24, 0.08, 0.18), (0.92, 0.06, 0.16))),
            (0.37, 0.03, 0.22, "#5a8585", "#8aa996", 0.12, 1, 4, ((0.80, 0.09, 0.18), (0.05, 0.05, 0.16))),
            (0.45, 0.025, 0.24, "#356a62", "#6f987a", 0.10, 1, 7, ((0.36, 0.05, 0.18),)),
        ],
        banks=(0, 1, 2),
        bank_colour=ink("#e8ece6"),
        strength=0.98,
    )
    image = bank(image, rng, 0.50, 0.025, ink("#eef1ea"), 0.9)
    view = View(w, h, 20, 0.40, 1.35)
    big = Rough(rng, 260, 50, 3)

    def course(z):
        return 3 + 11 * np.sin(z / 27 + 0.8)

    def height(x, z):
        off = np.abs(x - course(z))
        return (
            13 * smooth(60, 190, z) * smooth(10, 70, off)
            + 2.2 * smooth(3.6, 7, off)
            + big.at(x, z) * 1.5 * smooth(5, 20, off)
            + 9 * smooth(16, 60, off)
        )

    seen = relief(view, height, 14, 220, (-0.3, 0.9, -0.2), 1400)
    off = np.abs(seen.x - course(seen.z))
    tuft, wander = leaves(rng, w, h, 11), big.at(seen.x * 3, seen.z * 3)
    colour = lay(full("#4f8053", w, h), ink("#8fae62"), smooth(-0.4, 0.5, wander + tuft * 0.3))
    plot = (np.floor(seen.x / 11 + wander * 0.2) * 7 + np.floor(seen.z / 15 + wander * 0.2) * 5) % 5
    colour = np.where(
        (plot == 1)[..., None], lay(full("#d9c23f", w, h), ink("#f0dc6a"), smooth(-0.3, 0.5, tuft)), colour
    )
    colour = np.where(
        (plot == 3)[..., None], lay(full("#9db3a8", w, h), ink("#cdd9d2"), smooth(-0.4, 0.5, wander)), colour
    )
    edge = (
        np.maximum(np.abs((seen.x / 11 + wander * 0.2) % 1 - 0.5), np.abs((seen.z / 15 + wander * 0.2) % 1 - 0.5))
        > 0.47
    )
    colour = lay(colour, ink("#3f6b45"), edge * 0.8)
    colour = lay(
        colour, lay(full("#4a7a4a", w, h), ink("#86a660"), smooth(-0.3, 0.5, tuft)), smooth(8.5, 7, off + tuft)
    )
    colour = lay(colour, ink("#a9aa98"), smooth(5.0, 4.3, off + tuft * 0.5))
    water = smooth(3.9, 3.4, off)
    flow = lay(
        full("#7f9f9f", w, h),
        ink("#dde6e2"),
        smooth(-0.2, 0.7, stretch(cloud(rng, w // 2, h // 2, 40, 5, 4), w, h) + (0.6 - seen.z / 140)),
    )
    colour = lay(colour, flow, water)
    colour = (
        colour
        * (0.80 + 0.24 * smooth(0.2, 0.95, seen.slope) + 0.10 * tuft * np.clip(1.3 - seen.z / 80, 0, 1))[..., None]
    )
    image = coat(image, seen, colour, mist, 240, 0.82)
    trees, bushes = stand(rng, broadleaf, 5, sun=(-0.2, -0.95)), stand(rng, bush, 4, sun=(-0.2, -0.95))
    things: list = []
    for x, z in spread(rng, seen, 300, 17, 210, 0.4):
        o = abs(x - float(course(np.float32(z))))
        folds = float(big.at(np.array(x * 3), np.array(z * 3))) * 0.2
        if o < 6 or (np.floor(x / 11 + folds) * 7 + np.floor(z / 15 + folds) * 5) % 5 in (1, 3):
            continue
        hue = rng.random()
        if hue < 0.16:
            things.append(
                Plant(
                    x,
                    z,
                    rng.uniform(3.4, 5.2),
                    trees[int(hue * 97) % 5],
                    ink("#b5707f"),
                    ink("#f7ccd3"),
                    ink("#3f3230"),
                    shadow=0.2,
                )
            )
        elif hue < 0.42 and z > 58:
            things.append(
                Plant(
                    x,
                    z,
                    rng.uniform(4.5, 7.5),
                    trees[int(hue * 97) % 5],
                    ink("#24513f"),
                    mix(ink("#6f9a5a"), ink("#9db86a"), rng.random()),
                    ink("#3f3530"),
                    shadow=0.2,
                )
            )
        elif hue < 0.7:
            things.append(
                Plant(x, z, rng.uniform(1, 2), bushes[int(hue * 97) % 4], ink("#2c5a42"), ink("#7fa860"), shadow=0.2)
            )
    look = paint(
        "#e6e5dc",
        "#3a454b",
        "#d6dfda",
        wood="#5a4638",
        window="#414d52",
        lamp="#ffd591",
        reach=260,
        sun=(-0.2, 0.9, -0.4),
        low=0.72,
    )
    spots = [
        (-14, 62),
        (-23, 66),
        (-12, 73),
        (-31, 72),
        (-22, 80),
        (22, 88),
        (31, 92),
        (24, 99),
        (40, 97),
        (-34, 90),
        (33, 108),
        (20, 112),
    ]
    plant(image, seen, rng, things + village(view, rng, spots, height, 0.15, 0.25, 0.25, 0.5), look, mist, 240, 0.82)
    # a small hump of a bridge
    brush = Brush(image, (0, h * 0.4, w, h), 2)
    z = 40.0
    cx = float(course(np.float32(z)))
    us = np.linspace(-1, 1, 40)
    near = [(cx + 5.6 * u, 2.4 + 0.9 * (1 - u * u)) for u in us]
    arch = [(cx + 3.9 * np.cos(a), 0.3 + 2.3 * np.sin(a)) for a in np.linspace(0, np.pi, 30)]
    side = [*near, (cx + 5.6, 0.6), (cx + 3.9, 0.3), *arch, (cx - 5.6, 0.6)]
    brush.shape(
        [view.at(x, up, z) for x, up in near] + [view.at(x, up, z + 2.6) for x, up in near[::-1]], ink("#b5b3a2")
    )
    brush.shape([view.at(x, up, z) for x, up in side], ink("#8f9284"))
    brush.line([view.at(x, up, z) for x, up in near], ink("#d8d6c4"), 5)
    brush.finish()
    # near branches of peach in flower
    brush = Brush(image, (0, h * 0.60, w, h), 2)
    tips = []

    def branch(x: float, y: float, a: float, length: float, r: float, depth: int) -> None:
        n = 14
        pts = [(x, y)]
        for _ in range(n):
            a += rng.normal() * 0.11
            pts.append((pts[-1][0] + np.cos(a) * length / n, pts[-1][1] + np.sin(a) * length / n))
        brush.line(pts, ink("#3a2a28"), r)
        brush.line([(px - r * 0.18, py - r * 0.2) for px, py in pts], ink("#6b5048"), r * 0.4)
        for k in range(3, n + 1):
            if depth and rng.random() < 0.42:
                branch(
                    *pts[k],
                    a + rng.choice([-1, 1]) * rng.uniform(0.4, 0.9),
                    length * rng.uniform(0.38, 0.6),
                    r * 0.55,
                    depth - 1,
                )
            if depth < 2 or k > n * 0.6:
                tips.append(pts[k])

    branch(-30, h * 0.93, -0.42, 1050, 30, 2)
    branch(-30, h * 1.02, -0.20, 900, 24, 2)
    branch(w + 30, h * 0.99, np.pi + 0.34, 760, 24, 2)
    for px, py in tips:
        for _ in range(2 if rng.random() < 0.6 else 1):
            cx, cy, r = px + rng.normal() * 17, py + rng.normal() * 15, rng.uniform(13, 23)
            tone = mix(ink("#f4bcc8"), ink("#fdebee"), rng.random())
            turn = rng.random() * 6.28
            for k in range(5):
                b = turn + k * 1.2566
                brush.round(
                    cx + np.cos(b) * r * 0.62,
                    cy + np.sin(b) * r * 0.56,
                    r * 0.52,
                    r * 0.48,
                    tone * (1 - 0.05 * (k % 2)),
                )
            brush.round(cx, cy, r * 0.30, r * 0.28, ink("#d9657f"))
            brush.round(cx, cy, r * 0.13, r * 0.12, ink("#f6d98a"))
        if rng.random() < 0.25:
            brush.round(px + rng.normal() * 20, py + rng.normal() * 20, 9, 11, ink("#e88a9f"))
    brush.finish()
    image = rain(image, rng, 2600, 95, -0.16, ink("#f4f8f8"), 0.42)
    return image


PICTURES = {"spring-rain": Picture(spring_rain, 203, warm=0)}
