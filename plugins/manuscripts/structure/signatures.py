"""Who made it and who let it out, as bylines and end matter say it: 记者 某某 通讯员 某某 / 来源：… 责编：…

A line is only taken for one when every letter of it is accounted for; nothing in it is thrown away unread.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from .names import is_person, split_names
from .outline import Fact

# What a line may call a part → the front-matter keys that its names belong under. Longer words come first.
PARTS: Mapping[str, tuple[str, ...]] = {
    "文/图": ("Reporters", "Photographers"),
    "图/文": ("Reporters", "Photographers"),
    "文/摄": ("Reporters", "Photographers"),
    "文、图": ("Reporters", "Photographers"),
    "文图": ("Reporters", "Photographers"),
    "图文": ("Reporters", "Photographers"),
    "摄影报道": ("Reporters", "Photographers"),
    "全媒体记者": ("Reporters",),
    "融媒体记者": ("Reporters",),
    "见习记者": ("Reporters",),
    "实习记者": ("Reporters",),
    "本站记者": ("Reporters",),
    "本报记者": ("Reporters",),
    "本网记者": ("Reporters",),
    "本台记者": ("Reporters",),
    "记者": ("Reporters",),
    "本报评论员": ("Reporters",),
    "评论员": ("Reporters",),
    "撰稿": ("Reporters",),
    "撰文": ("Reporters",),
    "作者": ("Reporters",),
    "文字": ("Reporters",),
    "特约通讯员": ("Correspondents",),
    "本站通讯员": ("Correspondents",),
    "本报通讯员": ("Correspondents",),
    "本网通讯员": ("Correspondents",),
    "本台通讯员": ("Correspondents",),
    "通讯员": ("Correspondents",),
    "供稿": ("Correspondents",),
    "报道": ("Reporters",),
    "摄影": ("Photographers",),
    "摄像": ("Photographers",),
    "图片": ("Photographers",),
    "供图": ("Photographers",),
    "航拍": ("Photographers",),
    "文": ("Reporters",),
    "图": ("Photographers",),
    "摄": ("Photographers",),
}
TERSE = frozenset(
    {"图片", "文字", "文", "图", "摄"}
)  # words of every day: a part only with a colon, or behind its name
ENDS: Mapping[str, tuple[str, ...]] = {
    "信息来源": ("Source",),
    "稿件来源": ("Source",),
    "来源": ("Source",),
    "稿源": ("Source",),
    "供稿单位": ("Source",),
    "见习编辑": ("Editor",),
    "责任编辑": ("Editor",),
    "责编": ("Editor",),
    "编辑": ("Editor",),
    "一审": ("Editor",),
    "初审": ("Editor",),
    "二审": ("Reviews",),
    "复审": ("Reviews",),
    "三审": ("Reviews",),
    "终审": ("Reviews",),
    "审核": ("Reviews",),
    "审稿": ("Reviews",),
    "审签": ("Reviews",),
    "签发": ("Reviews",),
    "主编": ("Reviews",),
    "监制": ("Reviews",),
    "栏目": ("Category",),
}
ORNAMENT = "□■◎●◆▲△☆★|丨/ \u3000（）()【】[]"
_COLON = r"[ \u3000]*[:：丨|][ \u3000]*"
_WORDS = "|".join(sorted(map(re.escape, PARTS), key=len, reverse=True))
_PART = re.compile(rf"(?P<part>{_WORDS})(?:{_COLON}|[ \u3000]*)")
_END = re.compile(rf"(?P<part>{'|'.join(sorted(ENDS, key=len, reverse=True))}){_COLON}")
_ALONE = re.compile("本[站报网台](?P<part>记者|通讯员|评论员)")
_AFTER = re.compile(
    r"^(?P<names>[\u3400-\u4dbf\u4e00-\u9fff\U00020000-\U000323af·、 \u3000]{2,40}?)[ \u3000]*/?[ \u3000]*"
    r"(?P<part>文/图|图/文|文/摄|文图|图文|摄影报道|摄影|供图|供稿|文|图|摄)$"
)


@dataclass(frozen=True, slots=True)
class Signed:
    """One part and its names: ("记者", ("Reporters",), ("某某",))."""

    part: str
    keys: tuple[str, ...]
    names: tuple[str, ...]


def read_byline(text: str) -> tuple[Signed, ...]:
    """A byline, or () where the line is none: 记者王雁博; 记者 某某 通讯员 某某 某某 文/图; 某某/文 某某/图;
    文/图：某某.
    """
    words = text.strip(ORNAMENT)
    if not words or len(words) > 60 or re.search("[。！？；…]", words):
        return ()
    if alone := _ALONE.fullmatch(words):
        return (Signed("", PARTS[alone["part"]], (words,)),)
    return _parts_first(words) or _names_first(words)


def read_names(text: str) -> tuple[Signed, ...]:
    """A line of nothing but people's names, as it stands below a headline (□ 王雁博 李某某), or ()."""
    names = split_names(text.strip(ORNAMENT))
    return (Signed("", ("Reporters",), names),) if names and all(map(is_person, names)) else ()


def read_ends(text: str) -> tuple[Signed, ...]:
    """A line of end matter, or (): 来源：某报 责编：某某; 二审丨某某. Every part is followed by a colon or a bar."""
    words = text.strip(ORNAMENT)
    found = list(_END.finditer(words))
    if not found or found[0].start():
        return ()
    signed: list[Signed] = []
    for label, after in zip(found, [*found[1:], None], strict=True):
        value = words[label.end() : after.start() if after else len(words)].strip(ORNAMENT)
        keys = ENDS[label["part"]]
        names = (value,) if keys in (("Source",), ("Category",)) else split_names(value, labelled=True)
        if not value or not names or re.search("[。！？；]", value):
            return ()
        signed.append(Signed(label["part"], keys, names))
    return tuple(signed)


def facts_of(signed: Iterable[Signed], why: str, place: int, guess: bool = False) -> list[Fact]:
    """Each name under each key its part stands for."""
    return [Fact(key, name, why, place, guess) for one in signed for key in one.keys for name in one.names]


def _parts_first(words: str) -> tuple[Signed, ...]:
    """记者 某某 通讯员 某某: each part before its names. A part at the very end (文/图) says that they took the
    pictures too.
    """
    found = [label for label in _PART.finditer(words) if _free(words, label)]
    if not found or found[0].start():
        return ()
    signed: list[Signed] = []
    for label, after in zip(found, [*found[1:], None], strict=True):
        part, keys = label["part"], PARTS[label["part"]]
        value = words[label.end() : after.start() if after else len(words)].strip(ORNAMENT)
        if value:
            labelled = bool(re.search("[:：丨]", label[0]))
            names = split_names(value, labelled)
            if not names or (part in TERSE and not labelled):
                return ()
            signed.append(Signed(part, keys, names))
        elif after is None and signed and "Photographers" in keys:
            signed.append(Signed(part, ("Photographers",), tuple(name for one in signed for name in one.names)))
        elif not signed or after is not None:
            return ()
    return tuple(signed)


def _free(words: str, label: re.Match[str]) -> bool:
    """Whether a word stands as a part and is no piece of a name or of another word."""
    alone = label.start() == 0 or words[label.start() - 1] in " \u3000、,，/|丨;；)）"
    after = words[label.end("part") :].lstrip(" \u3000")
    if _ALONE.fullmatch(label["part"]) and (not after or after[0] in "、，,"):
        return False  # 文/图 本站记者: a house that signs
    parted = label.end() > label.start() + len(label["part"]) or label.end() == len(words)
    return alone and (parted or len(label["part"]) > 1)


def _names_first(words: str) -> tuple[Signed, ...]:
    """某某 摄影报道; 某某/文 某某/图: each part behind its names."""
    pieces = re.findall(r"[^/]+?/[ \u3000]*(?:文字|文|图片|图|摄影|摄)(?=[ \u3000]|$)", words)
    if not pieces or "".join(pieces).replace(" ", "") != words.replace(" ", ""):
        pieces = [words]
    signed: list[Signed] = []
    for piece in pieces:
        match = _AFTER.match(piece.strip())
        names = split_names(match["names"]) if match else ()
        if not match or not names:
            return ()
        signed.append(Signed(match["part"], PARTS[match["part"]], names))
    return tuple(signed)
