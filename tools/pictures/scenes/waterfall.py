"""A waterfall in two steps."""

import numpy as np

from ..colour import Array, ink, lay, mix, ramp, smooth
from ..light import blaze, bloom, sky
from ..noise import cloud, noise, skyline, stretch
from ..picture import Picture
from ..ridge import bank, ridges
from ..texture import full, leaves
from ..tree import broadleaf, bush, conifer, stamp, stand
from ..water import reflect


def waterfall(rng: np.random.Generator) -> Array:
    w, h = 2000, 3000
    y, x = np.mgrid[0:h, 0:w].astype(np.float32)
    image = sky(
        rng, w, h, [(0, "#8fb9c4"), (0.12, "#cfe2da"), (0.3, "#eef2e0"), (1, "#c9dcd2")], ink("#fbfaf0"), 0.6, 0.05
    )
    image = blaze(image, 0.60, 0.06, ink("#fffbe6"), 0.5, 0.8)
    mist = ink("#dfebe4")
    image = ridges(
        image,
        rng,
        mist,
        [
            (0.16, 0.03, 0.2, "#9fbfbf", "#c3d5c3", 0.10, 0.6, 2, ((0.40, 0.06, 0.18), (0.90, 0.05, 0.2))),
            (0.23, 0.03, 0.2, "#6d9f98", "#a3c59c", 0.09, 0.8, 5, ((0.16, 0.07, 0.2), (0.70, 0.05, 0.15))),
        ],
    )

    def cliff(edge_points, tones, misty: float, right: bool, top_points) -> None:
        nonlocal image
        rows, cols = np.arange(h, dtype=np.float32), np.arange(w, dtype=np.float32)
        edge = w * np.interp(rows / h, *zip(*edge_points, strict=False)).astype(np.float32) + 34 * skyline(
            rng, h, 330, 7, 0.55, 0.8
        )
        top = (
            h * np.interp(cols / w, *zip(*top_points, strict=False)).astype(np.float32)
            - 24 * np.clip(noise(rng, w, 4, 16, 4)[0] + 0.3, 0, 2)
            - 22 * skyline(rng, w, 300, 5)
        )
        side = (x - edge[:, None]) * (1 if right else -1)
        inside = smooth(-3, 3, side) * smooth(-2, 2, y - top)
        crag = stretch(cloud(rng, w // 2, h // 2, 70, 260, 6, 0.56, ridged=True), w, h)
        facet = np.tanh(np.gradient(stretch(stretch(crag, w // 8, h // 8), w, h), axis=1) * 30) * 1
        shelf = np.tanh(
            np.gradient(stretch(cloud(rng, w // 2, h // 2, 260, 46, 5, 0.6, ridged=True), w, h), axis=0) * 16
        )
        tone = np.clip(0.42 - 0.24 * facet + 0.12 * crag - 0.16 * shelf, 0, 1)
        rock = ramp(tones, tone)
        moss = smooth(
            0.10, 0.55, leaves(rng, w, h, 18) * 0.9 - shelf * 0.35 + crag * 0.35 + 0.10 - 0.25 * smooth(0.3, 0.9, y / h)
        )
        rock = lay(
            rock,
            lay(full("#234d34", w, h), ink("#86a850"), smooth(-0.3, 0.6, leaves(rng, w, h, 8) - facet * 0.4)),
            moss * 0.85,
        )
        rock = lay(rock, mist, np.clip(misty + 0.55 * smooth(0.52, 0.80, y / h), 0, 0.9))
        rock = rock * (1 - 0.35 * np.exp(-np.clip(side, 0, None) / 90))[..., None]
        image = lay(image, rock, inside)

    grey = [(0, "#17282b"), (0.35, "#3d5252"), (0.65, "#7f8a7c"), (0.88, "#b9b79c"), (1, "#dcd6b8")]
    # the wall the water falls from, then its two wings
    cliff(
        [(0, -0.2), (1, -0.2)],
        [(0, "#3a5256"), (0.4, "#64797a"), (0.7, "#94a096"), (1, "#c6c9b4")],
        0.24,
        True,
        [(0, 0.16), (0.30, 0.22), (0.45, 0.262), (0.60, 0.262), (0.72, 0.21), (1, 0.17)],
    )

    def fall(points, width, y0: float, y1: float, strength: float) -> Array:
        """White water between two rows: threads that part and join as they come down."""
        t = np.clip((y / h - y0) / (y1 - y0), 0, 1)
        centre = w * np.interp(t[:, 0], *zip(*points, strict=False))[:, None] + 10 * noise(rng, 4, h, 4, 200)[:, :1]
        half = w * np.interp(t[:, 0], *zip(*width, strict=False))[:, None]
        d = (x - centre) / half
        thread = stretch(cloud(rng, w, h // 8, 16, 60, 4, 0.7), w, h)
        thread = thread + stretch(cloud(rng, w, h // 8, 7, 40, 2, 0.8), w, h) * 0.5
        body = (
            smooth(1.06, 0.72, np.abs(d) + thread * 0.30)
            * smooth(0, 0.012, y / h - y0)
            * smooth(y1 + 0.004, y1 - 0.006, y / h)
        )
        tone = np.clip(0.72 + thread * 0.42 - 0.20 * np.abs(d), 0, 1)
        nonlocal image
        image = lay(
            image, ramp([(0, "#7fa5b3"), (0.45, "#c3dde2"), (0.8, "#f4fafa"), (1, "#ffffff")], tone), body * strength
        )
        return body

    fall([(0, 0.525), (1, 0.515)], [(0, 0.045), (0.5, 0.055), (1, 0.075)], 0.262, 0.545, 0.95)
    image = bank(image, rng, 0.545, 0.022, ink("#f4f9f5"), 0.8)
    cliff(
        [(0, 0.14), (0.20, 0.25), (0.34, 0.29), (0.46, 0.33), (0.57, 0.37), (0.66, 0.36), (0.78, 0.41), (1, 0.44)],
        grey,
        0.06,
        False,
        [(0, 0.13), (0.3, 0.23), (1, 0.9)],
    )
    cliff(
        [(0, 0.88), (0.20, 0.79), (0.36, 0.74), (0.48, 0.71), (0.57, 0.655), (0.66, 0.665), (0.78, 0.60), (1, 0.58)],
        grey,
        0.06,
        True,
        [(0, 0.9), (0.70, 0.24), (1, 0.10)],
    )
    # the middle step
    rows = np.arange(w, dtype=np.float32)
    lip = h * (0.560 + 0.008 * np.sin(rows / 90)) + 8 * skyline(rng, w, 120, 5)
    crag = stretch(cloud(rng, w // 2, h // 2, 80, 120, 6, 0.56, ridged=True), w, h)
    mask = smooth(-2, 2, y - lip) * smooth(0.80, 0.78, y / h) * smooth(0.30, 0.34, x / w) * smooth(0.72, 0.68, x / w)
    image = lay(image, lay(ramp(grey, np.clip(0.34 + 0.3 * crag, 0, 1)), mist, 0.12 + 0 * x), mask)
    fall([(0, 0.50), (0.5, 0.505), (1, 0.49)], [(0, 0.075), (0.4, 0.085), (1, 0.12)], 0.556, 0.775, 0.97)
    # the pool
    shore = h * (0.785 + 0.004 * np.sin(rows / 120))
    water = smooth(-3, 3, y - shore)
    image = reflect(image, rng, water, shore, ink("#3f7f83"), 0.52, 16, 1.1, ink("#f2fbf8"), 0.35, 0.05)
    image = lay(image, ink("#0f4248"), water * smooth(0.80, 1.02, y / h) * 0.55)
    for level, thick, s in ((0.775, 0.035, 0.95), (0.80, 0.02, 0.7)):
        yy = np.exp(-(((y / h - level) / thick) ** 2)) * np.exp(-(((x / w - 0.49) / 0.24) ** 2))
        puff = stretch(cloud(rng, w // 4, h // 4, 80, 40, 5), w, h)
        image = lay(image, ink("#f6fbf7"), np.clip(yy * (0.75 + puff * 0.6), 0, 1) * s)
    for cx, cy, r in (
        (0.20, 0.86, 0.13),
        (0.33, 0.90, 0.07),
        (0.82, 0.87, 0.14),
        (0.70, 0.915, 0.06),
        (0.10, 0.95, 0.16),
        (0.93, 0.97, 0.17),
        (0.55, 0.955, 0.045),
        (0.44, 0.985, 0.05),
    ):
        d = np.hypot((x / w - cx) / r, (y / h - cy) * h / w / (r * 0.52)) + 0.16 * crag + 0.06 * leaves(rng, w, h, 26)
        lump = np.clip(
            0.55 - 0.45 * (x / w - cx) / r * -1 - 0.55 * (y / h - cy) * h / w / (r * 0.5) + crag * 0.22, 0, 1
        )
        stone = lay(
            ramp(grey, lump * 0.85), ink("#5f8a48"), smooth(0.55, 0.95, lump + leaves(rng, w, h, 14) * 0.4) * 0.75
        )
        image = (
            image
            * (1 - 0.45 * smooth(1.25, 0.9, np.hypot((x / w - cx) / r, (y / h - cy - 0.012) * h / w / (r * 0.5))))[
                ..., None
            ]
        )
        image = lay(image, stone, smooth(1.0, 0.97, d) * smooth(0.012, -0.004, y / h - cy - r * 0.16))
    trees, bushes = stand(rng, broadleaf, 5, sun=(0.3, -0.8)), stand(rng, bush, 5, sun=(0.3, -0.8))
    firs = stand(rng, conifer, 4, sun=1)
    for _ in range(46):
        left = rng.random() < 0.5
        px = rng.uniform(0, 0.28) if left else rng.uniform(0.76, 1)
        base = np.interp(px, [0, 0.3], [0.13, 0.23]) if left else np.interp(px, [0.70, 1], [0.24, 0.10])
        stamp(
            image,
            (trees + firs)[int(rng.integers(0, 9))],
            px * w,
            (base + rng.uniform(-0.004, 0.05)) * h,
            rng.uniform(120, 260),
            ink("#1b4431"),
            mix(ink("#6d9a4a"), ink("#a8bb60"), rng.random()),
            mist,
            0.12,
            ink("#3a3128"),
        )
    for _ in range(70):
        left = rng.random() < 0.5
        py = rng.uniform(0.30, 0.84)
        edge = (
            np.interp(py, [0.20, 0.34, 0.46, 0.57, 0.78], [0.25, 0.29, 0.33, 0.37, 0.41]) - 0.03
            if left
            else np.interp(py, [0.20, 0.36, 0.48, 0.57, 0.78], [0.79, 0.74, 0.71, 0.655, 0.60]) + 0.03
        )
        px = edge - rng.uniform(0, 0.3) if left else edge + rng.uniform(0, 0.3)
        stamp(
            image,
            bushes[int(rng.integers(0, 5))],
            px * w,
            py * h,
            rng.uniform(60, 150),
            ink("#1b4a33"),
            mix(ink("#6d9f4a"), ink("#b0c466"), rng.random()),
            mist,
            0.10 + 0.4 * max(0, py - 0.55),
        )
    for px, py, s in (
        (0.0, 1.02, 560),
        (0.12, 1.04, 420),
        (1.0, 1.03, 600),
        (0.88, 1.05, 420),
        (-0.02, 0.93, 430),
        (1.03, 0.92, 430),
    ):
        stamp(image, bushes[int(s) % 5], px * w, py * h, s, ink("#0f2f22"), ink("#4f8240"))
    return bloom(image, 0.88, 50, 0.3)


PICTURES = {"waterfall": Picture(waterfall, 75, warm=0)}
