"""`![画面说明](harvest.mp4 "收菜（记者 某某 摄）"){poster="harvest.jpg"}`: a film of our own with its still."""

from __future__ import annotations

from ...newsroom.body import Video
from ...newsroom.photo import Photo
from ..block import Block
from ..links.reference import ending, local
from .figure import Shot

FILMS = frozenset({".mp4", ".avi", ".flv", ".m4v", ".mkv", ".mov", ".mpeg", ".mpg", ".ogv", ".rmvb", ".webm", ".wmv"})


def is_film(shot: Shot) -> bool:
    """Whether it is a film, of any kind."""
    return ending(shot.reference) in FILMS


def film(shot: Shot, block: Block) -> int:
    """Note a film down; its index on the sheet. Its still carries the caption and the credit."""
    kind = ending(shot.reference)
    if kind == ".mp4":
        source = local(shot.reference, "视频", shot.line, block)
    else:
        source = ""
        block.sheet.fault(shot.line, f"视频只能用 MP4，这里是 {kind}", "转成 MP4（H.264）再放到稿件旁边")
    if shot.poster:
        still = local(shot.poster, "视频封面", shot.line, block)
    else:
        still = ""
        block.sheet.fault(shot.line, "视频没有封面图", '在后面写上 {poster="封面.jpg"}，封面和视频放在一起')
    poster = Photo(source=still, line=shot.line, alt=shot.alt, caption=shot.caption, credit=shot.credit)
    block.sheet.videos.append(Video(source=source, poster=poster, alt=shot.alt, line=shot.line))
    return len(block.sheet.videos) - 1
