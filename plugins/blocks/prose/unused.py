"""`[TOC]` · `<!--more-->`: marks by which other programs do what this one does not. They are told of, never printed."""

from __future__ import annotations

import re
from xml.etree.ElementTree import Element

from ..block import Block

_CONTENTS = re.compile(r"\s*(?:\[TOC\]|\[\[TOC\]\]|\{:toc\})\s*", re.IGNORECASE)
_MORE = re.compile(r"<!--\s*(?:more|PELICAN_(?:BEGIN|END)_SUMMARY|truncate)\s*-->", re.IGNORECASE)


class Unused(Block):
    """Takes out a table of contents by its mark, and tells what stands for a cut that lists do not make."""

    def run(self, root: Element) -> None:
        if "TOC" in self.sheet.text.upper():
            gone = [part for part in root if part.tag == "p" and not len(part) and _CONTENTS.fullmatch(part.text or "")]
            if gone:
                loose = set(map(id, gone))
                root[:] = [part for part in root if id(part) not in loose]
                written = (gone[0].text or "").strip()
                what = f"{written} 在这里不起作用，已经去掉：本站的稿件不排目录"
                self.sheet.fault(self.line(written), what, "删掉这一行；小标题照写", "warning")
        if "<!--" in self.sheet.text and (found := _MORE.search(self.sheet.text)):
            what = f"{found[0]} 在这里不起作用：列表里的摘要取正文开头"
            self.sheet.fault(self.line(found[0]), what, "删掉它；要自己定摘要，在稿头写一行“摘要：……”", "warning")
