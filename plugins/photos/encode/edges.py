"""Whether a picture has edges between saturated colours: red banners, flags, signs. There JPEG's usual half resolution
of colour (4:2:0) lets red run into brown."""

from __future__ import annotations

from PIL import Image, ImageChops

WIDTH = 960  # pixels; what is finer is not seen
FAR = 24  # of 255: how far half resolution may move a pixel's colour
SHARE = 0.001  # of the pixels; a banner's text covers more


def saturated_edges(image: Image.Image) -> bool:
    """Whether more than a few pixels of an RGB picture would change colour at half resolution."""
    small = image.reduce(max(1, image.width // WIDTH))
    if min(small.size) < 4:
        return False
    half = small.width // 2, small.height // 2
    moved = 0
    for chroma in small.convert("YCbCr").split()[1:]:
        blurred = chroma.resize(half, Image.Resampling.BOX).resize(small.size, Image.Resampling.BILINEAR)
        moved += sum(ImageChops.difference(chroma, blurred).histogram()[FAR:])
    return moved > SHARE * small.width * small.height
