"""`[乔家沟](../../news/2021/qiao.md)`: links to other copy and to files stand as marks; foreign ones are looked at."""

from __future__ import annotations

import re
from xml.etree.ElementTree import Element

from ...newsroom.body import Part
from ...newsroom.problem import Level
from ..block import Block
from ..tree import dissolve, literal, plain, words
from .attachment import FILES
from .reference import PICTURES, ending, local, place

_SCHEME = re.compile(r"(?P<scheme>[a-zA-Z][a-zA-Z0-9+.\-]+):")
# What browsers overlook in an address.
_BLANKS = re.compile("[\x00-\x20\x7f-\xa0\u200b-\u200f\u2028-\u202e\u2060-\u2069\ufeff]+")
# A host: letters and digits of any script with dots and hyphens, or a number in square brackets; a port.
_HOST = re.compile(r"https?:[/\\]{2}(?:[^\s/?#@]*@)?(?:[\w.\-]+|\[[0-9a-fA-F:.]+\])(?::[0-9]{1,5})?(?:[/\\?#]|$)", re.I)
_ADDRESS = re.compile("[./#:]")
_ASIDE = frozenset({"mailto", "tel"})


class Links(Block):
    """Every link leads somewhere that a page may lead, or is only its words."""

    def run(self, root: Element) -> None:
        if astray := [link for link in root.iter("a") if not self._leads(link)]:
            dissolve(root, astray)
        for label, (address, _) in self.md.references.items():
            if not _ADDRESS.search(address):
                line = self.line(f"]: {address}", f"]:{address}")
                what = f"“[{label}]: {address}”被当成链接的地址，没有排出来"
                self.sheet.fault(line, what[:80], "方括号后面不要紧跟半角冒号，改用全角的“：”")

    def _leads(self, link: Element) -> bool:
        address = self._address(plain(link.get("href") or "").strip(), link)
        if address and not words(link):
            self._fault(address, link, "链接没有文字，已经去掉", "在方括号里写上文字", "warning")
            return False
        link.set("href", literal(address))
        if address.startswith("http"):
            link.set("rel", "noopener")
        return bool(address)

    def _address(self, written: str, link: Element) -> str:
        """What to write for an address, or "" with a Problem."""
        bare = _BLANKS.sub("", written)
        if bare.startswith("//"):
            bare = f"https:{bare}"
        scheme = _SCHEME.match(bare)
        name = scheme["scheme"].lower() if scheme else ""
        if name in ("http", "https"):
            if not _HOST.match(bare) or re.match(r"https?:[/\\]*\s", written, re.I):
                what = f"链接的网址不完整，已经去掉：{written[:80]}"
                self._fault(written, link, what, "把网址从浏览器里重新复制一遍")
                return ""
            spaced = "%20".join(written.split())
            return name + (spaced if spaced.lower().startswith(f"{name}:") else bare)[len(name) :]
        if name in _ASIDE or bare.startswith("#"):
            return bare
        if name:
            remedy = "链接只能写 http、https、mailto、tel 和本站的稿件、附件"
            self._fault(written, link, f"链接用了不许用的“{name[:20]}:”，已经去掉", remedy)
            return ""
        path, sharp, point = written.partition("#")
        source = self._source(path, written, link)
        if not source:
            return ""
        return self.sheet.mark(Part("link", target=source + sharp + point, line=self._line(written, link)))

    def _source(self, path: str, written: str, link: Element) -> str:
        """The content path of the copy or the file that a link names, or "" with a Problem."""
        kind = ending(path)
        if kind == ".md" or kind in FILES:
            what = "稿件" if kind == ".md" else "文件"
            return place(path, self.sheet.folder) or local(path, what, self._line(written, link), self)
        if kind in PICTURES:
            remedy = '要排出图片，写成 ![画面说明](文件名.jpg "图说（某某 摄）")，感叹号用半角'
            self._fault(written, link, f"链接指到一张图片：{path[:80]}", remedy)
        elif not path:
            self._fault(written, link, "链接没有写地址", "在圆括号里写上地址，或者去掉方括号")
        else:
            kinds = "、".join(sorted(name[1:] for name in FILES))
            what = f"链接指到的不是稿件，也不是能提供的文件：{path[:80]}"
            self._fault(written, link, what, f"写别的稿件的 .md 文件，或这几种附件：{kinds}；网址从 http 写起")
        return ""

    def _fault(self, written: str, link: Element, what: str, remedy: str, level: Level = "error") -> None:
        self.sheet.fault(self._line(written, link), what, remedy, level)

    def _line(self, written: str, link: Element) -> int:
        return self.line(f"]({written}", f"](<{written}", f"[{words(link)}]", written[:40])
