"""The order of a deploy: look, plan, hold the target, send, switch, check what readers get, go back where it is wrong,
prune."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from hashlib import sha256
from pathlib import Path

from plugins.incremental.writer import write_file

from ..fault import DeployFault
from ..release.manifest import EMPTY, Manifest, ReleaseHeading, read_manifest
from ..release.payload import Payload
from ..release.plan import Guard, Plan, carry, plan
from ..transports.transport import Inventory, Shipment, Transport
from .lease import lease, whoami

# What readers get of a release, looked at after a switch: (the release, what just changed) → what is wrong.
Verifier = Callable[[Manifest, Plan], Sequence[str]]


@dataclass(frozen=True)
class Target:
    """A transport and how it is used. folder: this target's own in the store; keep: how many releases stay; grace: how
    long files named by their content outlive the pages that showed them."""

    transport: Transport
    folder: Path
    keep: int = 5
    grace: timedelta = timedelta(days=1)
    guard: Guard = Guard()
    beside: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True)
class Prepared:
    """What a deploy would do: what stands in the target, the new release's manifest and the difference. removed:
    pages that would go, where they are too many to go unasked."""

    inventory: Inventory
    old: Manifest
    new: Manifest
    plan: Plan
    removed: tuple[str, ...]


@dataclass(frozen=True)
class Done:
    """What a deploy did. wrong: what was found wrong with the served site; back: the release it went back to then, 0
    for none; note: what was left undone afterwards, which harms nobody."""

    number: int
    plan: Plan
    wrong: tuple[str, ...] = ()
    back: int = 0
    note: str = ""


def released(target: Target, heading: ReleaseHeading | None) -> Manifest:
    """The manifest of a release, from the store where its digest is known there."""
    if heading is None:
        return EMPTY
    kept = target.folder / "manifests" / f"{heading.digest}.txt"
    if kept.is_file():
        rows = kept.read_text(encoding="utf-8")
        if sha256(rows.encode()).hexdigest() == heading.digest:
            return read_manifest(f"{heading}\n{rows}")[1]
    _, manifest = read_manifest(target.transport.text(heading.number))
    write_file(kept, manifest.rows.encode())
    return manifest


def prepare(target: Target, payload: Payload, now: datetime) -> Prepared:
    """Look at the target and plan; changes nothing there."""
    inventory = target.transport.inventory()
    old = released(target, inventory.current)
    new = carry(old, payload.manifest, now, target.grace)
    difference = plan(old, new)
    return Prepared(inventory, old, new, difference, target.guard.refuses(old, difference))


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
        heading = ReleaseHeading(inventory.next, made, prepared.new.digest, whoami(), before.number if before else 0)
        shipment = Shipment(
            heading, prepared.new, payload, before, prepared.old, prepared.plan, target.beside, held.token
        )
        transport.send(shipment)
        transport.switch(heading.number, held.line)
        write_file(target.folder / "manifests" / f"{heading.digest}.txt", prepared.new.rows.encode())
        wrong = tuple(look(prepared.new, prepared.plan)) if look else ()
        if wrong and back and before:
            transport.switch(before.number, held.line)
            return Done(heading.number, prepared.plan, wrong, before.number, _drop(target, inventory.releases))
        kept = [heading, *inventory.line][: target.keep]
        note = _drop(target, kept)
        _forget(target, [release.digest for release in kept])
        return Done(heading.number, prepared.plan, wrong, note=note)


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
        wanted = released(target, older[0])
        target.transport.switch(older[0].number, held.line)
        difference = plan(served, wanted)
        return Done(older[0].number, difference, tuple(look(wanted, difference)) if look else ())


def _drop(target: Target, keep: Sequence[ReleaseHeading]) -> str:
    try:
        target.transport.drop(keep, lambda heading: released(target, heading))
    except DeployFault as fault:  # readers have what they should; the next deploy cleans up
        return f"旧版本没有清理完：{fault.message}；下次发布会接着清理"
    return ""


def _forget(target: Target, digests: Sequence[str]) -> None:
    for file in (target.folder / "manifests").glob("*.txt"):
        if file.stem not in digests:
            file.unlink()
