"""The desk where manuscripts are handed in: `draft` makes a draft of one, `new_story` an empty story. The tasks call
`hand_in` and `begin`.
"""

from __future__ import annotations

import sys
from dataclasses import replace
from datetime import UTC, date, datetime
from pathlib import Path

from ..newsroom.dates import find_date
from ..newsroom.gazetteer import SLUG, Gazetteer, near, read_gazetteer
from ..newsroom.ledger import read_ledger, reserve
from .draft.blank import write_blank
from .draft.folder import STORY, create, find_place, revise
from .draft.slug import in_pinyin
from .draft.story import value_of, write_story
from .manuscript import Manuscript, Paragraph, Table
from .photos.captions import plan_plates
from .photos.files import digests, plan_files
from .readers import received
from .refusal import Refused
from .report.drafted import Drafted
from .report.terminal import show
from .report.text import as_json
from .structure.outline import Outline
from .structure.places import read_places
from .structure.zones import read_structure


def draft(path: Path, content: Path, *, slug: str = "", section: str = "", now: datetime) -> Drafted:
    """Turn a manuscript (.docx, .txt, .zip, folder) into content/features/<slug>/story.md with its photos.

    slug and section as the desk chose them ("" for the proposed one, and for none); now: the moment of drafting. A
    story that stands there already is left as it is, and the new text put beside it. Raises Refused, and then nothing
    was written.
    """
    gazetteer, _ = read_gazetteer(content)
    ledger, _ = read_ledger(content)
    category = _section(section, gazetteer)
    with received(path) as manuscript:
        outline = read_structure(manuscript)
        outline = replace(outline, facts=(*outline.facts, *read_places(_words(manuscript), gazetteer, content)))
        headline = value_of(outline, "Title")
        place = find_place(content / "features", headline, _slug(slug), _day(outline, now), ledger)
        plates = plan_plates(outline.found, manuscript.photos)
        here = digests(place.folder) if place.revised else {}
        files = plan_files(outline.found, plates, manuscript.photos, here)
        given = {"Category": category, "Status": "草稿", "Slug": place.folder.name, "Id": place.id}
        text = write_story(outline, plates, files, manuscript.notes, given)
        photos = {files[n]: manuscript.photos[plate.photo] for n, plate in enumerate(plates) if plate.photo >= 0}
        story: Path | None = place.folder / STORY
        difference = ""
        try:
            if place.revised:
                story, difference, damaged = revise(place.folder, text, photos)
            else:
                damaged = [*create(place.folder, text, photos), *reserve(content, place.id)]
        except OSError as fault:
            raise Refused(
                place.folder.as_posix(), f"写不进去（{fault.strerror}）", "检查磁盘空间和文件夹权限"
            ) from fault
    return Drafted(
        name=path.name,
        folder=place.folder,
        story=story,
        slug=place.folder.name,
        text=text,
        outline=outline,
        plates=plates,
        photos=tuple(photo.name for photo in manuscript.photos),
        files=files,
        missing=tuple(name for name in files if not (place.folder / name).is_file()),
        unused=manuscript.unused,
        problems=(*manuscript.problems, *damaged, *place.warnings),
        given=given,
        revised=place.revised,
        difference=difference,
    )


def new_story(title: str, content: Path, now: datetime) -> Path:
    """Make content/features/<slug>/story.md with this headline and every key empty; return its path. Raises Refused."""
    if not title.strip():
        raise Refused("new", "没有写标题", '写成 new "标题"')
    ledger, _ = read_ledger(content)
    place = find_place(content / "features", title.strip(), "", now.date(), ledger)
    if place.revised:
        raise Refused(place.folder.as_posix(), f"已经有一篇没发的“{title.strip()}”", "接着写那一篇，或者换个标题")
    create(place.folder, write_blank(title.strip(), place.folder.name, place.id), {})
    reserve(content, place.id)
    return place.folder / STORY


def hand_in(path: str, content: Path, *, slug: str = "", section: str = "", json: bool = False, now: datetime) -> int:
    """The task `draft`: do it and say what was done. 0, or 1 when the manuscript was refused."""
    try:
        drafted = draft(Path(path), content, slug=slug, section=section, now=now)
    except Refused as refused:
        print(refused.problem, file=sys.stderr)
        return 1
    if json:
        print(as_json(drafted))
    else:
        show(drafted)
    return 0


def begin(title: str, content: Path, now: datetime) -> int:
    """The task `new`: do it and name the file to open. 0, or 1 when it was refused."""
    try:
        story = new_story(title, content, now)
        print(f"新稿在 {story.relative_to(content.parent).as_posix()}，打开它写吧")
    except Refused as refused:
        print(refused.problem, file=sys.stderr)
        return 1
    return 0


def _section(words: str, gazetteer: Gazetteer) -> str:
    """The section's slug, as stories name it."""
    found = gazetteer.section(words)
    if words and found is None:
        known = [word for section in gazetteer.sections for word in (section.name, section.slug)]
        closest = near(words, known)
        remedy = (
            f"是不是“{closest}”？"
            if closest
            else f"可用的有：{'、'.join(section.name for section in gazetteer.sections)}"
        )
        raise Refused("--section", f"没有“{words}”这个栏目", remedy)
    return found.slug if found else ""


def _slug(words: str) -> str:
    if words and not SLUG.fullmatch(words):
        raise Refused(
            "--slug",
            f"网址名“{words}”不合规",
            f"只用小写字母、数字和连字符，例如 {in_pinyin(words) or 'xinqiao-tongche'}",
        )
    return words


def _day(outline: Outline, now: datetime) -> date:
    """The manuscript's own day, else today: it goes into the slug and nowhere else."""
    _, moment = find_date(value_of(outline, "Date"), UTC)
    return (moment or now).date()


def _words(manuscript: Manuscript) -> str:
    """Everything that a manuscript says."""
    lines = [block.text for block in manuscript.blocks if isinstance(block, Paragraph)]
    tables = [block for block in manuscript.blocks if isinstance(block, Table)]
    lines += [paragraph.text for table in tables for row in table.rows for cell in row for paragraph in cell]
    return "\n".join(lines)
