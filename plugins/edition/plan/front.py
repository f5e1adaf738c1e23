"""What stands where on the home page: the lead, the headlines beside it, and a column for each section."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime

from ...newsroom.gazetteer import Section
from ...newsroom.story import Card, Story

HEADLINES = 12
COLUMN = 5
FEWEST = 3


@dataclass(frozen=True, slots=True)
class Column:
    """A section on the home page and its cards: the first is shown large."""

    section: Section
    cards: tuple[Card, ...]


@dataclass(frozen=True, slots=True)
class Front:
    """The home page's stories. `lead` is None where there is no story at all."""

    lead: Card | None
    headlines: tuple[Card, ...]
    columns: tuple[Column, ...]


def arrange(stories: Sequence[Story], sections: Iterable[Section], now: datetime) -> Front:
    """Stories come newest first.

    A 头条 whose day is not over leads, else the newest story. The headlines are the further 头条 and the 要闻, filled
    up with the newest stories that open no column; they stand by date. A column has the newest of its section that do
    not stand above already; where hardly any are left, those stand there again, but never the lead. A section with
    nothing but the lead has no column.
    """
    sections = tuple(sections)
    placed = [story.card for story in stories if stands(story, "头条", now)]
    lead = next(iter([*placed, *(story.card for story in stories[:1])]), None)
    wanted = [*placed[1:], *(story.card for story in stories if stands(story, "要闻", now))]
    headlines = [card for card in wanted if card != lead][:HEADLINES]
    above = {card.url for card in [lead, *headlines] if card}
    openers = {card.url for section in sections for card in _newest(stories, section, above, 1)}
    for story in stories:
        if len(headlines) == HEADLINES:
            break
        if story.url not in above and story.url not in openers:
            headlines.append(story.card)
    headlines.sort(key=lambda card: (-card.date.timestamp(), card.url))
    above |= {card.url for card in headlines}
    columns = []
    for section in sections:
        cards = _newest(stories, section, above, COLUMN)
        if len(cards) < FEWEST:
            cards = _newest(stories, section, {lead.url} if lead else (), COLUMN)
        if cards:
            columns.append(Column(section, tuple(cards)))
    return Front(lead, tuple(headlines), tuple(columns))


def stands(story: Story, name: str, now: datetime) -> bool:
    """Whether a story has this place on the home page now."""
    place = story.position
    return bool(place and place.name == name and (place.over is None or now < place.over))


def _newest(stories: Sequence[Story], section: Section, without: Collection[str], count: int) -> list[Card]:
    found: list[Card] = []
    for story in stories:
        if len(found) == count:
            break
        if story.section == section and story.url not in without:
            found.append(story.card)
    return found
