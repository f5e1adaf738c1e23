"""A .docx as its parts: the XML read, the pictures left where they are until someone asks for one.

ECMA-376 (Office Open XML). python-docx would take every photo into memory to open the file (435 MB for 150 of them);
here a photo is copied from the file to the story and never held. Nothing is fetched from outside: a relationship that
leads out of the file is only noted. A part with a document type is refused unread, since entities are how XML is made
to explode or to read other files, and Word writes none.
"""

from __future__ import annotations

import posixpath
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from xml.etree import ElementTree
from xml.parsers import expat
from zipfile import ZipFile

from ..manuscript import Filed
from ..refusal import Refused
from .package import opened

XML = 48 << 20  # bytes of one part; 200 pages of text take 2 to 5 MB
OLE = b"\xd0\xcf\x11\xe0"
W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
R = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}"
STRICT = "http://purl.oclc.org/ooxml/wordprocessingml/main"
SAVE_AGAIN = "用 Word 或 WPS 打开，另存为 .docx 再交"


@dataclass(frozen=True, slots=True)
class Relation:
    """Where an id in a part leads: to another part (its name), or out of the file."""

    target: str
    outside: bool = False


@dataclass(frozen=True, slots=True)
class Parts:
    """An open .docx; `file` says where it lies."""

    file: Filed
    package: ZipFile

    def has(self, name: str) -> bool:
        """Whether there is such a part."""
        return name in self.package.NameToInfo

    def xml(self, name: str) -> ElementTree.Element | None:
        """A part's root, or None where the file has no such part. Raises Refused."""
        if not self.has(name):
            return None
        if self.package.getinfo(name).file_size > XML:
            raise Refused(f"{self.file.name}/{name}", f"超过{XML >> 20} MB，像是压缩炸弹", SAVE_AGAIN)
        raw = self.package.read(name)
        try:
            _refuse_doctype(raw)
            return ElementTree.fromstring(raw)
        except _Doctype as fault:
            raise Refused(f"{self.file.name}/{name}", "里面声明了文档类型，正常的 Word 文件没有", SAVE_AGAIN) from fault
        except (expat.ExpatError, ElementTree.ParseError) as fault:
            raise Refused(f"{self.file.name}/{name}", f"文件坏了，读不下去（{fault}）", SAVE_AGAIN) from fault

    def relations(self, name: str) -> dict[str, Relation]:
        """What the ids in a part lead to."""
        folder, _, leaf = name.rpartition("/")
        root = self.xml(f"{folder}/_rels/{leaf}.rels")
        found: dict[str, Relation] = {}
        for row in () if root is None else root:
            target, outside = row.get("Target", ""), row.get("TargetMode") == "External"
            inner = target.lstrip("/") if target.startswith("/") else posixpath.normpath(posixpath.join(folder, target))
            found[row.get("Id", "")] = Relation(target if outside else inner, outside)
        return found


@contextmanager
def opened_parts(file: Filed) -> Iterator[Parts]:
    """The parts of a .docx. Raises Refused for what is none."""
    with file.open() as stream:
        head = stream.read(4)
    if head == OLE:
        raise Refused(file.name, "加了密码，或者其实是旧的 .doc 文件", "去掉密码，用 Word 或 WPS 另存为 .docx 再交")
    with opened(file.path, file.name) as package:
        parts = Parts(file, package)
        if not parts.has("word/document.xml"):
            raise Refused(file.name, "不是 Word 文件（里面没有 word/document.xml）", SAVE_AGAIN)
        yield parts


class _Doctype(Exception):
    pass


def _refuse_doctype(raw: bytes) -> None:
    """Expat's own reading decides what a document type is, whatever the encoding."""

    def found(*_: object) -> None:
        raise _Doctype

    def ended(*_: object) -> None:
        raise StopIteration

    parser = expat.ParserCreate()
    parser.StartDoctypeDeclHandler = found
    parser.StartElementHandler = ended  # a document type stands before the first element, or nowhere
    try:
        parser.Parse(raw, True)
    except StopIteration:
        return
