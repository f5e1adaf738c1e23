"""公告, 通知, 公示 and their relatives: how official papers are headed and signed.

By GB/T 9704-2012 the headline names who issues the paper, its matter and its kind (丰溪镇人民政府关于…的公告), on one
to three lines; the document number (丰政发〔2021〕15号) stands above it, an announcement's own number below it.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

_KINDS = "公告|通告|通知|通报|公示|启事|倡议书|公开信|提醒|提示|决定|意见|方案|批复|函|报告|请示"
_HOUSES = "政府|委员会|委|办公室|办|局|站|所|中心|院|校|公司|镇|乡|村|社区"
_DOC_NO = re.compile(
    r"[\u4e00-\u9fff]{0,12}[〔\[（(【［]\d{4}[〕\]）)】］]\s*第?\s*\d{1,5}\s*号|\d{4}年第\s*\d{1,4}\s*号"
)
_MATTER = re.compile(rf"[^，。；：！？]{{0,40}}?关于.+(?:{_KINDS})(?:[（(][^（）()]{{1,12}}[）)])?")
_PLAIN = re.compile(rf"[\u4e00-\u9fff]{{2,30}}(?:{_HOUSES})(?:公告|通告|通知|通报|公示|启事|倡议书)")
_NOTICE = re.compile(r"(?:通知|公告|通告|通报|公示|启事|倡议书|公开信|提醒|提示)(?:[（(][^（）()]{1,12}[）)])?$")
_MAST = re.compile(rf"[\u4e00-\u9fff]{{2,30}}(?:{_HOUSES})文件")
_ATTACHED = re.compile(r"附件\s*[\d一二三四五六七八九十]{0,2}\s*(?:[:：]|$)")
MOST = 4  # lines of a headline
_LONGEST = 160


def is_notice(headline: str) -> bool:
    """Whether a headline is that of a paper for the public."""
    return bool(_NOTICE.search(headline))


def is_doc_no(line: str) -> bool:
    """Whether a line is a document number: 丰政发〔2021〕15号, 2021年第3号."""
    return bool(_DOC_NO.fullmatch(line.strip("（）() \u3000")))


def is_mast(line: str) -> bool:
    """Whether a line is the printed head of a paper: 丰溪镇人民政府文件."""
    return bool(_MAST.fullmatch(line))


def starts_attachments(line: str) -> bool:
    """Whether a line begins the list of a paper's attachments: 附件：1.…"""
    return bool(_ATTACHED.match(line))


def headline_lines(lines: Sequence[str]) -> int:
    """How many of the first lines together are the headline of a paper, the most that make a whole one; 0 for none."""
    for count in range(min(MOST, len(lines)), 0, -1):
        whole = joined(lines[:count])
        if len(whole) <= _LONGEST and (_MATTER.fullmatch(whole) or (count > 1 and _PLAIN.fullmatch(whole))):
            return count
    return 0


def joined(lines: Sequence[str]) -> str:
    """The lines of a paper's headline as one; the blanks in a spaced-out 通 知 are type, not text."""
    return "".join(re.sub(r"(?<=[\u4e00-\u9fff])[ \u3000]+(?=[\u4e00-\u9fff])", "", line) for line in lines)
