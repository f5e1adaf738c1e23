"""One tag however it is written."""

from __future__ import annotations

from plugins.edition.tags import respelt, spellings, told

from ..township import a_story


def test_capitals_and_width_make_no_other_tag() -> None:
    """The commonest spelling is the tag's own, of two as common the narrow one; one that names.toml has is before all."""
    stories = [
        a_story("a", tags=("ABC", "有机", "Ａ级")),
        a_story("b", tags=("abc", "有机", "A级")),
        a_story("c", tags=("abc", "ABC")),
        a_story("d", tags=("abc",)),
    ]
    own = spellings(stories)
    assert own == {"ABC": "abc", "Ａ级": "A级"}
    assert [respelt(story, own).tags for story in stories] == [
        ("abc", "有机", "A级"),
        ("abc", "有机", "A级"),
        ("abc",),
        ("abc",),
    ]
    assert spellings(stories, {"ABC"})["abc"] == "ABC"


def test_each_other_spelling_is_told_once() -> None:
    """At the first story, by path, that has it."""
    stories = [a_story("b", tags=("ABC",)), a_story("a", tags=("ABC", "abc")), a_story("c", tags=("abc",))]
    problems = told(stories, {"ABC": "abc"})
    assert [(problem.path, problem.level) for problem in problems] == [(stories[1].path, "warning")]
    assert "“ABC”和“abc”" in problems[0].message
    assert told(stories, {}) == []
