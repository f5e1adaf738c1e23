"""One record for each photo: what its caption, credit, alt text, place and copyright are, whoever wrote them.

Order of precedence, field by field:

1. what the story's Markdown says of it;
2. what the gallery's sidecar (gallery.md) says of it;
3. what the story says of the whole folder, where it shows a folder;
4. IPTC in the file itself;
5. XMP in the file itself;
6. EXIF in the file itself (copyright and date taken only: cameras fill its other fields with their own words, and the
   artist with whoever once set them up).

1–3 are put together in galleries/, 4–6 here. The file (4–6) only fills what the others leave empty, and what it
filled is listed in `Photo.borrowed` for the copydesk. A missing alt text falls back to the caption. The same Photo
feeds page, gallery, lightbox, share card and JSON-LD.
"""

from __future__ import annotations

import html
import re
from collections.abc import Mapping
from dataclasses import dataclass, fields, replace
from typing import Any

from PIL import Image

from ...newsroom.photo import Caption, Photo
from .exif import SHOT, directory
from .iptc import decode, read_iptc
from .xmp import read_xmp


@dataclass(frozen=True, slots=True)
class PhotoRecord:
    """What a file says of itself; each field is one line of plain text, "" where it says nothing.

    taken: ISO date, with the time where given. source: IPTC's digital source type ("trainedAlgorithmicMedia" …).
    """

    caption: str = ""
    byline: str = ""
    credit: str = ""
    copyright: str = ""
    city: str = ""
    location: str = ""
    taken: str = ""
    source: str = ""
    alt: str = ""

    @property
    def credit_line(self) -> str:
        """Who made it and for whom, as newspapers print it: "Julie Doe/Mugwum Press"."""
        return "/".join(dict.fromkeys(part for part in (self.byline, self.credit) if part))

    @property
    def place(self) -> str:
        """City and sublocation, joined as Chinese joins them."""
        return self.city + self.location if self.location != self.city else self.city


NAMES = tuple(field.name for field in fields(PhotoRecord))


def read_record(info: Mapping[Any, Any], exif: Image.Exif) -> PhotoRecord:
    """The record in a header as Pillow gives it, by the order above."""
    photoshop = info.get("photoshop")
    iptc = read_iptc(photoshop.get(0x0404, b"")) if isinstance(photoshop, dict) else {}
    xmp = read_xmp(info.get("xmp") or info.get("XML:com.adobe.xmp") or b"")
    own = {"copyright": _copyright(exif), "taken": _taken(exif)}
    return PhotoRecord(**{name: clean(iptc.get(name) or xmp.get(name) or own.get(name) or "") for name in NAMES})


def clean(words: object) -> str:
    """One line of plain text: no control character, no mark that turns the direction of writing, no blanks around, at
    most 2,000 characters."""
    text = re.sub("\x1b\\[[0-9;]*[A-Za-z]", "", str(words).replace("\0", "; "))
    text = re.sub("[\u200b-\u200f\u202a-\u202e\u2060-\u206f\u061c\ufeff\ufffe\uffff\ud800-\udfff]", "", text)
    text = re.sub("[\x00-\x1f\x7f-\x9f\u2028\u2029]+", " ", text)
    return text.strip("; \t\u3000")[:2000].rstrip()


def _copyright(exif: Image.Exif) -> str:
    """Pillow reads EXIF's text as Latin; Chinese cameras and programs write UTF-8 or GBK into it."""
    words = str(exif.get(0x8298, ""))
    try:
        return decode(words.encode("latin-1"))
    except UnicodeEncodeError:
        return words


def _taken(exif: Image.Exif) -> str:
    words = str(directory(exif, SHOT).get(0x9003, ""))
    found = re.fullmatch(r"(\d{4}):(\d\d):(\d\d) (\d\d:\d\d:\d\d)\s*\0*", words)
    return f"{found[1]}-{found[2]}-{found[3]}T{found[4]}" if found and found[1] != "0000" else ""


def fill(photo: Photo, record: PhotoRecord) -> Photo:
    """The photo with its empty fields filled from its file."""
    borrowed: list[str] = []
    more: dict[str, Any] = {}
    offers = {"credit": record.credit_line, "place": record.place, "copyright": record.copyright, "alt": record.alt}
    if not photo.caption and record.caption:
        more["caption"] = Caption(record.caption, html.escape(record.caption))
        borrowed.append("caption")
    for name, words in offers.items():
        if words and not getattr(photo, name):
            more[name] = words
            borrowed.append(name)
    filled = replace(photo, **more, taken=record.taken, made=record.source, borrowed=tuple(borrowed))
    return filled if filled.alt else replace(filled, alt=filled.caption.text)
