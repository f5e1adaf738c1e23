"""Whether memory stays flat: the most that a build's processes take at once, at growing numbers of photos.

python -m tests.benchmarks.photos_memory 100 1000

The photos are of 24 megapixels, made on the spot: flat colours, so that they are quickly written and decoded; what has to
be held in memory for one of them is what a real one takes.
"""

from __future__ import annotations

import sys
import tempfile
from pathlib import Path

from tests.samples.photographs import giant, with_segment

from .cost import measure

RUN = """
import sys
from pathlib import Path
from plugins.photos.make.maker import RenditionMaker, Ready, Wanted
from plugins.photos.settings import PhotoSettings
content = Path(sys.argv[1])
settings = PhotoSettings(jobs=2, formats=tuple(sys.argv[2].split(",")))
wanted = [Wanted(file.name, None, True) for file in sorted(content.iterdir())]
made = RenditionMaker(settings, content, content.parent / "build").make(wanted)
assert all(isinstance(ready, Ready) for ready in made.values())
"""


def write_photos(folder: Path, count: int) -> None:
    """So many photos of 6000 by 4000, each with a comment of its own."""
    folder.mkdir()
    data = giant(6000, 4000)
    for number in range(count):
        comment = f"{number}".encode()
        (folder / f"{number:06}.jpg").write_bytes(
            with_segment(data, b"\xff\xfe" + (len(comment) + 2).to_bytes(2, "big") + comment)
        )


def main(counts: list[int], formats: str = "webp,jpeg") -> None:
    """One line a number of photos: the whole default ladder, both crops."""
    print("| photos | CPU s a photo | memory MB |\n|---|---|---|")
    for count in counts:
        with tempfile.TemporaryDirectory() as folder:
            write_photos(Path(folder) / "content", count)
            cost = measure([sys.executable, "-c", RUN, str(Path(folder) / "content"), formats])
        print(f"| {count} | {cost.cpu / count:.3f} | {cost.memory:.0f} |", flush=True)


if __name__ == "__main__":
    main([int(word) for word in sys.argv[1:]] or [100, 1000])
