"""The page tags of government sites."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime
from typing import Any
from zoneinfo import ZoneInfo

import pytest

from plugins.edition.plan.inputs import Desk as Township
from plugins.edition.plan.pages import all_pages
from plugins.edition.plan.related import Around
from plugins.newsroom.gazetteer import Section
from plugins.newsroom.page import Head, Page
from plugins.newsroom.site import NewsroomSettings, Site
from plugins.newsroom.story import Desk, Story
from plugins.syndication.government import government_tags
from plugins.syndication.head import with_tags

from ..township import (
    CHANYE,
    GAZETTEER,
    NOW,
    SITE,
    ZHENGGOU,
    a_base,
    a_byline,
    a_cut_photo,
    a_day,
    a_page,
    a_standing_page,
    a_story,
)

OWN = NewsroomSettings(source="溪山", site_name="竹溪县人民政府", domain="www.county.example", id_code="4200000016")
COUNTY = replace(SITE, newsroom=OWN)
COLUMN = replace(CHANYE, keywords=("药材", "蔬菜"), type="工作动态")
STORY = a_story(
    headline="桥通了",
    section=COLUMN,
    date=a_day("2021-06-12T09:05"),
    byline=a_byline("甲", "乙"),
    tags=("桥梁", "民生"),
    summary="一座桥。",
)


def tags(head: Head, path: str = "chanye/index.html", site: Site = COUNTY, **given: Any) -> dict[str, str]:
    """The tags of a page in their order; no name twice, whatever its capitals."""
    rows = government_tags(a_page(path, head, **given), site)
    assert len({name.lower() for _, name, _ in rows}) == len(rows)
    assert all(attribute == "name" and content for attribute, _, content in rows)
    return {name: content for _, name, content in rows}


def of_story(story: Story, site: Site = COUNTY, **head: Any) -> dict[str, str]:
    """The tags of a story's page."""
    return tags(Head(story.headline, story.summary, "article", **head), story.url, site, story=story)


SITE_ROWS = {"SiteName": "竹溪县人民政府", "SiteDomain": "www.county.example", "SiteIDCode": "4200000016"}


def test_every_page_names_the_site() -> None:
    """Home, standing pages and the 404 page name the site and nothing else."""
    for kind in ("home", "page", "missing"):
        assert tags(Head("丰溪", "说明", kind)) == SITE_ROWS


def test_a_column() -> None:
    """A section's list says what the section is for, in the words of sections.toml."""
    assert tags(Head("产业", "坡上和棚里的生计"), section=COLUMN) == SITE_ROWS | {
        "ColumnName": "产业",
        "ColumnDescription": "坡上和棚里的生计",
        "ColumnKeywords": "药材,蔬菜",
        "ColumnType": "工作动态",
    }


def test_another_list_is_a_column_of_its_own() -> None:
    """A village's page, a tag's: by its own title."""
    assert tags(Head("正沟村", "一条沟")) == SITE_ROWS | {
        "ColumnName": "正沟村",
        "ColumnDescription": "一条沟",
        "ColumnKeywords": "正沟村",
        "ColumnType": "工作动态",
    }


def test_every_kind_of_page_has_what_it_must() -> None:
    """The annex's table, read for every kind of page that an edition plans: names of the site on each, a column's on
    lists and articles, an article's on articles; none of them empty, but the code that only the authorities give."""
    column = {"ColumnName", "ColumnDescription", "ColumnKeywords", "ColumnType"}
    article = {"ArticleTitle", "PubDate", "ContentSource"}
    bare = replace(SITE, newsroom=NewsroomSettings(id_code="4200000016"), sections=(Section("chanye", "产业"),))
    plain = a_story(section=bare.sections[0], villages=(ZHENGGOU,), tags=("桥",), byline=a_byline("王某"))
    desk = Township(
        bare,
        replace(GAZETTEER, sections=bare.sections),
        [plain],
        [a_base(villages=(ZHENGGOU,))],
        [a_standing_page()],
        {},
        Around([plain]),
        NOW,
    )
    kinds = set()
    for page in all_pages(desk):
        head = page.given["head"]
        needed = set(SITE_ROWS)
        needed |= column if head.kind in ("list", "article") else set()
        needed |= article if head.kind == "article" else set()
        found = {name: content for _, name, content in government_tags(page, bare)}
        assert needed <= set(found), page.path
        assert all(content.strip() for content in found.values()), page.path
        kinds.add(page.template)
    assert {
        "home.html",
        "section.html",
        "tag.html",
        "reporter.html",
        "archive.html",
        "archive_month.html",
        "archive_year.html",
        "base.html",
        "bases.html",
        "village.html",
        "gallery.html",
        "search.html",
        "corrections.html",
        "page.html",
        "missing.html",
    } <= kinds


@pytest.mark.parametrize(
    ("template", "type_"), [("village.html", "概况信息"), ("bases.html", "概况信息"), ("tag.html", "工作动态")]
)
def test_what_a_place_is_like_is_no_news(template: str, type_: str) -> None:
    """Villages and bases are 概况信息, lists of stories 工作动态."""
    page = Page("x/index.html", template, {"head": Head("正沟村")})
    assert ("name", "ColumnType", type_) in government_tags(page, COUNTY)


def test_an_article() -> None:
    """All fifteen, in the order in which county sites print them; the date to the minute, by the 24-hour clock."""
    found = of_story(STORY, photo=a_cut_photo())
    assert list(found.items()) == [
        *SITE_ROWS.items(),
        ("ColumnName", "产业"),
        ("ColumnDescription", "坡上和棚里的生计"),
        ("ColumnKeywords", "药材,蔬菜"),
        ("ColumnType", "工作动态"),
        ("ArticleTitle", "桥通了"),
        ("PubDate", "2021-06-12 09:05"),
        ("ContentSource", "溪山"),
        ("Keywords", "桥梁,民生"),
        ("Author", "甲,乙"),
        ("Description", "一座桥。"),
        ("Image", "https://town.example/xizhen/photos/a-share.jpg"),
        ("Url", "https://town.example/xizhen/chanye/202106/qiao.html"),
    ]


@pytest.mark.parametrize(
    ("date", "told"),
    [
        ("2021-06-12T00:00", "2021-06-12 00:00"),
        ("2021-06-12T23:59", "2021-06-12 23:59"),
        ("2021-06-12T13:05", "2021-06-12 13:05"),
    ],
)
def test_the_clock_has_24_hours(date: str, told: str) -> None:
    """Afternoon is not morning."""
    assert of_story(replace(STORY, date=a_day(date)))["PubDate"] == told


def test_the_clock_is_beijing_s() -> None:
    """Whatever zone a newsroom keeps its time in."""
    moment = datetime(2021, 6, 12, 20, 30, tzinfo=ZoneInfo("UTC"))
    assert of_story(replace(STORY, date=moment))["PubDate"] == "2021-06-13 04:30"


def test_a_reprint_names_its_source() -> None:
    """来源 of the story, ahead of the newsroom's own; who has no byline is answered for by the desk."""
    story = replace(STORY, source="湖北日报", byline=a_byline(), desk=Desk("丙"))
    assert (of_story(story)["ContentSource"], of_story(story)["Author"]) == ("湖北日报", "丙")


def test_nothing_is_made_up() -> None:
    """A site that has none of the three has no tag; one that has one says what a tag requires by the names it has, and
    no more."""
    assert of_story(STORY, SITE) == {}
    bare = replace(SITE, newsroom=NewsroomSettings(id_code="bm01000001"))
    story = replace(STORY, section=CHANYE, byline=a_byline(), tags=(), summary="")
    assert of_story(story, bare) == {
        "SiteName": "小镇",
        "SiteDomain": "town.example",
        "SiteIDCode": "bm01000001",
        "ColumnName": "产业",
        "ColumnDescription": "坡上和棚里的生计",
        "ColumnKeywords": "产业",
        "ColumnType": "工作动态",
        "ArticleTitle": "桥通了",
        "PubDate": "2021-06-12 09:05",
        "ContentSource": "小镇",
        "Url": "https://town.example/xizhen/chanye/202106/qiao.html",
    }


def test_a_value_is_one_line() -> None:
    """Line breaks become blanks; all else, a full-width blank among it, stays."""
    assert of_story(replace(STORY, headline="桥\n通　了"))["ArticleTitle"] == "桥 通　了"


def test_they_stand_ahead_of_the_others() -> None:
    """As county sites print them: before Open Graph, with nothing of the same name after them."""
    head = Head(STORY.headline, STORY.summary, "article")
    rows = with_tags(a_page(STORY.url, head, story=STORY), COUNTY).given["head"].tags
    names = [name for _, name, _ in rows]
    assert names[:3] == list(SITE_ROWS)
    assert names.index("Url") < names.index("og:site_name")
    assert "description" not in names
