"""What the desk has to see to in the photos of a page: what they do not say, and what only their files say.

1. No caption: readers see a picture and not what it shows. 2. No credit, and nobody in the story's head who took its
pictures. 3. A caption or credit that was filled from IPTC or XMP: an agency's words, a camera's preset or those of an
old story, which nobody in this newsroom has read.
"""

from __future__ import annotations

from collections.abc import Iterator

from ..newsroom.photo import Photo
from ..newsroom.problem import Problem
from ..newsroom.story import Base, StandingPage, Story

BORROWED = {"caption": "图片说明", "credit": "署名"}
LONGEST = 40  # characters of a caption that are quoted


def look_at_photos(sheet: Story | Base | StandingPage) -> Iterator[Problem]:
    """A warning for each photo that lacks something, and for each that took something from its file."""
    shown = [photo for photo in sheet.photos if photo.source]
    for photo in shown:
        if not photo.caption:
            yield _warning(sheet.path, photo, "没有图片说明", "在引号里写上图片说明")
        if not photo.credit and not _signed(sheet):
            yield _warning(sheet.path, photo, "没有署名", "在图片说明的末尾写（记者 某某 摄）")
    if sheet.cover and sheet.cover.source not in {photo.source for photo in shown}:
        shown.append(sheet.cover)
    for photo in shown:
        borrowed = [words for field, words in BORROWED.items() if field in photo.borrowed]
        if borrowed:
            what = f"的{'和'.join(borrowed)}取自照片文件，还没有人核对：“{_quoted(photo)}”"
            yield _warning(sheet.path, photo, what, "核对以后写进稿件的引号里")


def _signed(sheet: Story | Base | StandingPage) -> bool:
    """Whether the head names who took the pictures, or is already being asked to."""
    if not isinstance(sheet, Story):
        return False
    return bool(sheet.byline.photographers) or any(key == "Photographers" for key, _ in sheet.gaps)


def _quoted(photo: Photo) -> str:
    caption = " ".join(photo.caption.text.split()) if "caption" in photo.borrowed else ""
    caption = f"{caption[:LONGEST]}……" if len(caption) > LONGEST else caption
    return f"{caption}（{photo.credit}）" if "credit" in photo.borrowed else caption


def _warning(path: str, photo: Photo, what: str, remedy: str) -> Problem:
    name = photo.source.rpartition("/")[2]
    return Problem(path, photo.line, f"照片“{name}”{what}", remedy, "warning")
