"""From planned pages to files: what is stale is rendered and written, the rest is left as it stands."""

from __future__ import annotations

import sys
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

from ..incremental.fingerprint import Fingerprints
from ..incremental.freshness import Causes, Freshness
from ..incremental.mark import plain
from ..incremental.record import Record, place_of
from ..incremental.spread import processors, spread, way
from ..incremental.store import Store
from ..incremental.templates import Templates
from ..incremental.writer import publish_file, write_file
from ..newsroom import signals
from ..newsroom.edition import Edition, Written
from ..newsroom.gazetteer import near
from ..newsroom.page import Page
from .folios import Folios
from .render import Printer, print_part

PART = 128  # pages that a process takes at a time; fewer are not worth one


def press(
    edition: Edition,
    printer: Printer,
    store: Store,
    code: bytes,
    fingerprints: Fingerprints,
    jobs: int = 0,
    keep: bool = False,
) -> Written:
    """Write the edition's pages and files, let the plugins write theirs, then prune what nothing wants any more. A page
    of which only the file is lost is put back.

    With the setting EXPLAIN every page that is rendered is named with the reason. jobs: processes, 0 for one a
    processor; keep: what stories' pages were given, for a build that makes one of them again.
    """
    if edition.preview:
        raise AssertionError("an edition made for the desk to look at holds what may not go out: it is never written")
    output, wanted = edition.output, [page.path for page in edition.pages] + list(edition.files)
    record = Record(edition.store, output)
    record.announce([*wanted, *edition.renditions])
    fresh = Freshness(store, place_of(edition.store, output), output, printer.sync)
    folios = Folios(store, fresh.place)
    back = fresh.put_back_files(edition.files)
    stale: list[Page] = []
    causes: dict[str, Causes] = {}
    for page, cause in caused(edition, printer, code, fingerprints):
        if keep and page.given.get("story"):
            folios.lay(page, cause.given)
        why = fresh.why_stale(page.path, cause)
        if why and fresh.put_back(page.path, cause):
            back.add(page.path)
        elif why:
            if edition.settings.get("EXPLAIN"):
                print(f"{page.path}：{why}", file=sys.stderr)
            causes[page.path] = cause
            stale.append(page)
    changed = []
    quoted = set(printer.shelf.asked)
    if len(stale) > PART and way(jobs or processors(), handful=False) == "fork":
        printer.load(stale)
    for part in spread(print_part, printer, stale, PART, jobs):
        for printed in part:
            fresh.written(printed.path, causes[printed.path], printed.state, printed.digest)
            changed += [printed.path] if printed.changed else []
    printer.shelf.asked = quoted  # a story's own page does not quote it
    for path, file in sorted(edition.files.items()):
        if isinstance(file, bytes):
            new = write_file(output / path, file, printer.sync)
        else:
            new = publish_file(output / path, file, printer.sync)
        changed += [path] if new else []
    signals.pages_written.send(edition)
    fresh.save()
    folios.save()
    pruned = record.prune([*wanted, *edition.published])
    return Written(len(edition.pages), len(stale), tuple(changed), tuple(pruned), len(back.difference(changed)))


def caused(
    edition: Edition, printer: Printer, code: bytes, fingerprints: Fingerprints
) -> Iterator[tuple[Page, Causes]]:
    """Every page with what it comes from."""
    templates = Templates(printer.environment)
    site = fingerprints.of(edition.site)
    for page in edition.pages:
        yield page, Causes(given_of(fingerprints, site, page), templates.key(page.template), code)


def given_of(fingerprints: Fingerprints, site: bytes, page: Page) -> bytes:
    """The fingerprint of what a page was given. site: the site's own."""
    return fingerprints.of((site, page.path, page.given))


def why(edition: Edition, printer: Printer, store: Store, code: bytes, fingerprints: Fingerprints, path: str) -> str:
    """A line about one page, by its path in the output: why the next build makes it again, or that it need not; what
    became of a path that is no page."""
    fresh = Freshness(store, place_of(edition.store, edition.output), edition.output)
    for page, cause in caused(edition, printer, code, fingerprints):
        if page.path == path:
            reason = fresh.why_stale(path, cause)
            again = "放回原样，不用重做" if fresh.can_put_back(path, cause) else "重做"
            return f"{path}：{reason}，下次生成会{again}" if reason else f"{path}：没有变，不用重做"
    if path in edition.files or path in edition.renditions:
        return f"{path}：不是网页，内容变了才会重写"
    closest = near(path, [page.path for page in edition.pages])
    return f"{path}：没有这一页" + (f"，是不是“{closest}”？" if closest else "")


def rendering_settings(settings: Mapping[str, Any]) -> list[Any]:
    """The settings that decide how a template is rendered, in a form that can be fingerprinted."""
    names = ("JINJA_ENVIRONMENT", "JINJA_FILTERS", "JINJA_GLOBALS", "JINJA_TESTS", "THEME_TEMPLATES_OVERRIDES")
    return [plain(settings.get(name), Path(settings["PATH"]).parent) for name in names]
