"""The same text by another way: what a manuscript says, read with other programs, and what a draft says once it is rendered.

Of the white space this counts as nothing: blanks at the ends of a line, line breaks, empty lines. Inside a line every
run of blanks (space, tab, no-break and full-width space) counts as one space. Characters that print nothing do not count.
"""

from __future__ import annotations

import io
import re
import zipfile
from pathlib import Path
from typing import Any

import markdown
from bs4 import BeautifulSoup, Tag
from docx import Document

EXTENSIONS = ["tables", "footnotes", "attr_list", "admonition", "def_list", "fenced_code", "sane_lists", "abbr"]
_UNSEEN = re.compile("[\x00-\x08\x0e-\x1f\x7f-\x9f\u200b-\u200f\u2060\ufeff\xad]")
_W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_GONE = ("del", "moveFrom", "Fallback", "instrText")


def lines_of(text: str) -> list[str]:
    """The lines that say something, blanks evened out."""
    rows = (re.sub(r"[ \t\xa0\u3000\u2000-\u200a]+", " ", _UNSEEN.sub("", row)).strip() for row in text.splitlines())
    return [row for row in rows if row]


def text_of_txt(raw: bytes) -> str:
    """A text file, by the encodings these samples are in."""
    for encoding in ("utf-16",) if raw[:2] in (b"\xff\xfe", b"\xfe\xff") else ("utf-8-sig", "gb18030"):
        try:
            return raw.decode(encoding)
        except UnicodeDecodeError:
            continue
    raise AssertionError("none of the encodings")


def text_of_docx(raw: bytes) -> str:
    """A Word file by python-docx: every letter of its body and footnotes, a line for each paragraph and soft return."""
    document = Document(io.BytesIO(raw))
    roots = [document.element.body]
    for part in document.part.package.iter_parts():
        if str(part.partname).endswith(("footnotes.xml", "endnotes.xml")):
            from docx.oxml import parse_xml

            roots.append(parse_xml(part.blob))
    return "\n".join(_letters(root) for root in roots)


def _letters(element: Any) -> str:
    if not isinstance(element.tag, str) or element.tag.rpartition("}")[2] in _GONE:
        return ""
    inner = "".join(_letters(child) for child in element)
    name = element.tag.removeprefix(_W)
    if name == "t":
        return element.text or ""
    if name in ("tab", "br"):
        return "" if element.getparent().tag == f"{_W}tabs" else "\t" if name == "tab" else "\n"
    return f"\n{inner}\n" if name == "p" else inner


def text_of(path: Path) -> str:
    """Everything a manuscript says, whichever kind it is."""
    if path.is_dir():
        files = [
            (file.name, file.read_bytes()) for file in sorted(path.rglob("*"), key=lambda file: "说明" in file.name)
        ]
        return "\n".join(text_of_bytes(name, raw) for name, raw in files)
    return text_of_bytes(path.name, path.read_bytes())


def text_of_bytes(name: str, raw: bytes) -> str:
    """The same for bytes; a zip is all its manuscripts."""
    if name.endswith(".docx"):
        return text_of_docx(raw)
    if name.endswith(".txt"):
        return text_of_txt(raw)
    if name.endswith(".zip"):
        with zipfile.ZipFile(io.BytesIO(raw)) as package:
            kept = [i for i in package.infolist() if i.filename.endswith((".docx", ".txt"))]
            return "\n".join(
                text_of_bytes(i.filename, package.read(i))
                for i in kept
                if "~$" not in i.filename and "__MAC" not in i.filename
            )
    return ""


def rendered(body: str) -> tuple[str, list[str]]:
    """A draft's body through Python-Markdown: its text, a line for each block; and the captions of its pictures."""
    soup = BeautifulSoup(markdown.markdown(body, extensions=EXTENSIONS), "html.parser")
    captions = [str(picture.get("title")) for picture in soup("img") if picture.get("title")]
    for gone in [*soup("img"), *soup.select(".footnote-ref, .footnote-backref, .admonition-title")]:
        gone.decompose()
    return _text(soup), captions


def rendered_by_blocks(body: str) -> tuple[str, list[str]]:
    """The same through the newsroom's own blocks."""
    from plugins.newsroom.body import Sheet

    md = markdown.Markdown(extensions=["plugins.blocks"])
    sheet = Sheet(path="content/features/probe/story.md", folder="features/probe", text=body, start=1)
    md.sheet = sheet  # type: ignore[attr-defined]
    html = re.sub("\x02part:\\d+\x03", "", md.convert(body))
    soup = BeautifulSoup(html, "html.parser")
    for gone in soup.select(".footnote-ref, .footnote-backref"):
        gone.decompose()
    captions = [
        f"{photo.caption.text}（{photo.credit}）" if photo.credit else photo.caption.text for photo in sheet.photos
    ]
    return _text(soup), [caption for caption in captions if caption]


def _text(soup: BeautifulSoup) -> str:
    for tag in soup(["p", "h1", "h2", "h3", "h4", "li", "td", "th", "tr", "br", "blockquote", "div", "hr", "dt", "dd"]):
        assert isinstance(tag, Tag)
        tag.insert_before("\n")
        tag.insert_after("\n")
    return soup.get_text()
