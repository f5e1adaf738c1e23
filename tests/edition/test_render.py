"""A Page to bytes."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest
from jinja2 import DictLoader, Environment, FunctionLoader, StrictUndefined, TemplateAssertionError, UndefinedError

from plugins.edition.print.filters import furnish
from plugins.edition.print.render import Printer, print_part, render
from plugins.incremental.fingerprint import Fingerprints
from plugins.incremental.store import BodyStore
from plugins.newsroom.page import Page
from plugins.newsroom.policy import hashes

from ..township import SITE, a_story

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


@pytest.mark.parametrize("words", ["{{ lipsum() }}", "{{ [1, 2]|random }}", "{{ site.clock }}", "{{ name.clock }}"])
def test_what_no_template_may_say(words: str) -> None:
    """What would be something else every time, or is not among what the page is known by, is refused and not printed
    until it is stale."""
    environment = Environment(autoescape=True, undefined=StrictUndefined)
    furnish(environment)
    with pytest.raises((UndefinedError, TemplateAssertionError)):
        environment.from_string(words).render({"site": SITE, "name": "丰溪"})


def test_everything_a_template_sees_is_in_the_fingerprint() -> None:
    """A name that is given, however deep, changes what the page is known by; there is no other way to a template."""
    known = Fingerprints()
    story = a_story()
    page = Page("a/b.html", "x.html", {"story": story, "links": {}})
    others = [
        replace(page, given={**page.given, "story": replace(story, gaps=(("Date", 3),))}),
        replace(page, given={**page.given, "links": {"news/a.md": "a.html"}}),
        replace(page, given={**page.given, "more": None}),
    ]
    assert len({known.of(one.given) for one in [page, *others]}) == 4


def test_templates_are_loaded_ahead(tmp_path: Path) -> None:
    """Workers that are forked find all templates in memory, with those that they include and import."""
    loaded: list[str] = []
    texts = {
        "x.html": HEAD
        + "{% include 'part.html' %}{% if name %}{% from 'macros.html' import a with context %}{% endif %}",
        "y.html": HEAD + "{{ name }}",
        "part.html": "{{ name }}",
        "macros.html": "{% macro a() %}{% endmacro %}",
    }

    def load(name: str) -> str:
        loaded.append(name)
        return texts[name]

    environment = Environment(loader=FunctionLoader(load), autoescape=True, undefined=StrictUndefined)
    furnish(environment)
    printer = Printer(SITE, tmp_path, environment, BodyStore(tmp_path / "store"))
    pages = [Page(f"{n}.html", f"{'xy'[n % 2]}.html", {"name": n}) for n in (1, 2, 3, 4)]
    printer.load(pages)
    assert sorted(loaded) == sorted(texts)
    assert [path.name for path in tmp_path.rglob("*.html")] == []
    loaded.clear()
    assert len(print_part(printer, pages)) == 4
    assert loaded == []
