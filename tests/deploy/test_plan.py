"""Manifests and plans, on values."""

from __future__ import annotations

import string
from dataclasses import replace
from datetime import timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from plugins.deploy.fault import DeployFault
from plugins.deploy.release.kinds import cache_of, rank, type_of
from plugins.deploy.release.manifest import (
    EMPTY,
    FileEntry,
    Manifest,
    ReleaseHeading,
    manifest_of,
    read_heading,
    read_manifest,
    safe,
)
from plugins.deploy.release.plan import Guard, carry, plan
from plugins.deploy.transports.transport import Inventory

from .targets import NOW

PATHS = st.sampled_from(
    ["index.html", "feed.xml", "news/202106/a.html", "news/202106/b.html", "tags/茶.html"]
    + ["theme/css/site.0a1b2c3d.css", "photos/aa-x-960.jpg", "photos/bb-x-960.jpg", "files/表.0a1b.xlsx", "robots.txt"]
)
PAGES = st.sampled_from(["news/202106/a.html", "news/202106/b.html"])
DIGESTS = st.integers(0, 3).map(lambda number: str(number) * 64)


def of_pages(path: str) -> bool:
    """Whether a file belongs to pages."""
    return path.startswith(("photos/", "files/"))


@st.composite
def manifests(draw: st.DrawFn) -> Manifest:
    """Any release of a small site."""
    rows = draw(st.dictionaries(PATHS, st.tuples(DIGESTS, st.integers(0, 10**12), st.sets(PAGES))))
    return manifest_of(
        FileEntry(
            path, digest, size, type_of(path).header, cache_of(path), owners=tuple(sorted(pages)) * of_pages(path)
        )
        for path, (digest, size, pages) in rows.items()
    )


def heading(manifest: Manifest, number: int = 1, before: int = 0) -> ReleaseHeading:
    """A heading for a manifest."""
    return ReleaseHeading(number, NOW.isoformat(), manifest.digest, "zhang@desk", before)


@given(manifests(), st.integers(1, 10**9 - 1))
def test_a_manifest_reads_as_it_was_written(manifest: Manifest, number: int) -> None:
    """Every row, in path order, and the heading."""
    head = heading(manifest, number, number - 1)
    assert read_manifest(manifest.text(head)) == (head, manifest)
    assert list(manifest.files) == sorted(manifest.files)


@given(manifests(), st.data())
def test_a_manifest_that_was_changed_is_refused(manifest: Manifest, data: st.DataObject) -> None:
    """One letter that is another one, anywhere in the rows, or a text of any kind."""
    text = manifest.text(heading(manifest))
    start = text.index("\n") + 1
    if start < len(text):
        at = data.draw(st.integers(start, len(text) - 1))
        other = data.draw(st.characters(codec="utf-8").filter(lambda letter: letter != text[at]))
        with pytest.raises(DeployFault):
            read_manifest(text[:at] + other + text[at + 1 :])
    with pytest.raises(DeployFault):
        read_manifest(data.draw(st.text()))


@pytest.mark.parametrize(
    "path", ["", "/etc/passwd", "../x", "a/../b", "a//b", "./a", "a\\b", "a\nb", "a\tb", "a/", "a\x7f"]
)
def test_paths_that_leave_the_site(path: str) -> None:
    """Refused, even where the digest of the rows is right."""
    assert not safe(path)
    manifest = Manifest({path: FileEntry(path, "0" * 64, 1, "text/html", "x")})
    with pytest.raises(DeployFault):
        read_manifest(manifest.text(heading(manifest)))


def test_a_release_follows_an_earlier_one() -> None:
    """A heading that says otherwise is none; so the line of releases ends."""
    for before in (1, 2):
        with pytest.raises(DeployFault):
            read_heading(f"#xishan\t1\t{before}\t2026-11-24T00:15:30+08:00\t{'0' * 64}\tzhang@desk")


@given(manifests(), manifests())
def test_a_plan_turns_the_old_into_the_new(old: Manifest, new: Manifest) -> None:
    """What is sent and kept, without what is deleted, is the new release; nothing that stays is sent."""
    difference = plan(old, new)
    after = {**old.files, **{entry.path: entry for entry in (*difference.kept, *difference.sent)}}
    for entry in difference.deleted:
        del after[entry.path]
    assert after == dict(new.files)
    assert {*difference.sent, *difference.kept} == set(new.files.values())
    assert all(old.files.get(entry.path) != entry for entry in difference.sent)
    assert difference.empty == (_bare(old) == _bare(new))
    assert plan(new, new).empty
    assert difference.bytes == sum(entry.size for entry in difference.sent)


def _bare(manifest: Manifest) -> list[FileEntry]:
    """The files, whoever shows them."""
    return [replace(entry, owners=()) for entry in manifest.files.values()]


@given(manifests())
def test_nothing_travels_before_what_it_names(new: Manifest) -> None:
    """Assets, pages, lists; deletions the other way round."""
    ranks = [rank(entry.path) for entry in plan(EMPTY, new).sent]
    assert ranks == sorted(ranks)
    gone = [rank(entry.path) for entry in plan(new, EMPTY).deleted]
    assert gone == sorted(gone, reverse=True)


@given(manifests(), manifests(), st.integers(1, 100))
def test_old_assets_stay_a_while(old: Manifest, new: Manifest, hours: int) -> None:
    """What is named by its content stays until the grace has passed since the first deploy without it; a page never
    does, nor what only pages showed that are gone; the new release is all there."""
    grace = timedelta(hours=hours)
    first = carry(old, new, NOW, grace)
    assert first.files.items() >= new.files.items()
    left = first.files.keys() - new.files.keys()
    lost = {path for path in old.files.keys() - new.files.keys() if path.startswith("news/")}
    for path in old.files.keys() - new.files.keys():
        owners = old.files[path].owners
        stays = any(page in new.files for page in owners) if owners else path.startswith("theme/") or not lost
        assert (path in left) == (rank(path) == 0 and stays), path
    later = carry(first, new, NOW + grace - timedelta(minutes=1), grace)
    assert later == first
    assert carry(later, new, NOW + grace, grace) == new
    # Wanted again, it is an asset like any other.
    assert carry(first, first, NOW + grace, grace).files.keys() == first.files.keys()
    again = [entry.path for entry in plan(first, old).new]
    assert again == [entry.path for entry in plan(new, old).new if entry.path not in left]


@pytest.mark.parametrize(("pages", "share", "gone", "asks"), [(50, 0.2, 2, False), (50, 0.2, 3, True), (1, 1, 2, True)])
def test_how_many_pages_may_go_unasked(pages: int, share: float, gone: int, asks: bool) -> None:
    """By number and by share; files that are no pages do not count."""
    entries = [FileEntry(f"news/{letter}.html", "0" * 64, 1, "", "") for letter in string.ascii_lowercase[:10]]
    old = manifest_of([*entries, FileEntry("robots.txt", "0" * 64, 1, "", "")])
    difference = plan(old, manifest_of(entries[gone:]))
    assert bool(Guard(pages, share).refuses(old, difference)) == asks


def test_the_line_of_releases() -> None:
    """From the served one back; what was given up is not in it; over one that is lost it goes on to the newest before,
    and where the served one is lost it begins with the newest there is."""
    made = {number: heading(EMPTY, number, before) for number, before in ((1, 0), (2, 1), (3, 2), (4, 2), (5, 4))}
    releases = tuple(made.values())
    assert [release.number for release in Inventory(made[5], releases, 6).line] == [5, 4, 2, 1]
    assert [release.number for release in Inventory(made[5], releases[2:], 6).line] == [5, 4]
    assert [release.number for release in Inventory(made[5], (made[1], made[2], made[5]), 6).line] == [5, 2, 1]
    assert [release.number for release in Inventory(None, releases[:2], 3).line] == [2, 1]
    assert Inventory().line == ()


def test_other_headers_are_a_change() -> None:
    """The same bytes with another cache rule are sent again; how long a file stays is no change."""
    entry = FileEntry("theme/a.css", "0" * 64, 1, "text/css", "x")
    old = manifest_of([entry])
    assert plan(old, manifest_of([replace(entry, cache="y")])).changed
    assert plan(old, manifest_of([replace(entry, until="2026-11-24T00:00Z")])).kept
