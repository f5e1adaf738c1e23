"""One orchard in blossom and in fruit."""

import numpy as np

from ..brush import Brush
from ..colour import Array, ink, lay, mix, smooth
from ..ground import Rough, View, relief
from ..house import paint, village
from ..light import blaze, sky
from ..picture import Picture
from ..planting import Plant, Thing, coat, plant
from ..ridge import ridges
from ..texture import full, leaves
from ..tree import broadleaf, stand
from ..weather import flakes


def orchard(rng: np.random.Generator, spring: bool) -> Array:
    w, h = 3000, 2000
    if spring:
        image = sky(rng, w, h, [(0, "#8fc0d6"), (0.25, "#d6e6e4"), (0.45, "#fbeee2")], ink("#fffaf4"), 0.75, 0.12)
        image = blaze(image, 0.2, 0.1, ink("#fff6e0"), 0.4, 0.7)
        mist, sun = ink("#f3ece6"), -1
        rows = [
            (0.22, 0.05, 0.13, "#a3bccb", "#d3d4d2", 0.15, 0.6, 0, ((0.70, 0.12, 0.11), (0.30, 0.06, 0.12))),
            (0.31, 0.05, 0.13, "#76a0a6", "#b3c7ac", 0.15, 0.85, 1, ((0.12, 0.13, 0.10), (0.93, 0.09, 0.10))),
            (0.40, 0.05, 0.15, "#3f7f74", "#8fb877", 0.14, 1, 3, ((0.50, 0.09, 0.11),)),
        ]
        grass = ("#7fae50", "#b3cb6a", "#e8d9b0")
    else:
        image = sky(rng, w, h, [(0, "#8db4c8"), (0.22, "#dbe0d2"), (0.42, "#fde7bd")], ink("#fff4dd"), 0.6)
        image = blaze(image, 0.82, 0.14, ink("#ffe7b0"), 0.42, 0.9)
        mist, sun = ink("#f6ead0"), 1
        rows = [
            (0.22, 0.05, 0.13, "#a9bdc0", "#d8d3b8", 0.15, 0.6, 0, ((0.26, 0.12, 0.11), (0.62, 0.06, 0.12))),
            (0.31, 0.05, 0.13, "#7f9f93", "#c2bf86", 0.15, 0.85, 1, ((0.86, 0.12, 0.10), (0.06, 0.09, 0.10))),
            (0.40, 0.05, 0.15, "#557f5d", "#b59a4e", 0.14, 1, 3, ((0.46, 0.08, 0.11),)),
        ]
        grass = ("#86a148", "#c2b45c", "#d9c596")
    image = ridges(image, rng, mist, rows, sun=sun, banks=(1, 2), bank_colour=ink("#fdf8ee"))
    view = View(w, h, 9.5, 0.36, 0.95, 0.5)
    big = Rough(rng, 260, 60, 2)

    def height(x, z):
        way = x if spring else -x
        return (
            15 * smooth(18, 120, z) * smooth(-75, 60, way)
            + big.at(x, z) * 2.0 * np.clip(z / 60, 0, 1)
            - 6 * smooth(70, 130, z) * smooth(40, -60, way)
        )

    seen = relief(view, height, 6, 190, (-0.7 * -sun * -1 if spring else 0.7, 0.55, -0.15), 1200)
    tuft, fine = leaves(rng, w, h, 10), leaves(rng, w, h, 5)
    near = np.clip(1.4 - seen.z / 70, 0.1, 1)
    patch = big.at(seen.x * 3, seen.z * 3)
    colour = lay(full(grass[0], w, h), ink(grass[1]), smooth(-0.4, 0.5, patch + 0.3 * tuft))
    colour = colour * (0.76 + 0.32 * smooth(0.2, 1, seen.slope) + 0.15 * tuft * near)[..., None]
    fallen = ink("#fbe9ea") if spring else ink("#e9a13c")
    colour = lay(colour, fallen, smooth(0.50, 0.75, fine + patch * 0.3) * near * (0.75 if spring else 0.45))
    bend = 4 * np.sin(seen.z / 17) + 0.10 * seen.z
    lane = np.abs(seen.x - bend + (6 if spring else -2))
    colour = lay(colour, ink(grass[2]), smooth(1.35, 0.95, lane + tuft * 0.25) * 0.95)
    image = coat(image, seen, colour, mist, 240, 0.8)
    light = (-0.55, -0.7) if spring else (0.55, -0.7)
    if spring:
        kinds = stand(rng, broadleaf, 6, n=260, sun=light, tall=0.82)
    else:
        kinds = stand(rng, broadleaf, 6, n=300, sun=light, tall=0.82, fruit=70)
    baskets, things = [], []
    for r, z0 in enumerate(np.concatenate([np.arange(11, 60, 6.5), np.arange(60, 150, 7.5)])):
        xs = np.arange(-z0 * 0.58 - 6, z0 * 0.58 + 6, 6.2)
        for x0 in xs:
            x, z = (
                float(x0 + rng.normal() * 0.35 + (r % 2) * 3.1),
                float(z0 + rng.normal() * 0.35 + 1.4 * np.sin(x0 / 15)),
            )
            off = abs(x - (4 * np.sin(z / 17) + 0.10 * z) + (6 if spring else -2))
            if off < 3.4 or z < 10 or (z < 13 and abs(x) < 3):
                continue
            hue = rng.random()
            if spring:
                dark, lit = mix(ink("#a98a96"), ink("#c98fa0"), hue), mix(ink("#fff8f4"), ink("#fbd3dc"), hue**1.5)
                things.append(
                    Plant(x, z, rng.uniform(4.6, 5.8), kinds[int(hue * 97) % 6], dark, lit, ink("#4a3a34"), shadow=0.36)
                )
            else:
                things.append(
                    Plant(
                        x,
                        z,
                        rng.uniform(4.6, 5.6),
                        kinds[int(hue * 97) % 6],
                        ink("#1f4526"),
                        mix(ink("#86a548"), ink("#b0b050"), hue),
                        ink("#4a3a2c"),
                        mix(ink("#f08a1d"), ink("#f7a62b"), hue),
                        shadow=0.42,
                    )
                )
                if z < 34 and rng.random() < 0.45:
                    baskets.append((x + rng.uniform(-2, 2), z - rng.uniform(1.2, 2)))

    def basket(x: float, up: float, z: float) -> None:
        px, py = view.at(x, up, z)
        s = view.size(z)
        brush = Brush(image, (px - s, py - s * 1.2, px + s, py + s * 0.4), 3)
        brush.shape(
            [(px - 0.42 * s, py - 0.52 * s), (px + 0.42 * s, py - 0.52 * s), (px + 0.32 * s, py), (px - 0.32 * s, py)],
            ink("#a77b43"),
        )
        brush.shape(
            [(px - 0.42 * s, py - 0.52 * s), (px - 0.1 * s, py - 0.52 * s), (px - 0.1 * s, py), (px - 0.32 * s, py)],
            ink("#86602f"),
        )
        brush.round(px, py, 0.32 * s, 0.09 * s, ink("#86602f"))
        for k in range(4):
            yy = py - s * (0.08 + 0.12 * k)
            half = s * (0.33 + 0.023 * (k + 0.5))
            brush.line([(px - half, yy), (px + half, yy)], ink("#c79a5c"), max(1, s * 0.02))
        brush.round(px, py - 0.52 * s, 0.42 * s, 0.13 * s, ink("#7a5528"))
        for _ in range(16):
            a, q = rng.uniform(0, 6.28), rng.uniform(0, 1) ** 0.5
            cx, cy = px + 0.33 * s * q * np.cos(a), py - 0.56 * s + 0.08 * s * q * np.sin(a) - 0.06 * s * (1 - q)
            brush.round(cx, cy, 0.085 * s, 0.082 * s, mix(ink("#d9701a"), ink("#f59a2a"), rng.random()))
            brush.round(cx + 0.025 * s, cy - 0.025 * s, 0.03 * s, 0.03 * s, ink("#ffc468"))
        brush.finish()

    things += [Thing(x, z, basket) for x, z in baskets]
    spots = [(-46, 128), (-36, 132), (-56, 134), (-28, 136)] if spring else [(40, 126), (52, 131), (30, 133)]
    plant(
        image,
        seen,
        rng,
        things + village(view, rng, spots, height, 0.15, two=0.5),
        paint("#fbf5ea", "#4b575a", "#f3ece6", reach=320, sun=(sun * 0.7, 0.6, -0.3)),
        mist,
        240,
        0.8,
        sun=sun,
    )
    if spring:
        image = flakes(image, rng, 260, 2, 9, [ink("#fff4f4"), ink("#fbd6de")], 0.8, 0.7)
    return image


def blossom(rng: np.random.Generator) -> Array:
    return orchard(rng, True)


def fruit(rng: np.random.Generator) -> Array:
    return orchard(rng, False)


PICTURES = {"orchard-blossom": Picture(blossom, 8), "orchard-fruit": Picture(fruit, 9, warm=0.02)}
