"""`!!! 落款`: who issued a notice, one line each, and the day on the last line."""

from __future__ import annotations

from datetime import timedelta, timezone
from xml.etree.ElementTree import Element, SubElement

from ...newsroom.dates import read_date
from ..block import Block
from ..tree import Piece, put, rows, take, words

NAMES = ("落款", "sign-off")
# Asia/Shanghai since 1991; only the day is kept.
_ZONE = timezone(timedelta(hours=8))


def sign_off(box: Element, title: list[Piece], block: Block) -> None:
    """Make the box a <div class="sign-off"> with a paragraph for each line; a title is the first signatory."""
    box.set("class", "sign-off")
    lines = [title] if title else []
    rest: list[Element] = []
    for child in [piece for piece in take(box) if not isinstance(piece, str)]:
        if child.tag == "p":
            lines += rows(take(child))
        else:
            rest.append(child)
    box.text = "\n"
    for line in lines:
        put(SubElement(box, "p"), line).tail = "\n"
    put(box, rest)
    if not lines:
        return  # an empty box is told of already
    last = box[len(lines) - 1]
    written = words(last)
    day = read_date(written, _ZONE)
    if day is None:
        what = f"落款的最后一行不是日期：{written[:20]}"
        block.sheet.fault(
            block.line(written, written[:8], "!!! 落款"), what, "最后一行写发文日期，例如 2021年6月12日", "warning"
        )
    elif not len(last):
        time = Element("time", {"datetime": f"{day:%Y-%m-%d}"})
        put(last, [put(time, take(last))])
