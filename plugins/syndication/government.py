"""The page tags of government sites (政府网站发展指引, 国办发〔2017〕47号, annex 2): their names, their order, which
page has to have them.

They are printed where the site says that it is one, and nothing about it is made up: what is not configured has no
tag.
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
    if head.kind == "list":
        rows += _column(page.given.get("section"), head)
    story: Story | None = page.given.get("story")
    if story:
        rows += [*_column(story.section, head), *_article(story, head, page.path, site)]
    return tuple(("name", name, _BREAKS.sub(" ", content)) for name, content in rows if content)


def _column(section: Section | None, head: Head) -> Iterable[tuple[str, str]]:
    if section is None:  # a list of another kind is a column of its own
        return [("ColumnName", head.title), ("ColumnDescription", head.description), ("ColumnKeywords", head.title)]
    return [
        ("ColumnName", section.name),
        ("ColumnDescription", section.description),
        ("ColumnKeywords", ",".join(section.keywords)),
        ("ColumnType", section.type),
    ]


def _article(story: Story, head: Head, path: str, site: Site) -> Iterable[tuple[str, str]]:
    picture = stands_for(head.photo)
    return [
        ("ArticleTitle", story.headline),
        ("PubDate", story.date.astimezone(BEIJING).strftime("%Y-%m-%d %H:%M")),
        ("ContentSource", story.source or site.newsroom.source),
        ("Keywords", ",".join(story.tags)),
        ("Author", ",".join(story.byline.names) or story.desk.editor),
        ("Description", story.summary),
        ("Image", absolute(site, picture.path) if picture else ""),
        ("Url", absolute(site, path)),
    ]
