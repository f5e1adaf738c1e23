"""The township seat on its river, in the morning and at night."""

import numpy as np

from ..brush import Brush
from ..colour import Array, ink, lay, smooth
from ..ground import View, relief
from ..house import House, paint
from ..light import blaze, bloom, lamp, sky, stars
from ..noise import cloud, stretch
from ..picture import Picture
from ..planting import Plant, coat, plant
from ..ridge import bank, ridges
from ..street import lamp_post
from ..texture import full, leaves
from ..tree import broadleaf, stand, willow
from ..water import reflect


def boat(image: Array, view: View, x: float, z: float, tone, dark) -> None:
    """A moored flat boat with a round mat roof."""
    px, py = view.at(x, 0, z)
    s = view.size(z)
    brush = Brush(image, (px - s * 4, py - s * 2, px + s * 4, py + s * 0.5), 3)
    brush.shape(
        [
            (px - 3 * s, py - 0.55 * s),
            (px - 2.2 * s, py + 0.12 * s),
            (px + 2.2 * s, py + 0.12 * s),
            (px + 3 * s, py - 0.55 * s),
            (px + 1.8 * s, py - 0.28 * s),
            (px - 1.8 * s, py - 0.28 * s),
        ],
        dark,
    )
    brush.shape(
        [(px - 1.1 * s, py - 0.26 * s)]
        + [(px - 1.1 * s * np.cos(a), py - 0.26 * s - 0.95 * s * np.sin(a)) for a in np.linspace(0, np.pi, 20)]
        + [(px + 1.1 * s, py - 0.26 * s)],
        tone,
    )
    for k in range(5):
        u = -0.8 + 0.4 * k
        brush.line(
            [
                (px + u * s, py - 0.28 * s),
                (px + u * s * 0.92, py - 0.26 * s - 0.9 * s * np.sqrt(max(0, 1 - (u / 1.1) ** 2))),
            ],
            dark,
            max(1, s * 0.04),
        )
    brush.finish()


def river_town(rng: np.random.Generator, w: int, h: int, night: bool) -> Array:
    if night:
        image = sky(
            rng,
            w,
            h,
            [(0, "#0b1430"), (0.25, "#1b2c55"), (0.45, "#3c4f7c"), (0.55, "#6a6a90")],
            ink("#39497a"),
            0.4,
            0.08,
        )
        image = stars(image, rng, 340, 0.36)
        mist = ink("#3d4c72")
        rows = [
            (0.30, 0.05, 0.13, "#33456f", "#5d6e93", 0.16, 0.7, 0, ((0.30, 0.14, 0.11), (0.78, 0.10, 0.11))),
            (0.38, 0.05, 0.13, "#22325a", "#43547c", 0.15, 0.9, 1, ((0.62, 0.12, 0.10), (0.05, 0.12, 0.10))),
            (0.46, 0.04, 0.14, "#152243", "#2d3d63", 0.2, 1, 5, ((0.88, 0.14, 0.11), (0.22, 0.08, 0.10))),
        ]
        look = paint(
            "#7d86a8",
            "#1a2340",
            "#3d4c72",
            wood="#3a3145",
            window="#1c2644",
            lamp="#ffcb78",
            reach=420,
            sun=(-0.2, 0.8, -0.4),
            low=0.55,
        )
        ground, wall, walk = "#1d2c46", "#3d4663", "#4a5170"
    else:
        image = sky(rng, w, h, [(0, "#9fbfc9"), (0.25, "#d8e2dc"), (0.45, "#fbeeda")], ink("#fdf6ea"), 0.6)
        image = blaze(image, 0.22, 0.20, ink("#fff0d0"), 0.42, 0.85)
        mist = ink("#eeece0")
        rows = [
            (0.26, 0.05, 0.13, "#a9c1c6", "#cfd8ca", 0.16, 0.6, 0, ((0.66, 0.13, 0.11), (0.30, 0.07, 0.11))),
            (0.34, 0.05, 0.13, "#7aa3a2", "#aec5a4", 0.15, 0.85, 1, ((0.12, 0.13, 0.10), (0.90, 0.10, 0.10))),
            (0.43, 0.04, 0.14, "#467d70", "#8fb179", 0.2, 1, 5, ((0.48, 0.09, 0.10), (0.98, 0.10, 0.10))),
        ]
        look = paint(
            "#fbf6ea",
            "#4a5458",
            "#eeece0",
            wood="#7a5a42",
            window="#59666a",
            reach=360,
            sun=(-0.5, 0.7, -0.5),
            low=0.66,
        )
        ground, wall, walk = "#7c9a62", "#a8a594", "#d6cfbc"
    image = ridges(
        image,
        rng,
        mist,
        rows,
        sun=-1,
        banks=(0, 1, 2),
        bank_colour=ink("#5d6c92") if night else ink("#fbf6ea"),
        strength=0.6 if night else 0.95,
    )
    view = View(w, h, 9.5, 0.40, 0.95)
    edge = 54.0

    def height(x, z):
        return (
            3.2 * smooth(edge - 0.3, edge, z)
            + 15 * smooth(edge + 12, 150, z) * (0.75 + 0.25 * np.sin(x / 31))
            + 5 * smooth(30, 80, np.abs(x)) * smooth(edge + 8, 100, z)
        )

    seen = relief(view, height, 8, 200, (-0.6, 0.6, -0.3), 1400)
    tuft = leaves(rng, w, h, 8)
    colour = lay(full(ground, w, h), ink(ground) * 1.25, smooth(-0.4, 0.5, tuft))
    colour = lay(colour, ink(walk), (seen.z > edge) * (seen.z < edge + 7) * 0.95)
    stone = lay(
        full(wall, w, h), ink(wall) * 0.84, smooth(-0.1, 0.8, stretch(cloud(rng, w // 2, h // 2, 22, 9, 3, 0.7), w, h))
    )
    stone = stone * np.where(np.abs((seen.up * 2.2) % 1 - 0.5) > 0.44, 0.80, 1.0)[..., None]
    colour = lay(colour, stone * (1.02 if night else 0.95), (seen.z < edge + 0.02) * (seen.up > 0.02))
    image = coat(image, seen, colour, mist, 420, 0.7)
    houses: list[House] = []
    x = -66.0
    while x < 68:
        long = float(rng.uniform(7.5, 12.5))
        tall = float(rng.choice([5.8, 6.4, 8.6, 6.0, 8.9]))
        if not -9 < x + long / 2 < -2.5:
            houses.append(
                House(
                    x + long / 2,
                    edge + 10.5 + rng.uniform(-0.6, 0.6),
                    3.2,
                    long,
                    7.5,
                    tall,
                    rng.uniform(2.0, 2.6),
                    rng.normal() * 0.02,
                    3 if tall > 8 else 2,
                    max(2, int(long / 2.5)),
                    0.62 if night else 0,
                )
            )
        x += long + (rng.uniform(0.6, 1.0) if rng.random() < 0.7 else rng.uniform(2.5, 4.5))
    for z, count in ((80, 13), (96, 13), (113, 12), (131, 10)):
        for k in range(count):
            x = (k - (count - 1) / 2) * (z * 1.15 / count) + rng.normal() * 2
            ground_ = float(height(np.float32(x), np.float32(z)))
            tall = float(rng.choice([3.6, 5.8, 6.2, 8.4]))
            houses.append(
                House(
                    x,
                    z + rng.normal() * 2.5,
                    ground_ - 0.4,
                    rng.uniform(9, 13),
                    7.5,
                    tall,
                    rng.uniform(2, 2.6),
                    rng.normal() * 0.22,
                    max(1, int(tall / 2.8)),
                    4,
                    0.5 if night else 0,
                )
            )
    trees, willows = stand(rng, broadleaf, 5), stand(rng, willow, 4)
    dark, lit = (ink("#122036"), ink("#31476a")) if night else (ink("#2a5a44"), ink("#95b56a"))
    things: list = list(houses)
    for _ in range(70):
        z = float(rng.uniform(edge + 18, 160))
        things.append(
            Plant(
                float(rng.uniform(-0.6, 0.6) * z),
                z,
                rng.uniform(5, 10),
                trees[int(rng.integers(0, 5))],
                dark,
                lit,
                ink("#40352a") if not night else dark,
                shadow=0,
            )
        )
    wl = (ink("#1a2c40"), ink("#4b6a6a")) if night else (ink("#5f8a4a"), ink("#c3d67a"))
    for x in (-31, -17, 8, 24, 41):
        things.append(
            Plant(
                x + rng.normal(),
                edge + 2.4,
                rng.uniform(7.5, 9.5),
                willows[int(abs(x)) % 4],
                *wl,
                ink("#4a3a2c") if not night else ink("#161c2c"),
                shadow=0,
            )
        )
    plant(image, seen, rng, things, look, mist, 420, 0.7)
    brush = Brush(image, (0, h * 0.40, w, h * 0.62), 2)
    rail = ink("#8a8f9c") * 0.5 if night else ink("#f2ecdd")
    for up in (4.15, 3.75):
        brush.line([view.at(-40, up, edge + 0.2), view.at(40, up, edge + 0.2)], rail, 2.2)
    for x in np.arange(-38, 38, 1.9):
        a, b = view.at(x, 3.2, edge + 0.2), view.at(x, 4.3, edge + 0.2)
        brush.line([a, b], rail, 3.4)
    for step in range(9):
        up0 = 3.2 - step * 0.36
        z0 = edge - 0.05 - step * 0.30
        xs = (-8.4, -3.2)
        brush.shape(
            [
                view.at(xs[0], up0, z0 + 0.3),
                view.at(xs[1], up0, z0 + 0.3),
                view.at(xs[1], up0, z0),
                view.at(xs[0], up0, z0),
            ],
            ink(walk) * 1.02,
        )
        brush.shape(
            [
                view.at(xs[0], up0, z0),
                view.at(xs[1], up0, z0),
                view.at(xs[1], up0 - 0.36, z0),
                view.at(xs[0], up0 - 0.36, z0),
            ],
            ink(wall) * 0.78,
        )
    brush.finish()
    for x in np.arange(-35, 36, 7.0):
        lamp_post(
            image,
            view,
            x,
            3.2,
            edge + 0.9,
            3.6,
            ink("#2a2f3d") if night else ink("#4a5154"),
            ink("#fff0c4") if night else None,
        )
        if night:
            px, py = view.at(x, 7.0, edge + 0.9)
            lamp(image, px, py, view.size(edge) * 7.5, (1, 0.76, 0.40), 0.8)
            px, py = view.at(x, 3.3, edge + 0.9)
            lamp(image, px, py, view.size(edge) * 4.5, (1, 0.66, 0.30), 0.4)
    if night:
        for one in houses:
            px, py = view.at(one.x, one.ground + 2.6, max(one.z - 5, 56))
            lamp(image, px, py, view.size(one.z) * 9, (1, 0.68, 0.32), 0.22)
        brush = Brush(image, (0, h * 0.2, w, h * 0.6), 2)
        for one in houses[:10]:
            for k in range(3):
                px, py = view.at(one.x + (k - 1) * 2.4, one.ground + 2.9, one.z - one.deep / 2 - 0.4)
                s = view.size(one.z)
                brush.round(px, py, s * 0.24, s * 0.28, ink("#ff5f38"))
        brush.finish()
    boats = ((-24, 44), (14, 47), (18.5, 46)) if not night else ((-20, 46), (26, 45))
    shore = view.at(0, 0, edge - 0.2)[1]
    y = np.arange(h, dtype=np.float32)[:, None] + np.zeros((1, w), np.float32)
    water = smooth(-1.5, 1.5, y - shore)
    tint = ink("#182848") if night else ink("#8fb0a6")
    image = reflect(
        image,
        rng,
        water,
        shore,
        tint,
        0.92 if night else 0.74,
        20,
        1.0,
        ink("#8fa3c4") if night else ink("#fffdf2"),
        0.14 if night else 0.28,
        0.035,
    )
    image = lay(image, tint * (0.6 if night else 0.62), water * smooth(0.62, 1.1, y / h) * (0.35 if night else 0.45))
    for x, z in boats:
        boat(image, view, x, z, ink("#8a744f") * (0.4 if night else 1), ink("#3d3228") * (0.5 if night else 1))
    if not night:
        image = bank(image, rng, shore / h + 0.012, 0.018, ink("#fdf8ec"), 0.55)
    return bloom(
        image, 0.66 if night else 0.86, 44, 0.8 if night else 0.25, (1.1, 0.85, 0.5) if night else (1, 0.95, 0.85)
    )


def morning(rng: np.random.Generator) -> Array:
    return river_town(rng, 3000, 2000, False)


def night(rng: np.random.Generator) -> Array:
    return river_town(rng, 3000, 1688, True)


PICTURES = {"river-town-morning": Picture(morning, 101), "river-town-night": Picture(night, 102, warm=0)}
