"""Leading blanks of a Chinese paragraph: the style sheet indents, so they go; a line of nothing else is empty."""

from __future__ import annotations

import re

from markdown.preprocessors import Preprocessor

_INDENT = re.compile("^ {0,3}[\u3000\u00a0][\u3000\u00a0 ]*")


class Indents(Preprocessor):
    """Without this, paragraphs that a word processor parted by a line of full-width spaces would run into one."""

    def run(self, lines: list[str]) -> list[str]:
        return [_INDENT.sub("", line) if "\u3000" in line or "\u00a0" in line else line for line in lines]
