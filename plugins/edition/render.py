"""A Page to bytes: the one place where a template is run."""

from __future__ import annotations

from jinja2 import Environment

from ..newsroom.page import Page
from ..newsroom.policy import with_policy
from ..newsroom.site import Site


def render(page: Page, site: Site, environment: Environment) -> bytes:
    """The page's file in UTF-8, its security policy in it. The template sees `site`, `path` and what the page was
    given; any other name raises jinja2.UndefinedError."""
    template = environment.get_template(page.template)
    return with_policy(template.render({"site": site, "path": page.path, **page.given}).encode("utf-8"))
