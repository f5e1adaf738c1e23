"""Which caption belongs to which photo.

In this order, each step only with what the steps before have left:
1. a caption beside a picture in the Word file belongs to it;
2. a caption that says what a photo's file is called (matching.py) belongs to that file, which is the better copy where
the Word file holds the same picture too, unless it was cropped or turned there;
3. 图3：… belongs to 3.jpg;
4. when as many captions as photos are left, they are paired in order, and called a guess.
What is left over then stays visible: a caption keeps its place without a photo, a photo goes to the end without a
caption.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from ..manuscript import Filed, Paragraph, Picture
from ..structure.outline import Found
from .credit import as_printed
from .matching import match, number_of


@dataclass(frozen=True, slots=True)
class Plate:
    """A photo with its caption. photo: index into the manuscript's photos, -1 where none was found; caption: index
    into the outline, -1 where there is none; at: index in the outline where it stands, -1 for the end.
    """

    photo: int
    caption: int
    at: int
    why: str = ""
    guess: bool = False


@dataclass(frozen=True, slots=True)
class _Pair:
    caption: int
    picture: int
    why: str
    guess: bool


def plan_plates(found: Sequence[Found], photos: Sequence[Filed]) -> tuple[Plate, ...]:
    """Every photo and every caption once, in the order in which the story shows them."""
    pictures = {index: one.block.photo for index, one in enumerate(found) if isinstance(one.block, Picture)}
    captions = {index: one.text for index, one in enumerate(found) if one.role == "caption"}
    loose = {index: photo.name for index, photo in enumerate(photos) if not photo.member}
    beside = {pair.caption: pair for pair in _beside(found)}
    named = match(captions, loose)
    named |= _numbered({i: t for i, t in captions.items() if i not in named}, _without(loose, named))
    loose = _without(loose, named)
    free = [index for index in captions if index not in named and index not in beside]
    bare = [index for index in pictures if all(pair.picture != index for pair in beside.values())]
    queue = [*bare, *(-1 - index for index in sorted(loose, key=lambda index: _natural(loose[index])))]
    ordered = dict(zip(free, queue, strict=True)) if len(free) == len(queue) else {}
    if not ordered and len(free) == len(bare):
        ordered = dict(zip(free, bare, strict=True))
    in_order = "按先后次序配的，请核对"
    for caption, place in ordered.items():
        if place >= 0:
            beside[caption] = _Pair(caption, place, in_order, True)
        else:
            named[caption] = (-1 - place, in_order, True)
    loose = _without(loose, named)
    plates = list(_shown(found, pictures, beside, named, photos))
    rest = sorted(loose, key=lambda index: _natural(loose[index]))
    return (*plates, *(Plate(index, -1, -1, "没有找到说明") for index in rest))


def _shown(
    found: Sequence[Found],
    pictures: Mapping[int, int],
    beside: Mapping[int, _Pair],
    named: Mapping[int, tuple[int, str, bool]],
    photos: Sequence[Filed],
) -> Iterator[Plate]:
    """The plates that have a place in the manuscript."""
    below = {pair.picture: pair for pair in beside.values()}
    for index, one in enumerate(found):
        if index in pictures:
            pair = below.get(index)
            if pair is None:
                yield Plate(pictures[index], -1, index, "没有找到说明")
            elif pair.caption in named and not photos[pictures[index]].seen.whole:
                why = f"稿件里裁剪、旋转过的那张；没有用 {photos[named[pair.caption][0]].name}"
                yield Plate(pictures[index], pair.caption, index, why)
            elif pair.caption in named:
                photo, why, guess = named[pair.caption]
                yield Plate(photo, pair.caption, index, f"{why}；没有用稿件里嵌的那张", guess)
            else:
                yield Plate(pictures[index], pair.caption, index, pair.why, pair.guess)
        elif one.role == "caption" and index not in beside:
            photo, why, guess = named.get(index, (-1, "没有找到照片", False))
            yield Plate(photo, index, index, why, guess)


def _beside(found: Sequence[Found]) -> list[_Pair]:
    """The captions that stand with pictures. Where more captions than pictures stand together, only if their count
    fits nowhere else.
    """
    pairs: list[_Pair] = []
    crowds: list[tuple[list[int], list[int]]] = []
    for start, kinds in _runs(found):
        if re.fullmatch("(?:CP)+", kinds):
            pairs += [_Pair(start + i, start + i + 1, "图片上面的说明", kinds == "CP") for i in range(0, len(kinds), 2)]
            continue
        for group in re.finditer("(P+)(C+)", kinds):
            shown = list(range(start + group.start(1), start + group.end(1)))
            said = list(range(start + group.start(2), start + group.end(2)))
            if len(said) > len(shown):
                crowds.append((shown, said))
            elif len(said) == len(shown):
                why = "图片下面的说明" if len(said) == 1 else "一排图片下面依次的说明，请核对"
                pairs += [_Pair(c, p, why, len(said) > 1) for c, p in zip(said, shown, strict=True)]
            else:
                why = "几张图片共用的说明，先放在前面的图片上，请核对"
                pairs += [_Pair(c, p, why, True) for c, p in zip(said, shown, strict=False)]
    taken = {pair.picture for pair in pairs} | {pair.caption for pair in pairs}
    bare = [i for i, one in enumerate(found) if one.role == "picture" and i not in taken]
    free = [i for i, one in enumerate(found) if one.role == "caption" and i not in taken]
    if len(bare) != len(free):
        pairs += [_Pair(said[i], p, "图片下面的说明", False) for shown, said in crowds for i, p in enumerate(shown)]
    return pairs


def _runs(found: Sequence[Found]) -> Iterator[tuple[int, str]]:
    """Stretches of pictures and captions: where each starts, and "PCPC". Captions typed in a file of their own (place
    0) are beside nothing.
    """
    kinds = "".join(
        "P" if one.role == "picture" else "C" if one.role == "caption" and one.block.place else "." for one in found
    )
    for run in re.finditer("[PC]+", kinds):
        yield run.start(), run[0]


def _numbered(captions: Mapping[int, str], photos: Mapping[int, str]) -> dict[int, tuple[int, str, bool]]:
    """By the number both give themselves, where nobody else gives it."""
    said = {index: number for index, words in captions.items() if (number := number_of(words))}
    called = {index: number for index, name in photos.items() if (number := number_of(name, name=True))}
    return {
        caption: (photo, f"说明和照片都是图{number}", False)
        for caption, number in said.items()
        for photo, other in called.items()
        if other == number and list(said.values()).count(number) == list(called.values()).count(number) == 1
    }


def _without(photos: Mapping[int, str], named: Mapping[int, tuple[int, str, bool]]) -> dict[int, str]:
    taken = {photo for photo, _, _ in named.values()}
    return {index: name for index, name in photos.items() if index not in taken}


def _natural(name: str) -> list[tuple[int, str]]:
    """2.jpg before 10.jpg."""
    return [(int(piece), "") if piece.isdigit() else (-1, piece) for piece in re.split(r"(\d+)", name.lower())]


def words_of(found: Sequence[Found], plate: Plate) -> str:
    """A plate's caption as it is printed, "" without one."""
    block = found[plate.caption].block if plate.caption >= 0 else None
    return as_printed(block.text) if isinstance(block, Paragraph) else ""
