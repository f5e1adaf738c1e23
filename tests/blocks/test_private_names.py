"""What the blocks use of Python-Markdown that its documentation does not promise, by name: pyproject.toml holds the
package below the next version for its sake. Where a test fails after the bound was raised, its words say what broke."""

from __future__ import annotations

import inspect
import re
import tomllib
from importlib.metadata import version

import pytest
from markdown import Markdown, inlinepatterns
from markdown.extensions.footnotes import FootnoteInlineProcessor
from markdown.treeprocessors import InlineProcessor

from ..press import ROOT


def test_the_bound_holds() -> None:
    """Markdown is allowed up to the next minor version of the one that is installed, and not beyond."""
    packages = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]["dependencies"]
    (bound,) = [found for name in packages if (found := re.fullmatch(r"markdown>=(\d+\.\d+),<(\d+)\.(\d+)", name))]
    major, minor = (int(number) for number in version("markdown").split(".")[:2])
    assert (int(bound[2]), int(bound[3])) == (major, minor + 1)


@pytest.mark.parametrize(
    ("method", "takes", "used_by"),
    [
        ("_InlineProcessor__handleInline", ["self", "data", "patternIndex"], "reading/inline.py overrides it"),
        (
            "_InlineProcessor__applyPattern",
            ["self", "pattern", "data", "patternIndex", "startIndex"],
            "reading/inline.py calls it",
        ),
    ],
)
def test_the_inline_processor(method: str, takes: list[str], used_by: str) -> None:
    """The loop over inline patterns is Python-Markdown's private one."""
    found = getattr(InlineProcessor, method, None)
    assert found is not None, f"{method} is gone: {used_by}"
    assert list(inspect.signature(found).parameters) == takes, f"{method} takes something else: {used_by}"


@pytest.mark.parametrize(
    ("name", "number", "kind"),
    [
        ("reference", 170, inlinepatterns.ReferenceInlineProcessor),
        ("link", 160, inlinepatterns.LinkInlineProcessor),
        ("image_link", 150, inlinepatterns.ImageInlineProcessor),
        ("image_reference", 140, inlinepatterns.ImageReferenceInlineProcessor),
        ("short_reference", 130, inlinepatterns.ShortReferenceInlineProcessor),
        ("short_image_ref", 125, inlinepatterns.ShortImageReferenceInlineProcessor),
    ],
)
def test_the_patterns_that_are_replaced(name: str, number: int, kind: type) -> None:
    """reading/brackets.py puts its own in their places, by name and priority."""
    patterns = Markdown().inlinePatterns
    assert type(patterns[name]) is kind
    names = {item.name: item.priority for item in patterns._priority}  # type: ignore[attr-defined]  # a private name as well
    assert names[name] == number


def test_the_parsers_that_are_taken_away() -> None:
    """reading/blocks.py reads what they read; they go by these names."""
    known = {item.name for item in Markdown().parser.blockprocessors._priority}  # type: ignore[attr-defined]  # as above
    assert {"indent", "code", "olist", "ulist", "quote", "empty"} <= known


def test_the_delimiters() -> None:
    """~~ is added to the marks of emphasis."""
    markdown = Markdown()
    assert markdown.delimiters is not None
    markdown.delimiters.add("~", "del", double=True)
    assert markdown.convert("~~甲~~") == "<p><del>甲</del></p>"


def test_calls_of_footnotes() -> None:
    """The pattern keeps the footnotes extension under this name."""
    markdown = Markdown(extensions=["footnotes"])
    note = markdown.inlinePatterns["footnote"]
    assert isinstance(note, FootnoteInlineProcessor)
    assert hasattr(note, "footnotes")
