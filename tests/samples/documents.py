"""Documents with everything that gives their makers away, made by this script."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Mapping

import pikepdf

from .photographs import private

AUTHOR = "王小明机密"
COMPANY = "SECRETCOMPANY"
PATHNAME = "file:///C:\\Users\\wangxiaoming\\Normal.dotm"
W = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main" xmlns:w15="w15"'
CORE = (
    '<cp:coreProperties xmlns:cp="cp" xmlns:dc="dc"><dc:creator>{0}</dc:creator>'
    "<cp:lastModifiedBy>{0}</cp:lastModifiedBy></cp:coreProperties>"
)


def packed(files: Mapping[str, str | bytes], comment: bytes = b"") -> bytes:
    """A ZIP of these files."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, body in files.items():
            archive.writestr(name, body)
        archive.comment = comment
    return out.getvalue()


def word(more: str = "", comments: int = 0, extra: Mapping[str, str | bytes] | None = None) -> bytes:
    """A .docx with one sentence, a photograph, core and extended properties, people, and the path of its template."""
    said = "".join(f'<w:comment w:author="{AUTHOR}"/>' for _ in range(comments))
    files: dict[str, str | bytes] = {
        "[Content_Types].xml": "<Types/>",
        "docProps/core.xml": CORE.format(AUTHOR),
        "docProps/app.xml": f"<Properties><Company>{COMPANY}</Company></Properties>",
        "docProps/custom.xml": f"<Properties><property>{AUTHOR}</property></Properties>",
        "word/document.xml": f"<w:document {W}><w:body><w:p><w:r><w:t>正文</w:t></w:r></w:p>{more}</w:body></w:document>",
        "word/people.xml": f'<w15:people {W}><w15:person w15:author="{AUTHOR}"><w15:presenceInfo/></w15:person></w15:people>',
        "word/settings.xml": f'<w:settings {W}><w:attachedTemplate r:id="rId1"/></w:settings>',
        "word/_rels/settings.xml.rels": f'<Relationships><Relationship Id="rId1" Type="http://x/attachedTemplate" Target="{PATHNAME}" TargetMode="External"/></Relationships>',
        "word/media/image1.jpeg": private(),
    }
    if comments:
        files["word/comments.xml"] = f"<w:comments {W}>{said}</w:comments>"
    return packed({**files, **(extra or {})})


def book(hidden: int = 0) -> bytes:
    """An .xlsx with the path it was saved under."""
    sheets = '<sheet state="hidden"/>' * hidden
    return packed(
        {
            "[Content_Types].xml": "<Types/>",
            "docProps/core.xml": CORE.format(AUTHOR),
            "xl/workbook.xml": f'<workbook><x15ac:absPath url="C:\\Users\\{COMPANY}\\"/><sheets>{sheets}<sheet/></sheets></workbook>',
        }
    )


def pdf(remark: bool = False, attached: bool = False, signed: bool = False) -> bytes:
    """A PDF of one page with a photograph, document information and XMP."""
    made = pikepdf.new()
    made.add_blank_page(page_size=(200, 200))
    page = made.pages[0]
    photo = pikepdf.Stream(made, private(), Type=pikepdf.Name.XObject, Subtype=pikepdf.Name.Image)
    photo.stream_dict.Width, photo.stream_dict.Height, photo.stream_dict.BitsPerComponent = 600, 400, 8
    photo.stream_dict.ColorSpace, photo.stream_dict.Filter = pikepdf.Name.DeviceRGB, pikepdf.Name.DCTDecode
    page.Resources = pikepdf.Dictionary(XObject=pikepdf.Dictionary(Im0=photo))
    page.Contents = pikepdf.Stream(made, b"q 100 0 0 80 10 10 cm /Im0 Do Q")
    page.PieceInfo = pikepdf.Dictionary(Word=pikepdf.String(COMPANY))
    made.docinfo["/Author"], made.docinfo["/Producer"] = AUTHOR, PATHNAME
    made.Root.Metadata = made.make_stream(f"<x:xmpmeta><dc:creator>{AUTHOR}</dc:creator></x:xmpmeta>".encode())
    if remark:
        note = pikepdf.Dictionary(Type=pikepdf.Name.Annot, Subtype=pikepdf.Name.Text, T=AUTHOR, Rect=[0, 0, 9, 9])
        page.Annots = pikepdf.Array([made.make_indirect(note)])
    if attached:
        made.attachments["名单.txt"] = pikepdf.AttachedFileSpec(made, "名单".encode())
    if signed:
        made.Root.AcroForm = pikepdf.Dictionary(SigFlags=3, Fields=pikepdf.Array())
    out = io.BytesIO()
    made.save(out, compress_streams=False)
    return out.getvalue()


def everything(data: bytes, depth: int = 4) -> bytes:
    """A file and all that is in it, unpacked, for words to be looked for."""
    found = data
    if data[:4] == b"PK\x03\x04" and depth:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            found += archive.comment
            found += b"".join(
                row.filename.encode() + everything(archive.read(row), depth - 1) for row in archive.infolist()
            )
    elif data[:5] == b"%PDF-":
        with pikepdf.open(io.BytesIO(data)) as document:
            for inner in document.objects:
                found += repr(inner).encode() + (inner.read_raw_bytes() if isinstance(inner, pikepdf.Stream) else b"")
            found += repr(document.trailer).encode()
    return found
