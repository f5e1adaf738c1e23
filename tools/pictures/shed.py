"""Arched growing houses: clear film for vegetables, black net for mushrooms, lit or not."""

from dataclasses import dataclass

import numpy as np

from .brush import Brush
from .colour import Array, mix
from .ground import View


@dataclass(frozen=True)
class Skin:
    """What arched houses are covered with under one light; the light comes from the angle sun over the arch."""

    dark: Array
    light: Array
    hoop: Array
    end: Array
    mist: Array
    reach: float
    sun: float = 1.05
    shine: float = 0.12
    lamp: Array | None = None


def arch(
    brush: Brush,
    view: View,
    x0: float,
    span: float,
    tall: float,
    z1: float,
    z2: float,
    skin: Skin,
    tint: float = 1,
    lit: float = 0,
    hoops: float = 3,
    phase: float = 0,
    up: float = 0,
) -> None:
    """Draw one arched house from its near end z1 to its far end z2, its left foot at x0."""

    def haze(c, z: float):
        return mix(np.clip(c, 0, 1), skin.mist, float(np.clip(1 - np.exp(-(z - 6) / skin.reach), 0, 0.88)))

    def on(t: float, z: float) -> tuple[float, float]:
        a = np.pi * t
        wall = min(1.0, np.sin(a) ** 0.8)
        return view.at(x0 + span * (0.5 - 0.5 * np.cos(a)), up + tall * wall, z)

    size = view.size(z1)
    parts = int(np.clip(size * span / 14, 10, 44))
    cuts = np.geomspace(z2, z1, int(np.clip((z2 - z1) / z1 * 5 + 3, 4, 26)))
    middle = x0 + span / 2
    order = sorted(range(parts), key=lambda p: -abs(x0 + span * (0.5 - 0.5 * np.cos(np.pi * (p + 0.5) / parts))))
    for za, zb in zip(cuts[:-1], cuts[1:], strict=False):
        for p in order:
            t0, t1 = p / parts, (p + 1) / parts
            a = np.pi * (t0 + t1) / 2
            c = mix(skin.dark, skin.light, float(np.clip(np.cos(a - skin.sun), 0, 1)) ** 0.9) * tint
            c = c + skin.shine * np.exp(-(((a - skin.sun - 0.08) / 0.16) ** 2))
            if lit and skin.lamp is not None:
                glow = 0.5 + 0.5 * np.cos(((za + zb) / 2 / 6 + phase) * np.pi * 2)
                c = mix(c, skin.lamp, lit * (0.30 + 0.55 * glow) * np.sin(a) ** 0.7)
            brush.shape([on(t0, za), on(t1, za), on(t1, zb), on(t0, zb)], haze(c, zb))
    z = z2
    while z > z1 and hoops:
        if view.size(z) > 7:
            tone = haze(mix(skin.hoop, skin.lamp, 0.35) if lit and skin.lamp is not None else skin.hoop, z)
            brush.line([on(t, z) for t in np.linspace(0.02, 0.98, 26)], tone, max(0.7, view.size(z) * 0.035))
        z -= hoops
    face = mix(skin.end, skin.lamp, lit * 0.85) if lit and skin.lamp is not None else skin.end * tint
    brush.shape([on(t, z1) for t in np.linspace(0, 1, 40)], haze(face, z1))
    door = [
        view.at(middle + d, up + v, z1) for d, v in ((-0.95, 0), (-0.95, tall * 0.68), (0.95, tall * 0.68), (0.95, 0))
    ]
    brush.shape(door, haze(face * (1.12 if lit else 0.74), z1))
    for d in (-span * 0.30, span * 0.30):
        top = tall * 0.62
        pane = [view.at(middle + d + s, up + v, z1) for s, v in ((-0.7, 0.9), (-0.7, top), (0.7, top), (0.7, 0.9))]
        brush.shape(pane, haze(face * (1.06 if lit else 0.88), z1))
    if size > 12:
        brush.line([on(t, z1) for t in np.linspace(0, 1, 40)], haze(skin.hoop * 0.8, z1), size * 0.07)
        brush.line([door[0], door[1], door[2], door[3]], haze(face * 0.6, z1), size * 0.06)
        brush.line([view.at(middle, up, z1), view.at(middle, up + tall * 0.68, z1)], haze(face * 0.6, z1), size * 0.04)
