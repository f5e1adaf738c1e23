"""XMP (ISO 16684-1): the newer press metadata, RDF in XML inside the picture's file."""

from __future__ import annotations

from xml.etree import ElementTree
from xml.sax.saxutils import escape

RDF = "{http://www.w3.org/1999/02/22-rdf-syntax-ns#}"
DC = "{http://purl.org/dc/elements/1.1/}"
PHOTOSHOP = "{http://ns.adobe.com/photoshop/1.0/}"
CORE = "{http://iptc.org/std/Iptc4xmpCore/1.0/xmlns/}"
EXT = "{http://iptc.org/std/Iptc4xmpExt/2008-02-29/}"

NAMES = {
    f"{DC}description": "caption",
    f"{DC}creator": "byline",
    f"{DC}rights": "copyright",
    f"{PHOTOSHOP}Credit": "credit",
    f"{PHOTOSHOP}City": "city",
    f"{PHOTOSHOP}DateCreated": "taken",
    f"{CORE}Location": "location",
    f"{CORE}AltTextAccessibility": "alt",
    f"{EXT}DigitalSourceType": "source",
}
LARGEST = 1_000_000  # bytes; a packet of a megabyte holds a picture's history, not its caption


def read_xmp(packet: object) -> dict[str, str]:
    """The fields of PhotoRecord that a packet holds; {} for none, or one that declares entities (none needs to)."""
    data = packet.encode() if isinstance(packet, str) else packet
    if not isinstance(data, bytes) or not data or len(data) > LARGEST:
        return {}
    try:
        text = data.decode("utf-8").strip("\0\ufeff \r\n\t")
    except UnicodeDecodeError:
        return {}
    if "<!DOCTYPE" in text or "<!ENTITY" in text:
        return {}
    try:
        root = ElementTree.fromstring(text)
    except (ElementTree.ParseError, ValueError):
        return {}
    found: dict[str, str] = {}
    for description in root.iter(f"{RDF}Description"):
        for name, words in description.attrib.items():
            _take(found, name, words)
        for child in description:
            _take(found, child.tag, _words(child))
    if "source" in found:
        found["source"] = found["source"].rstrip("/").rpartition("/")[2]
    return found


def _take(found: dict[str, str], name: str, words: str) -> None:
    if name in NAMES and words.strip():
        found.setdefault(NAMES[name], words.strip())


def _words(element: ElementTree.Element) -> str:
    items = [item for item in element.iter(f"{RDF}li") if item.text]
    if not items:
        return element.get(f"{RDF}resource") or element.text or ""
    if element.find(f"{RDF}Alt") is not None:  # one text in several languages
        language = "{http://www.w3.org/XML/1998/namespace}lang"
        chosen = next((item for item in items if item.get(language, "").lower().startswith("zh")), items[0])
        return chosen.text or ""
    return "、".join(item.text or "" for item in items)


def write_xmp(copyright: str, credit: str) -> bytes:
    """A packet that says only this; b"" where there is nothing to say."""
    parts = []
    if copyright:
        words = f'<rdf:Alt><rdf:li xml:lang="x-default">{escape(copyright)}</rdf:li></rdf:Alt>'
        parts.append(f'<dc:rights xmlns:dc="{DC[1:-1]}">{words}</dc:rights>')
    if credit:
        parts.append(f'<photoshop:Credit xmlns:photoshop="{PHOTOSHOP[1:-1]}">{escape(credit)}</photoshop:Credit>')
    if not parts:
        return b""
    description = f'<rdf:Description rdf:about="">{"".join(parts)}</rdf:Description>'
    rdf = f'<rdf:RDF xmlns:rdf="{RDF[1:-1]}">{description}</rdf:RDF>'
    return f'<x:xmpmeta xmlns:x="adobe:ns:meta/">{rdf}</x:xmpmeta>'.encode()
