"""Where a picture looks at its reader: a cheap guess for crops of photos whose focal point nobody gave.

Three things draw the eye and cost little to find: edges, the colours of skin, and strong colour. They are measured on a
thumbnail and added up along the one side that a crop has to shorten; the stretch with the most of them wins, a
stretch in the middle before an equal one at the edge.
"""

from __future__ import annotations

from PIL import Image, ImageChops, ImageFilter

from .plan import Focus, Size, shape

SIDE = 96  # pixels; more finds the same stretch
CALM = 0.15  # how much of the weight of its surroundings a stretch at the very edge loses


def find_focus(image: Image.Image, box: Size) -> Focus:
    """The point (0–1 from the top left) round which to crop an RGB picture to the shape of the box."""
    width, height = shape(image.size, box)
    small = image.convert("RGB")
    small.thumbnail((SIDE, SIDE), Image.Resampling.BOX)
    if width < image.width - 0.5:
        return _best(_line(small, (small.width, 1)), width / image.width), 0.5
    if height < image.height - 0.5:
        return 0.5, _best(_line(small, (1, small.height)), height / image.height)
    return 0.5, 0.5


def _line(small: Image.Image, size: Size) -> list[float]:
    weight = interest(small).resize(size, Image.Resampling.BOX)
    return [float(value) + 1 for value in weight.tobytes()]


def interest(small: Image.Image) -> Image.Image:
    """How much each place of a small RGB picture draws the eye, 0–255."""
    grey = small.convert("L").filter(ImageFilter.GaussianBlur(0.8))
    edges = ImageChops.difference(grey, grey.filter(ImageFilter.GaussianBlur(3)))
    luma, blue, red = small.convert("YCbCr").split()
    # Skin of every shade lies in a narrow band of chrominance (Chai and Ngan 1999: Cb 77–127, Cr 133–173).
    skin = ImageChops.multiply(
        ImageChops.multiply(blue.point([255 * (77 <= v <= 127) for v in range(256)]), red.point(_skin_red())),
        luma.point([255 * (40 <= v <= 235) for v in range(256)]),
    )
    colour = small.convert("HSV").getchannel("S")
    return ImageChops.add(
        edges.point([min(255, 4 * v) for v in range(256)]),
        ImageChops.add(skin.point([v * 2 // 5 for v in range(256)]), colour.point([v // 8 for v in range(256)])),
    )


def _skin_red() -> list[int]:
    return [255 * (136 <= v <= 173) for v in range(256)]


def _best(line: list[float], part: float) -> float:
    """The middle (0–1) of the weightiest stretch that is this part of the line."""
    span = max(1, round(len(line) * part))
    places = range(len(line) - span + 1)
    total = sum(line)
    last = len(line) - span

    def worth(start: int) -> float:
        off = abs(2 * start / last - 1) if last else 0.0
        return sum(line[start : start + span]) / total - CALM * (span / len(line)) * off

    best = max(places, key=lambda start: (round(worth(start), 6), -abs(2 * start - last)))
    return (best + span / 2) / len(line)
