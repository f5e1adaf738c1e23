"""Every Photo of an edition with its renditions, and the renditions in the output."""

from __future__ import annotations

import os
import shutil
from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path
from typing import TypeVar

from ..incremental.writer import draft
from ..newsroom.body import Video
from ..newsroom.edition import Edition
from ..newsroom.photo import Photo
from ..newsroom.problem import Problem
from ..newsroom.story import Base, StandingPage, Story
from .darkroom import Darkroom, Ready, Wanted
from .digests import Digests
from .fault import PassingFault, PhotoFault
from .galleries import Gallery, arrange, expand
from .place import names_in
from .plan import renditions, still_only
from .record import fill
from .store import promised

Sheet = TypeVar("Sheet", Story, Base, StandingPage)


def sheets(edition: Edition) -> list[Story | Base | StandingPage]:
    """Every page that has photos of its own."""
    return [*edition.stories, *edition.bases, *edition.standing]


def photos_of(sheet: Story | Base | StandingPage) -> Iterator[tuple[Photo, bool]]:
    """Every photo of a page, and whether it may stand for the page elsewhere: its cover, and its first photo."""
    if sheet.cover:
        yield sheet.cover, True
    for number, photo in enumerate(sheet.photos):
        yield photo, number == 0
    for video in sheet.videos:
        if video.poster:
            yield video.poster, False


def with_photos(sheet: Sheet, change: Callable[[Photo, bool], Photo]) -> Sheet:
    """The page with each of its photos changed, cover and posters too; one without photos comes back as it is."""
    if not (sheet.photos or sheet.videos or sheet.cover):
        return sheet
    photos = tuple(change(photo, number == 0) for number, photo in enumerate(sheet.photos))
    videos = tuple(_with_poster(video, change) for video in sheet.videos)
    return replace(sheet, photos=photos, videos=videos, cover=change(sheet.cover, True) if sheet.cover else None)


def _with_poster(video: Video, change: Callable[[Photo, bool], Photo]) -> Video:
    return replace(video, poster=change(video.poster, False)) if video.poster else video


def read_galleries(edition: Edition) -> dict[str, Gallery]:
    """The folders that pages show and those with a gallery.md; what is wrong in them is told the edition."""
    sources = {photo.source for sheet in sheets(edition) for photo, _ in photos_of(sheet) if photo.source}
    folders = {source for source in sources if os.path.isdir(edition.content / source)} | set(edition.galleries)
    galleries: dict[str, Gallery] = {}
    for folder in sorted(folders):
        names = names_in(edition.content / folder)
        galleries[folder], problems = arrange(folder, names, edition.galleries.get(folder))
        edition.problems.extend(problems)
    return galleries


def wanted(photo: Photo, share: bool) -> Wanted:
    """A photo as the darkroom is asked for it."""
    return Wanted(photo.source, photo.focus, share)


def fill_edition(edition: Edition, darkroom: Darkroom) -> None:
    """Fill every photo of the edition; a Problem for each that cannot be shown, in each story that shows it."""
    galleries = read_galleries(edition)
    edition.stories[:] = [expand(story, galleries) for story in edition.stories]
    edition.bases[:] = [expand(base, galleries) for base in edition.bases]
    edition.standing[:] = [expand(page, galleries) for page in edition.standing]
    asked = [wanted(photo, share) for sheet in sheets(edition) for photo, share in photos_of(sheet) if photo.source]
    ready = darkroom.develop(asked)
    edition.passing |= bool(darkroom.again)

    def filled(sheet: Sheet) -> Sheet:
        def change(photo: Photo, share: bool) -> Photo:
            if not photo.source:
                return photo
            found = ready[wanted(photo, share)]
            if isinstance(found, PhotoFault):
                edition.problems.append(_problem(sheet.path, photo, found))
                edition.passing |= isinstance(found, PassingFault)
                return photo
            edition.problems.extend(_warnings(sheet.path, photo, found, darkroom))
            return _filled(photo, found, edition)

        return with_photos(sheet, change)

    edition.stories[:] = [filled(sheet) for sheet in edition.stories]
    edition.bases[:] = [filled(sheet) for sheet in edition.bases]
    edition.standing[:] = [filled(sheet) for sheet in edition.standing]


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


def _warnings(path: str, photo: Photo, found: Ready, darkroom: Darkroom) -> Iterator[Problem]:
    if photo.source in darkroom.again:
        what = f"照片“{photo.source}”做到一半时进程被系统终止，已重做好"
        yield Problem(path, photo.line, what, "若常这样，多半是内存不够：把设置 PHOTOS 的 jobs 调小", "warning")
    if still_only(found.original, darkroom.settings):
        what = f"动图“{photo.source}”太大，只能以静止画面发布"
        yield Problem(path, photo.line, what, "减少帧数或尺寸，或改成 MP4 视频", "warning")


def publish(edition: Edition, digests: Digests) -> None:
    """Put the renditions that the edition still shows into the output, by hard link where that can be.

    digests: what the output held when it was last looked at.
    """
    paths = {r.path for sheet in sheets(edition) for photo, _ in photos_of(sheet) for r in photo.renditions}
    files = {path: edition.renditions[path] for path in sorted(paths)}
    missing = [path for path, file in files.items() if not digests.hold(edition.output / path, promised(file))]
    for path in missing:
        try:
            put(files[path], edition.output / path, bool(edition.settings.get("FSYNC", False)))
        except OSError as fault:
            what = f"写不进输出文件夹（{fault.strerror}）"
            edition.problems.append(Problem(path, 0, what, "检查磁盘空间和权限，再生成一次"))
    edition.published |= paths
    digests.save()


def put(file: Path, target: Path, sync: bool) -> None:
    """One file of the store as one of the output."""
    target.parent.mkdir(parents=True, exist_ok=True)
    with draft(target, sync) as part:
        try:
            os.link(file, part)
        except OSError:  # another disk, or a file system without links
            shutil.copy2(file, part)
