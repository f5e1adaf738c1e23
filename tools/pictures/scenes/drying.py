"""The harvest drying on racks."""

import numpy as np

from ..brush import Brush
from ..colour import Array, ink, lay, mix, smooth
from ..ground import View, relief
from ..house import paint, village
from ..light import blaze, sky
from ..noise import cloud, stretch
from ..picture import Picture
from ..planting import Plant, coat, plant
from ..ridge import bank, ridges
from ..texture import full, leaves
from ..tree import broadleaf, stand


def drying(rng: np.random.Generator) -> Array:
    w, h = 3000, 2000
    image = sky(rng, w, h, [(0, "#7fb0d0"), (0.22, "#c9dee2"), (0.4, "#fdeccb")], ink("#fffaf0"), 0.7, 0.14)
    image = blaze(image, 0.80, 0.14, ink("#fff0c4"), 0.4, 0.85)
    mist = ink("#f3e8d2")
    image = ridges(
        image,
        rng,
        mist,
        [
            (0.24, 0.05, 0.14, "#a5bcc6", "#d6d3bd", 0.15, 0.6, 0, ((0.34, 0.11, 0.12), (0.70, 0.06, 0.12))),
            (0.33, 0.05, 0.13, "#7f9f9c", "#c9b97f", 0.15, 0.85, 2, ((0.14, 0.12, 0.11), (0.88, 0.11, 0.10))),
            (0.43, 0.05, 0.15, "#5d7f5c", "#c98f45", 0.15, 1, 6, ((0.56, 0.09, 0.11),)),
        ],
        sun=1,
        leaf=0.5,
        banks=(0, 1, 2),
        bank_colour=ink("#fcf4e2"),
    )
    view = View(w, h, 6.2, 0.40, 0.9)
    seen = relief(
        view,
        lambda x, z: -5.5 * smooth(20.4, 20.7, z) - 0.03 * np.clip(z - 40, 0, 99) + 9 * smooth(70, 150, z),
        4,
        170,
        slices=1200,
    )
    tuft = leaves(rng, w, h, 12)
    yard = lay(
        full("#c9b48c", w, h), ink("#b39c74"), smooth(-0.3, 0.6, stretch(cloud(rng, w // 2, h // 2, 200, 60, 5), w, h))
    )
    slab = np.maximum(np.abs((seen.x / 2.6) % 1 - 0.5), np.abs((seen.z / 2.6) % 1 - 0.5)) > 0.490
    yard = lay(yard, ink("#8d7652"), slab * 0.55) * (1 + 0.05 * tuft)[..., None]
    yard = yard * (1 - 0.10 * smooth(12, 5, seen.z))[..., None]
    far_ = lay(
        full("#a9a04f", w, h), ink("#d9b64f"), smooth(-0.3, 0.4, np.sin(seen.x / 6 + np.floor(seen.z / 9)) + tuft * 0.4)
    )
    colour = np.where((seen.z < 20.5)[..., None], yard, far_)
    image = coat(image, seen, colour, mist, 190, 0.8)
    trees = stand(rng, broadleaf, 5, sun=(0.55, -0.7))
    look = paint("#fbf3e0", "#4b5152", "#f3e8d2", wood="#7d5638", reach=230, sun=(0.6, 0.7, -0.4))
    things: list = []
    for _ in range(70):
        z = float(rng.uniform(44, 150))
        hue = rng.random()
        lit = (ink("#e0a03a"), ink("#c9622f"), ink("#a9b058"), ink("#f0c858"))[int(hue * 4)]
        things.append(
            Plant(
                float(rng.uniform(-0.6, 0.6) * z),
                z,
                rng.uniform(5, 9),
                trees[int(hue * 97) % 5],
                lit * 0.5,
                lit,
                ink("#4a3a2c"),
                shadow=0.2,
            )
        )
    houses = village(
        view,
        rng,
        [(-18, 52), (-6, 56), (8, 54), (20, 58), (31, 55), (-30, 60), (2, 68), (16, 72), (-14, 72), (38, 74)],
        seen.height,
        0.1,
        two=0.5,
    )
    plant(image, seen, rng, things + houses, look, mist, 190, 0.8, sun=1)
    image = bank(image, rng, 0.50, 0.02, ink("#fcf4e2"), 0.4)
    # the yard's edge wall
    brush = Brush(image, (0, h * 0.3, w, h), 2)
    for k in range(48):
        xa, xb = -20 + k * 0.85, -20 + (k + 1) * 0.85
        for r in range(2):
            s = 0.42 * (r % 2)
            brush.shape(
                [
                    view.at(xa + s, r * 0.32, 20.3),
                    view.at(xb + s - 0.03, r * 0.32, 20.3),
                    view.at(xb + s - 0.03, r * 0.32 + 0.30, 20.3),
                    view.at(xa + s, r * 0.32 + 0.30, 20.3),
                ],
                ink("#a39a84") * rng.uniform(0.86, 1.08),
            )
    brush.shape(
        [view.at(-21, 0.64, 20.3), view.at(21, 0.64, 20.3), view.at(21, 0.64, 20.9), view.at(-21, 0.64, 20.9)],
        ink("#d8ceb4"),
    )
    brush.finish()
    heaps = [
        ("#b3241a", "#e8482c"),
        ("#e8a320", "#fbd25a"),
        ("#b3241a", "#e8482c"),
        ("#7c4a24", "#b3783e"),
        ("#d9c48a", "#f6e8bc"),
        ("#5f7f3a", "#96b35a"),
        ("#e8751f", "#f9a24a"),
    ]

    def tray(x: float, up: float, z: float, r: float, kind: int) -> None:
        px, py = view.at(x, up, z)
        s = view.size(z)
        flat = (view.up - up) / z * 1.06
        brush = Brush(
            image, (px - s * r * 1.3, py - s * r * flat - 20, px + s * r * 1.3, py + s * r * flat + s * 0.3), 3
        )
        brush.round(px, py + s * 0.10, r * s, r * s * flat, ink("#6b4c28"))
        brush.round(px, py, r * s * 1.03, r * s * 1.03 * flat, ink("#c99a56"))
        brush.round(px, py, r * s * 0.96, r * s * 0.96 * flat, ink("#e0bb78"))
        brush.round(px, py + 0.02 * s, r * s * 0.91, r * s * 0.91 * flat, ink("#9a7340"))
        dark, light = (ink(c) for c in heaps[kind])
        brush.round(px, py + 0.02 * s, r * s * 0.86, r * s * 0.86 * flat, mix(dark, light, 0.25))
        for _ in range(150):
            a, q = rng.uniform(0, 2 * np.pi), rng.uniform(0, 1) ** 0.5 * 0.82
            cx, cy = px + np.cos(a) * q * r * s, py + np.sin(a) * q * r * s * flat - 0.02 * s
            tone = mix(dark, light, np.clip(rng.random() * 0.8 + 0.25 * np.cos(a), 0, 1))
            if kind in (0, 2):
                b = rng.uniform(-0.6, 0.6) + rng.choice([0, np.pi])
                d = 0.10 * s
                brush.line([(cx, cy), (cx + np.cos(b) * d, cy + np.sin(b) * d * 0.5)], tone, max(1.4, 0.035 * s))
            else:
                brush.round(cx, cy, 0.042 * s, 0.034 * s, tone)
        brush.finish()

    def rack(x0: float, x1: float, z: float, kinds: list[int]) -> None:
        """A two-step stand of poles that carries trays."""
        for up, dz in ((1.55, 0.75), (0.80, -0.35)):
            brush = Brush(image, (0, h * 0.3, w, h), 2)
            n = int((x1 - x0) / 1.75)
            for i in range(n + 1):
                x = x0 + (x1 - x0) * i / n
                for q in (z + dz + 0.48, z + dz - 0.48):
                    brush.line(
                        [view.at(x, 0, q), view.at(x, up - 0.05, q)],
                        ink("#7d5a34") * (0.9 if q > z + dz else 1.1),
                        max(2, view.size(q) * 0.075),
                    )
            for q, c in ((z + dz + 0.48, "#8a6238"), (z + dz - 0.48, "#b3854e")):
                brush.line(
                    [view.at(x0 - 0.3, up - 0.06, q), view.at(x1 + 0.3, up - 0.06, q)],
                    ink(c),
                    max(2, view.size(q) * 0.085),
                )
            brush.finish()
            for i in range(n):
                tray(x0 + (x1 - x0) * (i + 0.5) / n, up, z + dz, 0.80, kinds[(i + (up > 1) * 2) % len(kinds)])

    rack(-12.4, 2.0, 16.6, [0, 1, 4, 2, 5, 3])
    rack(3.6, 13.8, 15.6, [1, 6, 0, 3, 1])
    for x, z, kind in [(-2.6, 13.0, 3), (0.2, 12.2, 4), (6.4, 11.5, 0)]:
        tray(x, 0.12, z, 0.95, kind)
    rack(-9.6, -0.9, 10.6, [1, 0, 6, 2, 4])
    # pumpkins on the ground
    brush = Brush(image, (0, h * 0.5, w, h), 3)
    for x, z in sorted(
        [(4.2, 9.4), (5.2, 9.0), (4.7, 8.3), (6.2, 9.6), (6.0, 8.5), (3.4, 8.6), (5.4, 7.8), (7.1, 8.9)],
        key=lambda p: -p[1],
    ):
        px, py = view.at(x, 0, z)
        s = view.size(z) * rng.uniform(0.9, 1.15)
        brush.round(px + 0.1 * s, py, 0.52 * s, 0.14 * s, ink("#5a4630"), 0.6)
        for k, u in enumerate((-0.30, 0.30, -0.17, 0.17, 0)):
            brush.round(
                px + u * s,
                py - 0.26 * s,
                0.22 * s,
                0.27 * s,
                mix(ink("#c9641a"), ink("#f6a83c"), np.clip(0.35 + u * 0.9 + 0.12 * (k == 4), 0, 1)),
            )
        brush.round(px + 0.09 * s, py - 0.38 * s, 0.07 * s, 0.06 * s, ink("#ffd58a"))
        brush.line([(px, py - 0.50 * s), (px + 0.05 * s, py - 0.64 * s)], ink("#5f6b34"), 0.07 * s)
    brush.finish()
    # the eaves we look out from, hung with corn and chillies
    brush = Brush(image, (0, 0, w, h * 0.75), 2)
    brush.shape([(0, 0), (w, 0), (w, 58), (0, 96)], ink("#3a2a20"))
    for k in range(26):
        x = k * w / 25
        brush.shape([(x - 20, 0), (x + 20, 0), (x + 17, 128 - k * 1.6), (x - 17, 130 - k * 1.6)], ink("#5d432e"))
        brush.shape([(x - 20, 0), (x - 8, 0), (x - 7, 128 - k * 1.6), (x - 17, 130 - k * 1.6)], ink("#86623f"))
    brush.shape([(0, 118), (w, 78), (w, 118), (0, 162)], ink("#6b4c30"))
    brush.line([(0, 120), (w, 80)], ink("#a97c4c"), 7)
    for k, x in enumerate(np.concatenate([np.arange(70, 900, 128), np.arange(2080, 2990, 128)])):
        top = 150 - 42 * x / w
        length = 470 - 0.52 * min(x, w - x) + rng.uniform(-30, 30)
        if length < 150:
            continue
        if k % 3 == 1:
            for _ in range(int(length / 2.0)):
                v = rng.uniform(0, 1)
                a = np.pi / 2 + rng.normal() * 0.55
                cx, cy = x + rng.normal() * 17, top + 20 + v * length * 0.9
                d = rng.uniform(34, 54)
                tone = mix(ink("#8f1812"), ink("#f04a2c"), np.clip(0.4 + rng.normal() * 0.25 + (cx - x) / 70, 0, 1))
                brush.line(
                    [
                        (cx, cy),
                        (cx + np.cos(a) * d * 0.5, cy + np.sin(a) * d * 0.55),
                        (cx + np.cos(a + 0.2) * d, cy + np.sin(a + 0.2) * d),
                    ],
                    tone,
                    9,
                )
        else:
            rows = int(length / 58)
            for r in range(rows):
                cy = top + 34 + r * 58
                for side in (-1, 1, -0.35, 0.35):
                    cx = x + side * 24
                    lean = side * 17
                    tone = mix(ink("#c98414"), ink("#fbcb4a"), np.clip(0.45 + side * 0.32 + rng.normal() * 0.08, 0, 1))
                    pts = [(cx, cy), (cx + lean, cy + 78)]
                    brush.line(pts, tone * 0.8, 27)
                    brush.round(cx + lean, cy + 78, 13, 15, tone * 0.8)
                    brush.line([(cx + 3, cy), (cx + lean + 3, cy + 80)], tone, 18)
                    for q in np.linspace(0.1, 1, 8):
                        brush.line(
                            [(cx + lean * q - 11, cy + 78 * q), (cx + lean * q + 11, cy + 78 * q)], tone * 0.84, 2
                        )
                brush.shape([(x - 26, cy + 6), (x, cy - 26), (x + 26, cy + 6), (x, cy + 18)], ink("#e9ddb0"))
            brush.line([(x, top - 20), (x, top + 40)], ink("#8a6a42"), 6)
    brush.finish(tuft * 0.05)
    return image


PICTURES = {"drying-harvest": Picture(drying, 204, warm=0.02)}
