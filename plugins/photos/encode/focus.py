"""Where a picture looks at its reader: a cheap guess for crops of photos whose focal point nobody gave.

Three things draw the eye and cost little to find: edges, colours unlike the rest of the picture, and skin, which counts
the less the more of the picture has its colour (a field of wheat has). They are measured on a thumbnail and added up
along the one side that a crop has to shorten. The stretch with the most of them wins, but what is cut off a tall
picture is rather its foot than its head: people stand upright.
"""

from __future__ import annotations

from collections.abc import Sequence

from PIL import Image, ImageChops, ImageFilter, ImageStat

from ..plan.cuts import Focus, Size, shape

SIDE = 96  # pixels; more finds the same stretch
MIDDLE, EYES = 0.5, 0.25  # where, from left and from top, a stretch lies best when nothing speaks against it
PULL = 0.8  # of the weight of the whole picture, for a stretch that lies a whole picture away from there
FADE = 0.7  # how much less a thing counts at the foot of a picture than the same thing at its head
MUCH_SKIN = 0.3  # of the picture; from there on its colour says nothing


def find_focus(image: Image.Image, box: Size) -> Focus:
    """The point (0–1 from the top left) round which to crop an RGB or RGBA picture to the shape of the box."""
    width, height = shape(image.size, box)
    small = image.convert("RGB")
    small.thumbnail((SIDE, SIDE), Image.Resampling.BOX)
    weight = interest(small)
    if width < image.width - 0.5:
        line = weight.resize((small.width, 1), Image.Resampling.BOX).tobytes()
        return _best(list(line), width / image.width, MIDDLE), 0.5
    if height < image.height - 0.5:
        line = weight.resize((1, small.height), Image.Resampling.BOX).tobytes()
        faded = [value * (1 - FADE * row / len(line)) for row, value in enumerate(line)]
        return 0.5, _best(faded, height / image.height, EYES)
    return 0.5, 0.5


def interest(small: Image.Image) -> Image.Image:
    """How much each place of a small RGB picture draws the eye, 0–255."""
    grey = small.convert("L")
    edges = ImageChops.difference(grey, grey.filter(ImageFilter.GaussianBlur(3))).point(_times(3))
    usual = tuple(round(mean) for mean in ImageStat.Stat(small).mean)
    unlike = ImageChops.difference(small, Image.new("RGB", small.size, usual)).convert("L").point(_times(1))
    skin = _skin(small)
    rare = max(0.0, 1 - ImageStat.Stat(skin).mean[0] / 255 / MUCH_SKIN)
    return ImageChops.add(ImageChops.add(edges, unlike), skin.point(_times(0.6 * rare)))


def _skin(small: Image.Image) -> Image.Image:
    """255 where the colour is that of skin, whose every shade has much the same chrominance (Chai and Ngan 1999)."""
    luma, blue, red = small.convert("YCbCr").split()
    bands = (luma.point(_within(40, 235)), blue.point(_within(77, 127)), red.point(_within(136, 173)))
    return ImageChops.multiply(ImageChops.multiply(*bands[:2]), bands[2])


def _times(factor: float) -> list[int]:
    return [min(255, round(factor * value)) for value in range(256)]


def _within(low: int, high: int) -> list[int]:
    return [255 * (low <= value <= high) for value in range(256)]


def _best(weights: Sequence[float], part: float, rest: float) -> float:
    """The middle (0–1) of the weightiest stretch that is this part of a line of weights; `rest` where it lies best."""
    span = max(1, round(len(weights) * part))
    total = sum(weights) or 1.0

    def middle(start: int) -> float:
        return (start + span / 2) / len(weights)

    def worth(start: int) -> float:
        return sum(weights[start : start + span]) / total - PULL * (middle(start) - rest) ** 2

    return middle(max(range(len(weights) - span + 1), key=lambda start: (round(worth(start), 6), -start)))
