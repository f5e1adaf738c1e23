"""What readers will see change: pages, their words, their photographs. Values in, Chinese lines out."""

from __future__ import annotations

import difflib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from ..release.kinds import ENCODINGS, IMMUTABLE, is_page, rank
from ..release.manifest import FileEntry
from ..release.plan import Plan
from .page_words import PagePhoto, PageWords, page_words

LINES = 40  # shown of one page
AROUND = 10  # characters on either side of a change


@dataclass(frozen=True, slots=True)
class Change:
    """A page before and after; None where it was or will not be."""

    path: str
    before: PageWords | None
    after: PageWords | None


def wanted(difference: Plan) -> tuple[list[FileEntry], list[FileEntry]]:
    """The pages to be read for a report: (before, after). Lists follow from stories and are only counted."""
    changed = [entry for entry in difference.changed if _story(entry)]
    before = [entry for entry in difference.deleted if _story(entry)]
    return [*changed, *before], [*changed, *(entry for entry in difference.new if _story(entry))]


def changes(before: Mapping[str, bytes], after: Mapping[str, bytes]) -> list[Change]:
    """The pages that read differently, in path order. A page whose words and photographs stay is not among them."""
    found = []
    for path in sorted({*before, *after}):
        if path in before and path in after and _main(before[path]) == _main(after[path]):
            continue  # a new stylesheet changes every page; most need no closer look
        old = page_words(before[path]) if path in before else None
        new = page_words(after[path]) if path in after else None
        if old != new:
            found.append(Change(path, old, new))
    return found


def _main(html: bytes) -> bytes:
    return html[html.find(b"<main") : html.rfind(b"</main>")]


def report(difference: Plan, found: list[Change]) -> str:
    """The report, as an editor reads it."""
    if difference.empty:
        return "读者看到的不会有任何变化"
    parts = [
        _pages("新增的网页", [c for c in found if not c.before]),
        _pages("撤下的网页", [c for c in found if not c.after]),
        _pages("改动的网页", [c for c in found if c.before and c.after]),
        _rest(difference, found),
    ]
    return "\n\n".join(part for part in parts if part)


def _pages(title: str, found: list[Change]) -> str:
    if not found:
        return ""
    rows = [f"{title} {len(found)} 个"]
    for change in found:
        page = change.after or change.before
        assert page
        rows.append(f"  《{page.title}》 {change.path}")
        if change.before and change.after:
            rows += [f"    {line}" for line in _words(change.before, change.after)]
        elif change.after and change.after.photos:
            rows.append(f"    图片 {len(change.after.photos)} 张")
    return "\n".join(rows)


def _words(before: PageWords, after: PageWords) -> list[str]:
    rows = [f"~ 标题：{marked(before.title, after.title)}"] if before.title != after.title else []
    rows += lines(before.lines, after.lines)
    if len(rows) > LINES:
        rows = [*rows[:LINES], f"……还有 {len(rows) - LINES} 处"]
    return rows + _photos(before.photos, after.photos)


def lines(before: Sequence[str], after: Sequence[str]) -> list[str]:
    """What happened to a text, line by line: "+ " new, "- " gone, "~ " reads differently."""
    rows = []
    for tag, i1, i2, j1, j2 in difflib.SequenceMatcher(None, before, after, autojunk=False).get_opcodes():
        old, new = list(before[i1:i2]), list(after[j1:j2])
        while tag != "equal" and (old or new):
            if old and new and _alike(old[0], new[0]):
                rows.append(f"~ {marked(old.pop(0), new.pop(0))}")
            elif old and not any(_alike(old[0], line) for line in new[1:]):
                rows.append(f"- {old.pop(0)}")
            else:
                rows.append(f"+ {new.pop(0)}")
    return rows


def marked(before: str, after: str) -> str:
    """One line that reads differently, with a few words around each change: 人就省事了。［+水］龙头一拧……, ［旧→新］,
    ［-删去的］."""
    changes = difflib.SequenceMatcher(None, before, after, autojunk=False).get_opcodes()
    text = ""
    for number, (tag, i1, i2, j1, j2) in enumerate(changes):
        old, new = before[i1:i2], after[j1:j2]
        if tag == "equal":
            first, last = number == 0, number == len(changes) - 1
            text += _around(old, keep_start=not first, keep_end=not last)
        else:
            text += {"insert": f"［+{new}］", "delete": f"［-{old}］", "replace": f"［{old}→{new}］"}[tag]
    return text


def _around(same: str, keep_start: bool, keep_end: bool) -> str:
    start, end = AROUND * keep_start, AROUND * keep_end
    if len(same) <= start + end + 2:
        return same
    return f"{same[:start]}……{same[len(same) - end :]}"


def _alike(before: str, after: str) -> bool:
    compared = difflib.SequenceMatcher(None, before, after, autojunk=False)
    return compared.quick_ratio() >= 0.5 and compared.ratio() >= 0.5


def _photos(before: Sequence[PagePhoto], after: Sequence[PagePhoto]) -> list[str]:
    was, now = {shot.file for shot in before}, {shot.file for shot in after}
    old = [shot for shot in before if shot.file not in now]
    new = [shot for shot in after if shot.file not in was]
    replaced = {shot.name for shot in old} & {shot.name for shot in new}
    rows = [f"~ 图片 {shot.name} 换了（{shot.alt}）" for shot in new if shot.name in replaced]
    rows += [f"+ 图片 {shot.name}（{shot.alt}）" for shot in new if shot.name not in replaced]
    return rows + [f"- 图片 {shot.name}（{shot.alt}）" for shot in old if shot.name not in replaced]


def _rest(difference: Plan, found: list[Change]) -> str:
    told = {change.path for change in found}
    touched = [e for e in (*difference.new, *difference.changed, *difference.deleted) if not _packed(e)]
    lists = sum(rank(e.path) == 2 for e in touched)
    same = sum(_story(e) and e.path not in told for e in difference.changed)
    added = sum(e.path.startswith("photos/") for e in difference.new)
    removed = sum(e.path.startswith("photos/") for e in difference.deleted)
    looks = sum(e.cache == IMMUTABLE and e.path.startswith("theme/") for e in difference.new if not _packed(e))
    rows = [
        f"首页、列表、订阅和站点地图：{lists} 个" if lists else "",
        f"正文不变、只有版面或导航变化的网页：{same} 个" if same else "",
        f"样式和脚本：{looks} 个" if looks else "",
        f"图片文件：新增 {added} 个，清理 {removed} 个" if added or removed else "",
    ]
    return "\n".join(row for row in rows if row)


def _packed(entry: FileEntry) -> bool:
    return entry.path.endswith(tuple(ENCODINGS))


def _story(entry: FileEntry) -> bool:
    return is_page(entry.path) and rank(entry.path) == 1
