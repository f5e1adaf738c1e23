"""The page tags of government sites (政府网站发展指引, 国办发〔2017〕47号, annex 2): their names, their order, which
page has to have them.

They are printed where the site says that it is one. Every page names the site; lists and articles, their column;
articles, themselves. A required tag is never left out nor empty: what a column does not say of itself is said by its
name. The site's code is the one exception: nobody but the authorities can say it, so without one it has no tag.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from datetime import timedelta, timezone
from urllib.parse import urlsplit

from ..newsroom.gazetteer import Section
from ..newsroom.page import Head, Page
from ..newsroom.site import Site
from ..newsroom.story import Story
from .address import absolute
from .pictures import stands_for

BEIJING = timezone(timedelta(hours=8))
_BREAKS = re.compile(r"[\r\n\t]+")
# Of the annex's kinds of column. What a place is like is 概况信息, news is 工作动态.
NEWS, PLACES = "工作动态", "概况信息"
_OF_PLACES = frozenset({"base.html", "bases.html", "village.html", "villages.html"})


def government_tags(page: Page, site: Site) -> tuple[tuple[str, str, str], ...]:
    """Rows for a page's head: every page names the site, columns and articles their column, articles themselves."""
    own = site.newsroom
    if not (own.site_name or own.domain or own.id_code):
        return ()
    head: Head = page.given["head"]
    rows = [
        ("SiteName", own.site_name or site.name),
        ("SiteDomain", own.domain or urlsplit(site.url).hostname or ""),
        ("SiteIDCode", own.id_code),
    ]
    story: Story | None = page.given.get("story")
    if story:
        rows += [*_section(story.section, site), *_article(story, head, page.path, site)]
    elif section := page.given.get("section"):
        rows += _section(section, site)
    elif head.kind == "list":
        type_ = PLACES if page.template in _OF_PLACES else NEWS
        rows += _column(head.title, head.description or f"{site.name}：{head.title}", head.title, type_)
    return tuple(("name", name, _BREAKS.sub(" ", content)) for name, content in rows if content)


def _section(section: Section, site: Site) -> Iterable[tuple[str, str]]:
    said = section.description or f"{site.name}：{section.name}"
    return _column(section.name, said, ",".join(section.keywords) or section.name, section.type or NEWS)


def _column(name: str, description: str, keywords: str, type_: str) -> Iterable[tuple[str, str]]:
    return [
        ("ColumnName", name),
        ("ColumnDescription", description),
        ("ColumnKeywords", keywords),
        ("ColumnType", type_),
    ]


def _article(story: Story, head: Head, path: str, site: Site) -> Iterable[tuple[str, str]]:
    picture = stands_for(head.photo)
    return [
        ("ArticleTitle", story.headline),
        ("PubDate", story.date.astimezone(BEIJING).strftime("%Y-%m-%d %H:%M")),
        ("ContentSource", story.source or site.newsroom.source or site.newsroom.site_name or site.name),
        ("Keywords", ",".join(story.tags)),
        ("Author", ",".join(story.byline.names) or story.desk.editor),
        ("Description", story.summary),
        ("Image", absolute(site, picture.path) if picture else ""),
        ("Url", absolute(site, path)),
    ]
