"""An old stone bridge and its reflection."""

import numpy as np

from ..brush import Brush
from ..colour import Array, ink, lay, mix, smooth
from ..ground import View, relief
from ..house import House, paint
from ..light import blaze, bloom, sky
from ..picture import Picture
from ..planting import Plant, coat, plant
from ..ridge import bank, ridges
from ..texture import full, leaves
from ..tree import broadleaf, bush, stamp, stand, willow
from ..water import reflect


def stone_bridge(rng: np.random.Generator) -> Array:
    w, h = 3000, 2000
    image = sky(rng, w, h, [(0, "#a8c8c6"), (0.22, "#dfe8d6"), (0.42, "#fbf1d8")], ink("#fdf8ea"), 0.5)
    image = blaze(image, 0.74, 0.16, ink("#fff2cc"), 0.4, 0.85)
    mist = ink("#eef0de")
    image = ridges(
        image,
        rng,
        mist,
        [
            (0.24, 0.05, 0.14, "#a9c6c0", "#cfdcc4", 0.15, 0.6, 0, ((0.42, 0.12, 0.12), (0.80, 0.06, 0.12))),
            (0.33, 0.05, 0.13, "#73a595", "#b0c890", 0.15, 0.85, 2, ((0.16, 0.12, 0.11), (0.66, 0.07, 0.10))),
            (0.42, 0.04, 0.15, "#3f7f68", "#92b56a", 0.14, 1, 5, ((0.92, 0.14, 0.11), (0.40, 0.05, 0.10))),
        ],
        sun=1,
        banks=(0, 1, 2),
        bank_colour=ink("#fbf7e6"),
    )
    view = View(w, h, 3.4, 0.475, 0.95)

    def course(z):
        return 10 * np.sin((z - 26) / 60) * np.clip((z - 26) / 60, 0, 1)

    def height(x, z):
        off = np.abs(x - course(z)) - (8.6 + 0.5 * np.sin(z / 7 + np.sign(x)))
        return (
            2.4 * smooth(0, 3.4, off) + 7 * smooth(6, 60, off) + 1.2 * smooth(0, 1, off) * np.sin(x / 9 + z / 13) * 0.5
        )

    seen = relief(view, height, 6, 170, (0.7, 0.6, -0.2), 1200)
    off = np.abs(seen.x - course(seen.z)) - (8.6 + 0.5 * np.sin(seen.z / 7 + np.sign(seen.x)))
    tuft, fine = leaves(rng, w, h, 14), leaves(rng, w, h, 6)
    colour = lay(full("#5f8f42", w, h), ink("#bcc566"), smooth(-0.4, 0.5, tuft + fine * 0.3))
    colour = colour * (0.78 + 0.3 * smooth(0.2, 0.9, seen.slope))[..., None]
    colour = lay(
        colour,
        lay(full("#b9b196", w, h), ink("#877f68"), smooth(-0.2, 0.4, fine)),
        smooth(1.9, 0.5, off + tuft * 0.7) * 0.9,
    )
    image = coat(image, seen, colour, mist, 240, 0.8)
    trees, bushes, willows = (
        stand(rng, broadleaf, 6, n=300, sun=(0.55, -0.7)),
        stand(rng, bush, 5, sun=(0.55, -0.7)),
        stand(rng, willow, 3, sun=1),
    )
    things: list = []
    for _ in range(110):
        z = float(rng.uniform(38, 150))
        x = float(rng.choice([-1, 1]) * rng.uniform(14, 14 + z * 0.6) + course(z))
        things.append(
            Plant(
                x,
                z,
                rng.uniform(5, 11),
                trees[int(rng.integers(0, 6))],
                ink("#23523a"),
                mix(ink("#8ab45c"), ink("#c3c665"), rng.random()),
                ink("#4a3a2c"),
                shadow=0.2,
            )
        )
    for x, z in ((-34, 84), (-46, 88), (-26, 92), (36, 100), (48, 104), (58, 98)):
        things.append(
            House(
                float(x),
                float(z),
                float(height(np.float32(x), np.float32(z))) - 0.3,
                rng.uniform(10, 13),
                7.5,
                float(rng.choice([3.6, 5.8])),
                2.4,
                rng.normal() * 0.2,
                2,
                4,
            )
        )
    look = paint("#fbf5e6", "#4f5955", "#eef0de", reach=320, sun=(0.6, 0.7, -0.4))
    plant(image, seen, rng, things, look, mist, 240, 0.8, sun=1)
    shore = view.at(0, -0.05, 27.0)[1]
    y = np.arange(h, dtype=np.float32)[:, None] + np.zeros((1, w), np.float32)
    wet = smooth(0.25, -0.1, off + tuft * 0.15) * (seen.z < 170)
    line = np.full(w, shore, np.float32)
    far_wet = wet * (y < shore)
    image = lay(image, ink("#cfe0d2"), far_wet * 0.8)
    image = bank(image, rng, 0.50, 0.018, ink("#fdf9ea"), 0.35)
    # the bridge stands square to us at z; spandrels of cut stone, a hump of a deck
    z, rise, span = 27.0, 6.0, 7.4
    brush = Brush(image, (0, 0, w, h * 0.8), 2)

    def deck(x: float) -> float:
        return 2.9 + 4.6 * float(np.exp(-((x / 9.0) ** 2)))

    xs = np.linspace(-19, 19, 160)
    outline = [view.at(x, deck(x), z) for x in xs] + [view.at(19, -0.2, z), view.at(span, -0.2, z)]
    outline += [view.at(span * np.cos(a), rise * np.sin(a), z) for a in np.linspace(0, np.pi, 80)] + [
        view.at(-span, -0.2, z),
        view.at(-19, -0.2, z),
    ]
    # the barrel's underside seen through the opening
    for a0, a1 in zip(np.linspace(0, np.pi, 41)[:-1], np.linspace(0, np.pi, 41)[1:], strict=False):
        m = (a0 + a1) / 2
        shade_ = 0.34 + 0.20 * max(0, -np.cos(m)) + 0.10 * np.sin(m)
        brush.shape(
            [
                view.at(span * np.cos(a), rise * np.sin(a), q)
                for a, q in ((a0, z), (a1, z), (a1, z + 4.6), (a0, z + 4.6))
            ],
            ink("#8f876f") * shade_,
        )
    brush.shape([view.at(x, deck(x), z) for x in xs] + [view.at(x, deck(x), z + 4.6) for x in xs[::-1]], ink("#cfc6a8"))
    brush.shape(outline, ink("#a9a28a"))
    s = view.size(z)
    for row, up in enumerate(np.arange(0, 8.2, 0.52)):
        offset = 0.0 if row % 2 else 0.55
        for x in np.arange(-19 + offset, 19, 1.1):
            cx, cu = x + 0.5, up + 0.26
            if cu > deck(cx) - 0.5 or (cx / (span + 0.75)) ** 2 + (cu / (rise + 0.75)) ** 2 < 1:
                continue
            tone = ink("#aca58c") * rng.uniform(0.84, 1.10)
            tone = mix(tone, ink("#7a8a5c"), 0.45 * max(0, rng.normal() * 0.5 + (1.5 - cu) * 0.3))
            brush.shape(
                [
                    view.at(x + 0.02, up + 0.02, z),
                    view.at(x + 1.06, up + 0.02, z),
                    view.at(x + 1.06, up + 0.50, z),
                    view.at(x + 0.02, up + 0.50, z),
                ],
                tone,
            )
    for k in range(29):
        a0, a1 = np.pi * k / 29 + 0.006, np.pi * (k + 1) / 29 - 0.006
        tone = ink("#c2b99c") * rng.uniform(0.88, 1.06)
        brush.shape(
            [
                view.at(r * np.cos(a) * span, r2 * np.sin(a) * rise, z - 0.05)
                for r, r2, a in ((1, 1, a0), (1, 1, a1), (1.105, 1.13, a1), (1.105, 1.13, a0))
            ],
            tone,
        )
    for x in xs[:-1]:
        nx = x + xs[1] - xs[0]
        brush.shape(
            [
                view.at(x, deck(x) - 0.10, z - 0.1),
                view.at(nx, deck(nx) - 0.10, z - 0.1),
                view.at(nx, deck(nx) + 0.18, z - 0.1),
                view.at(x, deck(x) + 0.18, z - 0.1),
            ],
            ink("#d9d0b2"),
        )
        brush.shape(
            [
                view.at(x, deck(x) + 0.18, z),
                view.at(nx, deck(nx) + 0.18, z),
                view.at(nx, deck(nx) + 0.85, z),
                view.at(x, deck(x) + 0.85, z),
            ],
            ink("#b9b196"),
        )
        brush.shape(
            [
                view.at(x, deck(x) + 0.82, z),
                view.at(nx, deck(nx) + 0.82, z),
                view.at(nx, deck(nx) + 0.98, z),
                view.at(x, deck(x) + 0.98, z),
            ],
            ink("#e4dcc0"),
        )
    for x in np.arange(-18, 18.1, 1.8):
        u = deck(x)
        brush.shape(
            [
                view.at(x - 0.17, u, z - 0.15),
                view.at(x + 0.17, u, z - 0.15),
                view.at(x + 0.17, u + 1.28, z - 0.15),
                view.at(x - 0.17, u + 1.28, z - 0.15),
            ],
            ink("#d0c7aa"),
        )
        brush.round(*view.at(x, u + 1.36, z - 0.15), s * 0.19, s * 0.17, ink("#e4dcc0"))
    brush.finish(fine * 0.07)
    ivy = stand(rng, bush, 4, sun=(0.5, -0.7))
    for x, up, size in [
        (-7.9, 5.6, 90),
        (-8.6, 4.8, 110),
        (-8.2, 4.0, 80),
        (7.6, 6.3, 80),
        (8.4, 5.6, 70),
        (9.5, 1.2, 100),
        (-9.6, 0.9, 110),
        (-11, 3.0, 90),
        (12, 2.0, 90),
    ]:
        px, py = view.at(x, up, z - 0.2)
        stamp(image, ivy[int(size) % 4], px, py, size, ink("#2c5a35"), ink("#8db35a"))
    image = reflect(
        image, rng, wet * smooth(-2, 2, y - shore), line, ink("#6f9f8a"), 0.74, 14, 1.0, ink("#fbfdf0"), 0.22, 0.04
    )
    image = lay(image, ink("#1f5a50"), wet * smooth(0.70, 1.05, y / h) * 0.5)
    near: list = []
    for x, zz, tall in [(-13.5, 15, 9.5), (-17, 19, 10), (15, 17, 10), (12.3, 14, 5)]:
        near.append(
            Plant(
                x,
                zz,
                tall,
                trees[int(tall) % 6] if tall > 6 else bushes[0],
                ink("#1f4a33"),
                ink("#a5c05c"),
                ink("#4a3a2c"),
                shadow=0.4,
            )
        )
    for x, zz in [(-11.2, 24), (11.5, 24)]:
        near.append(Plant(x, zz, 8.4, willows[0], ink("#4f7f3f"), ink("#cfdc7a"), ink("#4a3a2c"), shadow=0.3))
    for _ in range(70):
        zz = float(rng.uniform(7, 24))
        near.append(
            Plant(
                float(rng.choice([-1, 1]) * (9.4 + abs(rng.normal()) * 1.8)),
                zz,
                rng.uniform(0.6, 1.5),
                bushes[int(rng.integers(0, 5))],
                ink("#23512f"),
                mix(ink("#7fa84c"), ink("#c9cf6e"), rng.random()),
                shadow=0.2,
            )
        )
    plant(image, seen, rng, near, look, mist, 900, 0.3, sun=1)
    return bloom(image, 0.86, 50, 0.25)


PICTURES = {"stone-bridge": Picture(stone_bridge, 106)}
