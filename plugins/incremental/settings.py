"""Settings: read from their file without Pelican, and told apart by a fingerprint of what is written in them, wherever
the site lies."""

from __future__ import annotations

import os
import runpy
from collections.abc import Iterator, Mapping
from pathlib import Path
from types import CodeType
from typing import Any

from .file_digests import digest_of


def read_settings_file(file: Path, output: Path | None = None) -> dict[str, Any]:
    """What is written in capitals in a settings file, with the folders PATH, THEME and OUTPUT_PATH as whole paths.
    output: in the place of OUTPUT_PATH. What the file raises is raised."""
    values = {name: value for name, value in runpy.run_path(str(file)).items() if name.isupper()}
    for name in ("PATH", "THEME", "OUTPUT_PATH"):
        values[name] = os.path.join(file.parent, os.path.expanduser(str(values.get(name, ""))))
    values["OUTPUT_PATH"] = os.fspath(output) if output else values["OUTPUT_PATH"]
    return values


def mark_of(settings: Mapping[str, Any], root: Path) -> str:
    """A fingerprint of settings, of what is written in capitals."""
    values = plain({name: value for name, value in settings.items() if name.isupper()}, root)
    return digest_of(repr(_ordered(values)).encode("utf-8", "surrogatepass")).hex()


def plain(value: Any, root: Path) -> Any:
    """A setting as a value that can be told apart: functions by their name and what they do, places from the site's
    folder, so that a site that is moved is the same site."""
    if isinstance(value, Mapping):
        return {str(key): plain(item, root) for key, item in value.items()}
    if isinstance(value, list | tuple | set | frozenset):
        items = [plain(item, root) for item in value]
        return sorted(items, key=repr) if isinstance(value, set | frozenset) else items
    if isinstance(value, str | os.PathLike):
        return os.fspath(value).replace(os.fspath(root), ".")
    if value is None or isinstance(value, bool | int | float):
        return value
    if hasattr(value, "__qualname__"):
        return [getattr(value, "__module__", ""), value.__qualname__, *_does(value, root)]
    words = repr(value)
    # What does not say what it is may be another one each time: with it nothing stands.
    return [type(value).__qualname__, os.urandom(8).hex() if " at 0x" in words else words]


def _does(function: Any, root: Path) -> Iterator[Any]:
    """What a function written in Python is made of: its code, what it has by default, what it has been closed over."""
    code = getattr(function, "__code__", None)
    if code is None:
        return
    yield from _says(code)
    yield plain(function.__defaults__, root)
    yield plain(function.__kwdefaults__, root)
    for cell in function.__closure__ or ():
        try:
            if cell.cell_contents is not function:
                yield plain(cell.cell_contents, root)
        except ValueError:  # not filled yet
            continue


def _says(code: CodeType) -> Iterator[str]:
    """The instructions of a piece of code, its names and constants, and those of the functions inside it."""
    yield from (code.co_code.hex(), *code.co_names)
    for one in code.co_consts:
        if isinstance(one, CodeType):
            yield from _says(one)
        else:
            yield repr(sorted(one, key=repr) if isinstance(one, frozenset) else one)


def _ordered(value: Any) -> Any:
    if isinstance(value, Mapping):
        return [(key, _ordered(value[key])) for key in sorted(value)]
    return [_ordered(item) for item in value] if isinstance(value, list) else value
