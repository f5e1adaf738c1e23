"""Which of a photo's renditions other machines are told of."""

from __future__ import annotations

from ..newsroom.photo import Photo, Rendition


def stands_for(photo: Photo | None) -> Rendition | None:
    """The picture that stands for a page: 1. the share card; 2. the largest JPEG; 3. none."""
    return (photo.cut("share") or largest(photo)) if photo else None


def largest(photo: Photo) -> Rendition | None:
    """The whole picture as the one format that every machine reads, at its largest."""
    steps = photo.ladder("jpeg")
    return steps[-1] if steps else None
