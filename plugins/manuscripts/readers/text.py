"""A .txt manuscript: UTF-8 with or without a mark, UTF-16 with or without one, or GBK and its successors."""

from __future__ import annotations

import unicodedata
from codecs import BOM_UTF16_BE, BOM_UTF16_LE

from ..lines import BREAK, INDENT, letters, margin, wrapped
from ..manuscript import Filed, Manuscript, Paragraph, Run
from ..refusal import Refused

LARGEST = 20 << 20


def read_text(file: Filed) -> Manuscript:
    """Each line is a paragraph, but for lines that an editor broke at its margin. Raises Refused."""
    with file.open() as stream:
        raw = stream.read(LARGEST + 1)
    if len(raw) > LARGEST:
        raise Refused(file.name, f"超过{LARGEST >> 20} MB，不像一篇稿件", "检查是不是交错了文件")
    text = decode(raw, file.name)
    blocks = paragraphs(BREAK.sub("\n", text))
    if not blocks:
        raise Refused(file.name, "文件里没有文字", "检查是不是交错了文件")
    return Manuscript(file.name, "行", tuple(blocks))


def decode(raw: bytes, name: str) -> str:
    """The text. Bytes that are no text in any of the known encodings are refused with the offset of the first."""
    if raw.startswith((BOM_UTF16_LE, BOM_UTF16_BE)):
        encodings = ["utf-16"]
    elif unmarked := _without_mark(raw):
        encodings = [unmarked]
    elif b"\x00" in raw:
        raise Refused(
            name, f"不是文字文件（第{raw.index(0) + 1}个字节是 0）", "检查是不是改过扩展名；稿件请另存为 .docx 或 .txt"
        )
    else:
        encodings = ["utf-8-sig", "gb18030"]
    furthest = 0
    for encoding in encodings:
        try:
            return raw.decode(encoding)
        except UnicodeDecodeError as fault:
            furthest = max(furthest, fault.start)
    neither = "UTF-16 文字" if encodings[0].startswith("utf-16") else "UTF-8 也不是 GBK 文字"
    raise Refused(name, f"第{furthest + 1}个字节起不是 {neither}", "用记事本打开，另存为，编码选 UTF-8，再交")


def _without_mark(raw: bytes) -> str:
    """The kind of UTF-16 that unmarked bytes are, "" for none: the zeros of its line ends, blanks and digits all stand
    in the upper half of their letters, and what they spell is lines of text.
    """
    upper, lower = raw[1::2].count(0), raw[::2].count(0)
    if len(raw) % 2 or bool(upper) == bool(lower):
        return ""
    encoding = "utf-16-le" if upper else "utf-16-be"
    text = raw.decode(encoding, errors="replace")
    strange = any(unicodedata.category(letter)[0] == "C" for letter in set(text) - set("\r\n\t"))
    return encoding if "\n" in text and not strange and "\ufffd" not in text else ""


def paragraphs(text: str) -> list[Paragraph]:
    """The lines as paragraphs, with the number of empty lines above each."""
    groups: list[tuple[int, int, list[str]]] = []
    gap = 1
    for number, line in enumerate(text.split("\n"), 1):
        words = letters(line)
        if not words:
            gap += 1
        elif gap or INDENT.match(line):
            groups.append((number, gap, [words]))
            gap = 0
        else:
            groups[-1][2].append(words)
    column = margin([lines for _, _, lines in groups])
    found: list[Paragraph] = []
    for number, gap, lines in groups:
        if column and wrapped(lines, column):
            found.append(Paragraph((Run("\n".join(lines)),), number, gap))
        else:
            found += [Paragraph((Run(line),), number + row, 0 if row else gap) for row, line in enumerate(lines)]
    return found
