"""The Content-Security-Policy of one page: only its own inline style and script may run, and nothing is asked of
another host (https://www.w3.org/TR/CSP3/).

A pure function of the page as it was rendered, so that whoever renders a page, and whenever, writes the same bytes.
"""

from __future__ import annotations

import base64
import re
from collections.abc import Iterator
from hashlib import sha256

_CHARSET = re.compile(rb"""<meta charset="?utf-8"?\s*/?>""", re.IGNORECASE)
_HEAD_END = re.compile(rb"</head\s*>", re.IGNORECASE)
# Tags are looked for one by one: an expression from tag to tag would try each letter between them for an end.
_OPEN = re.compile(rb"<(?P<tag>style|script)(?P<attributes>[^>]*)>", re.IGNORECASE)
_CLOSE = {tag: re.compile(rb"</" + tag + rb"\s*>", re.IGNORECASE) for tag in (b"style", b"script")}
_NOT_RUN = re.compile(rb"""\bsrc\s*=|\btype\s*=\s*["']?application/(?:ld\+)?json""", re.IGNORECASE)


def with_policy(html: bytes) -> bytes:
    """The page with its policy as a <meta> right behind the charset, ahead of all that it rules.

    Hashes are taken of the inline elements in the head alone: what a body carries by any mischance has none and does
    not run. A page without a charset in its head is the theme's fault and raises ValueError.
    """
    end = _HEAD_END.search(html)
    charset = _CHARSET.search(html, 0, end.start() if end else 0)
    if charset is None or end is None:
        raise ValueError('a page needs <meta charset="utf-8"> in its head')
    meta = f'\n<meta http-equiv="Content-Security-Policy" content="{policy(html[: end.start()])}">'.encode()
    return html[: charset.end()] + meta + html[charset.end() :]


def policy(head: bytes) -> str:
    """The policy for a page with this head. 'self' means the page's own folder where it is opened from a disk."""
    found = list(_inline(head))
    scripts, styles = (
        " ".join(dict.fromkeys(["'self'", *(source for name, source in found if name == tag)]))
        for tag in (b"script", b"style")
    )
    return (
        f"default-src 'self'; script-src {scripts}; style-src {styles}; img-src 'self' data:; object-src 'none'; "
        "base-uri 'self'; form-action 'self'"
    )


def hashes(tag: bytes, html: bytes) -> list[str]:
    """A source expression for each inline element of this name, in order (CSP 3, section 2.3.1); what is not run as a
    script has none."""
    return [source for name, source in _inline(html) if name == tag]


def _inline(html: bytes) -> Iterator[tuple[bytes, str]]:
    """Name and source expression of each inline element, in order."""
    at = 0
    while opened := _OPEN.search(html, at):
        tag = opened["tag"].lower()
        closed = _CLOSE[tag].search(html, opened.end())
        if closed is None:
            at = opened.start() + 1
            continue
        at = closed.end()
        if not _NOT_RUN.search(opened["attributes"]):
            text = html[opened.end() : closed.start()].replace(b"\r\n", b"\n")
            yield tag, f"'sha256-{base64.b64encode(sha256(text).digest()).decode()}'"
