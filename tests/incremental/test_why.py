"""Why a page is made again, told in a line."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest

from plugins.edition.door import open_session

from .newsdesk import Draft, Newsdesk, a_head, in_process
from .test_exactly import states

PAGE = "minsheng/202102/s1.html"


@pytest.fixture
def desk(tmp_path: Path) -> Iterator[Newsdesk]:
    """A site that is up to date."""
    with in_process():
        desk = Newsdesk(tmp_path / "小镇").open()
        assert desk.build().code == 0
        yield desk


def told(desk: Newsdesk, page: str = PAGE) -> str:
    """The line; asking changes nothing in the output and nothing in the next answer."""
    before = states(desk)
    line = open_session(desk.site / "siteconf.py").why(page)
    assert open_session(desk.site / "siteconf.py").why(page) == line
    assert states(desk) == before
    assert "\n" not in line
    return line


def test_nothing_has_changed(desk: Newsdesk) -> None:
    """It need not be made again."""
    assert told(desk) == f"{PAGE}：没有变，不用重做"


def edit(desk: Newsdesk) -> None:
    """Another body."""
    desk.file("news/2021/s1.md", Draft(a_head(1), ["改过的头一段。"]))


def template(desk: Newsdesk) -> None:
    """Another partial that the page includes."""
    file = desk.templates / "partials/footer.html"
    file.write_text("脚" + file.read_text(encoding="utf-8"), encoding="utf-8")


def setting(desk: Newsdesk) -> None:
    """Another setting in the site's own code."""
    desk.set_settings(JINJA_GLOBALS={"word": "甲"})


def delete(desk: Newsdesk) -> None:
    """The page is not in the output any more."""
    (desk.output / PAGE).unlink()


def delete_with_twin(desk: Newsdesk) -> None:
    """The page is not in the output any more, and nothing is left that it could be put back from."""
    delete(desk)
    shutil.rmtree(desk.site / ".build/backup")


def spoil(desk: Newsdesk) -> None:
    """The page was written over."""
    (desk.output / PAGE).write_text("坏", encoding="utf-8")


@pytest.mark.parametrize(
    ("change", "reason"),
    [
        (edit, "内容变了"),
        (template, "模板变了"),
        (setting, "程序或设置变了"),
        (delete_with_twin, "输出里没有了"),
        (spoil, "输出里的文件被改过"),
    ],
)
def test_every_reason(desk: Newsdesk, change: object, reason: str) -> None:
    """Each by its name; --explain says the same for the pages that are rendered, and then it need not be made again."""
    assert callable(change)
    change(desk)
    assert told(desk) == f"{PAGE}：{reason}，下次生成会重做"
    explained = desk.build(explain=True)
    assert f"{PAGE}：{reason}" in explained.err
    assert told(desk) == f"{PAGE}：没有变，不用重做"


def test_what_can_be_put_back(desk: Newsdesk) -> None:
    """A page that is only lost need not be made again."""
    delete(desk)
    assert told(desk) == f"{PAGE}：输出里没有了，下次生成会放回原样，不用重做"
    assert "恢复缺失或被改过的文件 1 个" in desk.build().out
    assert told(desk) == f"{PAGE}：没有变，不用重做"


def test_a_new_page(desk: Newsdesk) -> None:
    """One that the output never had."""
    desk.file("news/2021/new.md", Draft(a_head(2), ["新来的。"]))
    assert told(desk, "chanye/202103/new.html") == "chanye/202103/new.html：新的，下次生成会重做"


def test_no_page(desk: Newsdesk) -> None:
    """A typing error is answered with the near one; feeds and pictures are no pages."""
    assert told(desk, "minsheng/202102/s1.htm") == f"minsheng/202102/s1.htm：没有这一页，是不是“{PAGE}”？"
    assert told(desk, "feed.xml") == "feed.xml：不是网页，内容变了才会重写"
