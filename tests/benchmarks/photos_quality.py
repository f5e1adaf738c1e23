"""Which qualities look alike: SSIMULACRA2 of each format, against the rendition before it is encoded.

python -m tests.benchmarks.photos_quality FOLDER-OF-SHARED-FIXTURES

Twelve photographs at 960 pixels, one of them a red banner, which has a column of its own. Needs the package
ssimulacra2. Its table stands in plugins/photos/settings.py.
"""

from __future__ import annotations

import io
import sys
import tempfile
import time
from pathlib import Path

from PIL import Image

from plugins.photos.encode.pixels import largest_step
from plugins.photos.original.header import read_original
from plugins.photos.plan.cuts import TALLEST, fit

ROOT = Path(__file__).parents[2]
BANNER = "found/photos/red-banner.jpg"
NAMES = (
    BANNER,
    "photos/gps-wide-67-0_length_string.jpg",
    "photos/orient-1.jpg",
    "photos/村口花田.jpeg",
    "photos/秋收 现场（一）.JPG",
    "photos/Olympus μ Digital 800.JPG",
    "photos/heic-single.heic",
    "photos/test?<special> chars#.jpg",
    "photos/DSCN0010.jpg",
    "photos/16bit-rgb.png",
)
DRAWN = ("content/bases/jinye/herb-field-bloom.jpg", "content/bases/dongbin/orchard-fruit.jpg")
JPEG = {"progressive": True, "optimize": True}
GRID: tuple[tuple[str, str, dict[str, object], tuple[int, ...]], ...] = (
    ("JPEG", "4:2:0", {"subsampling": "4:2:0", **JPEG}, (74, 76, 78, 80)),
    ("JPEG", "4:4:4", {"subsampling": "4:4:4", **JPEG}, (70, 72, 74, 76)),
    ("WEBP", "method 4", {"method": 4}, (78, 80, 82)),
    ("WEBP", "method 2", {"method": 2}, (78, 80, 82)),
    ("AVIF", "4:2:0 speed 6", {"subsampling": "4:2:0", "speed": 6}, (60,)),
    ("AVIF", "4:4:4 speed 6", {"subsampling": "4:4:4", "speed": 6}, (56, 58, 60)),
    ("AVIF", "4:4:4 speed 8", {"subsampling": "4:4:4", "speed": 8}, (58, 60, 62)),
)
WIDTH = 960


def score(one: Image.Image, other: Image.Image) -> float:
    """SSIMULACRA2: 100 is the same, 70 good, 30 bad."""
    from ssimulacra2 import compute_ssimulacra2

    with tempfile.TemporaryDirectory() as folder:
        files = [f"{folder}/{name}.png" for name in "ab"]
        for file, image in zip(files, (one, other), strict=True):
            image.save(file)
        return float(compute_ssimulacra2(*files))


def main(folder: str) -> None:
    """The mean of all photos for every format and quality."""
    print(
        "| format | how | quality | score | banner | bits a pixel | CPU s a megapixel |\n|---|---|---|---|---|---|---|"
    )
    images = []
    for file in [*(Path(folder) / name for name in NAMES), *(ROOT / name for name in DRAWN)]:
        data = file.read_bytes()
        original = read_original(data, "")
        images.append(largest_step(data, original, fit(original.size, (WIDTH, TALLEST))).convert("RGB"))
    for format, how, options, qualities in GRID:
        for quality in qualities:
            rows = []
            for image in images:
                out, started = io.BytesIO(), time.process_time()
                more = {"max_threads": 1} if format == "AVIF" else {}
                image.save(out, format, quality=quality, **options, **more)
                spent, pixels = time.process_time() - started, image.width * image.height
                found = score(image, Image.open(out).convert("RGB"))
                rows.append((found, len(out.getvalue()) * 8 / pixels, spent * 1e6 / pixels))
            mean, bits, spent = (sum(column) / len(rows) for column in zip(*rows, strict=True))
            row = f"{format} | {how} | {quality} | {mean:.1f} | {rows[0][0]:.1f} | {bits:.2f} | {spent:.3f}"
            print(f"| {row} |", flush=True)


if __name__ == "__main__":
    main(sys.argv[1])
