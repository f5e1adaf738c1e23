"""What stands on ground in perspective, set back to front: trees, bushes, houses, boxes."""

from collections.abc import Callable
from dataclasses import dataclass

import numpy as np

from .colour import Array, lay
from .ground import Relief
from .house import House, Paint, draw_house
from .tree import Tree, stamp


@dataclass(frozen=True)
class Plant:
    """A tree or bush of a height in metres at (x, z)."""

    x: float
    z: float
    tall: float
    tree: Tree
    dark: Array
    lit: Array
    bark: Array | None = None
    fruit: Array | None = None
    shadow: float = 0.3
    wide: float = 1


@dataclass(frozen=True)
class Thing:
    """Anything else: draw(x, up, z) is called when its turn comes."""

    x: float
    z: float
    draw: Callable[[float, float, float], None]


def coat(image: Array, seen: Relief, colour: Array, mist, reach: float, most: float = 0.85) -> Array:
    """Lay the coloured ground over the picture, paler with distance."""
    far = np.clip(1 - np.exp(-seen.z / reach), 0, most)
    return lay(image, lay(colour, mist, far), seen.cover)


def plant(
    image: Array,
    seen: Relief,
    rng: np.random.Generator,
    what: list[Plant | House | Thing],
    look: Paint,
    mist,
    reach: float,
    most: float = 0.85,
    sun: float = -1,
) -> None:
    """Set everything on the ground, farthest first, in place; what a hill hides is left out."""
    for thing in sorted(what, key=lambda item: -item.z):
        if isinstance(thing, House):
            if seen.sees(thing.x, thing.z - thing.deep * 0.5, slack=0.15)[2]:
                draw_house(image, seen.view, thing, rng, look)
            continue
        px, py, open_ = seen.sees(thing.x, thing.z)
        if not open_:
            continue
        if isinstance(thing, Thing):
            thing.draw(thing.x, float(seen.height(np.float32(thing.x), np.float32(thing.z))), thing.z)
            continue
        far = float(np.clip(1 - np.exp(-thing.z / reach), 0, most))
        stamp(
            image,
            thing.tree,
            px,
            py,
            thing.tall * seen.view.size(thing.z),
            thing.dark,
            thing.lit,
            mist,
            far,
            thing.bark,
            thing.fruit,
            rng.random() < 0.5,
            thing.shadow,
            sun,
            thing.wide,
        )


def spread(
    rng: np.random.Generator, seen: Relief, count: int, near: float, far: float, span: float = 0.55
) -> list[tuple[float, float]]:
    """Places (x, z) strewn evenly over the picture rather than over the ground."""
    places = []
    for _ in range(count):
        z = near * (far / near) ** rng.uniform(0, 1)
        places.append(
            (
                float(rng.uniform(-span, span) * z / seen.view.focal + (0.5 - seen.view.centre) * z / seen.view.focal),
                float(z),
            )
        )
    return places
