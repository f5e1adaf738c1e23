"""Word, Excel and PowerPoint files (ECMA-376), and OFD (GB/T 33190): who made them taken out of their packages.

What their readers may see or find is not for a program to take out: comments, tracked changes with the words they
deleted, hidden sheets, speakers' notes. It is told.
"""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Iterator

from .archive import LARGEST, Clean, packed
from .findings import Cleaned

CORE = (
    b'<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n<cp:coreProperties xmlns:cp='
    b'"http://schemas.openxmlformats.org/package/2006/metadata/core-properties"/>'
)
EXTENDED = (
    b'<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n<Properties xmlns='
    b'"http://schemas.openxmlformats.org/officeDocument/2006/%s-properties"/>'
)
# Part → what is put in its place.
PARTS = {
    "docProps/core.xml": CORE,
    "docProps/app.xml": EXTENDED % b"extended",
    "docProps/custom.xml": EXTENDED % b"custom",
}
# In which parts → what goes.
NAMES: tuple[tuple[str, bytes], ...] = (
    (r"word/people\.xml", rb"<w15:person\b.*?</w15:person>|<w15:person\b[^>]*/>"),
    (r"word/settings\.xml", rb"<w:attachedTemplate\b[^>]*/>|<w:rsids>.*?</w:rsids>|<w:docVars>.*?</w:docVars>"),
    (r"word/_rels/settings\.xml\.rels", rb"<Relationship\b[^>]*/attachedTemplate\"[^>]*/>"),
    (r"xl/workbook\.xml", rb"<x15ac:absPath\b[^>]*/>|<fileSharing\b[^>]*/>"),
    (r"OFD\.xml", rb"<(\w+:)?(Author|Creator|CreatorVersion|CreationDate|ModDate|CustomDatas)>.*?</(\w+:)?\2>"),
)
# What is told: in which parts → by which mark, counted → how it is called.
TOLD: tuple[tuple[str, bytes, str], ...] = (
    (r"word/comments\.xml", rb"<w:comment\b", "{}条批注"),
    (r"xl/(comments\d*|comments/comment\d*)\.xml|xl/threadedComments/.*\.xml", rb"<(threadedC|c)omment\b", "{}条批注"),
    (r"ppt/comments/.*\.xml", rb"<\w+:cm\b", "{}条批注"),
    (
        r"word/(document|header\d*|footer\d*|footnotes|endnotes)\.xml",
        rb"<w:(ins|del|moveFrom|moveTo|rPrChange|pPrChange)\b[^>]*w:author",
        "{}处修订（连同删掉的字和修订人）",
    ),
    (r"xl/revisions/.*\.xml", rb"<revisionHeaders\b|<rcc\b", "工作簿的修订记录"),
    (r"xl/workbook\.xml", rb'state="(?:hidden|veryHidden)"', "{}张隐藏的工作表"),
    (r"ppt/notesSlides/.*\.xml", rb"<p:notes\b", "{}页演讲备注"),
    (r".*\.rels", rb'Target="file:///[^"]*"', "{}处指向本机文件的链接（路径里可能有姓名）"),
    (r".*vbaProject\.bin", rb"^.", "宏程序"),
)


def clean_office(data: bytes, clean: Clean) -> Cleaned | None:
    """The package without its makers' names, paths and dates, its pictures cleaned; None where it is no such package.

    One that is signed is left as it is: a changed byte breaks the signature.
    """
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as package:
            rows = package.infolist()
            names = {row.filename for row in rows}
            if "[Content_Types].xml" not in names and "OFD.xml" not in names:
                return None
            if sum(row.file_size for row in rows) > LARGEST or any(row.flag_bits & 1 for row in rows):
                return Cleaned(data, ("文件太大或加了密码，没有打开看",))
            files = [(row, package.read(row)) for row in rows]
    except (zipfile.BadZipFile, NotImplementedError, OSError, EOFError, ValueError):
        return None
    if any(re.match(r"_xmlsignatures/|(Doc_\d+/)?Signs?/", name) for name in names):
        return Cleaned(data, (*_told(files), "电子签章（因此没有清除作者等信息）"))
    left: list[str] = []
    cleaned = []
    for row, body in files:
        name = row.filename
        if name in PARTS:
            body = PARTS[name]
        elif re.match(r".*/(media|embeddings|Res)/|docProps/thumbnail", name):
            found = clean(body, name.rpartition("/")[2])
            body, left = found.data, [*left, *found.left]
        for part, mark in NAMES:
            if re.fullmatch(part, name):
                body = re.sub(mark, b"", body, flags=re.S)
        cleaned.append((row, body))
    return Cleaned(packed(cleaned), tuple(dict.fromkeys([*_told(cleaned), *left])))


def _told(files: list[tuple[zipfile.ZipInfo, bytes]]) -> Iterator[str]:
    for part, mark, words in TOLD:
        count = sum(len(re.findall(mark, body, re.S)) for row, body in files if re.fullmatch(part, row.filename))
        if count:
            yield words.format(count)
