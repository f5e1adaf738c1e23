"""What is drawn in a .docx: pictures, text boxes, charts; as DrawingML, or as the VML of older files."""

from __future__ import annotations

import re
from collections.abc import Iterator
from xml.etree.ElementTree import Element

from .parts import W

A = "{http://schemas.openxmlformats.org/drawingml/2006/main}"
V = "{urn:schemas-microsoft-com:vml}"
MC = "{http://schemas.openxmlformats.org/markup-compatibility/2006}"
_DRAWING = "{http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing}"
_OWN_WORDS = re.compile(r"[\u4e00-\u9fff]{2}")
_GIVEN_BY_WORD = re.compile(
    r"^(图片|图像|图|Picture|Image)\s*\d*$|描述已自动生成|自动生成的说明|\.(jpe?g|png|bmp)$", re.I
)


def chosen(element: Element) -> Element:
    """Of a thing that Word wrote in two ways, the first: a text box is there once as a shape and once as VML."""
    if element.tag != MC + "AlternateContent":
        return element
    choice = element.find(MC + "Choice")
    fallback = element.find(MC + "Fallback")
    return choice if choice is not None else fallback if fallback is not None else Element("nothing")


def shapes(parent: Element) -> Iterator[Element]:
    """The blips, old image data and box contents of a drawing, outermost only, in order."""
    for child in parent:
        if child.tag in (W + "txbxContent", A + "blip", V + "imagedata"):
            yield child
        else:
            yield from shapes(chosen(child))


def is_figure(drawing: Element) -> bool:
    """Whether it is a chart or a SmartArt diagram, which is drawn by Word alone."""
    uris = [data.get("uri", "") for data in drawing.iter(A + "graphicData")]
    return any(uri.endswith(("/chart", "/diagram")) for uri in uris)


def described(drawing: Element) -> str:
    """What somebody wrote of a picture for those who cannot see it, "" where only Word did."""
    properties = drawing.find(f".//{_DRAWING}docPr")
    words = "" if properties is None else properties.get("descr", "")
    return words if _OWN_WORDS.search(words) and not _GIVEN_BY_WORD.search(words) else ""
