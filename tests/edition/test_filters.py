"""What templates may say."""

from __future__ import annotations

import json
import posixpath
from dataclasses import replace
from datetime import datetime
from urllib.parse import quote, unquote, urljoin

import pytest
from bs4 import BeautifulSoup
from hypothesis import given
from hypothesis import strategies as st
from jinja2 import Environment, StrictUndefined
from jinja2.runtime import Context
from markupsafe import Markup, escape

from plugins.edition.print.filters import (
    FILTERS,
    asset,
    clauses,
    clock,
    day,
    iso,
    json_text,
    link,
    place,
    short_day,
    size,
)
from plugins.newsroom.site import Site

from ..township import SITE, a_day, a_photo


def on_page(here: str, site: Site = SITE) -> Context:
    """What the templates of a page see."""
    return Environment(autoescape=True).from_string("").new_context({"path": here, "site": site})


def seen_from(here: str, path: str, site: Site = SITE) -> str:
    """The address of a path on a page, as a template writes it."""
    return link(on_page(here, site), path)


STORY = "chanye/202106/qiao.html"


@pytest.mark.parametrize(
    ("here", "path", "address"),
    [
        ("index.html", "index.html", "index.html"),
        ("index.html", "chanye/index.html", "chanye/index.html"),
        ("index.html", STORY, STORY),
        ("chanye/index.html", "index.html", "../index.html"),
        ("chanye/index.html", "chanye/page-2.html", "page-2.html"),
        ("chanye/index.html", "chanye/index.html", "index.html"),
        (STORY, "index.html", "../../index.html"),
        (STORY, "chanye/index.html", "../index.html"),
        (STORY, "dangjian/index.html", "../../dangjian/index.html"),
        (STORY, "theme/css/site.css", "../../theme/css/site.css"),
        (STORY, "bases/jinye.html#p-3f2a91c0", "../../bases/jinye.html#p-3f2a91c0"),
        (STORY, f"{STORY}#更正", "#%E6%9B%B4%E6%AD%A3"),
        (STORY, "#correction-1", "#correction-1"),
        (STORY, STORY, "qiao.html"),
        (STORY, "files/名单 2.xlsx", "../../files/%E5%90%8D%E5%8D%95%202.xlsx"),
        (STORY, "files/a?b#c", "../../files/a%3Fb#c"),
        ("index.html", "a:b.html", "a%3Ab.html"),
        ("404.html", "index.html", "/xizhen/index.html"),
        ("404.html", "bases/jinye.html#a", "/xizhen/bases/jinye.html#a"),
    ],
)
def test_links(here: str, path: str, address: str) -> None:
    """A link is relative and names a file, from whatever depth; the 404 page's start from the site's path."""
    assert seen_from(here, path) == address


def test_the_missing_page_of_a_site_at_the_root() -> None:
    """On a site without a path of its own the 404 page's links start from the root."""
    assert seen_from("404.html", "index.html", replace(SITE, url="https://town.example", base="")) == "/index.html"


NAMES = st.text(alphabet="abz09-_.村稻 ?&%:'\"~", min_size=1, max_size=6).filter(lambda name: name.strip("."))
PATHS = st.lists(NAMES, min_size=1, max_size=4).map(lambda names: "/".join(names) + ".html")


@given(PATHS, PATHS, st.sampled_from(["", "#a", "#抓班子-带队伍"]))
def test_links_lead_there(here: str, target: str, fragment: str) -> None:
    """What a browser makes of the page's own address and a link on it is the target, whatever the names."""
    address = urljoin("file:///site/" + "/".join(map(quoted, here.split("/"))), seen_from(here, target + fragment))
    path, _, place = address.removeprefix("file:///site/").partition("#")
    assert unquote(path) == posixpath.normpath(target)
    assert unquote(place) == fragment[1:]


def quoted(name: str) -> str:
    """A name as it stands in an address."""
    return quote(name, safe="")


def test_assets() -> None:
    """A theme file is linked under its published name; one that the theme does not have is an error of ours."""
    context = on_page(STORY)
    assert asset(context, "css/site.css") == "../../theme/css/site.0a1b2c3d.css"
    with pytest.raises(KeyError):
        asset(context, "css/none.css")


@pytest.mark.parametrize(
    ("moment", "printed"),
    [
        ("2021-06-12", ("2021-06-12", "2021年6月12日", "6月12日", "星期六", "")),
        ("2021-06-02T09:05", ("2021-06-02T09:05+08:00", "2021年6月2日", "6月2日", "星期三", "9:05")),
        ("2021-12-31T23:59", ("2021-12-31T23:59+08:00", "2021年12月31日", "12月31日", "星期五", "23:59")),
    ],
)
def test_dates(moment: str, printed: tuple[str, ...]) -> None:
    """A date is printed as Chinese pages do, its time of day only where one was given."""
    when: datetime = a_day(moment)
    assert (iso(when), day(when), short_day(when), FILTERS["weekday"](when), clock(when)) == printed


@pytest.mark.parametrize(
    ("headline", "parts"),
    [
        ("喜看溪山绿浪涌", ["喜看溪山绿浪涌"]),
        ("桥通了，路也通了", ["桥通了，", "路也通了"]),
        ("抓班子：带队伍；提升　发展！真的？", ["抓班子：", "带队伍；", "提升　", "发展！", "真的？"]),
        ("，，开头", ["，，", "开头"]),
        ("", []),
    ],
)
def test_clauses(headline: str, parts: list[str]) -> None:
    """A headline is cut behind the marks between its clauses, which stay with the clause before them."""
    page = BeautifulSoup(clauses(headline), "html.parser")
    assert [part.get_text() for part in page.select("span.clause")] == parts


@pytest.mark.parametrize(
    ("headline", "kept"),
    [
        ("402平方公里的土地", ["402平方公里"]),
        ("增收3.5万元，惠及120余户", ["3.5万元", "120余户"]),
        ("三十年一条路", ["三十年", "一条"]),
        ("产量翻番", []),
        ("增长50%以上", ["50%"]),
    ],
)
def test_measures(headline: str, kept: list[str]) -> None:
    """A number stays together with its unit."""
    page = BeautifulSoup(clauses(headline), "html.parser")
    assert [part.get_text() for part in page.select("span.keep")] == kept


@given(st.text() | st.text(alphabet="<>&\"'，3户/ab="))
def test_hostile_headlines(headline: str) -> None:
    """Whatever a headline holds, its markup is ours alone and its words are kept."""
    markup = clauses(headline)
    ours = ('<span class="clause">', '<span class="keep">', "</span>")
    bare = str(markup)
    for piece in ours:
        bare = bare.replace(piece, "")
    assert not set(bare) & set("<>\"'")
    assert Markup(bare) == escape(headline)


@pytest.mark.parametrize(
    ("count", "printed"),
    [
        (0, "1 kB"),
        (1, "1 kB"),
        (340_000, "340 kB"),
        (999_499, "999 kB"),
        (999_500, "1.0 MB"),
        (1_234_567, "1.2 MB"),
        (120_000_000, "120.0 MB"),
    ],
)
def test_sizes(count: int, printed: str) -> None:
    """The size of a file is told in whole kilobytes, from a megabyte on with one digit."""
    assert size(count) == printed


def test_places() -> None:
    """A picture that stands twice on a page has two ids, the first of them its name."""
    photos = [a_photo(digest=digest * 8) for digest in ("a", "b", "a", "a")]
    assert [place(photos, number) for number in range(4)] == [
        "p-aaaaaaaa",
        "p-bbbbbbbb",
        "p-aaaaaaaa-3",
        "p-aaaaaaaa-4",
    ]


def test_in_a_template() -> None:
    """The filters work in a template that escapes what it prints."""
    environment = Environment(autoescape=True, undefined=StrictUndefined)
    environment.filters.update(FILTERS)
    template = environment.from_string('<a href="{{ target|link }}">{{ headline|clauses }}</a>')
    page = template.render(path=STORY, site=SITE, target="bases/a&b.html", headline="<b>甲，乙")
    assert page == (
        '<a href="../../bases/a%26b.html"><span class="clause">&lt;b&gt;甲，</span><span class="clause">乙</span></a>'
    )


def test_json_inside_a_script() -> None:
    """Chinese stays readable and nothing is wasted; no text ends the script it stands in."""
    text = json_text({"题": "一</script><!--", "数": [1, 2]})
    assert str(text) == '{"题":"一\\u003c/script\\u003e\\u003c!--","数":[1,2]}'
    assert json.loads(str(text)) == {"题": "一</script><!--", "数": [1, 2]}
