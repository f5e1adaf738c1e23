"""Moonlight in a valley."""

import numpy as np

from ..colour import Array, ink, lay, smooth
from ..ground import View
from ..house import draw_house, paint, village
from ..light import blaze, bloom, disc, lamp, sky, stars
from ..noise import cloud, stretch
from ..picture import Picture
from ..ridge import ridge, ridges
from ..texture import full
from ..tree import broadleaf, stamp, stand
from ..water import reflect


def moonlit(rng: np.random.Generator) -> Array:
    w, h = 3000, 1688
    image = sky(
        rng, w, h, [(0, "#0b1a38"), (0.25, "#1d3a63"), (0.45, "#4a6f94"), (0.6, "#86a3b4")], ink("#5f82a3"), 0.45, 0.10
    )
    image = stars(image, rng, 420, 0.38)
    image = blaze(image, 0.64, 0.20, ink("#cfe0e6"), 0.30, 0.75, 1)
    image = disc(image, 0.64, 0.20, 74, ink("#fdf8e4"), 1, 2)
    grey_ = smooth(0.05, 0.5, stretch(cloud(rng, w // 2, h // 2, 60, 60, 4), w, h))
    yy, xx = np.mgrid[0:h, 0:w].astype(np.float32)
    image = lay(image, ink("#d9d9cc"), grey_ * smooth(72, 66, np.hypot(xx - 0.64 * w, yy - 0.20 * h)) * 0.5)
    mist = ink("#7f9db0")
    image = ridges(
        image,
        rng,
        mist,
        [
            (0.42, 0.05, 0.13, "#4a6b8c", "#86a2b4", 0.16, 0.7, 0, ((0.44, 0.14, 0.10), (0.88, 0.15, 0.10))),
            (0.51, 0.05, 0.13, "#2f4f72", "#6384a0", 0.15, 0.9, 1, ((0.20, 0.17, 0.11), (0.72, 0.08, 0.10))),
            (0.61, 0.05, 0.14, "#1d3855", "#456885", 0.14, 1, 3, ((0.97, 0.22, 0.11), (0.04, 0.18, 0.10))),
            (0.70, 0.04, 0.15, "#122a42", "#2f5068", 0.13, 1, 6, ((0.36, 0.08, 0.10),)),
        ],
        sun=1,
        banks=(0, 1, 2),
        bank_colour=ink("#a9c0cb"),
        strength=0.75,
    )
    y, x = yy, xx
    v = np.clip((y / h - 0.72) / 0.28, 0, 1)
    broad = stretch(cloud(rng, w // 2, h // 2, 200, 24, 4), w, h)
    meadow = lay(full("#1a3346", w, h), ink("#35566a"), smooth(-0.4, 0.5, broad))
    meadow = lay(meadow, mist, (1 - smooth(0, 0.45, v)) * 0.7)
    image = lay(image, meadow, smooth(0.0, 0.14, (y / h - 0.715) / 0.28 + broad * 0.05))
    middle = w * (0.60 + 0.10 * np.sin(v * 4.6 + 0.3) * (0.3 + v) - 0.22 * v**1.5)
    half = 6 + 230 * v**1.6
    wob = stretch(cloud(rng, w // 2, h // 2, 90, 12, 3), w, h)
    water = smooth(4, -4, np.abs(x - middle + wob * half * 0.30) - half) * smooth(0.03, 0.12, v)
    image = reflect(image, rng, water, h * 0.60, ink("#2f506c"), 0.5, 16, 0.9, ink("#dfeaea"), 0.12, 0.03)
    path = np.exp(-(((x - 0.63 * w) / (w * (0.018 + 0.05 * v))) ** 2))
    spark = smooth(0.12, 0.5, stretch(cloud(rng, w // 2, h // 2, 50, 3.5, 3, 0.7), w, h) + 0.1)
    image = lay(image, ink("#f6f1dc"), water * path * spark * 0.85)
    view = View(w, h, 26, 0.615, 1.0)
    look = paint(
        "#8fa3b8",
        "#24384e",
        "#6f8ca3",
        window="#2c3e52",
        wood="#3a4656",
        lamp="#ffd489",
        reach=520,
        sun=(0.4, 0.6, 0.4),
        low=0.6,
    )
    spots = [
        (-50, 150),
        (-38, 154),
        (-62, 156),
        (-28, 150),
        (-44, 163),
        (-56, 168),
        (-72, 162),
        (-30, 164),
        (-84, 172),
        (74, 190),
        (88, 195),
        (62, 196),
        (80, 205),
        (98, 204),
        (-96, 118),
        (-110, 122),
        (110, 150),
        (122, 156),
    ]
    houses = sorted(village(view, rng, spots, lambda a, b: a * 0, 0.2, 0.7), key=lambda one: -one.z)
    trees = stand(rng, broadleaf, 4, sun=(0.5, -0.7))
    for one in houses:
        for _ in range(2):
            tx, tz = one.x + rng.uniform(-13, 13), one.z + rng.uniform(3, 8)
            px, py = view.at(tx, 0, tz)
            stamp(
                image,
                trees[int(rng.integers(0, 4))],
                px,
                py,
                view.size(tz) * rng.uniform(6, 10),
                ink("#0f2436"),
                ink("#3d6075"),
                mist,
                0.25,
            )
        draw_house(image, view, one, rng, look)
        px, py = view.at(one.x, 2.5, one.z - 4)
        lamp(image, px, py, view.size(one.z) * 17, (1, 0.74, 0.38), 0.40)
    for px, up in ((0.0, 0.34), (1.0, 0.26)):
        image, _ = ridge(
            image,
            rng,
            1.06,
            0.02,
            0.14,
            ink("#081726"),
            ink("#1d3a4c"),
            ink("#0c2032"),
            0.5,
            0.9,
            12,
            0.3,
            fog=0.2,
            peaks=((px, up, 0.22),),
            sun=1,
            leaf=0.8,
        )
    return bloom(image, 0.66, 40, 0.5, (1, 0.92, 0.8))


PICTURES = {"moonlit-valley": Picture(moonlit, 76, warm=0)}
