"""A village clinic."""

import numpy as np

from ..brush import Brush
from ..colour import Array, ink, lay, mix, smooth
from ..ground import View, relief
from ..house import House, paint, village
from ..light import blaze, sky
from ..picture import Picture
from ..planting import Plant, coat, plant
from ..ridge import ridges
from ..texture import full, leaves
from ..tree import broadleaf, bush, conifer, stand


def clinic(rng: np.random.Generator) -> Array:
    w, h = 3000, 2000
    image = sky(rng, w, h, [(0, "#8ab9d6"), (0.25, "#cfe3e4"), (0.42, "#fbeedd")], ink("#fffaf4"), 0.8, 0.16)
    image = blaze(image, 0.16, 0.16, ink("#fff3da"), 0.4, 0.8)
    mist = ink("#eaeee4")
    image = ridges(
        image,
        rng,
        mist,
        [
            (0.20, 0.05, 0.14, "#a3bfca", "#cbd8d0", 0.15, 0.6, 0, ((0.26, 0.10, 0.12), (0.74, 0.06, 0.12))),
            (0.29, 0.05, 0.13, "#6f9fa3", "#abc7a6", 0.15, 0.85, 2, ((0.84, 0.13, 0.11), (0.44, 0.06, 0.10))),
            (0.40, 0.06, 0.15, "#3f7f68", "#8db468", 0.2, 1, 7, ((0.12, 0.13, 0.12), (0.60, 0.05, 0.12))),
        ],
        banks=(0, 1),
    )
    view = View(w, h, 4.2, 0.45, 1.0)

    def height(x, z):
        return 1.4 * smooth(34, 60, z) + 9 * smooth(48, 100, z) + 3 * smooth(17, 40, np.abs(x)) * smooth(20, 50, z)

    seen = relief(view, height, 5, 130, (-0.6, 0.7, -0.3), 1000)
    tuft, near = leaves(rng, w, h, 10), np.clip(1.4 - seen.z / 60, 0, 1)
    colour = lay(full("#6d9f4c", w, h), ink("#a9c060"), smooth(-0.4, 0.5, tuft))
    yard = (np.abs(seen.x) < 15.5) & (seen.z < 33) & (seen.z > 9.5)
    paving = lay(
        full("#d9cfb8", w, h), ink("#c9bca0"), ((np.floor(seen.x / 1.3) + np.floor(seen.z / 1.3)) % 2) * near * 0.5
    )
    joint = np.maximum(np.abs((seen.x / 1.3) % 1 - 0.5), np.abs((seen.z / 1.3) % 1 - 0.5)) > 0.486
    paving = lay(paving, ink("#a39574"), joint * near * 0.45)
    colour = np.where(yard[..., None], paving, colour)
    colour = lay(colour, lay(full("#8d9296", w, h), ink("#9ba0a2"), smooth(-0.2, 0.5, tuft)), smooth(9.0, 8.9, seen.z))
    colour = lay(colour, ink("#efe8d8"), (np.abs(seen.z - 9.2) < 0.22) * 1.0)
    ramp_ = (np.abs(seen.x - 0) < 2.6) & (seen.z < 31)
    colour = np.where(
        (ramp_ & yard)[..., None],
        lay(full("#b9a98c", w, h), ink("#cbbc9e"), (np.floor(seen.z / 0.65) % 2) * near * 0.6),
        colour,
    )
    bed = (np.abs(np.abs(seen.x) - 8.6) < 4.4) & (np.abs(seen.z - 20.5) < 4.0)
    rim = np.maximum(np.abs(np.abs(seen.x) - 8.6) - 4.4, np.abs(seen.z - 20.5) - 4.0)
    colour = np.where(bed[..., None], lay(full("#5d8f45", w, h), ink("#86ad55"), smooth(-0.3, 0.4, tuft)), colour)
    colour = lay(colour, ink("#f2ebdc"), (np.abs(rim) < 0.16) * 1.0)
    colour = colour * (1 + 0.06 * tuft * near)[..., None]
    image = coat(image, seen, colour, mist, 240, 0.7)
    look = paint(
        "#fdfaf2", "#4f5f63", "#eaeee4", wood="#dfe4dc", window="#6f9aa8", reach=420, sun=(-0.5, 0.7, -0.7), low=0.72
    )
    trees, firs, bushes, flowers = (
        stand(rng, broadleaf, 5, n=260),
        stand(rng, conifer, 4),
        stand(rng, bush, 4),
        stand(rng, bush, 5, fruit=40, size=0.028),
    )
    things: list = [
        House(0, 37.5, 0.3, 24, 9, 7.2, 2.9, 0, 2, 7, band="#3f8f72"),
        House(-17.8, 40, 0.4, 10, 8, 3.7, 2.2, 0, 1, 3, band="#3f8f72"),
        House(18, 40, 0.4, 10, 8, 3.7, 2.2, 0, 1, 3, band="#3f8f72"),
    ]
    for _ in range(90):
        z = float(rng.uniform(48, 110))
        hue = rng.random()
        things.append(
            Plant(
                float(rng.uniform(-0.6, 0.6) * z),
                z,
                rng.uniform(6, 11),
                (trees + firs)[int(hue * 89) % 9],
                ink("#1f5138"),
                mix(ink("#83b058"), ink("#bcca6a"), hue),
                ink("#40352a"),
                shadow=0,
            )
        )
    for x, z, t in ((-25, 33, 9), (25.5, 34, 9.5), (-30, 40, 11), (31, 42, 11), (-14.5, 31, 5.5), (14.5, 31, 5.5)):
        things.append(Plant(x, z, t, trees[int(t) % 5], ink("#215437"), ink("#9cc062"), ink("#4a3a2c"), shadow=0.35))
    tints = ("#e86a8a", "#f6c445", "#fdf6f0", "#c98fd6", "#ef7f4a")
    for side in (-1, 1):
        for i in range(11):
            for j in range(8):
                x, z = side * 8.6 + (i - 5) * 0.78 + rng.normal() * 0.1, 20.5 + (j - 3.5) * 1.0 + rng.normal() * 0.12
                things.append(
                    Plant(
                        float(x),
                        float(z),
                        rng.uniform(0.75, 1.0),
                        flowers[(i + j) % 5],
                        ink("#2c6138"),
                        ink("#8fb85a"),
                        fruit=ink(tints[(j // 2 + (side > 0) * 2) % 5]),
                        shadow=0.2,
                    )
                )
    for x in np.arange(-22, 22.1, 0.72):
        if abs(x) > 3.2:
            things.append(
                Plant(float(x), 10.4, 0.95, bushes[int(abs(x * 9)) % 4], ink("#255a36"), ink("#9cc25e"), shadow=0.25)
            )
    things += village(view, rng, [(-38, 70), (-30, 76), (40, 72), (48, 78), (33, 82), (-46, 82)], height, 0.1, two=0.5)
    plant(image, seen, rng, things, look, mist, 240, 0.7)
    # porch over the door: two columns, a slab, a low flight of steps
    brush = Brush(image, (0, h * 0.2, w, h * 0.8), 3)
    zf, zb = 29.6, 33.0
    for step in range(3):
        up, z = 0.15 * (step + 1), zf - 0.8 + 0.35 * step
        brush.shape(
            [view.at(-3.6, up, z), view.at(3.6, up, z), view.at(3.6, up, zb), view.at(-3.6, up, zb)], ink("#e6dfce")
        )
        brush.shape(
            [view.at(-3.6, up - 0.15, z), view.at(3.6, up - 0.15, z), view.at(3.6, up, z), view.at(-3.6, up, z)],
            ink("#b9b09a"),
        )
    brush.shape(
        [view.at(-2.1, 0.45, zb), view.at(2.1, 0.45, zb), view.at(2.1, 3.1, zb), view.at(-2.1, 3.1, zb)], ink("#3f6a72")
    )
    for u in (-2.1, -1.05, 0, 1.05, 2.1):
        brush.line([view.at(u, 0.45, zb), view.at(u, 3.1, zb)], ink("#eef0e6"), 7)
    brush.line([view.at(-2.1, 3.1, zb), view.at(2.1, 3.1, zb)], ink("#eef0e6"), 7)
    for x in (-3.1, 3.1):
        brush.shape(
            [
                view.at(x - 0.24, 0.45, zf),
                view.at(x + 0.24, 0.45, zf),
                view.at(x + 0.24, 3.5, zf),
                view.at(x - 0.24, 3.5, zf),
            ],
            ink("#f6f2e6"),
        )
        brush.shape(
            [
                view.at(x + 0.08, 0.45, zf),
                view.at(x + 0.24, 0.45, zf),
                view.at(x + 0.24, 3.5, zf),
                view.at(x + 0.08, 3.5, zf),
            ],
            ink("#cdc9ba"),
        )
    brush.shape(
        [
            view.at(-4, 3.5, zf - 0.3),
            view.at(4, 3.5, zf - 0.3),
            view.at(4, 4.15, zf - 0.3),
            view.at(-4, 4.15, zf - 0.3),
        ],
        ink("#3f8f72"),
    )
    brush.shape(
        [
            view.at(-4, 3.5, zf - 0.3),
            view.at(4, 3.5, zf - 0.3),
            view.at(4, 3.62, zf - 0.3),
            view.at(-4, 3.62, zf - 0.3),
        ],
        ink("#2f6f58"),
    )
    brush.shape(
        [view.at(-4, 4.15, zf - 0.3), view.at(4, 4.15, zf - 0.3), view.at(4, 4.15, zb), view.at(-4, 4.15, zb)],
        ink("#e0e4d8"),
    )
    brush.finish()
    return image


PICTURES = {"clinic": Picture(clinic, 206)}
