"""`[乔家沟](../../news/2021/qiao.md)`: links to other copy and to files stand as marks; foreign ones are looked at."""

from __future__ import annotations

import re
from xml.etree.ElementTree import Element

from ..newsroom.body import Part
from .attachment import FILES, is_file
from .block import Block
from .reference import ending, local
from .tree import plain, unwrap

_SCHEME = re.compile(r"(?P<scheme>[a-zA-Z][a-zA-Z0-9+.\-]+):")
_BLANKS = re.compile(r"[\x00-\x20\x7f-\xa0\u200b-\u200f\u2028-\u202e\u2060-\u2069\ufeff]+")
_ASIDE = {"mailto", "tel"}


class Links(Block):
    """Every link leads somewhere that a page may lead, or is only its words."""

    def run(self, root: Element) -> None:
        for parent in list(root.iter()):
            for link in [child for child in parent if child.tag == "a"]:
                address = plain(link.get("href", "")).strip()
                leads = self._address(address)
                if leads:
                    link.set("href", leads)
                    if leads.startswith("http"):
                        link.set("rel", "noopener")
                else:
                    unwrap(parent, link)

    def _address(self, address: str) -> str:
        """What to write for an address, or "" with a Problem."""
        bare = _BLANKS.sub("", address)
        if bare.startswith("//"):
            bare = f"https:{bare}"
        scheme = _SCHEME.match(bare)
        if scheme and scheme["scheme"].lower() in ("http", "https"):
            return bare
        if (scheme and scheme["scheme"].lower() in _ASIDE) or bare.startswith("#"):
            return bare
        line = self.line(f"]({address}", f"](<{address}", address[:40])
        if scheme:
            remedy = "链接只能写 http、https、mailto、tel 和本站的稿件、附件"
            self.sheet.fault(line, f"链接用了不许的“{scheme['scheme'][:20]}:”，已经去掉", remedy)
            return ""
        path, sharp, place = address.partition("#")
        kind = ending(path)
        if kind == ".md":
            source = local(path, "链接的稿件", line, self)
        elif is_file(path):
            source = local(path, "链接的文件", line, self)
        else:
            source = ""
            kinds = "、".join(sorted(name[1:] for name in FILES))
            what = f"链接指到的不是稿件，也不是能提供的文件：{path[:80]}" if path else "链接没有写地址"
            self.sheet.fault(line, what, f"写别的稿件的 .md 文件，或这几种附件：{kinds}；网址要从 http 写起")
        return self.sheet.mark(Part("link", target=source + sharp + place)) if source else ""
