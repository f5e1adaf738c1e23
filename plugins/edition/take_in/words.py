"""Words out of front matter and bodies: lists, names, and the first words of a piece."""

from __future__ import annotations

import html
import re

from ...newsroom.body import Body

_BETWEEN = re.compile(r"[,，、;；]")
_PARAGRAPH = re.compile(r"<p(?: class=\"(?:lede|tailpiece)\")?>(.*?)</p>", re.DOTALL)
_TAG = re.compile(r"<[^>]*>")
_BREAK = re.compile(r"<br ?/?>")
_ASIDE = re.compile(r"<(aside|blockquote)\b.*?</\1>|<sup id=\"fnref.*?</sup>|<(del|s)>.*?</\2>", re.DOTALL)
SUMMARY_LENGTH = 80


def split_words(value: str) -> tuple[str, ...]:
    """Words divided by any of , ， 、 ; ； or a new line; each once, in order."""
    words = (word.strip() for line in value.split("\n") for word in _BETWEEN.split(line))
    return tuple(dict.fromkeys(word for word in words if word))


def split_names(value: str) -> tuple[str, ...]:
    """Names of people, also where only spaces divide them; the padding of a two-character name (王　某) is taken
    out."""
    names: list[str] = []
    for word in split_words(value):
        pieces = word.split()
        names += ["".join(pieces)] if all(len(piece) == 1 for piece in pieces) else pieces
    return tuple(dict.fromkeys(names))


def first_words(body: Body, length: int = SUMMARY_LENGTH) -> str:
    """The first paragraph in at most `length` characters, cut after a sentence or a clause where one ends in time.

    Notices, pull quotes and the calls of footnotes are not what a story says first; a link inside is only its words.
    """
    whole = "".join(part.html for part in body.parts)
    if "<aside" in whole or "<blockquote" in whole or '"fnref' in whole:
        whole = _ASIDE.sub("", whole)
    for found in _PARAGRAPH.finditer(whole):
        text = html.unescape(_TAG.sub("", _BREAK.sub(" ", found[1])))
        if text.strip():
            return shorten(" ".join(text.split()), length)
    return ""


def shorten(text: str, length: int) -> str:
    """Text in at most `length` characters; ends with … where it was cut inside a sentence."""
    if len(text) <= length:
        return text
    cut = text[:length]
    whole = max(cut.rfind(mark) for mark in "。！？")
    if whole >= length // 3:
        return cut[: whole + 1]
    clause = max(cut[:-1].rfind(mark) for mark in "，；：、")
    return (cut[:clause] if clause >= length // 3 else cut[:-1]) + "…"
