"""What a page is about, as JSON-LD (https://schema.org): our words on the left, theirs on the right.

A story is a NewsArticle, one of genre 图片 an ImageGallery too; a base and the gallery page are ImageGalleries; a
village's page is about a Place; the home page is the WebSite. Every page below the home page has its BreadcrumbList.
What is not known is not said.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from functools import lru_cache
from itertools import islice
from typing import Any

from ..newsroom.page import Head, Page
from ..newsroom.photo import Photo, Rendition
from ..newsroom.site import Site
from ..newsroom.story import Base, Story
from .address import absolute
from .pictures import largest

Data = dict[str, Any]
CONTEXT = "https://schema.org"
LOGO = "favicon.svg"  # of the theme's files
MOST = 30  # pictures told of a gallery
FEW = 4  # … and of an article, whose every byte a phone loads before its text
# A byline that is an office, not a person.
_OFFICE = re.compile(r"^本[站报台]|(?:组|部|办|办公室|局|中心|台|社|室|站|委|委员会|政府|编辑部)$")

# The lists that stand between the home page and a page of this kind.
_SEARCH = ("查找", "search/index.html")
_ABOVE = {
    "base.html": (("生产基地", "bases/index.html"),),
    "archive.html": (_SEARCH,),
    "archive_year.html": (_SEARCH, ("往期", "archive/index.html")),
    "archive_month.html": (_SEARCH, ("往期", "archive/index.html")),
    "reporter.html": (_SEARCH,),
    "tag.html": (_SEARCH,),
    "village.html": (_SEARCH,),
}


def structured(page: Page, site: Site) -> tuple[Data, ...]:
    """The page's data, an object a script; nothing for a page that may not be listed."""
    head: Head = page.given["head"]
    if not head.listed:
        return ()
    if head.kind == "home":
        return (_website(site),)
    story: Story | None = page.given.get("story")
    if story:
        trail = _trail([(story.section.name, f"{story.section.slug}/index.html"), (story.headline, page.path)], site)
        return _article(story, head, page, site), trail
    trail = _trail([*_ABOVE.get(page.template, ()), (head.title, page.path)], site)
    if base := page.given.get("base"):
        return _base(base, page, site), trail
    if village := page.given.get("village"):
        return _object(
            "Place", name=village.name, description=village.description, url=absolute(site, page.path)
        ), trail
    if page.template == "gallery.html":
        return _gallery(page, head, site), trail
    return (trail,)


def _website(site: Site) -> Data:
    return _object(
        "WebSite",
        name=site.name,
        url=absolute(site, "index.html"),
        description=site.newsroom.description,
        inLanguage=site.language,
        publisher=_publisher(site),
        potentialAction=_object(
            "SearchAction",
            target=_object("EntryPoint", urlTemplate=absolute(site, "search/index.html") + "?q={search_term_string}"),
            **{"query-input": "required name=search_term_string"},
        ),
    )


def _publisher(site: Site) -> Data:
    own = site.newsroom
    return _object(
        "Organization",
        name=own.organiser or site.name,
        url=absolute(site, "index.html"),
        logo=absolute(site, site.assets[LOGO]) if LOGO in site.assets else "",
        telephone=own.phone,
        address=own.address,
    )


def _article(story: Story, head: Head, page: Page, site: Site) -> Data:
    url = absolute(site, page.path)
    published = story.date.isoformat()
    return _object(
        ["NewsArticle", "ImageGallery"] if story.genre == "图片" else "NewsArticle",
        headline=story.headline,
        alternativeHeadline=story.dek,
        description=story.summary,
        url=url,
        mainEntityOfPage=url,
        datePublished=published,
        dateModified=story.modified.isoformat() if story.modified else published,
        author=[{**_author(name), **_page_of(name, page, site)} for name in story.byline.names],
        editor=_author(story.desk.editor) if story.desk.editor else None,
        publisher=_publisher(site),
        articleSection=story.section.name,
        keywords=list(story.tags),
        inLanguage=site.language,
        contentLocation=[_object("Place", name=village.name) for village in story.villages],
        about=[_object("Place", name=base.name, url=absolute(site, f"bases/{base.slug}.html")) for base in story.bases],
        correction=[correction.text for correction in story.body.corrections],
        isBasedOn=story.original_url,
        image=_images(_cover_first(head.photo, story.photos), site, MOST if story.genre == "图片" else FEW),
        associatedMedia=[
            _object("MediaObject", name=file.title, contentUrl=absolute(site, file.path))
            for file in story.attachments
            if file.path
        ],
    )


def _base(base: Base, page: Page, site: Site) -> Data:
    photos = [photo for year in page.given["years"] for photo in year.photos]
    places = [_object("Place", name=village.name) for village in base.villages]
    return _object(
        "ImageGallery",
        name=base.name,
        description=base.summary,
        url=absolute(site, page.path),
        inLanguage=site.language,
        about=_object("Place", name=base.name, containedInPlace=places),
        image=_images(photos or base.photos, site),
    )


def _gallery(page: Page, head: Head, site: Site) -> Data:
    return _object(
        "ImageGallery",
        name=head.title,
        description=head.description,
        url=absolute(site, page.path),
        inLanguage=site.language,
        image=_images(page.given["photos"], site),
    )


def _trail(steps: Sequence[tuple[str, str]], site: Site) -> Data:
    every = [(site.name, "index.html"), *steps]
    return _object(
        "BreadcrumbList",
        itemListElement=[
            _object("ListItem", position=place, name=name, item=absolute(site, path))
            for place, (name, path) in enumerate(every, 1)
        ],
    )


def _author(name: str) -> Data:
    return {"@type": _kind(name), "name": name}


def _page_of(name: str, page: Page, site: Site) -> Data:
    """The page that lists what somebody has written, where the story's page links to it."""
    links = page.given.get("reporter_links", ())
    return next(({"url": absolute(site, link.url)} for link in links if link.name == name), {})


@lru_cache(maxsize=1 << 10)
def _kind(name: str) -> str:
    return "Organization" if _OFFICE.search(name) else "Person"


def _cover_first(cover: Photo | None, photos: Sequence[Photo]) -> list[Photo]:
    first = [cover] if cover else []
    return [*first, *(photo for photo in photos if not cover or photo.digest != cover.digest)]


def _images(photos: Iterable[Photo], site: Site, most: int = MOST) -> list[Data]:
    once = {photo.digest: (photo, whole) for photo in photos if (whole := largest(photo))}
    return [_image(photo, whole, site) for photo, whole in islice(once.values(), most)]


def _image(photo: Photo, whole: Rendition, site: Site) -> Data:
    small = photo.cut("share") or photo.cut("thumb")
    return _object(
        "ImageObject",
        contentUrl=absolute(site, whole.path),
        width=whole.width,
        height=whole.height,
        caption=photo.caption.text or photo.alt,
        creditText=photo.credit,
        copyrightNotice=photo.copyright,
        digitalSourceType=photo.made,
        thumbnailUrl=absolute(site, small.path) if small else "",
    )


def _object(type_: str | list[str], **properties: Any) -> Data:
    """An object with what is known of it."""
    return {"@type": type_, **{name: value for name, value in properties.items() if value}}


def with_context(data: Mapping[str, Any]) -> Data:
    """As it is printed: the outermost object says whose words these are."""
    return {"@context": CONTEXT, **data}
