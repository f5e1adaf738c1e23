"""Pages that were taken down, and the releases that still keep them."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from contextlib import suppress
from dataclasses import replace

from plugins.incremental.writer import write_file
from plugins.newsroom.gazetteer import near

from ..fault import DeployFault
from ..release.manifest import Manifest, ReleaseHeading
from ..release.plan import plan
from ..release.withdrawn import taken_down, without
from ..review.page_words import page_words
from .lease import lease
from .target import Target, released

TITLED = 20  # pages whose titles are fetched


def titled(target: Target, heading: ReleaseHeading | None, manifest: Manifest, pages: Sequence[str]) -> dict[str, str]:
    """Pages of a release with their titles, "" where one cannot be read."""
    titles = dict.fromkeys(pages, "")
    wanted = [manifest.files[page] for page in pages[:TITLED]]
    if heading and wanted:
        with suppress(DeployFault, OSError):  # a title is a help; the path is told anyway
            titles |= {path: page_words(html).title for path, html in target.transport.fetch(heading.number, wanted)}
    return titles


def forget(target: Target, pages: Collection[str]) -> tuple[tuple[int, ...], tuple[str, ...]]:
    """Take pages, and what only they showed, out of every kept release that is not served: the numbers of those that
    had them, and what could not be done."""
    with lease(target.transport, target.folder):
        inventory = target.transport.inventory()
        numbers, notes = [], dict[str, None]()
        for heading in inventory.releases:
            manifest = released(target, heading)
            if heading != inventory.current and not set(pages).isdisjoint(manifest.files):
                note = _purge(target, heading, manifest, pages)[1]
                numbers.append(heading.number)
                notes |= {note: None} if note else {}
        return tuple(numbers), tuple(notes)


def leave_out(
    target: Target, heading: ReleaseHeading, since: Manifest
) -> tuple[ReleaseHeading, Mapping[str, str], tuple[str, ...]]:
    """A kept release without the pages that were taken down since: its heading then, those pages with their titles, and
    what is to be told. So many that a deploy would have asked are a mistake that somebody goes back from: they stay."""
    manifest = released(target, heading)
    pages = taken_down(manifest, since)
    if not pages:
        return heading, {}, ()
    if target.guard.refuses(manifest, plan(manifest, without(manifest, pages)[0])):
        return heading, {}, (f"第 {heading.number} 版里有 {len(pages)} 个网页后来撤下了，太多，像是误删，都留着",)
    names = titled(target, heading, manifest, pages)
    after, note = _purge(target, heading, manifest, pages)
    return after, names, (note,) if note else ()


def _purge(
    target: Target, heading: ReleaseHeading, manifest: Manifest, pages: Collection[str]
) -> tuple[ReleaseHeading, str]:
    left, gone = without(manifest, pages)
    after = replace(heading, digest=left.digest)
    note = target.transport.purge(after, left, gone)
    write_file(target.folder / "manifests" / f"{after.digest}.txt", left.rows.encode())
    (target.folder / "manifests" / f"{heading.digest}.txt").unlink(missing_ok=True)
    return after, note


def pages_of(target: Target, story: str, issued: Iterable[tuple[str, str]]) -> list[str]:
    """The pages that a story has in kept releases, by its file, folder, name or page; none where it has been taken
    out already. issued: ids and addresses that were ever given out. A story that readers still have, or that
    never was one, is a DeployFault."""
    inventory = target.transport.inventory()
    served = released(target, inventory.current)
    name = story.replace("\\", "/").rstrip("/").removesuffix(".md").removesuffix("/story").rpartition("/")[2]
    kept = {
        page: heading
        for heading in inventory.releases
        for page in (*taken_down(released(target, heading), served), *_matching(served.files, name))
    }
    known = {url for id, url in issued if id == name or _matching([url], name)}
    found = set(_matching(kept, name)) | (known & kept.keys())
    if not found and not known:
        titles = {_stem(page): page for page in kept}
        hint = f"是不是“{closest}”？" if (closest := near(name, titles)) else "写它的文件、文件夹或网址名"
        raise DeployFault(f"保留的各版里没有撤下过“{story}”", hint)
    if still := sorted(page for page in found if page in served.files):
        raise DeployFault(f"“{story}”还在网上（{'、'.join(still)}）", "先把它的状态改成 撤稿，再发布")
    return sorted(found)


def _matching(pages: Iterable[str], name: str) -> list[str]:
    return [page for page in pages if page.endswith(".html") and (page == name or _stem(page) == name)]


def _stem(page: str) -> str:
    return page.rpartition("/")[2].removesuffix(".html")
