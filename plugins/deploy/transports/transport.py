"""What every kind of target can do. A target keeps numbered releases, of which one is served."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Protocol

from ..fault import DeployFault
from ..release.manifest import FileEntry, Manifest, ReleaseHeading
from ..release.payload import Payload
from ..release.plan import Plan

STALE = 600.0  # seconds after which a lease that nobody renews is void


@dataclass(frozen=True, slots=True)
class Inventory:
    """What stands in a target: the release that is served, all that are kept (ascending), and the number for the next
    one. torn: what readers see may not be all of `current`, since a switch broke off or somebody else wrote there;
    where the served release is lost, `current` is the newest that is kept, or None where readers may see another."""

    current: ReleaseHeading | None = None
    releases: tuple[ReleaseHeading, ...] = ()
    next: int = 1
    torn: bool = False

    @property
    def line(self) -> tuple[ReleaseHeading, ...]:
        """The served release and those served before it. What was given up by a rollback, or never served, is not among
        them; where one on the way is lost, the newest before it takes its place."""
        kept = {heading.number: heading for heading in self.releases}
        found = list[ReleaseHeading]()
        at = self.current or next(reversed(self.releases), None)
        while at:
            found.append(at)
            at = kept.get(max((number for number in kept if number <= at.before), default=0)) if at.before else None
        return tuple(found)


@dataclass(frozen=True, slots=True)
class Shipment:
    """One release on its way: its heading and manifest, where its files are, what stands in the target (`old`, with
    its heading) and the difference. beside: files for whoever runs the host, by name, that readers never see. token:
    the lease's, unique to this deploy."""

    heading: ReleaseHeading
    manifest: Manifest
    payload: Payload
    base: ReleaseHeading | None
    old: Manifest
    plan: Plan
    beside: Mapping[str, str]
    token: str

    @property
    def text(self) -> str:
        """The manifest as it is kept in the release."""
        return self.manifest.text(self.heading)


def seen(current: ReleaseHeading | None, releases: Sequence[ReleaseHeading]) -> Inventory:
    """What stands in a target that keeps its releases apart. current: None where none is served, or the one that was is
    lost."""
    following = max((release.number for release in releases), default=0) + 1
    if current is None and releases:
        return Inventory(releases[-1], tuple(releases), following, torn=True)
    return Inventory(current, tuple(releases), following)


class Transport(Protocol):
    """A target. Everything that goes wrong is a DeployFault, and nothing that is served changes before `switch`.

    address: as it is told to people. compressed: whether the host serves .br and .gz by itself; caching: whether it
    sends the Cache-Control we ask for; exposed: whether readers can get what kept releases keep.
    """

    address: str
    compressed: bool
    caching: bool
    exposed: bool

    def inventory(self) -> Inventory:
        """What is there; an empty Inventory for an empty target. Changes nothing."""

    def text(self, number: int) -> str:
        """The manifest of a release as it is kept."""

    def fetch(self, number: int, entries: Collection[FileEntry]) -> Iterator[tuple[str, bytes]]:
        """Path and bytes of files of a release, in any order."""

    def claim(self, line: str) -> bool:
        """Write the lease where there is none; whether it worked."""

    def holder(self) -> tuple[str, bool] | None:
        """The lease's line, and whether nobody has renewed it for STALE seconds by the target's own clock; None without
        one."""

    def renew(self, line: str) -> None:
        """Make our lease young again."""

    def leave(self, line: str) -> None:
        """Remove the lease where it is still this one."""

    def send(self, shipment: Shipment) -> None:
        """Bring a release to the target, ready to be switched to; goes on where an interrupted one stopped."""

    def switch(self, number: int, line: str) -> None:
        """Serve this release: one that was just sent, or an older one. Where the lease is not this line any more, it
        has `taken`, and nothing changes from then on."""

    def purge(self, heading: ReleaseHeading, manifest: Manifest, gone: Sequence[FileEntry]) -> str:
        """Take files out of a kept release that is not served, so that it is this manifest from now on, and nobody can
        get them there any more. What cannot be done, in Chinese; "" where it was done."""

    def drop(self, keep: Sequence[ReleaseHeading], manifest: Callable[[ReleaseHeading], Manifest]) -> None:
        """Remove all releases but these, and what interrupted deploys left. manifest: a release's, most likely without
        asking the target."""


def taken(line: str) -> DeployFault:
    """Somebody else holds the target; line: their lease, "" where it cannot be read."""
    owner = line.partition(" ")[2] or "别人"
    minutes = round(STALE / 60)
    return DeployFault(f"{owner} 正在向这个目标发布", f"等它结束再发布；如果它已经中断，{minutes} 分钟后会自动放行")
