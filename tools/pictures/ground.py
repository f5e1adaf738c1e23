"""Ground in perspective: the eye, and what a hilly surface looks like from it.

Metres: x to the right, up, z away from the eye. The picture plane stays upright, so walls and trunks do too.
"""

from collections.abc import Callable
from dataclasses import dataclass

import numpy as np

from .colour import Array, smooth
from .noise import cloud, sample

Height = Callable[[Array, Array], Array]


@dataclass(frozen=True)
class View:
    """An eye at height up over x = z = 0; horizon is its row as a part of the picture, focal a part of the width."""

    w: int
    h: int
    up: float
    horizon: float
    focal: float = 1.0
    centre: float = 0.5

    def at(self, x, up, z):
        """The pixel of a point."""
        f = self.focal * self.w
        return self.centre * self.w + f * x / z, self.horizon * self.h + f * (self.up - up) / z

    def size(self, z):
        """Pixels a metre takes at a distance."""
        return self.focal * self.w / z

    def flat(self) -> tuple[Array, Array]:
        """x and z of level ground at every pixel; beyond the horizon z is large."""
        row = np.arange(self.h, dtype=np.float32)[:, None] + 0.5
        z = self.focal * self.w * self.up / np.clip(row - self.horizon * self.h, 0.02, None)
        z = np.broadcast_to(z, (self.h, self.w)).astype(np.float32)
        x = (np.arange(self.w, dtype=np.float32) + 0.5 - self.centre * self.w) / (self.focal * self.w) * z
        return x, z


@dataclass(frozen=True)
class Relief:
    """What is seen at every pixel: place, height, light on the slope (about -1..1), and how far ground covers it."""

    view: View
    height: Height
    x: Array
    z: Array
    up: Array
    slope: Array
    cover: Array
    crest: Array

    def sees(self, x: float, z: float, up: float | None = None, slack: float = 0.06) -> tuple[float, float, bool]:
        """The pixel of a point on the ground, and whether nothing nearer hides it."""
        level = float(self.height(np.float32(x), np.float32(z))) if up is None else up
        px, py = self.view.at(x, level, z)
        ix, iy = int(px), int(min(py, self.view.h - 1))
        if not 0 <= ix < self.view.w or not iy >= 0:
            return px, py, iy >= 0
        return px, py, bool(self.z[max(iy - 1, 0), ix] > z * (1 - slack) or py >= self.view.h)


def relief(
    view: View,
    height: Height,
    near: float,
    far: float,
    sun: tuple[float, float, float] = (-0.7, 0.6, -0.2),
    slices: int = 1600,
    fine: int = 0,
) -> Relief:
    """See a surface: up = height(x, z) for arrays, between two distances, front slices hiding those behind.

    The method is the one of height-field games of the 1990s ("voxel space"), run over all columns at once. fine is
    the number of times each pixel's distance is bettered afterwards, for surfaces with steps.
    """
    w, h = view.w, view.h
    zs = np.geomspace(near, far, slices).astype(np.float32)[:, None]
    step = 2
    cols = np.arange(0, w + step, step, dtype=np.float32)
    x = (cols - view.centre * w) / (view.focal * w) * zs
    z = np.broadcast_to(zs, x.shape)
    up = height(x, z).astype(np.float32)
    e = np.maximum(zs * 0.004, 0.05)
    dx, dz = (height(x + e, z) - up) / e, (height(x, z + e) - up) / e
    lx, lu, lz = np.array(sun) / np.linalg.norm(sun)
    light = (-dx * lx + lu - dz * lz) / np.sqrt(1 + dx * dx + dz * dz)
    rows = (view.horizon * h + view.focal * w * (view.up - up) / zs).astype(np.float32)
    shown = np.minimum.accumulate(rows, 0)
    seen = np.arange(h, dtype=np.float32) + 0.5
    index = np.empty((h, len(cols)), np.float32)
    for c in range(len(cols)):
        line = -shown[:, c]
        i = np.clip(np.searchsorted(line, -seen), 0, slices - 1)
        j = np.maximum(i - 1, 0)
        behind = rows[j, c]
        index[:, c] = j + np.clip((behind - seen) / np.maximum(behind - rows[i, c], 1e-4), 0, 1)
    full = np.empty((h, w), np.float32)
    full[:, ::step] = index[:, : (w + step - 1) // step]
    left, right = index[:, :-1], index[:, 1:]
    middle = np.where(np.abs(left - right) < 12, (left + right) / 2, np.maximum(left, right))
    full[:, 1::step] = middle[:, : w // step]
    i = np.minimum(full.astype(np.int32), slices - 2)
    part = full - i
    half = np.broadcast_to(np.arange(w, dtype=np.int32) // step, (h, w))

    def pick(grid: Array) -> Array:
        return grid[i, half] * (1 - part) + grid[i + 1, half] * part

    zz = (zs[i, 0] * (1 - part) + zs[i + 1, 0] * part).astype(np.float32)
    bearing = (np.arange(w, dtype=np.float32) - view.centre * w) / (view.focal * w)
    low, high = zs[i, 0], zs[i + 1, 0]
    low_row, high_row = rows[i, half], rows[i + 1, half]
    for _ in range(fine):
        row = (view.horizon * h + view.focal * w * (view.up - height(bearing * zz, zz)) / zz).astype(np.float32)
        above = row > seen[:, None]
        low, low_row = np.where(above, zz, low), np.where(above, row, low_row)
        high, high_row = np.where(above, high, zz), np.where(above, high_row, row)
        part_ = np.clip((low_row - seen[:, None]) / np.maximum(low_row - high_row, 1e-3), 0.02, 0.98)
        zz = np.where(low_row > high_row, low + (high - low) * part_, zz)
    xx = bearing * zz
    crest = np.interp(np.arange(w), cols, shown[-1]).astype(np.float32)
    cover = smooth(-0.8, 0.8, np.arange(h, dtype=np.float32)[:, None] - crest)
    return Relief(view, height, xx, zz, pick(up), pick(light.astype(np.float32)), cover, crest)


class Rough:
    """A patch of noise laid over the ground in metres, repeating beyond its size."""

    def __init__(
        self,
        rng: np.random.Generator,
        metres: float,
        cell: float,
        octaves: int = 4,
        gain: float = 0.5,
        stretch_z: float = 1,
    ) -> None:
        self.scale = 1024 / metres
        self.field = cloud(rng, 1024, 1024, cell * self.scale, cell * self.scale * stretch_z, octaves, gain)
        # fold the edges together so that the repeat has no seam
        fade = np.linspace(0, 1, 128, dtype=np.float32)
        self.field[:128] = self.field[:128] * fade[:, None] + self.field[-1:] * (1 - fade[:, None])
        self.field[:, :128] = self.field[:, :128] * fade + self.field[:, -1:] * (1 - fade)

    def at(self, x, z) -> Array:
        return sample(self.field, x * self.scale + 300, z * self.scale + 500)
