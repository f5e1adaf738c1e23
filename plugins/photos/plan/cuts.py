"""Which renditions a photo gets, how large and under which name: arithmetic only, no pixel and no file.

The ladder is cut from the largest step down, each step from the one above it, so a step's bytes depend on the steps
above: its name says so, and asking for one more format or one more small width does not disturb the others.
"""

from __future__ import annotations

import json
import re
from collections.abc import Sequence
from dataclasses import asdict, dataclass
from hashlib import sha256
from pathlib import PurePosixPath

from ...newsroom.photo import Format, Photo, Purpose, Rendition
from ..original.header import Original
from ..settings import PhotoSettings

Size = tuple[int, int]
Focus = tuple[float, float]

TALLEST = 16_000  # pixels; WebP ends at 16,383
ENDING = {"jpeg": "jpg", "webp": "webp", "avif": "avif"}


@dataclass(frozen=True, slots=True)
class PhotoCut:
    """One rendition to be made.

    chain: the sizes that lead to it, largest first; the last is the step it is saved or cropped from. crop: whether
    it is cropped; focus: where to, None to look for it. moving: whether it keeps its frames. paper: colour behind
    what is transparent, "" where the format is transparent itself. rights: copyright and credit, which it goes on
    carrying.
    """

    purpose: Purpose
    format: Format
    width: int
    height: int
    chain: tuple[Size, ...]
    quality: int
    effort: int = 0
    progressive: bool = False
    crop: bool = False
    focus: Focus | None = None
    moving: bool = False
    paper: str = ""
    rights: tuple[str, str] = ("", "")

    @property
    def size(self) -> Size:
        """Width and height."""
        return self.width, self.height

    @property
    def ending(self) -> str:
        """Of the file's name."""
        return ENDING[self.format]


def fit(size: Size, box: Size) -> Size:
    """The largest size of the same shape that is in the box and not larger than the original."""
    scale = min(1.0, box[0] / size[0], box[1] / size[1])
    return max(1, round(size[0] * scale)), max(1, round(size[1] * scale))


def ladder(size: Size, widths: dict[str, int]) -> list[tuple[str, Size]]:
    """The steps of a photo, narrowest first, by purpose. The step that reaches the original's own width is the last."""
    steps: list[tuple[str, Size]] = []
    for purpose, width in sorted(widths.items(), key=lambda row: row[1]):
        step = fit(size, (width, TALLEST))
        if not steps or step != steps[-1][1]:
            steps.append((purpose, step))
    return steps


def shape(size: Size, box: Size) -> tuple[float, float]:
    """Width and height of the largest piece of a photo that has the box's shape."""
    width, height = size
    return min(width, height * box[0] / box[1]), min(height, width * box[1] / box[0])


def crop(size: Size, box: Size) -> Size:
    """The size of a crop: the box itself, or as much of its shape as the photo has."""
    width, height = shape(size, box)
    scale = min(1.0, box[0] / width)
    return max(1, min(box[0], round(width * scale))), max(1, min(box[1], round(height * scale)))


def window(size: Size, box: Size, focus: Focus) -> tuple[float, float, float, float]:
    """Left, top, right, bottom of the piece to crop, in pixels: as near the focus as the photo's edges let it be."""
    width, height = shape(size, box)
    left = min(max(0.0, focus[0] * size[0] - width / 2), size[0] - width)
    top = min(max(0.0, focus[1] * size[1] - height / 2), size[1] - height)
    return left, top, left + width, top + height


def plan(
    original: Original, settings: PhotoSettings, focus: Focus | None = None, share: bool = True
) -> tuple[PhotoCut, ...]:
    """Every rendition of one photo, by format, then width, then the crops.

    focus: where to crop, None to look for it in the pixels; share: whether it stands for a page elsewhere.
    """
    steps = ladder(original.size, dict(settings.widths))
    sizes = [step for _, step in reversed(steps)]
    rights = original.record.copyright, original.record.credit_line
    cuts: list[PhotoCut] = []
    for format in settings.formats:
        for number, (purpose, step) in enumerate(steps):
            cuts.append(_cut(purpose, format, step, sizes[: len(steps) - number], settings, rights))
    if original.frames > 1 and (moving := _moving(original, settings)):
        cuts.append(_cut("moving", "webp", moving, [moving], settings, rights, moving=True))
    for purpose, box in settings.crops.items():
        if purpose == "share" and not share:
            continue
        size = crop(sizes[0], box)
        depth = max(n for n, step in enumerate(sizes) if n == 0 or shape(step, box)[0] >= size[0])
        cuts.append(_cut(purpose, "jpeg", size, sizes[: depth + 1], settings, rights, crop=True, focus=focus))
    return tuple(cuts)


def _cut(
    purpose: str,
    format: str,
    size: Size,
    chain: Sequence[Size],
    settings: PhotoSettings,
    rights: tuple[str, str],
    **more: object,
) -> PhotoCut:
    jpeg = format == "jpeg"
    return PhotoCut(
        purpose,  # type: ignore[arg-type]  # the settings' keys have been checked
        format,  # type: ignore[arg-type]
        *size,
        chain=tuple(chain),
        quality=settings.quality.get(format, 80),
        effort=settings.effort.get(format, 0),
        progressive=jpeg and settings.progressive,
        paper=settings.paper if jpeg else "",
        rights=rights,
        **more,  # type: ignore[arg-type]
    )


def _moving(original: Original, settings: PhotoSettings) -> Size | None:
    size = fit(original.size, (settings.widths.get("column", max(settings.widths.values())), TALLEST))
    return size if size[0] * size[1] * original.frames <= settings.moving * 1_000_000 else None


def still_only(original: Original, settings: PhotoSettings) -> bool:
    """Whether a picture moves but is too large to be published moving."""
    return original.frames > 1 and _moving(original, settings) is None


def key(digest: str, cut: PhotoCut, tools: str) -> str:
    """The name in the store: from the original's bytes, the recipe and the tools' versions alone.

    What a rendition is for is no part of it, so two purposes of one size share one file.
    """
    recipe = asdict(cut)
    del recipe["purpose"]
    words = json.dumps([digest, recipe, tools], sort_keys=True, ensure_ascii=False)
    return sha256(words.encode()).hexdigest()[:32]


def stem(source: str) -> str:
    """The original's name reduced to a-z, 0-9 and hyphens, or "photo"."""
    plain = re.sub("[^a-z0-9]+", "-", PurePosixPath(source).stem.lower()).strip("-")
    return plain[:40].rstrip("-") or "photo"


def address(name: str, source: str, cut: PhotoCut) -> str:
    """Where a rendition is published, from the output's root; `name` is its key."""
    what = cut.purpose if cut.crop or cut.moving else str(cut.width)
    return f"photos/{name[:12]}-{stem(source)}-{what}.{cut.ending}"


def scale(stored: Size, need: Size) -> int:
    """The largest of 8, 4, 2, 1 by which the JPEG decoder may divide the stored size and still cover what is needed."""
    most = min(stored[0] // max(1, need[0]), stored[1] // max(1, need[1]))
    return next((step for step in (8, 4, 2) if most >= step), 1)


def renditions(photo: Photo, cuts: Sequence[PhotoCut], names: Sequence[str]) -> tuple[Rendition, ...]:
    """The cuts as a page knows them."""
    return tuple(
        Rendition(cut.purpose, cut.format, cut.width, cut.height, address(name, photo.source, cut))
        for cut, name in zip(cuts, names, strict=True)
    )
