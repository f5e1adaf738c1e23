"""`<`: where many open that nothing closes, they are no tags."""

from __future__ import annotations

import re

from markdown.preprocessors import Preprocessor

from ..block import Step

MOST = 200
_LONE = re.compile(r"<(?=[^<>]*(?:<|\Z))")


class Angles(Step, Preprocessor):
    """Stands before Python-Markdown's search for HTML, which looks for the end of the text from each of them."""

    def run(self, lines: list[str]) -> list[str]:
        text = "\n".join(lines)
        if text.count("<") <= MOST:
            return lines
        text, count = _LONE.subn("&lt;", text)
        if count <= MOST:
            return lines
        what = f"有{count}个“<”后面没有“>”，都按文字排出"
        self.sheet.fault(self.line("<"), what, "不是标记的“<”改成全角的“＜”或“《”")
        return text.split("\n")
