"""The report on a terminal: what was guessed in yellow, what is missing in red, where there are colours."""

from __future__ import annotations

from rich.console import Console
from rich.text import Text

from .drafted import Drafted
from .text import LEGEND, report

COLOURS = (("？", "yellow"), ("！", "red"), ("+", "green"), ("-", "red"), ("@@", "cyan"))


def show(drafted: Drafted) -> None:
    """Print the report; a pipe or a file gets the same letters without colour."""
    console = Console(highlight=False, soft_wrap=True)
    for line in report(drafted, console.width).splitlines():
        style = next((colour for mark, colour in COLOURS if line.startswith(mark)), "")
        head = "bold" if line.endswith("：") or line.startswith(("稿件：", "结构：", "照片：")) else ""
        head = "dim" if line == LEGEND else head
        console.print(Text(line, style=style or head))
