"""The Content-Security-Policy of one page: only its own inline style and script may run, and nothing is asked of
another host (https://www.w3.org/TR/CSP3/).

A pure function of the page as it was rendered, so that whoever renders a page, and whenever, writes the same bytes.
"""

from __future__ import annotations

import base64
import re
from hashlib import sha256

_CHARSET = re.compile(rb"""<meta charset="?utf-8"?\s*/?>""", re.IGNORECASE)
_HEAD_END = re.compile(rb"</head\s*>", re.IGNORECASE)
_INLINE = re.compile(rb"<(?P<tag>style|script)(?P<attributes>[^>]*)>(?P<text>.*?)</(?P=tag)\s*>", re.I | re.S)
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
    rules = {
        "default-src": ["'self'"],
        "script-src": ["'self'", *hashes(b"script", head)],
        "style-src": ["'self'", *hashes(b"style", head)],
        "img-src": ["'self'", "data:"],
        "object-src": ["'none'"],
        "base-uri": ["'self'"],
        "form-action": ["'self'"],
    }
    return "; ".join(f"{name} {' '.join(dict.fromkeys(words))}" for name, words in rules.items())


def hashes(tag: bytes, html: bytes) -> list[str]:
    """A source expression for each inline element of this name, in order (CSP 3, section 2.3.1); what is not run as a
    script has none."""
    found = [
        match["text"].replace(b"\r\n", b"\n")
        for match in _INLINE.finditer(html)
        if match["tag"].lower() == tag and not _NOT_RUN.search(match["attributes"])
    ]
    return [f"'sha256-{base64.b64encode(sha256(text).digest()).decode()}'" for text in found]
