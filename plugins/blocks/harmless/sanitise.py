"""The last look at a story's HTML: whatever was done before, only harmless markup and the blocks' marks leave here."""

from __future__ import annotations

import re

import nh3
from markdown.postprocessors import Postprocessor

from .allowed import ATTRIBUTES, CLASSES, SCHEMES, TAGS

_CLEANER = nh3.Cleaner(
    tags=TAGS,
    clean_content_tags={"script", "style"},
    attributes=ATTRIBUTES,
    allowed_classes=CLASSES,
    url_schemes=SCHEMES,
    link_rel=None,
)
# A reference to a control character would read as a mark once it is decoded.
_REFERENCE = re.compile(r"&#(?:[xX]0*(?P<hex>[0-9a-fA-F]+)|0*(?P<dec>[0-9]+));?")
_STRAY = re.compile('(\x02part:[0-9]+\x03)|\x02[^\x02\x03<>"]*\x03|[\x00-\x08\x0b-\x1f\x7f-\x9f]')


class Sanitise(Postprocessor):
    """Runs nh3 over the whole body, after everything else."""

    def run(self, text: str) -> str:
        return sanitise(text)


def sanitise(html: str) -> str:
    """HTML without anything that the lists in allowed.py do not name; marks stay."""
    if "&#" in html:
        html = _REFERENCE.sub(_visible, html)
    # A mark as an address would be taken for a scheme of its own; as a relative address it is left alone.
    html = _CLEANER.clean(html.replace('="\x02', '="./\x02')).replace('="./\x02', '="\x02')
    return _STRAY.sub(lambda found: found[1] or "", html)


def _visible(reference: re.Match[str]) -> str:
    digits, base = (reference["hex"], 16) if reference["hex"] else (reference["dec"], 10)
    code = int(digits, base) if len(digits) < 8 else 0
    return reference[0] if code in (9, 10) or 32 <= code < 127 or code > 159 else ""
