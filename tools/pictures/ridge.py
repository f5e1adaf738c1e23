"""Layered ridges, back to front, with mist gathering at their feet."""

import numpy as np

from .colour import Array, ink, lay, mix, smooth
from .noise import cloud, ease, noise, sample, skyline, stretch


def ridge(
    image: Array,
    rng: np.random.Generator,
    base: float,
    height: float,
    cell: float,
    shade,
    lit,
    mist,
    depth: float = 0.25,
    relief: float = 1,
    trees: float = 0,
    sharp: float = 0.5,
    tilt: float = 0,
    sun: float = -1,
    fog: float = 1,
    peaks: tuple[tuple[float, float, float], ...] = (),
    leaf: float = 0.5,
) -> tuple[Array, Array]:
    """Lay one ridge over the picture; returns it with the skyline's row for each column.

    base, height, depth and tilt are parts of the picture's height, cell a part of its width; peaks are
    (place, height, half width) in the same parts; trees the height of the treetops on the skyline in pixels;
    sun is -1 when light comes from the left, 1 from the right. Spurs run down and away from the summits, as the
    texture strokes of an ink landscape do; each has a lit and a shaded side.
    """
    h, w = image.shape[:2]
    cell = cell * w
    along = np.linspace(0, 1, w, dtype=np.float32)
    crest = base - height * skyline(rng, w, cell, sharp=sharp) + tilt * (along * 2 - 1)
    for place, up, half in peaks:
        skew = rng.uniform(0.72, 1.4)
        bent = along - place + skyline(rng, w, cell * 0.8, 4, sharp=0.2) * half * 0.22
        d = np.abs(bent) / (half * np.where(bent < 0, skew, 1 / skew))
        mass = np.exp(-(np.maximum(d, 0.5 * d * d + 0.03) ** 1.5) * 1.5)
        crest = crest - up * mass * (1 + 0.20 * skyline(rng, w, half * w * 0.5, 6, 0.55, 0.8))
    crest = crest * h
    flank = ease(crest, cell * 0.12)
    if trees:
        points = noise(rng, w, 4, 15, 4)[0] + noise(rng, w, 4, 7, 4)[0] * 0.8
        crest = crest - trees * np.clip(points + 0.5, 0, 2)
    top = max(0, int(crest.min()) - 3)
    low = min(h, int(max(crest.max(), base * h) + depth * h * 2.4) + 2)
    if low <= top:
        return image, crest
    # texture at half size: it is soft, and the skyline's edge is cut at full size below
    hw, hh = w // 2, (low - top + 1) // 2
    y, x = np.mgrid[0:hh, 0:hw].astype(np.float32)
    down = np.clip(y * 2 + top - flank[::2][:hw], 0, None)
    slope = np.gradient(ease(crest, cell * 0.18))
    away = (np.tanh(slope * 2.4) * 1.15 + sun * -0.12).astype(np.float32)[::2][:hw]
    wander = cloud(rng, hw, hh, cell * 0.12, cell * 0.10, 4) * (cell * 0.16)
    spurs = cloud(rng, w, h // 2, cell * 0.19, cell * 0.17, 5, 0.50, ridged=True)
    body = sample(spurs, x + w * 0.3 - away * down * 0.38 + wander, down * 0.42 + 40 + wander * 0.4)
    grain = np.gradient(stretch(stretch(body, hw // 3, hh // 3), hw, hh), axis=1)
    grain = np.tanh(grain / (grain.std() + 1e-6) * 1.1) * -sun
    grain = grain * 0.8 + 0.3 * np.tanh(np.gradient(body, axis=1) / 0.02) * -sun
    t = down / (h * depth)
    needles = cloud(rng, hw, hh, 7, 4, 2, 0.8)
    patch = cloud(rng, hw, hh, cell * 0.3, cell * 0.12, 4)
    tone = 0.46 + relief * (0.30 * grain * smooth(0, 0.10, t) + 0.16 * body) + leaf * 0.22 * needles + 0.16 * patch
    wisps = cloud(rng, hw, hh, w * 0.12, h * 0.035, 5)
    foot = (base * 0.72 + (tilt * (along * 2 - 1)) * 0.6) * h + ease(crest, cell * 0.5) * 0.28
    sunk = (y * 2 + top - foot[::2][:hw]) / (h * depth)
    veil = smooth(-0.05, 0.95, np.maximum(np.minimum(t, sunk + 0.25), (t - 0.6) * 0.5) + wisps * 0.30) * fog
    tone, veil = (stretch(field.astype(np.float32), w, low - top) for field in (tone, np.clip(veil, 0, 1)))
    rows = np.arange(top, low, dtype=np.float32)[:, None]
    inside = smooth(-0.8, 0.8, rows - crest)
    rim = np.exp(-np.clip(rows - crest, 0, None) / 5) * 0.16 * relief
    colour = lay(np.broadcast_to(np.asarray(shade, np.float32), (low - top, w, 3)), lit, np.clip(tone + rim, 0, 1))
    colour = lay(colour, mist, veil)
    image[top:low] = lay(image[top:low], colour, inside)
    if low < h:
        image[low:] = lay(image[low:], mist, np.full((h - low, w), fog, np.float32))
    return image, crest


Row = tuple[float, float, float, str, str, float, float, float, tuple[tuple[float, float, float], ...]]


def ridges(
    image: Array,
    rng: np.random.Generator,
    mist,
    rows: list[Row],
    sun: float = -1,
    leaf: float = 0.3,
    banks: tuple[int, ...] = (),
    bank_colour=None,
    strength: float = 0.85,
) -> Array:
    """Several ridges, each a Row of what ridge takes: (base, height, cell, shade, lit, depth, relief, trees, peaks).

    A bank of mist follows the ones numbered in banks.
    """
    for i, (base, height, cell, shade, lit, depth, relief, trees, peaks) in enumerate(rows):
        image, _ = ridge(
            image,
            rng,
            base,
            height,
            cell,
            ink(shade),
            ink(lit),
            mist,
            depth,
            relief,
            trees,
            peaks=peaks,
            sun=sun,
            leaf=leaf + 0.06 * i,
        )
        if i in banks:
            image = bank(image, rng, base + 0.06, 0.032, mist if bank_colour is None else bank_colour, strength)
    return image


def bank(
    image: Array, rng: np.random.Generator, level: float, thick: float, colour, strength: float = 0.9, cell: float = 0.2
) -> Array:
    """A bank of mist lying across the picture; level and thick are parts of its height."""
    h, w = image.shape[:2]
    top, low = max(0, int((level - thick * 3.2) * h)), min(h, int((level + thick * 3.2) * h))
    if low - top < 4:
        return image
    hh, hw = (low - top) // 2, w // 2
    y = (np.arange(hh, dtype=np.float32)[:, None] * 2 + top) / h
    wander = cloud(rng, hw, hh, hw * cell * 1.6, h * 0.05, 4)
    here = np.exp(-(((y - level - wander * thick * 0.7) / thick) ** 2))
    thin = cloud(rng, hw, hh, hw * cell, h * 0.03, 5)
    mask = stretch((here * smooth(-0.8, 0.7, thin + here - 0.3) * strength).astype(np.float32), w, low - top)
    image[top:low] = lay(image[top:low], colour, np.clip(mask, 0, 1))
    return image


def billows(
    image: Array,
    rng: np.random.Generator,
    level: float,
    height: float,
    cell: float,
    shade,
    lit,
    soft: float = 0.012,
    depth: float = 0.10,
    tilt: float = 0,
) -> Array:
    """One row of a sea of clouds: round lit heads, shadow sinking below them; parts of the picture as in ridge."""
    h, w = image.shape[:2]
    x = np.arange(w, dtype=np.float32)
    crest = np.full(w, 9, np.float32)
    for size, up in ((1.0, 1.0), (0.5, 0.62), (0.26, 0.40)):
        for place in np.arange(-0.1, 1.1, cell * size * 0.62):
            middle, r = (place + rng.normal() * cell * size * 0.3) * w, cell * size * w * rng.uniform(0.45, 0.8)
            d = np.clip(1 - ((x - middle) / r) ** 2, 0, None)
            head = level - height * up * rng.uniform(0.15, 1) * np.sqrt(d) ** 1.1 + (d <= 0) * 9
            crest = np.minimum(crest, head)
    crest = np.minimum(crest, level + 0.01) + tilt * (x / w * 2 - 1)
    crest = ease(crest, w * 0.003) * h
    top = max(0, int(crest.min() - soft * h * 2))
    rows = np.arange(top, h, dtype=np.float32)[:, None]
    down = (rows - crest) / h
    hw, hh = w // 2, (h - top + 1) // 2
    curl = stretch(cloud(rng, hw, hh, hw * cell * 0.35, hw * cell * 0.16, 5), w, h - top)
    mask = smooth(-soft, soft, down + curl * soft * 1.3)
    fall = smooth(-0.1, 1, down / depth + curl * 0.55)
    colour = lay(np.broadcast_to(np.asarray(lit, np.float32), (h - top, w, 3)), shade, fall)
    colour = lay(colour, mix(np.asarray(lit), 1, 0.5), np.clip(curl * 0.35, 0, 1) * (1 - fall))
    image[top:] = lay(image[top:], colour, mask)
    return image
