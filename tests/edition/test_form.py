"""Front matter held against the gazetteer: what each field may say, and what is told where it does not."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from plugins.edition.take_in.form import Form
from plugins.newsroom.body import Attachment
from plugins.newsroom.copy import Copy
from plugins.newsroom.keys import sort_fields
from plugins.newsroom.story import Position

from ..township import CHANYE, GAZETTEER, XIAKOU, ZHENGGOU, ZONE, a_base, a_copy, a_day, a_photo, base_name


def a_form(fields: dict[str, str], copy: Copy | None = None) -> Form:
    """A form over fields, the first on line 1."""
    copy = copy or a_copy(fields)
    sorted_, _ = sort_fields(copy.path, copy.fields, "story")
    return Form(copy, sorted_, GAZETTEER, ZONE)


def told(form: Form) -> list[tuple[int, str]]:
    """Line and level of what the form noted."""
    assert all(problem.path == form.copy.path and problem.message for problem in form.problems)
    assert all(problem.remedy for problem in form.problems)
    return [(problem.line, problem.level) for problem in form.problems]


@pytest.mark.parametrize(
    ("value", "position"),
    [
        ("头条", Position("头条")),
        ("要闻", Position("要闻")),
        ("头条 2021-08-12", Position("头条", a_day("2021-08-12"))),
        ("头条2021.8.12", Position("头条", a_day("2021-08-12"))),
        ("要闻 2021年8月12日", Position("要闻", a_day("2021-08-12"))),
        ("头条，至2021年8月12日", Position("头条", a_day("2021-08-12"))),
        ("头条 到 2021/8/12", Position("头条", a_day("2021-08-12"))),
        ("要闻（至2021-08-12）", Position("要闻", a_day("2021-08-12"))),
        ("要闻(2021-08-12)", Position("要闻", a_day("2021-08-12"))),
        ("２０２１年８月１２日 头条", Position("头条", a_day("2021-08-12"))),
    ],
)
def test_positions(value: str, position: Position) -> None:
    """A place on the home page may have an end date, in any spelling of a date and with or without 至."""
    form = a_form({"版位": value})
    assert (form.position(), told(form)) == (position, [])


@pytest.mark.parametrize("value", ["头版", "头条 8月12日", "头条 2021-08", "2021-08-12", "头条要闻"])
def test_positions_unknown(value: str) -> None:
    """A place that is none, or a date that is half one, gives no place and a warning."""
    form = a_form({"标题": "桥", "版位": value})
    assert (form.position(), told(form)) == (None, [(2, "warning")])


def test_a_position_with_an_impossible_end() -> None:
    """An end date that is no day is told: the place would never end otherwise."""
    form = a_form({"标题": "桥", "版位": "头条 2021-02-30"})
    assert form.position() == Position("头条")
    assert told(form) == [(2, "warning")]


@pytest.mark.parametrize(
    ("value", "status"),
    [
        ("", "published"),
        ("草稿", "draft"),
        ("draft", "draft"),
        ("Draft", "draft"),
        ("待审", "ready"),
        ("ready", "ready"),
        ("已发", "published"),
        ("PUBLISHED", "published"),
        ("撤稿", "withdrawn"),
        ("withdrawn", "withdrawn"),
    ],
)
def test_statuses(value: str, status: str) -> None:
    """A status is known in both languages; without one a story is published."""
    form = a_form({"状态": value})
    assert (form.status(), told(form)) == (status, [])


@pytest.mark.parametrize("value", ["发布", "publish", "审", "0"])
def test_an_unknown_status(value: str) -> None:
    """A status that is not known keeps the story in: it counts as a draft, and as an error."""
    form = a_form({"标题": "桥", "状态": value})
    assert (form.status(), told(form)) == ("draft", [(2, "error")])


@pytest.mark.parametrize(("value", "slug"), [("", "qiao"), ("feng-xi-cha", "feng-xi-cha"), ("2021", "2021")])
def test_slugs(value: str, slug: str) -> None:
    """The name in the address is 网址名 where it is given, else the proposed one."""
    form = a_form({"网址名": value})
    assert (form.slug("qiao"), told(form)) == (slug, [])


@pytest.mark.parametrize("value", ["Qiao", "桥", "a b", "a_b", "../x", "a/b", "a.html", "-a", "con", "a" * 200])
def test_bad_slugs(value: str) -> None:
    """A name that cannot stand in an address, or in a file's name on any of the three systems, is told on its line."""
    form = a_form({"标题": "桥", "网址名": value})
    form.slug("qiao")
    assert told(form) == [(2, "error")]
    assert "网址名" in form.problems[0].message


@pytest.mark.parametrize("proposed", ["秋收 现场", "我的 稿件（终稿）", "story 1", "IMG_0001", ""])
def test_a_folder_that_is_no_slug(proposed: str) -> None:
    """A folder's name with spaces, capitals or Chinese is told, with the line to write instead; a 网址名 mends it."""
    form = a_form({"标题": "桥"})
    form.slug(proposed)
    assert told(form) == [(1, "error")]
    assert "文件夹名" in form.problems[0].message
    assert "网址名：" in form.problems[0].remedy
    mended = a_form({"标题": "桥", "网址名": "qiu-shou"})
    assert (mended.slug(proposed), told(mended)) == ("qiu-shou", [])


@pytest.mark.parametrize("value", ["chanye", "产业"])
def test_a_section(value: str) -> None:
    """A section is named by slug or name."""
    assert a_form({"栏目": value}).section() == CHANYE


@pytest.mark.parametrize(
    ("fields", "line", "hint"), [({"标题": "桥", "栏目": "产叶"}, 2, "是不是“产业”"), ({}, 1, "党建、产业")]
)
def test_no_section(fields: dict[str, str], line: int, hint: str) -> None:
    """A section that is unknown is answered with the near one, a missing one with all there are."""
    form = a_form(fields)
    assert (form.section(), told(form)) == (None, [(line, "error")])
    assert hint in form.problems[0].remedy


def test_villages() -> None:
    """Villages are named in any of their ways, each once; an unknown one is told and costs only itself."""
    form = a_form({"标题": "桥", "村": "正沟、xiakou；正勾村，正沟村"})
    assert form.villages() == (ZHENGGOU, XIAKOU)
    assert told(form) == [(2, "error")]
    assert "正勾村" in form.problems[0].message
    assert "“正沟村”" in form.problems[0].remedy


def test_bases() -> None:
    """Bases are named by slug or any of their names, each once; an unknown one is told and costs only itself."""
    base = a_base(names=("近叶基地",))
    form = a_form({"标题": "桥", "基地": "jinye、近叶基地、近页药材基地、近叶药材基地"})
    assert form.bases([base]) == (base_name(base),)
    assert told(form) == [(2, "error")]
    assert "“近叶药材基地”" in form.problems[0].remedy


@pytest.mark.parametrize(
    ("value", "words"),
    [("去年秋天", "“去年秋天”不是日期"), ("2021-02-30", "没有“2021-02-30”这一天"), ("2021年", "没有“2021年”这一天")],
)
def test_impossible_dates(value: str, words: str) -> None:
    """What is no date, or no day of the calendar, is told on its line with the forms that are."""
    form = a_form({"标题": "桥", "日期": value})
    assert (form.date("Date"), told(form)) == (None, [(2, "error")])
    assert words in form.problems[0].message


def test_one_of() -> None:
    """A word that is not among the known ones is told, and the usual one stands in."""
    form = a_form({"标题": "桥", "体裁": "小说"})
    assert (form.one_of("Genre", ("消息", "通讯"), "消息"), told(form)) == ("消息", [(2, "warning")])
    assert "消息、通讯" in form.problems[0].remedy
    assert (a_form({}).one_of("Genre", ("消息", "通讯"), "通讯"), a_form({}).problems) == ("通讯", [])


def test_the_cover() -> None:
    """The cover is the named picture: with its caption where the body shows it, by its file where it does not; without
    a name the first picture."""
    first, second = a_photo("news/2021/a.jpg", "一"), a_photo("news/2021/b.jpg", "二")
    copy = a_copy({}, photos=(first, second))
    assert a_form({}, copy).cover() == first
    assert a_form({}).cover() is None
    shown = a_copy({"封面": "./b.jpg"}, photos=(first, second))
    assert a_form({}, shown).cover() == second
    other = a_form({"标题": "桥", "封面": "../2020/c.jpg"}).cover()
    assert other is not None
    assert (other.source, other.line) == ("news/2020/c.jpg", 2)


@pytest.mark.parametrize("value", ["../../../x.jpg", "/etc/passwd", "https://a.example/x.jpg", "C:\\x.jpg"])
def test_a_cover_from_elsewhere(value: str) -> None:
    """A cover that is not in the content folder is told, and there is none."""
    form = a_form({"标题": "桥", "封面": value})
    assert (form.cover(), told(form)) == (None, [(2, "error")])


def test_attachments() -> None:
    """Attachments of the front matter follow those of the body, titled by their file; one that is in both stands once,
    and one from elsewhere is told."""
    own = Attachment("news/2021/a.pdf", "方案", 9)
    copy = a_copy({"标题": "桥", "附件": "a.pdf、名单 2.xlsx；../../../x.pdf"}, attachments=(own,))
    form = a_form({}, copy)
    assert form.attachments() == (own, Attachment("news/2021/名单 2.xlsx", "名单 2", 2))
    assert told(form) == [(2, "error")]


def test_an_attachment_twice() -> None:
    """An attachment that the front matter names twice stands once, however it is written."""
    assert len(a_form({"附件": "a.pdf、./a.pdf"}).attachments()) == 1


@pytest.mark.parametrize(
    ("value", "address", "problems"),
    [
        ("https://a.example/1.html", "https://a.example/1.html", []),
        ("http://a.example", "http://a.example", []),
        ("", "", []),
        ("a.example/1.html", "", [(2, "warning")]),
        ("//a.example/1.html", "", [(2, "warning")]),
        ("https://", "", [(2, "warning")]),
        ("javascript:alert(1)", "", [(2, "warning")]),
        ("file:///etc/passwd", "", [(2, "warning")]),
        ("http://[bad", "", [(2, "warning")]),
    ],
)
def test_the_original_address(value: str, address: str, problems: list[tuple[int, str]]) -> None:
    """A reprint names the whole address of its original, with http or https; anything else is told."""
    form = a_form({"标题": "桥", "原文网址": value})
    assert (form.original_url(), told(form)) == (address, problems)


@given(
    st.dictionaries(
        st.sampled_from(["版位", "状态", "村", "基地", "封面", "附件", "原文网址", "日期", "栏目", "网址名"]), st.text()
    )
)
def test_no_words_stop_the_typing(fields: dict[str, str]) -> None:
    """Whatever a reporter writes into a field, it is read or told, and never stops the reading."""
    form = a_form(fields)
    for read in (
        form.position,
        form.status,
        form.villages,
        form.cover,
        form.attachments,
        form.original_url,
        form.section,
    ):
        read()
    form.bases([a_base()])
    form.date("Date")
    form.slug("qiao")
    assert all(problem.message and problem.remedy for problem in form.problems)
