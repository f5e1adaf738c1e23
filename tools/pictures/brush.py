"""Straight-edged things drawn by Pillow at a multiple of their size and laid over the picture."""

from collections.abc import Callable

import numpy as np
from PIL import Image, ImageDraw

from .colour import Array, eight

Draw = ImageDraw.ImageDraw
Points = list[tuple[float, float]]


class Brush:
    """A drawing area in picture pixels (left, top, right, bottom) over an image, drawn k times as large."""

    def __init__(self, image: Array, box: tuple[float, float, float, float] | None = None, k: int = 2) -> None:
        h, w = image.shape[:2]
        left, top, right, bottom = box or (0, 0, w, h)
        self.left, self.top = max(0, int(left)), max(0, int(top))
        self.right, self.bottom = min(w, int(right) + 1), min(h, int(bottom) + 1)
        self.image, self.k = image, k
        self.empty = self.right <= self.left or self.bottom <= self.top
        size = (1, 1) if self.empty else ((self.right - self.left) * k, (self.bottom - self.top) * k)
        self.layer = Image.new("RGBA", size, (0, 0, 0, 0))
        self.draw = ImageDraw.Draw(self.layer)

    def place(self, points) -> Points:
        return [((float(x) - self.left) * self.k, (float(y) - self.top) * self.k) for x, y in points]

    def shape(self, points, colour, alpha: float = 1) -> None:
        self.draw.polygon(self.place(points), fill=eight(colour, alpha))

    def line(self, points, colour, width: float = 1, alpha: float = 1) -> None:
        self.draw.line(
            self.place(points), fill=eight(colour, alpha), width=max(1, round(width * self.k)), joint="curve"
        )

    def round(self, x: float, y: float, rx: float, ry: float, colour, alpha: float = 1) -> None:
        (a, b), (c, d) = self.place([(x - rx, y - ry), (x + rx, y + ry)])
        self.draw.ellipse([a, b, c, d], fill=eight(colour, alpha))

    def finish(self, grain: Array | None = None, alpha: float = 1) -> None:
        """Lay the drawing over the image, in place; grain (a field as large as the image) roughens its colours."""
        if self.empty:
            return
        small = self.layer.reduce(self.k) if self.k > 1 else self.layer
        if self.k > 1:
            small = self.layer.resize((self.right - self.left, self.bottom - self.top), Image.Resampling.BOX)
        data = np.asarray(small, np.float32) / 255
        colour, mask = data[..., :3], data[..., 3:] * alpha
        if grain is not None:
            colour = colour * (1 + grain[self.top : self.bottom, self.left : self.right, None])
        here = self.image[self.top : self.bottom, self.left : self.right]
        self.image[self.top : self.bottom, self.left : self.right] = here + (colour - here) * mask


def drawn(image: Array, work: Callable[[Brush], None], box=None, k: int = 2, grain: Array | None = None) -> Array:
    """The image with one drawing over it."""
    brush = Brush(image, box, k)
    work(brush)
    brush.finish(grain)
    return image
