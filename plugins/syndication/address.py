"""Absolute addresses, for machines that read a page away from where it stands."""

from __future__ import annotations

from functools import lru_cache
from urllib.parse import quote

from ..newsroom.site import Site


def absolute(site: Site, path: str) -> str:
    """The whole address of an output path; a folder's index is addressed as the folder's index file, as links do."""
    return f"{site.url}/{_quoted(path)}"


@lru_cache(maxsize=1 << 12)
def _quoted(path: str) -> str:
    """A page tells its own address half a dozen times, and every page tells those of its section and of the site."""
    return quote(path)
