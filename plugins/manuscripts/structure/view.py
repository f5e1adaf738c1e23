"""The manuscript as the readers of its zones see it: each block with what stands around it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from ..manuscript import Block, Manuscript, Paragraph, Picture, Table
from ..photos.credit import is_credited
from ..photos.matching import Keys, is_named, keys_of
from .dateline import read_foot
from .notice import starts_attachments
from .shapes import dek_of, in_halves, is_short, label_of, rank, says_caption
from .signatures import read_byline, read_ends

CAPTION = 120  # letters of a caption that says itself what it is
FAR = 2  # empty lines more than usual: where Word had a picture, a text file keeps its gap


@dataclass(frozen=True, slots=True)
class View:
    """All blocks; the usual gap between paragraphs; the usual size of letters (points, 0 unknown); what the photos'
    names say.
    """

    blocks: tuple[Block, ...]
    gap: int
    size: float
    photos: tuple[Keys, ...]
    attached: frozenset[int] = frozenset()  # lines that list a paper's attachments
    numbered: frozenset[int] = frozenset()  # places of lines that a bare number stood above
    faces: frozenset[str] = frozenset()  # typefaces of two short lines or more, and not of the text

    def paragraph(self, index: int) -> Paragraph | None:
        """The paragraph at an index; None for what is none, and beyond both ends."""
        block = self.blocks[index] if 0 <= index < len(self.blocks) else None
        return block if isinstance(block, Paragraph) else None

    def picture(self, index: int) -> bool:
        """Whether a picture stands at an index."""
        return 0 <= index < len(self.blocks) and isinstance(self.blocks[index], Picture)

    def apart(self, index: int) -> bool:
        """Whether a line stands further from the one above it than lines do in this manuscript."""
        paragraph = self.paragraph(index)
        return paragraph is not None and index > 0 and paragraph.gap >= self.gap + FAR

    def formal(self, index: int) -> str:
        """Why a line is a head whatever stands around it, "" where nothing says so."""
        paragraph = self.paragraph(index)
        if paragraph is None or not is_short(paragraph.text) or paragraph.look.caption or paragraph.look.boxed:
            return ""
        if paragraph.look.level:
            return f"用了“标题 {paragraph.look.level}”样式"
        if 0 < rank(paragraph.text) < 4:
            return "带编号的短行"
        if paragraph.place in self.numbered:
            return "编号下面的短行"
        if in_halves(paragraph.text):
            return "前后两半字数相等的短行"
        return ""

    def set_as_head(self, index: int) -> str:
        """Why a line's type makes it a head, "" where it does not."""
        paragraph = self.paragraph(index)
        if paragraph is None or not is_short(paragraph.text) or paragraph.look.boxed or paragraph.look.bullet:
            return ""
        if paragraph.look.bold:
            return "整行加粗" + ("、居中" if paragraph.look.align == "centre" else "")
        if self.size and paragraph.look.size > self.size:
            return "字号比正文大"
        return "字体与正文不同" if self.faced(paragraph) else ""

    def faced(self, paragraph: Paragraph) -> bool:
        """Whether a line's typeface sets it off from the text, as it sets off others."""
        return paragraph.look.face in self.faces

    def caption(self, index: int) -> str:
        """Why a line is a caption, "" where nothing but its place could say so."""
        paragraph = self.paragraph(index)
        if paragraph is None or index in self.attached:
            return ""
        text, look = paragraph.text, paragraph.look
        if look.caption:
            return "用了“题注”"
        if says_caption(text) or (len(text) <= CAPTION and is_credited(text) and not read_byline(text)):
            return "自己写明是图片说明"
        if is_short(text) and is_named(text, self.photos):
            return "与照片同名"
        if self.picture(index - 1) and not self.formal(index):
            if is_short(text) and self.set_as_head(index) in ("", "字体与正文不同"):
                return "紧接在图片下面的短行"
            small = bool(self.size and look.size and look.size < self.size)
            if len(text) <= 80 and (look.align == "centre" or small):
                return "紧接在图片下面，" + ("居中" if look.align == "centre" else "字号比正文小")
        return ""

    def long(self, index: int) -> bool:
        """Whether a block is running text: a table, or a paragraph that is neither short nor any of the known lines."""
        if 0 <= index < len(self.blocks) and isinstance(self.blocks[index], Table):
            return True
        paragraph = self.paragraph(index)
        if paragraph is None or is_short(paragraph.text):
            return False
        text = paragraph.text
        said, length = label_of(text)
        head = said and said != "text" and len(text) <= 60 or length == len(text)
        known = dek_of(text) or read_byline(text) or read_ends(text) or read_foot(text).length == len(text)
        return not head and not known and not self.caption(index)


def view_of(manuscript: Manuscript, numbered: frozenset[int] = frozenset()) -> View:
    """Inspection at a manuscript."""
    paragraphs = [block for block in manuscript.blocks if isinstance(block, Paragraph)]
    gaps = Counter(paragraph.gap for paragraph in paragraphs[1:])
    sizes: Counter[float] = Counter()
    for paragraph in paragraphs:
        sizes[paragraph.look.size] += len(paragraph.text)
    return View(
        manuscript.blocks,
        # of two that are as common the smaller: a gap is only wide beside another
        gap=min(gaps, key=lambda gap: (-gaps[gap], gap), default=0),
        size=sizes.most_common(1)[0][0] if sizes else 0.0,
        photos=tuple(keys_of(photo.name) for photo in manuscript.photos if not photo.member),
        attached=_attached(manuscript.blocks),
        numbered=numbered,
        faces=_faces(paragraphs),
    )


def _attached(blocks: Sequence[Block]) -> frozenset[int]:
    """The lines that list attachments: 附件：1.… and the numbered ones that follow it."""
    found: set[int] = set()
    for index, block in enumerate(blocks):
        if not isinstance(block, Paragraph):
            continue
        if starts_attachments(block.text) or (index - 1 in found and rank(block.text) == 4):
            found.add(index)
    return frozenset(found)


def _faces(paragraphs: Sequence[Paragraph]) -> frozenset[str]:
    """The typefaces that only short lines are set in, two or more of them."""
    short = Counter(one.look.face for one in paragraphs if is_short(one.text))
    long = {one.look.face for one in paragraphs if not is_short(one.text)}
    return frozenset(face for face, count in short.items() if face and count > 1 and face not in long)
