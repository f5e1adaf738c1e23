"""What a line looks like by itself: short, a dek, a numbered head, a head of two halves, a caption by its own words."""

from __future__ import annotations

import re

from ..lines import TERMINAL
from ..manuscript import Paragraph

SHORT = 30
_DASHES = re.compile(r"^[—―⸺–-]{1,4}\s*(?=[^—―⸺–\-\s\d])")
_LABELS = {"引题": "kicker", "肩题": "kicker", "副题": "dek", "副标题": "dek", "正文": "text", "内容": "text"}
_LABEL = re.compile(rf"(?P<label>标题|主标题|题目|主题|{'|'.join(_LABELS)})[ \u3000]*[:：][ \u3000]*")
_HALF = r"[^\s　，。！？；：、,.!?;:（）()]{4,9}"
_HALVES = re.compile(rf"(?P<first>{_HALF})[ \u3000]+(?P<second>{_HALF})")
_NUMBERS = (
    re.compile(r"^第[一二三四五六七八九十百]+[章节部分篇]"),
    re.compile(r"^[一二三四五六七八九十]{1,3}[、．.]"),
    re.compile(r"^[（(][一二三四五六七八九十]{1,3}[）)]"),
    re.compile(r"^(?:\d{1,2}[、．.](?!\d)|[（(]\d{1,2}[）)]|[①-⑳])"),
)
_CAPTION = re.compile(
    r"^(?:图为|图片?说明|[上下左右]图|图中|[▲△↑▼▽]"
    r"|图[一二三四五六七八九十\d]+\s*[：:.、　 ]|图片[一二三四五六七八九十\d]+|照片[一二三四五六七八九十\d]*[：:])"
)
# （记者 某某 摄） （某某供图） （摄影：某某）; a bare （11月25日摄） names nobody.
CREDIT = re.compile(
    r"[（(](?:[^（）()。；]{0,40}(?:摄影|供图|航拍|制图|绘制|摄|绘|[\s/]图)"
    r"|(?:摄影|供图|航拍)\s*[:：/][^（）()]{1,40})[）)]。?$"
)
_DAY_ONLY = re.compile(r"[（(](?:\d{4}年)?\d{1,2}月\d{1,2}日摄[）)]。?$")
_LEAD_IN = re.compile(r"^(?P<words>[^。！？，；：\n]{4,16}。)(?=.)")


def is_short(text: str) -> bool:
    """At most 30 letters on one line, and no sentence: no full stop in it, no comma or colon at its end."""
    return len(text) <= SHORT and not re.search("[。；\n]", text) and not text.endswith(tuple("！？…：:，”"))


def dek_of(text: str) -> str:
    """What a dek says without its dashes, "" where the line is none."""
    found = _DASHES.match(text)
    return text[found.end() :] if found and len(text) <= 60 and "。" not in text else ""


def label_of(text: str) -> tuple[str, int]:
    """What a line calls itself (标题：… 引题：… 副标题：… 正文：): headline, kicker, dek or text, and in how many
    letters; ("", 0) where it does not.
    """
    found = _LABEL.match(text)
    return (_LABELS.get(found["label"], "headline"), found.end()) if found else ("", 0)


def in_halves(text: str) -> bool:
    """Two halves of one length, four to nine letters each, and nothing but a blank between."""
    found = _HALVES.fullmatch(text)
    return bool(found) and len(found["first"]) == len(found["second"])  # type: ignore[index]  # found is there


def rank(text: str) -> int:
    """Which kind of number a line starts with, from 1 (第一章) by way of 2 (一、) and 3 （一） to 4 (1.); 0 for
    none.
    """
    return next((number for number, kind in enumerate(_NUMBERS, 1) if kind.match(text)), 0)


def says_caption(text: str) -> bool:
    """Whether a line says itself that it belongs to a photo: 图为…, 图1：…, ▲…, …（某某 摄）."""
    return bool(len(text) <= 120 and (_CAPTION.match(text) or CREDIT.search(text)))


def has_credit(caption: str) -> bool:
    """Whether a caption ends with who took the photo."""
    return bool(CREDIT.search(caption)) and not _DAY_ONLY.search(caption)


def lead_in(text: str) -> int:
    """How many letters the 段首提要句 has, with its full stop: 狠抓思想政治建设。坚持… has 9. 0 for none."""
    found = _LEAD_IN.match(text)
    return len(found["words"]) if found else 0


def bold_start(paragraph: Paragraph) -> int:
    """How many letters at the start are bold, where they end as a sentence or a label does and plain ones follow."""
    bold = ""
    for run in paragraph.runs:
        if not run.bold and run.text.strip():
            break
        bold += run.text
    bold = bold.rstrip()
    return len(bold) if bold and len(bold) < len(paragraph.text) and len(bold) <= 40 and bold[-1] in TERMINAL else 0
