"""Mushroom sheds under black net in the morning."""

import numpy as np

from ..brush import Brush
from ..colour import Array, ink, lay, smooth
from ..ground import Rough, View, relief
from ..house import paint, village
from ..light import blaze, bloom, sky
from ..picture import Picture
from ..planting import Plant, coat, plant
from ..ridge import bank, ridges
from ..shed import Skin, arch
from ..solid import box
from ..texture import full, leaves
from ..tree import broadleaf, conifer, stand


def mushroom_sheds(rng: np.random.Generator) -> Array:
    w, h = 3000, 2000
    image = sky(rng, w, h, [(0, "#a9bcc0"), (0.22, "#dde0d4"), (0.42, "#f8e8c8")], ink("#f8f0de"), 0.6)
    image = blaze(image, 0.70, 0.20, ink("#ffecc0"), 0.42, 0.9)
    mist = ink("#eee8d6")
    image = ridges(
        image,
        rng,
        mist,
        [
            (0.24, 0.05, 0.13, "#aebfbb", "#d5d5bd", 0.15, 0.6, 0, ((0.30, 0.11, 0.11), (0.86, 0.10, 0.10))),
            (0.33, 0.05, 0.13, "#7d9c94", "#b8be93", 0.15, 0.85, 2, ((0.60, 0.10, 0.10), (0.05, 0.12, 0.10))),
            (0.43, 0.05, 0.14, "#4b7468", "#93a267", 0.14, 1, 5, ((0.92, 0.14, 0.11), (0.22, 0.07, 0.10))),
        ],
        sun=1,
        banks=(0, 1, 2),
        bank_colour=ink("#faf3e0"),
        strength=0.95,
    )
    view = View(w, h, 17, 0.40, 0.95, 0.52)

    def height(x, z):
        return 6 * smooth(60, 190, z) + 5 * smooth(20, 120, np.abs(x)) + 0.6 * np.sin(x / 23) + 0.02 * z

    seen = relief(view, height, 10, 240, (0.7, 0.5, 0.1), 1000)
    tuft, broad = leaves(rng, w, h, 9), Rough(rng, 260, 30, 4).at(seen.x, seen.z)
    colour = lay(full("#7c8f4e", w, h), ink("#a79f63"), smooth(-0.3, 0.4, broad + tuft * 0.2))
    colour = (
        colour * (0.80 + 0.3 * smooth(0.2, 0.9, seen.slope) + 0.14 * tuft * np.clip(1.3 - seen.z / 90, 0, 1))[..., None]
    )
    lane = np.abs(seen.x - 1.5 - 6 * np.sin(seen.z / 60))
    colour = lay(
        colour, lay(full("#d8c9a4", w, h), ink("#bfae88"), smooth(-0.2, 0.5, tuft)), smooth(2.3, 1.9, lane + tuft * 0.2)
    )
    image = coat(image, seen, colour, mist, 230, 0.8)
    trees, firs, things = stand(rng, broadleaf, 4, sun=(0.55, -0.7)), stand(rng, conifer, 4, sun=1), []
    for k in range(90):
        x, z = float(rng.uniform(-170, 170)), float(rng.uniform(165, 232))
        things.append(
            Plant(
                x,
                z,
                rng.uniform(8, 16),
                (trees + firs)[k % 8],
                ink("#26483c"),
                ink("#9aa860"),
                ink("#40352a"),
                shadow=0,
            )
        )
    spots = [(66, 150), (78, 154), (90, 149), (-84, 160), (-72, 164)]
    plant(
        image,
        seen,
        rng,
        things + village(view, rng, spots, height, -0.15, two=0.3),
        paint("#f3ead6", "#4a4f4c", "#eee8d6", reach=300, sun=(0.7, 0.6, -0.2)),
        mist,
        230,
        sun=1,
    )
    skin = Skin(ink("#17211f"), ink("#59655f"), ink("#2b3634"), ink("#8b7a5c"), mist, 190, 2.05, 0.05)
    net, look = skin, []
    for b, (z1, z2) in enumerate([(122, 150), (88, 114), (60, 81), (37, 54), (19, 31.5)]):
        for col in sorted(range(-9, 9), key=lambda c: -abs(c + 0.5)):
            x0 = 4.2 + col * 8.4 if col >= 0 else -4.2 - (-col) * 8.4 + 1.6 + 1.0
            x0 += 1.5 + 6 * np.sin(z1 / 60)
            if abs(x0 + 3.4) > z2 * 0.62 + 6 or (b, col) in ((4, 1), (3, -3), (2, 2)):
                continue
            look.append((z1, z2, x0))
    for n, (z1, z2, x0) in enumerate(look):
        brush = Brush(image, (0, int(h * 0.42), w, h), 2)
        arch(
            brush,
            view,
            x0,
            6.8,
            3.3,
            z1,
            z2,
            net,
            float(rng.uniform(0.9, 1.1)),
            hoops=2.5,
            up=float(height(np.float32(x0 + 3.4), np.float32(z1))),
        )
        brush.finish()
        if n + 1 == len(look) or look[n + 1][0] != z1:
            level = (view.at(0, height(np.float32(0), np.float32(z1)), z1)[1] + 4) / h
            image = bank(image, rng, level - 0.012, 0.022, ink("#fbf4e2"), 0.55 if z1 > 30 else 0.0)
    image = bloom(image, 0.80, 60, 0.3)
    for x, z in ((1.5 + 8.6 + 3.6, 27), (15.5, 23), (16.2, 25.5)):
        for j in range(4):
            box(
                image,
                view,
                x,
                float(height(np.float32(x), np.float32(z))) + j * 0.28,
                z,
                1.5,
                0.26,
                0.9,
                ink("#b58c58") * (1 - 0.06 * (j % 2)),
                ink("#8a683f"),
                ink("#cba670"),
            )
    return image


PICTURES = {"mushroom-sheds-morning": Picture(mushroom_sheds, 14)}
