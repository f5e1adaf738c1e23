"""A pine on a cliff before the sun."""

import numpy as np

from ..brush import Brush
from ..colour import Array, ink, lay, mix, ramp, smooth
from ..light import blaze, disc, sky
from ..noise import cloud, noise, skyline, stretch
from ..picture import Picture
from ..ridge import billows, ridges
from ..texture import full, leaves


def lone_pine(rng: np.random.Generator) -> Array:
    w, h = 2000, 2667
    image = sky(
        rng, w, h, [(0, "#b9c9c4"), (0.3, "#e3dfcb"), (0.55, "#f6e3c2"), (1, "#efe3cf")], ink("#f8efdc"), 0.5, 0.06
    )
    image = blaze(image, 0.66, 0.30, ink("#ffe9c0"), 0.40, 0.8)
    image = disc(image, 0.68, 0.285, 205, ink("#e8805a"), 0.88, 4)
    mist = ink("#f3e9d5")
    image = ridges(
        image,
        rng,
        mist,
        [
            (0.52, 0.03, 0.20, "#a9bab4", "#cfcdb4", 0.09, 0.6, 0, ((0.82, 0.10, 0.14), (0.30, 0.05, 0.14))),
            (0.60, 0.03, 0.20, "#7c9a94", "#b3b892", 0.09, 0.8, 0, ((0.56, 0.09, 0.12), (1.0, 0.10, 0.12))),
            (0.70, 0.03, 0.20, "#4f7d78", "#8fa575", 0.10, 0.95, 3, ((0.88, 0.12, 0.13), (0.40, 0.05, 0.12))),
        ],
        sun=1,
        banks=(0, 1),
    )
    image = billows(image, rng, 0.72, 0.03, 0.26, ink("#d6d3c6"), ink("#fbf3e2"), depth=0.06)
    image = billows(image, rng, 0.80, 0.035, 0.30, ink("#c3cac3"), ink("#f8f0e0"), depth=0.08)
    # the cliff: a stepped rock face, its facets lit from the right
    y, x = np.mgrid[0:h, 0:w].astype(np.float32)
    rows = np.arange(h, dtype=np.float32)
    edge = w * np.interp(
        rows / h,
        [0, 0.50, 0.545, 0.56, 0.63, 0.66, 0.74, 0.80, 0.88, 1],
        [-0.2, -0.2, 0.10, 0.36, 0.40, 0.46, 0.44, 0.53, 0.50, 0.62],
    )
    edge = (
        edge + 40 * skyline(rng, h, 260, 7, 0.55, 0.8) * smooth(0.54, 0.58, rows / h) + 10 * noise(rng, h, 4, 16, 4)[0]
    )
    top = h * (0.585 - 0.03 * x[0] / w) + 26 * skyline(rng, w, 260, 6, 0.5, 0.8)
    inside = smooth(3, -3, x - edge[:, None]) * smooth(-3, 3, y - top)
    crag = stretch(cloud(rng, w // 2, h // 2, 90, 170, 6, 0.58, ridged=True), w, h)
    facet = np.tanh(np.gradient(stretch(stretch(crag, w // 8, h // 8), w, h), axis=1) * 26)
    layers_ = np.tanh(np.gradient(stretch(cloud(rng, w // 2, h // 2, 300, 26, 5, 0.6, ridged=True), w, h), axis=0) * 14)
    tone = np.clip(0.40 + 0.30 * facet + 0.13 * crag - 0.10 * layers_, 0, 1)
    rock = ramp([(0, "#1b2a2e"), (0.35, "#3f5354"), (0.62, "#7d8576"), (0.85, "#c2b596"), (1, "#ead9b4")], tone)
    moss = smooth(0.05, 0.5, leaves(rng, w, h, 16) + crag * 0.4 - (y / h - 0.62) * 3)
    rock = lay(rock, lay(full("#2c4a35", w, h), ink("#6d8a4a"), smooth(-0.2, 0.5, leaves(rng, w, h, 9))), moss * 0.7)
    rock = lay(
        rock, mist, smooth(0.80, 1.05, y / h + 0.08 * stretch(cloud(rng, w // 4, h // 4, 100, 40, 4), w, h)) * 0.8
    )
    image = lay(image, rock, inside)
    # the pine: a trunk that leans over the drop, boughs in flat clouds of needles
    spine = [
        (0.255, 0.605),
        (0.275, 0.555),
        (0.262, 0.505),
        (0.300, 0.455),
        (0.345, 0.415),
        (0.352, 0.365),
        (0.395, 0.325),
        (0.462, 0.300),
        (0.500, 0.268),
    ]
    points = np.array(spine) * [w, h]
    t = np.linspace(0, 1, 120)
    knots = np.linspace(0, 1, len(points))
    px, py = np.interp(t, knots, points[:, 0]), np.interp(t, knots, points[:, 1])
    for _ in range(3):
        px[1:-1], py[1:-1] = (px[:-2] + px[1:-1] * 2 + px[2:]) / 4, (py[:-2] + py[1:-1] * 2 + py[2:]) / 4
    boughs = [
        (0.34, (0.52, 0.452), 12),
        (0.50, (0.66, 0.385), 13),
        (0.44, (0.20, 0.405), 10),
        (0.66, (0.59, 0.318), 11),
        (0.60, (0.235, 0.335), 9),
        (0.80, (0.66, 0.262), 9),
        (0.86, (0.36, 0.262), 8),
        (0.99, (0.555, 0.232), 8),
    ]
    brush = Brush(image, (0, 0, w, h * 0.7), 2)

    def limb(xs, ys, r0: float, r1: float) -> None:
        n = len(xs)
        for grow, shift, c in ((1.0, 0, "#2b211d"), (0.72, 0.22, "#5d4434"), (0.34, 0.46, "#94704f")):
            for k in range(n):
                r = mix(r0, r1, k / (n - 1)) * (1 + 0.10 * np.sin(k * 1.9) + 0.08 * np.sin(k * 0.7))
                brush.round(xs[k] + shift * r, ys[k] - shift * r * 0.5, r * grow, r * grow, ink(c))

    for at_, (ex, ey), r in boughs:
        k = int(at_ * 119)
        bx, by = px[k], py[k]
        u = np.linspace(0, 1, 60)
        cx, cy = bx + (ex * w - bx) * u, by + (ey * h - by) * u**0.7 + 26 * np.sin(u * np.pi) + 7 * np.sin(u * 11)
        limb(cx, cy, r * 1.5, 4)
    limb(px, py, 50, 9)
    for k, dx in enumerate((-120, -70, 70, 130)):
        u = np.linspace(0, 1, 30)
        limb(px[0] + dx * u + 12 * np.sin(u * 7), py[0] + 8 + 40 * u + 10 * np.sin(u * 5 + k), 30, 6)
    brush.finish(leaves(rng, w, h, 6) * 0.10)
    pads = []
    for at_, (ex, ey), _ in boughs:
        k = int(at_ * 119)
        side = 1 if ex * w > px[k] else -1
        for j in range(5):
            u = 0.42 + 0.15 * j
            cx, cy = px[k] + (ex * w - px[k]) * u, py[k] + (ey * h - py[k]) * u**0.7 + 26 * np.sin(u * np.pi)
            pads.append((cy, cx + side * 10 * j, rng.uniform(88, 132) * (1.06 - 0.10 * abs(j - 2.4))))
    pads += [(points[-1][1], points[-1][0], 105), (points[-2][1] - 20, points[-2][0] + 20, 95)]
    brush = Brush(image, (0, 0, w, h * 0.62), 2)
    for cy, cx, size in sorted(pads, reverse=True):
        for ring in range(4):
            for _ in range(30):
                a = rng.uniform(0, 2 * np.pi)
                q = rng.uniform(0, 1) ** 0.5
                tx, ty = cx + size * q * np.cos(a), cy - size * 0.04 - ring * size * 0.085 + size * 0.20 * q * np.sin(a)
                tone = ramp(
                    [(0, "#0f2a26"), (0.45, "#1f4a38"), (0.8, "#4f7d4a"), (1, "#a3b565")],
                    np.clip(ring / 4 + 0.22 * (tx - cx) / size + rng.normal() * 0.08, 0, 1),
                )
                for needle in range(9):
                    b = -np.pi / 2 + (needle - 4) * 0.29 + rng.normal() * 0.1
                    length = size * rng.uniform(0.13, 0.21)
                    brush.line([(tx, ty), (tx + np.cos(b) * length, ty + np.sin(b) * length * 0.9)], tone, 2.0)
    brush.finish()
    brush = Brush(image, (0, 0, w, h), 2)
    for bx, by, s in ((0.80, 0.46, 22), (0.845, 0.448, 18), (0.765, 0.475, 15)):
        cx, cy = bx * w, by * h
        brush.line(
            [
                (cx - s, cy - s * 0.5),
                (cx - s * 0.35, cy - s * 0.16),
                (cx, cy),
                (cx + s * 0.35, cy - s * 0.2),
                (cx + s, cy - s * 0.42),
            ],
            ink("#54605c"),
            3,
        )
    brush.finish()
    return image


PICTURES = {"lone-pine": Picture(lone_pine, 74, warm=0.015)}
