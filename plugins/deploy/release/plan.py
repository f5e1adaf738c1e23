"""What a deploy has to do: one manifest held against another. Values in, values out."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta

from .kinds import IMMUTABLE, is_page, rank
from .manifest import FileEntry, Manifest, manifest_of
from .withdrawn import left_with, taken_down


@dataclass(frozen=True, slots=True)
class Plan:
    """The difference between two releases. new, changed: in the order of travel; deleted: old entries, lists first,
    what they named last; kept: the same in both."""

    new: tuple[FileEntry, ...]
    changed: tuple[FileEntry, ...]
    deleted: tuple[FileEntry, ...]
    kept: tuple[FileEntry, ...]

    @property
    def sent(self) -> tuple[FileEntry, ...]:
        """Everything that travels, in order: what pages show, pages, what leads to them."""
        return tuple(sorted((*self.new, *self.changed), key=_in_order))

    @property
    def bytes(self) -> int:
        """Of everything that travels."""
        return sum(entry.size for entry in (*self.new, *self.changed))

    @property
    def empty(self) -> bool:
        """Whether there is nothing to do."""
        return not (self.new or self.changed or self.deleted)


def _in_order(entry: FileEntry) -> tuple[int, str]:
    return rank(entry.path), entry.path


def plan(old: Manifest, new: Manifest) -> Plan:
    """What turns the old release into the new one. A file with other headers counts as changed."""
    added, changed, kept = [], [], []
    for path, entry in new.files.items():
        before = old.files.get(path)
        if before is None:
            added.append(entry)
        elif before == entry or replace(before, until=entry.until, owners=entry.owners) == entry:
            kept.append(entry)
        else:
            changed.append(entry)
    deleted = [entry for path, entry in old.files.items() if path not in new.files]
    return Plan(
        tuple(sorted(added, key=_in_order)),
        tuple(sorted(changed, key=_in_order)),
        tuple(sorted(deleted, key=_in_order, reverse=True)),
        tuple(kept),
    )


def carry(old: Manifest, new: Manifest, now: datetime, grace: timedelta) -> Manifest:
    """The new edition with those files of the old release that stay a while for readers with an open page.

    Only what is named by its content stays, so nothing that was withdrawn can be read as a page; and nothing stays that
    only a page showed which is gone. A file stays until `grace` after the first deploy without it.
    """
    moment = _moment(now)
    gone = taken_down(old, new)
    until = _moment(now + grace)
    left = [
        replace(entry, until=entry.until or until)
        for path, entry in old.files.items()
        if path not in new.files and entry.cache == IMMUTABLE and not left_with(entry, new, gone)
    ]
    return manifest_of([*new.files.values(), *(entry for entry in left if entry.until > moment)])


def _moment(moment: datetime) -> str:
    return moment.astimezone(UTC).strftime("%Y-%m-%dT%H:%MZ")


@dataclass(frozen=True, slots=True)
class Guard:
    """How many pages a deploy may take away unasked: `pages` of them, and `share` of all there were."""

    pages: int = 50
    share: float = 0.2

    def refuses(self, old: Manifest, difference: Plan) -> tuple[str, ...]:
        """The pages that would go, where they are too many; else nothing."""
        gone = tuple(sorted(entry.path for entry in difference.deleted if is_page(entry.path)))
        before = sum(map(is_page, old.files))
        return gone if len(gone) > self.pages or len(gone) > self.share * before else ()
