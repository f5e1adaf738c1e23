"""`"近叶药材基地（记者 某某 摄）"`: the title of a picture is its caption, and the brackets at its end the credit."""

from __future__ import annotations

import re
from html import escape
from xml.etree.ElementTree import Element, SubElement

from markdown.util import AtomicString

from ...newsroom.photo import Caption
from ..block import Block
from ..harmless.raw_html import RawHtml
from ..harmless.sanitise import sanitise
from ..prose.cjk_lines import join_lines
from ..tree import STRUCK, dissolve, drop, literal, plain, words

# （记者 某某 摄） （示意图 某某室 绘） （某某供图） （某某 图） （摄影：某某）
# but not （示意图） and （11月25日摄）, which name nobody.
_CREDIT = re.compile(
    r"[（(]\s*(?P<credit>(?!\d{1,4}年|\d{1,2}月|\d{1,2}日)"
    r"(?:[^（）()。；]{1,40}?(?:摄影|供图|航拍|制图|绘制|摄|绘|(?:\s|文/)图)|(?:摄影|供图|航拍|制图)\s*[:：/]\s*[^（）()]{1,40}))"
    r"\s*[）)](?P<stop>[。．.]?)\s*$"
)
_BREAK = re.compile(r"\s*\n\s*")
_MARKED = re.compile("[*_`~<&\\[\\\\\x02]")
_KEPT = frozenset({"em", "strong", "b", "i", "code", "sub", "sup", "q", "cite", "abbr", "small"})


def read_caption(title: str, block: Block) -> tuple[Caption, str]:
    """Caption and credit from a title as written; the credit without its brackets."""
    found = _CREDIT.search(title)
    credit = ""
    if found:
        credit = " ".join(caption(found["credit"], block).text.split())
        title = title[: found.start()].rstrip() + found["stop"]
    return caption(title, block), credit


def caption(written: str, block: Block) -> Caption:
    """Words with their emphasis; nothing else of what is written in them is markup."""
    written = _BREAK.sub(" ", join_lines(written)).strip()
    if not _MARKED.search(written):
        return Caption(written, escape(written, quote=False))
    root = Element("div")
    SubElement(root, "p").text = written
    block.md.treeprocessors["inline"].run(root)
    RawHtml(block.md).run(root)
    for parent in list(root.iter()):
        for struck in [child for child in parent if child.tag in STRUCK]:
            drop(parent, struck)
    dissolve(root, [element for element in root.iter() if element.tag not in _KEPT])
    for element in root.iter():
        element.attrib.clear()
        for name in ("text", "tail"):
            text = getattr(element, name)
            if text and not (element.tag == "code" and name == "text"):
                setattr(element, name, AtomicString(literal(plain(text))))
    html = block.md.serializer(root)
    return Caption(words(root), sanitise(html.removeprefix("<div>").removesuffix("</div>")))
