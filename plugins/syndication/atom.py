"""Atom feeds (RFC 4287), summaries only."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from io import StringIO
from urllib.parse import quote, urlsplit
from xml.sax.saxutils import XMLGenerator
from xml.sax.xmlreader import AttributesImpl

from ..newsroom.site import Site
from ..newsroom.story import Story
from .address import absolute


def feed(site: Site, name: str, page: str, path: str, stories: Sequence[Story]) -> bytes:
    """A feed of these stories, newest first; at least one. name: of the section, "" for the whole site; page: what
    the feed follows; path: its own. An entry's id (RFC 4151) outlives a change of address."""
    out = StringIO()
    xml = XMLGenerator(out, "utf-8", short_empty_elements=True)
    xml.startDocument()
    xml.startElement("feed", AttributesImpl({"xmlns": "http://www.w3.org/2005/Atom", "xml:lang": site.language}))
    _element(xml, "title", f"{site.name} · {name}" if name else site.name)
    _element(xml, "id", absolute(site, page))
    _element(xml, "link", rel="alternate", type="text/html", href=absolute(site, page))
    _element(xml, "link", rel="self", type="application/atom+xml", href=absolute(site, path))
    _element(xml, "updated", max(story.modified or story.date for story in stories).isoformat())
    _element(xml, "author", {"name": site.name})
    for story in stories:
        _entry(xml, story, site)
    xml.endElement("feed")
    return (out.getvalue() + "\n").encode()


def _entry(xml: XMLGenerator, story: Story, site: Site) -> None:
    xml.startElement("entry", AttributesImpl({}))
    _element(xml, "title", story.headline)
    _element(xml, "id", f"tag:{urlsplit(site.url).hostname},{story.date:%Y-%m-%d}:{quote(story.id)}")
    _element(xml, "link", rel="alternate", type="text/html", href=absolute(site, story.url))
    _element(xml, "published", story.date.isoformat())
    _element(xml, "updated", (story.modified or story.date).isoformat())
    for name in story.byline.names:
        _element(xml, "author", {"name": name})
    _element(xml, "category", term=story.section.slug, label=story.section.name)
    for tag in story.tags:
        _element(xml, "category", term=tag)
    if story.summary:
        _element(xml, "summary", story.summary)
    xml.endElement("entry")


def _element(xml: XMLGenerator, name: str, content: str | Mapping[str, str] = "", **attributes: str) -> None:
    xml.startElement(name, AttributesImpl(attributes))
    if isinstance(content, str):
        xml.characters(content)
    else:
        for child, words in content.items():
            _element(xml, child, words)
    xml.endElement(name)
