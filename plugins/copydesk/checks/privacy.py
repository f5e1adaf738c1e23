"""Numbers by which a person can be found or robbed: they are not for print (《个人信息保护法》 article 28; notices of
低保 and the like name people, not their numbers). What is quoted of them is masked: messages go into logs.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date

from .check import Check, Finding

_ID = re.compile("(?<![0-9A-Za-z])[1-9][0-9]{16}[0-9Xx](?![0-9A-Za-z])")
_WEIGHTS = (7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2)  # GB 11643-1999
_CARD = re.compile(
    "(?<![0-9A-Za-z.])(?:6[02]|[45])[0-9]{2}(?:[0-9]{12,15}|(?: [0-9]{4}){3}(?: [0-9]{1,3})?)(?![0-9A-Za-z])"
)
_MOBILE = re.compile("(?<![0-9A-Za-z.-])1[3-9][0-9](?:[0-9]{8}|([ -])[0-9]{4}\\1[0-9]{4})(?![0-9A-Za-z])")
_LABEL = re.compile("电话|手机|联系|咨询|值班|监督|举报|热线|报名|投诉|报修|预约|微信|致电|拨打")
_WIDE = re.compile("[０-９]")
_FULL = str.maketrans("０１２３４５６７８９Ｘｘ－\u3000", "0123456789Xx- ")


def identity(words: str, after: str) -> Iterator[Finding]:
    """I01: an identity number: 18 places, a birthday in them, and a check digit that is right."""
    for found in _ID.finditer(_plain(words)):
        if _is_identity(found[0].upper()):
            what = f"有身份证号 {_masked(found[0])}"
            yield Finding(*found.span(), what, "删掉，或只留前六位和后四位，例如 420324********1234")


def card(words: str, after: str) -> Iterator[Finding]:
    """I02: a bank card's number: a known beginning, 16 to 19 digits, and a sum that Luhn's formula accepts. A
    company's 信用代码 is not one."""
    plain = _plain(words)
    for found in _CARD.finditer(plain):
        digits = found[0].replace(" ", "")
        if len(digits) >= 16 and _luhn(digits) and not _is_identity(digits) and "信用代码" not in _before(plain, found):
            yield Finding(*found.span(), f"有银行卡号 {_masked(digits)}", "删掉，或只留后四位")


def mobile(words: str, after: str) -> Iterator[Finding]:
    """I03: a mobile number that nothing says was given for readers to call: one of a list of people, say."""
    for found, labelled in _mobiles(words):
        if not labelled:
            remedy = "删掉，或中间四位写成 ****；是给读者打的，前面写明“联系电话”“咨询电话”"
            yield Finding(*found.span(), f"有手机号 {_masked(found[0])}，没有说是做什么用的", remedy)


def labelled_mobile(words: str, after: str) -> Iterator[Finding]:
    """I04: a mobile number that readers are asked to call."""
    for found, labelled in _mobiles(words):
        if labelled:
            what = f"登出了手机号 {_masked(found[0])}"
            yield Finding(*found.span(), what, "问过本人再登；最好换成办公电话")


def _mobiles(words: str) -> Iterator[tuple[re.Match[str], bool]]:
    plain = _plain(words)
    label = _LABEL.search(plain)
    for found in _MOBILE.finditer(plain):
        yield found, label is not None and label.start() < found.start()


def no_mobile(lines: str) -> bool:
    """Whether there is no mobile number in any of these lines, labelled or not."""
    return _MOBILE.search(_plain(lines)) is None


def _plain(words: str) -> str:
    return words.translate(_FULL) if _WIDE.search(words) else words


def _is_identity(number: str) -> bool:
    try:
        born = date(int(number[6:10]), int(number[10:12]), int(number[12:14]))
    except ValueError:
        return False
    total = sum(int(digit) * weight for digit, weight in zip(number[:17], _WEIGHTS, strict=False))
    return len(number) == 18 and born.year >= 1900 and "10X98765432"[total % 11] == number[17]


def _luhn(digits: str) -> bool:
    doubled = (int(digit) * (1 + place % 2) for place, digit in enumerate(reversed(digits)))
    return sum(value - 9 * (value > 9) for value in doubled) % 10 == 0


def _before(words: str, found: re.Match[str]) -> str:
    return words[max(0, found.start() - 10) : found.start()].rpartition("\n")[2]


def _masked(number: str) -> str:
    return f"{number[:3]}****{number[-2:]}"


CHECKS = (
    Check("I01", "身份证号", "error", identity, ("1", "１", "6", "６", "4", "４", "5", "５")),
    Check("I02", "银行卡号", "error", card, ("1", "１", "6", "６", "4", "４", "5", "５")),
    Check("I03", "手机号", "error", mobile, ("1", "１"), no_mobile),
    Check("I04", "登出的手机号", "warning", labelled_mobile, ("1", "１"), no_mobile),
)
