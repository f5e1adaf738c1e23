"""What readers will see change: pages, their words, their photographs. Values in, Chinese lines out."""

from __future__ import annotations

import difflib
from collections.abc import Mapping
from dataclasses import dataclass

from .kinds import ENCODINGS, IMMUTABLE, is_page, rank
from .manifest import Entry
from .plan import Plan
from .words import Shown, shown

LINES = 40  # shown of one page


@dataclass(frozen=True, slots=True)
class Change:
    """A page before and after; None where it was or will not be."""

    path: str
    before: Shown | None
    after: Shown | None


def wanted(difference: Plan) -> tuple[list[Entry], list[Entry]]:
    """The pages to be read for a report: (before, after). Lists follow from stories and are only counted."""
    changed = [entry for entry in difference.changed if _story(entry)]
    before = [entry for entry in difference.deleted if _story(entry)]
    return [*changed, *before], [*changed, *(entry for entry in difference.new if _story(entry))]


def changes(before: Mapping[str, bytes], after: Mapping[str, bytes]) -> list[Change]:
    """The pages that read differently, in path order. A page whose words and photographs stay is not among them."""
    found = []
    for path in sorted({*before, *after}):
        old = shown(before[path]) if path in before else None
        new = shown(after[path]) if path in after else None
        if old != new:
            found.append(Change(path, old, new))
    return found


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


def _words(before: Shown, after: Shown) -> list[str]:
    rows = [f"标题：{before.title} → {after.title}"] if before.title != after.title else []
    compared = difflib.unified_diff(before.lines, after.lines, lineterm="", n=0)
    rows += [f"{line[0]} {line[1:]}" for line in compared if line[0] in "+-" and line[:3] not in ("+++", "---")]
    if len(rows) > LINES:
        rows = [*rows[:LINES], f"……还有 {len(rows) - LINES} 行"]
    old, new = dict(before.photos), dict(after.photos)
    rows += [f"+ 图片 {name}（{alt}）" for name, alt in after.photos if name not in old]
    rows += [f"- 图片 {name}（{alt}）" for name, alt in before.photos if name not in new]
    return rows


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


def _packed(entry: Entry) -> bool:
    return entry.path.endswith(tuple(ENCODINGS))


def _story(entry: Entry) -> bool:
    return is_page(entry.path) and rank(entry.path) == 1
