"""The templates' environment: made as Pelican makes it (pelican.generators.Generator), without Pelican, so that a page
can be rendered in any process.

Compiled templates are kept under .build/templates: compiling those of one page takes longer than rendering hundreds.
"""

from __future__ import annotations

import importlib.util
import os
import shutil
from collections.abc import Mapping
from functools import partial
from hashlib import blake2b
from pathlib import Path
from typing import Any

from jinja2 import BytecodeCache, ChoiceLoader, Environment, FileSystemLoader, PrefixLoader, StrictUndefined
from jinja2.bccache import Bucket

from ...incremental.writer import write_file
from .filters import furnish

_SUM = 16


class CompiledTemplates(BytecodeCache):
    """Compiled templates in a folder, one file each: the digest of what follows, and the code. A file that does not
    hold what its digest says is not loaded: to Python a damaged one could be anything. Jinja itself sees to it that the
    code is of this template's text (https://jinja.palletsprojects.com/en/stable/api/#bytecode-cache)."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder

    def load_bytecode(self, bucket: Bucket) -> None:
        try:
            data = (self.folder / bucket.key).read_bytes()
        except OSError:
            return
        if blake2b(data[_SUM:], digest_size=_SUM).digest() == data[:_SUM]:
            bucket.bytecode_from_string(data[_SUM:])

    def dump_bytecode(self, bucket: Bucket) -> None:
        code = bucket.bytecode_to_string()
        try:
            write_file(self.folder / bucket.key, blake2b(code, digest_size=_SUM).digest() + code)
        except OSError:  # on a full disk, or one that may only be read, it is compiled again the next time
            return

    def get_cache_key(self, name: str, filename: str | None = None) -> str:
        """By the template's name alone: a site that is moved keeps what is compiled."""
        return blake2b(name.encode(), digest_size=16).hexdigest()


def environment_settings(settings: Mapping[str, Any]) -> dict[str, Any]:
    """Those settings that `make_environment` asks for: what is sent to another process."""
    names = ("THEME", "THEME_TEMPLATES_OVERRIDES", "PLUGINS", "JINJA_ENVIRONMENT", "JINJA_FILTERS", "JINJA_GLOBALS")
    return {name: settings[name] for name in (*names, "JINJA_TESTS") if name in settings}


def clear_compiled(folder: Path) -> None:
    """Delete what other code or other settings have compiled beside this folder."""
    for other in folder.parent.iterdir() if folder.parent.is_dir() else ():
        if other != folder:
            shutil.rmtree(other, ignore_errors=True)


def jinja_setting(settings: Mapping[str, Any]) -> dict[str, Any]:
    """The JINJA_ENVIRONMENT setting, in which a name that a page was not given is a fault unless the site says what it
    is instead."""
    return {"undefined": StrictUndefined, "extensions": [], **settings.get("JINJA_ENVIRONMENT", {})}


def make_environment(settings: Mapping[str, Any], compiled: Path | None = None) -> Environment:
    """Templates of the site's overrides, of its theme, and of Pelican's simple theme, with our filters and the site's.
    compiled: where compiled templates are kept."""
    theme = os.path.expanduser(os.path.join(settings["THEME"], "templates"))
    overrides = list(settings.get("THEME_TEMPLATES_OVERRIDES", ()))
    simple = FileSystemLoader(_simple_theme())
    loader = ChoiceLoader(
        [
            FileSystemLoader([*overrides, theme]),
            simple,
            PrefixLoader({"!simple": simple, "!theme": FileSystemLoader(theme)}),
        ]
    )
    environment = Environment(loader=loader, **jinja_setting(settings))
    environment.filters["strftime"] = _strftime
    environment.filters.update(settings.get("JINJA_FILTERS") or {})
    environment.globals.update(settings.get("JINJA_GLOBALS") or {})
    plugins = list(map(str, settings.get("PLUGINS") or ()))
    tests = {"plugin_enabled": partial(_plugin_enabled, plugins), **(settings.get("JINJA_TESTS") or {})}
    environment.tests.update(tests)
    furnish(environment)
    if compiled:
        environment.bytecode_cache = CompiledTemplates(compiled)
    return environment


def _simple_theme() -> str:
    """Pelican's simple theme; found without importing Pelican."""
    spec = importlib.util.find_spec("pelican")
    folder = spec.submodule_search_locations[0] if spec and spec.submodule_search_locations else ""
    return os.path.join(folder, "themes", "simple", "templates")


def _strftime(*words: Any) -> str:
    """Pelican's filter for dates, for themes made for it."""
    from ..door import strftime

    return str(strftime(*words))


def _plugin_enabled(plugins: list[str], name: str) -> bool:
    """Pelican's test for templates: whether a plugin of this name is listed."""
    return name in plugins or f"pelican.plugins.{name}" in plugins
