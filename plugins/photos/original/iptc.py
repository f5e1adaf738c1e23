"""IPTC-IIM 4.2: the old press metadata, as newsroom software writes it into JPEG's APP13.

A run of data sets: 0x1C, record, number, length (two bytes; more where the top bit is set), value. Text is UTF-8 where
data set 1:90 says so (ESC % G); Chinese software often writes UTF-8 or GBK without saying anything.
"""

from __future__ import annotations

import re

NUMBERS = {  # of record 2
    5: "title",
    80: "byline",
    90: "city",
    92: "location",
    110: "credit",
    116: "copyright",
    120: "caption",
}
UTF8 = b"\x1b%G"


def read_iptc(data: object) -> dict[str, str]:
    """The fields of PhotoRecord that the data sets hold; several by-lines are joined by 、."""
    if not isinstance(data, bytes):
        return {}
    sets = _sets(data)
    declared = any(record == 1 and number == 90 and UTF8 in value for record, number, value in sets)
    found: dict[str, list[str]] = {}
    day = ""
    for record, number, value in sets:
        if record != 2:
            continue
        if name := NUMBERS.get(number):
            text = decode(value, declared)
            lines = text.splitlines() if name == "byline" else [text]
            found.setdefault(name, []).extend(line.strip("\0 ") for line in lines)
        elif number == 55 and len(value) == 8 and value.isdigit() and value[:4] != b"0000":
            words = value.decode("ascii")
            day = f"{words[:4]}-{words[4:6]}-{words[6:]}"
    fields = {name: ("、" if name == "byline" else " ").join(filter(None, values)) for name, values in found.items()}
    return fields | ({"taken": day} if day else {})


def _sets(data: bytes) -> list[tuple[int, int, bytes]]:
    found: list[tuple[int, int, bytes]] = []
    place = 0
    while place + 5 <= len(data) and data[place] == 0x1C:
        record, number = data[place + 1], data[place + 2]
        length = int.from_bytes(data[place + 3 : place + 5], "big")
        place += 5
        if length & 0x8000:
            wide = length & 0x7FFF
            if wide > 4:
                break
            length = int.from_bytes(data[place : place + wide], "big")
            place += wide
        if place + length > len(data):
            break
        found.append((record, number, data[place : place + length]))
        place += length
    return found


def decode(value: bytes, declared: bool = False) -> str:
    """UTF-8 where it is that; else GBK, else Big5 where most of its characters are common Chinese ones; else Windows
    Latin.

    Being decodable is not enough. Short GBK passes as UTF-8 ("溪山" as "Ϫɽ"), so UTF-8 that nobody declared must not be
    all in letters of two bytes beyond the Latin ones. Latin text passes as GBK ("é" and the letter after it make one
    rare character), so most of the characters must be those of GB 2312, which ordinary Chinese is written in; or those
    of Big5's first level, two of them in a row.
    """
    try:
        text = value.decode("utf-8")
    except UnicodeDecodeError:
        return value.decode("utf-8", "replace") if declared else _chinese(value) or value.decode("cp1252", "replace")
    strange = not declared and max(text, default="") < "\u0800" and any(letter >= "\u0180" for letter in text)
    return strange and _chinese(value) or text


def _chinese(value: bytes) -> str:
    for encoding, common in (("gb18030", _in_gb2312), ("big5", _in_big5)):
        try:
            text = value.decode(encoding)
        except UnicodeDecodeError:
            continue
        foreign = [letter for letter in text if ord(letter) > 127]
        likely = encoding == "gb18030" or re.search("[\u4e00-\u9fff]{2}", text)
        if likely and sum(map(common, foreign)) * 2 > len(foreign):
            return text
    return ""


def _in_gb2312(letter: str) -> bool:
    return bool(letter.encode("gb2312", "ignore"))


def _in_big5(letter: str) -> bool:
    """Whether it is a frequent character (level 1) or a sign of Big5."""
    return b"\xa1\x40" <= letter.encode("big5", "ignore") <= b"\xc6\x7e"


def write_iptc(copyright: str, credit: str) -> bytes:
    """A JPEG APP13 segment that says only this; b"" where there is nothing to say."""
    sets = [(1, 90, UTF8), (2, 110, credit.encode()[:512]), (2, 116, copyright.encode()[:512])]
    told = [(r, n, value.decode("utf-8", "ignore").encode() if r == 2 else value) for r, n, value in sets]
    if not any(value for record, _, value in told if record == 2):
        return b""
    data = b"".join(bytes((0x1C, r, n)) + len(value).to_bytes(2, "big") + value for r, n, value in told if value)
    block = b"8BIM\x04\x04\x00\x00" + len(data).to_bytes(4, "big") + data + b"\0" * (len(data) % 2)
    body = b"Photoshop 3.0\0" + block
    return b"\xff\xed" + (len(body) + 2).to_bytes(2, "big") + body
