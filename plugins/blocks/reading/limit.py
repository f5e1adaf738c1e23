"""A story that is not read in five seconds is stopped, told and printed as plain paragraphs; no other waits for it.

What takes so long is a step of another extension, such as a highlighter that guesses at a language.
"""

from __future__ import annotations

import ctypes
import re
import signal
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from functools import cache
from html import escape
from types import FrameType

from markdown import Markdown

from ...newsroom.body import Sheet
from ..block import Notes

SECONDS = 5.0
_APART = re.compile(r"\n\s*\n")


class Overdue(BaseException):
    """The time is over. No Exception: what an extension catches must not catch this."""


def convert_in_time(md: Markdown, convert: Callable[[str], str], source: str, seconds: float = SECONDS) -> str:
    """What `convert` makes of a story; its bare words, and a Problem, where that takes longer."""
    try:
        with _limit(seconds):
            return convert(source)
    except Overdue:
        sheet: Sheet = md.sheet  # type: ignore[attr-defined]  # set by the extension, or by who reads the copy
        blank = Sheet(sheet.path, sheet.folder, sheet.text, sheet.start)
        # Marks, photographs and heads noted so far belong to a body that is not there.
        for name in ("parts", "photos", "videos", "attachments", "headings", "corrections"):
            setattr(sheet, name, getattr(blank, name))
        md.parser.state.clear()
        md.notes = Notes()  # type: ignore[attr-defined]
        what = f"这一篇读了{seconds:g}秒还没有读完，已经停下，先按没有格式的文字排出"
        remedy = "看看 pelicanconf.py 的 MARKDOWN 里另加了什么扩展，去掉代码着色一类的再试"
        sheet.fault(sheet.start, what, remedy)
        return "\n".join(f"<p>{escape(part.strip(), quote=False)}</p>" for part in _APART.split(source) if part.strip())


@contextmanager
def _limit(seconds: float) -> Iterator[None]:
    """Raise Overdue inside the block once it has used so much time: the processor's in the main thread, where a busy
    machine stops no healthy story; else the clock's."""
    if hasattr(signal, "setitimer") and threading.current_thread() is threading.main_thread():
        _listen()
        signal.setitimer(signal.ITIMER_VIRTUAL, seconds)
        try:
            yield
        finally:
            signal.setitimer(signal.ITIMER_VIRTUAL, 0)
        return
    thread = ctypes.c_ulong(threading.get_ident())
    lock, over = threading.Lock(), False

    def ring() -> None:
        with lock:
            if not over:
                ctypes.pythonapi.PyThreadState_SetAsyncExc(thread, ctypes.py_object(Overdue))

    timer = threading.Timer(seconds, ring)
    timer.daemon = True
    timer.start()
    try:
        yield
    finally:
        with lock:
            over = True
        timer.cancel()


@cache
def _listen() -> None:
    """Once in a process: to set a handler costs more than to read a short story."""
    signal.signal(signal.SIGVTALRM, _ring)


def _ring(number: int, frame: FrameType | None) -> None:
    raise Overdue
