"""How releases lie in a folder, here or on another machine:

current -> releases/000042      switched by a rename
releases/000042/site/…          what is served: the server's root is current/site
releases/000042/release.txt     the manifest
releases/000042/nginx.conf      for whoever runs the server
incoming.{token}/               a release on its way
lease
"""

from __future__ import annotations


def name(number: int) -> str:
    """The folder of a release."""
    return f"{number:06}"
