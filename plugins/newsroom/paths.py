"""Content paths: how one file of the content folder names another."""

from __future__ import annotations

import posixpath
import re
from urllib.parse import unquote

_SCHEME = re.compile(r"^(?:[a-zA-Z][a-zA-Z0-9+.-]*:|//|\\\\)")


def beside(folder: str, reference: str) -> str | None:
    """The content path that a reference in a file of `folder` means, or None where it leaves the content folder.

    `folder` is from the content folder, posix ("news/2021", "" for the content folder itself). Percent-escapes and
    backslashes are understood; an address with a scheme or host, a drive letter and an absolute path are None.
    """
    if _SCHEME.match(reference):
        return None
    plain = unquote(reference).replace("\\", "/")
    if not plain or plain.startswith("/") or _SCHEME.match(plain) or "\x00" in plain:
        return None
    path = posixpath.normpath(posixpath.join(folder, plain))
    return None if path == ".." or path.startswith("../") or path == "." else path
