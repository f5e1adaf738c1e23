"""Stories that want the home page's first place while only one can have it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import datetime

from ..newsroom.problem import Problem
from ..newsroom.story import Story


def crowded(stories: Sequence[Story], now: datetime) -> Iterator[Problem]:
    """A warning for each story that is marked 头条 and does not lead, because a newer one does. A day that is over asks
    for nothing."""
    wanting = [story for story in stories if _wants(story, now)]
    lead = max(wanting, key=lambda story: story.date, default=None)
    for story in wanting:
        if lead and story is not lead:
            what = f"共{len(wanting)}篇标了“头条”，首页头条只排最新的一篇《{lead.headline}》"
            remedy = "这一篇的“版位”改成“要闻”，或在“头条”后面写截止日期"
            yield Problem(story.path, story.line("Position"), what, remedy, "warning")


def _wants(story: Story, now: datetime) -> bool:
    place = story.position
    return bool(place and place.name == "头条" and (place.over is None or now < place.over))
