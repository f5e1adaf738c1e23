"""What stopped the program, told so that whoever edited a template, the settings or a plugin can mend it."""

from __future__ import annotations

import traceback
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from jinja2 import TemplateNotFound, TemplateSyntaxError, UndefinedError

from ..newsroom.site import SettingsError

AROUND = 4


@dataclass(frozen=True, slots=True)
class Fault:
    """title: what kind of thing is broken; path, line: where, the path from the site's root and posix, line 0 where
    none is to blame; message: as the program says it, in its own language; remedy: Chinese; excerpt: numbered lines
    around the place; trace: the whole of Python's report."""

    title: str
    path: str
    line: int
    message: str
    remedy: str
    excerpt: tuple[tuple[int, str], ...]
    trace: str


def fault_of(error: BaseException, root: Path) -> Fault:
    """A Fault from an exception. Pelican wraps what a plugin raised: the place is looked for in all that led to it."""
    chain = list(_chain(error))
    syntax = next((one for one in chain if isinstance(one, SyntaxError | TemplateSyntaxError)), None)
    deepest = syntax or next((one for one in chain if isinstance(one, SettingsError)), None) or chain[-1]
    file, line = _place(deepest, root)
    title, remedy = _words(deepest, file)
    return Fault(
        title=title,
        path=_from(root, file),
        line=line,
        message=_message(deepest),
        remedy=remedy,
        excerpt=_excerpt(file, line),
        trace="".join(traceback.format_exception(error)),
    )


def _chain(error: BaseException) -> Iterator[BaseException]:
    """The exception and, one after the other, what it came from."""
    seen: set[int] = set()
    one: BaseException | None = error
    while one is not None and id(one) not in seen:
        seen.add(id(one))
        yield one
        one = one.__cause__ or (None if one.__suppress_context__ else one.__context__)


def _place(error: BaseException, root: Path) -> tuple[Path | None, int]:
    if isinstance(error, TemplateSyntaxError) and error.filename:
        return Path(error.filename), error.lineno
    if isinstance(error, SyntaxError) and error.filename:
        return Path(error.filename), error.lineno or 0
    # The last step of ours: what lies in the site's folder and not among the installed packages. Jinja puts the
    # template's own file and line there.
    for frame in reversed(traceback.extract_tb(error.__traceback__)):
        file = Path(frame.filename)
        if file.is_file() and file.is_relative_to(root) and "site-packages" not in file.parts:
            return file, frame.lineno or 0
    return None, 0


def _words(error: BaseException, file: Path | None) -> tuple[str, str]:
    """Title and remedy."""
    template = file is not None and file.suffix in (".html", ".js", ".xml")
    if isinstance(error, SettingsError):
        return "设置写错了", "改好设置文件，保存后预览会自己接着走"
    if isinstance(error, TemplateNotFound):
        return f"找不到模板“{error.name}”", "检查 theme/templates/ 里的文件名，或改正写着这个名字的地方"
    if isinstance(error, TemplateSyntaxError):
        return "模板写错了", "对照上下文改好这一行，保存后页面会自己恢复"
    if isinstance(error, UndefinedError) and template:
        return "模板用了没有给它的名字", "检查名字的拼写；模板只能用 site、path 和这一页自己的值"
    if template:
        return "模板在这里停住了", "改好这一行，保存后页面会自己恢复"
    if isinstance(error, SyntaxError):
        return "程序写错了", "改好这一行，保存后预览会自己接着走"
    if file is not None and file.name.endswith("conf.py"):
        return "设置文件在这里停住了", "改好设置文件，保存后预览会自己接着走"
    return "程序出错了", "下面是出错的经过，请转给维护网站的人；改好程序后预览会自己接着走"


def _message(error: BaseException) -> str:
    if isinstance(error, SettingsError):
        return str(error)
    words = error.msg if isinstance(error, SyntaxError) else str(error)
    return f"{type(error).__name__}: {words}"


def _from(root: Path, file: Path | None) -> str:
    if file is None:
        return ""
    return file.relative_to(root).as_posix() if file.is_relative_to(root) else str(file)


def _excerpt(file: Path | None, line: int) -> tuple[tuple[int, str], ...]:
    if file is None or not line or not file.is_file():
        return ()
    lines = file.read_text(encoding="utf-8", errors="replace").split("\n")
    first = max(1, line - AROUND)
    return tuple(enumerate(lines[first - 1 : line + AROUND], first))
