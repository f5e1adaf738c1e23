"""Photos and captions: equal, one inside the other, one letter apart; never two ways at once."""

from __future__ import annotations

import random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from plugins.manuscripts.manuscript import Filed, Paragraph, Picture, Run
from plugins.manuscripts.photos.captions import plan_plates
from plugins.manuscripts.photos.matching import key_of, keys_of, match, number_of, one_apart
from plugins.manuscripts.structure.outline import Found


@pytest.mark.parametrize(
    ("name", "keys"),
    [
        ("IMG_0001（正沟村蔬菜基地）.jpg", {"正沟村蔬菜基地"}),
        ("IMG_20210903_101112.jpg", set()),
        ("微信图片_20210903101112.jpg", set()),
        ("02-深入企业.JPG", {"深入企业"}),
        ("展销会 (2).jpg", {"展销会"}),
        ("照片/大坪村 食用菌.png", {"大坪村食用菌"}),
        ("DSC01234.JPG", set()),
    ],
)
def test_keys(name: str, keys: set[str]) -> None:
    """Of a file name stays what its sender wrote; what a camera or a chat program wrote does not."""
    assert keys <= set(keys_of(name))
    assert bool(keys) == bool(keys_of(name))


@pytest.mark.parametrize(
    ("caption", "key"),
    [
        ("正沟村蔬菜基地（记者 某某 摄）", "正沟村蔬菜基地"),
        ("图3：正沟村 蔬菜基地。", "正沟村蔬菜基地"),
        ("图为正沟村蔬菜基地", "正沟村蔬菜基地"),
        ("图书室里", "图书室里"),
        ("图为春茶采摘现场。李某某 摄", "春茶采摘现场"),
        ("新修的水渠  李某某摄", "新修的水渠"),
        ("村民在拍摄", "村民在拍摄"),
    ],
)
def test_key(caption: str, key: str) -> None:
    """Of a caption stays what it shows, without number and credit."""
    assert key_of(caption) == key


@pytest.mark.parametrize(
    ("words", "number"), [("图3：山", 3), ("图十二 山", 12), ("（图二）", 2), ("图书", 0), ("山", 0)]
)
def test_number(words: str, number: int) -> None:
    """A caption's own number."""
    assert number_of(words) == number


def edit(word: str, at: int, kind: str, letter: str) -> str:
    """A word with one letter replaced, put in or left out."""
    at %= len(word)
    return word[:at] + {"replace": letter, "insert": letter + word[at], "delete": ""}[kind] + word[at + 1 :]


words = st.text("山水田林路桥棚菌茶果", min_size=4, max_size=9)


@settings(deadline=None)
@given(words, st.integers(0, 8), st.sampled_from(["replace", "insert", "delete"]))
def test_one_apart(word: str, at: int, kind: str) -> None:
    """One edit is seen, from both sides; none and two are not."""
    other = edit(word, at, kind, "某")
    assert one_apart(word, other)
    assert one_apart(other, word)
    assert not one_apart(word, word)
    assert not one_apart(word, "某" + other + "某")


def test_no_second_choice() -> None:
    """A photo that two captions could mean is given to neither, until one of them has found its own."""
    captions = {0: "正沟村蔬菜基地", 1: "大坪村蔬菜基地"}
    assert match(captions, {0: "蔬菜基地.jpg"}) == {}
    found = match(captions, {0: "蔬菜基地.jpg", 1: "大坪村蔬菜基地.jpg"})
    assert {caption: photo for caption, (photo, _, _) in found.items()} == {0: 0, 1: 1}


def laid(kinds: str, photos: int = 0, names: tuple[str, ...] = ()) -> list[tuple[int, int, bool]]:
    """Plates for a run of pictures (P), captions (C) and text (.): (photo, number of the caption or -1, guess)."""
    found: list[Found] = []
    pictures = captions = 0
    numbers: dict[int, int] = {}
    for place, kind in enumerate(kinds, 1):
        if kind == "P":
            found.append(Found("picture", Picture(pictures, place), ""))
            pictures += 1
        elif kind == "C":
            numbers[place - 1] = captions
            found.append(Found("caption", Paragraph((Run(f"说明{'甲乙丙丁'[captions]}"),), place), ""))
            captions += 1
        else:
            found.append(Found("paragraph", Paragraph((Run("正文。"),), place), ""))
    files = [Filed(f"image{number}.jpg", path="x", member="m") for number in range(pictures)]  # type: ignore[arg-type]
    files += [Filed(name, path="x") for name in names]  # type: ignore[arg-type]
    return [(plate.photo, numbers.get(plate.caption, -1), plate.guess) for plate in plan_plates(found, files)]


@pytest.mark.parametrize(
    ("kinds", "expected"),
    [
        (".PC.", [(0, 0, False)]),
        (".PCPC", [(0, 0, False), (1, 1, False)]),
        (".CPCP", [(0, 0, False), (1, 1, False)]),
        (".PPCC.", [(0, 0, True), (1, 1, True)]),
        (".PPC.", [(0, 0, True), (1, -1, False)]),
        (".P.P.CC", [(0, 0, True), (1, 1, True)]),
        (".P.PCC", [(0, 0, True), (1, 1, True)]),
        (".P.", [(0, -1, False)]),
        (".C.C", [(-1, 0, False), (-1, 1, False)]),
        ("P.C", [(0, 0, True)]),
        ("P.P.C", [(0, -1, False), (1, -1, False), (-1, 0, False)]),
    ],
)
def test_beside(kinds: str, expected: list[tuple[int, int, bool]]) -> None:
    """Beside a picture: below before above, one to one; a count that fits nowhere else is a guess; the rest stays visible."""
    assert laid(kinds) == expected


def test_the_original_is_better_than_the_embedded_one() -> None:
    """A photo in the folder that is called like the caption replaces the copy in the Word file, at the same place."""
    assert laid(".PC.", names=("说明甲.jpg",)) == [(1, 0, False)]


def test_left_over_photos_go_to_the_end() -> None:
    """A photo that nothing names is shown last, without a caption."""
    assert laid(".CC", names=("说明甲.jpg", "IMG_1.jpg", "IMG_2.jpg")) == [
        (0, 0, False),
        (-1, 1, False),
        (1, -1, False),
        (2, -1, False),
    ]


@settings(deadline=None)
@given(st.lists(words, min_size=1, max_size=6, unique=True), st.randoms(use_true_random=False))
def test_any_order(captions: list[str], order: random.Random) -> None:
    """Photos named exactly like their captions find them in any order, every one."""
    names = [f"{caption}.jpg" for caption in captions]
    order.shuffle(names)
    found = match(dict(enumerate(captions)), dict(enumerate(names)))
    assert {captions[c]: names[p] for c, (p, _, _) in found.items()} == {
        caption: f"{caption}.jpg" for caption in captions
    }
