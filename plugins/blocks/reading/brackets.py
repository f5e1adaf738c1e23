"""`[甲](a.md)` · `![甲](a.jpg)`: Python-Markdown's patterns for links and pictures, which look only so far for an end.

Its own run to the end of the paragraph from every bracket: 100 kB of brackets that nobody closes took it minutes.
"""

from __future__ import annotations

import re

from markdown import Markdown
from markdown import inlinepatterns as known
from markdown.extensions.footnotes import FootnoteInlineProcessor

NESTED = 16  # brackets in the words of a link
ROUND = 32  # opening round brackets in its address and title
FOOTNOTE_RE = r"\[\^([^\[\]]{0,200})\]"
_SQUARE = re.compile(r"[\[\]]")


class _Near(known.LinkInlineProcessor):
    """Gives up where an end that copy has would have come."""

    def getText(self, data: str, index: int) -> tuple[str, int, bool]:
        open_ = 1
        for found in _SQUARE.finditer(data, index):
            open_ += 1 if found[0] == "[" else -1
            if not open_:
                return data[index : found.start()], found.end(), True
            if open_ > NESTED:
                break
        return "", index, False

    def getLink(self, data: str, index: int) -> tuple[str, str | None, int, bool]:
        if not data.startswith("(", index):
            return "", None, index, False
        end = index
        for _ in range(ROUND):
            end = data.find("(", end) + 1
            if not end:
                break
        href, title, taken, found = super().getLink(data[index : end or None], 0)
        return href, title, index + taken, found


class Link(_Near, known.LinkInlineProcessor):
    """[甲](a.md)"""


class Reference(_Near, known.ReferenceInlineProcessor):
    """[甲][1]"""


class ShortReference(_Near, known.ShortReferenceInlineProcessor):
    """[甲]"""


class ImageReference(_Near, known.ImageReferenceInlineProcessor):
    """![甲][1]"""


class ShortImageReference(_Near, known.ShortImageReferenceInlineProcessor):
    """![甲]"""


class Image(_Near, known.ImageInlineProcessor):
    """![甲](a.jpg). Line breaks and full-width spaces in a title stay for the caption to deal with."""

    RE_TITLE_CLEAN = re.compile("(?!)")


def look_near(md: Markdown) -> None:
    """Put these patterns in the places of Python-Markdown's."""
    md.inlinePatterns.register(Reference(known.REFERENCE_RE, md), "reference", 170)
    md.inlinePatterns.register(Link(known.LINK_RE, md), "link", 160)
    md.inlinePatterns.register(Image(known.IMAGE_LINK_RE, md), "image_link", 150)
    md.inlinePatterns.register(ImageReference(known.IMAGE_REFERENCE_RE, md), "image_reference", 140)
    md.inlinePatterns.register(ShortReference(known.REFERENCE_RE, md), "short_reference", 130)
    md.inlinePatterns.register(ShortImageReference(known.IMAGE_REFERENCE_RE, md), "short_image_ref", 125)
    note = md.inlinePatterns["footnote"]
    assert isinstance(note, FootnoteInlineProcessor)
    md.inlinePatterns.register(FootnoteInlineProcessor(FOOTNOTE_RE, note.footnotes), "footnote", 175)
