"""Every page of the edition as a value. Pure: stories, bases and standing pages in, Pages out."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace

from ...newsroom.page import Head, Page
from ...newsroom.site import Site
from ...newsroom.story import Base, StandingPage, Story
from .front import arrange
from .gallery import is_album
from .inputs import Desk, Named, covers, make_page, village_links, village_page
from .listings import FOLDERS, section_pages

TEMPLATES = {"消息": "news.html", "公告": "news.html"}


def with_menu(site: Site, stories: Iterable[Story], bases: Sequence[Base], standing: Iterable[StandingPage]) -> Site:
    """The site as its menus know it: the standing pages, and whether the gallery has anything to show."""
    pictured = bool(bases) or any(map(is_album, stories))
    return replace(site, standing=tuple((page.headline, page.url) for page in standing), pictured=pictured)


def all_pages(desk: Desk) -> Iterable[Page]:
    """Every page: the home page, the stories', then folder by folder."""
    yield home_page(desk)
    yield from (page_of_story(desk, number) for number in range(len(desk.stories)))
    for folder in (*(section.slug for section in desk.site.sections), *FOLDERS, ""):
        yield from pages_in(desk, folder)


def pages_in(desk: Desk, folder: str) -> Iterable[Page]:
    """The pages whose paths begin with one folder ("" for those that stand in none), the home page and stories'
    aside. None where the edition has no such folder."""
    section = next((section for section in desk.site.sections if section.slug == folder), None)
    if section:
        return section_pages(desk, section)
    if folder:
        return FOLDERS[folder](desk) if folder in FOLDERS else ()
    missing = make_page("404.html", "missing.html", Head("没有这一页", kind="missing", listed=False), here="")
    return [*(_standing(desk, page) for page in desk.standing), missing]


def home_page(desk: Desk) -> Page:
    """The home page."""
    front = arrange(desk.stories, desk.site.sections, desk.now)
    lead, bases = front.lead, desk.base_cards
    return make_page(
        "index.html",
        "home.html",
        Head(desk.site.name, desk.site.newsroom.description, "home", photo=lead.photo if lead else None),
        "home",
        covers([lead, *(card for column in front.columns for card in column.cards[:1]), *bases]),
        lead=lead,
        headlines=front.headlines,
        columns=front.columns,
        bases=bases,
        villages=village_links(desk.gazetteer.villages),
        today=desk.stories[0].date if desk.stories else None,
    )


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
    return make_page(
        story.url,
        TEMPLATES.get(story.genre, "feature.html"),
        head,
        story.section.slug,
        [*story.photos, *(video.poster for video in story.videos), *covers(near)],
        story=story,
        links=desk.links.get(story.path, {}),
        newer=newer,
        older=older,
        related=near,
        base_links=tuple(Named(base.name, f"bases/{base.slug}.html") for base in story.bases),
        village_links=tuple(Named(village.name, village_page(village)) for village in story.villages),
        tag_links=desk.named("tags", story.tags),
        reporter_links=desk.named("reporters", story.byline.names),
    )


def _standing(desk: Desk, page: StandingPage) -> Page:
    head = Head(page.headline, page.summary, "page", modified=page.modified, photo=page.cover)
    links = desk.links.get(page.path, {})
    return make_page(page.url, "page.html", head, page.slug, page.photos, page=page, links=links)
