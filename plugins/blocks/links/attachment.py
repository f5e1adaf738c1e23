"""`[附件：2021年统计表](table.xlsx)` alone in a paragraph, or a list of such: files offered with the story."""

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
            if links and not _around(paragraph):
                files = [self._file(link) for link in links if link.tag != "br"]
                if files and all(files):
                    turn_into_mark(paragraph, "\n".join(self._mark(file) for file in files if file))
        self._lists(root)

    def _lists(self, root: Element) -> None:
        """A list of nothing but such links is a list of files as well; 附件： alone in the paragraph before it goes."""
        for parent in list(root.iter()):
            for listing in [child for child in parent if child.tag in ("ol", "ul")]:
                items = [item[0] if len(item) == 1 and item[0].tag == "p" else item for item in listing]
                if all(len(item) == 1 and not _around(item) for item in items):
                    files = [self._file(item[0]) for item in items]
                    if files and all(files):
                        place = list(parent).index(listing)
                        above = parent[place - 1] if place else None
                        if above is not None and above.tag == "p" and _LABEL.fullmatch(words(above)):
                            parent.remove(above)
                        turn_into_mark(listing, "\n".join(self._mark(file) for file in files if file))

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


def _around(element: Element) -> bool:
    """Whether words stand around the links in an element, other than the label of each."""
    around = [element.text or "", *(link.tail or "" for link in element)]
    return any(_LABEL.sub("", text, count=1).strip() for text in around)
