"""A .docx manuscript: its body walked in reading order, whatever stands in it taken along or told to be left behind."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from pathlib import PurePosixPath
from xml.etree.ElementTree import Element

from ...newsroom.problem import Problem
from ..lines import letters
from ..manuscript import Block, Filed, Inspection, Manuscript, Paragraph, Picture, Run
from ..photos.seen import Seen
from ..refusal import Refused
from .drawing import MC, chosen, described, is_figure, shapes
from .grid import Cell, plan_table
from .leftover import left_behind, unknown
from .numbering import Numbering, read_numbering
from .parts import SAVE_AGAIN, Parts, R, Relation, W, opened_parts
from .revisions import CHANGES, Change, change_of, joined, taken_away, told
from .runs import lines_of
from .script import written_as
from .styles import Styles, face, first, read_styles, size, value, whole

MATH = "{http://schemas.openxmlformats.org/officeDocument/2006/math}"

# What a reader of the printed page does not see there: struck text, instructions, the pinyin above a word.
UNSEEN = frozenset(
    W + name
    for name in [
        "del",
        "moveFrom",
        "delText",
        "instrText",
        "delInstrText",
        "pPr",
        "rPr",
        "sdtPr",
        "sdtEndPr",
        "tblPr",
        "tblGrid",
        "trPr",
        "tcPr",
        "rt",
        "rubyPr",
    ]
)
NOTES = {W + "footnoteReference": "word/footnotes.xml", W + "endnoteReference": "word/endnotes.xml"}
COLUMNS = 63  # as many as Word lets a table have
ON_PAPER = frozenset({".emf", ".wmf", ".svg", ".eps", ".pdf", ".pict", ".pct", ""})


def read_word(file: Filed) -> Manuscript:
    """The body's paragraphs, tables and pictures, with text boxes where they are anchored. Raises Refused."""
    with opened_parts(file) as parts:
        body = parts.xml("word/document.xml")
        found = None if body is None else body.find(W + "body")
        if found is None:
            raise Refused(file.name, "Word 文件的正文读不出来", "用 Word 或 WPS 打开，另存为普通的 .docx 再交")
        styles = read_styles(parts.xml("word/styles.xml"))
        walk = _Walk(
            parts, parts.relations("word/document.xml"), styles, read_numbering(parts.xml("word/numbering.xml"), styles)
        )
        try:
            blocks = tuple(walk.blocks(found))
        except RecursionError as fault:
            raise Refused(file.name, "里面一层套一层，正常的 Word 文件没有这么深", SAVE_AGAIN) from fault
        if not blocks:
            raise Refused(file.name, "文件里没有文字，也没有图片", "检查是不是交错了文件")
        return Manuscript(
            file.name,
            "段",
            blocks,
            photos=tuple(walk.photos),
            notes=tuple(walk.notes),
            problems=(*told(file.name, walk.changes), *walk.problems, *left_behind(parts)),
        )


Piece = Run | Picture | list[Block]


@dataclass(slots=True)
class _Walk:
    """One walk through one document."""

    parts: Parts
    relations: dict[str, Relation]
    styles: Styles
    numbering: Numbering
    photos: list[Filed] = field(default_factory=list)
    notes: list[tuple[Run, ...]] = field(default_factory=list)
    problems: list[Problem] = field(default_factory=list)
    changes: list[Change] = field(default_factory=list)
    place: int = 0
    gap: int = 0
    calling: int = 0  # the paragraph whose footnote is being read, 0 outside of footnotes

    def note_change(self, what: str, words: str) -> None:
        """Something that the author took away or put in, for the report."""
        if words.strip():
            self.changes.append((self.calling or self.place + 1, what, words))

    def blocks(self, parent: Element) -> Iterator[Block]:
        """What stands in a body, a cell, a text box."""
        for child in joined(parent):
            if child.tag == W + "p":
                yield from self.paragraph(child)
            elif child.tag == W + "tbl":
                yield from plan_table(self.rows(child), self.place)
            elif child.tag not in UNSEEN and len(child):
                yield from self.blocks(chosen(child))

    def rows(self, table: Element) -> list[list[Cell]]:
        """The cells by row and column of the grid; those that another covers are there, empty."""
        rows: list[list[Cell]] = []
        for tr in _through(table, W + "tr"):
            properties = tr.find(W + "trPr")
            if taken_away(properties):
                self.note_change("删去", "".join(t.text or "" for t in tr.iter() if t.tag in (W + "t", W + "delText")))
                continue
            row: list[Cell] = [()] * whole(value(properties, "gridBefore"), 0, COLUMNS)
            for tc in _through(tr, W + "tc"):
                cell = () if taken_away(tc.find(W + "tcPr")) else tuple(self.blocks(tc))
                row += [cell, *[()] * (whole(value(tc.find(W + "tcPr"), "gridSpan"), 1, COLUMNS) - 1)]
            rows.append(row)
        return rows

    def paragraph(self, p: Element) -> Iterator[Block]:
        """Pictures and boxes anchored before its first letter, its lines, then the rest of what is anchored in it."""
        style, properties = self.styles.paragraph(p)
        label, bullet = self.numbering.label(properties)
        runs: list[Run] = []
        before: list[Block] = []
        after: list[Block] = []
        for piece in self.pieces(p, style):
            if isinstance(piece, Run):
                runs.append(piece)
            else:
                side = after if any(run.text.strip() for run in runs) else before
                side += piece if isinstance(piece, list) else [piece]
        written = [run for run in runs if run.text.strip()]
        changed = bool(self.changes) and self.changes[-1][0] == self.place + 1
        if label and written:
            runs.insert(0, replace(written[0], text=label))
        lines = [line for line in lines_of(runs) if line]
        yield from before
        if lines or before or after or changed:
            self.place += 1
        else:
            self.gap += 1
        look = self.look(p, style, properties, bullet)
        for line in lines:
            bold = all(run.bold for run in line if run.text.strip())
            yield Paragraph(line, self.place, self.gap, replace(look, bold=bold))
            self.gap = 0
        if before or after:
            self.gap = 0
        yield from after

    def look(self, p: Element, style: str | None, properties: list[Element], bullet: bool) -> Inspection:
        """How the whole paragraph is set."""
        name = self.styles.name(style).lower()
        counted = any("SEQ " in (i.text or "") for i in p.iter(W + "instrText"))
        counted = counted or any("SEQ " in i.get(W + "instr", "") for i in p.iter(W + "fldSimple"))
        faces = {face(self.styles.letters(run, style)) for run in p.iter(W + "r") if run.find(W + "t") is not None}
        sizes = [size(self.styles.letters(run, style)) for run in p.iter(W + "r")]
        return Inspection(
            align=self.styles.align(properties),
            size=max(sizes, default=0.0),
            level=self.styles.level(style, properties),
            title=name in ("title", "标题"),
            caption=counted or name in ("caption", "题注"),
            bullet=bullet,
            face=faces.pop() if len(faces) == 1 else "",
        )

    def pieces(self, parent: Element, style: str | None) -> Iterator[Piece]:
        """Runs, pictures and boxes of a paragraph in reading order."""
        for child in parent:
            if child.tag in CHANGES:
                self.note_change(*change_of(child))
            if child.tag == W + "r":
                yield from self.run(child, style)
            elif child.tag == MATH + "oMath":
                self.problems.append(
                    unknown(self.parts.file.name, self.place + 1, "公式", "公式只带来了字母和数字，请核对")
                )
                yield Run("".join(t.text or "" for t in child.iter(MATH + "t")))
            elif child.tag not in UNSEEN and len(child):
                yield from self.pieces(chosen(child), style)

    def run(self, r: Element, style: str | None) -> Iterator[Piece]:
        """What one run holds."""
        properties = self.styles.letters(r, style)
        if first(properties, "vanish"):
            return
        if first(properties, "strike") or first(properties, "dstrike"):
            self.note_change("划掉", "".join(t.text or "" for t in r.findall(W + "t")))
            yield from self.pictures(r)
            return
        dots = next((em for found in properties if (em := value(found, "em"))), "none")
        plain = Run("", bold=first(properties, "b"), dotted=dots != "none")
        script = next((kind for found in properties if (kind := value(found, "vertAlign"))), "")
        for piece in self.contents(r, plain, style):
            yield self.scripted(piece, script) if isinstance(piece, Run) and piece.text else piece

    def scripted(self, run: Run, script: str) -> Run:
        """A run in the letters of its superscript or subscript, where there are such."""
        text = written_as(run.text, script)
        if text is None:
            what = f"{'上标' if script == 'superscript' else '下标'}“{run.text[:20]}”"
            self.problems.append(unknown(self.parts.file.name, self.place + 1, what, "按普通的字带来，请核对"))
        return run if text is None else replace(run, text=text)

    def pictures(self, parent: Element) -> Iterator[Piece]:
        """What is drawn in a run whose letters are struck."""
        for child in parent:
            if child.tag in (W + "drawing", W + "pict", W + "object"):
                yield from self.drawn(child)
            elif child.tag not in UNSEEN and len(child):
                yield from self.pictures(chosen(child))

    def contents(self, r: Element, plain: Run, style: str | None) -> Iterator[Piece]:
        """Letters, breaks, notes, drawings."""
        for child in r:
            name = child.tag.rpartition("}")[2]
            if child.tag in UNSEEN:
                continue
            if child.tag == W + "t":
                yield replace(plain, text=child.text or "")
            elif child.tag in (W + "tab", W + "ptab"):
                yield replace(plain, text="\t")
            elif child.tag in (W + "br", W + "cr"):
                yield replace(plain, text="\n")
            elif child.tag == W + "noBreakHyphen":
                yield replace(plain, text="-")
            elif child.tag == W + "sym":
                yield from self.symbol(child, plain)
            elif child.tag in NOTES:
                yield from self.note(child, NOTES[child.tag])
            elif child.tag in (W + "drawing", W + "pict", W + "object"):
                yield from self.drawn(child)
            elif child.tag in (MC + "AlternateContent", W + "ruby", W + "rubyBase"):
                yield from self.contents(chosen(child), plain, style)
            elif name == "r":
                yield from self.run(child, style)

    def symbol(self, sym: Element, plain: Run) -> Iterator[Piece]:
        """A letter named by its number. The private ones are pictures of a symbol font, which no text can carry."""
        found = re.fullmatch("[0-9A-Fa-f]{4}", sym.get(W + "char", ""))
        code = int(found[0], 16) if found else 0xF000
        if 0xD800 <= code <= 0xF8FF:
            self.problems.append(
                unknown(self.parts.file.name, self.place + 1, "符号", "是符号字体里的图形，没有带过来，请用文字补上")
            )
        else:
            yield replace(plain, text=chr(code))

    def note(self, reference: Element, part: str) -> Iterator[Piece]:
        """A footnote is called here; its text waits in a part of its own."""
        root = self.parts.xml(part)
        for row in () if root is None else root:
            if row.get(W + "id") == reference.get(W + "id"):
                place, self.calling = self.place, self.place + 1
                lines = [block.runs for block in self.blocks(row) if isinstance(block, Paragraph)]
                self.place, self.calling = place, 0
                runs = [run for number, line in enumerate(lines) for run in ((Run("\n"),) if number else ()) + line]
                self.notes.append(tuple(replace(run, note=0) for run in runs))
                yield Run("", note=len(self.notes))

    def drawn(self, drawing: Element) -> Iterator[Piece]:
        """Pictures and text boxes of a drawing, a group of drawings, or an old one (VML)."""
        words = described(drawing)
        found = False
        for element, seen in shapes(drawing):
            found = True
            if element.tag == W + "txbxContent":
                boxed = [_boxed(block) for block in self.blocks(element)]
                yield boxed
            else:
                identity = element.get(R + "embed") or element.get(R + "id") or element.get(R + "link") or ""
                yield from self.picture(identity, letters(words.replace("\n", "")), seen)
        if not found and is_figure(drawing):
            self.problems.append(
                unknown(self.parts.file.name, self.place + 1, "图形", "图表或 SmartArt 没有带过来，请截图存成 JPG 另附")
            )

    def picture(self, identity: str, words: str, seen: Seen) -> Iterator[Picture]:
        """One embedded picture as it is seen; the same file drawn twice in the same way is the same photo."""
        relation = self.relations.get(identity)
        name = self.parts.file.name
        if relation is None or relation.outside or not self.parts.has(relation.target):
            self.problems.append(unknown(name, self.place + 1, "图片", "是链接到别处的，文件里没有这张图，请另附照片"))
        elif PurePosixPath(relation.target).suffix.lower() in ON_PAPER:
            kind = PurePosixPath(relation.target).suffix or "不明格式"
            self.problems.append(
                unknown(name, self.place + 1, "图片", f"是{kind}，网页用不上，请另存成 JPG 或 PNG 附上")
            )
        else:
            member = relation.target
            filed = Filed(PurePosixPath(member).name, self.parts.file.path, member, seen if not seen.whole else Seen())
            if not seen.whole:
                done = "、".join(
                    ["裁剪"] * seen.cropped + ["旋转"] * bool(seen.turns) + ["翻转"] * (seen.mirrored or seen.flipped)
                )
                what = f"在 Word 里{done}过，只带来{done}后的样子"
                self.problems.append(unknown(name, self.place + 1, "图片", what))
            if filed not in self.photos:
                self.photos.append(filed)
            yield Picture(self.photos.index(filed), self.place + 1, words)


def _through(parent: Element, tag: str) -> Iterator[Element]:
    """Children of one kind, also those that stand in content controls and the like."""
    for child in parent:
        if child.tag == tag:
            yield child
        elif child.tag in (W + "sdt", W + "sdtContent", W + "ins", W + "customXml", W + "smartTag"):
            yield from _through(child, tag)


def _boxed(block: Block) -> Block:
    return replace(block, look=replace(block.look, boxed=True)) if isinstance(block, Paragraph) else block
