"""A wood in late autumn."""

import numpy as np

from ..brush import Brush
from ..colour import Array, ink, lay, ramp, smooth
from ..light import beams, bloom
from ..picture import Picture
from ..weather import flakes
from ..wood import trunks


def autumn_wood(rng: np.random.Generator) -> Array:
    w, h = 2000, 3000
    image = trunks(
        rng,
        w,
        h,
        sky="#fbefcf",
        deep="#f0cf8c",
        glow="#fffbe4",
        bark="#2f2019",
        leaf="#b0662a",
        grass="#e0a23c",
        near=1.1,
        ground=(0.58, 0.84),
        light=(0.62, 0.26),
        crowns=("#f9dd7f", "#f4c13f", "#f0a12c", "#e67a22", "#d2521f", "#a93a1c"),
        counts=(20, 16, 12, 8, 5, 3),
        path=(0.58, 0.15),
        thick=44,
        roof=1.05,
    )
    y, x = np.mgrid[0:h, 0:w].astype(np.float32)
    # fallen leaves, bright where the light comes through
    v = np.clip((y / h - 0.70) / 0.30, 0, 1)
    brush = Brush(image, (0, int(h * 0.66), w, h), 2)
    for _ in range(5200):
        t = rng.uniform(0, 1) ** 0.7
        px, py = rng.uniform(0, w), h * (0.68 + 0.34 * t)
        s = 3 + 15 * t**1.5
        tone = ramp(
            [(0, "#7d2d16"), (0.3, "#c4571f"), (0.6, "#e8922c"), (0.85, "#f6c450"), (1, "#fbe596")], rng.random()
        )
        a = rng.uniform(0, np.pi)
        dx, dy = np.cos(a) * s, np.sin(a) * s * 0.45
        brush.shape(
            [(px - dx, py - dy), (px + dy * 0.8, py - dx * 0.30), (px + dx, py + dy), (px - dy * 0.8, py + dx * 0.30)],
            tone * (1 - 0.25 * t * rng.random()),
        )
    brush.finish()
    lane = np.exp(-(((x / w - 0.58 - 0.05 * np.sin(v * 4)) / (0.07 + 0.22 * v)) ** 2))
    image = lay(image, ink("#fff0bd"), lane * smooth(0.64, 0.74, y / h) * smooth(1.02, 0.78, y / h) * 0.34)
    image = beams(image, rng, 0.72, -0.12, ink("#fff3c4"), 0.42, 0.95, 0.05)
    colours = [ink("#e8862a"), ink("#f6c450"), ink("#c4501f")]
    image = flakes(image, rng, 120, 4, 13, colours, 0.9, 0.55)
    return bloom(image, 0.84, 60, 0.3)


PICTURES = {"autumn-wood": Picture(autumn_wood, 71, warm=0.02)}
