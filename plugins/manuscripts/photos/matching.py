"""Photos by the names of their files, captions by their words: which says the same as which.

Both are brought to letters alone (NFKC, no punctuation), a photo's name also without what cameras and chat programs
put there; then they are matched in three steps, each only where there is no second choice: equal, one inside the
other, one letter apart.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Mapping, Sequence
from pathlib import PurePosixPath

from ..structure.shapes import CREDIT

# What a photo may be called by: its whole name, what stands in brackets, what stands outside.
Keys = tuple[str, ...]

_BY_MACHINE = re.compile(
    r"(?:IMG|DSC[NF]?|DJI|PXL|MVIMG|P|PANO|VID|Screenshot|WeChatIMG|mmexport|image"
    r"|微信图片|微信截图|QQ图片|QQ截图|图像|照片|图片?)?[-_ ]*\d[-_ \d]*"
    r"|(?:的)?副本|原图|copy",
    re.I,
)
_NUMBERED = re.compile(
    r"^[（(【\[]?(?:插图|图片|照片|图)\s*(?P<number>\d{1,3}|[一二三四五六七八九十]{1,3})(?:[\s：:.、．_)）】\]-]|$)"
)
_NUMBER_NAME = re.compile(
    r"^(?:插图|图片|照片|图)?\s*[（(]?(?P<number>\d{1,3}|[一二三四五六七八九十]{1,3})[)）]?(?:[\s：:.、．_-]|$)"
)
_MARK = re.compile(
    r"^(?:图片说明|图说明|图为|图中|[上下左右]图(?:为)?)[：:\s]*|^(?:图片|照片|插图|图)\s*[\d一二三四五六七八九十]{1,3}(?=[\s：:.、．_-])"
)
_SIGNED = re.compile(r"[。，\s]+[\u4e00-\u9fff·]{2,4}\s*(?:摄影|摄|供图)。?$")
_DIGITS = "零一二三四五六七八九十"
LEAST = 4  # letters that must agree before one may be wrong


def letters_of(text: str) -> str:
    """Letters and digits alone, in one width and case."""
    return "".join(letter for letter in unicodedata.normalize("NFKC", text).lower() if letter.isalnum())


def keys_of(name: str) -> Keys:
    """What a photo's file name says: "IMG_0001（正沟村蔬菜基地）.jpg" → ("正沟村蔬菜基地",). Nothing for
    "IMG_0001.jpg".
    """
    stem = PurePosixPath(name.replace("\\", "/")).stem
    inside = re.findall(r"[（(【\[]([^（）()【】\[\]]+)[）)】\]]", stem)
    outside = re.sub(r"[（(【\[][^（）()【】\[\]]*[）)】\]]", " ", stem)
    found = [letters_of(_BY_MACHINE.sub(" ", words)) for words in (stem, *inside, outside)]
    return tuple(dict.fromkeys(key for key in found if len(key) > 1))


def key_of(caption: str) -> str:
    """What a caption says, without its credit, in brackets or behind a blank, and its number."""
    return letters_of(_MARK.sub("", _SIGNED.sub("", CREDIT.sub("", caption.strip()))))


def number_of(words: str, name: bool = False) -> int:
    """The number a caption (图3：…) or a file name (3.jpg, 图3.jpg) gives itself, 0 for none."""
    found = (_NUMBER_NAME if name else _NUMBERED).match(PurePosixPath(words).stem if name else words)
    if not found:
        return 0
    digits = found["number"]
    if digits.isdigit():
        return int(digits)
    tens, _, ones = digits.rpartition("十")
    if "十" in digits:
        return (_DIGITS.index(tens) if tens else 1) * 10 + (_DIGITS.index(ones) if ones else 0)
    return _DIGITS.index(digits) if len(digits) == 1 else 0


def is_named(text: str, photos: Sequence[Keys]) -> bool:
    """Whether some photo is called like this line, surely enough to say what the line is."""
    key = key_of(text)
    return any(same(key, names) or nearly(key, names) for names in photos)


def same(key: str, names: Keys) -> bool:
    """Equal."""
    return bool(key) and key in names


def within(key: str, names: Keys) -> bool:
    """One inside the other, at least two letters of it."""
    return any(min(len(key), len(name)) > 1 and (key in name or name in key) for name in names)


def nearly(key: str, names: Keys) -> bool:
    """One letter wrong, missing or too many, and at least LEAST of them."""
    return any(min(len(key), len(name)) >= LEAST and one_apart(key, name) for name in names)


def one_apart(one: str, other: str) -> bool:
    """Whether one edit (replace, insert, delete) makes one the other; equal words are none apart."""
    short, long = sorted((one, other), key=len)
    if len(long) - len(short) > 1 or one == other:
        return False
    start = 0
    while start < len(short) and short[start] == long[start]:
        start += 1
    return short[start + 1 :] == long[start + 1 :] if len(short) == len(long) else short[start:] == long[start + 1 :]


STEPS: tuple[tuple[Callable[[str, Keys], bool], str, bool], ...] = (
    (same, "与照片文件名相同", False),
    (within, "照片文件名里有", False),
    (nearly, "与照片文件名只差一个字，请核对", True),
)


def match(captions: Mapping[int, str], photos: Mapping[int, str]) -> dict[int, tuple[int, str, bool]]:
    """Captions (any index → words) and photos (any index → file name) → caption → (photo, why, guess).

    Only where neither has a second choice in the same step; what a step settles is out of the next one's way.
    """
    keys = {index: key_of(words) for index, words in captions.items()}
    names = {index: keys_of(name) for index, name in photos.items()}
    found: dict[int, tuple[int, str, bool]] = {}
    for fits, why, guess in STEPS:
        settled = True
        while settled:
            choices = {
                caption: [photo for photo in names if fits(key, names[photo])] for caption, key in keys.items() if key
            }
            settled = False
            for caption, options in choices.items():
                rivals = [other for other in choices if options and options[0] in choices[other]]
                if len(options) == 1 and rivals == [caption]:
                    found[caption] = (options[0], why, guess)
                    del keys[caption], names[options[0]]
                    settled = True
                    break
    return found
