"""Python-Markdown's inline patterns, each tried only where a character stands that it cannot do without.

Most runs of Chinese prose hold no mark at all, and a pattern without its mark cannot match: nothing else is left out,
and the page is the same to the byte (tests/blocks/test_short_ways.py). A pattern that is not in the table, from another
extension, is tried everywhere as before.
"""

from __future__ import annotations

import re
from typing import Any
from xml.etree.ElementTree import Element, SubElement

from markdown import inlinepatterns as known
from markdown.treeprocessors import InlineProcessor
from markdown.util import AtomicString

from ..block import Step
from .brackets import FOOTNOTE_RE

# A pattern's expression → what every one of its matches holds: one of these.
NEEDS = {
    known.BACKTICK_RE: ("`",),
    known.ESCAPE_RE: ("\\",),
    known.LINK_RE: ("[",),
    known.IMAGE_LINK_RE: ("![",),
    known.AUTOLINK_RE: ("<",),
    known.AUTOMAIL_RE: ("<",),
    known.LINE_BREAK_RE: ("  \n",),
    known.HTML_RE: ("<",),
    known.ENTITY_RE: ("&",),
    r"\*|_|\~": ("*", "_", "~~"),
    FOOTNOTE_RE: ("[^",),
}


_ANY = re.compile("|".join(sorted({re.escape(need) for needs in NEEDS.values() for need in needs})))
# A run of prose that opens with bold words and holds no other mark: most marked prose here, and nothing but <strong>.
_BOLD = re.compile(
    r"\*\*([^\s*_`~\\\[<&\n](?:[^*_`~\\\[<&\n]*[^\s*_`~\\\[<&\n])?)\*\*([^\s*_`~\\\[<&\n][^*_`~\\\[<&\n]*)"
)


# Letters × marks of one paragraph: each mark that is found costs a copy of it. 10,000 of either are no copy.
MOST = 50_000_000
_MARKS = re.compile(r"[*_`~\\\[\]<&]|  \n")


class Inline(Step, InlineProcessor):
    """Stands in the place of Python-Markdown's own, under its name "inline"."""

    def run(self, tree: Element, ancestors: list[str] | None = None) -> Element:
        self.patterns = [(pattern, NEEDS.get(_expression(pattern), ())) for pattern in self.inlinePatterns]
        self.all_need = all(needs for _, needs in self.patterns)
        if self.all_need:
            for paragraph in tree.iterfind("p"):
                text = paragraph.text
                if not text or len(paragraph) or isinstance(text, AtomicString):
                    continue
                if text.startswith("**") and (bold := _BOLD.fullmatch(text)):
                    strong = SubElement(paragraph, "strong")
                    paragraph.text, strong.text, strong.tail = None, AtomicString(bold[1]), AtomicString(bold[2])
        return super().run(tree, ancestors)

    def _InlineProcessor__handleInline(self, data: str, patternIndex: int = 0) -> str:
        """The base class's loop over the patterns from `patternIndex` on; its other methods call it by this name."""
        if isinstance(data, AtomicString) or (self.all_need and not _ANY.search(data)):
            return data
        if len(data) * len(data) > MOST and not patternIndex and len(data) * len(_MARKS.findall(data)) > MOST:
            what = f"这一段有{len(data)}字，里面的标记太多，都按文字排出"
            self.sheet.fault(self.line(data[:20], data[:4]), what, "分成几段，或者删掉多余的标记")
            return data
        start, last = 0, len(self.patterns)
        while patternIndex < last:
            pattern, needs = self.patterns[patternIndex]
            if needs and needs[0] not in data and not any(need in data for need in needs[1:]):
                patternIndex, start = patternIndex + 1, 0
                continue
            data, matched, start = self._InlineProcessor__applyPattern(  # type: ignore[attr-defined]  # as above
                pattern, data, patternIndex, start
            )
            if not matched:
                patternIndex += 1
        return data


def _expression(pattern: Any) -> str:
    return str(pattern.pattern)  # every pattern keeps it, though the stubs do not say so
