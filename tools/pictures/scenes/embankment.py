"""The new embankment and its walk."""

import numpy as np

from ..brush import Brush
from ..colour import Array, ink, lay, mix, smooth
from ..ground import View, relief
from ..house import House, paint
from ..light import blaze, sky
from ..picture import Picture
from ..planting import Plant, Thing, coat, plant
from ..ridge import ridges
from ..street import lamp_post
from ..texture import full, leaves
from ..tree import broadleaf, bush, stand, willow
from ..water import reflect


def embankment(rng: np.random.Generator) -> Array:
    w, h = 3000, 1688
    image = sky(rng, w, h, [(0, "#6fa8cc"), (0.3, "#c0dce4"), (0.48, "#f4f0e0")], ink("#ffffff"), 0.85, 0.15)
    image = blaze(image, 0.24, 0.18, ink("#fffbe6"), 0.35, 0.6)
    mist = ink("#e4ecea")
    image = ridges(
        image,
        rng,
        mist,
        [
            (0.30, 0.05, 0.12, "#96b7c8", "#c2d4d2", 0.16, 0.6, 0, ((0.28, 0.13, 0.10), (0.70, 0.07, 0.10))),
            (0.38, 0.05, 0.12, "#6298a3", "#a0c2aa", 0.15, 0.85, 1, ((0.06, 0.12, 0.09), (0.52, 0.09, 0.09))),
            (0.45, 0.04, 0.13, "#357a70", "#82b074", 0.12, 1, 4, ((0.34, 0.06, 0.10), (0.95, 0.12, 0.10))),
        ],
        banks=(1, 2),
    )
    view = View(w, h, 7.6, 0.46, 0.80, 0.50)

    def shift(z):
        return 0.0011 * np.clip(z - 10, 0, None) ** 2

    def height(x, z):
        u = x + shift(z) - 1.5
        level = np.where(u > 0, 0, np.clip(u * 0.55, -4, 0))
        far = np.clip((-u - 62) * 0.5, 0, 3.4) + 6 * smooth(70, 150, -u)
        back = 7 * smooth(14, 70, u)
        return level + np.where(u < -40, far, 0) + np.where(u > 8, back, 0)

    seen = relief(view, height, 4, 420, (-0.6, 0.6, -0.2), 1500)
    u = seen.x + shift(seen.z) - 1.5
    tuft, near = leaves(rng, w, h, 8), np.clip(1.4 - seen.z / 80, 0, 1)
    grass = lay(full("#6f9f4c", w, h), ink("#a9bd60"), smooth(-0.4, 0.5, tuft))
    colour = grass
    # the revetment: grassed frames of concrete
    frame = (
        np.maximum(
            np.abs(((u * 1.14 + seen.z * 0.5) / 2.4) % 1 - 0.5), np.abs(((u * 1.14 - seen.z * 0.5) / 2.4) % 1 - 0.5)
        )
        > 0.455
    )
    slope = (u <= 0) * (u > -7.4)
    colour = np.where(
        slope[..., None],
        lay(
            lay(full("#7ea557", w, h), ink("#5d8f48"), smooth(-0.3, 0.5, tuft)),
            ink("#d3d0c0"),
            frame * 0.92 * np.clip(near + 0.35, 0, 1),
        ),
        colour,
    )
    colour = lay(colour, ink("#c9c5b4"), smooth(-6.6, -6.75, u) * (u > -7.5))
    colour = lay(colour, ink("#ded9c8"), (u > 0) * (u < 0.5))
    paving = lay(full("#d8ccb0", w, h), ink("#c2b28f"), (np.floor(seen.z / 1.1) + np.floor(u / 1.1)) % 2 * near * 0.5)
    colour = np.where(((u >= 0.5) & (u < 4.6))[..., None], paving, colour)
    colour = lay(colour, ink("#b4553f"), ((u >= 5.0) & (u < 7.6)) * 0.85)
    colour = lay(colour, ink("#f2eadb"), (np.abs(u - 6.3) < 0.07) * (np.abs((seen.z / 4) % 1 - 0.5) < 0.25) * near)
    water = (u <= -7.3) * (u > -66) * (seen.up < -3.9)
    image = coat(image, seen, colour * (0.84 + 0.2 * smooth(0.2, 0.9, seen.slope))[..., None], mist, 460, 0.7)
    trees, willows, bushes = stand(rng, broadleaf, 5), stand(rng, willow, 5), stand(rng, bush, 4)
    things: list = []
    for k, z in enumerate(np.geomspace(21, 200, 10)):
        things.append(
            Plant(
                float(1.5 + 10.8 - shift(z)),
                float(z),
                rng.uniform(6.4, 7.6),
                willows[k % 5],
                ink("#4f8040"),
                ink("#c6da78"),
                ink("#4a3a2c"),
                shadow=0.30,
            )
        )
    for _ in range(130):
        z = float(rng.uniform(60, 400))
        v = -rng.uniform(68, 150) if rng.random() < 0.7 else rng.uniform(18, 90)
        things.append(
            Plant(
                float(v + 1.5 - shift(z)),
                z,
                rng.uniform(6, 12),
                trees[int(rng.integers(0, 5))],
                ink("#235440"),
                mix(ink("#86b061"), ink("#b5c46c"), rng.random()),
                ink("#4c3d2c"),
                shadow=0,
            )
        )
    for z in np.geomspace(8, 120, 40):
        things.append(
            Plant(
                float(1.5 + 8.3 - shift(z)),
                float(z),
                rng.uniform(0.8, 1.1),
                bushes[int(z * 7) % 4],
                ink("#2c6138"),
                ink("#9ac060"),
                shadow=0.3,
            )
        )
    for k in range(22):
        z = 130 + k * 11.0
        v = -74 - rng.uniform(0, 22)
        x = float(v + 1.5 - shift(z))
        things.append(
            House(
                x,
                z,
                float(height(np.float32(x), np.float32(z))) - 0.4,
                rng.uniform(10, 14),
                8,
                float(rng.choice([5.8, 8.6, 6.2])),
                2.4,
                0.5 + rng.normal() * 0.15,
                2,
                4,
            )
        )

    def post(x: float, up: float, z: float) -> None:
        brush = Brush(
            image,
            (view.at(x, 0, z)[0] - 200, view.at(x, 2, z)[1] - 20, view.at(x, 0, z)[0] + 200, view.at(x, 0, z)[1] + 10),
            2,
        )
        dz = min(2.2, z * 0.16)
        zb = z + dz
        xb = x - float(shift(zb) - shift(z))
        tone = mix(ink("#f4f0e4"), mist, float(np.clip(1 - np.exp(-z / 460), 0, 0.7)))
        for up_ in (0.98, 0.55):
            brush.line([view.at(x, up_, z), view.at(xb, up_, zb)], tone, max(1, view.size(z) * 0.07))
        brush.line([view.at(x, 0, z), view.at(x, 1.12, z)], tone * 0.92, max(1.2, view.size(z) * 0.15))
        brush.finish()

    z = 6.2
    while z < 150:
        things.append(Thing(float(1.5 + 0.25 - shift(z)), float(z), post))
        z += min(2.2, z * 0.16)
    look = paint("#fbf6ea", "#4a5458", "#e4ecea", reach=420)
    plant(image, seen, rng, things, look, mist, 460, 0.7)
    for z in np.geomspace(16, 140, 9)[::-1]:
        lamp_post(image, view, float(1.5 + 4.9 - shift(z)), 0, float(z), 4.2, ink("#4a5356"))
    bank_row = np.full(w, view.at(0, -4, 200)[1], np.float32)
    image = reflect(
        image, rng, smooth(0.2, 0.8, water * 1.0), bank_row, ink("#7fb0b0"), 0.62, 14, 0.9, ink("#fbfdf6"), 0.30, 0.05
    )
    deep = np.clip((np.arange(h)[:, None] / h - 0.5) / 0.5, 0, 1)
    image = lay(image, ink("#4f8f95"), water * deep * 0.40)
    return image


PICTURES = {"embankment": Picture(embankment, 104)}
