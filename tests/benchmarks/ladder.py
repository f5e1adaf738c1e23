"""What the image libraries can do with no site around them: the yardstick for photos.

python -m tests.benchmarks.ladder pillow|pyvips PHOTOS OUT webp,jpeg

Two processes; each photo to 480, 960 and 1600, JPEG 80 baseline, WebP 80 method 4, AVIF 55 speed 6.
"""

from __future__ import annotations

import functools
import os
import sys
from concurrent.futures import ProcessPoolExecutor
from pathlib import Path

from PIL import Image, ImageOps

WIDTHS = (1600, 960, 480)
OPTIONS: dict[str, dict[str, int]] = {
    "jpeg": {"quality": 80},
    "webp": {"quality": 80, "method": 4},
    "avif": {"quality": 55, "speed": 6},
}
VIPS = {"jpeg": "[Q=80,strip]", "webp": "[Q=80,strip]", "avif": "[Q=55,effort=4,strip]"}


def pillow(path: Path, out: Path, formats: list[str]) -> None:
    """Decoded at a DCT scale, each size from the next larger."""
    image: Image.Image = Image.open(path)
    turned = image.getexif().get(0x0112, 1) >= 5
    image.draft("RGB", (1, WIDTHS[0]) if turned else (WIDTHS[0], 1))
    for width in WIDTHS:
        across, down = image.size[::-1] if turned else image.size
        size = (width, round(down * width / across))
        image = image.resize(size[::-1] if turned else size, Image.Resampling.LANCZOS, reducing_gap=2.0)
        if width == WIDTHS[0]:
            image, turned = ImageOps.exif_transpose(image), False
        for name in formats:
            image.save(out / f"{path.stem}-{width}.{name}", name.upper(), **OPTIONS[name])


def pyvips(path: Path, out: Path, formats: list[str]) -> None:
    """libvips' own thumbnail, then thumbnails of that."""
    import pyvips as vips

    image = vips.Image.thumbnail(str(path), WIDTHS[0], height=10**7).copy_memory()
    for width in WIDTHS:
        if width != WIDTHS[0]:
            image = image.thumbnail_image(width, height=10**7).copy_memory()
        for name in formats:
            image.write_to_file(f"{out / path.stem}-{width}.{name}{VIPS[name]}")


def main(name: str, photos: str, out: str, formats: str) -> None:
    """Every photo of a folder by one library."""
    os.environ.setdefault("VIPS_CONCURRENCY", "1")
    work = functools.partial({"pillow": pillow, "pyvips": pyvips}[name], out=Path(out), formats=formats.split(","))
    with ProcessPoolExecutor(2) as pool:
        list(pool.map(work, sorted(Path(photos).glob("*.jpg"))))


if __name__ == "__main__":
    main(*sys.argv[1:])
