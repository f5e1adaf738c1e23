"""Which qualities look alike: SSIMULACRA2 of each format, against the rendition before it is encoded.

python -m tests.benchmarks.photos_quality FOLDER-OF-PHOTOS

Needs the package ssimulacra2. Its table stands in plugins/photos/settings.py.
"""

from __future__ import annotations

import io
import sys
import tempfile
import time
from pathlib import Path

from PIL import Image

from plugins.photos.encode.pixels import largest_step, save
from plugins.photos.original.header import Original, read_original
from plugins.photos.plan.cuts import TALLEST, fit, plan
from plugins.photos.settings import PhotoSettings

NAMES = (
    "gps-wide-67-0_length_string.jpg",
    "orient-1.jpg",
    "村口花田.jpeg",
    "秋收 现场（一）.JPG",
    "Olympus μ Digital 800.JPG",
    "heic-single.heic",
)
GRID = {"jpeg": (70, 74, 76, 78, 80, 85), "webp": (75, 78, 80, 82, 85), "avif": (50, 55, 58, 60, 62, 65, 70)}
WIDTH = 960


def rendition(image: Image.Image, format: str, quality: int) -> tuple[bytes, float]:
    """A step of the ladder in one format, and the CPU seconds it took."""
    settings = PhotoSettings(
        widths={"column": WIDTH},
        crops={},
        formats=tuple(dict.fromkeys((format, "jpeg"))),
        quality={"jpeg": 76, format: quality},
    )
    cut = next(cut for cut in plan(Original("", "PNG", *image.size), settings) if cut.format == format)
    started = time.process_time()
    return save(image, cut), time.process_time() - started


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
    print("| format | quality | score | bits a pixel | CPU s a megapixel |\n|---|---|---|---|---|")
    images = []
    for name in NAMES:
        data = (Path(folder) / name).read_bytes()
        original = read_original(data, "")
        images.append(largest_step(data, original, fit(original.size, (WIDTH, TALLEST))).convert("RGB"))
    for format, qualities in GRID.items():
        for quality in qualities:
            rows = []
            for image in images:
                file, spent = rendition(image, format, quality)
                found = score(image, Image.open(io.BytesIO(file)).convert("RGB"))
                rows.append(
                    (found, len(file) * 8 / image.width / image.height, spent * 1e6 / image.width / image.height)
                )
            found, bits, spent = (sum(column) / len(rows) for column in zip(*rows, strict=True))
            print(f"| {format} | {quality} | {found:.1f} | {bits:.2f} | {spent:.3f} |", flush=True)


if __name__ == "__main__":
    main(sys.argv[1])
