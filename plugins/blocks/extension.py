"""The extension: the order in which the blocks look at a story."""

from __future__ import annotations

from markdown import Markdown
from markdown.extensions import Extension
from markdown.extensions.footnotes import FootnoteExtension
from markdown.extensions.tables import TableExtension

from ..newsroom.body import Sheet
from .block import Notes
from .boxes.correction import Corrections
from .boxes.notices import Notices
from .harmless.raw_html import RawHtml
from .harmless.sanitise import Sanitise
from .links.addresses import Links
from .links.attachment import Attachments
from .pictures.lift import Pictures
from .prose.abbreviations import Abbreviations
from .prose.anchors import Anchors
from .prose.cjk_lines import CjkLines
from .prose.code import Code
from .prose.footnotes import Footnotes
from .prose.headings import Headings
from .prose.lead_in import LeadIns, Lede
from .prose.tables import Tables
from .prose.unused import Unused
from .prose.urls import Urls
from .reading.angles import Angles
from .reading.attributes import Attributes
from .reading.blocks import read_blocks_here
from .reading.brackets import look_near
from .reading.fences import Fences
from .reading.indents import Indents
from .reading.inline import Inline
from .reading.paragraphs import take_the_short_way
from .reading.straight import Straight
from .reading.walks import shorten_walks, shorten_writing

# After the parser has seen to emphasis and links (20) and attribute lists (8), before escapes are resolved (0).
_BLOCKS = (
    Unused,
    RawHtml,
    Anchors,
    Footnotes,
    Pictures,
    Headings,
    Notices,
    Attachments,
    Links,
    LeadIns,
    Lede,
    Tables,
    Code,
    Abbreviations,
    Urls,
    CjkLines,
)


class Blocks(Extension):
    """Python-Markdown with tables, footnotes and attribute lists, and the blocks on top of them."""

    def extendMarkdown(self, md: Markdown) -> None:
        for extension in (TableExtension(), FootnoteExtension()):
            extension.extendMarkdown(md)
        md.registerExtension(self)
        self.md = md
        md.preprocessors.register(Fences(md), "fences", 50)
        md.preprocessors.register(Indents(md), "indents", 40)
        md.preprocessors.register(Angles(md), "angles", 22)
        assert md.delimiters is not None  # until the inline patterns are built
        md.delimiters.add("~", "del", double=True)
        look_near(md)
        md.treeprocessors.register(Inline(md), "inline", 20)
        read_blocks_here(md)
        take_the_short_way(md.parser)
        shorten_walks(md)
        md.treeprocessors.register(Attributes(md), "attr_list", 8)
        for number, block in enumerate(_BLOCKS):
            md.treeprocessors.register(block(md), block.__name__, 7 - number / 10)
        md.treeprocessors.register(Corrections(md), Corrections.__name__, -1)
        md.postprocessors.register(Sanitise(md), Sanitise.__name__, -10)
        md.convert = Straight(md, Blocks).convert  # type: ignore[method-assign]

    def reset(self) -> None:
        """Start a story: a fresh sheet, which who reads the copy may replace with one of its own."""
        self.md.sheet = Sheet()  # type: ignore[attr-defined]  # Markdown keeps what extensions keep on it
        self.md.notes = Notes()  # type: ignore[attr-defined]
        shorten_writing(self.md)
