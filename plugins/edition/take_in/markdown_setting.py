"""The Markdown extensions that come with the house, named in the MARKDOWN setting where their plugins are listed."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

# In the order in which they read: the proofreader looks at what the blocks have made.
EXTENSIONS = ("plugins.blocks", "plugins.copydesk")
META = "markdown.extensions.meta"  # which Pelican's reader adds; front matter is read by newsroom.frontmatter


def with_extensions(markdown: Mapping[str, Any], plugins: Sequence[str]) -> dict[str, Any]:
    """The MARKDOWN setting with the extensions of these plugins, each once, after the site's own; equal for equal
    settings, whether Pelican has read them or not."""
    ours = [name for name in EXTENSIONS if name in plugins]
    own = [name for name in markdown.get("extensions", []) if name not in (*ours, META)]
    return {**markdown, "extensions": [*own, *ours]}
