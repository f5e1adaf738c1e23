"""JSON-LD: what a page is about."""

from __future__ import annotations

import json
from dataclasses import replace
from typing import Any

import pytest

from plugins.edition.plan.gallery import Year
from plugins.edition.plan.inputs import Named
from plugins.newsroom.body import Attachment, Correction
from plugins.newsroom.page import Head, Page
from plugins.newsroom.photo import Caption, Photo
from plugins.newsroom.site import NewsroomSettings
from plugins.newsroom.story import Desk, Story
from plugins.syndication.head import with_tags
from plugins.syndication.structured import FEW, MOST, structured

from ..press import Built
from ..township import SITE, ZHENGGOU, a_base, a_body, a_byline, a_cut_photo, a_day, a_page, a_story, base_name

BASE = a_base(villages=(ZHENGGOU,), summary="近叶的药材。")
STORY = a_story(
    headline="桥通了",
    dek="一座桥的一年",
    summary="一座桥。",
    date=a_day("2021-06-12T09:05"),
    modified=a_day("2021-06-20"),
    byline=a_byline("本站记者", "王某"),
    desk=Desk("李某"),
    tags=("桥梁",),
    villages=(ZHENGGOU,),
    bases=(base_name(BASE),),
    original_url="https://a.example/1",
    body=a_body("正文。", corrections=(Correction("2021-06-20", "应为三座。", "", "c1"),)),
    attachments=(Attachment("a.pdf", "图纸", path="files/a.pdf"), Attachment("none.pdf", "没有")),
)


def page_of(story: Story, **head: Any) -> Page:
    """A story's page."""
    told = Head(story.headline, story.summary, "article", photo=story.cover, **head)
    return a_page(story.url, told, story=story)


def data(page: Page) -> list[dict[str, Any]]:
    """The page's objects, as a machine reads them."""
    return [json.loads(json.dumps(one)) for one in structured(page, SITE)]


def numbered(photo: Photo, number: int) -> Photo:
    """Another photograph."""
    return replace(photo, digest=f"{number:064x}")


def test_a_story() -> None:
    """Our words on the left, theirs on the right."""
    article, trail = data(page_of(STORY))
    publisher = {"@type": "Organization", "name": "小镇", "url": "https://town.example/xizhen/index.html"}
    assert article == {
        "@type": "NewsArticle",
        "headline": "桥通了",
        "alternativeHeadline": "一座桥的一年",
        "description": "一座桥。",
        "url": "https://town.example/xizhen/chanye/202106/qiao.html",
        "mainEntityOfPage": "https://town.example/xizhen/chanye/202106/qiao.html",
        "datePublished": "2021-06-12T09:05:00+08:00",
        "dateModified": "2021-06-20T00:00:00+08:00",
        "author": [{"@type": "Organization", "name": "本站记者"}, {"@type": "Person", "name": "王某"}],
        "editor": {"@type": "Person", "name": "李某"},
        "publisher": publisher,
        "articleSection": "产业",
        "keywords": ["桥梁"],
        "inLanguage": "zh-CN",
        "contentLocation": [{"@type": "Place", "name": "正沟村"}],
        "about": [{"@type": "Place", "name": "近叶药材基地", "url": "https://town.example/xizhen/bases/jinye.html"}],
        "correction": ["应为三座。"],
        "isBasedOn": "https://a.example/1",
        "associatedMedia": [
            {"@type": "MediaObject", "name": "图纸", "contentUrl": "https://town.example/xizhen/files/a.pdf"}
        ],
    }
    assert [(step["position"], step["name"]) for step in trail["itemListElement"]] == [
        (1, "小镇"),
        (2, "产业"),
        (3, "桥通了"),
    ]


def test_what_is_not_known_is_not_said() -> None:
    """A story with nothing but a headline, a section and a date."""
    article = data(page_of(a_story()))[0]
    assert set(article) == {
        "@type", "headline", "url", "mainEntityOfPage", "datePublished", "dateModified", "publisher", "articleSection",
        "inLanguage",
    }  # fmt: skip


def test_pictures() -> None:
    """Cover first, each once, with caption and credit as readers see them; a picture that is missing is not told."""
    photo = a_cut_photo(alt="石桥", credit="本站 摄", copyright="© 溪山")
    captioned = replace(numbered(photo, 1), caption=Caption("新修的桥", "新修的桥"))
    story = replace(STORY, cover=photo, photos=(captioned, photo, Photo("missing.jpg")))
    images = data(page_of(story))[0]["image"]
    assert [image["caption"] for image in images] == ["石桥", "新修的桥"]
    assert images[0] == {
        "@type": "ImageObject",
        "contentUrl": "https://town.example/xizhen/photos/a-960.jpeg",
        "width": 960,
        "height": 640,
        "caption": "石桥",
        "creditText": "本站 摄",
        "copyrightNotice": "© 溪山",
        "thumbnailUrl": "https://town.example/xizhen/photos/a-share.jpg",
    }


@pytest.mark.parametrize(("genre", "count"), [("通讯", FEW), ("图片", 9)])
def test_how_many_pictures(genre: str, count: int) -> None:
    """The first few of an article, all of a story that is a gallery."""
    photos = tuple(numbered(a_cut_photo(), number) for number in range(9))
    assert len(data(page_of(replace(STORY, genre=genre, photos=photos)))[0]["image"]) == count


@pytest.mark.parametrize(("genre", "types"), [("消息", "NewsArticle"), ("图片", ["NewsArticle", "ImageGallery"])])
def test_a_picture_story_is_a_gallery_too(genre: str, types: object) -> None:
    """By its genre."""
    assert data(page_of(replace(STORY, genre=genre)))[0]["@type"] == types


@pytest.mark.parametrize(
    ("name", "kind"),
    [
        ("王雁博", "Person"),
        ("本站记者", "Organization"),
        ("本报通讯员", "Organization"),
        ("丰溪镇通讯组", "Organization"),
        ("溪山美编室", "Organization"),
        ("县融媒体中心", "Organization"),
        ("丰溪镇人民政府", "Organization"),
        ("组建国", "Person"),
    ],
)
def test_an_office_is_no_person(name: str, kind: str) -> None:
    """By what its name ends in."""
    assert data(page_of(replace(STORY, byline=a_byline(name))))[0]["author"] == [{"@type": kind, "name": name}]


def test_a_base_and_the_gallery() -> None:
    """Their photographs through the years, at most thirty of them."""
    photos = tuple(numbered(a_cut_photo(), number) for number in range(40))
    years = (Year(0, photos[:1]), Year(2021, photos[1:]))
    page = Page(BASE.url, "base.html", {"head": Head(BASE.name), "base": BASE, "years": years})
    gallery, trail = data(page)
    assert gallery["@type"] == "ImageGallery"
    assert gallery["about"] == {
        "@type": "Place",
        "name": "近叶药材基地",
        "containedInPlace": [{"@type": "Place", "name": "正沟村"}],
    }
    assert len(gallery["image"]) == MOST
    assert [step["name"] for step in trail["itemListElement"]] == ["小镇", "生产基地", "近叶药材基地"]
    page_data, _ = data(Page("gallery/index.html", "gallery.html", {"head": Head("图集"), "photos": photos[:3]}))
    assert (page_data["@type"], len(page_data["image"])) == ("ImageGallery", 3)


def test_the_home_page() -> None:
    """The site and who publishes it, by what is configured."""
    own = NewsroomSettings(description="小镇的新闻", organiser="小镇人民政府", phone="0719-1")
    page = a_page("index.html", Head("小镇", kind="home"))
    (found,) = structured(page, replace(SITE, newsroom=own))
    assert found["@type"] == "WebSite"
    assert found["publisher"]["name"] == "小镇人民政府"
    assert found["publisher"]["telephone"] == "0719-1"
    assert "address" not in found["publisher"]


def steps(page: Page) -> list[tuple[str, str]]:
    """Name and path of each step from the home page to a page."""
    trail = next(one for one in data(page) if one["@type"] == "BreadcrumbList")
    return [
        (step["name"], step["item"].removeprefix("https://town.example/xizhen/")) for step in trail["itemListElement"]
    ]


@pytest.mark.parametrize(
    ("template", "path", "above"),
    [
        ("section.html", "chanye/index.html", []),
        ("search.html", "search/index.html", []),
        ("bases.html", "bases/index.html", []),
        ("page.html", "about.html", []),
        ("tag.html", "tags/qiao/index.html", [("查找", "search/index.html")]),
        ("reporter.html", "reporters/benzhan/index.html", [("查找", "search/index.html")]),
        ("archive.html", "archive/index.html", [("查找", "search/index.html")]),
        (
            "archive_month.html",
            "archive/2021/06.html",
            [("查找", "search/index.html"), ("往期", "archive/index.html")],
        ),
    ],
)
def test_the_way_to_a_list(template: str, path: str, above: list[tuple[str, str]]) -> None:
    """From the home page down, through the list that leads to it."""
    assert steps(Page(path, template, {"head": Head("甲")})) == [("小镇", "index.html"), *above, ("甲", path)]


def test_a_village_is_a_place() -> None:
    """With its name, what is said of it, and its page."""
    village = replace(ZHENGGOU, description="一条沟，两面坡")
    place, _ = data(Page("villages/zhenggou/index.html", "village.html", {"head": Head("正沟村"), "village": village}))
    assert place == {
        "@type": "Place",
        "name": "正沟村",
        "description": "一条沟，两面坡",
        "url": "https://town.example/xizhen/villages/zhenggou/index.html",
    }


def test_who_wrote_it_has_a_page() -> None:
    """An author's address is the list of what they have written, where the story's page links to it."""
    page = page_of(STORY)
    linked = replace(page, given={**page.given, "reporter_links": (Named("本站记者", "reporters/benzhan/index.html"),)})
    assert data(linked)[0]["author"] == [
        {
            "@type": "Organization",
            "name": "本站记者",
            "url": "https://town.example/xizhen/reporters/benzhan/index.html",
        },
        {"@type": "Person", "name": "王某"},
    ]


def test_the_publisher_has_a_logo() -> None:
    """The site's own mark, by the address of its file."""
    site = replace(SITE, assets={"favicon.svg": "theme/favicon.0a1b2c3d.svg"})
    (found,) = structured(a_page("index.html", Head("小镇", kind="home")), site)
    assert found["publisher"]["logo"] == "https://town.example/xizhen/theme/favicon.0a1b2c3d.svg"


def test_what_may_not_be_listed() -> None:
    """Says nothing at all."""
    assert data(a_page("404.html", Head("没有", kind="missing", listed=False))) == []


def test_every_page_of_the_working_edition(edition: Built) -> None:
    """Each script is JSON that says whose words it uses; every address in it is absolute and leads to a file of the
    edition; every story is a NewsArticle with a picture where it has one."""
    told = 0
    for file in sorted(edition.output.rglob("*.html")):
        page = edition.page(file.relative_to(edition.output).as_posix())
        for script in page.select('script[type="application/ld+json"]'):
            found = json.loads(script.get_text())
            assert found["@context"] == "https://schema.org"
            for url in addresses(found):
                assert url.startswith("http://127.0.0.1:8000/"), url
                file_of = url.removeprefix("http://127.0.0.1:8000/").removesuffix("?q={search_term_string}")
                assert (edition.output / file_of).is_file(), url
            told += "NewsArticle" in found["@type"]
            if found["@type"] == "NewsArticle" and page.select("article.story figure img"):
                assert found["image"], file
    assert told == len((edition.output / "sitemap.xml").read_text().split("/20")) - 1 - archive(edition)


def archive(edition: Built) -> int:
    """How many pages of the archive the sitemap lists: their paths have years in them too."""
    return (edition.output / "sitemap.xml").read_text().count("/archive/20")


def addresses(value: Any) -> list[str]:
    """All addresses in an object, but the vocabulary's and those of other sites."""
    if isinstance(value, dict):
        own = {key: item for key, item in value.items() if key not in ("@context", "isBasedOn", "digitalSourceType")}
        return [url for item in own.values() for url in addresses(item)]
    if isinstance(value, list):
        return [url for item in value for url in addresses(item)]
    return [value] if isinstance(value, str) and value.startswith("http") else []


def test_hostile_words_stay_words() -> None:
    """A headline with quotes and tags in it is only a headline."""
    story = replace(STORY, headline='</script><script>alert("1")</script>')
    head = with_tags(page_of(story), SITE).given["head"]
    assert head.data[0]["headline"] == story.headline
    assert head.data[0]["@context"] == "https://schema.org"
