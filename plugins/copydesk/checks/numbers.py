"""Numbers as they are to be read (GB/T 15835-2011, and what the words themselves mean)."""

from __future__ import annotations

import re
from collections.abc import Iterator

from .check import Check, Finding, pattern

_NUMBER = "(?:[0-9]+(?:[.,][0-9]+)*[十百千万亿]*|[一二两三四五六七八九十百千万亿]+)"
# 近, 约 and 超 as parts of other words are no estimate: 附近30多户, 合约30多份, 赶超30多家. What stands before the
# first letter is looked at behind it: the search for a letter is the quick part.
_ABOUT = "(?<![附最靠临邻接亲]近)(?<![合契条公预签违制节相租解履毁失]约)(?<![赶反]超)过?"
_TIME = "年月日天周代"
_TWICE = re.compile(
    "[近约超逾余](?:(?<=余)[十百千万亿]余|(?<!余)"
    f"{_ABOUT}{_NUMBER}(?:[余多](?![{_TIME}])|[余多]?(?![{_TIME}])[\u4e00-\u9fff%％]{{0,3}}?(?:左右|上下|以上|之多)))"
)


def estimated_twice(words: str, after: str) -> Iterator[Finding]:
    """N03: an estimate said twice, before the number and behind it: 近3000余人, 约30公里左右."""
    for found in _TWICE.finditer(words):
        yield Finding(
            found.start(),
            found.end(),
            f"“{found[0]}”把约数说了两遍",
            "前面的“近、约、超”和后面的“余、多、左右”只留一个",
        )


CHECKS = (
    pattern(
        "N01",
        "百分比范围",
        "error",
        r"(?<![0-9.%％\-])[0-9]+(?:\.[0-9]+)?[-－~～—–至][0-9]+(?:\.[0-9]+)?[%％]",
        "%％",
        "百分比的范围“{}”少一个“%”",
        "前后两个数都写“%”，例如 63%～68%",
    ),
    Check("N03", "约数重复", "error", estimated_twice, tuple("余多右下上")),
    pattern(
        "N04",
        "减少几倍",
        "error",
        f"(?:降低|减少|下降|下滑|缩小|缩短|减轻)了?(?:近|约|超过?)?{_NUMBER}多?倍",
        "倍",
        "“{}”说不通，没有能减少的倍数",
        "写减少了百分之几，或减少到几分之几",
    ),
)
