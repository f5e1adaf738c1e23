"""Solar street lights coming on."""

import numpy as np

from ..brush import Brush
from ..colour import Array, ink, lay, smooth
from ..ground import Rough, View, relief
from ..house import paint, village
from ..light import blaze, bloom, lamp, sky, stars
from ..picture import Picture
from ..planting import Plant, Thing, coat, plant, spread
from ..ridge import ridges
from ..texture import full, leaves
from ..tree import broadleaf, bush, stand


def street_lights(rng: np.random.Generator) -> Array:
    w, h = 3000, 2000
    image = sky(
        rng,
        w,
        h,
        [(0, "#1c3560"), (0.18, "#3f6590"), (0.30, "#86a0b4"), (0.38, "#e0b99c"), (0.44, "#f9d9a8")],
        ink("#c7a5a8"),
        0.5,
        0.07,
    )
    image = stars(image, rng, 90, 0.16)
    image = blaze(image, 0.34, 0.42, ink("#ffdca0"), 0.32, 0.8)
    mist = ink("#8c9db0")
    image = ridges(
        image,
        rng,
        mist,
        [
            (0.29, 0.05, 0.13, "#7389a3", "#b0aaa8", 0.15, 0.7, 0, ((0.66, 0.12, 0.11), (0.12, 0.07, 0.11))),
            (0.36, 0.05, 0.13, "#48658a", "#7d8b9c", 0.15, 0.9, 1, ((0.90, 0.13, 0.10), (0.30, 0.07, 0.10))),
            (0.43, 0.05, 0.14, "#284566", "#4f6678", 0.16, 1, 5, ((0.05, 0.12, 0.10), (0.60, 0.07, 0.10))),
        ],
        banks=(0, 1),
        bank_colour=ink("#bcb5b4"),
        strength=0.6,
    )
    view = View(w, h, 7.5, 0.42, 0.95)
    big = Rough(rng, 260, 40, 3)

    def bend(z):
        return -4 + 13 * np.sin(z / 34 + 0.2) + 0.02 * z

    def height(x, z):
        off = np.abs(x - bend(z))
        return 7 * smooth(50, 150, z) + (big.at(x, z) * 1.2 - 0.5) * smooth(4, 12, off)

    seen = relief(view, height, 5, 220, (-0.3, 0.6, 0.3), 1200)
    off = seen.x - bend(seen.z)
    side = np.abs(off)
    tuft, wander = leaves(rng, w, h, 9), big.at(seen.x * 2, seen.z * 2)
    near = np.clip(1.4 - seen.z / 90, 0, 1)
    colour = lay(full("#2c4a50", w, h), ink("#47685c"), smooth(-0.4, 0.5, wander + tuft * 0.3))
    rows_ = np.sin((seen.x * 0.8 + seen.z * 0.6) * 3.2)
    plot = (np.floor(seen.x / 18 + 0.3) + np.floor(seen.z / 26)) % 3
    colour = lay(colour, ink("#5a7a62"), (plot == 1) * smooth(-0.1, 0.5, rows_ + tuft * 0.3) * near * 0.6)
    colour = colour * (1 + 0.16 * tuft * near)[..., None]
    colour = lay(colour, ink("#55616e"), smooth(3.6, 3.3, side + tuft * 0.2))
    colour = lay(colour, lay(full("#6b7684", w, h), ink("#626d7b"), smooth(0, 0.5, tuft)), smooth(3.0, 2.9, side))
    colour = lay(colour, ink("#d8d3c4"), smooth(0.09, 0.05, np.abs(side - 2.7)) * 0.8)
    colour = lay(colour, ink("#e8cf8c"), smooth(0.09, 0.05, side) * (np.abs((seen.z / 4) % 1 - 0.5) < 0.27) * near)
    lamps_z = np.geomspace(17, 150, 12)
    pool = np.zeros((h, w), np.float32)
    posts = []
    for i, z in enumerate(lamps_z):
        sgn = 1 if i % 2 else -1
        x = float(bend(z)) + sgn * 4.3
        posts.append((x, float(z), sgn))
        pool += np.exp(-((seen.x - x + sgn * 1.8) ** 2 + ((seen.z - z) * 0.9) ** 2) / 22)
    image = coat(image, seen, colour, mist, 300, 0.75)
    image = lay(
        image,
        np.clip(image * np.array([1.55, 1.34, 1.0], np.float32) + np.array([0.15, 0.115, 0.05], np.float32), 0, 1),
        np.clip(pool, 0, 1) * seen.cover * 0.8,
    )
    look = paint(
        "#a9adb8",
        "#2c3b4e",
        "#8c9db0",
        wood="#4a4144",
        window="#33455c",
        lamp="#ffcf80",
        reach=320,
        sun=(-0.3, 0.6, -0.5),
        low=0.66,
    )
    trees, bushes = stand(rng, broadleaf, 5), stand(rng, bush, 4)
    things: list = []
    for x, z in spread(rng, seen, 200, 9, 200):
        if abs(x - float(bend(z))) < 6.5:
            continue
        low = rng.random() < 0.6 or z < 52
        things.append(
            Plant(
                x,
                z,
                rng.uniform(0.8, 1.6) if low else rng.uniform(5, 9),
                (bushes if low else trees)[int(z * 7) % 4],
                ink("#182f3a"),
                ink("#4f6f62"),
                ink("#2a2a2e"),
                shadow=0.25,
            )
        )
    spots = [
        (26, 78),
        (38, 82),
        (50, 80),
        (30, 92),
        (44, 95),
        (58, 94),
        (-34, 100),
        (-46, 104),
        (-28, 110),
        (-58, 108),
        (20, 118),
        (34, 124),
        (-12, 128),
        (6, 134),
        (66, 108),
    ]
    houses = village(view, rng, spots, height, 0.1, 0.65, 0.25, 0.6)
    things += houses
    heads = []

    def light(x: float, up: float, z: float) -> None:
        px, py = view.at(x, up, z)
        s = view.size(z)
        sgn = -1 if x > float(bend(z)) else 1
        brush = Brush(image, (px - 3 * s, py - 8.5 * s, px + 3 * s, py + 4), 3)
        steel, dark = ink("#93a0ad"), ink("#25303f")
        brush.shape(
            [(px - 0.09 * s, py), (px + 0.09 * s, py), (px + 0.05 * s, py - 6.3 * s), (px - 0.05 * s, py - 6.3 * s)],
            steel * 0.8,
        )
        brush.line([(px - 0.04 * s, py), (px - 0.02 * s, py - 6.3 * s)], steel * 1.15, max(1, 0.035 * s))
        brush.round(px, py, 0.22 * s, 0.07 * s, dark)
        brush.line([(px, py - 5.3 * s), (px + sgn * 1.5 * s, py - 5.9 * s)], steel * 0.9, max(1.2, 0.08 * s))
        hx, hy = px + sgn * 1.75 * s, py - 5.92 * s
        brush.shape(
            [
                (hx - 0.42 * s, hy - 0.09 * s),
                (hx + 0.42 * s, hy - 0.13 * s),
                (hx + 0.38 * s, hy + 0.05 * s),
                (hx - 0.38 * s, hy + 0.05 * s),
            ],
            dark,
        )
        brush.shape(
            [
                (hx - 0.36 * s, hy + 0.03 * s),
                (hx + 0.36 * s, hy + 0.03 * s),
                (hx + 0.28 * s, hy + 0.12 * s),
                (hx - 0.28 * s, hy + 0.12 * s),
            ],
            ink("#fff6d6"),
        )
        brush.shape(
            [
                (px - 0.62 * s, py - 6.35 * s),
                (px + 0.56 * s, py - 6.35 * s),
                (px + 0.70 * s, py - 6.95 * s),
                (px - 0.44 * s, py - 6.95 * s),
            ],
            ink("#1f3f6b"),
        )
        for k in range(1, 4):
            u = k / 4
            brush.line(
                [(px + (-0.62 + 1.18 * u) * s, py - 6.35 * s), (px + (-0.44 + 1.14 * u) * s, py - 6.95 * s)],
                ink("#5f86b3"),
                max(0.7, 0.02 * s),
            )
        brush.line([(px - 0.53 * s, py - 6.65 * s), (px + 0.63 * s, py - 6.65 * s)], ink("#5f86b3"), max(0.7, 0.02 * s))
        brush.line([(px - 0.44 * s, py - 6.95 * s), (px + 0.70 * s, py - 6.95 * s)], ink("#a9c3dc"), max(1, 0.04 * s))
        brush.finish()
        heads.append((hx, hy + 0.08 * s, s))

    things += [Thing(x, z, light) for x, z, _ in posts]
    plant(image, seen, rng, things, look, mist, 300, 0.75)
    for hx, hy, s in heads:
        lamp(image, hx, hy, s * 3.6, (1, 0.86, 0.56), 0.85)
        lamp(image, hx, hy + s * 2.6, s * 5.5, (1, 0.80, 0.46), 0.16)
    for one in houses:
        px, py = view.at(one.x, one.ground + 2, one.z - 4.5)
        lamp(image, px, py, view.size(one.z) * 8, (1, 0.72, 0.36), 0.22)
    return bloom(image, 0.70, 44, 0.5, (1.1, 0.88, 0.55))


PICTURES = {"solar-street-lights": Picture(street_lights, 207, warm=0)}
