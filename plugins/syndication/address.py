"""Absolute addresses, for machines that read a page away from where it stands."""

from __future__ import annotations

from urllib.parse import quote

from ..newsroom.site import Site


def absolute(site: Site, path: str) -> str:
    """The whole address of an output path; a folder's index is addressed as the folder's index file, as links do."""
    return f"{site.url}/{quote(path)}"
