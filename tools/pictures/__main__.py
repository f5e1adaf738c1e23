"""python -m tools.pictures OUTPUT_DIR [NAME ...]: draw the pictures, or only the named ones, as JPEGs."""

import argparse
import time
from pathlib import Path

import numpy as np

from .scenes import PICTURES
from .sheet import print_sheet


def main() -> None:
    parser = argparse.ArgumentParser(
        prog="python -m tools.pictures", description="Draw the pictures of the working edition."
    )
    parser.add_argument("output", type=Path, help="folder for the JPEGs; made if missing")
    parser.add_argument("names", nargs="*", metavar="NAME", help="only these, without .jpg")
    chosen = parser.parse_args()
    unknown = sorted(set(chosen.names) - set(PICTURES))
    if unknown:
        parser.error(f"no such picture: {', '.join(unknown)}; there are {', '.join(PICTURES)}")
    chosen.output.mkdir(parents=True, exist_ok=True)
    total = 0
    for name in chosen.names or PICTURES:
        start = time.perf_counter()
        picture = PICTURES[name]
        rng = np.random.default_rng(picture.seed)
        image = picture.draw(rng)
        path = chosen.output / f"{name}.jpg"
        quality = print_sheet(
            image,
            rng,
            path,
            picture.limit,
            picture.best,
            picture.grain,
            picture.warm,
            picture.edge,
            picture.soft,
            picture.punch,
        )
        total += path.stat().st_size
        height, width = image.shape[:2]
        size, seconds = path.stat().st_size / 1000, time.perf_counter() - start
        print(f"{path.name:28} {width} x {height} {size:6.0f} kB at {quality} {seconds:5.1f} s", flush=True)
    print(f"{total / 1e6:.2f} MB in all")


if __name__ == "__main__":
    main()
