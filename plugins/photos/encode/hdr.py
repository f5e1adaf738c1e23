"""Pictures of high dynamic range (ITU-R BT.2100) toned down to sRGB, in which white is the brightest there is.

What is darker than half of white stays as it is; above, up to the brightest of this picture, it is laid into the room
that is left, by a curve that begins with the slope it had. Each pixel keeps its hue: its three values are scaled alike.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from PIL import Image

from ..original.nclx import HLG, ColourNumbers
from .icc import SPACES_BY_NUMBER, SRGB, colorants

if TYPE_CHECKING:
    from numpy.typing import NDArray

    Values = NDArray[Any]

WHITE = 203  # candela per square metre: white paper (ITU-R BT.2408)
PEAK = 1000  # of the display for which HLG is meant, as there
KNEE = 0.5
BRIGHTEST = 99.9  # percent of pixels; what is brighter is a spark


def tone_down(image: Image.Image, numbers: ColourNumbers) -> Image.Image:
    """An RGB or RGBA picture of this transfer and these primaries in sRGB."""
    import numpy

    alpha = image.getchannel("A") if image.mode == "RGBA" else None
    light = _hlg if numbers.transfer == HLG else _pq
    linear = light(numpy.asarray(image.convert("RGB"), dtype=numpy.float32) / 255)
    space, srgb = (numpy.array(colorants(s)).T for s in (SPACES_BY_NUMBER.get(numbers.primaries, SRGB), SRGB))
    linear = (linear @ (numpy.linalg.inv(srgb) @ space).T.astype(numpy.float32)).clip(0)
    most = linear.max(axis=2)
    linear *= (_curve(most, float(numpy.percentile(most, BRIGHTEST))) / most.clip(1e-6))[:, :, None]
    coded = numpy.where(linear <= 0.0031308, linear * 12.92, 1.055 * linear.clip(1e-6) ** (1 / 2.4) - 0.055)
    toned = Image.fromarray((coded.clip(0, 1) * 255 + 0.5).astype(numpy.uint8))
    if alpha:
        toned.putalpha(alpha)
    return toned


def _curve(light: Values, brightest: float) -> Values:
    if brightest <= 1:
        return light
    room, span = 1 - KNEE, brightest - KNEE
    over = (light - KNEE).clip(0)
    return light.clip(None, KNEE) + over / (1 + over * (1 / room - 1 / span))


def _pq(coded: Values) -> Values:
    """SMPTE ST 2084: coded 0–1 to light, 1 for white."""
    power = coded ** (32 / 2523)
    return ((power - 0.8359375).clip(0) / (18.8515625 - 18.6875 * power)) ** (8192 / 1305) * (10_000 / WHITE)


def _hlg(coded: Values) -> Values:
    """ITU-R BT.2100, hybrid log-gamma: coded 0–1 to light of the display, 1 for white."""
    import numpy

    scene = numpy.where(coded <= 0.5, coded**2 / 3, (numpy.exp((coded - 0.55991073) / 0.17883277) + 0.28466892) / 12)
    luminance = scene @ numpy.array((0.2627, 0.678, 0.0593), dtype=numpy.float32)
    return scene * (luminance.clip(1e-6) ** 0.2)[:, :, None] * (PEAK / WHITE)
