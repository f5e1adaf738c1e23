"""Spring water led into a basin."""

import numpy as np

from ..brush import Brush
from ..colour import Array, ink, lay, mix, ramp, smooth
from ..light import beams, bloom, lamp
from ..noise import cloud, stretch
from ..picture import Picture
from ..texture import leaves


def spring_water(rng: np.random.Generator) -> Array:
    w, h = 2000, 3000
    y, x = np.mgrid[0:h, 0:w].astype(np.float32)
    # a mossy wall of rock, lit from above
    crag = stretch(cloud(rng, w // 2, h // 2, 300, 230, 6, 0.52, ridged=True), w, h)
    facet_x = np.tanh(np.gradient(stretch(stretch(crag, w // 8, h // 8), w, h), axis=1) * 34)
    facet_y = np.tanh(np.gradient(stretch(stretch(crag, w // 8, h // 8), w, h), axis=0) * 34)
    tone = np.clip(0.44 - 0.24 * facet_x - 0.24 * facet_y + 0.10 * crag, 0, 1)
    image = ramp([(0, "#10201e"), (0.3, "#2c423c"), (0.55, "#5a6a5c"), (0.8, "#97997f"), (1, "#d6cfab")], tone)
    fine, tuft = leaves(rng, w, h, 7), leaves(rng, w, h, 22)
    moss = smooth(0.0, 0.5, tuft * 0.6 - facet_y * 0.46 - 0.02 - 0.2 * smooth(0.3, 0.8, y / h))
    image = lay(
        image,
        ramp(
            [(0, "#1f4425"), (0.5, "#4f7f33"), (1, "#b3c85a")],
            np.clip(0.5 - 0.3 * facet_y - 0.2 * facet_x + fine * 0.35, 0, 1),
        ),
        moss * 0.9,
    )
    light = np.exp(-((np.hypot((x / w - 0.30), (y / h - 0.12) * 1.3) / 0.55) ** 2))
    image = image * (0.46 + 0.80 * light)[..., None]
    image = lay(image, ink("#fdf6c9"), light * 0.12)
    # dark cleft the spring comes from
    cleft = np.exp(-(((x / w - 0.24 - 0.05 * np.sin(y / h * 14)) / 0.05) ** 2 + ((y / h - 0.39) / 0.085) ** 2))
    image = lay(image, ink("#0a1412"), np.clip(cleft * 1.6, 0, 0.94))
    # the pool at the foot, held by a stone rim
    brush = Brush(image, (0, h * 0.6, w, h), 2)
    cx, cy, rx, ry = 0.56 * w, 0.80 * h, 0.40 * w, 0.085 * h
    brush.round(cx, cy + 120, rx * 1.12, ry * 1.40, ink("#1b2622"), 0.75)
    ring = np.linspace(0, 2 * np.pi, 27)
    for a0, a1 in zip(ring[:-1], ring[1:], strict=False):
        m = (a0 + a1) / 2
        pts = [
            (cx + rx * k * np.cos(a) * 1.0, cy + ry * k * np.sin(a))
            for k, a in ((1.0, a0 + 0.012), (1.0, a1 - 0.012), (1.17, a1 - 0.012), (1.17, a0 + 0.012))
        ]
        bright = 0.70 + 0.26 * rng.random() - 0.16 * np.cos(m)
        brush.shape(pts, ink("#8d9182") * bright)
        if np.sin(m) > -0.12:
            low = [(px, py + 130 + 40 * rng.random()) for px, py in (pts[3], pts[2])]
            brush.shape([pts[3], pts[2], low[1], low[0]], ink("#59605a") * bright * 0.85)
        brush.line([pts[0], pts[1]], ink("#c3c5ae") * bright, 4)
    brush.finish(leaves(rng, w, h, 10) * 0.16)
    pool = smooth(1.0, 0.985, np.hypot((x - cx) / rx, (y - cy) / ry))
    drop_x, drop_y = 0.565 * w, 0.79 * h
    away = np.hypot((x - drop_x) / rx, (y - drop_y) / ry)
    rings = np.sin(away * 42 - 1.2) * np.exp(-away * 1.9)
    depth = ramp(
        [(0, "#0f3f3f"), (0.5, "#2f7f7a"), (1, "#bfe6da")],
        np.clip(
            0.42
            + 0.34 * rings
            - 0.25 * (y - cy) / ry * -1 * 0.8
            + 0.12 * stretch(cloud(rng, w // 2, h // 2, 120, 18, 4), w, h),
            0,
            1,
        ),
    )
    image = lay(image, depth, pool)
    image = lay(image, ink("#f4fff6"), pool * smooth(0.55, 0.95, rings) * 0.55)
    # the bamboo pipe and its water
    x0, y0, x1, y1 = 0.20 * w, 0.415 * h, 0.545 * w, 0.470 * h
    brush = Brush(image, (0, h * 0.3, w, h), 2)
    nx, ny = -(y1 - y0), (x1 - x0)
    n = np.hypot(nx, ny)
    nx, ny = nx / n, ny / n
    r = 46
    for a, b, c in (
        (1, 0.7, "#3f4a1f"),
        (0.7, 0.35, "#6b7a2f"),
        (0.35, -0.1, "#a3a84a"),
        (-0.1, -0.5, "#d3cf7a"),
        (-0.5, -0.8, "#aeb058"),
        (-0.8, -1, "#7f8a3c"),
    ):
        brush.shape(
            [
                (x0 + nx * r * a, y0 + ny * r * a),
                (x1 + nx * r * a, y1 + ny * r * a),
                (x1 + nx * r * b, y1 + ny * r * b),
                (x0 + nx * r * b, y0 + ny * r * b),
            ],
            ink(c),
        )
    for u in (0.30, 0.68):
        bx, by = x0 + (x1 - x0) * u, y0 + (y1 - y0) * u
        brush.line(
            [(bx + nx * r * 1.04, by + ny * r * 1.04), (bx - nx * r * 1.04, by - ny * r * 1.04)], ink("#5a5f28"), 9
        )
        brush.line([(bx + 9 + nx * r, by + ny * r), (bx + 9 - nx * r, by - ny * r)], ink("#e3e0a0"), 4)
    brush.round(x1, y1, 17, r, ink("#e6dfae"))
    brush.round(x1 + 2, y1 + 3, 11, r * 0.74, ink("#46512a"))
    for post, foot in ((0.44 * w, 0.72 * h),):
        py = y0 + (y1 - y0) * (post - x0) / (x1 - x0)
        brush.line([(post - 60, foot), (post + 34, py - 46)], ink("#4a3823"), 20)
        brush.line([(post + 66, foot), (post - 34, py - 46)], ink("#6b5232"), 20)
        brush.line([(post - 22, py + 44), (post + 22, py + 40)], ink("#c9b27a"), 12)
    brush.finish(leaves(rng, w, h, 8) * 0.08)
    t = np.clip((y - y1 - 10) / (drop_y - y1 - 10), 0, 1)
    centre = x1 + 8 + (drop_x + 40 - x1) * np.sqrt(t) * 0.9
    half = 20 + 10 * t + 3 * np.sin(y / 37)
    d = (x - centre) / half
    thread = stretch(cloud(rng, w, h // 8, 9, 30, 3, 0.7), w, h)
    stream = (
        smooth(1.05, 0.7, np.abs(d) + thread * 0.25) * smooth(y1 + 4, y1 + 26, y) * smooth(drop_y + 12, drop_y - 4, y)
    )
    image = lay(
        image,
        ramp([(0, "#5f9aa0"), (0.5, "#cdebe8"), (1, "#ffffff")], np.clip(0.62 + thread * 0.55 - 0.3 * d, 0, 1)),
        stream * 0.92,
    )
    for _ in range(70):
        a, q = rng.uniform(np.pi, 2 * np.pi), abs(rng.normal()) * 70
        lamp(
            image,
            drop_x + 40 + np.cos(a) * q * 1.5,
            drop_y + np.sin(a) * q * 0.8,
            rng.uniform(5, 14),
            (0.95, 1, 1),
            0.8,
        )

    # ferns hang over the rock and frame the pool
    def fern(brush: Brush, bx: float, by: float, angle: float, length: float, dark, lit) -> None:
        pts = []
        for u in np.linspace(0, 1, 26):
            a = angle + 0.95 * u * (1 if np.cos(angle) > 0 else -1)
            pts.append((bx + np.cos(a) * length * u, by + np.sin(a) * length * u + 0.25 * length * u * u))
        brush.line(pts, dark * 0.8, 5)
        for k in range(2, 26):
            u = k / 25
            (px, py), (qx, qy) = pts[k], pts[k - 1]
            a = np.arctan2(py - qy, px - qx)
            reach = length * 0.23 * np.sin(np.pi * min(1, u * 0.93 + 0.10)) ** 0.8 * (1 - 0.25 * u) + 3
            for side in (-1, 1):
                b = a + side * 1.05
                ex, ey = px + np.cos(b) * reach, py + np.sin(b) * reach + reach * 0.12
                wx, wy = np.cos(a) * reach * 0.13 + 2, np.sin(a) * reach * 0.13
                tone = mix(dark, lit, np.clip(0.35 + 0.4 * (side > 0) + 0.2 * u + rng.normal() * 0.06, 0, 1))
                brush.shape(
                    [
                        (px - wx, py - wy),
                        (px * 0.5 + ex * 0.5 + wx, py * 0.5 + ey * 0.5 + wy),
                        (ex, ey),
                        (px * 0.5 + ex * 0.5 - wx, py * 0.5 + ey * 0.5 - wy),
                    ],
                    tone,
                )

    groups = [
        (0.02, 0.28, 9, 420, 0),
        (0.96, 0.34, 9, 460, 0),
        (0.80, 0.55, 7, 330, 0),
        (0.08, 0.60, 9, 430, 0),
        (0.30, 0.31, 6, 270, 0),
        (0.66, 0.30, 7, 290, 0),
        (0.02, 0.90, 11, 620, 1),
        (0.98, 0.93, 11, 640, 1),
        (0.20, 1.0, 9, 480, 1),
        (0.80, 1.02, 8, 460, 1),
        (0.90, 0.72, 8, 400, 0),
    ]
    for gx, gy, count, length, near in groups:
        brush = Brush(image, None, 2)
        for k in range(count):
            a = -np.pi / 2 + (k - (count - 1) / 2) / count * 3.0 + rng.normal() * 0.1
            glow = float(np.exp(-((np.hypot(gx - 0.3, (gy - 0.12) * 1.3) / 0.6) ** 2)))
            dark = mix(ink("#0f2f1c"), ink("#2f6a34"), glow) * (0.8 if near else 1)
            lit = mix(ink("#3f7a35"), ink("#b5d65f"), min(1, glow + 0.25)) * (0.85 if near else 1)
            fern(
                brush,
                gx * w + rng.normal() * 16,
                gy * h + rng.normal() * 12,
                a,
                length * rng.uniform(0.75, 1.1),
                dark,
                lit,
            )
        brush.finish()
    image = beams(image, rng, 0.10, -0.12, ink("#fffbd6"), 0.40, 0.85, 0.05)
    return bloom(image, 0.84, 40, 0.35)


PICTURES = {"spring-water": Picture(spring_water, 78)}
