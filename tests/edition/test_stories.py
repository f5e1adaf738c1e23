"""From Copy to Stories, Bases and StandingPages."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest

from plugins.edition.take_in.stories import apart, base_from, newest_first, standing_from, typed
from plugins.newsroom.body import Body
from plugins.newsroom.problem import Problem
from plugins.newsroom.story import Byline, Desk, Story

from ..township import (
    CHANYE,
    DANGJIAN,
    GAZETTEER,
    NOW,
    ZHENGGOU,
    ZONE,
    a_base,
    a_body,
    a_copy,
    a_day,
    a_story,
    base_name,
)

HEAD = {"标题": "桥通了", "日期": "2021-06-12", "栏目": "产业"}
FEATURE = "content/features/lvlang/story.md"


def read(fields: dict[str, str], path: str = "content/news/2021/qiao.md") -> tuple[Story | None, list[Problem]]:
    """The story of these fields, the first on line 1."""
    return typed(a_copy(fields, path), GAZETTEER, [a_base()], ZONE).at(NOW)


def story(fields: dict[str, str], path: str = "content/news/2021/qiao.md") -> Story:
    """The same where nothing is wrong."""
    found, problems = read(fields, path)
    assert problems == []
    assert found is not None
    return found


def test_a_short_head() -> None:
    """Headline, date and section make a story; everything else has its default."""
    found = story(HEAD)
    assert (found.headline, found.date, found.section) == ("桥通了", a_day("2021-06-12"), CHANYE)
    assert (found.url, found.slug, found.id) == ("chanye/202106/qiao.html", "qiao", "qiao")
    assert (found.genre, found.status, found.summary) == ("消息", "published", "第一段。")
    assert (found.byline, found.desk, found.modified, found.embargo) == (Byline(), Desk(), None, None)


def test_a_full_head() -> None:
    """Every key of the front matter goes to its place."""
    found = story(
        HEAD
        | {
            "引题": "春到溪山",
            "副题": "记者侧记",
            "体裁": "通讯",
            "记者": "王　某、李某某",
            "通讯员": "赵某某",
            "摄影": "王某",
        }
        | {"电头": "本站讯", "更新": "2021-06-13 9:30", "标签": "党建，产业", "村": "正沟", "基地": "jinye"}
        | {
            "来源": "县报",
            "责编": "甲",
            "审核": "乙、丙",
            "定时发布": "2021-06-12 8:00",
            "状态": "待审",
            "版位": "要闻",
        }
        | {"网址名": "tong-che", "稿号": "x1", "旧网址": "a.html、b.html", "摘要": "摘要。", "短题": "通车"}
        | {"原文网址": "https://a.example/1"}
    )
    assert (found.kicker, found.dek, found.genre, found.dateline) == ("春到溪山", "记者侧记", "通讯", "本站讯")
    assert found.byline == Byline(("王某", "李某某"), ("赵某某",), ("王某",))
    assert found.desk == Desk("甲", ("乙", "丙"))
    assert (found.modified, found.embargo) == (a_day("2021-06-13T09:30"), a_day("2021-06-12T08:00"))
    assert (found.tags, found.villages, found.bases) == (("党建", "产业"), (ZHENGGOU,), (base_name(a_base()),))
    assert (found.source, found.status, found.short, found.summary) == ("县报", "ready", "通车", "摘要。")
    assert found.position is not None
    assert (found.slug, found.url, found.id) == ("tong-che", "chanye/202106/tong-che.html", "x1")
    assert (found.aliases, found.original_url) == (("a.html", "b.html"), "https://a.example/1")
    assert found.line("Date") == 2


@pytest.mark.parametrize(
    ("path", "slug", "genre"),
    [
        ("content/news/2021/qiao.md", "qiao", "消息"),
        ("content/news/qiao.md", "qiao", "消息"),
        (FEATURE, "lvlang", "通讯"),
    ],
)
def test_what_the_place_says(path: str, slug: str, genre: str) -> None:
    """A news item is named by its file, a feature by its folder; the one is 消息, the other 通讯, unless told
    otherwise."""
    found = story(HEAD, path)
    assert (found.slug, found.genre) == (slug, genre)
    assert story(HEAD | {"体裁": "公告"}, path).genre == "公告"


@pytest.mark.parametrize(
    ("missing", "words", "remedy"),
    [("标题", "没有标题", "标题："), ("日期", "没有日期", "日期："), ("栏目", "没有写栏目", "产业")],
)
@pytest.mark.parametrize("how", ["absent", "empty"])
def test_what_a_story_cannot_be_without(missing: str, words: str, remedy: str, how: str) -> None:
    """Without headline, date or section there is no story, and one Problem with line and remedy."""
    fields = HEAD | {missing: ""} if how == "empty" else {key: value for key, value in HEAD.items() if key != missing}
    found, (problem,) = read(fields)
    assert found is None
    assert (problem.path, problem.level) == ("content/news/2021/qiao.md", "error")
    # an empty key is to be filled where it stands
    assert problem.line == (list(fields).index(missing) + 1 if how == "empty" else 1)
    assert words in problem.message
    assert remedy in problem.remedy


@pytest.mark.parametrize(
    ("date", "embargo", "lives"),
    [
        ("2021-12-01", "", True),
        ("2021-12-01 09:30", "", True),
        ("2021-12-01 09:31", "", False),
        ("2021-12-02", "", False),
        ("2022-11-01", "", False),
        ("2021-12-02", "2021-12-02 08:00", True),
        ("2021-12-02", "不久", False),
    ],
)
def test_dates_to_come(date: str, embargo: str, lives: bool) -> None:
    """A date after the edition's moment needs an embargo; without one it is a Problem on the date's line."""
    found, problems = read(HEAD | {"日期": date} | ({"定时发布": embargo} if embargo else {}))
    assert (found is not None, problems == []) == (lives, lives)
    if not lives:
        assert 2 in [problem.line for problem in problems]


@pytest.mark.parametrize(
    "fields", [{}, {"日期": "", "栏目": ""}, {"日期": "2021-02-30"}, {"栏目": "产叶", "村": "正勾村"}]
)
def test_a_draft_lives_with_its_gaps(fields: dict[str, str]) -> None:
    """A draft is a story from its headline on: today and the first section stand in, its faults are warnings."""
    found, problems = read({"标题": "桥通了", "状态": "草稿"} | fields)
    assert found is not None
    assert (found.status, found.date, found.section) == ("draft", a_day("2021-12-01"), DANGJIAN)
    assert found.url == "dangjian/202112/qiao.html"
    assert problems
    assert {problem.level for problem in problems} == {"warning"}
    assert set(dict(found.gaps)) == ({"Date", "Category"} if fields.get("日期") == "" else set())


@pytest.mark.parametrize(
    "fields", [{"状态": "草稿"}, {"标题": "桥通了", "状态": "草搞"}, {"标题": "桥通了", "状态": "待审"}]
)
def test_what_is_no_draft(fields: dict[str, str]) -> None:
    """Without a headline there is nothing to show; only the word 草稿 excuses gaps."""
    found, problems = read(fields)
    assert found is None
    assert ("error" in {problem.level for problem in problems}) == ("标题" in fields)


def test_an_impossible_date_is_told_once() -> None:
    """A date that is no day is one Problem: it is not missing as well."""
    found, (problem,) = read(HEAD | {"日期": "2021-02-30"})
    assert (found, problem.line) == (None, 2)
    assert "2021-02-30" in problem.message


def test_all_at_once() -> None:
    """Everything that is wrong with a story is told at once, whether or not it can live."""
    wrong = {
        "标体": "桥", "日期": "2021-02-30", "栏目": "产叶", "村": "正勾村", "基地": "近页", "状态": "发布", "体裁": "小说",
        "版位": "头版", "封面": "/x.jpg", "附件": "/x.pdf", "网址名": "A", "原文网址": "x", "更新": "昨天",
    }  # fmt: skip
    found, problems = read(wrong)
    assert found is None
    assert sorted({problem.line for problem in problems}) == list(range(1, len(wrong) + 1))


@pytest.mark.parametrize("fields", [{"村": "正勾村、正沟村"}, {"基地": "近页、jinye"}])
def test_a_wrong_mention_costs_only_itself(fields: dict[str, str]) -> None:
    """A village or base that is unknown is told; the story lives, with those that are known."""
    found, (problem,) = read(HEAD | fields)
    assert found is not None
    assert (problem.line, problem.level) == (4, "error")
    assert (found.villages, found.bases) in [((ZHENGGOU,), ()), ((), (base_name(a_base()),))]


@pytest.mark.parametrize("dash", ["——", "—— ", "——　", "--", "― ", "⸺", "──", "–", "－－", "— —"])
def test_a_dek_without_dashes(dash: str) -> None:
    """A dek is kept without the dashes that reporters write before it, of whatever kind."""
    assert story(HEAD | {"副题": f"{dash}记溪山镇的春天——和秋天"}).dek == "记溪山镇的春天——和秋天"


@pytest.mark.parametrize("path", ["content/features/秋收 现场/story.md", "content/news/2021/稿件（终）.md"])
def test_a_folder_that_is_no_slug(path: str) -> None:
    """A story in a folder or file that cannot stand in an address needs a 网址名."""
    found, (problem,) = read(HEAD, path)
    assert found is None
    assert "网址名" in problem.remedy
    assert story(HEAD | {"网址名": "qiu-shou"}, path).slug == "qiu-shou"


def test_problems_of_the_reading_stay() -> None:
    """What was wrong when the file was read is told with what is wrong in its head, and an unknown key with both."""
    noted = Problem("content/news/2021/qiao.md", 9, "有1个控制字符", level="warning")
    copy = a_copy(HEAD | {"Tilte": "x"}, problems=(noted,))
    found, problems = typed(copy, GAZETTEER, [], ZONE).at(NOW)
    assert found is not None
    assert [problem.line for problem in problems] == [9, 4]


def test_a_summary_is_the_first_paragraph() -> None:
    """Without a summary the first paragraph stands in, cut short."""
    copy = a_copy(HEAD, body=a_body("第一句，" * 40, "第二段。"))
    found, _ = typed(copy, GAZETTEER, [], ZONE).at(NOW)
    assert found is not None
    assert found.summary.startswith("第一句，")
    assert len(found.summary) <= 80


def test_two_on_one_address() -> None:
    """Of two stories on one address the first by path stays and the other is told, by the line of its 网址名 where it
    has one, with the owner's path."""
    first, second = a_story("qiao", path="content/news/2021/a.md"), a_story("qiao", path="content/news/2021/b.md")
    told = a_story("qiao", path="content/news/2021/c.md", lines=(("Slug", 5),))
    other = a_story("lu", date=a_day("2021-07-01"))
    kept, problems = apart([told, second, other, first])
    assert kept == [other, first]
    assert [(problem.path[-4:], problem.line, problem.level) for problem in problems] == [
        ("b.md", 1, "error"),
        ("c.md", 5, "error"),
    ]
    assert all("content/news/2021/a.md" in problem.message for problem in problems)


@pytest.mark.parametrize("other", [{"section": DANGJIAN}, {"date": a_day("2021-07-12")}, {"slug": "qiao-2"}])
def test_one_slug_in_two_places(other: dict[str, Any]) -> None:
    """Section, month and slug together are the address: two stories may share any two of them."""
    assert apart([a_story(), a_story(**({"slug": "qiao"} | other))])[1] == []


def test_newest_first() -> None:
    """Lists are newest first; stories of one moment stand by address."""
    rows = [
        a_story("b"),
        a_story("a"),
        a_story("c", date=a_day("2021-06-12T08:00")),
        a_story("d", date=a_day("2020-01-01")),
    ]
    assert [row.slug for row in sorted(rows, key=newest_first)] == ["c", "a", "b", "d"]


BASE = {"标题": "近叶药材基地", "别名": "近叶基地、近叶药材基地", "村": "正沟", "面积": "三百亩"}


def test_a_base() -> None:
    """A base is named by its headline and its other names, each once, and addressed by its folder."""
    base, problems = base_from(a_copy(BASE, "content/bases/jinye/base.md"), GAZETTEER, ZONE)
    assert problems == []
    assert base is not None
    assert (base.name, base.names, base.url) == ("近叶药材基地", ("近叶药材基地", "近叶基地"), "bases/jinye.html")
    assert (base.villages, base.area, base.summary) == ((ZHENGGOU,), "三百亩", "第一段。")


@pytest.mark.parametrize(
    ("fields", "path"),
    [
        ({"面积": "三百亩"}, "content/bases/jinye/base.md"),
        (BASE, "content/bases/近叶 基地/base.md"),
        (BASE, "content/bases/index/base.md"),
    ],
)
def test_no_base(fields: dict[str, str], path: str) -> None:
    """Without a name or an address of its own there is no base; bases/index.html is the list of them."""
    base, problems = base_from(a_copy(fields, path), GAZETTEER, ZONE)
    assert base is None
    assert [problem.level for problem in problems] == ["error"]


@pytest.mark.parametrize(
    ("fields", "path", "lives"),
    [
        ({"标题": "关于"}, "content/pages/about.md", True),
        ({"标题": "关于", "网址名": "guan-yu"}, "content/pages/关于.md", True),
        ({"标题": "关于", "状态": "草稿"}, "content/pages/about.md", False),
        ({"摘要": "没有标题"}, "content/pages/about.md", False),
        ({"标题": "关于"}, "content/pages/关于.md", False),
        ({"标题": "首页"}, "content/pages/index.md", False),
        ({"标题": "不见了"}, "content/pages/404.md", False),
    ],
)
def test_standing_pages(fields: dict[str, str], path: str, lives: bool) -> None:
    """A standing page needs a title and an address that no other page has, and is out unless it is a draft."""
    page, problems = standing_from(a_copy(fields, path), GAZETTEER, ZONE)
    assert (page is not None) is lives
    assert bool(problems) is (not lives and "状态" not in fields)


def test_the_address_of_a_standing_page() -> None:
    """A standing page lies at the root of the output."""
    page, _ = standing_from(a_copy({"标题": "关于"}, "content/pages/about.md"), GAZETTEER, ZONE)
    assert page is not None
    assert (page.url, page.slug, page.headline) == ("about.html", "about", "关于")


def test_a_long_headline_wants_a_short_one() -> None:
    """Above thirty characters a reporter is reminded of 短题, and only then."""
    long = "关于做好全镇森林防火期内野外用火管理和巡山护林工作有关事项的通知"
    assert len(long) > 30
    told = [problem for problem in read({"标题": long})[1] if "列表里会排成好几行" in problem.message]
    assert [problem.level for problem in told] == ["warning"]
    for head in ({"标题": long, "短题": "森林防火"}, {"标题": long[:30]}):
        assert not [problem for problem in read(head)[1] if "排成好几行" in problem.message]


@pytest.mark.parametrize(
    ("more", "levels"), [({}, ["error"]), ({"Status": "草稿"}, ["warning"]), ({"Attachments": "名单.pdf"}, [])]
)
def test_an_empty_body(more: dict[str, str], levels: list[str]) -> None:
    """It is told and keeps its page: an error, of a draft a warning; a notice that only hands out files has none."""
    fields = {"Title": "桥通了", "Date": "2021-06-12", "Category": "chanye", **more}
    copy = replace(a_copy(fields, "content/news/2021/qiao.md"), body=Body())
    found, problems = typed(copy, GAZETTEER, [a_base()], ZONE).at(NOW)
    assert found is not None
    assert [problem.level for problem in problems if problem.message == "正文是空的"] == levels
