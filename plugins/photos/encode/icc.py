"""ICC profiles (ICC.1:2001-04, version 2) of colour spaces that files name without carrying their profile."""

from __future__ import annotations

import struct
from dataclasses import dataclass

Point = tuple[float, float]
Three = tuple[float, float, float]
Matrix = tuple[Three, Three, Three]

D65: Point = (0.3127, 0.3290)
D50: Three = (0.9642, 1.0, 0.8249)
BRADFORD: Matrix = ((0.8951, 0.2664, -0.1614), (-0.7502, 1.7135, 0.0367), (0.0389, -0.0685, 1.0296))


@dataclass(frozen=True, slots=True)
class Space:
    """An RGB space with white point D65: chromaticities of its primaries; its gamma, None for the curve of sRGB."""

    name: str
    red: Point
    green: Point
    blue: Point
    gamma: float | None


ADOBE_RGB = Space("Adobe RGB (1998)", (0.64, 0.33), (0.21, 0.71), (0.15, 0.06), 563 / 256)
SRGB = Space("sRGB", (0.64, 0.33), (0.3, 0.6), (0.15, 0.06), None)
DISPLAY_P3 = Space("Display P3", (0.68, 0.32), (0.265, 0.69), (0.15, 0.06), None)
REC_2020 = Space("Rec. 2020", (0.708, 0.292), (0.17, 0.797), (0.131, 0.046), None)
SPACES_BY_NUMBER = {9: REC_2020, 11: DISPLAY_P3, 12: DISPLAY_P3}  # ISO/IEC 23091-2; 11 is P3 with another white


def matrix_profile(space: Space) -> bytes:
    """The profile of an RGB space."""
    columns = colorants(space)
    white = _number(0.9642), _number(1.0), _number(0.8249)
    curve = _curve(space.gamma)
    tags = {
        b"desc": _description(space.name),
        b"cprt": b"text\0\0\0\0No copyright, use freely\0",
        b"wtpt": b"XYZ \0\0\0\0" + struct.pack(">3i", *white),
        **{
            name: b"XYZ \0\0\0\0" + struct.pack(">3i", *(_number(value) for value in column))
            for name, column in zip((b"rXYZ", b"gXYZ", b"bXYZ"), columns, strict=True)
        },
        b"rTRC": curve,
        b"gTRC": curve,
        b"bTRC": curve,
    }
    table, body = b"", b""
    start = 128 + 4 + 12 * len(tags)
    for name, data in tags.items():
        table += name + struct.pack(">II", start + len(body), len(data))
        body += data + b"\0" * (-len(data) % 4)
    size = start + len(body)
    date = struct.pack(">6H", 2021, 1, 1, 0, 0, 0)
    head = struct.pack(">I4sI4s4s4s12s4s", size, b"\0\0\0\0", 0x02100000, b"mntr", b"RGB ", b"XYZ ", date, b"acsp")
    head = (head + b"\0" * 28 + struct.pack(">3i", *white)).ljust(128, b"\0")
    return head + struct.pack(">I", len(tags)) + table + body


def colorants(space: Space) -> Matrix:
    """XYZ of full red, green and blue, adapted from D65 to the profiles' D50 by Bradford's matrix."""
    xyz = [_xyz(point) for point in (space.red, space.green, space.blue)]
    white = _xyz(D65)
    shares = _times(_inverse(_transpose(xyz)), white)
    cone_from, cone_to = _times(BRADFORD, white), _times(BRADFORD, D50)
    adapted = []
    for column, share in zip(xyz, shares, strict=True):
        cone = _times(BRADFORD, tuple(value * share for value in column))
        scaled = tuple(c * to / frm for c, to, frm in zip(cone, cone_to, cone_from, strict=True))
        adapted.append(_times(_inverse(BRADFORD), scaled))
    return adapted[0], adapted[1], adapted[2]


def _xyz(point: Point) -> Three:
    x, y = point
    return x / y, 1.0, (1 - x - y) / y


def _transpose(rows: list[Three]) -> Matrix:
    a, b, c = zip(*rows, strict=True)
    return a, b, c


def _times(matrix: Matrix, vector: tuple[float, ...]) -> Three:
    a, b, c = (sum(m * v for m, v in zip(row, vector, strict=True)) for row in matrix)
    return a, b, c


def _inverse(matrix: Matrix) -> Matrix:
    (a, b, c), (d, e, f), (g, h, i) = matrix
    whole = a * (e * i - f * h) - b * (d * i - f * g) + c * (d * h - e * g)
    return (
        ((e * i - f * h) / whole, (c * h - b * i) / whole, (b * f - c * e) / whole),
        ((f * g - d * i) / whole, (a * i - c * g) / whole, (c * d - a * f) / whole),
        ((d * h - e * g) / whole, (b * g - a * h) / whole, (a * e - b * d) / whole),
    )


def _number(value: float) -> int:
    return round(value * 65536)


def _curve(gamma: float | None) -> bytes:
    if gamma is not None:
        return b"curv\0\0\0\0" + struct.pack(">IH", 1, round(gamma * 256)) + b"\0\0"
    steps = [_srgb(n / 1023) for n in range(1024)]
    return b"curv\0\0\0\0" + struct.pack(">I1024H", 1024, *(round(step * 65535) for step in steps))


def _srgb(value: float) -> float:
    """The tone curve of IEC 61966-2-1."""
    return value / 12.92 if value <= 0.04045 else ((value + 0.055) / 1.055) ** 2.4


def _description(name: str) -> bytes:
    ascii_ = name.encode("ascii") + b"\0"
    return b"desc\0\0\0\0" + struct.pack(">I", len(ascii_)) + ascii_ + b"\0" * 78
