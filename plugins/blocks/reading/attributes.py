"""`## 题目 {#bridge}` · `![…](…){focus="0.3,0.6"}`: attributes in braces, of which only harmless ones are taken."""

from __future__ import annotations

from xml.etree.ElementTree import Element

from markdown.extensions.attr_list import AttrListTreeprocessor

from ..block import Block
from ..harmless.allowed import may_stand
from ..tree import plain


class Attributes(AttrListTreeprocessor, Block):
    """Python-Markdown's attribute list with an allow-list."""

    def run(self, doc: Element) -> None:
        if any("{" in line for line in self.md.lines):  # type: ignore[attr-defined]  # set by convert
            super().run(doc)

    def assign_attrs(self, elem: Element, attrs_string: str, *, strict: bool = False) -> str:
        before = dict(elem.attrib)
        remainder = super().assign_attrs(elem, attrs_string, strict=strict)
        for name, value in list(elem.attrib.items()):
            if name in before and before[name] == value:
                continue
            if may_stand(elem.tag, name, plain(value or ""), listed=True):
                elem.set(name, value or "")
                continue
            if name in before:
                elem.set(name, before[name])
            else:
                del elem.attrib[name]
            self.sheet.fault(
                self.line(plain(attrs_string), name),
                f"花括号里的“{name}”不能用在这里，已经去掉",
                "版式由网站统一定；花括号里只能写标题的 #名字、图片的 focus 和视频的 poster",
                "error" if name.lower().startswith("on") else "warning",
            )
        return str(remainder)
