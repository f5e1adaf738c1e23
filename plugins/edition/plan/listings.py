"""The pages that list: sections, villages, bases, tags and bylines, the archive, the ways to search, the gallery, the
corrections."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable
from dataclasses import dataclass

from ...newsroom.body import Correction
from ...newsroom.gazetteer import Section
from ...newsroom.lean import lean
from ...newsroom.page import Head, Page
from ...newsroom.photo import Photo
from ...newsroom.story import Base, BaseCard, BaseName, Card, Story
from .archive import ArchiveMonth, archive_years
from .gallery import Album, albums
from .inputs import Desk, Named, covers, make_page, village_page
from .lists import gather, in_folder, numbered

LIST = 20
MONTH = 6
TAGS = 60
STORIES_OF_A_BASE = 40
ALBUMS = 12


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


def section_pages(desk: Desk, section: Section) -> Iterable[Page]:
    """The pages of one section: its stories, newest first."""
    found = [desk.card(number) for number, story in enumerate(desk.stories) if story.section.slug == section.slug]
    head = Head(section.name, section.description)
    for pager, cards in numbered(found, LIST, in_folder(section.slug)):
        path = pager.paths[pager.number - 1]
        yield make_page(
            path, "section.html", head, section.slug, covers(cards), section=section, cards=cards, pager=pager
        )


def _villages(desk: Desk) -> Iterable[Page]:
    by_village = gather(desk.stories, lambda story: [village.slug for village in story.villages])
    cards_of_bases = desk.base_cards
    for village in desk.gazetteer.villages:
        bases = tuple(card for card in cards_of_bases if village in card.villages)
        head = Head(village.name, village.description)
        for pager, cards in numbered(by_village.get(village.slug, []), LIST, in_folder(f"villages/{village.slug}")):
            path = pager.paths[pager.number - 1]
            shown = covers([*bases, *cards])
            yield make_page(
                path, "village.html", head, "", shown, village=village, bases=bases, cards=cards, pager=pager
            )


def _bases(desk: Desk) -> Iterable[Page]:
    cards = desk.base_cards
    yield make_page("bases/index.html", "bases.html", Head("生产基地"), "gallery", covers(cards), bases=cards)
    stories = gather(desk.stories, lambda story: story.bases)
    for base, card in zip(desk.bases, cards, strict=True):
        years = desk.years[base.slug]
        mentioned = tuple(stories.get(_name_of(base), [])[:STORIES_OF_A_BASE])
        yield make_page(
            base.url,
            "base.html",
            Head(base.name, base.summary, modified=base.modified, photo=card.photo),
            "gallery",
            [card.photo, *base.photos, *(photo for year in years for photo in year.photos), *covers(mentioned)],
            base=base,
            links=desk.links.get(base.path, {}),
            years=years,
            cards=mentioned,
            village_links=tuple(Named(village.name, village_page(village)) for village in base.villages),
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
            yield make_page(path, template, Head(name), "", covers(cards), name=name, cards=cards, pager=pager)


def _archive(desk: Desk) -> Iterable[Page]:
    months = gather(desk.stories, lambda story: [(story.date.year, story.date.month)])
    years = archive_years(months)
    yield make_page("archive/index.html", "archive.html", Head("往期"), "search", years=years)
    for place, year in enumerate(years):
        yield make_page(
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
        yield make_page(
            month.url,
            "archive_month.html",
            Head(f"{month.year}年{month.month}月"),
            "search",
            covers(cards),
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
    yield make_page(
        "search/index.html",
        "search.html",
        Head("查找", "按栏目、年份、村、基地、标签和署名找稿件"),
        "search",
        sections=tuple(Named(s.name, f"{s.slug}/index.html", sections[s.slug]) for s in desk.site.sections),
        years=tuple(
            Named(f"{year}年", f"archive/{year}/index.html", years[year]) for year in sorted(years, reverse=True)
        ),
        villages=tuple(Named(v.name, village_page(v), villages[v.slug]) for v in desk.gazetteer.villages),
        bases=tuple(Named(base.name, base.url) for base in desk.bases),
        tags=gathered("tags", counted(_tags)),
        reporters=gathered("reporters", counted(_names)),
    )


def _gallery(desk: Desk) -> Iterable[Page]:
    def shown(bases: Iterable[BaseCard], found: Iterable[Album]) -> list[Photo | None]:
        return [*covers(bases), *(photo for album in found for photo in album.photos)]

    for pager, found in numbered(albums(desk.stories), ALBUMS, in_folder("gallery")):
        bases = desk.base_cards if pager.number == 1 else ()
        path = pager.paths[pager.number - 1]
        head = Head("图集", "各基地和各篇特写的图片")
        yield make_page(
            path, "gallery.html", head, "gallery", shown(bases, found), bases=bases, albums=found, pager=pager
        )


def _corrections(desk: Desk) -> Iterable[Page]:
    found = [Corrected(correction, story.card) for story in desk.stories for correction in story.body.corrections]
    found.sort(key=lambda row: row.correction.date, reverse=True)
    head = Head("更正", "本站更正记录")
    yield make_page("corrections/index.html", "corrections.html", head, "", corrections=tuple(found))


# By the folder that they stand in.
FOLDERS: dict[str, Callable[[Desk], Iterable[Page]]] = {
    "villages": _villages,
    "bases": _bases,
    "tags": lambda desk: _gathered(desk, "tags", "tag.html", _tags),
    "reporters": lambda desk: _gathered(desk, "reporters", "reporter.html", _names),
    "archive": _archive,
    "search": _search,
    "gallery": _gallery,
    "corrections": _corrections,
}
