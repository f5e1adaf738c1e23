"""Red stays red where it meets another colour: AVIF always has all of its colours, JPEG where it matters."""

from __future__ import annotations

import io

import pytest
from PIL import Image, JpegImagePlugin

from plugins.photos.encode.edges import saturated_edges
from tests.samples import photographs as samples

from .lab import raw


def _sampling(data: bytes) -> int:
    """0 for 4:4:4, 2 for 4:2:0, of a JPEG as its decoder sees it."""
    with Image.open(io.BytesIO(data)) as image:
        return JpegImagePlugin.get_sampling(image)


def _colours_kept(data: bytes) -> bool:
    """Whether an AVIF says it is 4:4:4 (av1C: neither bit of chroma subsampling)."""
    return not data[data.index(b"av1C") + 6] & 0b1100


def test_a_banner_keeps_its_colours() -> None:
    """Each JPEG of the photo, its crops too, and each AVIF."""
    files = raw(samples.banner(), formats=("avif", "webp", "jpeg"), widths={"card": 480, "column": 960})
    for (_, format), data in files.items():
        if format == "jpeg":
            assert _sampling(data) == 0
        elif format == "avif":
            assert _colours_kept(data)


def test_other_photographs_are_small() -> None:
    """Half resolution of colour is not seen in them."""
    files = raw(samples.jpeg((960, 640)), formats=("avif", "jpeg"), widths={"card": 480}, crops={})
    assert _sampling(files["card", "jpeg"]) == 2
    assert _colours_kept(files["card", "avif"])


@pytest.mark.parametrize(
    ("image", "edges"),
    [
        (Image.open(io.BytesIO(samples.banner())).convert("RGB"), True),
        (samples.scene(), False),
        (Image.new("RGB", (3, 3), "red"), False),
        (samples.detailed(), False),
        (samples.detailed().convert("L").convert("RGB"), False),
    ],
)
def test_edges_between_colours_are_told_from_others(image: Image.Image, edges: bool) -> None:
    """Soft colours and grey edges, however sharp, are none."""
    assert saturated_edges(image) == edges
