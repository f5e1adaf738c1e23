"""The name a story gets in its address: pinyin of its headline, and the day. Proposed once, for people to change."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Iterator
from datetime import date
from itertools import count

from pypinyin import Style, lazy_pinyin
from pypinyin.seg.mmseg import seg

LONGEST = 40
_CLOSING = frozenset("村镇乡县市区省的了着过得们")
# Device names of Windows, which no file may have.
_RESERVED = re.compile(r"(?:con|prn|aux|nul|com\d|lpt\d)")


def in_pinyin(words: str, longest: int = LONGEST) -> str:
    """Words by a phrase table (重庆 → chongqing, 银行 → yinhang), joined by hyphens, cut between words; a-z, 0-9,
    hyphens alone.

    "" where nothing in them can be spelt.
    """
    pieces: list[str] = []
    for stretch in re.findall(r"[\u3400-\u9fff]+|[A-Za-z0-9]+", words):
        if stretch.isascii():
            pieces.append(stretch.lower())
            continue
        for word in _in_pairs(seg.cut(stretch)):
            # ü is v in addresses: lvlang, as people type it
            spelt = "".join(lazy_pinyin(word, style=Style.NORMAL, errors="ignore"))
            pieces.append(re.sub("[^a-z]", "", spelt.replace("ü", "v")))
    slug = ""
    for piece in filter(None, pieces):
        longer = f"{slug}-{piece}" if slug else piece
        if len(longer) > longest:
            break
        slug = longer
    return slug or "".join(pieces)[:longest]


def _in_pairs(words: Iterable[str]) -> Iterator[str]:
    """Words of the phrase table as they are; letters that belong to none two by two, as Chinese is read, and those
    that close a word with the one before: 正沟村 蔬菜 基地.
    """
    pieces: list[str] = []
    single = False  # whether the last piece is one letter that waits for its other half
    for word in words:
        if len(word) == 1 and pieces and (single or word in _CLOSING):
            pieces[-1] += word
            single = False
        else:
            pieces.append(word)
            single = len(word) == 1
    yield from pieces


def propose_slug(headline: str, day: date) -> str:
    """xikan-xishan-lvlang-yong-0812; "gaojian-0812" where the headline cannot be spelt."""
    return f"{in_pinyin(headline) or 'gaojian'}-{day:%m%d}"


def photo_stem(words: str) -> str:
    """A file name for a photo, without its ending, legal on every system; "" where nothing in the words can be
    spelt.
    """
    stem = in_pinyin(words, 48)
    return f"photo-{stem}" if _RESERVED.fullmatch(stem) else stem


def free(name: str, taken: Collection[str]) -> str:
    """The name, or the name with the first number that nobody has: qiao, qiao-2, qiao-3."""
    return next(one for n in count(1) if (one := name if n == 1 else f"{name}-{n}") not in taken)
