"""Trees and bushes: a few are modelled, then stamped at every size, colour and distance."""

from dataclasses import dataclass

import numpy as np
from PIL import Image, ImageDraw

from .colour import Array, smooth
from .noise import cloud, stretch


@dataclass(frozen=True)
class Tree:
    """A modelled tree: cover and light in 0..1, trunk where wood shows; foot is its ground row as a part."""

    cover: Array
    light: Array
    wood: Array
    fruit: Array
    foot: float = 0.98


def _blobs(rng: np.random.Generator, n: int, blobs, rough: float, sun) -> tuple[Array, Array]:
    """Cover and light of a heap of balls of leaves (x, y, r in 0..1), lit from the direction sun."""
    y, x = np.mgrid[0:n, 0:n].astype(np.float32) / n
    leaf = cloud(rng, n, n, n * 0.045, n * 0.035, 3, 0.85)
    bump = cloud(rng, n, n, n * 0.16, n * 0.13, 4, 0.6)
    x, y = x + leaf * 0.034 * rough + bump * 0.012 * rough, y + bump * 0.030 * rough - leaf[::-1] * 0.030 * rough
    cover, light, front = np.zeros((n, n), np.float32), np.zeros((n, n), np.float32), np.full((n, n), -9, np.float32)
    for bx, by, r, depth in blobs:
        dx, dy = (x - bx) / r, (y - by) / r
        d2 = dx * dx + dy * dy
        ball = np.sqrt(np.clip(1 - d2, 0, 1))
        here = ball * r + depth
        inside = (d2 < 1) & (here > front)
        lit = 0.5 + 0.5 * (dx * sun[0] + dy * sun[1] + ball * 0.28)
        light = np.where(inside, lit, light)
        front = np.where(inside, here, front)
        cover = np.maximum(cover, smooth(1.02, 0.90, d2))
    light = np.clip(light + leaf * 0.26 + bump * 0.10, 0, 1)
    return cover, light


def broadleaf(
    rng: np.random.Generator, n: int = 200, sun=(-0.55, -0.70), tall: float = 1, bare: float = 0, fruit: int = 0
) -> Tree:
    """A round-headed tree with a short trunk; fruit counts the fruits on it."""
    blobs = []
    for _ in range(46):
        a, r = rng.uniform(0, 2 * np.pi), rng.uniform(0, 1) ** 0.6
        bx, by = 0.5 + 0.30 * r * np.cos(a), 0.44 + 0.29 * r * np.sin(a) * tall
        size = rng.uniform(0.075, 0.14) * (1.15 - 0.35 * r)
        blobs.append((bx, by, size, 0.18 * (1 - r) + rng.uniform(0, 0.06)))
    cover, light = _blobs(rng, n, blobs, 1, sun)
    y, x = np.mgrid[0:n, 0:n].astype(np.float32) / n
    light = light * (1 - 0.45 * smooth(0.35, 0.80, y))
    if bare:
        cover = cover * smooth(bare - 0.25, bare + 0.25, cloud(rng, n, n, n * 0.05, n * 0.05, 3, 0.8) + 0.55)
    wood = (
        smooth(0.030, 0.018, np.abs(x - 0.5 - 0.012 * np.sin(y * 9)) - 0.016 * smooth(0.7, 1, y))
        * (y > 0.5)
        * (y < 0.975)
    )
    dots = np.zeros((n, n), np.float32)
    for _ in range(fruit):
        a, r = rng.uniform(0, 2 * np.pi), rng.uniform(0, 1) ** 0.55
        fx, fy, size = 0.5 + 0.34 * r * np.cos(a), 0.46 + 0.33 * r * np.sin(a) * tall, rng.uniform(0.019, 0.027)
        d = np.hypot(x - fx, y - fy)
        ball = smooth(size, size - 0.012, d) * (0.55 + 0.45 * np.clip(0.5 - ((x - fx) + (y - fy)) / size * 0.4, 0, 1))
        dots = np.where(d < size, np.maximum(dots, ball), dots)
    return Tree(cover, light, np.clip(wood - cover, 0, 1), dots * (cover > 0.4))


def conifer(rng: np.random.Generator, n: int = 220, sun: float = -1, slim: float = 0.20) -> Tree:
    """A fir: tiers of drooping boughs on a spire."""
    big = n * 2
    layer = Image.new("L", (big, big), 0)
    light = Image.new("L", (big, big), 110)
    draw, shade = ImageDraw.Draw(layer), ImageDraw.Draw(light)
    tiers = 15
    for i in range(tiers):
        t = i / (tiers - 1)
        y = (0.04 + 0.80 * t**0.92) * big
        half = (slim * (0.05 + 0.95 * t**0.85) * rng.uniform(0.86, 1.1)) * big
        drop = (0.055 + 0.05 * t) * big
        for side in (-1, 1):
            reach, tip = half * rng.uniform(0.82, 1.12), drop * rng.uniform(0.75, 1.2)
            bough = [(big / 2, y - drop * 0.9)]
            for j in range(7):
                u = (j + 1) / 7
                bough.append((big / 2 + side * reach * u, y + tip * u**1.3 - drop * 0.5))
                bough.append(
                    (big / 2 + side * reach * (u - 0.05), y + tip * u**1.3 + drop * (0.05 + 0.35 * rng.random()))
                )
            bough.append((big / 2, y + drop * 0.7))
            draw.polygon(bough, fill=255)
            tone = 150 + rng.integers(-18, 18) if side == sun else 70 + rng.integers(-14, 14)
            shade.polygon(bough, fill=int(tone))
            shade.polygon([(px, py + drop * 0.30) for px, py in bough], fill=int(tone * 0.66))
    draw.rectangle([big * 0.490, big * 0.8, big * 0.510, big * 0.98], fill=255)
    shade.rectangle([big * 0.490, big * 0.86, big * 0.510, big * 0.98], fill=40)
    cover = np.asarray(layer.resize((n, n), Image.Resampling.BOX), np.float32) / 255
    tone = np.asarray(light.resize((n, n), Image.Resampling.BOX), np.float32) / 255
    tone = np.clip(tone + cloud(rng, n, n, n * 0.03, n * 0.03, 2, 0.8) * 0.16, 0, 1)
    none = np.zeros((n, n), np.float32)
    return Tree(cover, tone, none, none)


def bush(rng: np.random.Generator, n: int = 120, sun=(-0.55, -0.70), fruit: int = 0, size: float = 0.016) -> Tree:
    """A low round heap of leaves; fruit counts the fruits or flowers on it, of a size as a part of its own."""
    blobs = [
        (0.5 + rng.normal() * 0.15, 0.72 + rng.uniform(-0.2, 0.12), rng.uniform(0.10, 0.17), rng.uniform(0, 0.15))
        for _ in range(20)
    ]
    cover, light = _blobs(rng, n, blobs, 1, sun)
    y = np.mgrid[0:n, 0:n][0].astype(np.float32) / n
    x = np.mgrid[0:n, 0:n][1].astype(np.float32) / n
    dots = np.zeros((n, n), np.float32)
    for _ in range(fruit):
        fx, fy, r = 0.5 + rng.normal() * 0.17, 0.62 + rng.normal() * 0.13, size * rng.uniform(0.7, 1.3)
        d = np.hypot(x - fx, (y - fy) * 1.15)
        dots = np.where(
            d < r * 1.2,
            np.maximum(
                dots, smooth(r * 1.2, r * 0.7, d) * (0.5 + 0.5 * np.clip(0.6 - (x - fx + y - fy) / r * 0.3, 0, 1))
            ),
            dots,
        )
    none = np.zeros((n, n), np.float32)
    dots = dots * smooth(0.05, 0.3, cover)
    return Tree(cover * smooth(0.99, 0.95, y), light * (1 - 0.4 * smooth(0.6, 1, y)), none, dots)


def willow(rng: np.random.Generator, n: int = 360, sun: float = -1) -> Tree:
    """A weeping willow: hanging strands from a round head."""
    big = n * 2
    layer, light, wood = (Image.new("L", (big, big), v) for v in (0, 100, 0))
    draw, shade, trunk = ImageDraw.Draw(layer), ImageDraw.Draw(light), ImageDraw.Draw(wood)
    trunk.line(
        [(big * 0.5, big * 0.98), (big * 0.485, big * 0.6), (big * 0.5, big * 0.3)], fill=255, width=int(big * 0.028)
    )
    for a in (-0.30, -0.16, 0.05, 0.18, 0.30):
        trunk.line(
            [(big * 0.49, big * 0.62), (big * (0.5 + a * 0.5), big * 0.38), (big * (0.5 + a * 0.72), big * 0.29)],
            fill=255,
            width=int(big * 0.012),
        )
    strands = []
    for _ in range(420):
        a = rng.uniform(-1, 1)
        top = 0.20 + 0.16 * abs(a) ** 2 + rng.uniform(-0.04, 0.14)
        strands.append(
            (
                rng.uniform(0, 1),
                0.5 + 0.36 * a + rng.normal() * 0.02,
                top,
                rng.uniform(0.22, 0.58) * (1 - 0.25 * abs(a)),
            )
        )
    for depth, sx, top, length in sorted(strands):
        tone = int(np.clip(60 + 120 * depth + 40 * (-sun * (0.5 - sx)) * -1 * 2 + rng.normal() * 14, 20, 250))
        points = [
            ((sx + (sx - 0.5) * 0.22 * u**0.5 + 0.012 * np.sin(u * 5 + depth * 9)) * big, (top + length * u) * big)
            for u in np.linspace(0, 1, 9)
        ]
        draw.line(points, fill=255, width=3)
        shade.line(points, fill=tone, width=4)
        for px, py in points[1:]:
            for _ in range(2):
                qx, qy = px + rng.normal() * 4, py + rng.normal() * 6
                draw.ellipse([qx - 2, qy - 5, qx + 2, qy + 5], fill=230)
                shade.ellipse([qx - 3, qy - 6, qx + 3, qy + 6], fill=min(255, tone + 18))
    fields = [np.asarray(part.resize((n, n), Image.Resampling.BOX), np.float32) / 255 for part in (layer, light, wood)]
    return Tree(fields[0], fields[1], np.clip(fields[2] - fields[0] * 0.8, 0, 1), np.zeros((n, n), np.float32))


def stamp(
    image: Array,
    tree: Tree,
    x: float,
    y: float,
    size: float,
    dark,
    lit,
    mist=None,
    far: float = 0,
    bark=None,
    fruit=None,
    flip: bool = False,
    shadow: float = 0,
    sun: float = -1,
    wide: float = 1,
) -> None:
    """Stand a tree with its foot at pixel (x, y), size pixels high, in place; far mixes in the mist."""
    n_y, n_x = max(3, int(round(size))), max(3, int(round(size * wide)))
    left, top = int(round(x - n_x / 2)), int(round(y - n_y * tree.foot))
    h, w = image.shape[:2]
    ya, yb, xa, xb = max(top, 0), min(top + n_y, h), max(left, 0), min(left + n_x, w)
    if shadow:
        ground_shadow(image, x - sun * size * 0.16, y, size * 0.42 * wide, size * 0.09, shadow)
    if ya >= yb or xa >= xb:
        return
    part = np.s_[ya - top : yb - top, xa - left : xb - left]

    def fit(field: Array) -> Array:
        field = field[:, ::-1] if flip else field
        k = max(1, int(field.shape[0] / n_y / 1.5))
        if k > 1:
            m = field.shape[0] // k * k
            field = field[:m, :m].reshape(m // k, k, m // k, k).mean((1, 3))
        return np.clip(stretch(field, n_x, n_y)[part], 0, 1)[..., None]

    cover, light = fit(tree.cover), fit(tree.light)
    colour = np.asarray(dark, np.float32) + (np.asarray(lit, np.float32) - dark) * light
    if bark is not None:
        wood = fit(tree.wood)
        colour = colour + (np.asarray(bark, np.float32) - colour) * wood
        cover = np.maximum(cover, wood)
    if fruit is not None:
        dots = fit(tree.fruit)
        ripe = np.asarray(fruit, np.float32)
        colour = colour + (ripe * (0.45 + 0.62 * dots) - colour) * smooth(0.15, 0.55, dots)
    if mist is not None and far:
        colour = colour + (np.asarray(mist, np.float32) - colour) * far
    here = image[ya:yb, xa:xb]
    image[ya:yb, xa:xb] = here + (colour - here) * cover


def ground_shadow(image: Array, x: float, y: float, rx: float, ry: float, strength: float) -> None:
    """A soft oval shadow on the ground, in place."""
    h, w = image.shape[:2]
    xa, xb, ya, yb = max(0, int(x - rx)), min(w, int(x + rx) + 1), max(0, int(y - ry)), min(h, int(y + ry) + 1)
    if xa >= xb or ya >= yb:
        return
    yy, xx = np.mgrid[ya:yb, xa:xb].astype(np.float32)
    dark = smooth(1, 0.1, np.hypot((xx - x) / rx, (yy - y) / ry)) * strength
    image[ya:yb, xa:xb] *= 1 - dark[..., None]


def stand(rng: np.random.Generator, kind, count: int = 6, **how) -> list[Tree]:
    """A few different trees of one kind."""
    return [kind(rng, **how) for _ in range(count)]


def cabbage(rng: np.random.Generator, n: int = 160, sun: float = -1) -> Tree:
    """A head of cabbage seen from above its row: open outer leaves, a tight pale heart."""
    big = n * 2
    layer, light = Image.new("L", (big, big), 0), Image.new("L", (big, big), 90)
    draw, shade = ImageDraw.Draw(layer), ImageDraw.Draw(light)
    for ring, (r, size, count) in enumerate(((0.31, 0.150, 9), (0.22, 0.150, 8), (0.13, 0.135, 6), (0.05, 0.11, 4))):
        for j in sorted(range(count), key=lambda k: np.sin(k / count * 2 * np.pi + ring)):
            a = (j + 0.5 * (ring % 2)) / count * 2 * np.pi + rng.normal() * 0.12 + ring
            cx, cy = 0.5 + r * np.cos(a), 0.60 + r * np.sin(a) * 0.62 - ring * 0.035
            ragged = [
                (
                    cx + size * (1 + 0.10 * rng.normal()) * np.cos(b),
                    cy + size * 0.80 * (1 + 0.10 * rng.normal()) * np.sin(b),
                )
                for b in np.linspace(0, 2 * np.pi, 22)[:-1]
            ]
            tone = int(np.clip(84 + ring * 30 + 44 * sun * np.cos(a) - 34 * np.sin(a) + rng.normal() * 10, 20, 245))
            points = [(px * big, py * big) for px, py in ragged]
            draw.polygon(points, fill=255)
            shade.polygon(points, fill=tone)
            shade.line(points + points[:1], fill=min(255, tone + 34), width=3)
            shade.line(
                [(0.5 * big, (0.60 - ring * 0.035) * big), (cx * big, cy * big)], fill=min(255, tone + 26), width=3
            )
    cover = np.asarray(layer.resize((n, n), Image.Resampling.BOX), np.float32) / 255
    tone = np.asarray(light.resize((n, n), Image.Resampling.BOX), np.float32) / 255
    tone = np.clip(tone + cloud(rng, n, n, n * 0.08, n * 0.06, 3) * 0.12, 0, 1)
    none = np.zeros((n, n), np.float32)
    return Tree(cover, tone, none, none, 0.80)
