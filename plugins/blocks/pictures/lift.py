"""Pictures where they stand: alone in a paragraph a figure, several together a gallery, a film a film."""

from __future__ import annotations

import re
from itertools import groupby
from xml.etree.ElementTree import Element

from ...newsroom.body import Part
from ..block import Block
from ..harmless.allowed import INLINE
from ..tree import Piece, dissolve, drop, lines, plain, put, stand_in, take, turn_into_mark, words
from .figure import Shot, figure, read_shot
from .video import film, is_film

_RUNNING = INLINE | {"img"}
_HOMES = frozenset({"li", "td", "th", "div", "blockquote", "details"})
_UNREAD = re.compile(r"[!！]\[[^\[\]\n]{0,200}\]\s{0,9}[(（]")


class Pictures(Block):
    """Lifts every picture out of the text and puts its mark where it, or the paragraph around it, stood."""

    def run(self, root: Element) -> None:
        if next(root.iter("img"), None) is not None:
            root[:] = [part for top in root for part in _cut(top)]
            for top in list(root):
                lifted: list[Shot] = []
                for holder in list(top.iter()):
                    if holder is top or holder.tag not in _RUNNING:
                        lifted += self._lift(holder)
                if lifted:
                    place = list(root).index(top) + 1
                    root[place:place] = [stand_in(mark) for mark in self._marks(lifted)]
        if "[" in self.sheet.text:
            self._tell_unread(root)

    def _lift(self, holder: Element) -> list[Shot]:
        """Replace the pictures of a holder that holds nothing else; else take them out and hand them over."""
        images, alone = _images(holder)
        if not images:
            return []
        shots = [read_shot(image, self) for _, image in images]
        for parent, image in images:
            drop(parent, image)
        for (parent, _), shot in zip(images, shots, strict=True):
            if parent.tag == "a" and not words(parent):
                remedy = "图片点开就是大图；要给链接，请写在文字里"
                self.sheet.fault(shot.line, "图片上的链接已经去掉", remedy, "warning")
                dissolve(holder, [parent])
        if alone and holder.tag == "p":
            turn_into_mark(holder, "\n".join(self._marks(shots)))
            return []
        if alone and holder.tag in _HOMES:
            for child in [child for child in holder if child.tag in _RUNNING]:
                drop(holder, child)
            holder.text = None
            holder.insert(0, stand_in("\n".join(self._marks(shots))))
            return []
        for shot in shots:
            remedy = "让图片单独成段，前后各空一行"
            self.sheet.fault(shot.line, "图片夹在文字中间，已经排到这一段后面", remedy, "warning")
        return shots

    def _marks(self, shots: list[Shot]) -> list[str]:
        """Note pictures down in reading order; neighbouring photos share one mark."""
        marks: list[str] = []
        for is_one, together in groupby(shots, is_film):
            if is_one:
                marks += [self.sheet.mark(Part("video", index=film(shot, self))) for shot in together]
            else:
                photos = tuple(figure(shot, self) for shot in together)
                marks.append(self.sheet.mark(Part("gallery" if len(photos) > 1 else "photo", photos=photos)))
        return marks

    def _tell_unread(self, root: Element) -> None:
        """Say so where something was meant as a picture but is none: brackets or quotes of the wrong width."""
        for element in root.iter():
            for text in (element.text if element.tag not in ("code", "pre") else "", element.tail):
                if text and "[" in text and (found := _UNREAD.search(text)):
                    remedy = '方括号、圆括号和引号要用半角：![画面说明](文件名.jpg "图说（某某 摄）")'
                    self.sheet.fault(self.line(plain(found[0]), found[0][:2]), "这里的图片没有认出来", remedy)


def _images(holder: Element) -> tuple[list[tuple[Element, Element]], bool]:
    """The pictures in a holder's own running text, each with its parent, and whether nothing else stands there."""
    images: list[tuple[Element, Element]] = []
    alone = not (holder.text or "").strip()
    waiting = [(holder, child) for child in reversed(holder)]
    while waiting:
        parent, child = waiting.pop()
        alone = alone and not (child.tail or "").strip()
        if child.tag == "img":
            images.append((parent, child))
        elif child.tag in INLINE:
            alone = alone and not (child.text or "").strip()
            waiting.extend((child, inner) for inner in reversed(child))
    return images, alone


def _cut(top: Element) -> list[Element]:
    """A paragraph in pieces, where pictures have lines of their own beside its words; else it alone."""
    if top.tag != "p" or next(top.iter("img"), None) is None:
        return [top]
    tail = top.tail
    parts: list[Element] = []
    for _, together in groupby(lines(take(top)), _is_picture):
        part = Element("p", top.attrib) if parts else top
        for number, line in enumerate(together):
            put(part, ["\n", *line] if number else line)
        while len(part) and part[-1].tag == "br" and not (part[-1].tail or "").strip():
            part.remove(part[-1])
        part.tail = tail
        if len(part) or (part.text or "").strip():
            parts.append(part)
    return parts


def _is_picture(line: list[Piece]) -> bool:
    elements = [piece for piece in line if not isinstance(piece, str)]
    said = [piece if isinstance(piece, str) else "".join(piece.itertext()) for piece in line]
    return any(next(element.iter("img"), None) is not None for element in elements) and not "".join(said).strip()
