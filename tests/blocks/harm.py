"""A second opinion on what a page may carry, kept apart from the program's own lists."""

from __future__ import annotations

import re
from html.parser import HTMLParser

from .press import MARK

ELEMENTS = re.compile(
    "a|abbr|aside|b|bdi|blockquote|br|caption|cite|code|col|colgroup|dd|del|details|dfn|div|dl|dt|em|h[234]|hr|i|ins|kbd"
    "|li|mark|ol|p|pre|q|rp|rt|ruby|s|samp|small|span|strong|sub|summary|sup|table|tbody|td|tfoot|th|thead|time|tr|u|ul"
    "|var|wbr"
)
ATTRIBUTES = re.compile(
    "aria-label|aria-labelledby|class|colspan|datetime|dir|href|id|lang|open|rel|reversed|role|rowspan|scope|span|start"
    "|tabindex|title|value"
)
CLASSES = re.compile(
    "bracketed|center|correction|correction-head|fact-box|footnote|footnote-backref|footnote-ref|lead-in|lede|left|long|n"
    "|notice|notice-head|pull|right|table|sign-off|task|two-part|url"
)
ADDRESS = re.compile(r"https?://|mailto:|tel:|#|\[mark\]$")
CONTROL = re.compile("[\x00-\x08\x0b-\x1f]")


class _Looking(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.harm: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if not ELEMENTS.fullmatch(tag):
            self.harm.append(f"<{tag}>")
        for name, value in attrs:
            if not ATTRIBUTES.fullmatch(name):
                self.harm.append(f"<{tag} {name}>")
            if name == "class" and not all(CLASSES.fullmatch(word) for word in (value or "").split()):
                self.harm.append(f"class {value}")
            if name == "href" and not ADDRESS.match(value or ""):
                self.harm.append(f"href {value}")
            if CONTROL.search(value or ""):
                self.harm.append(f"{name} {value!r}")

    def handle_comment(self, data: str) -> None:
        self.harm.append("comment")

    def handle_decl(self, decl: str) -> None:
        self.harm.append("declaration")

    def handle_pi(self, data: str) -> None:
        self.harm.append("instruction")


def harm(html: str) -> list[str]:
    """What in this HTML has no business on a page; marks are none."""
    looking = _Looking()
    looking.feed(MARK.sub("[mark]", html))
    looking.close()
    return looking.harm + CONTROL.findall(MARK.sub("", html))
