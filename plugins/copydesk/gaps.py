"""What a story still lacks: the keys that its draft marked as to be filled; and a year that is a slip of the hand."""

from __future__ import annotations

from collections.abc import Iterator

from ..newsroom.keys import KEYS
from ..newsroom.problem import Problem
from ..newsroom.story import Story

# A key the reader of copy asks for itself (headline, date, section) is not told twice.
_REMEDIES = {
    "Reporters": "写上记者的名字；通讯员写的填“通讯员”，这一行删掉",
    "Photographers": "写上摄影者，或在每张照片说明的末尾写（记者 某某 摄）",
    "Source": "写上来源单位；本站自己采写的把这一行删掉",
    "Editor": "写上责任编辑",
    "Reviews": "写上二审、三审的名字",
}
FIRST_YEAR = 1994  # of the web in China: nothing was published there before
_CHINESE = {key.name: key.aliases[0] for key in KEYS}


def gaps(story: Story) -> Iterator[Problem]:
    """A Problem for each key that was left open and that this story needs; a warning where its date is older than any
    website."""
    for key, line in story.gaps:
        if key in _REMEDIES and _needs(story, key):
            yield Problem(story.path, line, f"“{_CHINESE[key]}”还空着{_asked_by(story, key)}", _REMEDIES[key])
    if story.date.year < FIRST_YEAR and story.line("Date"):
        what = f"日期写的是{story.date.year}年，那时还没有网站"
        yield Problem(
            story.path,
            story.line("Date"),
            what,
            "核对年份；重登的旧稿写登上网站的日期，正文里说明原来的日期",
            "warning",
        )


def _needs(story: Story, key: str) -> bool:
    """A notice has no reporter, correspondents write too, and signed photos need no photographer above."""
    if key == "Reporters":
        return not story.byline.reporters and not story.byline.correspondents and story.genre != "公告"
    return key != "Photographers" or bool(_unsigned(story))


def _asked_by(story: Story, key: str) -> str:
    return f"，有{len(_unsigned(story))}张照片没有署名" if key == "Photographers" else ""


def _unsigned(story: Story) -> list[int]:
    return [photo.line for photo in story.photos if not photo.credit]
