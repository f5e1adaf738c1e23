"""`![画面说明](field.jpg "近叶药材基地（记者 某某 摄）"){focus="0.3,0.6"}`: a photograph with caption and credit."""

from __future__ import annotations

import re
from dataclasses import dataclass
from xml.etree.ElementTree import Element

from ...newsroom.photo import Caption, Photo
from ..block import Block
from ..links.reference import local
from ..tree import plain
from .caption import caption, read_caption

_QUOTED = re.compile(r"(?P<source>\S+)\s+[“”\"‘’'](?P<title>.*)[“”\"‘’']", re.DOTALL)


@dataclass(frozen=True, slots=True)
class Shot:
    """A picture or film as written in Markdown: the reference as typed, its line, the three texts, the options."""

    reference: str
    line: int
    alt: str
    caption: Caption
    credit: str
    focus: str
    poster: str


def read_shot(image: Element, block: Block) -> Shot:
    """Read an <img> that the Markdown parser made. Typographic quotes around the title do as well as straight ones."""
    reference, title = plain(image.get("src", "")), image.get("title") or ""
    if not title and (quoted := _QUOTED.fullmatch(image.get("src", ""))):
        reference, title = plain(quoted["source"]), quoted["title"]
    text, credit = read_caption(title, block)
    alt = image.get("alt", "")
    return Shot(
        reference=reference,
        line=block.line(f"![{plain(alt)}]({reference}", f"]({reference}", f"](<{reference}", reference),
        alt=caption(alt, block).text,
        caption=text,
        credit=credit,
        focus=plain(image.get("focus", "")).strip("“”"),
        poster=plain(image.get("poster", "")).strip("“”"),
    )


def figure(shot: Shot, block: Block) -> int:
    """Note a photo down; its index on the sheet."""
    block.sheet.photos.append(
        Photo(
            source=local(shot.reference, "图片", shot.line, block),
            line=shot.line,
            alt=shot.alt,
            caption=shot.caption,
            credit=shot.credit,
            focus=_focus(shot, block),
        )
    )
    return len(block.sheet.photos) - 1


def _focus(shot: Shot, block: Block) -> tuple[float, float] | None:
    if not shot.focus:
        return None
    try:
        across, down = (float(number) for number in shot.focus.replace("，", ",").split(","))
    except ValueError:
        across = down = -1.0
    if 0 <= across <= 1 and 0 <= down <= 1:
        return across, down
    what = f'焦点写得不对：focus="{shot.focus[:40]}"'
    block.sheet.fault(shot.line, what, '写两个 0 到 1 之间的数：从左起、从上起，例如 focus="0.3,0.6"')
    return None
