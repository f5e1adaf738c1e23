"""A folder as a gallery: `![秋收](秋收/ "各村秋收（记者 某某 摄）")` shows every photo in the folder 秋收.

Order, captions and cover stand in gallery.md in the folder, which is written like any copy and may be absent:

    封面：03.jpg

    ![打谷](03.jpg "下坝村的打谷场（记者 某某 摄）")
    ![](01.jpg "晒秋")

Photos that it does not name follow in the order of their names, numbers as numbers. What the story says of the whole
folder holds for each of its photos of which gallery.md says nothing. gallery.md speaks as well for a photo of its
folder that a story shows by itself.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any, TypeVar

from ...newsroom.body import Part
from ...newsroom.copy import Copy
from ...newsroom.photo import Photo
from ...newsroom.problem import Problem
from ...newsroom.story import Base, StandingPage, Story
from ..original.place import named_as_other, named_as_photo, names_like

Piece = TypeVar("Piece", Story, Base, StandingPage)

SIDECAR = "gallery.md"


@dataclass(frozen=True, slots=True)
class Gallery:
    """The photos of a folder in their order, with what gallery.md says of them. cover: source of one, "" for the
    first."""

    photos: tuple[Photo, ...]
    cover: str = ""


def arrange(folder: str, names: Sequence[str], sidecar: Copy | None) -> tuple[Gallery, list[Problem]]:
    """A folder's gallery from the names of its files and its gallery.md."""
    there = {f"{folder}/{name}" for name in names if named_as_photo(name)}
    named = {_there(photo.source, names): photo for photo in (sidecar.photos if sidecar else ())}
    rest = sorted(there - set(named), key=_natural)
    photos = [replace(photo, source=source) for source, photo in named.items() if source in there] + [
        Photo(source) for source in rest
    ]
    problems = [
        Problem(sidecar.path, photo.line, f"文件夹里没有“{_name(photo.source)}”", "核对文件名，或删掉这一行")
        for source, photo in named.items()
        if sidecar and photo.source and source not in there
    ]
    where, line = (sidecar.path, 1) if sidecar else (f"content/{folder}", 0)
    for name in filter(named_as_other, names):
        what = f"图集文件夹里的“{name}”不是能显示的照片，没有用上"
        problems.append(Problem(where, line, what, "另存为 JPEG 放进来；用不着就移走", "warning"))
    cover, line = _cover(sidecar)
    cover = _name(_there(f"{folder}/{cover}", names)) if cover else ""
    if cover and f"{folder}/{cover}" not in there:
        path = sidecar.path if sidecar else ""
        problems.append(Problem(path, line, f"文件夹里没有封面“{cover}”", "核对文件名"))
        cover = ""
    return Gallery(tuple(photos), f"{folder}/{cover}" if cover else ""), problems


def expand(piece: Piece, galleries: Mapping[str, Gallery]) -> Piece:
    """The page with the photos of a folder in the place of each reference to one, and gallery.md's words filled in.

    galleries: by folder, from the content folder; an empty one stays as the reference it was. A page without
    photographs of theirs comes back as it is.
    """
    mentioned = [*piece.photos, *([piece.cover] if piece.cover else [])]
    if not any(photo.source in galleries or photo.source.rpartition("/")[0] in galleries for photo in mentioned):
        return piece
    photos: list[Photo] = []
    places: list[tuple[int, ...]] = []
    for photo in piece.photos:
        shown = _shown(photo, galleries)
        places.append(tuple(range(len(photos), len(photos) + len(shown))))
        photos += shown
    body = replace(piece.body, parts=tuple(_part(part, places) for part in piece.body.parts))
    cover = piece.cover
    if cover:
        shown, wanted = _shown(cover, galleries), galleries.get(cover.source, Gallery(())).cover
        cover = next((photo for photo in shown if photo.source == wanted), shown[0])
    return replace(piece, photos=tuple(photos), body=body, cover=cover)


def _shown(photo: Photo, galleries: Mapping[str, Gallery]) -> list[Photo]:
    gallery = galleries.get(photo.source)
    if gallery and gallery.photos:
        return [_worded(replace(own, line=photo.line), photo) for own in gallery.photos]
    around = galleries.get(photo.source.rpartition("/")[0])
    own = next((other for other in around.photos if other.source == photo.source), None) if around else None
    return [_worded(photo, own)] if own else [photo]


def _worded(photo: Photo, other: Photo) -> Photo:
    """The photo, with the other's words where it has none."""
    names = ("alt", "caption", "credit") if photo.source != other.source else ("alt", "caption", "credit", "focus")
    more: Mapping[str, Any] = {name: getattr(other, name) for name in names if not getattr(photo, name)}
    return replace(photo, **more)


def _part(part: Part, places: Sequence[tuple[int, ...]]) -> Part:
    if part.kind not in ("photo", "gallery"):
        return part
    photos = tuple(place for number in part.photos for place in places[number])
    return replace(part, kind="photo" if len(photos) == 1 else "gallery", photos=photos)


def _cover(sidecar: Copy | None) -> tuple[str, int]:
    fields = sidecar.fields if sidecar else ()
    return next(((field.value, field.line) for field in fields if field.key.lower() in ("cover", "封面")), ("", 0))


def _there(source: str, names: Sequence[str]) -> str:
    """The source as the folder spells it, where that is beyond doubt."""
    folder, _, name = source.rpartition("/")
    like = names_like(name, names) if name not in names else []
    return f"{folder}/{like[0]}" if len(like) == 1 else source


def _name(source: str) -> str:
    return source.rpartition("/")[2]


def _natural(source: str) -> list[tuple[int, str]]:
    """2.jpg before 10.jpg."""
    return [(int(piece), "") if piece.isdecimal() else (-1, piece) for piece in re.split(r"(\d+)", source)]
