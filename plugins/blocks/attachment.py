"""`[附件：2021年统计表](table.xlsx)` alone in a paragraph: a file offered with the story."""

from __future__ import annotations

import re
from xml.etree.ElementTree import Element

from ..newsroom.body import Attachment, Part
from .block import Block
from .reference import ending, local
from .tree import plain, turn_into_mark, words

FILES = frozenset(
    {".csv", ".doc", ".docx", ".et", ".ofd", ".pdf", ".ppt", ".pptx", ".txt", ".wps", ".xls", ".xlsx", ".zip"}
)
_LABEL = re.compile(r"\s*附件[\d一二三四五六七八九十]*\s*[：:、.]\s*")
_SCHEME = re.compile(r"[a-zA-Z][a-zA-Z0-9+.\-]+:|//|#")


def is_file(reference: str) -> bool:
    """Whether a link leads to a file that a story may offer."""
    return not _SCHEME.match(reference) and ending(reference) in FILES


class Attachments(Block):
    """Paragraphs of nothing but links to files become the files' marks, one for each."""

    def run(self, root: Element) -> None:
        for paragraph in root.iter("p"):
            links = list(paragraph)
            around = [paragraph.text or "", *(link.tail or "" for link in links)]
            if not links or any(_LABEL.sub("", text, count=1).strip() for text in around):
                continue
            if not all(link.tag == "a" and is_file(plain(link.get("href", ""))) for link in links):
                continue
            marks = [self._mark(link) for link in links]
            turn_into_mark(paragraph, "\n".join(mark for mark in marks if mark))

    def _mark(self, link: Element) -> str:
        reference = plain(link.get("href", ""))
        line = self.line(f"]({reference}", f"](<{reference}", reference)
        source = local(reference, "附件", line, self)
        title = _LABEL.sub("", words(link), count=1) or plain(reference).rpartition("/")[2]
        self.sheet.attachments.append(Attachment(source, title, line))
        return self.sheet.mark(Part("attachment", index=len(self.sheet.attachments) - 1))
