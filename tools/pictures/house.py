"""Mountain houses in perspective: pale walls, grey tiles, deep eaves."""

from dataclasses import dataclass, replace

import numpy as np

from .brush import Brush
from .colour import Array, ink, mix
from .ground import View


@dataclass(frozen=True)
class Paint:
    """What houses are painted with under one light. sun points to it (x, up, z); low is the share of shade light."""

    wall: Array
    roof: Array
    wood: Array
    window: Array
    mist: Array
    sun: tuple[float, float, float] = (-0.6, 0.7, -0.4)
    low: float = 0.62
    lamp: Array | None = None
    reach: float = 500
    snow: Array | None = None
    warm: Array | None = None


def paint(
    wall: str, roof: str, mist: str, wood: str = "#6b4a34", window: str = "#4d5a5c", lamp: str | None = None, **how
) -> Paint:
    return Paint(ink(wall), ink(roof), ink(wood), ink(window), ink(mist), lamp=ink(lamp) if lamp else None, **how)


@dataclass(frozen=True)
class House:
    """A gabled house: its middle on the ground, its ridge turned by angle (0: parallel to the picture)."""

    x: float
    z: float
    ground: float = 0
    long: float = 12
    deep: float = 8
    eaves: float = 5.5
    rise: float = 2.4
    angle: float = 0
    floors: int = 2
    bays: int = 4
    lit: float = 0
    flat: bool = False
    band: str | None = None


def draw_house(image: Array, view: View, house: House, rng: np.random.Generator, look: Paint, k: int = 3) -> None:
    """Draw one house over the image, in place."""
    c, s = np.cos(house.angle), np.sin(house.angle)
    hl, hd = house.long / 2, house.deep / 2

    def at(a: float, up: float, b: float) -> tuple[float, float]:
        return view.at(house.x + a * c - b * s, house.ground + up, max(house.z + a * s + b * c, 0.5))

    over = 0.9
    reach = [
        at(a, up, b)
        for a in (-hl - 2, hl + 2)
        for b in (-hd - 2, hd + 2)
        for up in (-0.5, house.eaves + house.rise + 1)
    ]
    xs, ys = [p[0] for p in reach], [p[1] for p in reach]
    box = (min(xs) - 4, min(ys) - 4, max(xs) + 4, max(ys) + 4)
    size = view.size(house.z)
    brush = Brush(image, box, k if size < 60 else 2)
    if brush.empty:
        return
    far = float(1 - np.exp(-house.z / look.reach))
    sun = np.array(look.sun) / np.linalg.norm(look.sun)
    tint = rng.uniform(0.965, 1.02)

    def tone(colour, a: float, up: float, b: float, bright: float = 1.0) -> Array:
        normal = np.array([a * c - b * s, up, a * s + b * c])
        light = look.low + (1 - look.low) * max(0.0, float(normal @ sun)) * 1.5
        lit = np.asarray(colour) * min(light, 1.12) * bright
        return mix(lit, look.mist, far)

    def faces(a: float, b: float, da: float, db: float) -> bool:
        px, pz = house.x + a * c - b * s, house.z + a * s + b * c
        return (da * c - db * s) * -px + (da * s + db * c) * -pz > 0

    def wall(p0, p1, normal, bays: int, gable: bool) -> None:
        colour = tone(look.wall * tint, *normal)
        corners = [(*p0, 0.0), (*p1, 0.0), (*p1, house.eaves), (*p0, house.eaves)]
        brush.shape([at(a, up, b) for a, b, up in corners], colour)
        if gable and not house.flat:
            top = ((p0[0] + p1[0]) / 2, (p0[1] + p1[1]) / 2)
            brush.shape(
                [
                    at(p0[0], house.eaves - 0.02, p0[1]),
                    at(p1[0], house.eaves - 0.02, p1[1]),
                    at(top[0], house.eaves + house.rise, top[1]),
                ],
                colour,
            )

        def spot(u: float, up: float) -> tuple[float, float]:
            return at(p0[0] + (p1[0] - p0[0]) * u, up, p0[1] + (p1[1] - p0[1]) * u)

        def quad(u0: float, u1: float, v0: float, v1: float, what) -> None:
            brush.shape([spot(u0, v0), spot(u1, v0), spot(u1, v1), spot(u0, v1)], what)

        quad(0, 1, 0, 0.55, tone(look.wall * 0.80, *normal))
        if house.band:
            quad(0, 1, house.eaves * 0.5 - 0.12, house.eaves * 0.5 + 0.12, tone(ink(house.band), *normal))
        if size < 2.2:
            return
        floor, length = house.eaves / house.floors, abs(p1[0] - p0[0]) + abs(p1[1] - p0[1])
        if not house.flat:
            quad(0, 1, house.eaves - 0.5, house.eaves, mix(colour, tone(look.roof * 0.6, *normal), 0.55))
        for level in range(house.floors):
            for i in range(bays):
                u = (i + 0.5) / bays
                half = min((1.15 if house.flat else 0.68 if not gable else 0.5) / length, 0.36 / bays)
                low = level * floor + (0.95 if level or not (i == bays // 2 and not gable) else 0.02)
                high = level * floor + min(floor * 0.76, 2.35)
                door = level == 0 and i == bays // 2 and not gable
                shine = house.lit and rng.random() < house.lit and look.lamp is not None
                glass = (
                    mix(look.lamp, look.mist, far * 0.4)
                    if shine
                    else tone(look.window, *normal, 0.96 + 0.08 * rng.random())
                )
                frame = mix(tone(look.wood, *normal), glass, 0.25) if shine else tone(look.wood, *normal)
                pad = 0.13 / length
                quad(u - half - pad, u + half + pad, low - 0.08, high + 0.1, frame)
                if door and not shine:
                    glass = tone(look.wood * 0.78, *normal)
                quad(u - half, u + half, low, high, glass)
                if size > 9:
                    w = max(1.0, size * 0.06)
                    brush.line([spot(u, low), spot(u, high)], frame, w)
                    if not door:
                        brush.line(
                            [spot(u - half, (low + high * 1.4) / 2.4), spot(u + half, (low + high * 1.4) / 2.4)],
                            frame,
                            w,
                        )
        if size > 5 and not gable and house.floors > 1 and not house.flat:
            quad(0, 1, floor - 0.10, floor + 0.06, tone(look.wood, *normal, 0.9))

    sides = [
        ((-hl, -hd), (hl, -hd), (0, 0, -1), house.bays, False),
        ((hl, hd), (-hl, hd), (0, 0, 1), house.bays, False),
        ((hl, -hd), (hl, hd), (1, 0, 0), 2, True),
        ((-hl, hd), (-hl, -hd), (-1, 0, 0), 2, True),
    ]
    for p0, p1, normal, bays, gable in sides:
        middle = ((p0[0] + p1[0]) / 2, (p0[1] + p1[1]) / 2)
        if faces(*middle, normal[0], normal[2]):
            wall(p0, p1, normal, bays, gable)
    if house.flat:
        up = house.eaves
        for p0, p1, normal, _, _ in sides:
            if faces((p0[0] + p1[0]) / 2, (p0[1] + p1[1]) / 2, normal[0], normal[2]):
                brush.shape(
                    [
                        at(p0[0], up, p0[1]),
                        at(p1[0], up, p1[1]),
                        at(p1[0], up + 0.7, p1[1]),
                        at(p0[0], up + 0.7, p0[1]),
                    ],
                    tone(look.wall * 0.92, *normal),
                )
        if view.up > house.ground + up + 0.7:
            brush.shape(
                [at(-hl, up + 0.7, -hd), at(hl, up + 0.7, -hd), at(hl, up + 0.7, hd), at(-hl, up + 0.7, hd)],
                tone(look.wall * 0.86, 0, 1, 0),
            )
        brush.finish()
        return
    # the two slopes of the roof, the one that looks away first
    e, r = house.eaves, house.eaves + house.rise
    drop = over * house.rise / hd
    pitch = np.hypot(house.rise, hd)
    slopes = []
    for side in (-1, 1):
        edge = [
            (-hl - over, e - drop, side * (hd + over)),
            (hl + over, e - drop, side * (hd + over)),
            (hl + over, r, 0),
            (-hl - over, r, 0),
        ]
        normal = (0.0, hd / pitch, side * house.rise / pitch)
        px, pz = house.x - side * hd / 2 * s, house.z + side * hd / 2 * c
        toward = normal[2] * (s * px - c * pz) + normal[1] * (view.up - house.ground - (e + r) / 2)
        slopes.append((toward, edge, normal, side))
    for toward, edge, normal, side in sorted(slopes, key=lambda item: item[0]):
        colour = tone(look.roof if look.snow is None else look.snow, *normal, rng.uniform(0.96, 1.04))
        if toward <= 0:
            continue
        brush.shape([at(*p) for p in edge], colour)
        if size > 4.5 and look.snow is None:
            n = int(house.long * (1.2 if size < 14 else 2.4))
            for i in range(n + 1):
                a = -hl - over + (house.long + 2 * over) * i / n
                brush.line(
                    [at(a, e - drop, side * (hd + over)), at(a, r, 0)],
                    colour * (0.86 if i % 2 else 1.10),
                    max(0.8, size * 0.055),
                )
        if look.snow is not None:
            # snow lies thickest on the ridge; a blue shade gathers above the eaves
            for part, cool in ((0.55, 0.10), (0.30, 0.12), (0.12, 0.14)):
                low = [
                    edge[0],
                    edge[1],
                    tuple(mix(np.array(edge[1]), np.array(edge[2]), part)),
                    tuple(mix(np.array(edge[0]), np.array(edge[3]), part)),
                ]
                brush.shape([at(*p) for p in low], mix(colour, ink("#9fb2cc"), cool + 0.10))
                colour = mix(colour, ink("#9fb2cc"), 0.03)
        lip = colour * 0.62 if look.snow is None else mix(look.snow, look.roof, 0.8)
        brush.line([at(*edge[0]), at(*edge[1])], lip, max(1.0, size * 0.13))
        for end in (0, 1):
            brush.line([at(*edge[end]), at(*edge[3 - end])], mix(colour, lip, 0.7), max(0.8, size * 0.12))
    cap = tone(look.roof * 0.72 if look.snow is None else look.snow * 1.02, 0, 1, 0)
    brush.line([at(-hl - over, r + 0.06, 0), at(hl + over, r + 0.06, 0)], cap, max(1.2, size * 0.26))
    if size > 5:
        for end in (-1, 1):
            tip = end * (hl + over)
            brush.line(
                [at(tip - end * 0.7, r + 0.08, 0), at(tip + end * 0.18, r + 0.42, 0)], cap, max(1.0, size * 0.16)
            )
    brush.finish()


def village(
    view: View,
    rng: np.random.Generator,
    places: list[tuple[float, float]],
    height,
    turn: float = 0,
    lit: float = 0,
    spread: float = 0.25,
    two: float = 0.6,
) -> list[House]:
    """Houses at places (x, z) on the ground, each a little different."""
    houses = []
    for x, z in places:
        tall = rng.random() < two
        long = rng.uniform(9, 15)
        ground = float(height(np.float32(x), np.float32(z)))
        houses.append(
            House(
                x,
                z,
                ground - 0.3,
                long,
                rng.uniform(6.5, 8.5),
                5.8 if tall else 3.6,
                rng.uniform(2.0, 2.7),
                turn + rng.normal() * spread,
                2 if tall else 1,
                max(2, int(long / 3.3)),
                lit,
            )
        )
    return houses


def turned(house: House, **change) -> House:
    return replace(house, **change)
