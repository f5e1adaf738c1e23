"""`[附件：2021年统计表](table.xlsx)` alone in a paragraph: a file offered with the story."""

from __future__ import annotations

import re
from xml.etree.ElementTree import Element

from ...newsroom.body import Attachment, Part
from ..block import Block
from ..tree import plain, turn_into_mark, words
from .reference import ending, place

FILES = frozenset(
    {".csv", ".doc", ".docx", ".et", ".ofd", ".pdf", ".ppt", ".pptx", ".txt", ".wps", ".xls", ".xlsx", ".zip"}
)
_LABEL = re.compile(r"\s*附件[\d一二三四五六七八九十]*\s*[：:、.]\s*")


class Attachments(Block):
    """Paragraphs of nothing but links to such files become the files' marks, one for each."""

    def run(self, root: Element) -> None:
        for paragraph in list(root.iter("p")):
            links = list(paragraph)
            around = [paragraph.text or "", *(link.tail or "" for link in links)]
            if links and not any(_LABEL.sub("", text, count=1).strip() for text in around):
                files = [self._file(link) for link in links if link.tag != "br"]
                if files and all(files):
                    turn_into_mark(paragraph, "\n".join(self._mark(file) for file in files if file))

    def _file(self, link: Element) -> Attachment | None:
        """The file that a link offers, or None."""
        reference = plain(link.get("href") or "")
        source = place(reference, self.sheet.folder)
        if link.tag != "a" or not source or ending(reference) not in FILES:
            return None
        title = _LABEL.sub("", words(link), count=1) or source.rpartition("/")[2]
        return Attachment(source, title, self.line(f"]({reference}", f"](<{reference}", reference))

    def _mark(self, file: Attachment) -> str:
        self.sheet.attachments.append(file)
        return self.sheet.mark(Part("attachment", index=len(self.sheet.attachments) - 1))
