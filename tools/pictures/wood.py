"""Inside a wood: trunks going pale into the mist, light falling from the upper left."""

import numpy as np

from .colour import Array, ink, lay, mix, ramp, smooth
from .noise import cloud, noise, skyline, stretch


def trunks(
    rng: np.random.Generator,
    w: int,
    h: int,
    sky: str,
    deep: str,
    glow: str,
    bark: str,
    leaf: str,
    grass: str,
    near: float = 1,
    ground: tuple[float, float] = (0.60, 0.86),
    light: tuple[float, float] = (0.30, 0.24),
    crowns: tuple[str, ...] = (),
    counts: tuple[int, ...] = (18, 15, 12, 8, 6, 4),
    path: tuple[float, float] = (0.36, 0.13),
    thick: float = 40,
    roof: float = 1,
) -> Array:
    """A wood from far to near; crowns are the colours of its leaves from far to near (leaf when there are none)."""
    y, x = np.mgrid[0:h, 0:w].astype(np.float32)
    mist = ink(sky)
    image = lay(np.zeros((h, w, 3), np.float32) + mist, ink(deep), smooth(0, 1, y / h))
    shine = np.exp(-((np.hypot(x / w - light[0], (y / h - light[1]) * 1.2) / 0.44) ** 2))
    image = lay(image, ink(glow), shine * 0.95)
    for i in range(7):
        t = i / 6
        level = h * mix(ground[0], ground[1], t**1.2)
        wood = mix(mist * 0.93, ink(bark), 0.14 + 0.84 * t**1.1)
        green = mix(mist * 0.95, ink(leaf), 0.10 + 0.80 * t**1.1)
        crest = (
            level
            - h * 0.018 * skyline(rng, w, (0.26 + 0.06 * i) * w, 6, 0.55, 0.2)
            - np.clip(noise(rng, w, 4, 16 + 10 * t, 4)[0], 0, 2) * (6 + 16 * t)
        )
        top = max(0, int(crest.min()) - 2)
        hw, hh = w // 2, (h - top + 1) // 2
        patch = stretch(cloud(rng, hw, hh, 60 + 70 * t, 16 + 14 * t, 4), w, h - top)
        fine = stretch(cloud(rng, hw, hh, 7 + 5 * t, 5 + 4 * t, 3, 0.8), w, h - top)
        floor = lay(
            np.broadcast_to(green, (h - top, w, 3)), mix(mist, ink(grass), 0.15 + 0.75 * t), smooth(-0.35, 0.6, patch)
        )
        floor = floor * (1 + (0.05 + 0.20 * t) * fine)[..., None]
        image[top:] = lay(image[top:], floor, smooth(-1, 1, y[top:] - crest))
        if i == 6:
            break
        for px in np.sort(rng.uniform(-0.02, 1.02, counts[i])) * w:
            if i > 2 and abs(px / w - path[0]) < path[1]:
                continue
            half = mix(4, thick, t**1.3) * near * rng.uniform(0.75, 1.2)
            foot = level + h * (0.052 + 0.010 * rng.normal())
            xa, xb, yb = int(max(px - half * 4 - 30, 0)), int(min(px + half * 4 + 30, w)), int(min(foot + 3, h))
            if xa >= xb:
                continue
            yy, xx = y[:yb, xa:xb], x[:yb, xa:xb]
            lean, up = rng.normal() * 0.012, np.clip((foot - yy) / h, 0, 1)
            sway = noise(rng, 4, yb, 4, 380)[:, :1] * half * 0.35
            axis = px + lean * (foot - yy) + sway
            wide = half * (1 - 0.42 * up) * (1 + 1.1 * np.exp(-np.clip(foot - yy, 0, None) / (half * 1.1 + 4)))
            d = (xx - axis) / wide
            rough = cloud(rng, xb - xa, yb, max(half * 0.30, 2.5), max(half * 3, 30), 3, 0.7)
            body = wood * (1.02 - 0.26 * d + (0.10 + 0.16 * t) * rough)[..., None]
            body = lay(body, ink(glow), np.exp(-(((d + 0.82) / 0.20) ** 2)) * (0.14 + 0.24 * t))
            mask = smooth(1 + 1.4 / half, 1 - 1.4 / half, np.abs(d)) * (yy < foot + 2)
            image[:yb, xa:xb] = lay(image[:yb, xa:xb], body, mask)
        ceiling = h * (0.16 + 0.10 * t) * roof * (1 + 0.9 * np.abs(skyline(rng, w, 0.32 * w)))
        low = int(min(h, ceiling.max() * 1.9 + 40))
        hw, hh = w // 2, low // 2
        tuft = stretch(cloud(rng, hw, hh, 46 + 24 * t, 22 + 12 * t, 6, 0.68), w, low)
        mask = smooth(0.0, 0.22, tuft + (ceiling - y[:low]) / h * 3.2 - shine[:low] * 0.5)
        dapple = stretch(cloud(rng, hw, hh, 12, 8, 3, 0.8), w, low)
        if crowns:
            hues = ramp(
                [(k / (len(crowns) - 1), text) for k, text in enumerate(crowns)],
                np.clip(
                    0.16 + 0.56 * t + stretch(cloud(rng, hw // 2, hh // 2, 70, 46, 4), w, low) * 0.62 + dapple * 0.12,
                    0,
                    1,
                ),
            )
            crown = mix(mist * 0.99, hues, 0.30 + 0.64 * t**0.8)
        else:
            crown = np.broadcast_to(green, (low, w, 3))
        image[:low] = lay(image[:low], crown * (1 + 0.20 * dapple)[..., None], mask * (0.28 + 0.62 * t))
        image = lay(image, mist, (0.15 - 0.12 * t) * np.exp(-(((y / h - ground[0] + 0.02) / 0.16) ** 2)))
    return image
