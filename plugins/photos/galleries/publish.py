"""The renditions that an edition shows, in its output."""

from __future__ import annotations

import os
import shutil
from pathlib import Path

from ...incremental.writer import draft
from ...newsroom.edition import Edition
from ...newsroom.problem import Problem
from ..make.digests import Digests
from ..make.rendition_store import promised
from .fill import photos_of, pieces


def publish(edition: Edition, digests: Digests) -> None:
    """Put the renditions that the edition still shows into the output, by hard link where that can be.

    digests: what the output held when it was last looked at.
    """
    paths = {r.path for piece in pieces(edition) for photo, _ in photos_of(piece) for r in photo.renditions}
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
