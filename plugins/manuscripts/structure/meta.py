"""Lines that are about a manuscript and not of it: labels at its head, what WeChat prints around an article, an
approval form around the text.

They are taken out before the zones are read, so that none becomes a headline, a dek or a caption. What belongs above
the story goes there; the rest is left out, and the report names it.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace

from ..manuscript import Block, Manuscript, Paragraph, Run, Table
from .dateline import read_day
from .outline import Fact, Found
from .shapes import is_short
from .signatures import ENDS, PARTS, facts_of, read_byline, read_ends

# What a label says that no key takes up. Labels are read above the text only: below it, a telephone may be what readers
# are meant to call.
_COUNTED = "浏览(?:次数|量)?|阅读量?|点击(?:数|量|率)?|访问量|字[号体数]|打印|分享到?|收藏|点赞|在看"
_PRIVATE = "(?:作者|联系)?电话|手机号?|(?:电子)?邮箱|微信号?|QQ|地址|邮编|联系人|投稿人"
_HOUSE = "(?:作者|工作|报送)?单位"
_DAY = "(?:发布|发稿|报送|投稿|更新)?(?:日期|时间)"
_KNOWN = "|".join([*sorted({*ENDS, *PARTS}, key=lambda word: (-len(word), word)), _COUNTED, _PRIVATE, _HOUSE, _DAY])
_LABEL = re.compile(rf"(?:(?<=^)|(?<=[\s|丨/【】\[\]　]))[【\[]?(?P<label>{_KNOWN})[】\]]?[ \u3000]*[:：][ \u3000]*")
_LONGEST = 120
# What WeChat and its editors print around an article.
_CHROME = re.compile(
    r"(?:长按|识别|扫描|扫一扫|扫码|请扫|微信扫|点击|戳|猛戳).{0,16}(?:二维码|关注|小程序|公众号|蓝字|阅读原文|了解更多|查看更多)(?:.{0,12})"
    r"|阅读原文|关注我们|往期(?:推荐|回顾|精彩)|相关阅读|精彩推荐|推荐阅读|收录于合集.{0,20}|.{0,8}(?:点赞|在看|转发|分享).{0,6}(?:点赞|在看|转发|分享).{0,12}"
    r"|[-—–=＝·•\s]*(?:THE\s+)?END[-—–=＝·•\s]*|[↓▼⬇↑]+|阅读\s*\d+(?:\s*(?:赞|在看|点赞|分享)\s*\d+)*|微信号\s*[:：]?\s*\w+|原创",
    re.I,
)
_REPOSTED = re.compile(
    r"(?:以下|本)文章(?:来源|转载)?(?:于|自)\s*(?P<source>[^，。,\s]{2,24})\s*(?:[，,]\s*作者\s*\S{1,20})?[。.]?"
)
_NUMBER = re.compile(r"(?:0[1-9]|[1-9]\d?|PART[ .]?\d{1,2}|NO[ .]?\d{1,2})", re.I)
_FORM = re.compile(r".{0,20}(?:审签|审批|审稿|报送|发稿|签发|送审|审核)(?:表|单|签|笺)$")
_OPINION = re.compile(r"意见|审核|审批|审签|签发|批示|分管|主要领导|备注|签字")
_TEXT = re.compile(r"正文|内容|稿件|全文|新闻稿")


def without_meta(manuscript: Manuscript) -> tuple[Manuscript, dict[int, Found], list[Fact], frozenset[int]]:
    """The manuscript without what is only about it.

    Returns the manuscript (a form unfolded into its lines), what was taken out by its index among all blocks, the facts
    it states, and the places of the lines that a bare number (01) stood above: those are heads.
    """
    blocks, opinions = _unfolded(manuscript.blocks)
    first = next((n for n, block in enumerate(blocks) if _runs_on(block)), len(blocks))
    out: dict[int, Found] = dict(opinions)
    facts: list[Fact] = []
    numbered: set[int] = set()
    source = _account(blocks)
    for index, block in enumerate(blocks):
        if index in out or not isinstance(block, Paragraph):
            continue
        text = block.text.strip()
        if index < first and (day := read_day(text)):
            out[index] = Found("desk", block, "日期")
            facts.append(Fact("Date", day, "单独一行的日期", block.place))
        elif read := _labels(block, facts, above=index < first):
            out[index] = read
        elif reposted := _REPOSTED.fullmatch(text):
            out[index] = Found("left-out", block, "公众号的转载说明，来源写进稿头")
            facts.append(Fact("Source", reposted["source"], "公众号的转载说明", block.place))
        elif _CHROME.fullmatch(text):
            out[index] = Found("left-out", block, "公众号排版的话，不是稿子")
        elif _counts(text):
            out[index] = Found("left-out", block, "网页上的计数，不是稿子")
        elif _NUMBER.fullmatch(text) and index + 1 < len(blocks) and _head_below(blocks[index + 1]):
            out[index] = Found("left-out", block, "小标题上面的编号")
            numbered.add(blocks[index + 1].place)
        elif source and index < 3 and text == source:
            out[index] = Found("left-out", block, "公众号的名称")
    kept = tuple(block for index, block in enumerate(blocks) if index not in out)
    return replace(manuscript, blocks=kept), out, facts, frozenset(numbered)


def merged(found: Sequence[Found], out: dict[int, Found]) -> list[Found]:
    """The parts with what was taken out back in its place, so that the report shows all of it in order."""
    rest = iter(found)
    whole: list[Found] = []
    for index in range(len(found) + len(out)):
        whole.append(out[index] if index in out else next(rest))
    return whole


def _runs_on(block: Block) -> bool:
    return isinstance(block, Table) or (
        isinstance(block, Paragraph) and not is_short(block.text) and not _label_at(block.text)
    )


def _label_at(text: str) -> bool:
    found = _LABEL.search(text)
    return found is not None and not text[: found.start()].strip(" \u3000【[")


def _labels(paragraph: Paragraph, facts: list[Fact], above: bool) -> Found | None:
    """A line of labels with their values that is no plain byline or end matter; adds what it states to the facts.
    Below the text (above is False) only beside end matter.
    """
    text = paragraph.text.strip()
    if len(text) > _LONGEST or not _label_at(text) or re.search("[。！？；]", text):
        return None
    labels = list(_LABEL.finditer(text))
    ends = [label["label"] in ENDS for label in labels]
    if all(ends) or read_byline(text) or not (above or (len(ends) > 1 and any(ends))):
        return None
    left: list[str] = []
    said: list[Fact] = []
    for label, after in zip(labels, [*labels[1:], None], strict=True):
        name, value = label["label"], text[label.end() : after.start() if after else len(text)].strip(" \u3000|丨/、")
        if re.fullmatch(_DAY, name) and value and (day := read_day(value)):
            said.append(Fact("Date", day, f"写明是{name}", paragraph.place))
        elif re.fullmatch(_HOUSE, name) and value:
            said.append(Fact("Source", value, f"写明是{name}", paragraph.place, True))
        elif signed := read_ends(f"{name}：{value}") or read_byline(f"{name}：{value}"):
            said += facts_of(signed, "稿件信息", paragraph.place)
        else:
            left.append(name)
    facts += said
    if not said:
        return Found("left-out", paragraph, f"稿件信息，不刊登：{'、'.join(left)}")
    return Found("desk", paragraph, f"没有带{'、'.join(left)}" if left else "稿件信息", left=tuple(left))


def _counts(text: str) -> bool:
    labels = list(_LABEL.finditer(text))
    counted = bool(labels) and all(re.fullmatch(_COUNTED, label["label"]) for label in labels)
    return counted and labels[0].start() == 0 and len(text) < 40


def _head_below(block: Block) -> bool:
    return isinstance(block, Paragraph) and is_short(block.text) and not _NUMBER.fullmatch(block.text)


def _account(blocks: Sequence[Block]) -> str:
    """The WeChat account that an article names as its own source, "" where it names none."""
    texts = [block.text.strip() for block in blocks if isinstance(block, Paragraph)]
    reposted = next((found["source"] for text in texts if (found := _REPOSTED.fullmatch(text))), "")
    if reposted:
        return reposted
    ends = (signed for text in texts[-8:] for signed in read_ends(text) if signed.keys == ("Source",))
    return next((signed.names[0] for signed in ends), "")


def _unfolded(blocks: Sequence[Block]) -> tuple[list[Block], dict[int, Found]]:
    """The blocks with each approval form as the lines it holds, and those of its lines that are not published."""
    found: list[Block] = []
    out: dict[int, Found] = {}
    for block in blocks:
        rows = list(_form(block)) if isinstance(block, Table) else []
        if not any(kind == "text" for kind, _ in rows):
            found.append(block)
            continue
        for index, above in enumerate(found):
            if isinstance(above, Paragraph) and _FORM.fullmatch(above.text.strip()):
                out[index] = Found("left-out", above, "审签表的表头")
        for kind, paragraph in rows:
            if kind == "opinion":
                out[len(found)] = Found("left-out", paragraph, "审签表里的意见，不刊登")
            found.append(paragraph)
    return found, out


def _form(table: Table) -> Iterator[tuple[str, Paragraph]]:
    """The cells of a form in pairs of a label and a value: ("line" | "text" | "opinion", paragraph). Nothing where the
    table is none.
    """
    pairs: list[tuple[str, tuple[Paragraph, ...]]] = []
    for row in table.rows:
        cells = [cell for cell in row if cell]
        values = [*cells[1::2], *([()] * (len(cells) % 2))]
        named = [re.sub(r"\s", "", "".join(one.text for one in cell)) for cell in cells[::2]]
        pairs += zip(named, values, strict=True)
    known = any(_OPINION.search(label) or label in ("标题", "作者", "题目") for label, _ in pairs)
    if not known or not any(_is_text(label) for label, _ in pairs):
        return
    for label, value in pairs:
        if _is_text(label):
            yield from (("text", one) for one in value)
        elif value:
            words = " ".join(one.text.replace("\n", " ") for one in value)
            name = "标题" if label in ("题目", "稿件标题", "稿件题目", "文章标题") else label
            line = Paragraph((Run(f"{name}：{words}"),), value[0].place)
            yield ("opinion" if _OPINION.search(label) else "line"), line


def _is_text(label: str) -> bool:
    return len(label) <= 8 and bool(_TEXT.search(label)) and "标题" not in label and "题目" not in label
