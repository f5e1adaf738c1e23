"""A school in its valley."""

import numpy as np

from ..brush import Brush
from ..colour import Array, ink, lay, mix, smooth
from ..ground import View, relief
from ..house import House, paint, village
from ..light import sky
from ..picture import Picture
from ..planting import Plant, Thing, coat, plant
from ..ridge import ridges
from ..texture import full, leaves
from ..tree import broadleaf, bush, conifer, stand


def school(rng: np.random.Generator) -> Array:
    w, h = 3000, 2000
    image = sky(rng, w, h, [(0, "#5b9dcb"), (0.25, "#afd4e2"), (0.42, "#eef3e8")], ink("#ffffff"), 0.95, 0.18)
    mist = ink("#e0ece8")
    image = ridges(
        image,
        rng,
        mist,
        [
            (0.22, 0.05, 0.13, "#8fb6c8", "#bcd4d2", 0.15, 0.6, 0, ((0.60, 0.11, 0.11), (0.20, 0.06, 0.11))),
            (0.31, 0.05, 0.13, "#5c98a0", "#9cc4a6", 0.15, 0.85, 1, ((0.10, 0.13, 0.10), (0.90, 0.11, 0.10))),
            (
                0.41,
                0.06,
                0.14,
                "#2f7663",
                "#7fb268",
                0.18,
                1,
                5,
                ((0.40, 0.10, 0.11), (0.78, 0.07, 0.10), (1.0, 0.11, 0.1)),
            ),
        ],
        banks=(1,),
        strength=0.8,
    )
    view = View(w, h, 42, 0.27, 0.98)

    def height(x, z):
        return 14 * smooth(180, 250, z) + 6 * smooth(85, 130, np.abs(x)) * smooth(80, 140, z)

    seen = relief(view, height, 60, 330, (-0.6, 0.7, -0.3), 1100)
    tuft, near = leaves(rng, w, h, 9), np.clip(1.4 - seen.z / 190, 0, 1)
    colour = lay(full("#6fa04c", w, h), ink("#a5bd5f"), smooth(-0.4, 0.5, tuft))
    # running track: two straights and two half circles round a green field
    cx, cz, half, r0 = -14.0, 106.0, 24.0, 11.0
    dx = np.clip(np.abs(seen.x - cx) - half, 0, None)
    r = np.hypot(dx, (seen.z - cz) * 1.0)
    track = (r < r0 + 6.6) & (r > r0)
    colour = np.where(
        (r <= r0)[..., None], lay(full("#4f9a4c", w, h), ink("#66ad52"), (np.floor((seen.x - cx) / 5.5) % 2)), colour
    )
    colour = np.where(
        track[..., None], lay(full("#c25a42", w, h), ink("#b04c38"), smooth(-0.3, 0.5, tuft) * 0.5), colour
    )
    lines = np.abs(((r - r0) / 1.1) % 1 - 0.5) > 0.5 - 0.055 * (1 + seen.z / 90)
    colour = lay(colour, ink("#f8efe4"), track * lines * 0.85)
    white = (
        (np.abs(seen.x - cx) < 0.16)
        | (np.abs(np.hypot(seen.x - cx, seen.z - cz) - 4.2) < 0.16)
        | (np.abs(r - r0 + 0.4) < 0.15)
    ) & (r < r0)
    colour = lay(colour, ink("#f4f8ee"), white * 0.85)
    court = (np.abs(seen.x - 44) < 8.2) & (np.abs(seen.z - 106) < 13.5)
    colour = np.where(court[..., None], full("#3d86a0", w, h), colour)
    rim = np.maximum(np.abs(seen.x - 44) - 7.0, np.abs(seen.z - 106) - 12.2)
    colour = lay(colour, ink("#c25a42"), court * (rim > 0) * 0.95)
    colour = lay(
        colour,
        ink("#ffffff"),
        court
        * (
            (np.abs(rim) < 0.14)
            | ((np.abs(seen.z - 106) < 0.14) & (rim < 0))
            | (np.abs(np.hypot(seen.x - 44, seen.z - 106) - 2) < 0.13)
        )
        * 0.9,
    )
    yard = (seen.z > 128) & (seen.z < 180) & (np.abs(seen.x - 2) < 62)
    paving = lay(full("#d6ccb4", w, h), ink("#c6b99c"), ((np.floor(seen.x / 3) + np.floor(seen.z / 3)) % 2) * 0.5)
    colour = np.where(yard[..., None], paving, colour)
    colour = lay(colour, ink("#8f959a"), smooth(3.2, 3.0, np.abs(seen.z - 83.5)))
    colour = lay(
        colour, ink("#f4e9c0"), smooth(0.16, 0.1, np.abs(seen.z - 83.5)) * (np.abs((seen.x / 5) % 1 - 0.5) < 0.28)
    )
    colour = lay(colour, ink("#dcd6c6"), (np.abs(np.abs(seen.z - 83.5) - 3.9) < 0.7))
    colour = colour * (0.86 + 0.16 * smooth(0.3, 1, seen.slope) + 0.09 * tuft * near)[..., None]
    image = coat(image, seen, colour, mist, 420, 0.75)
    look = paint(
        "#fdf8ee", "#5d6b70", "#e0ece8", wood="#e6dccb", window="#6f93a5", reach=460, sun=(-0.5, 0.7, -0.6), low=0.70
    )
    things: list = [
        House(-6, 156, 0, 58, 11, 13.2, 0, 0, 4, 15, flat=True, band="#b5543f"),
        House(44, 150, 0, 11, 30, 9.9, 0, 0, 3, 3, flat=True, band="#b5543f"),
        House(-52, 150, 0, 13, 24, 9.9, 0, 0, 3, 4, flat=True, band="#3f7f6f"),
        House(14, 176, 0, 30, 10, 9, 2.6, 0, 3, 8),
    ]
    trees, firs, bushes = stand(rng, broadleaf, 5), stand(rng, conifer, 4), stand(rng, bush, 4)
    for _ in range(230):
        z = float(rng.uniform(184, 300))
        hue = rng.random()
        things.append(
            Plant(
                float(rng.uniform(-0.62, 0.62) * z),
                z,
                rng.uniform(8, 15),
                (trees + firs)[int(hue * 89) % 9],
                ink("#1f5138"),
                mix(ink("#83b058"), ink("#b5c766"), hue),
                ink("#40352a"),
                shadow=0,
            )
        )
    for x in np.arange(-56, 62, 7.6):
        things.append(
            Plant(
                float(x),
                130.5,
                rng.uniform(5, 6.5),
                trees[int(abs(x)) % 5],
                ink("#245a38"),
                ink("#93bb5c"),
                ink("#4a3a2c"),
                shadow=0.3,
            )
        )
    for x in np.arange(-66, 68, 6.3):
        things.append(
            Plant(
                float(x),
                88.6,
                rng.uniform(4.5, 5.8),
                trees[int(abs(x)) % 5],
                ink("#245a38"),
                ink("#a3c462"),
                ink("#4a3a2c"),
                shadow=0.35,
            )
        )
        things.append(
            Plant(float(x + 3), 88.0, 1.2, bushes[int(abs(x)) % 4], ink("#2c6138"), ink("#a3c462"), shadow=0.2)
        )
    things += village(
        view,
        rng,
        [(84, 176), (96, 182), (76, 188), (-86, 178), (-98, 182), (-74, 190), (106, 194), (-108, 196)],
        height,
        0.1,
        two=0.5,
    )

    def hoop(x: float, up: float, z: float) -> None:
        px, py = view.at(x, up, z)
        s = view.size(z)
        brush = Brush(image, (px - 2 * s, py - 5 * s, px + 2 * s, py + 4), 3)
        brush.line([(px, py), (px, py - 3.4 * s)], ink("#56646a"), 0.16 * s)
        brush.shape(
            [
                (px - 0.9 * s, py - 3.0 * s),
                (px + 0.9 * s, py - 3.0 * s),
                (px + 0.9 * s, py - 4.2 * s),
                (px - 0.9 * s, py - 4.2 * s),
            ],
            ink("#fbfbf6"),
        )
        brush.line([(px - 0.3 * s, py - 3.1 * s), (px + 0.3 * s, py - 3.1 * s)], ink("#d9662f"), 0.12 * s)
        brush.finish()

    things += [Thing(44, 118.6, hoop), Thing(44, 93.6, hoop)]
    plant(image, seen, rng, things, look, mist, 420, 0.75)
    return image


PICTURES = {"school-valley": Picture(school, 205)}
