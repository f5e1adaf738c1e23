"""The Markdown that a story is made of. In the order in which a story meets them:

extension    all steps in their order
reading/     lines and blocks → a tree: Python-Markdown, and what is faster or stricter here
harmless/    HTML written by hand; what may stand on a page; the last look
prose/       heads, lead-ins, footnotes, tables, code, line breaks
pictures/    photographs, galleries, films, captions
boxes/       !!! 资料, 金句, 更正, 落款
links/       addresses, files offered
block, tree  what every step has: the story's sheet and its lines; cutting and joining the tree

A Python-Markdown extension, `markdown.markdown(text, extensions=["plugins.blocks"])`, and a Pelican plugin.
"""

from __future__ import annotations

from typing import Any

from .extension import Blocks


def makeExtension(**config: Any) -> Blocks:
    """What Python-Markdown asks an extension module for. There are no settings."""
    return Blocks(**config)


def register() -> None:
    """Called by Pelican. The edition names the extension in MARKDOWN where this plugin is listed."""
