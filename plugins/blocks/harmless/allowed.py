"""What HTML a story may hold: elements and attributes by name. Everything else is taken out and told."""

from __future__ import annotations

import re

# Running text; reporters may write these by hand inside a paragraph.
INLINE = frozenset(
    {"a", "abbr", "b", "bdi", "br", "cite", "code", "del", "dfn", "em", "i", "ins", "kbd", "mark", "q"}
    | {"rp", "rt", "ruby", "s", "samp", "small", "span", "strong", "sub", "sup", "time", "u", "var", "wbr"}
)
# Blocks of their own; these as well, each starting on its own line.
BLOCK = frozenset(
    {"blockquote", "caption", "col", "colgroup", "dd", "details", "div", "dl", "dt", "h2", "h3", "h4", "hr", "li"}
    | {"ol", "p", "pre", "summary", "table", "tbody", "td", "tfoot", "th", "thead", "tr", "ul"}
)
# Elements that only the blocks write.
OURS = frozenset({"aside"})

# Elements without an end tag, and those whose end tag HTML lets a writer leave out.
VOID = frozenset({"br", "col", "hr", "img", "wbr", "input", "meta", "link", "base", "area", "embed", "source", "track"})
OPEN_ENDED = frozenset({"p", "li", "dt", "dd", "tr", "td", "th", "thead", "tbody", "tfoot", "colgroup", "rt", "rp"})

# Attributes that a writer may give, in raw HTML or in {…}: what each value must look like.
_NUMBER = re.compile(r"[0-9]{1,4}")
_NAME = re.compile(r"[^\s\"'<>&#%:\x00-\x20]{1,100}")
_TEXT = re.compile(r"[^\x00-\x1f]+")
_EVERYWHERE = {"lang": re.compile(r"[A-Za-z]{2,8}(?:-[A-Za-z0-9]{1,8})*"), "dir": re.compile("ltr|rtl"), "title": _TEXT}
_WRITERS = {
    "a": {"href": re.compile(".*", re.DOTALL)},
    "col": {"span": _NUMBER},
    "colgroup": {"span": _NUMBER},
    "details": {"open": re.compile("|open")},
    "li": {"value": _NUMBER},
    "ol": {"start": _NUMBER, "reversed": re.compile("|reversed")},
    "td": {"colspan": _NUMBER, "rowspan": _NUMBER},
    "th": {"colspan": _NUMBER, "rowspan": _NUMBER, "scope": re.compile("row|col|rowgroup|colgroup")},
    "time": {"datetime": re.compile(r"[0-9T:+.\-]{4,40}")},
}
# Attributes that only {…} may give: an id to link to, and what a picture is told. They do not reach the page as such.
_LISTED = {"id": _NAME, "focus": _TEXT, "poster": _TEXT}
_LISTED_ON = {"id": BLOCK | {"h1", "h5", "h6"}, "focus": {"img"}, "poster": {"img"}}


def may_stand(tag: str, name: str, value: str, listed: bool = False) -> bool:
    """Whether a writer may give this attribute to this element; `listed` when it was given in {…}."""
    shape = _WRITERS.get(tag, {}).get(name) or _EVERYWHERE.get(name)
    if listed and tag in _LISTED_ON.get(name, ()):
        shape = _LISTED[name]
    return bool(shape and shape.fullmatch(value))


# What may stand on a page, for the last look. Class names are the theme's.
TAGS = set(INLINE | BLOCK | OURS)
ATTRIBUTES = {
    "*": {*_EVERYWHERE, "id"},
    **{tag: set(names) for tag, names in _WRITERS.items()},
    "a": {"href", "rel", "aria-label"},
    "aside": {"role", "aria-label", "aria-labelledby"},
    "div": {"role", "tabindex", "aria-label"},
}
CLASSES = {
    "a": {"footnote-ref", "footnote-backref"},
    "aside": {"fact-box", "correction", "notice"},
    "blockquote": {"pull"},
    "div": {"footnote", "table", "long", "sign-off"},
    "h2": {"two-part"},
    "h3": {"two-part"},
    "h4": {"two-part"},
    "li": {"task"},
    "ol": {"bracketed"},
    "p": {"lede", "correction-head", "notice-head"},
    "span": {"n", "url"},
    "strong": {"lead-in"},
    "td": {"left", "center", "right", "n"},
    "th": {"left", "center", "right"},
}
SCHEMES = {"http", "https", "mailto", "tel"}
