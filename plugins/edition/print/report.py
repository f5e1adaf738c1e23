"""What a build says at its end."""

from __future__ import annotations

from collections import Counter
from dataclasses import replace

from ...incremental.account import CHANGED, INDEX, TIME, Account, told_back
from ...newsroom.edition import Edition
from ...newsroom.problem import Problem, errors, in_order
from ...newsroom.story import GENRES, Piece


def summary(edition: Edition, seconds: float | None) -> str:
    """A few lines: stories, photos, pages, seconds, problems, and the file to open."""
    written = edition.written
    genres = Counter(story.genre for story in edition.stories)
    kinds = "、".join(f"{genre}{genres[genre]}" for genre in GENRES if genres[genre])
    pieces: list[Piece] = [*edition.stories, *edition.bases, *edition.standing]
    photos = {photo.digest for piece in pieces for photo in piece.photos}
    lines = [
        f"稿件 {len(edition.stories)} 篇{f'（{kinds}）' if kinds else ''}，图片 {len(photos - {''})} 张，"
        f"网页 {written.pages} 个，改动文件 {CHANGED if seconds is None else len(written.changed)} 个，"
        f"用时 {TIME if seconds is None else f'{seconds:.1f}'} 秒",
        *told_back(written.back),
        *([] if seconds is None else edition.told),
    ]
    if written.pruned:
        lines.append(f"清理不再使用的文件 {len(written.pruned)} 个")
    if edition.held:
        reasons = Counter(reason for _, reason in edition.held)
        held = "、".join(f"{reason}{count}篇" for reason, count in sorted(reasons.items()))
        lines.append(f"没有放出：{held}")
    lines.append(counted(edition.problems))
    if written.pages:
        lines.append(f"打开看看：{INDEX if seconds is None else edition.output / 'index.html'}")
    return "\n".join(lines)


def account_of(edition: Edition) -> Account:
    """What to say of an edition when the next build finds it standing: as now, but that nothing was changed."""
    again = replace(edition, written=replace(edition.written, rendered=0, pruned=(), back=0))
    code = 1 if errors(edition.problems) else 0
    return Account(summary(again, None), listed(edition.problems), code, told=tuple(edition.told))


def counted(problems: list[Problem]) -> str:
    """How many problems of which weight."""
    faults = in_order(problems)
    grave = len(errors(faults))
    if not faults:
        return "没有发现问题"
    return f"发现问题 {len(faults)} 个：错误 {grave} 个，提醒 {len(faults) - grave} 个"


def listed(problems: list[Problem]) -> str:
    """The problems, one a line, errors first, each by file and line."""
    faults = in_order(problems)
    marks = {"error": "错误", "warning": "提醒"}
    rows = [f"{marks[level]}  {problem}" for level in marks for problem in faults if problem.level == level]
    return "\n".join(rows)
