"""What is drawn in a .docx: pictures, text boxes, charts; as DrawingML, or as the VML of older files."""

from __future__ import annotations

import re
from collections.abc import Iterator
from xml.etree.ElementTree import Element

from ..photos.seen import Seen
from .parts import W

A = "{http://schemas.openxmlformats.org/drawingml/2006/main}"
V = "{urn:schemas-microsoft-com:vml}"
MC = "{http://schemas.openxmlformats.org/markup-compatibility/2006}"
_DRAWING = "{http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing}"
WHOLE = Seen()
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


def shapes(parent: Element, seen: Seen = WHOLE) -> Iterator[tuple[Element, Seen]]:
    """The blips, old image data and box contents of a drawing, outermost only, in order; with what is seen of each."""
    for child in parent:
        if child.tag in (W + "txbxContent", A + "blip", V + "imagedata"):
            yield child, seen
        else:
            yield from shapes(chosen(child), _seen(child, seen))


def _seen(element: Element, outer: Seen) -> Seen:
    """What of a picture in this element is seen: by its own crop and turn, else by those of what it stands in."""
    if element.tag.rpartition("}")[2] in ("pic", "wsp"):
        cut = next(element.iter(A + "srcRect"), None)
        frame = next(element.iter(A + "xfrm"), None)
        size = None if frame is None else frame.find(A + "ext")
        across, down = (_number(None if size is None else size.get(name)) for name in ("cx", "cy"))
        left, top, right, bottom = (_percent(None if cut is None else cut.get(side)) for side in "ltrb")
        return Seen(
            left,
            top,
            right,
            bottom,
            round(_number(None if frame is None else frame.get("rot")) / 5_400_000) % 4,
            frame is not None and frame.get("flipH") in ("1", "true"),
            frame is not None and frame.get("flipV") in ("1", "true"),
            across / down if down else 0.0,
        )
    data = element.find(V + "imagedata")
    if data is None:
        return outer
    style = dict(row.split(":", 1) for row in element.get("style", "").replace(" ", "").split(";") if ":" in row)
    left, top, right, bottom = (_fraction(data.get("crop" + side)) for side in ("left", "top", "right", "bottom"))
    turn = style.get("rotation", "0")
    degrees = _number(turn.removesuffix("fd")) / (65536 if turn.endswith("fd") else 1)
    flip = style.get("flip", "")
    return Seen(left, top, right, bottom, round(degrees / 90) % 4, "x" in flip, "y" in flip)


def _number(text: str | None) -> float:
    return float(text) if text and re.fullmatch(r"-?\d{0,15}\.?\d{1,15}", text, re.ASCII) else 0.0


def _percent(text: str | None) -> float:
    """ST_Percentage as a fraction: 30000 or 30%. Below nothing is a margin, which hides nothing."""
    text = text or ""
    return max(_number(text[:-1]) / 100 if text.endswith("%") else _number(text) / 100_000, 0.0)


def _fraction(text: str | None) -> float:
    """A crop of VML as a fraction: 19661f (of 65536) or 0.3."""
    text = text or ""
    return max(_number(text[:-1]) / 65536 if text.endswith("f") else _number(text), 0.0)


def is_figure(drawing: Element) -> bool:
    """Whether it is a chart or a SmartArt diagram, which is drawn by Word alone."""
    uris = [data.get("uri", "") for data in drawing.iter(A + "graphicData")]
    return any(uri.endswith(("/chart", "/diagram")) for uri in uris)


def described(drawing: Element) -> str:
    """What somebody wrote of a picture for those who cannot see it, "" where only Word did."""
    properties = drawing.find(f".//{_DRAWING}docPr")
    words = "" if properties is None else properties.get("descr", "")
    return words if _OWN_WORDS.search(words) and not _GIVEN_BY_WORD.search(words) else ""
