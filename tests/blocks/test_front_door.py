"""The extension as Python-Markdown and Pelican find it."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import markdown
import pytest

ROOT = Path(__file__).parents[2]


def test_python_markdown_finds_it_by_name() -> None:
    """The dotted name is all that Markdown needs: tables, footnotes, boxes and attribute lists come with it."""
    text = "| 甲 | 乙 |\n|---|---|\n| 1 | 2 |\n\n字[^1]\n\n## 题 {#x}\n\n!!! 金句\n    丙\n\n[^1]: 注"
    html = markdown.markdown(text, extensions=["plugins.blocks"])
    for there in ('class="table"', 'id="fn-1"', '<h2 id="x">', '<blockquote class="pull">'):
        assert there in html


def test_it_needs_no_pelican() -> None:
    """Without Pelican installed the extension works; only the plugin needs it."""
    code = (
        "import sys; sys.modules['pelican'] = None\n"
        "import markdown; print(markdown.markdown('**a**', extensions=['plugins.blocks']))"
    )
    run = subprocess.run([sys.executable, "-c", code], cwd=ROOT, capture_output=True, text=True, check=True)
    assert run.stdout.strip() == "<p><strong>a</strong></p>"


@pytest.mark.parametrize("output_format", ["html", "xhtml"])
def test_the_output_format_makes_no_difference(output_format: str) -> None:
    """Void elements are written one way."""
    reader = markdown.Markdown(extensions=["plugins.blocks"], output_format=output_format)  # type: ignore[arg-type]
    assert reader.convert("甲  \n乙") == "<p>甲<br>\n乙</p>"


def test_other_extensions_may_stand_beside_it() -> None:
    """With Pelican's own default extensions configured as well, blocks still come out as blocks and harmless."""
    reader = markdown.Markdown(extensions=["plugins.blocks", "markdown.extensions.extra"])
    html = reader.convert("甲[^1]\n\n```\n<b onclick=x>\n```\n\n<b onclick=x>乙</b>\n\n{++}\n\n[^1]: 注\n\n*[甲]: 乙")
    assert "onclick=x>乙" not in html
    assert 'title="返回正文"' in html
    assert "&lt;b onclick=x&gt;" in html


def test_a_long_paragraph_is_read() -> None:
    """A paragraph of a hundred thousand characters comes through whole."""
    text = "丰溪镇的山和水，\n" * 12_500
    assert markdown.markdown(text, extensions=["plugins.blocks"]) == f"<p>{text.replace(chr(10), '')}</p>"


@pytest.mark.parametrize("nested", ["> " * 300 + "甲", "<b>" * 500 + "甲", "*a **b " * 800 + "甲", "- " * 300 + "甲"])
def test_deep_copy_is_read(nested: str) -> None:
    """Copy nested beyond reason does not exhaust anything, and its words stay."""
    assert "甲" in markdown.markdown(nested, extensions=["plugins.blocks"])
