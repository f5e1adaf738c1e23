"""What was to be gone before the story was filed: places still to be filled, marks of a merge, Markdown typed with
full-width signs, which readers would see as it stands."""

from __future__ import annotations

import re
from collections.abc import Iterator

from .check import HAN, Check, Finding, pattern

# 有待补充 and 等待补贴 are words of a sentence: a placeholder stands alone, in brackets or behind a colon.
_OPEN = "待(?:补|填|核实|核对|定稿|确认)(?:充|写|录|图|上)?"
_PLACEHOLDERS = "(?m)" + "|".join(
    (
        f"[（(【\\[〔]{_OPEN}[^（()）】\\]〕\n]{{0,12}}[）)】\\]〕]",
        f"(?<=[：:]){_OPEN}(?=$|[，。；、\n])",
        f"^{_OPEN}[。！]?$",
        f"(?<![A-Za-z0-9])[Xx]{{3,}}(?=[{HAN}])|(?<=[{HAN}])[Xx]{{3,}}(?![A-Za-z0-9])",
        "[?？]{3,}",
        "〔[ \u3000]*〕|（[ \u3000]*）|【[ \u3000]*】|“[ \u3000]*”|《[ \u3000]*》",
        "此处(?:插入|填写|补充|加图|配图)",
        "(?<![A-Za-z])(?:TODO|FIXME)(?![A-Za-z])",
    )
)
_CONFLICT = re.compile("^(?:<{7} .*|={7}|\\|{7} .*|>{7} .*)$", re.MULTILINE)
_SIDES = re.compile("^(?:<{7}|>{7}) ", re.MULTILINE)
_FENCE = re.compile(" {0,3}(`{3,}|~{3,})")
_SPAN = re.compile("(?<!`)(`+)(?!`)[^`\n]+\\1(?!`)")
_EMPTY = re.compile('!\\[[ \u3000]*\\]\\(([^()\\s"]{1,200})')
_STARS = re.compile("(?<![*\\\\])\\*\\*(?!\\*)|\n[ \t]*\n")


def conflict(text: str, after: str) -> Iterator[Finding]:
    """M01: the lines that git leaves where two people changed the same words."""
    if _SIDES.search(text):
        for found in _CONFLICT.finditer(text):
            remedy = "两边的文字留下对的一边，把 <<<<<<<、=======、>>>>>>> 这几行都删掉"
            yield Finding(*found.span(), f"留有合并时的记号“{found[0][:20]}”", remedy)


def blank_in_bold(text: str, after: str) -> Iterator[Finding]:
    """M04: **bold ** with a blank inside the stars: it is not bold, and what follows it may be. Stars count by turns
    from the beginning of each paragraph; code is passed over."""
    plain = _without_code(text) if "`" in text or "~~~" in text else text
    opened = -1
    for found in _STARS.finditer(plain):
        if found[0] != "**":
            opened = -1
        elif opened < 0:
            opened = found.end()
        else:
            inner = text[opened : found.start()]
            if inner.strip() and inner != inner.strip():
                what = f"“**{inner[:20]}**”的星号里面有空格，不会变粗"
                yield Finding(opened - 2, found.end(), what, f"去掉空格：**{inner.strip()[:20]}**")
            opened = -1


def no_alternative(text: str, after: str) -> Iterator[Finding]:
    """M05: a picture with nothing between its brackets, for those who do not see it."""
    for found in _EMPTY.finditer(_without_code(text) if "`" in text or "~~~" in text else text):
        what = f"照片“{found[1].strip()}”没有替代文字，看不见图的读者不知道是什么"
        yield Finding(*found.span(), what, "在 ![] 的方括号里写上照片里有什么")


def _without_code(text: str) -> str:
    """The text with code spans and fenced lines blotted out, each place where it was."""
    lines, fence = [], ""
    for line in text.split("\n"):
        opening = _FENCE.match(line)
        if fence:
            closed = opening and opening[1].startswith(fence) and not line[opening.end() :].strip()
            fence = "" if closed else fence
            lines.append("\ufffc" * len(line))
        elif opening:
            fence = opening[1]
            lines.append("\ufffc" * len(line))
        else:
            lines.append(_SPAN.sub(lambda code: "\ufffc" * len(code[0]), line))
    return "\n".join(lines)


WORDS = (
    pattern(
        "M02",
        "待补的地方",
        "error",
        _PLACEHOLDERS,
        ("待", "X", "x", "?", "？", "〔", "（", "【", "“", "《", "此处", "TODO", "FIXME"),
        "“{}”还没有填",
        "补上内容，或把这一处删掉",
    ),
    pattern(
        "M03",
        "全角的记号",
        "error",
        "(?m)^[＃#]*＃[＃#]*|【[^【】\n]{1,40}】[(（][^()（）\n]+\\.[A-Za-z0-9]{2,4}[)）]|！\\[[^\\]\n]*\\]",
        ("＃", "】(", "】（", "！["),
        "“{}”用了全角的记号，会照样印出来",
        "小标题用半角的 ##；照片写成 ![照片里有什么](文件名.jpg)",
    ),
)
SOURCE = (
    Check("M01", "合并记号", "error", conflict, ("<<<<<<< ", ">>>>>>> ")),
    Check("M04", "星号里的空格", "error", blank_in_bold, (" **", "** ", "\u3000**", "**\u3000")),
    Check("M05", "替代文字", "warning", no_alternative, ("![](", "![ ", "![\u3000")),
)
