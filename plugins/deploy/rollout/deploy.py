"""The order of a deploy: look, plan, hold the target, send, switch, check what readers get, go back where it is wrong,
prune."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime

from plugins.incremental.writer import write_file

from ..fault import DeployFault
from ..release.manifest import EMPTY, Manifest, ReleaseHeading
from ..release.payload import Payload
from ..release.plan import Plan, carry, plan
from ..release.withdrawn import taken_down
from ..transports.transport import Inventory, Shipment
from .lease import lease, whoami
from .take_down import leave_out, titled
from .target import Target, released

LEAST = 2  # releases that stay, whatever the settings say: the served one and one to go back to
# What readers get of a release, looked at after a switch: (the release, what just changed) → what is wrong.
Verifier = Callable[[Manifest, Plan], Sequence[str]]


@dataclass(frozen=True)
class Prepared:
    """What a deploy would do: what stands in the target, the new release's manifest and the difference. removed:
    pages that would go, where they are too many to go unasked; gone: pages of their own that
    readers lose, with their titles."""

    inventory: Inventory
    old: Manifest
    new: Manifest
    plan: Plan
    removed: tuple[str, ...]
    gone: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True)
class Done:
    """What a deploy did. wrong: what was found wrong with the served site; back: the release it went back to then, 0
    for none; out: pages of the release it went back to that were taken down since and stay so, with their titles;
    notes: what was left undone, which harms nobody."""

    number: int
    plan: Plan
    wrong: tuple[str, ...] = ()
    back: int = 0
    out: Mapping[str, str] = field(default_factory=dict)
    notes: tuple[str, ...] = ()


def prepare(target: Target, payload: Payload, now: datetime) -> Prepared:
    """Inspection at the target and plan; changes nothing there."""
    inventory = target.transport.inventory()
    old = released(target, inventory.current)
    new = carry(old, payload.manifest, now, target.grace)
    difference = plan(old, new)
    gone = titled(target, inventory.current, old, taken_down(old, new))
    return Prepared(inventory, old, new, difference, target.guard.refuses(old, difference), gone)


def deploy(
    target: Target, payload: Payload, now: datetime, prepared: Prepared, look: Verifier | None, back: bool = True
) -> Done:
    """Make the target serve the payload. `prepared` is what was agreed to: a target that has changed since is a
    DeployFault. look: how the served site is checked, None not to; back: whether to go back where it is wrong."""
    transport, before = target.transport, prepared.inventory.current
    with lease(transport, target.folder) as held:
        inventory = transport.inventory()
        if inventory.current != before:
            by = inventory.current.by if inventory.current else "别人"
            raise DeployFault(f"{by} 刚刚发布了新的一版", "再发布一次，会在它的基础上进行")
        made = now.isoformat(timespec="seconds")
        follows = inventory.line[0].number if inventory.line else 0
        heading = ReleaseHeading(inventory.next, made, prepared.new.digest, target.by or whoami(), follows)
        shipment = Shipment(
            heading, prepared.new, payload, before, prepared.old, prepared.plan, target.beside, held.token
        )
        transport.send(shipment)
        transport.switch(heading.number, held.line)
        write_file(target.folder / "manifests" / f"{heading.digest}.txt", prepared.new.rows.encode())
        wrong = tuple(look(prepared.new, prepared.plan)) if look else ()
        if wrong and back and before:
            _, out, notes = leave_out(target, before, prepared.new)
            transport.switch(before.number, held.line)
            notes += _drop(target, inventory.releases)
            return Done(heading.number, prepared.plan, wrong, before.number, out, notes)
        kept, notes = [heading, *inventory.line][: max(target.keep, LEAST)], ()
        if transport.exposed:
            left = [leave_out(target, release, prepared.new) for release in kept[1:]]
            kept = [heading, *(release for release, _, _ in left)]
        notes += _drop(target, kept)
        _clear(target, [release.digest for release in kept])
        return Done(heading.number, prepared.plan, wrong, notes=notes)


def rollback(target: Target, look: Verifier | None) -> Done:
    """Serve the release that was served before; where a switch broke off, the one that it should have replaced."""
    with lease(target.transport, target.folder) as held:
        inventory = target.transport.inventory()
        if inventory.current is None:
            raise DeployFault("目标上还没有发布过，没有可以退回的", "先发布一次")
        older = inventory.line if inventory.torn else inventory.line[1:]
        if not older:
            raise DeployFault(f"第 {inventory.current.number} 版之前没有保留的版本，不能再退", "改好内容后重新发布")
        served = EMPTY if inventory.torn else released(target, inventory.current)
        heading, out, notes = leave_out(target, older[0], released(target, inventory.current))
        wanted = released(target, heading)
        target.transport.switch(heading.number, held.line)
        difference = plan(served, wanted)
        wrong = tuple(look(wanted, difference)) if look else ()
        return Done(heading.number, difference, wrong, out=out, notes=notes)


def _drop(target: Target, keep: Sequence[ReleaseHeading]) -> tuple[str, ...]:
    try:
        target.transport.drop(keep, lambda heading: released(target, heading))
    except DeployFault as fault:  # readers have what they should; the next deploy cleans up
        return (f"旧版本没有清理完：{fault.message}；下次发布会接着清理",)
    return ()


def _clear(target: Target, digests: Sequence[str]) -> None:
    for file in (target.folder / "manifests").glob("*.txt"):
        if file.stem not in digests:
            file.unlink()
