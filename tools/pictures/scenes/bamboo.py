"""Stone steps through a bamboo grove."""

import numpy as np

from ..brush import Brush
from ..colour import Array, ink, lay, mix, smooth
from ..ground import View
from ..light import beams, bloom
from ..noise import cloud, skyline, stretch
from ..picture import Picture
from ..texture import full, leaves
from ..tree import bush, stamp, stand


def bamboo(rng: np.random.Generator) -> Array:
    w, h = 2000, 3000
    y, x = np.mgrid[0:h, 0:w].astype(np.float32)
    image = lay(full("#dff0c4", w, h), ink("#8fbf7a"), smooth(0.1, 1, y / h))
    glow = np.exp(-((np.hypot((x / w - 0.52), (y / h - 0.30) * 1.1) / 0.40) ** 2))
    image = lay(image, ink("#fcfbdc"), glow)
    mist = ink("#e6f3cd")
    view = View(w, h, 1.7, 0.47, 1.0, 0.52)
    floor = y / h
    for i in range(6):
        t = i / 5
        level = h * (0.52 + 0.20 * t**1.3)
        crest = level - 26 * (1 + t) * skyline(rng, w, 500, 5)
        tuft = leaves(rng, w, h, 8 + 6 * t)
        soil = lay(
            full("#5f8a45", w, h),
            ink("#a9ab5f"),
            smooth(-0.3, 0.5, tuft + stretch(cloud(rng, w // 4, h // 4, 60, 20, 3), w, h)),
        )
        soil = lay(soil, mist, full("#000000", w, h)[..., 0] + 0.8 * (1 - t) ** 1.1)
        image = lay(image, soil * (1 - 0.42 * t * smooth(0.6, 1, floor))[..., None], smooth(-3, 3, y - crest))
        count = (34, 26, 18, 13, 9, 6)[i]
        brush = Brush(image, None, 2)
        for px in np.sort(rng.uniform(-0.02, 1.02, count)):
            if i > 1 and abs(px - 0.52) < 0.09 + 0.085 * t:
                continue
            half = mix(3.5, 30, t**1.3) * rng.uniform(0.8, 1.15)
            foot, lean = level + h * 0.01 * rng.normal() + 30 * t, rng.normal() * 0.022
            hue = rng.random()
            base = mix(mix(ink("#3f7f3f"), ink("#7fa63f"), hue), mist, 0.86 * (1 - t) ** 0.9)
            joint = half * rng.uniform(9, 12)
            top = -40.0
            nodes = np.arange(foot, top, -joint)
            for k, (u, shade_) in enumerate(
                ((-1, 0.52), (-0.72, 0.74), (-0.42, 1.02), (-0.05, 1.24), (0.30, 1.06), (0.62, 0.80), (0.84, 0.60))
            ):
                u2 = (-0.72, -0.42, -0.05, 0.30, 0.62, 0.84, 1.0)[k]
                a, b = px * w + u * half, px * w + u2 * half
                d = lean * (foot - top)
                brush.shape(
                    [(a, foot), (b, foot), (b * 1 + d - u2 * half * 0.25, top), (a + d - u * half * 0.25, top)],
                    np.clip(base * mix(1, shade_, 0.25 + 0.75 * t), 0, 1),
                )
            for ny in nodes[1:]:
                cx = px * w + lean * (foot - ny)
                r = half * (1 - 0.25 * (foot - ny) / (foot - top)) * 1.10
                brush.round(cx, ny, r, r * 0.16 + 1, base * mix(1, 0.62, t))
                brush.round(
                    cx,
                    ny - r * 0.22 - 1,
                    r * 0.96,
                    r * 0.10 + 0.8,
                    np.clip(mix(base, ink("#f2f6d8"), 0.5 * t + 0.1), 0, 1),
                )
        brush.finish()
        # sprays of leaves
        brush = Brush(image, (0, 0, w, h * (0.60 if i < 5 else 0.46)), 2)
        sprays = (90, 90, 80, 60, 42, 26)[i]
        for _ in range(sprays):
            cx, cy = (
                rng.uniform(-0.05, 1.05) * w,
                h * rng.uniform(-0.03, 0.50 - 0.06 * t) * (1 - 0.4 * np.exp(-(((rng.uniform(-0.5, 0.5)) / 0.2) ** 2))),
            )
            if abs(cx / w - 0.52) < 0.20 and cy > h * 0.12 and rng.random() < 0.75:
                continue
            size = mix(26, 130, t**1.2) * rng.uniform(0.7, 1.2)
            for _ in range(int(9 + 5 * t)):
                a = rng.normal(np.pi / 2, 0.75)
                bx, by = cx + rng.normal() * size * 0.8, cy + rng.normal() * size * 0.45
                ex, ey = (
                    bx + np.cos(a) * size * rng.uniform(0.6, 1.1),
                    by + abs(np.sin(a)) * size * rng.uniform(0.4, 0.9),
                )
                mx, my = (bx + ex) / 2, (by + ey) / 2
                nx, ny = -(ey - by) * 0.10, (ex - bx) * 0.10
                tone = mix(mix(ink("#2f6b34"), ink("#a5c855"), rng.random() ** 1.3), mist, 0.80 * (1 - t) ** 0.9)
                brush.shape(
                    [
                        (bx, by),
                        (mx * 0.6 + bx * 0.4 + nx, my * 0.6 + by * 0.4 + ny),
                        (ex, ey),
                        (mx * 0.6 + bx * 0.4 - nx, my * 0.6 + by * 0.4 - ny),
                    ],
                    tone,
                )
        brush.finish()
        image = lay(image, mist, (0.22 * (1 - t)) * np.exp(-(((floor - 0.52) / 0.12) ** 2)))
    # stone steps going up
    brush = Brush(image, (0, int(h * 0.42), w, h), 2)
    steps = 30
    for k in range(steps, 0, -1):
        z0, z1 = 1.9 + 0.52 * k, 1.9 + 0.52 * (k - 1)
        up = 0.165 * k - 0.15 + 0.55
        sway = lambda z: 0.30 * np.sin(z / 3.6) - 0.1  # noqa: E731
        far = float(np.clip((z0 - 3) / 17, 0, 0.72))
        xa, xb = sway(z1) - 0.92, sway(z1) + 0.92
        low = 0.165 * (k - 1) - 0.15 + 0.55
        tread = mix(ink("#a5a68d") * rng.uniform(0.94, 1.05), mist, far)
        riser = mix(ink("#5d6450") * rng.uniform(0.92, 1.06), mist, far)
        drop = 1.25
        a, b = view.at(xa, up - drop, z1), view.at(xb, up - drop, z1)
        c, d = view.at(sway(z0) + 0.92, up - drop, z0), view.at(sway(z0) - 0.92, up - drop, z0)
        brush.shape([a, b, c, d], tread)
        e, f = view.at(xa, low - drop, z1), view.at(xb, low - drop, z1)
        brush.shape([a, b, f, e], riser)
        brush.line([a, b], mix(ink("#d6d6b8"), mist, far), max(1, view.size(z1) * 0.012))
        for _j in range(2):
            u = rng.uniform(0.2, 0.8)
            brush.line(
                [(a[0] + (b[0] - a[0]) * u, a[1]), (e[0] + (f[0] - e[0]) * u, e[1])],
                riser * 0.82,
                max(1, view.size(z1) * 0.008),
            )
        for _ in range(7):
            side = rng.choice([-1, 1])
            gx, gy = view.at((xa if side < 0 else xb) + side * rng.uniform(-0.06, 0.34), up - drop, z1)
            r = view.size(z1) * rng.uniform(0.04, 0.11)
            brush.round(gx, gy, r * 1.5, r * 0.7, mix(mix(ink("#2f5a2c"), ink("#7fa04a"), rng.random()), mist, far))
    brush.finish(leaves(rng, w, h, 7) * 0.07)
    ferns = stand(rng, bush, 5)
    for _ in range(90):
        px, t = rng.uniform(0, 1), rng.uniform(0, 1)
        if abs(px - 0.52) < 0.17 + 0.16 * t:
            continue
        stamp(
            image,
            ferns[int(px * 50) % 5],
            px * w,
            h * (0.72 + 0.32 * t),
            (70 + 260 * t) * rng.uniform(0.7, 1.2),
            ink("#173a22"),
            mix(ink("#7fa84a"), mist, 0.3 * (1 - t)),
            shadow=0.2,
        )
    image = beams(image, rng, 0.34, -0.12, ink("#fffce0"), 0.40, 0.92, 0.045)
    return bloom(image, 0.86, 60, 0.35)


PICTURES = {"bamboo-grove": Picture(bamboo, 73)}
