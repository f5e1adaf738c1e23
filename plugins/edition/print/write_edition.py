"""From planned pages to files: what is stale is rendered and written, the rest is left as it stands."""

from __future__ import annotations

import sys
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

from ...incremental.fingerprint import Fingerprints
from ...incremental.output import Dependencies, Output
from ...incremental.settings import plain
from ...incremental.spread import processors, spread, way
from ...incremental.templates import Templates
from ...newsroom import signals
from ...newsroom.edition import Edition, Written
from ...newsroom.gazetteer import near
from ...newsroom.page import Page
from ...newsroom.problem import Problem
from .environment import jinja_setting
from .page_inputs import PageInputs
from .render import Printer, print_part

PART = 128  # pages that a process takes at a time; fewer are not worth one


def press(
    edition: Edition,
    printer: Printer,
    templates: Templates,
    output: Output,
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
    shown = edition.shown()
    wanted = [*(page.path for page in edition.pages), *edition.files, *shown]
    output.announce(wanted)
    in_the_way = output.make_way([*wanted, *edition.published])
    inputs = PageInputs(output.store, output.place)
    back = output.put_back_files(edition.files)
    stale: list[Page] = []
    causes: dict[str, Dependencies] = {}
    for page, cause in caused(edition, templates, code, fingerprints):
        if keep and page.given.get("story"):
            inputs.lay(page, cause.given)
        why = output.why_stale(page.path, cause)
        if why and output.put_back(page.path, cause):
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
            output.wrote(printed.path, causes[printed.path], printed.state, printed.digest)
            changed += [printed.path] if printed.changed else []
    printer.shelf.asked = quoted  # a story's own page does not quote it
    changed += [path for path, file in sorted(edition.files.items()) if output.write(path, file)]
    edition.problems += link_all(output, shown)
    edition.announce = output.announce
    signals.pages_written.send(edition)
    for path in sorted(edition.published):
        output.note(path)
    inputs.save()
    pruned = sorted({*in_the_way, *output.prune(output.now)})
    output.save()
    return Written(len(edition.pages), len(stale), tuple(changed), tuple(pruned), len(back.difference(changed)))


def link_all(output: Output, files: Mapping[str, Path]) -> list[Problem]:
    """Put renditions into an output; a Problem for each that the disk will not take, which costs no other."""
    problems = []
    for path, file in sorted(files.items()):
        try:
            output.link(path, file)
        except OSError as fault:
            what = f"写不进输出文件夹（{fault.strerror}）"
            problems.append(Problem(path, 0, what, "检查磁盘空间和权限，再生成一次"))
            output.note(path)
    return problems


def caused(
    edition: Edition, templates: Templates, code: bytes, fingerprints: Fingerprints
) -> Iterator[tuple[Page, Dependencies]]:
    """Every page with what it comes from."""
    site = fingerprints.of(edition.site)
    for page in edition.pages:
        yield page, Dependencies(given_of(fingerprints, site, page), templates.key(page.template), code)


def given_of(fingerprints: Fingerprints, site: bytes, page: Page) -> bytes:
    """The fingerprint of what a page was given. site: the site's own."""
    return fingerprints.of((site, page.path, page.given))


def why(
    edition: Edition, templates: Templates, output: Output, code: bytes, fingerprints: Fingerprints, path: str
) -> str:
    """A line about one page, by its path in the output: why the next build makes it again, or that it need not; what
    became of a path that is no page."""
    for page, cause in caused(edition, templates, code, fingerprints):
        if page.path == path:
            reason = output.why_stale(path, cause)
            again = "放回原样，不用重做" if output.can_put_back(path, cause) else "重做"
            return f"{path}：{reason}，下次生成会{again}" if reason else f"{path}：没有变，不用重做"
    if path in edition.files or path in edition.renditions:
        return f"{path}：不是网页，内容变了才会重写"
    closest = near(path, [page.path for page in edition.pages])
    return f"{path}：没有这一页" + (f"，是不是“{closest}”？" if closest else "")


def rendering_settings(settings: Mapping[str, Any]) -> list[Any]:
    """The settings that decide how a template is rendered, in a form that can be fingerprinted."""
    names = ("JINJA_FILTERS", "JINJA_GLOBALS", "JINJA_TESTS", "THEME_TEMPLATES_OVERRIDES")
    values = [jinja_setting(settings), *(settings.get(name) or None for name in names)]
    return [plain(value, Path(settings["PATH"]).parent) for value in values]
