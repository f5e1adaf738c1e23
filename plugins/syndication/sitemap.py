"""The sitemap (https://www.sitemaps.org/protocol.html), and robots.txt (RFC 9309), which leads to it."""

from __future__ import annotations

from collections.abc import Sequence
from xml.sax.saxutils import escape

from ..newsroom.page import Head, Page
from ..newsroom.site import Site
from .address import absolute


def sitemap(pages: Sequence[Page], site: Site) -> bytes:
    """Every page that may be listed, in path order, with the day it last changed where a page knows it."""
    rows = []
    for page in sorted(pages, key=lambda p: p.path):
        head: Head = page.given["head"]
        if head.listed:
            changed = head.modified or head.published
            day = f"<lastmod>{changed.date().isoformat()}</lastmod>" if changed else ""
            rows.append(f"<url><loc>{escape(absolute(site, page.path))}</loc>{day}</url>\n")
    opening = '<?xml version="1.0" encoding="UTF-8"?>\n<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">\n'
    return f"{opening}{''.join(rows)}</urlset>\n".encode()


def robots(site: Site) -> bytes:
    """For a site at its host's root: everything may be read."""
    return f"User-agent: *\nDisallow:\n\nSitemap: {absolute(site, 'sitemap.xml')}\n".encode()
