"""PHOTOS in pelicanconf.py: what photos are published as, and within which limits.

The qualities give the same SSIMULACRA2 score in every format, within half a point; the efforts are those beyond which
the score and the bytes hardly move. Measured by tests/benchmarks/photos_quality.py on twelve photographs at 960 pixels
against the unencoded rendition, `banner` being the one of red text; CPU seconds are those of encoding one megapixel:

    format  colours  quality  effort       score  banner  bits a pixel  CPU s
    JPEG    4:2:0         76  progressive   78.5    65.6          1.21   0.02
    JPEG    4:4:4         76  progressive   83.6    77.8          1.52   0.03    where edges.py finds it needed
    WebP    4:2:0         80  method 2      78.0    73.2          1.23   0.04
    AVIF    4:4:4         58  speed 8       78.1    84.6          0.82   0.28
    those before:
    WebP    4:2:0         80  method 4      78.3    73.1          1.20   0.09
    AVIF    4:2:0         60  speed 6       78.1    74.9          0.84   0.79
"""

from __future__ import annotations

import os
import re
from collections.abc import Mapping
from dataclasses import dataclass, field

from ..newsroom.site import SettingsError

# From an album's thumb to the lightbox: wherever a picture stands on a page, there is a step not much larger.
LADDER = {"tiny": 160, "small": 280, "card": 480, "measure": 720, "column": 960, "wide": 1600, "full": 2400}
KNOWN = ("avif", "webp", "jpeg")


@dataclass(frozen=True, slots=True)
class PhotoSettings:
    """widths: the ladder, pixels by purpose. formats: best first; the last is JPEG, which every browser reads.
    quality, effort: by format, in the encoder's own units (effort: WebP method 0–6, AVIF speed 10–0).
    progressive: JPEG progressive with its own Huffman tables. crops: (width, height) by purpose, cut as JPEG.
    paper: the colour that stands behind what is transparent where a format has no transparency.

    jobs: worker processes, 0 for one a core. start: how they start ("fork", "spawn", "forkserver"; "" as the system
    does). executor: "" for this machine, "tcp://host:8786" for a Dask cluster. store: folder of the renditions, which
    machines may share; "" for .build/renditions. keep_days: how long the store keeps what no build has asked for.

    Limits, each checked before memory is taken: megabytes of a file; megapixels to be decoded, after the JPEG decoder
    has scaled down, of which HEIC gets a half, AVIF a third, WebP a quarter, for so many times they lie in memory;
    coefficients: MB of coefficients that the decoder of a progressive JPEG holds; scans of a progressive JPEG; moving:
    megapixels of all frames of a moving picture together, as published.
    """

    widths: Mapping[str, int] = field(default_factory=lambda: dict(LADDER))
    formats: tuple[str, ...] = ("webp", "jpeg")
    quality: Mapping[str, int] = field(default_factory=lambda: {"avif": 58, "webp": 80, "jpeg": 76})
    effort: Mapping[str, int] = field(default_factory=lambda: {"avif": 8, "webp": 2})
    progressive: bool = True
    crops: Mapping[str, tuple[int, int]] = field(default_factory=lambda: {"share": (1200, 630), "thumb": (480, 360)})
    paper: str = "#ffffff"
    jobs: int = 0
    start: str = ""
    executor: str = ""
    store: str = ""
    keep_days: int = 30
    megabytes: int = 200
    megapixels: int = 150
    coefficients: int = 400
    scans: int = 200
    moving: int = 40

    def __post_init__(self) -> None:
        unknown = [name for name in self.formats if name not in KNOWN]
        if unknown or "jpeg" not in self.formats:
            raise SettingsError(f"设置 PHOTOS 的 formats 只能从 {'、'.join(KNOWN)} 里选，而且要有 jpeg：{self.formats}")
        if not self.widths or set(self.widths) - LADDER.keys() or min(self.widths.values()) < 1:
            raise SettingsError(f"设置 PHOTOS 的 widths 只认 {'、'.join(LADDER)}，宽度大于 0：{dict(self.widths)}")
        if set(self.crops) - {"share", "thumb"} or any(min(box) < 1 for box in self.crops.values()):
            raise SettingsError(f"设置 PHOTOS 的 crops 只认 share、thumb，写成 (宽, 高)：{dict(self.crops)}")
        if not re.fullmatch("#[0-9a-fA-F]{6}", self.paper):
            raise SettingsError(f"设置 PHOTOS 的 paper 要写成 #rrggbb：{self.paper}")
        for format in self.formats:
            if not 1 <= self.quality.get(format, 0) <= 100:
                raise SettingsError(f"设置 PHOTOS 的 quality 缺少 {format}，或不在 1 到 100 之间")

    @property
    def workers(self) -> int:
        """How many worker processes; Windows waits for 61 at most."""
        return min(self.jobs or os.cpu_count() or 1, 61)
