"""Every Photo of an edition, filled with its renditions and with what its file says."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator
from dataclasses import replace
from typing import TypeVar

from ...newsroom.body import Video
from ...newsroom.edition import Edition
from ...newsroom.photo import Photo
from ...newsroom.problem import Problem
from ...newsroom.story import Base, StandingPage, Story
from ..fault import PassingFault, PhotoFault
from ..make.maker import Ready, RenditionMaker, Wanted
from ..original.photo_record import fill
from ..original.place import names_in
from ..plan.cuts import renditions, still_only
from .gallery import Gallery, arrange, expand

Piece = TypeVar("Piece", Story, Base, StandingPage)


def pieces(edition: Edition) -> list[Story | Base | StandingPage]:
    """Every page that has photos of its own."""
    return [*edition.stories, *edition.bases, *edition.standing]


def photos_of(piece: Story | Base | StandingPage) -> Iterator[tuple[Photo, bool]]:
    """Every photo of a page, and whether it may stand for the page elsewhere: its cover, and its first photo."""
    if piece.cover:
        yield piece.cover, True
    for number, photo in enumerate(piece.photos):
        yield photo, number == 0
    for video in piece.videos:
        if video.poster:
            yield video.poster, False


def with_photos(piece: Piece, change: Callable[[Photo, bool], Photo]) -> Piece:
    """The page with each of its photos changed, cover and posters too; one without photos comes back as it is."""
    if not (piece.photos or piece.videos or piece.cover):
        return piece
    photos = tuple(change(photo, number == 0) for number, photo in enumerate(piece.photos))
    videos = tuple(_with_poster(video, change) for video in piece.videos)
    return replace(piece, photos=photos, videos=videos, cover=change(piece.cover, True) if piece.cover else None)


def _with_poster(video: Video, change: Callable[[Photo, bool], Photo]) -> Video:
    return replace(video, poster=change(video.poster, False)) if video.poster else video


def read_galleries(edition: Edition) -> dict[str, Gallery]:
    """The folders that pages show and those with a gallery.md; what is wrong in them is told the edition."""
    sources = {photo.source for piece in pieces(edition) for photo, _ in photos_of(piece) if photo.source}
    folders = {source for source in sources if os.path.isdir(edition.content / source)} | set(edition.galleries)
    galleries: dict[str, Gallery] = {}
    for folder in sorted(folders):
        names = names_in(edition.content / folder)
        galleries[folder], problems = arrange(folder, names, edition.galleries.get(folder))
        edition.problems.extend(problems)
    return galleries


def wanted(photo: Photo, share: bool) -> Wanted:
    """A photo as the maker is asked for it."""
    return Wanted(photo.source, photo.focus, share)


def fill_edition(edition: Edition, maker: RenditionMaker) -> None:
    """Fill every photo of the edition; a Problem for each that cannot be shown, in each story that shows it."""
    galleries = read_galleries(edition)
    edition.stories[:] = [expand(story, galleries) for story in edition.stories]
    edition.bases[:] = [expand(base, galleries) for base in edition.bases]
    edition.standing[:] = [expand(page, galleries) for page in edition.standing]
    asked = [wanted(photo, share) for piece in pieces(edition) for photo, share in photos_of(piece) if photo.source]
    ready = maker.make(asked)
    edition.passing |= bool(maker.again)

    def filled(piece: Piece) -> Piece:
        def change(photo: Photo, share: bool) -> Photo:
            if not photo.source:
                return photo
            found = ready[wanted(photo, share)]
            if isinstance(found, PhotoFault):
                edition.problems.append(_problem(piece.path, photo, found))
                edition.passing |= isinstance(found, PassingFault)
                return photo
            edition.problems.extend(_troubles(piece, photo, found, maker))
            return _filled(photo, found, edition)

        return with_photos(piece, change)

    edition.stories[:] = [filled(piece) for piece in edition.stories]
    edition.bases[:] = [filled(piece) for piece in edition.bases]
    edition.standing[:] = [filled(piece) for piece in edition.standing]


def _filled(photo: Photo, found: Ready, edition: Edition) -> Photo:
    original = found.original
    made = renditions(photo, found.cuts, found.keys)
    edition.renditions.update((rendition.path, file) for rendition, file in zip(made, found.files, strict=True))
    shown = replace(
        photo, digest=original.digest, width=original.width, height=original.height, tone=original.tone, renditions=made
    )
    return fill(shown, original.record)


def _problem(path: str, photo: Photo, fault: PhotoFault) -> Problem:
    return Problem(path, photo.line, f"照片“{photo.source}”{fault.message}", fault.remedy)


def _troubles(piece: Piece, photo: Photo, found: Ready, maker: RenditionMaker) -> Iterator[Problem]:
    """What is wrong with a photo that is shown nevertheless."""
    path, damage = piece.path, found.original.damage
    if damage and "photos" not in piece.checked:
        remedy = "向作者要完好的原件；看过确实没有问题，就在稿头写一行“照片：已核对”"
        yield Problem(path, photo.line, f"照片“{photo.source}”{damage}", remedy)
    if photo.source in maker.again:
        what = f"照片“{photo.source}”做到一半时进程被系统终止，已重做好"
        yield Problem(path, photo.line, what, "若常这样，多半是内存不够：把设置 PHOTOS 的 jobs 调小", "warning")
    if still_only(found.original, maker.settings):
        what = f"动图“{photo.source}”太大，只能以静止画面发布"
        yield Problem(path, photo.line, what, "减少帧数或尺寸，或改成 MP4 视频", "warning")
