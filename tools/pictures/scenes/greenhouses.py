"""Vegetable houses by day and lit at dusk."""

import numpy as np

from ..brush import Brush
from ..colour import Array, ink, lay, smooth
from ..ground import Rough, View, relief
from ..house import paint, village
from ..light import blaze, bloom, lamp, sky
from ..noise import cloud
from ..picture import Picture
from ..planting import Plant, coat, plant
from ..ridge import ridges
from ..shed import Skin, arch
from ..texture import full, leaves
from ..tree import broadleaf, stand


def flat_ground(
    rng: np.random.Generator,
    image: Array,
    view: View,
    fields: tuple[str, str, str],
    mist,
    reach: float,
    road: str,
    lane: float = 1.9,
):
    """A valley floor with strips of crop either side of a straight farm road."""
    h, w = image.shape[:2]
    seen = relief(view, lambda x, z: x * 0 + z * 0, 4, 420, slices=700)
    tuft, near = leaves(rng, w, h, 9), np.clip(1.3 - seen.z / 90, 0, 1)
    broad = Rough(rng, 300, 40, 3).at(seen.x, seen.z)
    colour = lay(full(fields[0], w, h), ink(fields[1]), smooth(-0.4, 0.4, broad))
    rows = np.sin(seen.x * 2 * np.pi / 1.2)
    strip = (np.floor(seen.z / 37) + np.floor(seen.x / 9.1)) % 3 == 1
    colour = lay(colour, ink(fields[2]), strip * smooth(-0.2, 0.4, rows + tuft * 0.4) * near * 0.9)
    colour = colour * (1 + 0.16 * tuft * near)[..., None]
    side = np.abs(seen.x)
    colour = lay(colour, ink(fields[1]) * 0.8, smooth(lane + 0.7, lane + 0.5, side))
    colour = lay(
        colour, lay(full(road, w, h), ink(road) * 0.9, smooth(0.1, 0.5, tuft)), smooth(lane + 0.08, lane - 0.08, side)
    )
    joint = np.abs((seen.z / 5) % 1 - 0.5) > 0.488
    colour = lay(colour, ink(road) * 0.82, joint * (side < lane) * near * 0.7)
    return coat(image, seen, colour, mist, reach, 0.9), seen


def greenhouses(rng: np.random.Generator, w: int, h: int, day: bool) -> Array:
    if day:
        image = sky(rng, w, h, [(0, "#5f9fc6"), (0.3, "#b5d5de"), (0.46, "#eef2e6")], ink("#ffffff"), 0.85, 0.16)
        image = blaze(image, 0.2, 0.1, ink("#fffbe8"), 0.35, 0.6)
        mist = ink("#e6efec")
        rows = [
            (0.24, 0.05, 0.13, "#8fb3c8", "#bcd2d2", 0.16, 0.6, 0, ((0.62, 0.12, 0.11), (0.20, 0.07, 0.11))),
            (0.33, 0.05, 0.12, "#5a93a0", "#9bc1a6", 0.15, 0.85, 1, ((0.10, 0.13, 0.10), (0.90, 0.12, 0.10))),
            (0.42, 0.04, 0.14, "#2c6f63", "#7db06a", 0.12, 1, 3, ((0.36, 0.06, 0.10), (0.72, 0.04, 0.10))),
        ]
        skin = Skin(ink("#86a1a6"), ink("#eef4f1"), ink("#9fb2b4"), ink("#c3d2d1"), mist, 210)
        fields, road = ("#86ab5a", "#a9b765", "#4f8a48"), "#dcd6c6"
        dark, lit, look = ink("#1f5038"), ink("#8cb75e"), paint("#fbf6ec", "#46545a", "#e6efec", reach=400)
    else:
        image = sky(
            rng,
            w,
            h,
            [(0, "#16264a"), (0.2, "#3c4d78"), (0.33, "#9a7590"), (0.42, "#e9a37e"), (0.5, "#f9cf98")],
            ink("#d98a86"),
            0.7,
            0.07,
        )
        image = blaze(image, 0.30, 0.44, ink("#ffd58e"), 0.32, 0.8)
        mist = ink("#6b6a8e")
        rows = [
            (0.30, 0.05, 0.13, "#6a6d96", "#a58699", 0.15, 0.6, 0, ((0.72, 0.13, 0.11), (0.12, 0.08, 0.12))),
            (0.37, 0.05, 0.12, "#454e79", "#75698a", 0.14, 0.85, 1, ((0.92, 0.12, 0.10), (0.30, 0.07, 0.10))),
            (0.44, 0.04, 0.14, "#27345a", "#49506f", 0.12, 1, 3, ((0.05, 0.10, 0.10), (0.58, 0.06, 0.10))),
        ]
        skin = Skin(
            ink("#232f4e"), ink("#66709a"), ink("#39446a"), ink("#3a4568"), mist, 260, 1.4, 0.03, ink("#ffc46e")
        )
        fields, road = ("#2d3d4c", "#3a4550", "#22343f"), "#6f7390"
        dark, lit, look = (
            ink("#131f33"),
            ink("#37465a"),
            paint("#7d83a0", "#222b47", "#6b6a8e", lamp="#ffcf80", reach=400, sun=(-0.3, 0.5, 0.6)),
        )
    image = ridges(
        image,
        rng,
        mist,
        rows,
        banks=(1, 2),
        bank_colour=ink("#f6f7ee") if day else ink("#a58aa0"),
        strength=0.9 if day else 0.6,
        sun=-1,
    )
    view = View(w, h, 13, 0.455 if day else 0.47, 0.92, 0.5)
    image, seen = flat_ground(rng, image, view, fields, mist, 330, road)
    trees, things = stand(rng, broadleaf, 5), []
    for k in range(110):
        things.append(
            Plant(
                float(rng.uniform(-230, 230)),
                float(rng.uniform(262, 330)),
                rng.uniform(7, 14),
                trees[k % 5],
                dark,
                lit,
                ink("#3a3028") if day else dark,
                shadow=0,
            )
        )
    spots = [(60, 258), (76, 262), (92, 257), (108, 264), (-120, 258), (-104, 262), (-136, 262), (70, 272), (-60, 275)]
    plant(image, seen, rng, things + village(view, rng, spots, lambda x, z: x * 0, 0.1, 0.75, two=0.7), look, mist, 330)
    brush = Brush(image, (0, int(h * 0.44), w, h), 2)
    blocks = [(196, 246), (140, 186), (100, 131), (70, 92), (44, 63), (22, 38)]
    span, gap = 7.0, 2.1
    lamps = []
    for b, (z1, z2) in enumerate(blocks):
        for col in sorted(range(-17, 17), key=lambda c: -abs(c + 0.5)):
            x0 = 3.6 + col * (span + gap) if col >= 0 else -3.6 - (-col) * (span + gap) + gap
            if abs(x0) > z2 * 0.75 + 14 or ((col * 7 + b * 5) % 11 == 0 and b < 5) or (b == 5 and col in (1, -4)):
                continue
            bright = 0 if day or (col * 5 + b * 3) % 7 in (1, 4) else float(rng.uniform(0.62, 1))
            arch(
                brush,
                view,
                x0,
                span,
                3.2,
                z1,
                z2,
                skin,
                float(rng.uniform(0.95, 1.04)),
                bright,
                phase=float(rng.random()),
            )
            if bright:
                lamps.append((x0 + span / 2, z1))
    brush.finish(cloud(rng, w, h, 6, 6, 2) * 0.03)
    if not day:
        for x, z in lamps:
            px, py = view.at(x, 1.2, z - 1)
            lamp(image, px, py + view.size(z) * 1.4, view.size(z) * 6.5, (1, 0.66, 0.30), 0.42)
        image = bloom(image, 0.62, 36, 0.75, (1.1, 0.85, 0.5))
    return image


def day(rng: np.random.Generator) -> Array:
    return greenhouses(rng, 3000, 1688, True)


def dusk(rng: np.random.Generator) -> Array:
    return greenhouses(rng, 3000, 2000, False)


PICTURES = {"greenhouses-day": Picture(day, 12), "greenhouses-dusk": Picture(dusk, 31, warm=0)}
