"""The runs of one paragraph of a .docx as lines of letters."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import replace

from ..lines import INDENT, letters, seen, wrapped
from ..manuscript import Run


def lines_of(runs: Iterable[Run]) -> list[tuple[Run, ...]]:
    """The runs cut at soft returns, blanks trimmed. A soft return ends a paragraph, unless it only keeps a margin."""
    lines: list[list[Run]] = [[]]
    for run in runs:
        for number, words in enumerate(re.split("[\n\x0b\x0c\u2028\u2029]", run.text)):
            if number:
                lines.append([])
            lines[-1].append(replace(run, text=words, note=0 if number else run.note))
    texts = ["".join(run.text for run in line) for line in lines]
    cut = [_trimmed(line) for line in lines]
    filled = [words for text in texts if (words := letters(text))]
    if len(filled) > 2 and not any(INDENT.match(text) for text in texts[1:]) and wrapped(filled):
        joined: list[Run] = []
        for line in cut:
            joined += ([Run("\n")] if joined and line else []) + list(line)
        return [tuple(joined)]
    return cut


def _trimmed(line: Iterable[Run]) -> tuple[Run, ...]:
    """Runs of one look made one; no blank at either end, nothing that prints nothing."""
    kept: list[Run] = []
    for run in line:
        run = replace(run, text=seen(run.text).replace("\t", " "))
        if not kept:
            run = replace(run, text=run.text.lstrip())
        if kept and not run.note and not kept[-1].note and (run.bold, run.dotted) == (kept[-1].bold, kept[-1].dotted):
            kept[-1] = replace(run, text=kept[-1].text + run.text)
        elif run.text or run.note:
            kept.append(run)
    while kept and not kept[-1].note and not kept[-1].text.strip():
        kept.pop()
    if kept and not kept[-1].note:
        kept[-1] = replace(kept[-1], text=kept[-1].text.rstrip())
    return tuple(kept)
