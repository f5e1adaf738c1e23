"""A Page to bytes."""

from __future__ import annotations

import pytest
from jinja2 import DictLoader, Environment, StrictUndefined, UndefinedError

from plugins.edition.render import render
from plugins.newsroom.page import Page
from plugins.newsroom.policy import hashes

from ..township import SITE

HEAD = '<head><meta charset="utf-8"></head>'


def printed(template: str) -> bytes:
    """A page that was given a name, printed by a template."""
    environment = Environment(loader=DictLoader({"x.html": template}), autoescape=True, undefined=StrictUndefined)
    return render(Page("a/b.html", "x.html", {"name": "<王某>"}), SITE, environment)


def test_what_a_template_sees() -> None:
    """A template sees the site, the page's path and what the page was given, escaped, in UTF-8."""
    found = printed(HEAD + "{{ site.name }} {{ path }} {{ name }}").decode("utf-8")
    assert found.endswith("</head>小镇 a/b.html &lt;王某&gt;")


def test_every_page_carries_its_policy() -> None:
    """The policy is made of the page as it was printed: with its inline style as it reads there."""
    style = "<style>.{{ name }}{}</style>"
    found = printed(HEAD.replace("</head>", style + "</head>")).decode("utf-8")
    assert hashes(b"style", "<style>.&lt;王某&gt;{}</style>".encode())[0] in found


@pytest.mark.parametrize("name", ["articles", "SITEURL", "now", "story", "given"])
def test_what_it_does_not_see(name: str) -> None:
    """Any other name, Pelican's own among them, is an error of the template."""
    with pytest.raises(UndefinedError):
        printed("{{ " + name + " }}")
