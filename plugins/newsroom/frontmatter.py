"""The lines above a story: `标题：喜看溪山绿浪涌`, one field a line, up to the first blank line."""

from __future__ import annotations

import re
from dataclasses import dataclass

from .lean import lean
from .problem import Problem

_FIELD = re.compile(r"^ {0,3}(?P<key>[A-Za-z][A-Za-z0-9_-]*|[\u4e00-\u9fff]{1,8})\s*[:：]\s*(?P<value>.*)$")
_MORE = re.compile(r"^(?: {4,}|\t|　+)(?P<value>\S.*)$")
_FENCE = re.compile(r"^(?:---+|\.\.\.)\s*$")


@lean
@dataclass(frozen=True, slots=True)
class Field:
    """One field as written: key and value without surrounding blanks, and its line."""

    key: str
    value: str
    line: int


def read_frontmatter(path: str, text: str) -> tuple[list[Field], int, list[Problem]]:
    """The fields, the line (from 1) on which the body starts, and what is wrong.

    An indented line goes on with the field above it. `---` fences around the fields are allowed, as in other tools.
    Without any field the whole file is the body and a Problem says so.
    """
    lines = text.split("\n")
    fields: list[Field] = []
    number = 0
    while number < len(lines) and not lines[number].strip():
        number += 1
    fenced = number < len(lines) and bool(_FENCE.match(lines[number]))
    number += fenced
    first = number
    while number < len(lines):
        line = lines[number]
        if fenced and not line.strip():
            number += 1
            continue
        if not line.strip() or _FENCE.match(line):
            number += 1
            break
        if found := _FIELD.match(line):
            fields.append(Field(found["key"], found["value"].strip(), number + 1))
        elif fields and (more := _MORE.match(line)):
            last = fields[-1]
            fields[-1] = Field(last.key, f"{last.value}\n{more['value'].strip()}".strip(), last.line)
        else:
            break
        number += 1
    if fields:
        return fields, number + 1, []
    return [], 1, [_missing(path, lines, first)]


def _missing(path: str, lines: list[str], first: int) -> Problem:
    if not any(line.strip() for line in lines):
        return Problem(path, 0, "文件是空的", "写上“标题：”“日期：”等稿头，空一行后写正文；不要的文件请删掉")
    return Problem(
        path,
        min(first + 1, len(lines)),
        "开头没有稿头，认不出标题和日期",
        "在文件最前面写“标题：……”“日期：2021-08-12”“栏目：……”，空一行，再写正文",
    )
