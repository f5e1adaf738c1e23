"""The front-matter keys."""

from __future__ import annotations

import pytest

from plugins.newsroom.frontmatter import Field
from plugins.newsroom.keys import KEYS, gaps_in, sort_fields

PATH = "content/news/2021/qiao.md"


@pytest.mark.parametrize("written", ["Title", "title", "TITLE", "标题"])
def test_spellings(written: str) -> None:
    """A key counts in English, whatever its capitals, and in Chinese."""
    fields, problems = sort_fields(PATH, [Field(written, "桥", 3)], "story")
    assert (fields, problems) == ({"Title": Field(written, "桥", 3)}, [])


def test_every_word_has_one_key() -> None:
    """No word stands for two keys, and each key says what it means."""
    words = [word.lower() for key in KEYS for word in (key.name, *key.aliases)]
    assert len(words) == len(set(words))
    assert all(key.means and key.kinds for key in KEYS)


@pytest.mark.parametrize(
    ("written", "kind", "closest"),
    [
        ("Tilte", "story", "Title"),
        ("tilte", "story", "Title"),
        ("Reporter", "story", "Reporters"),
        ("定时发步", "story", "定时发布"),
        ("村庄", "story", "村"),
        ("面职", "base", "面积"),
    ],
)
def test_an_unknown_key(written: str, kind: str, closest: str) -> None:
    """An unknown key is answered on its line with the near one; it only warns."""
    fields, (problem,) = sort_fields(PATH, [Field(written, "值", 7)], kind)
    assert fields == {}
    assert (problem.path, problem.line, problem.level) == (PATH, 7, "warning")
    assert written in problem.message
    assert f"“{closest}”" in problem.remedy


def test_a_key_like_no_other() -> None:
    """A key that is like none is not answered with a guess."""
    _, (problem,) = sort_fields(PATH, [Field("天气", "晴", 4)], "story")
    assert "是不是" not in problem.remedy
    assert problem.remedy


@pytest.mark.parametrize(
    ("written", "kind"), [("Kicker", "base"), ("面积", "story"), ("Date", "page"), ("记者", "page"), ("别名", "story")]
)
def test_a_key_of_another_kind(written: str, kind: str) -> None:
    """A key that belongs to another kind of copy is unknown here, and is not proposed to itself."""
    fields, (problem,) = sort_fields(PATH, [Field(written, "值", 2)], kind)
    assert fields == {}
    assert (problem.line, problem.level) == (2, "warning")
    assert f"“{written}”" not in problem.remedy


def test_twice() -> None:
    """Of a key that stands twice, in whatever language, the first counts; the other is told with the line of the
    first."""
    fields, (problem,) = sort_fields(PATH, [Field("标题", "甲", 1), Field("Title", "乙", 4)], "story")
    assert fields["Title"].value == "甲"
    assert (problem.line, problem.level) == (4, "warning")
    assert "第1行" in problem.message


def test_an_empty_value() -> None:
    """An empty field is as good as absent, and does not stand in the way of a full one."""
    fields, problems = sort_fields(PATH, [Field("副题", "", 2), Field("Dek", "侧记", 3)], "story")
    assert (fields["Dek"].value, problems) == ("侧记", [])


def test_gaps() -> None:
    """A needed key that is written and empty is a gap; one that nobody needs, or that is filled elsewhere, is none."""
    written = [("日期", ""), ("Editor", ""), ("引题", ""), ("来源", ""), ("Source", "本站"), ("甲", ""), ("标题", "桥")]
    assert gaps_in(Field(key, value, line) for line, (key, value) in enumerate(written, 1)) == {"Date": 1, "Editor": 2}


def test_all_at_once() -> None:
    """Every wrong key of a file is told."""
    fields, problems = sort_fields(
        PATH, [Field("甲乙丙", "1", 1), Field("Title", "桥", 2), Field("Xyz", "2", 3)], "story"
    )
    assert list(fields) == ["Title"]
    assert [problem.line for problem in problems] == [1, 3]


@pytest.mark.parametrize(
    ("written", "name", "ours"),
    [("Author", "Reporters", "记者"), ("Authors", "Reporters", "记者"), ("Subtitle", "Dek", "副题")]
    + [("Keywords", "Tags", "标签"), ("Description", "Summary", "摘要"), ("作者", "Reporters", "记者")],
)
def test_a_key_of_another_program_is_taken_and_told(written: str, name: str, ours: str) -> None:
    """What means one of ours is taken as that; where ours is written as well, it is only told."""
    fields, (problem,) = sort_fields(PATH, [Field(written, "张某", 3)], "story")
    assert fields == {name: Field(written, "张某", 3)}
    assert (problem.level, problem.line) == ("warning", 3)
    assert f"“{ours}：张某”" in problem.remedy
    both, (told,) = sort_fields(PATH, [Field(ours, "王某", 2), Field(written, "张某", 3)], "story")
    assert both == {name: Field(ours, "王某", 2)}
    assert f"“{ours}”" in told.remedy


@pytest.mark.parametrize(
    ("written", "answer"),
    [("Save_as", "网址名"), ("Lang", "中文"), ("Template", "体裁"), ("Image", "封面："), ("URL", "旧网址")],
)
def test_a_key_that_means_nothing_here_is_answered(written: str, answer: str) -> None:
    """What another program's key is for is said, not the word that happens to be spelled like it."""
    fields, (problem,) = sort_fields(PATH, [Field(written, "x", 3)], "story")
    assert fields == {}
    assert answer in problem.remedy
