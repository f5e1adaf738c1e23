"""`H<sub>2</sub>O`: HTML written by hand becomes elements like any other, as far as it is harmless."""

from __future__ import annotations

import re
from html.parser import HTMLParser
from typing import Any
from xml.etree.ElementTree import Element, SubElement

from markdown.util import HTML_PLACEHOLDER_RE, AtomicString, code_escape

from ...newsroom.problem import Level
from ..block import Block
from ..reading.structure import FENCED
from ..tree import Piece, literal, put, take
from .allowed import BLOCK, INLINE, OPEN_ENDED, VOID, may_stand

# What word processors leave behind: without it a story says the same.
_LOOKS = frozenset({"class", "id", "style", "align", "valign", "width", "height", "border", "bgcolor", "color", "face"})
_LOOKING = frozenset({"font", "center", "big", "tt", "nobr", "strike", "o:p", "section", "article", "figure", "h1"})
# Elements whose content is for machines.
_SILENT = frozenset({"script", "style"})
_DEEPEST = 40
_UNSEEN = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069]")
_SECTION = re.compile(r"<!\[(?:CDATA\[)?(.*?)(?:\]?\]>|>)", re.DOTALL)
_STASHED = "\x02wzxhzdk"


class RawHtml(Block):
    """Puts elements where the parser left placeholders for HTML. Nothing that was written is passed on as it was."""

    def run(self, root: Element) -> None:
        if not self.md.htmlStash.html_counter:
            return
        for parent in list(root.iter()):
            for name, value in parent.items():
                if value and _STASHED in value:
                    parent.set(name, self._written(value))
            for child in list(parent):
                if _STASHED in (child.text or "") or any(_STASHED in (inner.tail or "") for inner in child):
                    self.build(child)
                    if child.tag == "p" and (any(inner.tag in BLOCK for inner in child) or not _holds(child)):
                        _part(parent, child)

    def build(self, element: Element) -> None:
        """Parse the HTML in an element's own text; what it opens ends with the element."""
        if element.tag in ("code", "pre"):
            element.text = AtomicString(code_escape(self._written(element.text or "")))
            return
        pieces = take(element)
        alone = len(pieces) == 1 and isinstance(pieces[0], str) and HTML_PLACEHOLDER_RE.fullmatch(pieces[0].strip())
        builder = _Builder(self, element, bool(alone))
        for piece in pieces:
            if not isinstance(piece, str):
                builder.add(piece)
                continue
            for number, part in enumerate(HTML_PLACEHOLDER_RE.split(piece)):
                if number % 2:
                    builder.parse(self._stashed(int(part)))
                else:
                    builder.add(part)
        builder.finish()

    def _written(self, text: str) -> str:
        return HTML_PLACEHOLDER_RE.sub(lambda found: self._stashed(int(found[1])), text)

    def _stashed(self, number: int) -> str:
        stash = self.md.htmlStash.rawHtmlBlocks
        html = str(stash[number]) if number < len(stash) else ""
        if not self.notes.fences:
            return html
        # What looked like a fence between tags is theirs.
        return FENCED.sub(lambda found: self.notes.fences[int(found[1])].source, html)


class _Builder(HTMLParser):
    """Builds below one element; `blocks` says whether what is built may be more than running text."""

    def __init__(self, teller: RawHtml, element: Element, blocks: bool) -> None:
        super().__init__(convert_charrefs=True)
        self.teller = teller
        self.open = [element]
        self.allowed = INLINE | BLOCK if blocks else INLINE
        self.silenced: list[Piece] = []
        self.silent = ""
        self.told: set[str] = set()

    def add(self, piece: Piece) -> None:
        """Text or an element of the tree."""
        if self.silent:
            self.silenced.append(piece)
        elif piece != "":
            put(self.open[-1], [piece])

    def parse(self, html: str) -> None:
        """A whole piece of HTML: nothing of it waits for the next."""
        if html == "&amp;":
            self.add(html)
        else:
            self.feed(html)
            self.close()
            # Some Pythons keep back what a silent element did not close.
            rest, self.rawdata = self.rawdata, ""
            self.add(literal(rest))

    def finish(self) -> None:
        if self.silent:
            # Never closed: what follows was meant for readers.
            self.silent, kept = "", self.silenced
            put(self.open[-1], kept)
        for element in self.open[1:]:
            if element.tag not in OPEN_ENDED:
                self.tell(f"<{element.tag}", f"<{element.tag}> 没有写 </{element.tag}>", "补上结尾的标记，或者删掉它")

    def handle_data(self, data: str) -> None:
        self.add(literal(_UNSEEN.sub("", data)))

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if self.silent:
            return
        raw = self.get_starttag_text() or f"<{tag}"
        if tag == "img":
            how = '图片写成 ![画面说明](文件名.jpg "图说（某某 摄）")，图片和稿件放在一起'
            self.tell(raw, "图片不能用 <img> 写，已经去掉", how, "error")
        elif tag not in self.allowed:
            mild = tag in _LOOKING or tag in BLOCK
            how = "这里只能写行内的文字；要另起一块，请单独成段" if tag in BLOCK else "删掉这个标记"
            self.tell(raw, f"<{tag}> 不能用，已经去掉", how, "warning" if mild else "error")
            if tag in _SILENT:
                self.silent, self.silenced = tag, []
        elif len(self.open) > _DEEPEST:
            self.tell(raw, f"<{tag}> 套得太深，已经去掉", "把层次理浅一些")
        else:
            element = SubElement(self.open[-1], tag)
            for name, value in attrs:
                if may_stand(tag, name, _UNSEEN.sub("", value or "")):
                    element.set(name, literal(_UNSEEN.sub("", value or "")))
                else:
                    level: Level = "warning" if name in _LOOKS else "error"
                    self.tell(raw, f"<{tag}> 里的 {name} 不能用，已经去掉", "删掉它；版式由网站统一定", level)
            if tag not in VOID:
                self.open.append(element)

    def handle_endtag(self, tag: str) -> None:
        if self.silent:
            if tag == self.silent:
                self.silent = ""
        elif any(element.tag == tag for element in self.open[1:]):
            while self.open.pop().tag != tag:
                pass
        elif tag in self.allowed and tag not in VOID:
            self.tell(f"</{tag}", f"</{tag}> 前面没有 <{tag}>", "补上开头的标记，或者删掉它")

    def handle_pi(self, data: str) -> None:
        self.tell("<?", "<?…?> 不能用，已经去掉", "删掉它", "error")

    def parse_html_declaration(self, i: int) -> int:
        # The standard library raises on a section of a kind that it does not know.
        if not self.rawdata.startswith("<![", i):
            return super().parse_html_declaration(i)
        found = _SECTION.match(self.rawdata, i)
        if not found:
            return -1
        self.tell("<![", "<![…]]> 不能用，已经去掉", "删掉前后的标记，只留文字", "error")
        self.handle_data(found[1])
        return found.end()

    def set_cdata_mode(self, elem: str, **how: Any) -> None:
        # Only what is silent may run up to its end tag; anything else would swallow the rest of the story.
        if elem == self.silent:
            super().set_cdata_mode(elem, **how)

    def tell(self, written: str, what: str, remedy: str, level: Level = "warning") -> None:
        """Note a Problem, each once for one element."""
        if what not in self.told:
            self.told.add(what)
            lines = written.splitlines() or [""]
            self.teller.sheet.fault(self.teller.line(written, lines[0]), what, remedy, level)


def _holds(element: Element) -> bool:
    return bool(len(element) or (element.text or "").strip())


def _part(parent: Element, paragraph: Element) -> None:
    """Put blocks that stand in a paragraph beside it; words between them keep paragraphs of their own."""
    place = list(parent).index(paragraph)
    parted: list[Element] = []
    loose: Element | None = None
    for piece in take(paragraph):
        if not isinstance(piece, str) and piece.tag in BLOCK:
            parted.append(piece)
            loose = None
        elif loose is not None:
            put(loose, [piece])
        elif not isinstance(piece, str) or piece.strip():
            parted.append(loose := put(Element("p"), [piece]))
    for element in parted:
        element.tail = "\n"
    parent[place : place + 1] = parted
