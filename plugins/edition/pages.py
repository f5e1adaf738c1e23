"""Every page of the edition as a value. Pure: stories, bases and standing pages in, Pages out."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from functools import cached_property
from typing import Any

from ..newsroom.body import Correction
from ..newsroom.gazetteer import Gazetteer, Section, Village
from ..newsroom.lean import lean
from ..newsroom.page import Head, Page
from ..newsroom.photo import Photo
from ..newsroom.site import Site
from ..newsroom.story import Base, BaseCard, BaseName, Card, StandingPage, Story
from .archive import ArchiveMonth, archive_years
from .front import arrange
from .gallery import Album, Year, albums, base_card, through_the_years, unique
from .lists import gather, in_folder, numbered
from .related import Around

LIST = 20
MONTH = 6
TAGS = 60
STORIES_OF_A_BASE = 40
ALBUMS = 12
TEMPLATES = {"消息": "news.html", "公告": "news.html"}


@lean
@dataclass(frozen=True, slots=True)
class Named:
    """A name and the page it leads to; `count`: how many stories wait there, 0 where that is not said."""

    name: str
    url: str
    count: int = 0


@lean
@dataclass(frozen=True, slots=True)
class VillageLink:
    """A village and its page."""

    village: Village
    url: str


@lean
@dataclass(frozen=True, slots=True)
class MonthOfYear:
    """A month on its year's page and its newest cards."""

    month: ArchiveMonth
    cards: tuple[Card, ...]


@lean
@dataclass(frozen=True, slots=True)
class Corrected:
    """A correction and the story it belongs to."""

    correction: Correction
    card: Card


@dataclass(frozen=True)
class Desk:
    """All that pages are made of. stories: newest first; links: by a piece's path, its body's link targets → output
    paths; around: where each story stands among the others. What is gathered from photographs is gathered once, and
    only when a page asks for it."""

    site: Site
    gazetteer: Gazetteer
    stories: Sequence[Story]
    bases: Sequence[Base]
    standing: Sequence[StandingPage]
    links: Mapping[str, Mapping[str, str]]
    around: Around
    now: datetime
    _cards: dict[int, Card] = field(default_factory=dict)
    _names: dict[tuple[str, str], Named] = field(default_factory=dict)

    def named(self, table: str, names: Iterable[str]) -> tuple[Named, ...]:
        """Tags ("tags") or people ("reporters") with their pages; thousands of stories name the same few."""
        found = []
        for name in names:
            if (table, name) not in self._names:
                url = in_folder(f"{table}/{self.gazetteer.address(table, name)}")(1)
                self._names[table, name] = Named(name, url)
            found.append(self._names[table, name])
        return tuple(found)

    def card(self, number: int) -> Card:
        """What lists show of one story, by its number."""
        if number not in self._cards:
            self._cards[number] = self.stories[number].card
        return self._cards[number]

    @cached_property
    def years(self) -> dict[str, tuple[Year, ...]]:
        """By base, its photographs through the years."""
        return through_the_years(self.bases, self.stories)

    @cached_property
    def base_cards(self) -> tuple[BaseCard, ...]:
        """All bases as lists show them."""
        return tuple(base_card(base, self.years[base.slug]) for base in self.bases)


def plan_pages(
    site: Site,
    gazetteer: Gazetteer,
    stories: Sequence[Story],
    bases: Sequence[Base],
    standing: Sequence[StandingPage],
    links: Mapping[str, Mapping[str, str]],
    now: datetime,
) -> list[Page]:
    """All pages, in a fixed order; stories come newest first. `now` decides only which places on the home page are
    over."""
    return list(all_pages(Desk(site, gazetteer, stories, bases, standing, links, Around(stories), now)))


def all_pages(desk: Desk) -> Iterable[Page]:
    """Every page: the home page, the stories', then folder by folder."""
    yield home_page(desk)
    yield from (page_of_story(desk, number) for number in range(len(desk.stories)))
    for folder in (*(section.slug for section in desk.site.sections), *_FOLDERS, ""):
        yield from pages_in(desk, folder)


def pages_in(desk: Desk, folder: str) -> Iterable[Page]:
    """The pages whose paths begin with one folder ("" for those that stand in none), the home page and stories'
    aside. None where the edition has no such folder."""
    section = next((section for section in desk.site.sections if section.slug == folder), None)
    if section:
        return _section(desk, section)
    if folder:
        return _FOLDERS[folder](desk) if folder in _FOLDERS else ()
    missing = _page("404.html", "missing.html", Head("没有这一页", kind="missing", listed=False), here="")
    return [*(_standing(desk, page) for page in desk.standing), missing]


def _page(path: str, template: str, head: Head, here: str, photos: Iterable[Photo | None] = (), **given: Any) -> Page:
    shown = unique([photo for photo in photos if photo])
    return Page(path, template, {"head": head, "here": here, "photos": shown, **given})


def _covers(cards: Iterable[Card | BaseCard | None]) -> list[Photo | None]:
    return [card.photo for card in cards if card]


def home_page(desk: Desk) -> Page:
    """The home page."""
    front = arrange(desk.stories, desk.site.sections, desk.now)
    lead, bases = front.lead, desk.base_cards
    return _page(
        "index.html",
        "home.html",
        Head(desk.site.name, desk.site.newsroom.description, "home", photo=lead.photo if lead else None),
        "home",
        _covers([lead, *(card for column in front.columns for card in column.cards[:1]), *bases]),
        lead=lead,
        headlines=front.headlines,
        columns=front.columns,
        bases=bases,
        villages=_village_links(desk.gazetteer.villages),
        today=desk.stories[0].date if desk.stories else None,
    )


def _village_links(villages: Iterable[Village]) -> tuple[VillageLink, ...]:
    return tuple(VillageLink(village, _village(village)) for village in villages)


def _village(village: Village) -> str:
    return in_folder(f"villages/{village.slug}")(1)


def page_of_story(desk: Desk, number: int) -> Page:
    """The page of one story, by its number among the desk's."""
    story = desk.stories[number]
    newer, older = (None if one is None else desk.card(one) for one in desk.around.neighbours(number))
    near = tuple(map(desk.card, desk.around.related(number)))
    head = Head(
        story.headline,
        story.summary,
        "article",
        published=story.date,
        modified=story.modified,
        photo=story.cover,
        canonical=story.original_url,
    )
    return _page(
        story.url,
        TEMPLATES.get(story.genre, "feature.html"),
        head,
        story.section.slug,
        [*story.photos, *(video.poster for video in story.videos), *_covers(near)],
        story=story,
        links=desk.links.get(story.path, {}),
        newer=newer,
        older=older,
        related=near,
        base_links=tuple(Named(base.name, f"bases/{base.slug}.html") for base in story.bases),
        village_links=tuple(Named(village.name, _village(village)) for village in story.villages),
        tag_links=desk.named("tags", story.tags),
        reporter_links=desk.named("reporters", story.byline.names),
    )


def _section(desk: Desk, section: Section) -> Iterable[Page]:
    found = [desk.card(number) for number, story in enumerate(desk.stories) if story.section.slug == section.slug]
    head = Head(section.name, section.description)
    for pager, cards in numbered(found, LIST, in_folder(section.slug)):
        path = pager.paths[pager.number - 1]
        yield _page(path, "section.html", head, section.slug, _covers(cards), section=section, cards=cards, pager=pager)


def _villages(desk: Desk) -> Iterable[Page]:
    by_village = gather(desk.stories, lambda story: [village.slug for village in story.villages])
    cards_of_bases = desk.base_cards
    for village in desk.gazetteer.villages:
        bases = tuple(card for card in cards_of_bases if village in card.villages)
        head = Head(village.name, village.description)
        for pager, cards in numbered(by_village.get(village.slug, []), LIST, in_folder(f"villages/{village.slug}")):
            path = pager.paths[pager.number - 1]
            shown = _covers([*bases, *cards])
            yield _page(path, "village.html", head, "", shown, village=village, bases=bases, cards=cards, pager=pager)


def _bases(desk: Desk) -> Iterable[Page]:
    cards = desk.base_cards
    yield _page("bases/index.html", "bases.html", Head("生产基地"), "gallery", _covers(cards), bases=cards)
    stories = gather(desk.stories, lambda story: story.bases)
    for base, card in zip(desk.bases, cards, strict=True):
        years = desk.years[base.slug]
        mentioned = tuple(stories.get(_name_of(base), [])[:STORIES_OF_A_BASE])
        yield _page(
            base.url,
            "base.html",
            Head(base.name, base.summary, modified=base.modified, photo=card.photo),
            "gallery",
            [card.photo, *base.photos, *(photo for year in years for photo in year.photos), *_covers(mentioned)],
            base=base,
            links=desk.links.get(base.path, {}),
            years=years,
            cards=mentioned,
            village_links=tuple(Named(village.name, _village(village)) for village in base.villages),
        )


def _tags(story: Story) -> tuple[str, ...]:
    return story.tags


def _names(story: Story) -> tuple[str, ...]:
    return story.byline.names


def _name_of(base: Base) -> BaseName:
    return BaseName(base.slug, base.name)


def _gathered(desk: Desk, table: str, template: str, keys: Callable[[Story], Iterable[str]]) -> Iterable[Page]:
    found = gather(desk.stories, keys)
    for name in sorted(found):
        folder = f"{table}/{desk.gazetteer.address(table, name)}"
        for pager, cards in numbered(found[name], LIST, in_folder(folder)):
            path = pager.paths[pager.number - 1]
            yield _page(path, template, Head(name), "", _covers(cards), name=name, cards=cards, pager=pager)


def _archive(desk: Desk) -> Iterable[Page]:
    months = gather(desk.stories, lambda story: [(story.date.year, story.date.month)])
    years = archive_years(months)
    yield _page("archive/index.html", "archive.html", Head("往期"), "search", years=years)
    for place, year in enumerate(years):
        yield _page(
            year.url,
            "archive_year.html",
            Head(f"{year.year}年"),
            "search",
            year=year,
            months=tuple(MonthOfYear(month, tuple(months[month.year, month.month][:MONTH])) for month in year.months),
            newer=years[place - 1] if place else None,
            older=years[place + 1] if place + 1 < len(years) else None,
        )
    every = [month for year in years for month in year.months]
    for place, month in enumerate(every):
        cards = tuple(months[month.year, month.month])
        yield _page(
            month.url,
            "archive_month.html",
            Head(f"{month.year}年{month.month}月"),
            "search",
            _covers(cards),
            month=month,
            cards=cards,
            newer=every[place - 1] if place else None,
            older=every[place + 1] if place + 1 < len(every) else None,
        )


def _search(desk: Desk) -> Iterable[Page]:
    """Every way to find a story: sections, years, villages, bases, tags and bylines, with how many each leads to."""

    def counted(keys: Callable[[Story], Iterable[str]]) -> Counter[str]:
        return Counter(key for story in desk.stories for key in keys(story))

    def gathered(table: str, counts: Counter[str]) -> tuple[Named, ...]:
        most = sorted(counts, key=lambda name: (-counts[name], name))[:TAGS]
        return tuple(Named(row.name, row.url, counts[row.name]) for row in desk.named(table, most))

    sections = counted(lambda story: [story.section.slug])
    villages = counted(lambda story: [village.slug for village in story.villages])
    years = Counter(story.date.year for story in desk.stories)
    yield _page(
        "search/index.html",
        "search.html",
        Head("查找", "按栏目、年份、村、基地、标签和署名找稿件"),
        "search",
        sections=tuple(Named(s.name, f"{s.slug}/index.html", sections[s.slug]) for s in desk.site.sections),
        years=tuple(
            Named(f"{year}年", f"archive/{year}/index.html", years[year]) for year in sorted(years, reverse=True)
        ),
        villages=tuple(Named(v.name, _village(v), villages[v.slug]) for v in desk.gazetteer.villages),
        bases=tuple(Named(base.name, base.url) for base in desk.bases),
        tags=gathered("tags", counted(_tags)),
        reporters=gathered("reporters", counted(_names)),
    )


def _gallery(desk: Desk) -> Iterable[Page]:
    def shown(bases: Iterable[BaseCard], found: Iterable[Album]) -> list[Photo | None]:
        return [*_covers(bases), *(photo for album in found for photo in album.photos)]

    for pager, found in numbered(albums(desk.stories), ALBUMS, in_folder("gallery")):
        bases = desk.base_cards if pager.number == 1 else ()
        path = pager.paths[pager.number - 1]
        head = Head("图集", "各基地和各篇特写的图片")
        yield _page(path, "gallery.html", head, "gallery", shown(bases, found), bases=bases, albums=found, pager=pager)


def _corrections(desk: Desk) -> Iterable[Page]:
    found = [Corrected(correction, story.card) for story in desk.stories for correction in story.body.corrections]
    found.sort(key=lambda row: row.correction.date, reverse=True)
    head = Head("更正", "本站更正记录")
    yield _page("corrections/index.html", "corrections.html", head, "", corrections=tuple(found))


def _standing(desk: Desk, page: StandingPage) -> Page:
    head = Head(page.headline, page.summary, "page", modified=page.modified, photo=page.cover)
    links = desk.links.get(page.path, {})
    return _page(page.url, "page.html", head, page.slug, page.photos, page=page, links=links)


_FOLDERS: dict[str, Callable[[Desk], Iterable[Page]]] = {
    "villages": _villages,
    "bases": _bases,
    "tags": lambda desk: _gathered(desk, "tags", "tag.html", _tags),
    "reporters": lambda desk: _gathered(desk, "reporters", "reporter.html", _names),
    "archive": _archive,
    "search": _search,
    "gallery": _gallery,
    "corrections": _corrections,
}
