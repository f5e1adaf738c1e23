"""Text files: every encoding that reporters have, lines as they were meant."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from plugins.manuscripts.manuscript import Filed, Manuscript
from plugins.manuscripts.readers.text import decode, paragraphs, read_text
from plugins.manuscripts.refusal import Refused

TEXT = "绿了山\n\n丰溪的山是绿的，水也是。\n"


def read(folder: Path, data: bytes) -> Manuscript:
    file = folder / "稿件.txt"
    file.write_bytes(data)
    return read_text(Filed(file.name, file))


def lines(text: str) -> list[tuple[str, int, int]]:
    """(words, line, gap) of each paragraph."""
    return [(paragraph.text, paragraph.place, paragraph.gap) for paragraph in paragraphs(text)]


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "gbk", "gb18030", "utf-16"])
@pytest.mark.parametrize("ends", ["\n", "\r\n", "\r"])
def test_encodings(tmp_path: Path, encoding: str, ends: str) -> None:
    """Whatever the editor saved it as, the same two paragraphs on the same lines."""
    found = read(tmp_path, TEXT.replace("\n", ends).encode(encoding))
    told = [(one.text, one.place, one.gap) for one in found.blocks]  # type: ignore[union-attr]  # all are paragraphs
    assert told == [("绿了山", 1, 1), ("丰溪的山是绿的，水也是。", 3, 1)]
    assert found.unit == "行"


@settings(deadline=None)
@given(st.text(st.characters(codec="gb18030", exclude_characters="\x00"), max_size=40))
def test_no_letter_is_lost(text: str) -> None:
    """Any letters come back from UTF-8. From GB18030 those do that UTF-8 cannot be mistaken for."""
    assert decode(text.encode("utf-8"), "a.txt") == text.removeprefix("\ufeff")
    gb = text.encode("gb18030")
    try:
        gb.decode("utf-8")
    except UnicodeDecodeError:
        if not gb.startswith((b"\xff\xfe", b"\xfe\xff")):
            assert decode(gb, "a.txt") == text


@pytest.mark.parametrize(
    ("data", "said"),
    [
        ("好的".encode() + b"\xff\xff", "第7个字节起不是 UTF-8 也不是 GBK"),
        (b"\x81", "第1个字节起"),
        (b"abc\x00", "第4个字节是 0"),
        (b"\xff\xfea", "第3个字节起不是 UTF-16"),
        (b"", "没有文字"),
        ("　　\r\n\t\r\n\u200b".encode(), "没有文字"),
        (b"a" * ((20 << 20) + 1), "超过20 MB"),
    ],
)
def test_what_is_no_text(tmp_path: Path, data: bytes, said: str) -> None:
    """Bytes that are no text are refused, with the place of the first; so is a file that says nothing."""
    with pytest.raises(Refused) as refused:
        read(tmp_path, data)
    assert said in str(refused.value)
    assert "→" in str(refused.value)
    assert str(refused.value).startswith("稿件.txt")


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("甲\n\n\n\n乙", [("甲", 1, 1), ("乙", 5, 3)]),
        ("甲\n乙", [("甲", 1, 1), ("乙", 2, 0)]),
        ("\u3000\u3000甲 乙\u3000", [("甲 乙", 1, 1)]),
        ("甲\t乙\xa0丙", [("甲 乙\xa0丙", 1, 1)]),
        ("\ufeff甲\u200b乙\x07丙", [("甲乙丙", 1, 1)]),
        ("甲\u2028乙\x0c丙", [("甲\u2028乙\x0c丙", 1, 1)]),
        (" \n\u3000\n甲", [("甲", 3, 3)]),
    ],
)
def test_lines(text: str, expected: list[tuple[str, int, int]]) -> None:
    """A paragraph knows its line and the empty lines above it; blanks at its ends and what prints nothing are gone."""
    assert lines(text) == expected


LONG = "头天夜里落了一场雪早起推门院坝里的脚印只有猫的一行去往高处"  # 29 letters, 58 columns


def test_lines_that_an_editor_broke() -> None:
    """Lines that end at one margin, in the middle of a sentence, are one paragraph; an indent starts the next."""
    text = f"　　{LONG[:28]}\n{LONG}\n人家。\n　　{LONG[:28]}\n{LONG}\n还没有人走过。"
    assert [paragraph.text.count("\n") for paragraph in paragraphs(text)] == [2, 2]


@pytest.mark.parametrize("rows", [["山一程", "水一程", "风一更"], [f"{LONG}。"] * 3, [LONG, "短", LONG]])
def test_lines_that_are_meant(rows: list[str]) -> None:
    """Short lines, whole sentences, lines of different length stay paragraphs of their own."""
    assert [paragraph.text for paragraph in paragraphs("\n".join(rows))] == rows


@pytest.mark.parametrize("encoding", ["utf-16-le", "utf-16-be"])
def test_utf_16_without_a_mark(encoding: str) -> None:
    """As some editors save it; bytes with a zero that spell nothing are refused as before."""
    text = "茶山新路通车\r\n\r\n记者 某某\r\n8月1日，茶山村的新路通车。\r\n"
    assert decode(text.encode(encoding), "稿件.txt") == text
    for raw in (text.encode("utf-8") + b"\x00", b"\x00\x01\x00\x02", bytes(range(256)) * 2):
        with pytest.raises(Refused):
            decode(raw, "稿件.txt")
