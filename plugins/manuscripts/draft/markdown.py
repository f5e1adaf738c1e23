"""Letters of a manuscript as Markdown that comes out as the same letters, whatever they look like.

The rules are Python-Markdown's: what its inline patterns and block processors would take for a mark is escaped, and
nothing else, so that a draft stays pleasant to edit.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from ..manuscript import Paragraph, Run, Table

_INLINE = re.compile(r"[\\`*_\[{]")
_AMPERSAND = re.compile(r"&(?=#?\w)")
# Marks that mean something at the start of a line only. Those that no backslash can protect become references.
_START = re.compile(r"(?P<number>\d+)(?=\.(?:\s|$))|(?P<escape>[#>+-]|!!!)|(?P<refer>[~:=])|(?P<dots>\.\.\.)")


def escape(text: str) -> str:
    """Letters within a line."""
    text = _INLINE.sub(lambda mark: "\\" + mark[0], text)
    return _AMPERSAND.sub("&amp;", text).replace("<", "&lt;")


def escape_start(line: str) -> str:
    """A line whose letters are already escaped, safe to stand at the start of a block."""
    found = _START.match(line)
    if not found:
        return line
    rest = line[found.end() :]
    if found["number"]:
        return f"{found['number']}\\{rest}"
    if found["escape"] or found["dots"]:
        return "\\" + line
    return f"&#{ord(found['refer'])};{rest}"


def write_runs(runs: Sequence[Run]) -> str:
    """Runs with their marks: **bold**, *dotted* (着重号), [^1] where a footnote is called."""
    parts: list[str] = []
    runs = _merged(runs)
    for number, run in enumerate(runs):
        if run.note:
            parts.append(f"[^{run.note}]")
            continue
        beside = [other for other in (*runs[max(number - 1, 0) : number], *runs[number + 1 : number + 2]) if other.text]
        # Two kinds of stars side by side cannot be told apart; the bold one stays.
        mark = "**" if run.bold else "*" if run.dotted and not any(other.bold for other in beside) else ""
        core = run.text.strip()
        if not mark or not core or "\n" in core:
            parts.append(escape(run.text))
            continue
        lead, trail = run.text[: len(run.text) - len(run.text.lstrip())], run.text[len(run.text.rstrip()) :]
        parts.append(f"{lead}{mark}{escape(core)}{mark}{trail}")
    return "".join(parts)


def _merged(runs: Sequence[Run]) -> list[Run]:
    """Neighbours of one look as one run."""
    merged: list[Run] = []
    for run in runs:
        last = merged[-1] if merged else None
        if last and not run.note and not last.note and (last.bold, last.dotted) == (run.bold, run.dotted):
            merged[-1] = replace(run, text=last.text + run.text)
        else:
            merged.append(run)
    return merged


def write_paragraph(runs: Sequence[Run]) -> str:
    """A paragraph of its own."""
    text = write_runs(runs)
    plain = text.startswith(("**", "*")) and bool(runs) and (runs[0].bold or runs[0].dotted)
    return "\n".join(
        line if plain and not number else escape_start(line) for number, line in enumerate(text.split("\n"))
    )


def write_head(runs: Sequence[Run], level: int) -> str:
    """A section head, without marks of its own; the two halves of a head keep the blank between them."""
    text = write_runs([replace(run, bold=False, dotted=False) for run in runs])
    return f"{'#' * level} {text.replace('#', chr(92) + '#')}"


def write_note(number: int, runs: Sequence[Run]) -> str:
    """A footnote's text; its further lines are indented."""
    return f"[^{number}]: {write_paragraph(runs)}".replace("\n", "\n    ")


def write_figure(file: str, caption: str, words: str = "") -> str:
    """A picture with its caption: a title in straight quotes, so those in it become references."""
    title = f' "{escape(caption).replace(chr(34), "&quot;").replace(chr(39), "&#39;")}"' if caption else ""
    return f"![{escape(words).replace(']', chr(92) + ']')}]({file}{title})"


def write_table(table: Table) -> str:
    """A table whose first row is its head. Paragraphs within a cell are parted by <br>."""
    width = max(len(row) for row in table.rows)
    rows = [[_cell(cell) for cell in row] + [""] * (width - len(row)) for row in table.rows]
    rows.insert(1, ["---"] * width)
    return "\n".join(f"| {' | '.join(row)} |" for row in rows)


def _cell(cell: Sequence[Paragraph]) -> str:
    lines = [write_runs(paragraph.runs).replace("\n", "<br>").replace("|", "\\|") for paragraph in cell]
    return "<br>".join(lines)
