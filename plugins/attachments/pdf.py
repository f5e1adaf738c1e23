"""A PDF (ISO 32000) without author, producer, paths and older versions of itself.

Comments, attached files and form fields may be meant for readers: they are told. A signed PDF is left as it is.
"""

from __future__ import annotations

import io
from typing import Any

import pikepdf

from .archive import Clean
from .findings import Cleaned

# Annotations that are part of the page, not somebody's remark.
PLAIN = ("/Link", "/Widget", "/Popup")


def clean_pdf(data: bytes, clean: Clean) -> Cleaned:
    """Document information, XMP, private data of programs and what pages no longer use are gone; its photographs are
    cleaned. The same PDF always becomes the same bytes."""
    try:
        with pikepdf.open(io.BytesIO(data)) as pdf:
            left = _told(pdf)
            if _signed(pdf):
                return Cleaned(data, (*left, "电子签名（因此没有清除作者等信息）"))
            found = _strip(pdf, clean)
            out = io.BytesIO()
            pdf.save(out, deterministic_id=True, fix_metadata_version=False)
    except pikepdf.PasswordError:
        return Cleaned(data, ("PDF 加了密码，没有打开看",))
    except (pikepdf.PdfError, ValueError, TypeError, KeyError):
        return Cleaned(data, ("PDF 打不开，没有看",))
    return Cleaned(out.getvalue(), tuple(dict.fromkeys([*left, *found])))


def _strip(pdf: pikepdf.Pdf, clean: Clean) -> list[str]:
    left: list[str] = []
    if "/Info" in pdf.trailer:
        del pdf.trailer.Info
    for number, object_ in enumerate(pdf.objects):
        if not isinstance(object_, pikepdf.Dictionary | pikepdf.Stream):
            continue
        for key in ("/Metadata", "/PieceInfo", "/LastModified"):
            if key in object_:
                del object_[key]
        if isinstance(object_, pikepdf.Stream) and object_.get("/Filter") == pikepdf.Name.DCTDecode:
            found = clean(object_.read_raw_bytes(), f"第{number}个对象")
            left += found.left
            parameters: Any = object_.get("/DecodeParms")
            object_.write(found.data, filter=pikepdf.Name.DCTDecode, decode_parms=parameters)
    return left


def _told(pdf: pikepdf.Pdf) -> list[str]:
    left = []
    remarks = 0
    for page in pdf.pages:
        notes: Any = page.get("/Annots", [])
        remarks += sum(str(note.get("/Subtype", "")) not in PLAIN for note in notes)
    if remarks:
        left.append(f"{remarks}条批注")
    if len(pdf.attachments):
        left.append(f"{len(pdf.attachments)}个夹带的文件")
    return left


def _signed(pdf: pikepdf.Pdf) -> bool:
    form = pdf.Root.get("/AcroForm")
    return form is not None and bool(int(form.get("/SigFlags", 0)) & 1) or "/Perms" in pdf.Root
