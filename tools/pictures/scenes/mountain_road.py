"""A new road up a mountain, and its bridge over the gorge."""

import numpy as np

from ..brush import Brush
from ..colour import Array, ink, lay, mix, smooth
from ..ground import Rough, View, relief
from ..house import paint, village
from ..light import blaze, sky
from ..noise import cloud, ease, stretch
from ..picture import Picture
from ..planting import Plant, coat, plant, spread
from ..ridge import bank, ridges
from ..texture import full, leaves
from ..tree import broadleaf, conifer, stand


def winding(points: list[tuple[float, float]], count: int = 400) -> tuple[Array, Array]:
    """A smooth road through points (x, z), as many places along it."""
    p = np.array(points, np.float32)
    u = np.linspace(0, len(p) - 1, count)
    return tuple(ease(np.interp(u, np.arange(len(p)), p[:, i]), count / len(p) * 0.55) for i in (0, 1))


def beside(x: Array, z: Array, road: tuple[Array, Array]) -> Array:
    """How far every place lies from a road, in metres; fields are worked at half size."""
    h, w = x.shape
    xs, zs = x[::2, ::2], z[::2, ::2]
    best = np.full(xs.shape, 1e9, np.float32)
    rx, rz = road
    for i in range(len(rx) - 1):
        dx, dz = rx[i + 1] - rx[i], rz[i + 1] - rz[i]
        t = np.clip(((xs - rx[i]) * dx + (zs - rz[i]) * dz) / (dx * dx + dz * dz + 1e-9), 0, 1)
        best = np.minimum(best, (xs - rx[i] - t * dx) ** 2 + (zs - rz[i] - t * dz) ** 2)
    return stretch(np.sqrt(np.minimum(best, 9e4)), w, h)


def road_bridge(rng: np.random.Generator) -> Array:
    w, h = 3000, 2000
    image = sky(rng, w, h, [(0, "#6fa6c8"), (0.25, "#c3dbe0"), (0.42, "#f6ecd6")], ink("#fffdf6"), 0.7, 0.12)
    image = blaze(image, 0.16, 0.14, ink("#fff3d2"), 0.4, 0.8)
    mist = ink("#e8ece4")
    image = ridges(
        image,
        rng,
        mist,
        [
            (0.24, 0.05, 0.13, "#9bb9c8", "#c6d4d0", 0.16, 0.6, 0, ((0.26, 0.11, 0.11), (0.62, 0.06, 0.11))),
            (0.34, 0.05, 0.13, "#669aa5", "#a6c4aa", 0.16, 0.85, 1, ((0.44, 0.12, 0.10), (0.02, 0.10, 0.10))),
            (0.47, 0.05, 0.14, "#377a74", "#86b176", 0.17, 1, 4, ((0.16, 0.16, 0.11), (0.56, 0.05, 0.09))),
        ],
        banks=(0, 1, 2),
        bank_colour=ink("#f8f8ee"),
        strength=0.95,
    )
    image = bank(image, rng, 0.58, 0.05, ink("#fbfaf0"), 0.95)
    view = View(w, h, 62, 0.30, 1.0)
    big = Rough(rng, 420, 80, 4)

    def height(x, z):
        hill = 104 * smooth(-58, 215, x + 0.10 * (z - 150)) * smooth(60, 250, z) * smooth(520, 300, z)
        return hill + big.at(x, z) * 11 * smooth(-30, 40, x) - 90 * smooth(4, -96, x + 6 * np.sin(z / 30)) - 8

    turns = [
        (36, 203),
        (44, 202),
        (56, 200),
        (88, 196),
        (108, 200),
        (112, 210),
        (96, 218),
        (64, 224),
        (50, 234),
        (58, 244),
        (96, 248),
        (130, 252),
        (146, 262),
        (138, 274),
        (104, 282),
        (92, 294),
        (108, 306),
        (150, 314),
        (182, 328),
        (180, 344),
        (150, 360),
        (160, 384),
        (210, 410),
    ]
    road = winding(turns)
    seen = relief(view, height, 40, 460, (-0.75, 0.5, -0.2), 1600)
    tuft = leaves(rng, w, h, 10)
    wood_ = smooth(-0.15, 0.45, big.at(seen.x * 2.2, seen.z * 2.2) + tuft * 0.3)
    colour = lay(
        lay(full("#a9bb5c", w, h), ink("#6f9a48"), smooth(-0.4, 0.4, tuft)),
        lay(full("#2c6141", w, h), ink("#5d8f4a"), smooth(-0.3, 0.6, tuft)),
        wood_,
    )
    colour = colour * (0.62 + 0.52 * smooth(0.1, 0.95, seen.slope))[..., None]
    off = beside(seen.x, seen.z, road)
    colour = lay(
        colour, lay(full("#b58f62", w, h), ink("#8a6a48"), smooth(-0.2, 0.4, tuft)), smooth(7.6, 5.2, off + tuft) * 0.8
    )
    colour = lay(colour, ink("#f4efe0"), smooth(4.4, 4.1, off))
    colour = lay(colour, ink("#5c6468"), smooth(3.8, 3.55, off))
    colour = lay(colour, ink("#f2d98a"), smooth(0.34, 0.20, off) * 0.9)
    image = coat(image, seen, colour, mist, 560, 0.7)
    trees, firs, things = stand(rng, broadleaf, 5), stand(rng, conifer, 4), []
    field = np.stack(road, 1)
    for x, z in spread(rng, seen, 1500, 70, 430, 0.62):
        if (
            float(np.min(np.hypot(field[:, 0] - x, field[:, 1] - z))) < 9
            or float(big.at(np.array(x * 2.2), np.array(z * 2.2))) < 0.02
            or float(height(np.float32(x), np.float32(z))) < -8
        ):
            continue
        hue = rng.random()
        things.append(
            Plant(
                x,
                z,
                rng.uniform(6, 11),
                (trees + firs)[int(hue * 89) % 9],
                ink("#1b4a36"),
                mix(ink("#7fae58"), ink("#c2c765"), hue),
                ink("#40352a"),
                shadow=0.3,
            )
        )
    spots = [(128, 222), (140, 226), (84, 262), (72, 266)]
    look = paint("#fbf6ea", "#4a5458", "#e8ece4", reach=520)
    # the bridge swings out of the hill and over the gorge: deck, parapets, tall piers lost in mist
    n = 120
    u = np.linspace(0, 1, n)
    bx, bz = 40 - 250 * u, 203 + 14 * u + 96 * u**2
    level = float(height(np.float32(36), np.float32(203))) + 1.0
    up = np.full(n, level) + 4 * u
    tx, tz = np.gradient(bx), np.gradient(bz)
    norm = np.hypot(tx, tz)
    nx, nz = -tz / norm, tx / norm

    def bridge(_x: float, _up: float, _z: float) -> None:
        brush = Brush(image, (0, h * 0.2, w, h), 2)

        def side(sign: float, i: int, up_: float):
            return view.at(bx[i] + sign * nx[i] * 4.6, up[i] + up_, bz[i] + sign * nz[i] * 4.6)

        for i in range(n - 2, -1, -1):
            far = float(np.clip(1 - np.exp(-bz[i] / 620), 0, 0.6))
            if i % 13 == 6 and i > 22:
                for half, c in ((2.1, "#b9b7aa"), (0.6, "#8f9088")):
                    shift_ = 1.5 if half < 1 else 0
                    a, b = (
                        view.at(bx[i] - half + shift_, up[i] - 2, bz[i]),
                        view.at(bx[i] + half + shift_, up[i] - 2, bz[i]),
                    )
                    foot = view.at(bx[i], -95, bz[i])[1]
                    brush.shape([a, b, (b[0] + 5, foot), (a[0] - 5, foot)], mix(ink(c), mist, far))
                a, b = view.at(bx[i] - 4.4, up[i] - 1.7, bz[i]), view.at(bx[i] + 4.4, up[i] - 1.7, bz[i])
                c_, d = view.at(bx[i] + 2.3, up[i] - 5.0, bz[i]), view.at(bx[i] - 2.3, up[i] - 5.0, bz[i])
                brush.shape([a, b, c_, d], mix(ink("#a9a89c"), mist, far))
            near_ = 1 if side(1, i, 0)[1] > side(-1, i, 0)[1] else -1
            brush.shape(
                [side(-1, i, 0), side(1, i, 0), side(1, i + 1, 0), side(-1, i + 1, 0)], mix(ink("#626a6e"), mist, far)
            )
            brush.shape(
                [side(-0.05, i, 0.02), side(0.05, i, 0.02), side(0.05, i + 1, 0.02), side(-0.05, i + 1, 0.02)],
                mix(ink("#f2d98a"), mist, far),
            ) if i % 3 else None
            brush.shape(
                [side(-near_, i, 0), side(-near_, i + 1, 0), side(-near_, i + 1, 1.1), side(-near_, i, 1.1)],
                mix(ink("#e2dfd0"), mist, far),
            )
            brush.shape(
                [side(near_, i, 1.1), side(near_, i + 1, 1.1), side(near_, i + 1, -2.2), side(near_, i, -2.2)],
                mix(ink("#d8d5c6"), mist, far),
            )
            brush.shape(
                [side(near_, i, -0.7), side(near_, i + 1, -0.7), side(near_, i + 1, -2.2), side(near_, i, -2.2)],
                mix(ink("#a5a598"), mist, far),
            )
            brush.line([side(near_, i, 1.1), side(near_, i + 1, 1.1)], mix(ink("#fbf8ec"), mist, far), 2)
        brush.finish()

    veil = stretch(cloud(rng, w // 4, h // 4, 120, 40, 5), w, h)
    y, x = np.mgrid[0:h, 0:w].astype(np.float32)
    gorge = smooth(0.56, 0.80, y / h + veil * 0.10) * smooth(0.56, 0.34, x / w + veil * 0.08)
    image = lay(image, ink("#f4f5ec"), gorge * 0.97)
    piers = image.copy()
    bridge(0, 0, 0)
    sunk = smooth(0.70, 0.93, y / h + veil * 0.10) * smooth(0.66, 0.48, x / w)
    image = lay(image, piers, sunk)
    plant(image, seen, rng, things + village(view, rng, spots, height, 0.2, two=0.4), look, mist, 560, 0.7)
    return image


PICTURES = {"mountain-road-bridge": Picture(road_bridge, 201)}
