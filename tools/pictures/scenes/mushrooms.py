"""Mushrooms on the shelves of a shed and on logs in a wood."""

import numpy as np

from ..brush import Brush
from ..colour import Array, ink, lay, mix, smooth
from ..ground import View
from ..light import beams, blank, bloom
from ..noise import cloud, stretch
from ..picture import Picture
from ..texture import full, leaves
from ..tree import bush, stand
from ..wood import trunks


def cap(brush: Brush, x: float, y: float, r: float, tone, pale, turn: float = 0) -> None:
    """One mushroom seen a little from above: stem, cap, and the cracked pattern of 花菇."""
    brush.shape(
        [
            (x - r * 0.26, y - r * 0.1),
            (x + r * 0.26, y - r * 0.1),
            (x + r * 0.20, y + r * 0.75),
            (x - r * 0.20, y + r * 0.75),
        ],
        pale * 0.86,
    )
    brush.round(x, y + r * 0.10, r, r * 0.50, pale * 0.62)
    brush.round(x, y - r * 0.06, r, r * 0.56, tone * 0.86)
    brush.round(x - r * 0.10, y - r * 0.14, r * 0.82, r * 0.42, tone)
    brush.round(x - r * 0.22, y - r * 0.24, r * 0.46, r * 0.20, mix(tone, pale, 0.32))
    if r > 9:
        for k in range(5):
            a = turn + k * 1.257
            px, py = x + r * 0.55 * np.cos(a), y - r * 0.10 + r * 0.28 * np.sin(a)
            brush.line(
                [(px, py), (px + r * 0.24 * np.cos(a + 0.5), py + r * 0.12 * np.sin(a + 0.5))],
                mix(tone, pale, 0.55),
                max(1, r * 0.06),
            )


def mushroom_shelves(rng: np.random.Generator) -> Array:
    w, h = 3000, 2000
    view = View(w, h, 1.75, 0.44, 0.72)
    y, x = np.mgrid[0:h, 0:w].astype(np.float32)
    image = blank(w, h) + ink("#1f2b27")
    d = np.hypot((x / w - 0.5) * 1.5, y / h - 0.42)
    image = lay(image, ink("#6f7a62"), np.exp(-((d / 0.42) ** 1.4) * 1.5))
    brush = Brush(image, None, 2)

    def fog(c, z: float, power: float = 0.80):
        return mix(
            np.asarray(c) * (0.78 + 0.22 * smooth(2, 24, z)),
            ink("#f3efcf"),
            float(np.clip(1 - np.exp(-(z - 2) / 30), 0, 0.92)) * power,
        )

    ends = 58.0
    # roof hoops and net, floor, the bright door at the end
    zs = np.geomspace(ends, 2.2, 34)
    for za, zb in zip(zs[:-1], zs[1:], strict=False):
        for k in range(22):
            a0, a1 = np.pi * k / 22, np.pi * (k + 1) / 22
            net = mix(ink("#3d4f45"), ink("#7f9472"), np.sin((a0 + a1) / 2) ** 2)
            brush.shape(
                [
                    view.at(-4.6 * np.cos(a), 1.4 + 2.9 * np.sin(a), z)
                    for a, z in ((a0, za), (a1, za), (a1, zb), (a0, zb))
                ],
                fog(net, zb),
            )
        brush.shape(
            [view.at(-4.6, 1.5, za), view.at(-4.6, 0, za), view.at(-4.6, 0, zb), view.at(-4.6, 1.5, zb)],
            fog(ink("#27342f"), zb),
        )
        brush.shape(
            [view.at(4.6, 1.5, za), view.at(4.6, 0, za), view.at(4.6, 0, zb), view.at(4.6, 1.5, zb)],
            fog(ink("#27342f"), zb),
        )
        brush.shape(
            [view.at(-4.6, 0, za), view.at(4.6, 0, za), view.at(4.6, 0, zb), view.at(-4.6, 0, zb)],
            fog(ink("#4d4638"), zb),
        )
        brush.shape(
            [view.at(-0.85, 0, za), view.at(0.85, 0, za), view.at(0.85, 0, zb), view.at(-0.85, 0, zb)],
            fog(ink("#8f866c"), zb),
        )
    for z in np.arange(ends, 2.2, -2.4):
        brush.line(
            [view.at(-4.55 * np.cos(a), 1.4 + 2.87 * np.sin(a), z) for a in np.linspace(0, np.pi, 40)],
            fog(ink("#8b9484"), z),
            view.size(z) * 0.04,
        )
    brush.shape(
        [view.at(-1.6, 0, ends), view.at(1.6, 0, ends), view.at(1.6, 2.5, ends), view.at(-1.6, 2.5, ends)],
        ink("#fffbe6"),
    )
    brush.finish()
    # the racks, from the far end to us: posts, boards, rows of bags with mushrooms on them
    bays = np.concatenate([np.arange(54, 18, -2.4), np.arange(18, 3.0, -1.2)])
    for i, z in enumerate(bays):
        step = 2.4 if z > 18 else 1.2
        zn = max(z - step, 2.6)
        left, right = view.at(-3.6, 3.2, zn), view.at(3.6, 0, zn)
        brush = Brush(image, (left[0] - 400, left[1] - 40, right[0] + 400, right[1] + 60), 2)
        for side in (-1, 1):
            for level in range(5):
                up = 0.35 + level * 0.56
                inner, outer = side * 1.15, side * 2.75
                brush.shape(
                    [view.at(inner, up, z), view.at(outer, up, z), view.at(outer, up, zn), view.at(inner, up, zn)],
                    fog(ink("#77684c") if up < view.up else ink("#4a4232"), z),
                )
                brush.shape(
                    [
                        view.at(inner, up, z),
                        view.at(inner, up, zn),
                        view.at(inner, up - 0.07, zn),
                        view.at(inner, up - 0.07, z),
                    ],
                    fog(ink("#a08c64"), z),
                )
                count = 4 if z <= 18 else 3
                for c in range(count):
                    zc = z - step * (c + 0.5) / count
                    px, py = view.at(inner + side * 0.06, up + 0.02, zc)
                    s = view.size(zc)
                    bag = fog(mix(ink("#b58d5e"), ink("#8d6842"), rng.random()), zc)
                    far_x, _ = view.at(inner + side * 0.42, up, zc)
                    r = 0.145 * s * (step / count / 0.30) ** 0.35
                    # a log lies across the rack: its round end faces the path
                    brush.shape([(px, py - 2 * r), (far_x, py - 1.9 * r), (far_x, py), (px, py)], bag * 0.82)
                    brush.round(px, py - r, r * 0.62, r, bag)
                    brush.round(px, py - r, r * 0.46, r * 0.80, mix(bag, ink("#e9dcc0"), 0.28))
                    for _ in range(int(rng.integers(1, 4))):
                        mx, my = px + rng.normal() * r * 0.40, py - r * rng.uniform(0.7, 2.1)
                        tone = mix(ink("#5d3f2a"), ink("#93683f"), rng.random())
                        cap(
                            brush,
                            mx,
                            my,
                            r * rng.uniform(0.40, 0.62),
                            fog(tone, zc),
                            fog(ink("#f4e8cf"), zc),
                            rng.random() * 6,
                        )
            for post in (side * 1.12, side * 2.78):
                brush.shape(
                    [
                        view.at(post - 0.035, 0, zn),
                        view.at(post + 0.035, 0, zn),
                        view.at(post + 0.035, 3.0, zn),
                        view.at(post - 0.035, 3.0, zn),
                    ],
                    fog(ink("#8d8672"), zn),
                ) if i % 2 == 0 else None
        brush.finish()
    glow = np.exp(-((d / 0.22) ** 1.3) * 1.6)
    image = lay(image, ink("#fff8da"), glow * 0.55)
    return bloom(image, 0.74, 50, 0.55, (1, 0.95, 0.75))


def mushroom_logs(rng: np.random.Generator) -> Array:
    w, h = 2000, 3000
    image = trunks(
        rng,
        w,
        h,
        sky="#e9f0d8",
        deep="#bcd3ae",
        glow="#fff6d4",
        bark="#1f2f26",
        leaf="#2f5f3a",
        grass="#8db35a",
        near=0.97,
        ground=(0.52, 0.66),
    )
    view = View(w, h, 2.1, 0.40, 1.05)
    y, x = np.mgrid[0:h, 0:w].astype(np.float32)
    # the clearing's floor
    edge = h * (0.655 + 0.012 * np.sin(x / 210))
    tuft = leaves(rng, w, h, 16)
    floor = lay(
        full("#5c6f3a", w, h),
        ink("#a9a457"),
        smooth(-0.4, 0.5, stretch(cloud(rng, w // 2, h // 2, 160, 50, 4), w, h) + tuft * 0.3),
    )
    floor = lay(floor, ink("#8a6a43"), smooth(0.1, 0.5, tuft) * 0.5)
    floor = floor * (1.06 - 0.45 * smooth(0.66, 1, y / h) + 0.2 * tuft)[..., None]
    image = lay(image, floor, smooth(-26, 26, y - edge + tuft * 30))
    for z, n, reach in ((7.6, 12, 3.4), (5.1, 10, 2.5), (3.5, 8, 2.05)):
        far = float(np.clip((z - 4) / 16, 0, 0.4))
        misty = ink("#cfdcb8")
        brush = Brush(image, (0, int(h * 0.38), w, h), 2)
        foot = view.at(0, 0, z)[1]
        for k in range(7):
            sx = (k / 6 - 0.5) * w * 1.05
            brush.round(w / 2 + sx, foot + 8, w * 0.16, view.size(z) * 0.10, ink("#2b3a20"), 0.16)
        for post in (-reach, reach):
            a, b = view.at(post - 0.16, 0, z), view.at(post + 0.10, 1.42, z)
            brush.line([a, b], mix(ink("#4b3826"), misty, far), view.size(z) * 0.075)
            a, b = view.at(post + 0.20, 0, z), view.at(post - 0.06, 1.42, z)
            brush.line([a, b], mix(ink("#5d4730"), misty, far), view.size(z) * 0.075)
        brush.line(
            [view.at(-reach - 0.3, 1.28, z), view.at(reach + 0.3, 1.28, z)],
            mix(ink("#54402b"), misty, far),
            view.size(z) * 0.07,
        )
        for i in range(2 * n):
            side = 1 if i % 2 else -1
            px = -reach + (i + 0.5) / (2 * n) * 2 * reach
            lean = side * 0.30 + rng.normal() * 0.03
            z0 = z - side * 0.12
            foot_x, foot_y = view.at(px + lean * 0.9, 0, z0 - 0.28 * (side > 0))
            head_x, head_y = view.at(px - lean * 0.34, 1.46, z0)
            wide = view.size(z) * rng.uniform(0.052, 0.066)
            nx, ny = foot_y - head_y, head_x - foot_x
            length = float(np.hypot(nx, ny))
            nx, ny = nx / length * wide, ny / length * wide
            bark = mix(mix(ink("#4a3a2b"), ink("#6b5540"), rng.random()), misty, far)
            brush.shape(
                [
                    (foot_x - nx, foot_y - ny),
                    (foot_x + nx, foot_y + ny),
                    (head_x + nx, head_y + ny),
                    (head_x - nx, head_y - ny),
                ],
                bark * 0.72,
            )
            for u0, u1, t in ((-1, -0.35, 1.35), (-0.35, 0.3, 1.08)):
                brush.shape(
                    [
                        (foot_x + nx * u0, foot_y + ny * u0),
                        (foot_x + nx * u1, foot_y + ny * u1),
                        (head_x + nx * u1, head_y + ny * u1),
                        (head_x + nx * u0, head_y + ny * u0),
                    ],
                    bark * t,
                )
            for _ in range(9):
                u, v = rng.random(), rng.uniform(-0.9, 0.9)
                cx, cy = foot_x + (head_x - foot_x) * u + nx * v, foot_y + (head_y - foot_y) * u + ny * v
                brush.line(
                    [(cx, cy), (cx + (head_x - foot_x) * 0.05, cy + (head_y - foot_y) * 0.05)],
                    bark * 0.55,
                    max(1, wide * 0.07),
                )
            brush.round(head_x, head_y, wide, wide * 0.42, mix(ink("#d9bd8c"), misty, far))
            brush.round(head_x, head_y, wide * 0.55, wide * 0.22, mix(ink("#b98f5c"), misty, far))
            for _ in range(int(rng.integers(5, 10))):
                u, v = rng.uniform(0.12, 0.92), rng.uniform(-0.75, 0.75)
                cx, cy = foot_x + (head_x - foot_x) * u + nx * v, foot_y + (head_y - foot_y) * u + ny * v
                tone = mix(mix(ink("#3d2a20"), ink("#7d5434"), rng.random()), misty, far)
                cap(
                    brush,
                    cx,
                    cy,
                    wide * rng.uniform(0.50, 0.95),
                    tone,
                    mix(ink("#efe0c2"), misty, far),
                    rng.random() * 6,
                )
        brush.finish(tuft * 0.06)
    image = beams(image, rng, 0.05, -0.1, ink("#fff4cc"), 0.42, 0.95, 0.045)
    ferns = stand(rng, bush, 5)
    from ..tree import stamp

    for _ in range(60):
        px = rng.uniform(0, 1)
        if 0.2 < px < 0.8 and rng.random() < 0.8:
            continue
        py = rng.uniform(0.86, 1.03)
        stamp(
            image,
            ferns[int(px * 50) % 5],
            px * w,
            py * h,
            rng.uniform(150, 330) * (py - 0.3),
            ink("#18331f"),
            ink("#6f9a48"),
            shadow=0.3,
        )
    return image


PICTURES = {"mushroom-shelves": Picture(mushroom_shelves, 15), "mushroom-logs-woods": Picture(mushroom_logs, 77)}
