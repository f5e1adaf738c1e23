"""A township made of values: stories, photos and bases for tests that need one and care for little of it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo

from plugins.newsroom.body import Body, Part
from plugins.newsroom.copy import Copy
from plugins.newsroom.frontmatter import Field
from plugins.newsroom.gazetteer import Gazetteer, Section, Village
from plugins.newsroom.page import Head, Page
from plugins.newsroom.photo import Caption, Photo, Rendition
from plugins.newsroom.site import NewsroomSettings, Site
from plugins.newsroom.story import Base, BaseName, Byline, Card, StandingPage, Story

ZONE = ZoneInfo("Asia/Shanghai")
NOW = datetime(2021, 12, 1, 9, 30, tzinfo=ZONE)
DANGJIAN = Section("dangjian", "党建", "支部和党员做的事")
CHANYE = Section("chanye", "产业", "坡上和棚里的生计")
ZHENGGOU = Village("zhenggou", "正沟村", "一条沟，两面坡")
XIAKOU = Village("xiakou", "峡口村")
GAZETTEER = Gazetteer((DANGJIAN, CHANYE), (ZHENGGOU, XIAKOU), {"食用菌": "shiyongjun"}, {"本站记者": "benzhan"})
SITE = Site(
    name="小镇",
    url="https://town.example/xizhen",
    base="/xizhen",
    language="zh-CN",
    sections=GAZETTEER.sections,
    newsroom=NewsroomSettings(description="小镇的新闻"),
    assets={"css/site.css": "theme/css/site.0a1b2c3d.css"},
)


def a_day(text: str) -> datetime:
    """Midnight of an ISO day, or a moment of it, in the township's time zone."""
    return datetime.fromisoformat(text).replace(tzinfo=ZONE)


def a_body(*paragraphs: str, **more: Any) -> Body:
    """A body of plain paragraphs."""
    html = "".join(f"<p>{words}</p>\n" for words in paragraphs)
    return Body((Part("html", html=html),) if html else (), **more)


def a_photo(source: str = "news/2021/a.jpg", caption: str = "", **more: Any) -> Photo:
    """A photo as the blocks leave it."""
    return Photo(source=source, caption=Caption(caption, caption), **more)


def a_cut_photo(source: str = "news/2021/a.jpg", **more: Any) -> Photo:
    """A photo as the photos room leaves it: two widths in two formats, and a share card."""
    ladder = [
        Rendition("column", format_, width, width * 2 // 3, f"photos/a-{width}.{format_}")
        for format_ in ("webp", "jpeg")
        for width in (960, 480)
    ]
    share = Rendition("share", "jpeg", 1200, 630, "photos/a-share.jpg")
    return a_photo(source, digest="ab" * 32, width=1800, height=1200, renditions=(*ladder, share), **more)


def a_story(slug: str = "qiao", **more: Any) -> Story:
    """A published news item; its address follows from its slug, section and date unless it is given."""
    section, date = more.setdefault("section", CHANYE), more.setdefault("date", a_day("2021-06-12"))
    filled: dict[str, Any] = {
        "path": f"content/news/{date.year}/{slug}.md",
        "url": f"{section.slug}/{date:%Y%m}/{slug}.html",
        "id": slug,
        "headline": f"{slug}的标题",
        "genre": "消息",
        "body": a_body("正文。"),
    }
    return Story(slug=slug, **{**filled, **more})


def stories_of(count: int, **more: Any) -> list[Story]:
    """So many stories, a day apart, newest first."""
    first = a_day("2021-11-30")
    return [a_story(f"s{number}", date=first - timedelta(days=number), **more) for number in range(count)]


def a_base(slug: str = "jinye", name: str = "近叶药材基地", **more: Any) -> Base:
    """A base with one name unless more are given."""
    names = (name, *more.pop("names", ()))
    filled: dict[str, Any] = {"path": f"content/bases/{slug}/base.md", "url": f"bases/{slug}.html", "body": a_body()}
    return Base(slug=slug, name=name, names=names, **{**filled, **more})


def base_name(base: Base) -> BaseName:
    """The base as a story names it."""
    return BaseName(base.slug, base.name)


def a_standing_page(slug: str = "about", **more: Any) -> StandingPage:
    """A page that is no news."""
    return StandingPage(f"content/pages/{slug}.md", f"{slug}.html", slug, f"{slug}的标题", a_body("说明。"), **more)


def a_card(story: Story, **more: Any) -> Card:
    """The card of a story, changed where told."""
    return replace(story.card, **more)


def a_byline(*reporters: str) -> Byline:
    """A byline of reporters."""
    return Byline(reporters=reporters)


def a_copy(fields: dict[str, str], path: str = "content/news/2021/qiao.md", **more: Any) -> Copy:
    """One file as filed: its front matter line by line from line 1."""
    rows = tuple(Field(key, value, line) for line, (key, value) in enumerate(fields.items(), 1))
    return Copy(path, rows, more.pop("body", a_body("第一段。", "第二段。")), **more)


def a_page(path: str = "chanye/index.html", head: Head | None = None, **given: Any) -> Page:
    """A page that no template has to print."""
    return Page(path, "section.html", {"head": head or Head("产业"), **given})


def paths_of(pages: Sequence[Page]) -> list[str]:
    """Where the pages stand."""
    return [page.path for page in pages]
