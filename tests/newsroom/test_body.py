"""Bodies: marks, cuts, lines and plain text."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from plugins.newsroom.body import Attachment, Part, Sheet, Video, plain_text, split

from ..township import a_photo


def test_marks_become_parts() -> None:
    """What was marked stands between the HTML around it, in reading order; nothing stands for blanks."""
    sheet = Sheet()
    photo, link = Part("photo", photos=(0,)), Part("link", target="news/2021/qiao.md#a")
    first, second = sheet.mark(photo), sheet.mark(link)
    html = f'<p>甲</p>\n{first}\n<p><a href="{second}">乙</a></p>'
    assert split(html, sheet.parts) == (
        Part("html", html="<p>甲</p>\n"),
        photo,
        Part("html", html='\n<p><a href="'),
        link,
        Part("html", html='">乙</a></p>'),
    )
    assert split(f"{first}\n{second}", sheet.parts) == (photo, link)


@given(st.lists(st.text(alphabet=st.characters(exclude_characters="\x02\x03"), max_size=5), min_size=1))
def test_no_html_is_lost(pieces: list[str]) -> None:
    """Every character between marks is kept, but for stretches of blanks."""
    sheet = Sheet()
    html = pieces[0] + "".join(sheet.mark(Part("photo", photos=(0,))) + piece for piece in pieces[1:])
    parts = split(html, sheet.parts)
    assert [part.html for part in parts if part.kind == "html"] == [piece for piece in pieces if piece.strip()]
    assert sum(part.kind == "photo" for part in parts) == len(pieces) - 1


@pytest.mark.parametrize(("words", "line"), [("甲", 4), ("乙丙", 5), ("没有", 3), ("标题", 3)])
def test_the_line_of_words(words: str, line: int) -> None:
    """Words are found in the body and told by their line in the file; those that are not there by the body's first."""
    sheet = Sheet(text="标题：甲\n\n\n甲\n乙丙\n甲\n", start=3)
    assert sheet.line_of(words) == line


@given(st.lists(st.sampled_from(["", "甲", "乙乙", "x"]), min_size=1, max_size=12), st.data())
def test_every_line_is_found(lines: list[str], data: st.DataObject) -> None:
    """A word of its own on any line of the body is told by that line, wherever the body starts."""
    number = data.draw(st.integers(1, len(lines)))
    start = data.draw(st.integers(1, number))
    lines[number - 1] += "词"
    assert Sheet(text="\n".join(lines), start=start).line_of("词") == number


def test_plain_text() -> None:
    """The plain text has one block a line, captions and titles of files among them, without marks and entities."""
    parts = (
        Part("html", html="<h2>抓班子</h2>\n<p>甲&amp;乙<br>\n丙 <em>丁</em></p><ul><li>一</li><li>二</li></ul>"),
        Part("gallery", photos=(0, 1)),
        Part("attachment", index=0),
        Part("video", index=0),
        Part("html", html='<p>见<a href="'),
        Part("link", target="news/2021/qiao.md"),
        Part("html", html='">这里</a>。</p><table><tr><th>年</th><td>3</td></tr></table>'),
    )
    photos = (a_photo(caption="一"), a_photo(caption="二 < 三"))
    film = Video("a.mp4", a_photo(caption="片头"))
    text = plain_text(parts, photos, (film,), (Attachment("a.pdf", "方案"),))
    assert text.split("\n") == [
        "抓班子", "甲&乙丙 丁", "一", "二", "一", "二 < 三", "方案", "片头", "见这里。", "年 3"
    ]  # fmt: skip
