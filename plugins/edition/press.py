"""From planned pages to files: what is stale is rendered and written, the rest is left as it stands."""

from __future__ import annotations

import sys
from collections.abc import Mapping
from typing import Any

from jinja2 import Environment

from ..incremental.fingerprint import Fingerprints
from ..incremental.freshness import Causes, Freshness
from ..incremental.record import Record, place_of
from ..incremental.store import Store
from ..incremental.templates import Templates
from ..incremental.writer import publish_file, write_file
from ..newsroom import signals
from ..newsroom.edition import Edition, Written
from .render import render


def press(edition: Edition, environment: Environment, store: Store, code: bytes) -> Written:
    """Write the edition's pages and files, let the plugins write theirs, then prune what nothing wants any more.

    With the setting EXPLAIN every page that is rendered is named with the reason.
    """
    output, wanted = edition.output, [page.path for page in edition.pages] + list(edition.files)
    record = Record(edition.store, output)
    record.announce(wanted)
    fresh = Freshness(store, place_of(edition.store, output), output)
    templates, fingerprints = Templates(environment), Fingerprints()
    site = fingerprints.of(edition.site)
    rendered, changed = 0, []
    for page in edition.pages:
        given = fingerprints.of((site, page.path, page.given))
        causes = Causes(given, templates.key(page.template), code)
        why = fresh.why_stale(page.path, causes)
        if why:
            if edition.settings.get("EXPLAIN"):
                print(f"{page.path}：{why}", file=sys.stderr)
            data = render(page, edition.site, environment)
            changed += [page.path] if write_file(output / page.path, data) else []
            fresh.written(page.path, causes, data)
            rendered += 1
    for path, file in sorted(edition.files.items()):
        new = write_file(output / path, file) if isinstance(file, bytes) else publish_file(output / path, file)
        changed += [path] if new else []
    signals.pages_written.send(edition)
    fresh.save()
    pruned = record.prune([*wanted, *edition.published])
    return Written(len(edition.pages), rendered, tuple(changed), tuple(pruned))


def rendering_settings(settings: Mapping[str, Any]) -> list[Any]:
    """The settings that decide how a template is rendered, in a form that can be fingerprinted: functions by name."""
    names = ("JINJA_ENVIRONMENT", "JINJA_FILTERS", "JINJA_GLOBALS", "JINJA_TESTS", "THEME_TEMPLATES_OVERRIDES")
    return [named(settings.get(name)) for name in names]


def named(value: Any) -> Any:
    """A setting with whatever is no plain value in it told by its module and name."""
    if isinstance(value, Mapping):
        return {str(key): named(item) for key, item in value.items()}
    if isinstance(value, list | tuple):
        return [named(item) for item in value]
    if value is None or isinstance(value, str | bool | int | float):
        return value
    return f"{getattr(value, '__module__', '')}.{getattr(value, '__qualname__', type(value).__qualname__)}"
