"""Copy: one file as a reporter filed it, read but not yet held against the gazetteer."""

from __future__ import annotations

from dataclasses import dataclass

from .body import Attachment, Body, Video
from .frontmatter import Field
from .lean import lean
from .photo import Photo
from .problem import Problem


@lean
@dataclass(frozen=True, slots=True)
class Copy:
    """A pure reading of one file's text: nothing in it depends on any other file.

    path: from the site's root; fields: the front matter as written.
    """

    path: str
    fields: tuple[Field, ...]
    body: Body
    photos: tuple[Photo, ...] = ()
    videos: tuple[Video, ...] = ()
    attachments: tuple[Attachment, ...] = ()
    problems: tuple[Problem, ...] = ()
